/** What teams and people have open, in the database. */
import { sql } from 'kysely';
import type { Actor } from '#server/shared/policy.ts';
import type { Reader } from '#server/shared/store.ts';
import { NOBODY, type RequestRow } from './rows.ts';

/** Word for word as the partial indexes have it. */
const isOpen = sql`r.state not in ('resolved', 'closed', 'cancelled', 'rejected')`;

export type DeskLoad = { readonly teamId: string; readonly agentId: string | null; readonly count: number };

/** Open requests by team and person; of these teams alone where they are given. From the index of the counts alone. */
export async function openByTeam(db: Reader, teamIds?: readonly string[]): Promise<DeskLoad[]> {
  const among = teamIds === undefined ? sql`r.team_id is not null` : sql`r.team_id = any(${[...teamIds]}::uuid[])`;
  const { rows } = await sql<DeskLoad>`
    select r.team_id as "teamId", r.agent_id as "agentId", count(*)::int as count from requests r
    where ${isOpen} and ${among} group by r.team_id, r.agent_id`.execute(db);
  return rows;
}

export type OpenRow = Pick<
  RequestRow,
  | 'id'
  | 'folio'
  | 'series'
  | 'year'
  | 'sequence'
  | 'subject'
  | 'state'
  | 'requester_id'
  | 'agency_id'
  | 'area_id'
  | 'team_id'
  | 'agent_id'
  | 'takes_part'
  | 'resolution_due_at'
  | 'paused_at'
>;

/** Open requests of these people, the most pressing first. `actor`: who is to be asked about. */
export async function openOf(db: Reader, agentIds: readonly string[], actor: Actor): Promise<OpenRow[]> {
  if (agentIds.length === 0) return [];
  const reader = actor.kind === 'person' ? actor.id : NOBODY;
  const { rows } = await sql<OpenRow>`
    select r.id, r.folio, r.series, r.year, r.sequence, r.subject, r.state, r.requester_id, r.agency_id, r.area_id,
      r.team_id, r.agent_id, r.resolution_due_at, r.paused_at, exists (select 1 from request_participants p
        where p.request_id = r.id and p.person_id = ${reader}) as takes_part
    from requests r where ${isOpen} and r.agent_id = any(${[...agentIds]}::uuid[])
    order by (r.paused_at is not null), r.resolution_due_at, r.id`.execute(db);
  return rows;
}

/** How many open requests one person asked for, and how many they attend. */
export async function openOfPerson(db: Reader, personId: string): Promise<{ asked: number; attended: number }> {
  const { rows } = await sql<{ asked: number; attended: number }>`select
    (select count(*)::int from requests r where r.requester_id = ${personId} and ${isOpen}) as asked,
    (select count(*)::int from requests r where r.agent_id = ${personId} and ${isOpen}) as attended`.execute(db);
  return rows[0] ?? { asked: 0, attended: 0 };
}
