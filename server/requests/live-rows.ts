/** What the rights of a request hang on, for many at once. */
import { sql } from 'kysely';
import type { LiveFact } from '#server/shared/live/wire.ts';
import type { Reader } from '#server/shared/store.ts';
import type { RequestFacts } from './policy.ts';

export type Concerned = Omit<RequestFacts, 'takes_part'> & { readonly participants: ReadonlySet<string> };

export async function concernedBy(db: Reader, ids: readonly string[]): Promise<Map<string, Concerned>> {
  const rows = await db
    .selectFrom('requests')
    .select(['id', 'requester_id', 'agency_id', 'area_id', 'team_id', 'agent_id'])
    .select((eb) =>
      eb
        .selectFrom('request_participants')
        .whereRef('request_participants.request_id', '=', 'requests.id')
        .select(sql<string[]>`coalesce(array_agg(person_id::text), '{}')`.as('ids'))
        .as('participants'),
    )
    .where('id', '=', sql<string>`any(${ids})`)
    .execute();
  return new Map(rows.map(({ id, participants, ...row }) => [id, { ...row, participants: new Set(participants) }]));
}

/** Whose each request was, and of which area, before that fact moved it. */
export async function assignedFrom(
  db: Reader,
  facts: readonly LiveFact[],
): Promise<Map<LiveFact, Pick<RequestFacts, 'team_id' | 'agent_id'> & Partial<Pick<RequestFacts, 'area_id'>>>> {
  if (facts.length === 0) return new Map();
  const rows = await db
    .selectFrom('history')
    .select(['stream', 'sequence'])
    .select([
      sql<string | null>`data->>'fromTeamId'`.as('team_id'),
      sql<string | null>`data->>'fromAgentId'`.as('agent_id'),
      sql<string | null>`data->>'fromAreaId'`.as('area_id'),
    ])
    .where((eb) =>
      eb.or(facts.map((fact) => eb.and([eb('stream', '=', fact.stream), eb('sequence', '=', fact.sequence)]))),
    )
    .execute();
  const found = new Map(rows.map((row) => [`${row.stream} ${row.sequence}`, row]));
  return new Map(
    facts.flatMap((fact) => {
      const row = found.get(`${fact.stream} ${fact.sequence}`);
      if (!row) return [];
      const area = row.area_id === null ? {} : { area_id: row.area_id };
      return [[fact, { team_id: row.team_id, agent_id: row.agent_id, ...area }] as const];
    }),
  );
}
