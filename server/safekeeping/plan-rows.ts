/** SQL of the one row that says when backups are made and which of them stay. */
import { sql } from 'kysely';
import type { BackupPlan } from '#contract/safekeeping.ts';
import type { Allowed } from '../shared/policy.ts';
import type { Reader, Work, Writer } from '../shared/store.ts';

export type Plan = BackupPlan & {
  readonly version: number;
  /** When the recovery key in force was made; null: none was, or before anybody noted it. */
  readonly keySince: Date | null;
  /** When the administrators were last told that the last good one is too old; null while it is not. */
  readonly alarmToldAt: Date | null;
};

/** Always there. Inside a change, `lock` holds it until the end of the act. */
export async function readPlan(db: Reader, lock: 'lock' | null = null): Promise<Plan> {
  const query = db
    .selectFrom('backup_plan')
    .select(['enabled', 'days', 'weeks', 'months', 'version', 'key_since', 'alarm_told_at'])
    .select(sql<string>`to_char(hour, 'HH24:MI')`.as('hour'));
  const row = await (lock === null ? query : query.forUpdate()).executeTakeFirstOrThrow();
  const { enabled, hour, days, weeks, months, version } = row;
  return { enabled, hour, days, weeks, months, version, keySince: row.key_since, alarmToldAt: row.alarm_told_at };
}

/** Keeps another plan; the version rises by one. */
export async function savePlan(work: Work, _kept: Allowed<'administer', Plan>, plan: BackupPlan): Promise<void> {
  const { enabled, hour, days, weeks, months } = plan;
  await work.db
    .updateTable('backup_plan')
    .set({ enabled, hour, days, weeks, months, version: sql<number>`version + 1` })
    .execute();
}

export async function saveKeySince(work: Work): Promise<void> {
  await work.db.updateTable('backup_plan').set({ key_since: work.now }).execute();
}

export async function saveAlarm(db: Writer, toldAt: Date | null): Promise<void> {
  await db.updateTable('backup_plan').set({ alarm_told_at: toldAt }).execute();
}
