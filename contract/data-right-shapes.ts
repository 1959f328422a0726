/** Rights of whoever the data are about: access, rectification, cancellation, opposition, with terms in business days. */
import * as v from 'valibot';
import { PersonId, PositionId } from './ids.ts';
import { Email, Instant, id, LocalText, line, Phone } from './shapes.ts';

export const DataRightId = id('DataRightId');
export type DataRightId = v.InferOutput<typeof DataRightId>;

export const DATA_RIGHT_KINDS = ['access', 'rectification', 'cancellation', 'opposition'] as const;
export const DataRightKind = v.picklist(DATA_RIGHT_KINDS, 'field.choice');
export type DataRightKind = v.InferOutput<typeof DataRightKind>;

/**
 * received: waits for an answer · correcting: waits for the holder to complete it · granted: to be made effective · denied · effective ·
 * lapsed: not completed in time · withdrawn by the holder.
 */
export const DATA_RIGHT_STATES = [
  'received',
  'correcting',
  'granted',
  'denied',
  'effective',
  'lapsed',
  'withdrawn',
] as const;
export const DataRightState = v.picklist(DATA_RIGHT_STATES, 'field.choice');
export type DataRightState = v.InferOutput<typeof DataRightState>;

/** Business days: to answer, and once more with a reason; to make it effective; to ask the holder for more, and for them to say it. */
export const DATA_RIGHT_DAYS = { answer: 20, extension: 10, effect: 15, correction: 5, corrected: 10 } as const;

/** What an account may say otherwise; the e-mail by a link sent to the new one. At least one of them. */
export const Wanted = v.strictObject({
  givenNames: v.optional(line(1, 80)),
  firstSurname: v.optional(line(1, 80)),
  secondSurname: v.optional(v.union([v.literal(''), line(1, 80)])),
  email: v.optional(Email),
  phone: v.optional(Phone),
  employeeNumber: v.optional(
    v.pipe(
      v.string('field.text'),
      v.trim(),
      v.toUpperCase(),
      v.regex(/^([0-9A-Z][0-9A-Z-]{0,14})?$/, 'field.employee-number'),
    ),
  ),
  positionId: v.optional(PositionId),
});
export type Wanted = v.InferOutput<typeof Wanted>;
export const WANTED_FIELDS = [
  'givenNames',
  'firstSurname',
  'secondSurname',
  'email',
  'phone',
  'employeeNumber',
  'positionId',
] as const;

/** Why a cancellation granted cannot be carried out yet. */
export const CANCELLATION_OBSTACLES = ['requests', 'roles'] as const;

const summary = {
  id: DataRightId,
  version: v.number(),
  folio: v.string(),
  kind: DataRightKind,
  state: DataRightState,
  holder: v.object({ id: PersonId, name: v.string(), agencyName: LocalText }),
  receivedAt: Instant,
  /** What comes next and until when: the answer, its effect, or what the holder has to complete; null when nothing does. */
  dueAt: v.nullable(Instant),
  isLate: v.boolean(),
};
export const DataRightSummary = v.object(summary);
export type DataRightSummary = v.InferOutput<typeof DataRightSummary>;

export const DataRightView = v.object({
  ...summary,
  words: v.string(),
  /** Of a rectification, by field: what it said when it was changed (null before), and what it should say. */
  changes: v.array(v.object({ field: v.picklist(WANTED_FIELDS), before: v.nullable(LocalText), after: LocalText })),
  way: v.picklist(['own', 'paper', 'mail']),
  representative: v.string(),
  identity: v.string(),
  capturedBy: v.nullable(v.string()),
  extension: v.nullable(v.object({ at: Instant, reason: v.string() })),
  correction: v.nullable(
    v.object({ at: Instant, words: v.string(), dueAt: Instant, answeredAt: v.nullable(Instant), answer: v.string() }),
  ),
  answer: v.nullable(v.object({ at: Instant, by: v.nullable(v.string()), words: v.string() })),
  effect: v.nullable(v.object({ at: Instant, by: v.nullable(v.string()) })),
  /** Of a cancellation made effective. */
  anonymiseAt: v.nullable(Instant),
  anonymisedAt: v.nullable(Instant),
  obstacles: v.array(v.picklist(CANCELLATION_OBSTACLES)),
  can: v.object({
    correct: v.boolean(),
    complete: v.boolean(),
    extend: v.boolean(),
    answer: v.boolean(),
    effect: v.boolean(),
    withdraw: v.boolean(),
  }),
});
export type DataRightView = v.InferOutput<typeof DataRightView>;

export const HolderView = v.object({
  id: PersonId,
  name: v.string(),
  employeeNumber: v.string(),
  agencyName: LocalText,
});
export type HolderView = v.InferOutput<typeof HolderView>;
