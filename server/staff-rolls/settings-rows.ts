/** SQL of the settings of staff rolls, and of the months opened. */
import { sql } from 'kysely';
import type { StaffRollSettings } from '#contract/staff-rolls.ts';
import type { Reader, Work, Writer } from '../shared/store.ts';

export type Settings = StaffRollSettings & { readonly countsFrom: Date | null; readonly version: number };

/** Inside a change, `lock` holds them until the end of the act. */
export async function settingsOf(db: Reader, lock: 'lock' | null = null): Promise<Settings> {
  const query = db.selectFrom('staff_roll_settings').selectAll();
  const row = await (lock === null ? query : query.forUpdate()).executeTakeFirstOrThrow();
  return {
    opensOn: row.opens_on,
    answerDays: row.answer_days,
    suspends: row.suspends,
    suspendAfter: row.suspend_after,
    countsFrom: row.counts_from,
    version: row.version,
  };
}

export async function saveSettingsRow(work: Work, settings: StaffRollSettings): Promise<void> {
  await work.db
    .updateTable('staff_roll_settings')
    .set({
      opens_on: settings.opensOn,
      answer_days: settings.answerDays,
      suspends: settings.suspends,
      suspend_after: settings.suspendAfter,
      version: sql<number>`version + 1`,
    })
    .execute();
}

/** Once: what stands there already stays. */
export async function countFrom(db: Writer, at: Date): Promise<void> {
  await db.updateTable('staff_roll_settings').set({ counts_from: at }).where('counts_from', 'is', null).execute();
}

export async function isMonthOpened(db: Reader, month: string): Promise<boolean> {
  const row = await db.selectFrom('staff_roll_months').select('month').where('month', '=', month).executeTakeFirst();
  return row !== undefined;
}

/** False when another node was quicker. */
export async function insertMonth(
  work: Work,
  given: { month: string; rolls: number; unanswerable: number },
): Promise<boolean> {
  const row = await work.db
    .insertInto('staff_roll_months')
    .values({ ...given, opened_at: work.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('month')
    .executeTakeFirst();
  return row !== undefined;
}
