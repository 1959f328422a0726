/** SQL of the responsibilities and of who accepted them. */
import type { Reader, Work } from '../shared/store.ts';

export type Responsibilities = { readonly version: number; readonly body: string; readonly publishedAt: Date };

/** The version in force; the first came with the program. */
export async function newestResponsibilities(db: Reader): Promise<Responsibilities | undefined> {
  const row = await db
    .selectFrom('responsibilities')
    .select(['version', 'body', 'published_at'])
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { version: row.version, body: row.body, publishedAt: row.published_at };
}

/** False when that version is there already. */
export async function insertResponsibilities(
  work: Work,
  given: { version: number; body: string; sha256: Buffer; by: string },
): Promise<boolean> {
  const { version, body, sha256, by } = given;
  const row = await work.db
    .insertInto('responsibilities')
    .values({ version, body, sha256, published_by: by, published_at: work.now })
    .onConflict((conflict) => conflict.column('version').doNothing())
    .returning('version')
    .executeTakeFirst();
  return row !== undefined;
}

export async function acceptedAt(db: Reader, personId: string, version: number): Promise<Date | null> {
  const row = await db
    .selectFrom('responsibilities_acceptances')
    .select('accepted_at')
    .where('person_id', '=', personId)
    .where('version', '=', version)
    .executeTakeFirst();
  return row?.accepted_at ?? null;
}

/** False when they had accepted it already. */
export async function insertAcceptance(work: Work, personId: string, version: number): Promise<boolean> {
  const row = await work.db
    .insertInto('responsibilities_acceptances')
    .values({ person_id: personId, version, accepted_at: work.now })
    .onConflict((conflict) => conflict.columns(['person_id', 'version']).doNothing())
    .returning('version')
    .executeTakeFirst();
  return row !== undefined;
}
