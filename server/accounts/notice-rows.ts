/** SQL of which version of the privacy notice somebody read: kept with the account, from the form that asked for it on. */
import { sql } from 'kysely';
import type { Reader, Work } from '../shared/store.ts';

export type NoticeReading = { readonly version: number; readonly way: 'sign-up' | 'confirmed'; readonly at: Date };

/** False when they had read it already, or there is no such version. */
export async function keepReading(
  work: Work,
  { personId, version, way }: { personId: string; version: number; way: NoticeReading['way'] },
): Promise<boolean> {
  const { rows } = await sql`
    insert into privacy_notice_readings (person_id, version, way, read_at)
    select ${personId}, version, ${way}, ${work.now} from privacy_notices where version = ${version}
    on conflict (person_id, version) do nothing returning version`.execute(work.db);
  return rows.length > 0;
}

/** The newest first. */
export async function readingsOf(db: Reader, personId: string): Promise<NoticeReading[]> {
  const rows = await db
    .selectFrom('privacy_notice_readings')
    .select(['version', 'way', 'read_at'])
    .where('person_id', '=', personId)
    .orderBy('version', 'desc')
    .execute();
  return rows.map(({ version, way, read_at }) => ({ version, way: way as NoticeReading['way'], at: read_at }));
}

/** The version in force, where that person has not said that they read it; null: nothing to tell them. */
export async function unreadPrivacyNotice(db: Reader, personId: string, now: Date): Promise<number | null> {
  const { rows } = await sql<{ version: number }>`
    select n.version from (
      select max(version) as version from privacy_notices where applies_at is null or applies_at <= ${now}
    ) n
    where not exists (
      select from privacy_notice_readings r where r.person_id = ${personId} and r.version = n.version
    )`.execute(db);
  return rows[0]?.version ?? null;
}
