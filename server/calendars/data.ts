/** The shape of a file of calendars: working hours, holidays by rule, and which kinds of holiday each calendar keeps. */
import * as v from 'valibot';
import { DayHours, WeekHours } from '#contract/hours.ts';
import { LocalText } from '#contract/shapes.ts';

const HOLIDAY_KINDS = ['statutory', 'usual', 'optional', 'announced'] as const;
const HolidayKind = v.picklist(HOLIDAY_KINDS);
const wholeNumber = v.pipe(v.number(), v.integer());

const Rule = v.variant('type', [
  v.strictObject({ type: v.literal('fixed'), month: wholeNumber, day: wholeNumber }),
  v.strictObject({ type: v.literal('nth-weekday'), month: wholeNumber, weekday: wholeNumber, nth: wholeNumber }),
  v.strictObject({
    type: v.literal('fixed-every'),
    month: wholeNumber,
    day: wholeNumber,
    everyYears: wholeNumber,
    anchorYear: wholeNumber,
  }),
  v.strictObject({ type: v.literal('easter'), offset: wholeNumber }),
  v.strictObject({ type: v.literal('announced') }),
]);

/** Working hours as written in a file: a weekday that is not named is closed. */
export const Hours = v.pipe(
  v.strictObject({
    1: v.optional(DayHours, []),
    2: v.optional(DayHours, []),
    3: v.optional(DayHours, []),
    4: v.optional(DayHours, []),
    5: v.optional(DayHours, []),
    6: v.optional(DayHours, []),
    7: v.optional(DayHours, []),
  }),
  WeekHours,
);

export const CalendarData = v.strictObject({
  calendars: v.array(
    v.strictObject({
      key: v.string(),
      name: LocalText,
      hours: Hours,
      years: v.strictObject({ from: wholeNumber, to: wholeNumber }),
      observes: v.array(HolidayKind),
    }),
  ),
  holidays: v.array(
    v.strictObject({
      key: v.string(),
      name: LocalText,
      kind: HolidayKind,
      /** The article of law, where one orders it. */
      basis: v.optional(v.string()),
      rule: Rule,
    }),
  ),
});
