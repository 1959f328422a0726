/** Lets an act wait. It is rehearsed first: what would be refused now is refused now, not ten seconds later. */
import { type Held, HOLD_SECONDS } from '#contract/held.ts';
import type { Operation } from '#contract/operation.ts';
import { canonical, type Json } from '#server/shared/canonical.ts';
import { later } from '#server/shared/clock.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { type Call, HeldAnswer } from '#server/shared/http/answer.ts';
import { newId, sameBytes, sha256 } from '#server/shared/ids.ts';
import { personOf } from '#server/shared/policy.ts';
import { type OneEffect, Rehearsed } from '#server/shared/store.ts';
import { type Earlier, heldByKey, insertHeld } from './rows.ts';

/** Its own key where the caller sent none: the act is then done once, although a node is cut in the middle of it. */
export const onceOf = (operation: Operation, call: Pick<Call<Operation>, 'params' | 'body' | 'once'>): OneEffect =>
  call.once ?? {
    key: newId(),
    operation: operation.name,
    bodyHash: sha256(canonical({ params: call.params, body: call.body } as Json)),
  };

/** When it will be done; or, where the act would change nothing, its own answer at once. */
export async function holdAct(house: House, operation: Operation, call: Call<Operation>): Promise<unknown> {
  const me = personOf(call.actor);
  const once = onceOf(operation, call);
  const earlier = await heldByKey(house.store.read, me.id, once.key);
  if (earlier) return answerOf(earlier, once);
  const answered = await rehearsed(house, operation, { ...call, once });
  if (answered !== WOULD_BE_DONE) return answered;
  const id = newId();
  const until = later(house.clock.now(), HOLD_SECONDS * 1_000);
  const row = {
    id,
    person_id: me.id,
    session_id: me.sessionId,
    operation: operation.name,
    params: call.params as Record<string, unknown>,
    body: call.body as Record<string, unknown>,
    key: once.key,
    body_hash: once.bodyHash,
    due_at: until,
  };
  if (await house.store.aside('held', (db, now) => insertHeld(db, row, now))) return toAnswer({ id, due_at: until });
  const meanwhile = await heldByKey(house.store.read, me.id, once.key);
  if (!meanwhile) throw new Error('a key taken by nobody');
  return answerOf(meanwhile, once);
}

const toAnswer = (row: Pick<Earlier, 'id' | 'due_at'>): HeldAnswer =>
  new HeldAnswer({ heldId: row.id as Held['heldId'], until: row.due_at.toISOString() });

function answerOf(earlier: Earlier, once: OneEffect): HeldAnswer {
  if (earlier.operation !== once.operation || !sameBytes(earlier.body_hash, once.bodyHash))
    throw new Fault('idempotency.mismatch');
  return toAnswer(earlier);
}

const WOULD_BE_DONE = Symbol('would be done');

async function rehearsed(house: House, operation: Operation, call: Call<Operation>): Promise<unknown> {
  const undoable = house.undoable.get(operation.name);
  if (undoable === undefined) throw new Error(`${operation.name} cannot be undone`);
  try {
    return await undoable.rehearse(call);
  } catch (error) {
    if (error instanceof Rehearsed) return WOULD_BE_DONE;
    throw error;
  }
}
