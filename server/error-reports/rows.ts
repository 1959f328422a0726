/** SQL of the table `error_reports`. */
import { sql } from 'kysely';
import type { ErrorContext, ErrorReportLine } from '#contract/error-reports.ts';
import { nameOf } from '#server/accounts/index.ts';
import { HOUR, later } from '#server/shared/clock.ts';
import type { Cursor } from '#server/shared/pages.ts';
import type { Allowed } from '#server/shared/policy.ts';
import type { Reader, Work, Writer } from '#server/shared/store.ts';

export type NewReport = {
  readonly id: string;
  readonly code: string;
  readonly role: ErrorReportLine['role'];
  readonly program: string;
  readonly said: string;
  readonly context: ErrorContext;
};

export type ReportRow = {
  readonly id: string;
  readonly code: string;
  readonly at: Date;
  readonly role: ErrorReportLine['role'];
  readonly program: string;
  readonly page: string;
  readonly context: ErrorContext;
  readonly said: string | null;
  readonly mended_at: Date | null;
  readonly mended_by_name: string | null;
  readonly note: string | null;
  readonly version: number;
};

/** Administrators are told of one an hour, however many come. */
const TOLD_EVERY = HOUR;

/** True: nobody was told of another lately, so that this one is told of. Two at the same moment wait for each other. */
export async function insertReport(work: Work, report: NewReport): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext('error_reports'))`.execute(work.db);
  const { rows } = await sql<{ told: boolean }>`
    insert into error_reports (id, code, at, role, program, page, context, said, told)
    select ${report.id}, ${report.code}, ${work.now}, ${report.role}, ${report.program}, ${report.context.page},
      ${JSON.stringify(report.context)}::jsonb, nullif(${report.said}, ''),
      not exists (select from error_reports where told and at > ${later(work.now, -TOLD_EVERY)})
    returning told`.execute(work.db);
  return rows[0]?.told ?? false;
}

const columns = (db: Reader) =>
  db
    .selectFrom('error_reports as e')
    .select(['e.id', 'e.code', 'e.at', 'e.role', 'e.program', 'e.page', 'e.context', 'e.said'])
    .select(['e.mended_at', 'e.note', 'e.version', nameOf(sql.ref('e.mended_by')).as('mended_by_name')]);

const asRows = (rows: readonly unknown[]): ReportRow[] => rows as ReportRow[];

type Page = { state: 'new' | 'mended' | undefined; code: string | undefined; cursor: Cursor | null; limit: number };

export async function pageOfReports(db: Reader, { state, code, cursor, limit }: Page): Promise<ReportRow[]> {
  const rows = await columns(db)
    .$if(state !== undefined, (query) => query.where('e.mended_at', state === 'new' ? 'is' : 'is not', null))
    .$if(code !== undefined, (query) => query.where('e.code', '=', code ?? ''))
    .$if(cursor !== null, (query) =>
      query.where(sql<boolean>`(e.at, e.id) < (${cursor?.[0] ?? null}::timestamptz, ${cursor?.[1] ?? null}::uuid)`),
    )
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(limit)
    .execute();
  return asRows(rows);
}

export async function reportById(db: Reader, id: string): Promise<ReportRow | undefined> {
  return asRows(await columns(db).where('e.id', '=', id).execute())[0];
}

/** Id and version, held until the act ends. */
export const lockReport = (work: Work, id: string): Promise<{ id: string; version: number } | undefined> =>
  work.db.selectFrom('error_reports').select(['id', 'version']).where('id', '=', id).forUpdate().executeTakeFirst();

/** `note` null: it is new again. */
export async function saveSettled(
  work: Work,
  report: Allowed<'settle', { id: string }>,
  mended: { by: string; note: string } | null,
): Promise<void> {
  await work.db
    .updateTable('error_reports')
    .set({
      mended_at: mended === null ? null : work.now,
      mended_by: mended?.by ?? null,
      note: mended === null || mended.note === '' ? null : mended.note,
      version: sql<number>`version + 1`,
    })
    .where('id', '=', report.id)
    .execute();
}

/** How many nobody has mended yet, and since when the oldest waits. */
export async function newReports(db: Reader): Promise<{ count: number; oldest: Date | null }> {
  const row = await db
    .selectFrom('error_reports')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('at').as('oldest')])
    .where('mended_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { count: Number(row.count), oldest: row.oldest };
}

export async function deleteBefore(db: Writer, at: Date): Promise<void> {
  await db.deleteFrom('error_reports').where('at', '<', at).execute();
}
