/** SQL of the versions of the privacy notice. */
import type { Reader, Work } from '../shared/store.ts';

export type NoticeTexts = {
  readonly shortEs: string;
  readonly fullEs: string;
  /** Both empty: nobody wrote it in English. */
  readonly shortEn: string;
  readonly fullEn: string;
};
export type Notice = NoticeTexts & {
  readonly version: number;
  /** Null: it came with the program. */
  readonly publishedBy: string | null;
  readonly publishedAt: Date;
  /** From when it holds. */
  readonly appliesAt: Date;
};

/** That version; null: the newest there is, in force or coming. */
export async function noticeOf(db: Reader, version: number | null): Promise<Notice | undefined> {
  const newest = db.selectFrom('privacy_notices').selectAll().orderBy('version', 'desc').limit(1);
  const row = await (version === null ? newest : newest.where('version', '=', version)).executeTakeFirst();
  return (
    row && {
      version: row.version,
      shortEs: row.short_es,
      fullEs: row.full_es,
      shortEn: row.short_en,
      fullEn: row.full_en,
      publishedBy: row.published_by,
      publishedAt: row.published_at,
      appliesAt: row.applies_at ?? row.published_at,
    }
  );
}

export type NoticeVersion = Pick<Notice, 'version' | 'publishedAt' | 'appliesAt'> & {
  /** Its day has come; a newer one may hold instead. */
  readonly begun: boolean;
};

/** The newest first. */
export async function noticeVersions(db: Reader, now: Date): Promise<NoticeVersion[]> {
  const rows = await db
    .selectFrom('privacy_notices')
    .select(['version', 'published_at', 'applies_at'])
    .orderBy('version', 'desc')
    .execute();
  return rows.map(({ version, published_at, applies_at }) => ({
    ...{ version, publishedAt: published_at, appliesAt: applies_at ?? published_at },
    begun: applies_at === null || applies_at <= now,
  }));
}

/** The one in force is still the text that came with the program. */
export async function isStartingNotice(db: Reader, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('privacy_notices')
    .select('published_by')
    .where((on) => on.or([on('applies_at', 'is', null), on('applies_at', '<=', now)]))
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.published_by === null;
}

/** False when that version is there already. */
export async function insertNotice(
  work: Work,
  given: NoticeTexts & { version: number; sha256: Buffer; by: string; appliesAt: Date | null },
): Promise<boolean> {
  const row = await work.db
    .insertInto('privacy_notices')
    .values({
      version: given.version,
      short_es: given.shortEs,
      full_es: given.fullEs,
      short_en: given.shortEn,
      full_en: given.fullEn,
      sha256: given.sha256,
      published_by: given.by,
      published_at: work.now,
      applies_at: given.appliesAt,
    })
    .onConflict((conflict) => conflict.column('version').doNothing())
    .returning('version')
    .executeTakeFirst();
  return row !== undefined;
}
