/**
 * Work that has its own instants: each node looks every so often whether something is due. What is due is taken from the
 * database by one of them; looking costs one small reading.
 */
import type { House } from './house.ts';
import type { Log } from './log.ts';

export type Watch = {
  readonly name: string;
  /** Milliseconds between the end of one look and the next. */
  readonly everyMs: number;
  /** Due by the time of day alone, not by what somebody did: `once` leaves it to the desks that watch. */
  readonly byTime?: true;
  /** Does whatever is due now. `signal` says that the program stops: what takes long ends what it can and leaves the rest. */
  run(house: House, signal: AbortSignal): Promise<void>;
};

export type Watches = {
  work(house: House): void;
  /** Looks once, here and now: for desks that do not watch. */
  once(house: House): Promise<void>;
  /** Looks no more, and waits for what is under way. */
  close(): Promise<void>;
};

export function openWatches(watches: readonly Watch[], log: Log): Watches {
  const stopping = new AbortController();
  const timers = new Map<string, NodeJS.Timeout>();
  const running = new Map<string, Promise<void>>();

  const look = async (house: House, watch: Watch): Promise<void> => {
    await watch
      .run(house, stopping.signal)
      .catch((error: unknown) => log.error({ err: error, watch: watch.name }, 'a watch failed'));
    running.delete(watch.name);
    wait(house, watch);
  };
  const wait = (house: House, watch: Watch): void => {
    if (stopping.signal.aborted) return;
    const timer = setTimeout(() => running.set(watch.name, look(house, watch)), watch.everyMs);
    timers.set(watch.name, timer.unref());
  };

  return {
    work: (house) => {
      for (const watch of watches) wait(house, watch);
    },
    once: async (house) => {
      for (const watch of watches) if (watch.byTime !== true) await watch.run(house, stopping.signal);
    },
    close: async () => {
      stopping.abort();
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(running.values());
    },
  };
}
