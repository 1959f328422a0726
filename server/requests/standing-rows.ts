/** SQL of how requests stand. */
import { sql } from 'kysely';
import { nameOf } from '#server/accounts/index.ts';
import { type OutageColumn, outageOf } from '#server/announcements/index.ts';
import type { Actor } from '#server/shared/policy.ts';
import { settledVersion } from '#server/shared/settled.ts';
import type { Reader } from '#server/shared/store.ts';
import { NOBODY, type RequestRow } from './rows.ts';

export type StandingRow = Pick<
  RequestRow,
  | 'id'
  | 'folio'
  | 'subject'
  | 'version'
  | 'state'
  | 'requester_id'
  | 'agency_id'
  | 'area_id'
  | 'team_id'
  | 'agent_id'
  | 'takes_part'
  | 'settled_version'
> & { agent_name: string | null; outage: OutageColumn | null };

export async function standingRows(db: Reader, actor: Actor, ids: readonly string[]): Promise<StandingRow[]> {
  const reader = actor.kind === 'person' ? actor.id : NOBODY;
  const { rows } = await sql<StandingRow>`
    select r.id, r.folio, r.subject, r.version, r.state, r.requester_id, r.agency_id, r.area_id, r.team_id, r.agent_id,
      ${nameOf(sql.ref('r.agent_id'))} as agent_name, ${outageOf(sql.ref('r.outage_id'))} as outage, ${settledVersion} as settled_version,
      exists (select 1 from request_participants p where p.request_id = r.id and p.person_id = ${reader}) as takes_part
    from requests r where r.id = any(${[...ids]}::uuid[])`.execute(db);
  return rows;
}
