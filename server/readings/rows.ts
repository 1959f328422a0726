/** SQL of readings. From where somebody came stands apart and goes after ninety days, as of sign-ins. */
import { sql } from 'kysely';
import { nameOf } from '#server/accounts/index.ts';
import { DAY, later } from '#server/shared/clock.ts';
import type { Forgotten } from '#server/shared/forgetting.ts';
import type { Cursor } from '#server/shared/pages.ts';
import type { Reader, Work, Writer } from '#server/shared/store.ts';

const KEPT = 90 * DAY;

/** Absent: not asked for. */
export type Sought = {
  /** Of a request, or of a form. */
  readonly requestId?: string;
  readonly formId?: string;
  readonly personIds?: readonly string[];
  readonly what?: string;
  readonly from?: Date;
  /** Its end is not of it. */
  readonly to?: Date;
};

export type ReadingRow = {
  id: string;
  read_at: Date;
  read_by: string;
  name: string;
  by_right: string;
  what: string;
  request_id: string | null;
  form_id: string | null;
  detail_id: string | null;
  address: string | null;
};

/** Only the conditions asked for stand in the statement, so that each is planned with its own index. */
export async function readingsPage(
  db: Reader,
  page: { sought: Sought; after: Cursor | null; limit: number },
): Promise<ReadingRow[]> {
  const { sought, after, limit } = page;
  const conditions = [
    sql`true`,
    ...(sought.requestId === undefined ? [] : [sql`r.request_id = ${sought.requestId}`]),
    ...(sought.formId === undefined ? [] : [sql`r.form_id = ${sought.formId}`]),
    ...(sought.personIds === undefined ? [] : [whoIn(sought.personIds)]),
    ...(sought.what === undefined ? [] : [sql`r.what = ${sought.what}`]),
    ...(sought.from === undefined ? [] : [sql`r.read_at >= ${sought.from}`]),
    ...(sought.to === undefined ? [] : [sql`r.read_at < ${sought.to}`]),
    ...(after === null ? [] : [sql`(r.read_at, r.id) < (${after[0]}, ${after[1]})`]),
  ];
  const { rows } = await sql<ReadingRow>`
    with found as materialized (
      select r.* from readings r where ${sql.join(conditions, sql` and `)}
      order by r.read_at desc, r.id desc limit ${limit})
    select r.id, r.read_at, r.read_by, coalesce(${nameOf(sql.ref('r.read_by'))}, '') as name, r.by_right, r.what,
      r.request_id, r.form_id, r.detail_id, p.address
    from found r left join reading_places p on p.reading_id = r.id
    order by r.read_at desc, r.id desc`.execute(db);
  return rows;
}

const whoIn = (ids: readonly string[]) =>
  ids.length === 1 ? sql`r.read_by = ${ids[0]}` : sql`r.read_by = any(${[...ids]}::uuid[])`;

export async function sweepPlaces(db: Writer, now: Date): Promise<void> {
  await db.deleteFrom('reading_places').where('at', '<', later(now, -KEPT)).execute();
}

export async function forget(work: Work, { personId }: Forgotten): Promise<void> {
  await work.db.deleteFrom('reading_places').where('person_id', '=', personId).execute();
}
