/** The shape of a file of calendars: working hours, holidays by rule, and which kinds of holiday each calendar keeps. */
import * as v from 'valibot';
import { LocalText } from '#contract/shapes.ts';
import type { Opening, Weekday } from './rules.ts';

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

const Time = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/));
const Openings = v.pipe(
  v.array(v.pipe(v.tuple([Time, Time]), v.readonly())),
  v.check(
    (list) => list.flat().every((time, index, all) => index === 0 || (all[index - 1] ?? '') < time),
    'openings follow one another',
  ),
);

/** Working hours as stored: a weekday that is not written is closed. */
export const Hours = v.pipe(
  v.strictObject({
    1: v.optional(Openings, []),
    2: v.optional(Openings, []),
    3: v.optional(Openings, []),
    4: v.optional(Openings, []),
    5: v.optional(Openings, []),
    6: v.optional(Openings, []),
    7: v.optional(Openings, []),
  }),
  v.check((hours) => Object.values(hours).some((list) => list.length > 0), 'a calendar opens some day'),
  v.transform((hours): Record<Weekday, readonly Opening[]> => hours),
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
