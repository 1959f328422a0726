/**
 * A deadline found by patience alone: minute after minute, looking at the clock on the wall and asking whether the office
 * is open. It shares nothing with the program's arithmetic and does not try to be quick; it is what that is held against.
 */

type Hours = { readonly [weekday: number]: readonly (readonly [string, string])[] };
type Version = {
  readonly number: number;
  readonly from: string | null;
  readonly timeZone: string;
  readonly hours: Hours;
};
type Given = {
  readonly calendar: {
    readonly timeZone: string;
    readonly hours: Hours;
    readonly closures: ReadonlySet<string>;
    readonly editions?: readonly Version[];
  };
  readonly start: Date;
  readonly minutes: number;
  readonly pauses: readonly { readonly from: Date; readonly to: Date | null }[];
};

type Wall = { readonly day: string; readonly time: string; readonly weekday: number };

const clocks = new Map<string, Intl.DateTimeFormat>();
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const QUARTER = 15 * 60_000;
const quarters = new Map<string, Wall>();

/** No zone moves its clocks but at a quarter of an hour: within one, only the minute goes on. */
function wallAt(timeZone: string, at: number): Wall {
  const begun = Math.floor(at / QUARTER) * QUARTER;
  const key = `${timeZone} ${begun}`;
  const quarter = quarters.get(key) ?? wallOf(timeZone, begun);
  quarters.set(key, quarter);
  const minute = Number(quarter.time.slice(3)) + (at - begun) / 60_000;
  return { ...quarter, time: `${quarter.time.slice(0, 3)}${String(minute).padStart(2, '0')}` };
}

/** What the wall says in a zone: asked of the platform's own calendar, not of Temporal. */
function wallOf(timeZone: string, at: number): Wall {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      weekday: 'short',
    });
  clocks.set(timeZone, clock);
  const part = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    day: `${part.year}-${part.month}-${part.day}`,
    time: `${part.hour}:${part.minute}`,
    weekday: WEEKDAYS.indexOf(String(part.weekday)) + 1,
  };
}

/** A version is in force once the wall of its own zone shows its first day; the last decided of those that began last. */
function inForce(versions: readonly Version[], at: number): Version {
  let found = versions[0];
  for (const version of versions) {
    const hasBegun = version.from === null || wallAt(version.timeZone, at).day >= version.from;
    const isLater = found === undefined || (version.from ?? '') > (found.from ?? '');
    const isSame = (version.from ?? '') === (found?.from ?? '') && version.number >= (found?.number ?? 0);
    if (hasBegun && (isLater || isSame)) found = version;
  }
  if (found === undefined) throw new Error('no version');
  return found;
}

const minuteOf = (at: Date): number => Math.floor(at.getTime() / 60_000);
/** More than this and the question was wrong. */
const PATIENCE = 400 * 1440;

export function dueByWalking({ calendar, start, minutes, pauses }: Given): Date {
  const versions = calendar.editions ?? [{ number: 1, from: null, timeZone: calendar.timeZone, hours: calendar.hours }];
  let left = minutes;
  let minute = minuteOf(start);
  for (let steps = 0; left > 0; steps += 1, minute += 1) {
    if (steps > PATIENCE) throw new Error('out of patience');
    if (pauses.some(({ from, to }) => minuteOf(from) <= minute && (to === null || minute < minuteOf(to)))) continue;
    const { timeZone, hours } = inForce(versions, minute * 60_000);
    const wall = wallAt(timeZone, minute * 60_000);
    if (calendar.closures.has(wall.day)) continue;
    const isOpen = (hours[wall.weekday] ?? []).some(([opens, closes]) => opens <= wall.time && wall.time < closes);
    if (isOpen) left -= 1;
  }
  return new Date(minute * 60_000);
}
