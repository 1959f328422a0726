/** The only place that reads the time. Everything else is given an instant, so a test can move it. */

export type Clock = {
  /** Now, UTC. */
  now(): Date;
  /** Milliseconds that never jump back, for durations. */
  elapsed(): number;
};

export const systemClock: Clock = {
  now: () => new Date(),
  elapsed: () => performance.now(),
};

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const later = (from: Date, milliseconds: number): Date => new Date(from.getTime() + milliseconds);
