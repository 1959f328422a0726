/** SQL of how a team stands at one moment, with the folios nearest to their deadline. */
import { sql } from 'kysely';
import type { Reader } from '#server/shared/store.ts';
import { all, isOpen, type Sql } from './list-rows.ts';
import { type QueueScope, reachable } from './queue-rows.ts';

type Named = { readonly folio: string; readonly series: string; readonly year: number; readonly sequence: number };
export type FigureRow = { readonly count: number; readonly folios: readonly Named[] };
export const FIGURE_NAMES = ['open', 'overdue', 'at_risk', 'waiting', 'unassigned'] as const;
export type FigureRows = Record<(typeof FIGURE_NAMES)[number], FigureRow>;

/** `teamId` null: all within reach. At most `folios` of each, paused last. */
export async function figureRows(
  db: Reader,
  scope: QueueScope,
  of: { teamId: string | null; folios: number },
): Promise<FigureRows> {
  const running = sql`r.paused_at is null`;
  const late = sql`r.resolution_due_at <= ${scope.now}`;
  const risky = sql`(r.resolution_risk_at <= ${scope.now}
    or (r.first_response_at is null and r.first_response_risk_at <= ${scope.now}))`;
  const conditions: Record<keyof FigureRows, Sql> = {
    open: sql`true`,
    overdue: sql`${running} and ${late}`,
    at_risk: sql`${running} and not ${late} and ${risky}`,
    waiting: sql`r.state in ('waiting_requester', 'waiting_third_party')`,
    unassigned: sql`r.agent_id is null`,
  };
  const named = sql`jsonb_build_object('folio', r.folio, 'series', r.series, 'year', r.year, 'sequence', r.sequence)`;
  const figure = (condition: Sql): Sql => sql`jsonb_build_object(
    'count', count(*) filter (where ${condition}),
    'folios', coalesce(to_jsonb((array_agg(${named} order by (r.paused_at is not null), r.resolution_due_at, r.id)
      filter (where ${condition}))[1:${of.folios}::int]), '[]'))`;
  const columns = FIGURE_NAMES.map((name) => sql`${figure(conditions[name])} as ${sql.ref(name)}`);
  const where = [isOpen, ...reachable(scope.reach), ...(of.teamId === null ? [] : [sql`r.team_id = ${of.teamId}`])];
  const { rows } = await sql<FigureRows>`select ${sql.join(columns)} from requests r where ${all(where)}`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('a count without a row');
  return row;
}
