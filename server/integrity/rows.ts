/** SQL of the checks of the whole record, and of who outside keeps the anchors. */
import { type Selectable, sql } from 'kysely';
import type { IntegrityChecks } from '#database/tables.ts';
import type { Reader, Work, Writer } from '#server/shared/store.ts';

export type CheckRow = Selectable<IntegrityChecks>;

/** Undefined where one is under way already: that one stands. */
export async function insertCheck(
  db: Writer,
  check: { id: string; askedBy: string | null; now: Date },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    insert into integrity_checks (id, asked_by, asked_at, state) values (${check.id}, ${check.askedBy}, ${check.now}, 'waiting')
    on conflict ((true)) where state <> 'done' do nothing returning id`.execute(db);
  return rows[0]?.id;
}

export const openCheck = (db: Reader): Promise<CheckRow | undefined> =>
  db.selectFrom('integrity_checks').selectAll().where('state', '<>', 'done').executeTakeFirst();

export const lastCheck = (db: Reader): Promise<CheckRow | undefined> =>
  db
    .selectFrom('integrity_checks')
    .selectAll()
    .where('state', '=', 'done')
    .orderBy('ended_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

/** From its beginning: also one that a program which was killed had begun. */
export async function beginCheck(db: Writer, id: string, now: Date): Promise<void> {
  await db
    .updateTable('integrity_checks')
    .set({ state: 'running', began_at: now, phase: 'history', seen: 0 })
    .where('id', '=', id)
    .execute();
}

export async function saveProgress(
  db: Writer,
  id: string,
  { phase, seen }: { phase: string; seen: number },
): Promise<void> {
  await db.updateTable('integrity_checks').set({ phase, seen }).where('id', '=', id).execute();
}

export async function endCheck(work: Work, id: string, result: object): Promise<void> {
  await work.db
    .updateTable('integrity_checks')
    .set({ state: 'done', ended_at: work.now, result: JSON.stringify(result) })
    .where('id', '=', id)
    .execute();
}

export async function anchorAddresses(db: Reader): Promise<string[]> {
  const rows = await db.selectFrom('anchor_addresses').select('email').orderBy('email').execute();
  return rows.map(({ email }) => email);
}

export async function saveAddresses(
  work: Work,
  { added, removed, by }: { added: readonly string[]; removed: readonly string[]; by: string },
): Promise<void> {
  if (removed.length > 0) await work.db.deleteFrom('anchor_addresses').where('email', 'in', removed).execute();
  if (added.length > 0)
    await work.db
      .insertInto('anchor_addresses')
      .values(added.map((email) => ({ email, added_by: by, added_at: work.now })))
      .execute();
}
