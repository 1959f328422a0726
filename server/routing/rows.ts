/** SQL of the routing rules, of the number of their list, and of what the history says of them. */
import { sql } from 'kysely';
import type { Match } from '#contract/routing.ts';
import { nameOf } from '#server/accounts/index.ts';
import type { Allowed } from '#server/shared/policy.ts';
import type { Reader, Work } from '#server/shared/store.ts';
import type { RoutingRule } from './route.ts';

export type KeptRule = RoutingRule & {
  readonly rank: number;
  readonly changedAt: Date;
  readonly changedBy: string | null;
};

const list = (column: 'service_id' | 'area_id' | 'agency_id') => sql<string[]>`coalesce((
  select array_agg(c.${sql.ref(column)}::text order by c.${sql.ref(column)}) from routing_conditions c
  where c.rule_id = routing_rules.id and c.${sql.ref(column)} is not null), '{}')`;

/** Those in force in the order they are asked, then the others, the last retired first. */
export async function everyRule(db: Reader): Promise<KeptRule[]> {
  const rows = await db
    .selectFrom('routing_rules')
    .selectAll()
    .select([
      list('service_id').as('service_ids'),
      list('area_id').as('area_ids'),
      list('agency_id').as('agency_ids'),
      nameOf(sql.ref('routing_rules.changed_by')).as('changed_by_name'),
    ])
    .orderBy('active', 'desc')
    .orderBy('rank')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    match: row.match as Match,
    serviceIds: row.service_ids,
    areaIds: row.area_ids,
    agencyIds: row.agency_ids,
    building: row.building,
    teamId: row.team_id,
    byLoad: row.by_load,
    active: row.active,
    rank: row.rank,
    changedAt: row.changed_at,
    changedBy: row.changed_by_name,
  }));
}

export async function listVersion(db: Reader): Promise<number> {
  return (await db.selectFrom('routing_list').select('version').executeTakeFirstOrThrow()).version;
}

/** The number before it grew; the list is held until the transaction ends, so two changes go one after the other. */
export async function growVersion(work: Work): Promise<number> {
  const { version } = await work.db
    .updateTable('routing_list')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .returning('version')
    .executeTakeFirstOrThrow();
  return version - 1;
}

const columnsOf = (work: Work, rule: RoutingRule & { rank: number }) => ({
  rank: rule.rank,
  name: rule.name,
  match: rule.match,
  building: rule.building,
  team_id: rule.teamId,
  by_load: rule.byLoad,
  active: rule.active,
  changed_at: work.now,
  changed_by: work.actor.kind === 'person' ? work.actor.id : null,
});

/** Takes the place of the one with its id, or is new. */
export async function putRule(
  work: Work,
  rule: Allowed<'administer', RoutingRule & { readonly rank: number }>,
): Promise<void> {
  const columns = columnsOf(work, rule);
  await work.db
    .insertInto('routing_rules')
    .values({ id: rule.id, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute();
  await work.db.deleteFrom('routing_conditions').where('rule_id', '=', rule.id).execute();
  const conditions = [
    ...new Set(rule.serviceIds).values().map((id) => ({ service_id: id })),
    ...new Set(rule.areaIds).values().map((id) => ({ area_id: id })),
    ...new Set(rule.agencyIds).values().map((id) => ({ agency_id: id })),
  ];
  if (conditions.length > 0)
    await work.db
      .insertInto('routing_conditions')
      .values(conditions.map((condition) => ({ rule_id: rule.id, ...condition })))
      .execute();
}

/** `ids`: allowed, in the order they are to be asked. */
export async function saveOrder(work: Work, order: Allowed<'administer', { ids: readonly string[] }>): Promise<void> {
  await sql`
    update routing_rules r set rank = place.n::int
    from unnest(${[...order.ids]}::uuid[]) with ordinality as place (id, n) where r.id = place.id`.execute(work.db);
}

export type RuleChange = {
  readonly at: Date;
  readonly by: string | null;
  readonly fact: string;
  readonly data: Record<string, unknown>;
};

/** The last ones, newest first. */
export async function lastChanges(db: Reader, stream: string, count: number): Promise<RuleChange[]> {
  const rows = await db
    .selectFrom('history')
    .select(['at', 'fact', 'data', nameOf(sql.ref('history.actor_id')).as('by')])
    .where('stream', '=', stream)
    .orderBy('sequence', 'desc')
    .limit(count)
    .execute();
  return rows.map((row) => ({ ...row, data: row.data as Record<string, unknown> }));
}
