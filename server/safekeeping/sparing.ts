/** How much a desk in use is to be spared, by how much its database does: true of every node, and of any server it has. */
import { sql } from 'kysely';
import type { Reader } from '../shared/store.ts';

/** A desk with nobody at it ends some 5 to 10 transactions a second, of its own clockwork. */
const QUIET = 15;
const IN_USE = 40;
/** Times as long as it worked; `npm run fault -- R10` shows what it is worth. */
const MOST = 3;
/** Looks that are held against one another: one is full of whatever just ended. */
const LOOKS = 10;

export type Sparing = {
  /** 0 before it has seen anything. How many times as long as it worked whoever works beside the desk is to rest. */
  times(): number;
  /** `ended`: transactions of the database so far; `at`: milliseconds of a clock that never jumps. */
  saw(ended: number, at: number): void;
};

export function openSparing(): Sparing {
  const seen: { ended: number; at: number }[] = [];
  let times = 0;
  return {
    times: () => times,
    saw: (ended, at) => {
      seen.push({ ended, at });
      if (seen.length > LOOKS) seen.shift();
      const [first] = seen;
      if (!first || at <= first.at) return;
      const perSecond = (1_000 * (ended - first.ended)) / (at - first.at);
      times = MOST * Math.min(1, Math.max(0, (perSecond - QUIET) / (IN_USE - QUIET)));
    },
  };
}

/** PostgreSQL's own count, of all who use this database. */
export async function transactionsEnded(db: Reader): Promise<number> {
  const { rows } = await sql<{ ended: number }>`
    select (xact_commit + xact_rollback)::float8 as ended from pg_stat_database where datname = current_database()
  `.execute(db);
  return rows[0]?.ended ?? 0;
}
