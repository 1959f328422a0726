/** The hand-over note: what whoever was on call leaves to who comes next, with the figures of that moment. */
import * as v from 'valibot';
import { ShiftId } from './duty.ts';
import { PersonId, TeamId } from './ids.ts';
import { operation } from './operation.ts';
import { Cursor, Day, Done, Instant, id, LocalText, text } from './shapes.ts';

export const HandoverId = id('HandoverId');
export const HANDOVER_MAX = 4000;
/** Folios shown of each figure; the count goes on. */
export const FIGURE_FOLIOS = 12;

export const FIGURES = ['open', 'overdue', 'at_risk', 'waiting', 'unassigned'] as const;
export type FigureKind = (typeof FIGURES)[number];
const Figure = v.object({ count: v.number(), folios: v.array(v.object({ folio: v.string(), ref: v.string() })) });
/** Of the open requests of the team, or of the desk, within reach of whoever writes. */
export const Figures = v.object({
  open: Figure,
  overdue: Figure,
  at_risk: Figure,
  waiting: Figure,
  unassigned: Figure,
});
export type Figures = v.InferOutput<typeof Figures>;

const oneShift = v.strictObject({ id: ShiftId });
const oneNote = v.strictObject({ id: HandoverId });
const version = v.pipe(v.number('field.number'), v.integer('field.number'));
const Body = text(1, HANDOVER_MAX);

export const HandoverView = v.object({
  id: HandoverId,
  shiftId: ShiftId,
  teamId: v.nullable(TeamId),
  teamName: v.nullable(LocalText),
  author: v.object({ id: PersonId, name: v.string() }),
  shift: v.object({ from: Instant, to: Instant }),
  body: v.string(),
  figures: Figures,
  closedAt: Instant,
  /** The note this one corrects. */
  corrects: v.nullable(HandoverId),
  /** Notes that correct this one. */
  correctedBy: v.array(HandoverId),
  nextName: v.nullable(v.string()),
  confirmed: v.nullable(v.object({ at: Instant, name: v.string() })),
  version: v.number(),
  can: v.object({ reword: v.boolean(), correct: v.boolean(), confirm: v.boolean() }),
});
export type HandoverView = v.InferOutput<typeof HandoverView>;

const refusals = ['not-found', 'right.missing'] as const;

export const readHandover = operation({
  name: 'readHandover',
  method: 'GET',
  path: '/api/duty/shifts/:id/handover',
  permission: 'duty.read',
  summary: 'The note of a shift; while there is none, what I was writing and the figures of now',
  params: oneShift,
  reply: v.object({
    note: v.nullable(HandoverView),
    /** Oldest first. */
    corrections: v.array(HandoverView),
    draft: v.nullable(v.object({ body: v.string(), savedAt: Instant })),
    /** Null to whoever may not write it. */
    figures: v.nullable(Figures),
    next: v.nullable(v.object({ name: v.string(), from: Instant })),
  }),
  refusals,
});

export const saveHandoverDraft = operation({
  name: 'saveHandoverDraft',
  method: 'PUT',
  path: '/api/duty/shifts/:id/handover/draft',
  permission: 'request.attend',
  summary: 'Keep what I am writing',
  params: oneShift,
  body: v.strictObject({ body: text(0, HANDOVER_MAX) }),
  reply: Done,
  refusals,
});

export const closeHandover = operation({
  name: 'closeHandover',
  method: 'POST',
  path: '/api/duty/shifts/:id/handover',
  permission: 'request.attend',
  summary: 'Hand over: the note with the figures of now; who comes next is told',
  status: 201,
  idempotent: true,
  params: oneShift,
  body: v.strictObject({ body: Body }),
  reply: HandoverView,
  refusals: [...refusals, 'handover.early', 'handover.written', 'idempotency.mismatch'],
});

export const rewordHandover = operation({
  name: 'rewordHandover',
  method: 'PUT',
  path: '/api/duty/handovers/:id',
  permission: 'request.attend',
  summary: 'Other words, as long as nobody has confirmed reading it',
  params: oneNote,
  body: v.strictObject({ body: Body, version }),
  reply: HandoverView,
  refusals: [...refusals, 'version.stale', 'handover.confirmed'],
});

export const correctHandover = operation({
  name: 'correctHandover',
  method: 'POST',
  path: '/api/duty/handovers/:id/correction',
  permission: 'request.attend',
  summary: 'A new note that refers to one already read',
  status: 201,
  idempotent: true,
  params: oneNote,
  body: v.strictObject({ body: Body }),
  reply: HandoverView,
  refusals: [...refusals, 'handover.unread', 'idempotency.mismatch'],
});

export const confirmHandover = operation({
  name: 'confirmHandover',
  method: 'POST',
  path: '/api/duty/handovers/:id/confirm',
  permission: 'request.attend',
  summary: 'Enterado: I have read it as it stands',
  params: oneNote,
  body: v.strictObject({ version }),
  reply: HandoverView,
  refusals: [...refusals, 'version.stale', 'handover.confirmed'],
});

export const listHandovers = operation({
  name: 'listHandovers',
  method: 'GET',
  path: '/api/duty/handovers',
  permission: 'duty.read',
  summary: 'Notes of the teams within reach, newest first; those closed between these local days',
  query: v.strictObject({
    from: v.optional(Day),
    to: v.optional(Day),
    team: v.optional(v.union([v.literal('desk'), TeamId], 'field.choice')),
    cursor: v.optional(Cursor),
  }),
  reply: v.object({ items: v.array(HandoverView), next: v.nullable(v.string()) }),
});
