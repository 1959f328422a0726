/**
 * Counting, to slow down those who try too often (S25): windows kept in PostgreSQL so that every node counts together.
 * Time is the desk's clock, handed in as a parameter, which is why this is ours and not a library's.
 */
import { sql } from 'kysely';
import { later } from './clock.ts';
import { Fault } from './fault.ts';
import { sha256 } from './ids.ts';
import type { Store, Work, Writer } from './store.ts';

export type Limit = { readonly name: string; readonly points: number; readonly windowMs: number };

type Window = { points: number; endsAt: Date };

/** A key never holds an address or a name in clear: only its hash. */
const keyOf = (limit: Limit, whom: string): string => `${limit.name}:${sha256(whom).toString('base64url')}`;

/** Counts one more and answers the window as it stands then. */
export const count = (store: Store, limit: Limit, whom: string): Promise<Window> =>
  store.aside('counter', (db, now) => countIn(db, limit, { whom, now }));

async function countIn(db: Writer, limit: Limit, at: { whom: string; now: Date }): Promise<Window> {
  const { whom, now } = at;
  const ends = later(now, limit.windowMs);
  const { rows } = await sql<{ points: number; ends_at: Date }>`
    insert into rate_limits as r (key, points, ends_at) values (${keyOf(limit, whom)}, 1, ${ends})
    on conflict (key) do update set
      points = case when r.ends_at <= ${now} then 1 else r.points + 1 end,
      ends_at = case when r.ends_at <= ${now} then ${ends} else r.ends_at end
    returning points, ends_at`.execute(db);
  const row = rows[0];
  return { points: row?.points ?? 1, endsAt: row?.ends_at ?? ends };
}

/** Where the window stands, without counting; zero points when none is open. */
export async function standing(store: Store, limit: Limit, at: { whom: string; now: Date }): Promise<Window> {
  const row = await store.read
    .selectFrom('rate_limits')
    .select(['points', 'ends_at'])
    .where('key', '=', keyOf(limit, at.whom))
    .where('ends_at', '>', at.now)
    .executeTakeFirst();
  return { points: row?.points ?? 0, endsAt: row?.ends_at ?? at.now };
}

export async function forget(store: Store, limit: Limit, whom: string): Promise<void> {
  await store.aside('counter', async (db) => {
    await db.deleteFrom('rate_limits').where('key', '=', keyOf(limit, whom)).execute();
  });
}

export const secondsUntil = (from: Date, to: Date): number =>
  Math.max(1, Math.ceil((to.getTime() - from.getTime()) / 1000));

/** Counts one more and refuses with `rate.exceeded` past the limit. */
export async function spend(store: Store, limit: Limit, at: { whom: string; now: Date }): Promise<void> {
  refusePast(limit, await count(store, limit, at.whom), at.now);
}

/** As `spend`, within an act: what is refused or fails counts nothing. For limits on what gets done, not on trying. */
export async function spendWithin(work: Work, limit: Limit, whom: string): Promise<void> {
  refusePast(limit, await countIn(work.db, limit, { whom, now: work.now }), work.now);
}

function refusePast(limit: Limit, window: Window, now: Date): void {
  if (window.points <= limit.points) return;
  const seconds = secondsUntil(now, window.endsAt);
  throw new Fault('rate.exceeded', { minutes: Math.ceil(seconds / 60) }, { retryAfter: seconds });
}

export async function sweepLimits(store: Store): Promise<void> {
  await store.aside('sweep', async (db, now) => {
    await db.deleteFrom('rate_limits').where('ends_at', '<', now).execute();
  });
}
