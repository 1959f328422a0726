/** Servicios Generales keeps the level of a request or changes it (document 002, 1.g). */
import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import type { decideUrgency as operation } from '#contract/urgency.ts';
import { businessMinutesBetween } from '#server/calendars/index.ts';
import {
  amongLevels,
  findRequest,
  type Held,
  type Outcome,
  performWithin,
  petitionById,
  underLevel,
} from '#server/requests/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { newId, sha256 } from '#server/shared/ids.ts';
import { type Actor, personOf } from '#server/shared/policy.ts';
import type { OneEffect, Work } from '#server/shared/store.ts';
import { type DecisionRow, decisionsOf, insertDecision } from './rows.ts';
import { outcomeOf } from './rules.ts';

type Deciding = { readonly id: string; readonly body: BodyOf<typeof operation>; readonly once: OneEffect | null };

/**
 * Both deadlines are counted anew from the registration; message, level, fact and ledger go together. Of two who decide
 * at once one has effect, and the other is told who decided and what.
 */
export async function decideUrgency(
  house: House,
  actor: Actor,
  { id, body, once }: Deciding,
): Promise<ReplyOf<typeof operation>> {
  await house.store.changeOnce(actor, { once, answer: { id } }, (work) =>
    performWithin(work, {
      id,
      right: 'decide-urgency',
      act: 'decideUrgency',
      decide: (held, within, calendar) => decision(within, { held, body, calendar }),
    }),
  );
  const db = house.store.read;
  const [row, decisions] = await Promise.all([findRequest(db, { id }, actor), decisionsOf(db, id)]);
  const last = decisions.at(-1);
  if (!row || !last) throw new Error('a decision that left nothing');
  const among = await amongLevels(house.store.settled, row.settled_version);
  const levelName = among.levelName(last.level_after);
  return { outcome: last.outcome, levelName, resolutionDueAt: row.resolution_due_at.toISOString() };
}

type Given = {
  readonly held: Held;
  readonly body: Deciding['body'];
  readonly calendar: Parameters<typeof businessMinutesBetween>[0];
};

async function decision(work: Work, { held, body, calendar }: Given): Promise<Outcome> {
  const [petition, earlier] = await Promise.all([petitionById(work.db, held.id), decisionsOf(work.db, held.id)]);
  if (!petition) throw new Fault('not-found');
  const round = petition.objection === null ? 1 : 2;
  if (held.urgency !== 'pending' || body.round !== round) throw await decidedBefore(work, held, earlier.at(-1));
  if (body.levelSeen !== held.level_id) throw new Fault('version.stale');
  const { level, patch } = await underLevel(work, held, body.levelId);
  const filed = earlier[0]?.level_filed ?? held.level_id;
  const outcome = outcomeOf({ filed, after: level.id });
  const askedAt = petition.objected_at ?? petition.asked_at;
  await insertDecision(work, {
    id: newId(),
    request_id: held.id,
    round,
    outcome,
    level_filed: filed,
    level_before: held.level_id,
    level_after: level.id,
    reason: body.reason,
    agency_id: held.agency_id,
    decided_by: personOf(work.actor).id,
    asked_at: askedAt,
    took_minutes: Math.max(0, businessMinutesBetween(calendar, askedAt, work.now)),
  });
  return {
    fact: 'request.urgency-decided',
    data: {
      round,
      outcome,
      fromLevelId: held.level_id,
      levelId: level.id,
      levelName: level.name,
      dueBefore: held.resolution_due_at.toISOString(),
      dueAfter: new Date(patch.resolution_due_at ?? held.resolution_due_at).toISOString(),
      reasonSha256: sha256(body.reason).toString('hex'),
    },
    patch: { ...patch, urgency: outcome },
    message: { text: body.message, visibility: 'public', answers: false },
  };
}

async function decidedBefore(work: Work, held: Held, last: DecisionRow | undefined): Promise<Fault> {
  if (!last) return new Fault('version.stale');
  const name = (await amongLevels(work.settled, held.settled_version)).levelName(last.level_after);
  const locale = work.actor.kind === 'person' && work.actor.locale === 'en' ? 'en' : 'es';
  return new Fault('urgency.decided', { by: last.decided_by_name, outcome: last.outcome, level: name[locale] });
}
