/** SQL of the versions of levels, which nobody changes, and of their drafts. */

import { sql } from 'kysely';
import * as v from 'valibot';
import { LevelContent } from '#contract/service-levels.ts';
import { nameOf } from '#server/accounts/index.ts';
import type { Reader, Writer } from '../shared/store.ts';

export type LevelVersion = {
  readonly version: number;
  readonly content: LevelContent;
  /** YYYY-MM-DD, where the desk is. */
  readonly effectiveOn: string;
  readonly reason: string | null;
  readonly publishedAt: Date;
  readonly publishedBy: string | null;
};

/** Oldest first, with the name of who published each. */
export async function selectVersions(db: Reader, levelId: string): Promise<LevelVersion[]> {
  const rows = await db
    .selectFrom('service_level_versions as v')
    .select(['version', 'content', 'effective_on', 'reason', 'published_at'])
    .select(sql<string | null>`${nameOf(sql.ref('v.published_by'))}`.as('published_by'))
    .where('level_id', '=', levelId)
    .orderBy('version')
    .execute();
  return rows.map((row) => ({
    version: row.version,
    content: v.parse(LevelContent, row.content),
    effectiveOn: row.effective_on,
    reason: row.reason,
    publishedAt: row.published_at,
    publishedBy: row.published_by,
  }));
}

export async function insertVersion(
  db: Writer,
  given: Omit<LevelVersion, 'publishedBy'> & { levelId: string; publishedBy: string | null },
): Promise<void> {
  await db
    .insertInto('service_level_versions')
    .values({
      level_id: given.levelId,
      version: given.version,
      content: JSON.stringify(given.content),
      effective_on: given.effectiveOn,
      reason: given.reason,
      published_at: given.publishedAt,
      published_by: given.publishedBy,
    })
    .execute();
}

export type Coming = { readonly levelId: string; readonly version: number; readonly effectiveOn: string };

/** Of each level the nearest version whose day is still to come. */
export async function selectComing(db: Reader, today: string): Promise<Coming[]> {
  const { rows } = await sql<Coming>`
    select distinct on (level_id) level_id as "levelId", version, effective_on as "effectiveOn"
    from service_level_versions where effective_on > ${today} order by level_id, effective_on, version desc`.execute(
    db,
  );
  return rows;
}

/** Of each level the version that should be in force on that day and is not yet. */
export async function selectOverdue(db: Reader, today: string): Promise<{ levelId: string; version: number }[]> {
  const { rows } = await sql<{ levelId: string; version: number }>`
    select l.id as "levelId", max(v.version) as version
    from service_levels l join service_level_versions v on v.level_id = l.id
    where v.effective_on <= ${today} group by l.id, l.version having max(v.version) > l.version`.execute(db);
  return rows;
}

/** Does another level have that code, now or by what is published for later? */
export async function codeTaken(db: Reader, given: { id: string; code: string; today: string }): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select exists (select 1 from service_levels where id <> ${given.id} and lower(code) = lower(${given.code}))
      or exists (select 1 from service_level_versions where level_id <> ${given.id} and effective_on > ${given.today}
        and lower(content->>'code') = lower(${given.code})) as taken`.execute(db);
  return rows[0]?.taken ?? false;
}

export type LevelDraft = {
  readonly levelId: string;
  readonly content: LevelContent;
  readonly edition: number;
  readonly savedAt: Date;
  readonly savedBy: string;
  readonly savedById: string;
};

const drafts = (db: Reader) =>
  db
    .selectFrom('service_level_drafts as d')
    .select(['level_id', 'content', 'edition', 'saved_at', 'd.saved_by as saved_by_id'])
    .select(sql<string>`${nameOf(sql.ref('d.saved_by'))}`.as('saved_by'));

const toDraft = (row: Awaited<ReturnType<ReturnType<typeof drafts>['execute']>>[number]): LevelDraft => ({
  levelId: row.level_id,
  content: v.parse(LevelContent, row.content),
  edition: row.edition,
  savedAt: row.saved_at,
  savedBy: row.saved_by,
  savedById: row.saved_by_id,
});

export const selectDrafts = async (db: Reader): Promise<LevelDraft[]> => (await drafts(db).execute()).map(toDraft);

export async function findDraft(db: Reader, levelId: string): Promise<LevelDraft | undefined> {
  const row = await drafts(db).where('level_id', '=', levelId).executeTakeFirst();
  return row && toDraft(row);
}

/** The same, held until the transaction ends. */
export async function lockDraft(db: Writer, levelId: string): Promise<LevelDraft | undefined> {
  const row = await drafts(db).where('level_id', '=', levelId).forUpdate('d').executeTakeFirst();
  return row && toDraft(row);
}

/** False when the draft is not at that edition any more (0: there should be none). */
export async function saveDraftRow(
  db: Writer,
  given: { levelId: string; content: LevelContent; edition: number; savedAt: Date; savedBy: string },
): Promise<boolean> {
  const row = {
    content: JSON.stringify(given.content),
    edition: given.edition + 1,
    saved_at: given.savedAt,
    saved_by: given.savedBy,
  };
  const saved =
    given.edition === 0
      ? await db
          .insertInto('service_level_drafts')
          .values({ level_id: given.levelId, ...row })
          .onConflict((conflict) => conflict.doNothing())
          .returning('edition')
          .executeTakeFirst()
      : await db
          .updateTable('service_level_drafts')
          .set(row)
          .where('level_id', '=', given.levelId)
          .where('edition', '=', given.edition)
          .returning('edition')
          .executeTakeFirst();
  return saved !== undefined;
}

export async function dropDraft(db: Writer, levelId: string): Promise<boolean> {
  const gone = await db
    .deleteFrom('service_level_drafts')
    .where('level_id', '=', levelId)
    .returning('level_id')
    .executeTakeFirst();
  return gone !== undefined;
}
