/** Asking for urgency (document 002, 1.g): the four questions, and how far a petition has come. */
import * as v from 'valibot';
import { DayMinute, Instant, line, text } from './shapes.ts';

/** none: nobody asked · pending: Servicios Generales has not decided · kept, changed: what it decided of the level. */
export const URGENCY_STATES = ['none', 'pending', 'kept', 'changed'] as const;
export const UrgencyState = v.picklist(URGENCY_STATES, 'field.choice');
export type UrgencyState = (typeof URGENCY_STATES)[number];

/** Whom it stops: one person, an office with those it serves, several agencies. */
export const AFFECTED = ['person', 'area', 'agencies'] as const;
export type Affected = (typeof AFFECTED)[number];

/** Whether work goes on meanwhile. */
export const ALTERNATIVES = ['can_wait', 'another_way', 'nothing_works'] as const;
export type Alternative = (typeof ALTERNATIVES)[number];

export const STOPS_MAX = 500;
export const MEANWHILE_MAX = 300;

export const UrgencyFacts = v.strictObject({
  /** What stands still. */
  stops: text(10, STOPS_MAX),
  affects: v.picklist(AFFECTED, 'field.choice'),
  /** Local day and minute at the desk by which it is needed. */
  neededBy: DayMinute,
  alternative: v.picklist(ALTERNATIVES, 'field.choice'),
  /** How they manage meanwhile; may be empty. */
  meanwhile: v.union([v.literal(''), line(1, MEANWHILE_MAX)], 'field.too-long'),
});
export type UrgencyFacts = v.InferOutput<typeof UrgencyFacts>;

/** What the requester and the desk read of a petition beside the request. */
export const PetitionView = v.object({
  facts: UrgencyFacts,
  askedAt: Instant,
  /** The one objection to the first decision. */
  objection: v.nullable(v.object({ reason: v.string(), at: Instant })),
});
export type PetitionView = v.InferOutput<typeof PetitionView>;
