/**
 * Acts that can be taken back: an operation marked `undoable` that is called with the header `mesa-hold: 1` is answered 202 and
 * waits ten seconds before it is done. Until then nothing is recorded and no letter leaves.
 */
import * as v from 'valibot';
import { FAULT_CODES } from './faults.ts';
import { operation } from './operation.ts';
import { RequestId, RequestView } from './request-shapes.ts';
import { Instant, id } from './shapes.ts';

export const HOLD_HEADER = 'mesa-hold';
export const HOLD_SECONDS = 10;

export const HeldId = id('HeldId');
export type HeldId = v.InferOutput<typeof HeldId>;

/** The answer of an undoable operation that was asked to wait; the instant at which it will be done. */
export const Held = v.object({ heldId: HeldId, until: Instant });
export type Held = v.InferOutput<typeof Held>;

export const listHeld = operation({
  name: 'listHeld',
  method: 'GET',
  path: '/api/held',
  permission: 'account.own',
  summary: 'My acts that still wait and may be taken back, the next first',
  reply: v.object({
    items: v.array(
      v.object({
        ...Held.entries,
        /** Name of the operation. */
        operation: v.string(),
        /** Request it is about; null for an act on many. */
        requestId: v.nullable(v.string()),
      }),
    ),
  }),
});

/** undone: it stays as it was · done: too late for this one · refused: it could not be changed, and why. */
export const EACH_OUTCOMES = ['undone', 'done', 'refused'] as const;

/** What became of each request of an act on many; `folio` is null where it is not mine to see. */
const Each = v.array(
  v.object({
    id: RequestId,
    folio: v.nullable(v.string()),
    outcome: v.picklist(EACH_OUTCOMES),
    /** Of a refusal. */
    code: v.nullable(v.picklist(FAULT_CODES)),
    values: v.record(v.string(), v.union([v.string(), v.number()])),
  }),
);

export const undoHeld = operation({
  name: 'undoHeld',
  method: 'DELETE',
  path: '/api/held/:id',
  permission: 'account.own',
  summary:
    'Take an act back that still waits: it never happened. Of an act on many that is over, what became of each instead',
  params: v.strictObject({ id: HeldId }),
  /** Empty for an act on one request. */
  reply: v.object({ items: Each }),
  refusals: ['not-found', 'held.over'],
});

/** doing: a node is at it, ask again · refused: nothing of it was done, but for an act on many (`refusedOfMany`). */
export const HELD_OUTCOMES = ['done', 'undone', 'refused', 'doing'] as const;

export const settleHeld = operation({
  name: 'settleHeld',
  method: 'POST',
  path: '/api/held/:id/settle',
  permission: 'account.own',
  summary:
    'Do an act of mine that waits at once, without its ten seconds; or, where it is over, tell what became of it',
  params: v.strictObject({ id: HeldId }),
  reply: v.object({
    outcome: v.picklist(HELD_OUTCOMES),
    /** Why it was refused; null where it was not. */
    code: v.nullable(v.picklist(FAULT_CODES)),
    values: v.record(v.string(), v.union([v.string(), v.number()])),
    /** Of an act on many that was done by this call: how many were not changed. */
    refusedOfMany: v.number(),
    /** Of an act on many that is over, each of them; empty for an act on one. */
    items: Each,
    /** As it stands after it, when this call did it; null for an act on many, and when it was over before. */
    request: v.nullable(RequestView),
  }),
  refusals: ['not-found'],
});
