/** Pure: when a backup is due by itself, and when the last good one is too old. */
import { HOUR } from '../shared/clock.ts';

/** `hour`: "02:00", of the day of the institution's time zone. */
export type Hours = { readonly enabled: boolean; readonly hour: string };

/** Two hours more than a day: a backup that takes long, or begins late, is no reason to wake anybody. */
const TOO_OLD = 26 * HOUR;
/** One that failed is tried again after an hour; one that was killed, at once; in all no more often than this for one day. */
const TRIES = 3;
const PAUSE = HOUR;

const zoned = (timeZone: string, at: Date): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);

/** An hour that the clock leaps over is the one after the leap; one that comes twice, the first. */
const onDay = (day: Temporal.PlainDate, timeZone: string, hour: string): Date =>
  new Date(day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(hour) }).epochMilliseconds);

/** The last time it was that hour, now included. */
export function lastHour(now: Date, { hour }: Pick<Hours, 'hour'>, timeZone: string): Date {
  const today = zoned(timeZone, now).toPlainDate();
  const at = onDay(today, timeZone, hour);
  return at <= now ? at : onDay(today.subtract({ days: 1 }), timeZone, hour);
}

/** The next time it is that hour. */
export function nextHour(now: Date, { hour }: Pick<Hours, 'hour'>, timeZone: string): Date {
  const today = zoned(timeZone, now).toPlainDate();
  const at = onDay(today, timeZone, hour);
  return at > now ? at : onDay(today.add({ days: 1 }), timeZone, hour);
}

/** What a run came to, as far as the hour is concerned. */
export type Tried = {
  readonly kind: string;
  readonly state: 'waiting' | 'running' | 'made' | 'failed' | 'cancelled' | 'interrupted';
  readonly askedAt: Date;
  readonly endedAt: Date | null;
};

/**
 * Whether one is to be begun now: none was made since the hour (whoever asked for it), nobody cancelled the day's, and it was
 * not tried too often. So an hour at which the machine was off is made up for. `since`: no hour before it counts.
 */
export function isDue(
  now: Date,
  given: { plan: Hours; timeZone: string; since: Date | null; tried: readonly Tried[] },
): boolean {
  if (!given.plan.enabled) return false;
  const hour = lastHour(now, given.plan, given.timeZone);
  if (given.since !== null && given.since > hour) return false;
  const after = given.tried.filter(({ askedAt }) => askedAt >= hour);
  if (after.some(({ state }) => state === 'waiting' || state === 'running' || state === 'made')) return false;
  const ofDay = after.filter(({ kind }) => kind === 'daily');
  if (ofDay.some(({ state }) => state === 'cancelled') || ofDay.length >= TRIES) return false;
  return ofDay.every(
    ({ state, endedAt }) => state !== 'failed' || now.getTime() - (endedAt ?? hour).getTime() >= PAUSE,
  );
}

/** `lastGoodAt` null: there is none; then since the key was made (null: longer than anybody knows). */
export function isOverdue(now: Date, given: { lastGoodAt: Date | null; keySince: Date | null }): boolean {
  const from = given.lastGoodAt ?? given.keySince;
  return from === null || now.getTime() - from.getTime() > TOO_OLD;
}
