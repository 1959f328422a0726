/**
 * What changes seldom and is asked at every turn (institution, agencies, calendars, levels, catalogue, teams), kept in
 * memory while the database says that nothing of it changed.
 *
 * The table `settled` counts the changes (triggers do); a statement that needs such data reads the count along with its
 * rows, so whoever answers from memory answers what a query at that moment would have.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Reader } from './store.ts';

/** The count, as part of a statement: hand it to `Settled` with what the statement gave. */
export const settledVersion: RawBuilder<number> = sql<number>`(select version from settled)`;

/** `load`'s answer as of `version` or later; a function of its own is what it is remembered by. */
export type Settled = <Value>(load: (db: Reader) => Promise<Value>, at: { version: number }) => Promise<Value>;

type Kept = { readonly version: number; readonly value: unknown };

/**
 * `db` reads what is committed. The version is read before what it stands for: at worst the value is newer than it says,
 * and an act that itself changes settled things sees them, through here, as they were before.
 */
export function openSettled(db: Reader): Settled {
  const kept = new Map<unknown, Kept>();
  return async <Value>(load: (db: Reader) => Promise<Value>, at: { version: number }): Promise<Value> => {
    const known = kept.get(load);
    if (known !== undefined && known.version >= at.version) return known.value as Value;
    const { version } = await db.selectFrom('settled').select('version').executeTakeFirstOrThrow();
    const value = await load(db);
    kept.set(load, { version, value });
    return value;
  };
}

/** The count by itself, for who has no statement to read it along with. */
export async function settledVersionOf(db: Reader): Promise<number> {
  const { version } = await db.selectFrom('settled').select('version').executeTakeFirstOrThrow();
  return version;
}
