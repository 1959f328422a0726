/** SQL of what a person changes of their own. */
import { type ExpressionBuilder, sql } from 'kysely';
import type { LetterGroup } from '#contract/accounts.ts';
import type { DB } from '#database/tables.ts';
import type { Reader, Work } from '../shared/store.ts';
import type { Locale, Theme } from './rows.ts';

const nextVersion = (_on: ExpressionBuilder<DB, 'people'>) => sql<number>`version + 1`;

const update = (work: Work, personId: string) =>
  work.db
    .updateTable('people')
    .set((on) => ({ version: nextVersion(on) }))
    .where('id', '=', personId);

export async function savePhone(work: Work, personId: string, own: { phone: string; extension: string }) {
  await update(work, personId).set(own).execute();
}

export type Preferences = {
  readonly locale: Locale;
  readonly theme: Theme;
  readonly mutedLetters: readonly LetterGroup[];
};

export async function saveChoices(work: Work, personId: string, chosen: Preferences): Promise<void> {
  const { locale, theme, mutedLetters } = chosen;
  await update(work, personId)
    .set({ locale, theme, muted_letters: [...mutedLetters] })
    .execute();
}

/** Which picture is the person's, by its id; none with null. */
export async function savePhotoId(work: Work, personId: string, photoId: string | null): Promise<void> {
  await update(work, personId).set({ photo_id: photoId }).execute();
}

/** Which of these are somebody's picture. */
export async function photosAmong(db: Reader, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('people')
    .select('photo_id')
    .where('photo_id', 'in', [...ids])
    .execute();
  return new Set(rows.flatMap((row) => row.photo_id ?? []));
}

/** Pictures a backup keeps; no row says how long they are. */
export const KEPT_PHOTOS =
  'select photo_id as id, null::bigint as bytes, null::bytea as sha256 from people where photo_id is not null';

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '23505';

/** The new address, and with it a new epoch, which it gives; undefined when the address is somebody's. */
export async function saveEmail(work: Work, personId: string, email: string): Promise<number | undefined> {
  try {
    const row = await update(work, personId)
      .set({ email, auth_epoch: sql<number>`auth_epoch + 1` })
      .returning('auth_epoch')
      .executeTakeFirstOrThrow();
    return row.auth_epoch;
  } catch (error) {
    if (isTaken(error)) return undefined;
    throw error;
  }
}
