/** What was said on asking for urgency, in the database. The decisions on it belong to the slice of urgency. */
import { type RawBuilder, sql } from 'kysely';
import type { UrgencyFacts } from '#contract/requests.ts';
import type { Reader, Work } from '#server/shared/store.ts';

/** As `petitionOf` reads it: instants in ISO 8601. */
export type KeptPetition = {
  readonly facts: UrgencyFacts;
  readonly askedAt: string;
  readonly objection: string | null;
  readonly objectedAt: string | null;
};

/** The petition of the request of that alias, as JSON; looks nowhere when nobody asked. */
export const petitionOf = (request: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  case when ${request}.urgency = 'none' then null else (
    select jsonb_build_object('facts', u.facts, 'askedAt', u.asked_at, 'objection', u.objection,
      'objectedAt', u.objected_at)
    from urgency_petitions u where u.request_id = ${request}.id) end`;

export async function keepPetition(work: Work, petition: { requestId: string; facts: UrgencyFacts }): Promise<void> {
  await work.db
    .insertInto('urgency_petitions')
    .values({ request_id: petition.requestId, facts: JSON.stringify(petition.facts), asked_at: work.now })
    .execute();
}

/** Keeps the objection; false when there was one already. */
export async function keepObjection(work: Work, given: { requestId: string; reason: string }): Promise<boolean> {
  const kept = await work.db
    .updateTable('urgency_petitions')
    .set({ objection: given.reason, objected_at: work.now })
    .where('request_id', '=', given.requestId)
    .where('objection', 'is', null)
    .returning('request_id')
    .executeTakeFirst();
  return kept !== undefined;
}

/** The petition of one request; undefined when nobody asked. */
export async function petitionById(db: Reader, requestId: string) {
  const row = await db
    .selectFrom('urgency_petitions')
    .select(['facts', 'asked_at', 'objection', 'objected_at'])
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return row && { ...row, facts: row.facts as UrgencyFacts };
}
