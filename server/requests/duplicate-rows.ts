/** SQL of duplicates: columns of a request that is read, and the lock under which one is tied to another. */
import { type RawBuilder, sql } from 'kysely';
import type { Work } from '#server/shared/store.ts';
import type { RequestFacts } from './policy.ts';

/** Enough of the other one to say whether a reader may see it. */
export type Tied = RequestFacts & { readonly id: string; readonly folio: string; readonly subject: string };
export type DuplicateColumns = {
  /** What it is a duplicate of. */
  principal: Tied | null;
  /** Its duplicates; null where there are none. */
  duplicates: Tied[] | null;
};

type Sql = RawBuilder<unknown>;

const tied = (alias: Sql, readerId: string): Sql => sql`json_build_object('id', ${alias}.id, 'folio', ${alias}.folio,
  'subject', ${alias}.subject, 'requester_id', ${alias}.requester_id, 'agency_id', ${alias}.agency_id,
  'area_id', ${alias}.area_id, 'team_id', ${alias}.team_id, 'agent_id', ${alias}.agent_id,
  'takes_part', exists (select 1 from request_participants tp
    where tp.request_id = ${alias}.id and tp.person_id = ${readerId}))`;

/** Of the request read as `r`. */
export const duplicatesOf = (readerId: string): Sql => sql`
  (select ${tied(sql`o`, readerId)} from requests o where o.id = r.duplicate_of) as principal,
  (select json_agg(${tied(sql`d`, readerId)} order by d.registered_at)
    from requests d where d.duplicate_of = r.id) as duplicates`;

/** One at a time on the whole desk: two of them marked as duplicates of each other at once would both be gone. */
export async function lockDuplicates(work: Work): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('requests.duplicate_of'))`.execute(work.db);
}

export async function folioOf(work: Work, id: string): Promise<string> {
  const row = await work.db.selectFrom('requests').select('folio').where('id', '=', id).executeTakeFirst();
  return row?.folio ?? '';
}
