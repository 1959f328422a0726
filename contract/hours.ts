/** Working hours: their shape, and the sentences that refuse hours that cannot be. */
import * as v from 'valibot';

/** "HH:MM" of the wall clock; "24:00" is the end of the day. */
const Time = v.pipe(v.string('field.time'), v.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'field.time'));

export const Interval = v.pipe(
  v.tuple([Time, Time], 'field.time'),
  v.check(([opens, closes]) => opens < closes, 'field.interval-crossed'),
  v.readonly(),
);
export type Interval = v.InferOutput<typeof Interval>;

const MAX_INTERVALS = 12;

const overlaps = (list: readonly Interval[]): boolean =>
  list.some(([opens], index) => index > 0 && opens < (list[index - 1]?.[1] ?? ''));

/** In order; two that touch are one. */
const joined = (list: Interval[]): Interval[] => {
  const whole: Interval[] = [];
  for (const interval of list) {
    const before = whole.at(-1);
    if (before !== undefined && before[1] === interval[0]) whole[whole.length - 1] = [before[0], interval[1]];
    else whole.push(interval);
  }
  return whole;
};

/** The intervals of one day; none: it is closed. */
export const DayHours = v.pipe(
  v.array(Interval, 'field.time'),
  v.maxLength(MAX_INTERVALS, 'field.too-many'),
  v.transform((list) => list.toSorted(([a], [b]) => (a < b ? -1 : 1))),
  v.check((list) => !overlaps(list), 'field.interval-overlap'),
  v.transform(joined),
);

/** By ISO weekday: 1 is Monday, 7 Sunday. */
export const WeekHours = v.pipe(
  v.strictObject({
    1: DayHours,
    2: DayHours,
    3: DayHours,
    4: DayHours,
    5: DayHours,
    6: DayHours,
    7: DayHours,
  }),
  v.check((week) => Object.values(week).some((list) => list.length > 0), 'field.never-opens'),
);
export type WeekHours = v.InferOutput<typeof WeekHours>;
