/**
 * One line of `npm run -s due -- --batch`: a reckoning as JSON in, its deadline and account as JSON out, by the very
 * function the desk counts with. For whoever checks a deadline without believing the desk.
 */
import * as v from 'valibot';
import { WeekHours } from '#contract/hours.ts';
import faults from '#locales/es-MX/faults.json' with { type: 'json' };
import ofTheDesk from '#locales/es-MX/faults-desk.json' with { type: 'json' };
import { accountFor, type Line } from './account.ts';
import type { Calendar } from './openings.ts';

const zoned = (zone: string): boolean => {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId !== '';
  } catch {
    return false;
  }
};
const instantOf = (text: string): Date | null => {
  try {
    return new Date(Temporal.Instant.from(text).epochMilliseconds);
  } catch {
    return null;
  }
};
const dated = (day: string): boolean => {
  try {
    return /^\d{4}-\d{2}-\d{2}$/.test(day) && Temporal.PlainDate.from(day).toString() === day;
  } catch {
    return false;
  }
};

/** With an offset or Z. */
const Instant = v.pipe(
  v.string('field.instant'),
  v.check((text) => instantOf(text) !== null, 'field.instant'),
  v.transform((text) => instantOf(text) ?? new Date(0)),
);
const Weekday = v.picklist([1, 2, 3, 4, 5, 6, 7], 'field.choice');

const Hours = v.pipe(
  v.object({
    zone: v.pipe(v.string('field.time-zone'), v.check(zoned, 'field.time-zone')),
    weekdays: v.array(Weekday, 'field.choice'),
    intervals: v.array(v.array(v.string('field.time'), 'field.time'), 'field.time'),
    closed: v.optional(v.array(v.pipe(v.string('field.date'), v.check(dated, 'field.date')), 'field.date'), []),
  }),
  v.rawTransform(({ dataset, addIssue, NEVER }): Calendar => {
    const { zone, weekdays, intervals, closed } = dataset.value;
    const on = (day: (typeof weekdays)[number]) => (weekdays.includes(day) ? intervals : []);
    const week = { 1: on(1), 2: on(2), 3: on(3), 4: on(4), 5: on(5), 6: on(6), 7: on(7) };
    const read = v.safeParse(WeekHours, week, { abortPipeEarly: true });
    if (read.success) return { id: 'batch', timeZone: zone, hours: read.output, closures: new Set(closed) };
    addIssue({ message: read.issues[0].message });
    return NEVER;
  }),
);

const Question = v.object({
  calendar: Hours,
  start: Instant,
  minutes: v.pipe(v.number('field.number'), v.integer('field.number'), v.minValue(0, 'field.number')),
  pauses: v.optional(
    v.array(
      v.pipe(
        v.object({
          from: Instant,
          to: v.optional(v.nullable(Instant), null),
          reason: v.optional(v.string('field.text'), 'pause'),
        }),
        v.check(({ from, to }) => to === null || from <= to, 'field.pause-crossed'),
      ),
    ),
    [],
  ),
});

const sentences: Readonly<Record<string, string>> = { ...faults, ...ofTheDesk };

class Refused extends Error {}

function read(line: string): v.InferOutput<typeof Question> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Refused(sentences['field.json'] ?? '');
  }
  const question = v.safeParse(Question, value, { abortPipeEarly: true });
  if (question.success) return question.output;
  const [issue] = question.issues;
  const code = issue.received === 'undefined' ? 'field.required' : issue.message;
  const where = v.getDotPath(issue);
  throw new Refused(`${where === null ? '' : `${where}: `}${sentences[code] ?? sentences['field.invalid']}`);
}

/** One line of JSON, without its end: `{"due", "account"}`, or `{"error"}` where the question cannot be answered. */
export function answerLine(line: string): string {
  try {
    const { calendar, ...given } = read(line);
    const at = (instant: Date): string =>
      Temporal.Instant.fromEpochMilliseconds(instant.getTime())
        .toZonedDateTimeISO(calendar.timeZone)
        .toString({ timeZoneName: 'never', smallestUnit: 'second' });
    const said = (row: Line) => ({ ...row, from: at(row.from), to: row.to === null ? null : at(row.to) });
    const { due, account } = accountFor({ calendar, ...given });
    return JSON.stringify({ due: due === null ? null : at(due), account: account.map(said) });
  } catch (error) {
    if (error instanceof Refused) return JSON.stringify({ error: error.message });
    if (error instanceof RangeError) return JSON.stringify({ error: sentences['field.never-opens'] });
    throw error;
  }
}
