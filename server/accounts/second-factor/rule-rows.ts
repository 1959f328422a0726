/** What the history tells of the rule of the second factor. */
import { sql } from 'kysely';
import { INSTITUTION_STREAM } from '../../institution/index.ts';
import type { Reader } from '../../shared/store.ts';
import { nameOf } from '../person-sql.ts';

export const RULE_FACT = 'institution.second-factor-ruled';
const SHOWN = 20;

export type RuleChange = { readonly at: Date; readonly by: string; readonly roles: readonly string[] };

/** Newest first; `by` empty where no person did it. */
export async function changesOfRule(db: Reader): Promise<RuleChange[]> {
  const { rows } = await sql<{ at: Date; by: string | null; roles: string[] }>`
    select h.at, ${nameOf(sql.ref('h.actor_id'))} as by, h.data -> 'roles' as roles
    from history h where h.stream = ${INSTITUTION_STREAM} and h.fact = ${RULE_FACT}
    order by h.sequence desc limit ${SHOWN}`.execute(db);
  return rows.map(({ at, by, roles }) => ({ at, by: by ?? '', roles }));
}

/** How often it was changed. */
export async function ruleVersion(db: Reader): Promise<number> {
  const row = await db
    .selectFrom('history')
    .select((on) => on.fn.countAll<number>().as('times'))
    .where('stream', '=', INSTITUTION_STREAM)
    .where('fact', '=', RULE_FACT)
    .executeTakeFirstOrThrow();
  return Number(row.times);
}
