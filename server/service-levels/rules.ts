/**
 * The clock of a promise: when an answer is due, when it stands still, how it ended. Pure; every instant is given.
 *
 * A request has two such clocks (first response and resolution). Its slice keeps the values, this one knows the rules.
 */
import { addBusinessMinutes, businessMinutesBetween, businessTimeBetween, type Calendar } from '../calendars/index.ts';
import { MINUTE } from '../shared/clock.ts';

export type ClockStatus = 'running' | 'at_risk' | 'breached' | 'paused' | 'met' | 'missed';

export type Clock = {
  readonly dueAt: Date;
  /** Business minutes promised, frozen when the request was filed. */
  readonly targetMinutes: number;
  /** Share of the target, 1 to 99, after which the clock is at risk. */
  readonly atRiskPercent: number;
  /** Set while the clock stands still, with the minutes that were left then (negative: already breached). */
  readonly pausedAt: Date | null;
  readonly minutesLeft: number | null;
  /** When what was promised happened, or the request ended. */
  readonly stoppedAt: Date | null;
};

export type ClockView = {
  readonly dueAt: Date;
  readonly status: ClockStatus;
  /** Business minutes; negative when breached, null when stopped. */
  readonly minutesLeft: number | null;
};

/** The instant by which `minutes` of business time will have passed. */
export const dueAt = (calendar: Calendar, from: Date, minutes: number): Date =>
  addBusinessMinutes(calendar, from, minutes);

/** Business minutes after which a clock is at risk; `percent` of the target, 1 to 99. */
export const riskMinutes = (target: number, percent: number): number => Math.ceil((target * percent) / 100);

/** Business minutes left when the clock is made to stand still. */
export const minutesLeftAt = (calendar: Calendar, dueAt: Date, now: Date): number =>
  businessMinutesBetween(calendar, now, dueAt);

/** Stopped while standing still: the waiting counted nothing, so only what was left before it decides. */
const wasKept = (clock: Clock, stoppedAt: Date): boolean =>
  clock.pausedAt === null ? stoppedAt <= clock.dueAt : (clock.minutesLeft ?? 0) >= 0;

/** How the clock stands at `now`. A paused one keeps its last deadline for show; it does not run. */
export function clockView(calendar: Calendar, clock: Clock, now: Date): ClockView {
  const view = (status: ClockStatus, minutesLeft: number | null): ClockView => ({
    dueAt: clock.dueAt,
    status,
    minutesLeft,
  });
  if (clock.stoppedAt !== null) return view(wasKept(clock, clock.stoppedAt) ? 'met' : 'missed', null);
  if (clock.pausedAt !== null) return view('paused', clock.minutesLeft ?? 0);
  const left = businessMinutesBetween(calendar, now, clock.dueAt);
  if (now > clock.dueAt) return view('breached', left);
  const spare = clock.targetMinutes - riskMinutes(clock.targetMinutes, clock.atRiskPercent);
  const atRisk = businessTimeBetween(calendar, now, clock.dueAt) <= spare * MINUTE;
  return view(atRisk ? 'at_risk' : 'running', left);
}
