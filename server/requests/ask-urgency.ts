/** The requester asks that a request be attended as urgent, and may object once to what was decided (document 002, 1.g). */
import type { BodyOf } from '#contract/operation.ts';
import type { PetitionView, RequestView, UrgencyFacts, UrgencyState } from '#contract/requests.ts';
import type { askUrgency as askOperation, objectToUrgency as objectOperation } from '#contract/urgency.ts';
import { type Calendar, fromLocal } from '#server/calendars/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { sha256 } from '#server/shared/ids.ts';
import type { Actor } from '#server/shared/policy.ts';
import { perform } from './act.ts';
import { type KeptPetition, keepObjection, keepPetition } from './petition-rows.ts';

/** Refuses what was needed before it was asked for: `path` is the field the sentence stands at. */
export function needsTime(calendar: Calendar, facts: UrgencyFacts, at: { now: Date; path: string }): void {
  if (fromLocal(calendar.timeZone, facts.neededBy) > at.now) return;
  throw new Fault('input.invalid', {}, { fields: [{ path: at.path, message: 'field.date-past' }] });
}

export function askUrgency(
  house: House,
  actor: Actor,
  on: { id: string; body: BodyOf<typeof askOperation> },
): Promise<RequestView> {
  const { facts } = on.body;
  return perform(house, actor, {
    id: on.id,
    right: 'settle',
    act: 'askUrgency',
    decide: async (held, work, calendar) => {
      if (held.urgency !== 'none') throw new Fault('urgency.asked');
      needsTime(calendar, facts, { now: work.now, path: 'facts.neededBy' });
      await keepPetition(work, { requestId: held.id, facts });
      return { fact: 'request.urgency-asked', patch: { urgency: 'pending' } };
    },
  });
}

export function objectToDecision(
  house: House,
  actor: Actor,
  on: { id: string; body: BodyOf<typeof objectOperation> },
): Promise<RequestView> {
  const { reason } = on.body;
  return perform(house, actor, {
    id: on.id,
    right: 'settle',
    act: 'askUrgency',
    decide: async (held, work) => {
      const isDecided = held.urgency === 'kept' || held.urgency === 'changed';
      if (!isDecided || !(await keepObjection(work, { requestId: held.id, reason })))
        throw new Fault('urgency.settled');
      return {
        fact: 'request.urgency-objected',
        data: { reasonSha256: sha256(reason).toString('hex') },
        patch: { urgency: 'pending' },
        message: { text: reason, visibility: 'public' },
      };
    },
  });
}

/** Decided, and not yet objected to. */
export const mayObject = (request: { urgency: UrgencyState }, petition: KeptPetition | null): boolean =>
  (request.urgency === 'kept' || request.urgency === 'changed') && petition !== null && petition.objection === null;

export const petitionView = (kept: KeptPetition | null): PetitionView | null =>
  kept && {
    facts: kept.facts,
    askedAt: new Date(kept.askedAt).toISOString(),
    objection:
      kept.objection === null || kept.objectedAt === null
        ? null
        : { reason: kept.objection, at: new Date(kept.objectedAt).toISOString() },
  };
