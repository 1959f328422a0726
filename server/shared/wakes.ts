/**
 * Asking for a schedule's work now instead of at its next minute: a NOTIFY inside the transaction, which PostgreSQL sends
 * when it commits and forgets when it does not. Nothing is queued, for nothing needs to be: whoever wakes finds the work in
 * its own tables, and so does the schedule a minute later if the word was lost.
 */
import { sql } from 'kysely';
import type { House } from './house.ts';
import type { Schedule } from './jobs.ts';
import type { Log } from './log.ts';
import { type Listener, type ListenParts, openListener } from './postgres/listen.ts';
import type { Writer } from './store.ts';

export type Wakes = {
  /** Once the transaction commits. */
  wake(db: Writer, schedule: string): Promise<void>;
  /** Starts listening. */
  work(house: House): Promise<void>;
  /** Runs what was asked for and not yet run here, for desks that do not listen; gives how many. */
  drain(house: House): Promise<number>;
  close(): Promise<void>;
};

const CHANNEL = 'mesa_wake';

export function openWakes(parts: { app: ListenParts['config']; schedules: readonly Schedule[]; log: Log }): Wakes {
  const asked = new Set<string>();
  const running = new Map<string, Promise<void>>();
  let listener: Listener | null = null;

  const byName = (name: string): Schedule | undefined => parts.schedules.find((schedule) => schedule.name === name);

  /** One at a time; asked for again meanwhile, it runs once more. */
  const run = async (house: House, schedule: Schedule): Promise<void> => {
    while (asked.delete(schedule.name)) {
      try {
        await schedule.run(house);
      } catch (error) {
        // Its next minute tries again, and counts the attempt.
        parts.log.error({ err: error, schedule: schedule.name }, 'work in the background failed');
      }
    }
    running.delete(schedule.name);
  };

  const heard = (house: House, name: string): void => {
    const schedule = byName(name);
    if (!schedule) return;
    asked.add(name);
    if (!running.has(name)) running.set(name, run(house, schedule));
  };

  return {
    wake: async (db, schedule) => {
      asked.add(schedule);
      await sql`select pg_notify(${CHANNEL}, ${schedule})`.execute(db);
    },
    work: async (house) => {
      listener = await openListener({
        config: parts.app,
        channels: [CHANNEL],
        log: parts.log,
        heard: ({ payload }) => heard(house, payload),
        returned: () => undefined,
      });
    },
    drain: async (house) => {
      const names = [...asked];
      asked.clear();
      for (const name of names) await byName(name)?.run(house);
      return names.length;
    },
    close: async () => {
      await listener?.close();
      await Promise.all(running.values());
    },
  };
}
