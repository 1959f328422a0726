/** SQL of files of people. */
import { type Selectable, sql } from 'kysely';
import type { BodyOf } from '#contract/operation.ts';
import type { askPeopleExport, PeopleExportId, PeopleExportView } from '#contract/people-exports.ts';
import type { PeopleExports } from '#database/tables.ts';
import type { Reader, Work, Writer } from '../shared/store.ts';

export type Sought = Omit<BodyOf<typeof askPeopleExport>, 'format'>;
export type ExportRow = {
  readonly id: PeopleExportId;
  readonly askedBy: string;
  readonly sessionId: string;
  readonly askedAt: Date;
  readonly format: PeopleExportView['format'];
  readonly filter: Sought;
  readonly state: PeopleExportView['state'];
  readonly people: number | null;
  readonly expiresAt: Date;
};

/** All but the bytes. */
const COLUMNS = [
  ...(['id', 'asked_by', 'session_id', 'asked_at', 'format', 'filter'] as const),
  ...(['state', 'people', 'expires_at'] as const),
] as const;

const toRow = (row: Pick<Selectable<PeopleExports>, (typeof COLUMNS)[number]>): ExportRow => ({
  id: row.id as PeopleExportId,
  askedBy: row.asked_by,
  sessionId: row.session_id,
  askedAt: row.asked_at,
  format: row.format as ExportRow['format'],
  filter: row.filter as Sought,
  state: row.state as ExportRow['state'],
  people: row.people,
  expiresAt: row.expires_at,
});

export type NewExport = Omit<ExportRow, 'state' | 'people' | 'askedAt'>;

export async function insertExport(work: Work, asked: NewExport): Promise<void> {
  await work.db
    .insertInto('people_exports')
    .values({
      id: asked.id,
      asked_by: asked.askedBy,
      session_id: asked.sessionId,
      asked_at: work.now,
      format: asked.format,
      filter: JSON.stringify(asked.filter),
      state: 'queued',
      expires_at: asked.expiresAt,
    })
    .execute();
}

/** Of that person, those that have not ended, the newest first. */
export async function exportsOf(db: Reader, personId: string, now: Date): Promise<ExportRow[]> {
  const rows = await db
    .selectFrom('people_exports')
    .select(COLUMNS)
    .where('asked_by', '=', personId)
    .where('expires_at', '>', now)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(toRow);
}

/** One that waits to be made. */
export async function queuedExport(db: Reader, id: string): Promise<ExportRow | undefined> {
  const row = await db
    .selectFrom('people_exports')
    .select(COLUMNS)
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .executeTakeFirst();
  return row && toRow(row);
}

/** False when it is not waiting any more: it was made meanwhile, or went with the account. */
export async function keepMade(work: Work, id: string, made: { people: number; content: Buffer }): Promise<boolean> {
  const row = await work.db
    .updateTable('people_exports')
    .set({ state: 'ready', people: made.people, content: made.content, made_at: work.now })
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function refuseExport(work: Work, id: string): Promise<void> {
  await work.db
    .updateTable('people_exports')
    .set({ state: 'refused' })
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .execute();
}

/** Held, so that nothing takes it while its fetching is written down; undefined of one that is not theirs or not there. */
export async function readyExport(
  work: Work,
  of: { id: string; askedBy: string },
): Promise<(ExportRow & { content: Buffer }) | undefined> {
  const row = await work.db
    .selectFrom('people_exports')
    .select([...COLUMNS, 'content'])
    .where('id', '=', of.id)
    .where('asked_by', '=', of.askedBy)
    .where('state', '=', 'ready')
    .where('expires_at', '>', work.now)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined || row.content === null ? undefined : { ...toRow(row), content: row.content };
}

/** Everything somebody asked for, made or not. */
export async function deleteExportsOf(db: Writer, personId: string): Promise<void> {
  await db.deleteFrom('people_exports').where('asked_by', '=', personId).execute();
}

export async function deleteOverExports(db: Writer, now: Date): Promise<void> {
  await db.deleteFrom('people_exports').where('expires_at', '<=', now).execute();
}

/** The day's count of one person, to keep the queue from one who asks without end. */
export async function askedSince(db: Reader, personId: string, since: Date): Promise<number> {
  const row = await db
    .selectFrom('people_exports')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('asked_by', '=', personId)
    .where('asked_at', '>', since)
    .executeTakeFirstOrThrow();
  return row.count;
}
