/** SQL of the saved views. */
import { sql } from 'kysely';
import type { QueueFilters } from '#contract/requests.ts';
import type { ViewColumn, ViewForm } from '#contract/saved-views.ts';
import { nameOf } from '#server/accounts/index.ts';
import type { Allowed } from '#server/shared/policy.ts';
import type { Reader, Work } from '#server/shared/store.ts';

export type ViewRow = {
  id: string;
  owner_id: string;
  team_id: string | null;
  name: string;
  filters: QueueFilters;
  columns: ViewColumn[];
  form: ViewForm | null;
  version: number;
  owner_name: string;
};
export type ViewContent = Pick<ViewRow, 'team_id' | 'name' | 'filters' | 'columns' | 'form'>;

/** As a person counts: "2" before "11". */
const ORDER = new Intl.Collator('es-MX', { numeric: true });

/** Shown at once; a team with more of them has a list nobody reads. */
const SHOWN = 100;

const selection = sql`select v.id, v.owner_id, v.team_id, v.name, v.filters, v.columns, v.form, v.version,
  ${nameOf(sql.ref('v.owner_id'))} as owner_name from saved_views v`;

export async function viewsFor(db: Reader, who: { id: string; teamIds: readonly string[] }): Promise<ViewRow[]> {
  const { rows } = await sql<ViewRow>`${selection}
    where v.owner_id = ${who.id} or v.team_id = any(${[...who.teamIds]}::uuid[])
    order by v.name collate "es-MX-x-icu", v.id limit ${SHOWN}`.execute(db);
  return rows.toSorted((one, other) => ORDER.compare(one.name, other.name));
}

export async function viewById(db: Reader, id: string): Promise<ViewRow | undefined> {
  return (await sql<ViewRow>`${selection} where v.id = ${id}`.execute(db)).rows[0];
}

/** Held until the act ends. */
export async function lockView(work: Work, id: string): Promise<ViewRow | undefined> {
  return (await sql<ViewRow>`${selection} where v.id = ${id} for update of v`.execute(work.db)).rows[0];
}

export async function countViewsOf(db: Reader, ownerId: string): Promise<number> {
  const { count } = await db
    .selectFrom('saved_views')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('owner_id', '=', ownerId)
    .executeTakeFirstOrThrow();
  return count;
}

const stored = (content: ViewContent) => ({ ...content, filters: JSON.stringify(content.filters) });

export async function insertView(
  work: Work,
  view: { id: string; ownerId: string; content: ViewContent },
): Promise<void> {
  await work.db
    .insertInto('saved_views')
    .values({ id: view.id, owner_id: view.ownerId, ...stored(view.content), saved_at: work.now })
    .execute();
}

export async function updateView(work: Work, view: Allowed<'change', ViewRow>, content: ViewContent): Promise<void> {
  await work.db
    .updateTable('saved_views')
    .set((eb) => ({ ...stored(content), saved_at: work.now, version: eb('version', '+', 1) }))
    .where('id', '=', view.id)
    .execute();
}

export async function deleteView(work: Work, view: Allowed<'change', ViewRow>): Promise<void> {
  await work.db.deleteFrom('saved_views').where('id', '=', view.id).execute();
}
