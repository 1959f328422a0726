import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import data from '#database/starting-data/calendar.json' with { type: 'json' };
import { answerLine } from './batch.ts';
import { type HolidayRule, holidayIn } from './holidays.ts';

const office = {
  zone: 'America/Mexico_City',
  weekdays: [1, 2, 3, 4, 5],
  intervals: [['08:30', '16:30']],
  closed: ['2026-11-16'],
};
const question = { calendar: office, start: '2026-11-13T15:30:00-06:00', minutes: 120, pauses: [] };
const answer = (asked: unknown) => JSON.parse(answerLine(JSON.stringify(asked)));

test('a line is answered with the deadline, in the offset of its zone, and its account', () => {
  expect(answer(question)).toEqual({
    due: '2026-11-17T09:30:00-06:00',
    account: [
      {
        kind: 'counted',
        from: '2026-11-13T15:30:00-06:00',
        to: '2026-11-13T16:30:00-06:00',
        minutes: 60,
        total: 60,
        calendarVersion: 1,
      },
      {
        kind: 'closure',
        from: '2026-11-16T00:00:00-06:00',
        to: '2026-11-17T00:00:00-06:00',
        day: '2026-11-16',
        name: { es: '', en: '' },
        total: 60,
        calendarVersion: 1,
      },
      {
        kind: 'counted',
        from: '2026-11-17T08:30:00-06:00',
        to: '2026-11-17T09:30:00-06:00',
        minutes: 60,
        total: 120,
        calendarVersion: 1,
      },
    ],
  });
});

const closed = data.holidays
  .filter((holiday) => holiday.kind === 'statutory' || holiday.kind === 'usual')
  .flatMap((holiday) => Array.from({ length: 13 }, (_, index) => holidayIn(holiday.rule as HolidayRule, 2024 + index)))
  .filter((day) => day !== null);

/** The vectors handed over with the rules of the holidays: start, hours, due; local in Mexico City. */
test.each([
  ['2026-11-12T15:45', 4, '2026-11-13T11:45'],
  ['2026-11-14T10:00', 1, '2026-11-17T09:30'],
  ['2026-09-15T16:30', 0.5, '2026-09-17T09:00'],
  ['2030-09-30T16:00', 4, '2030-10-02T12:00'],
  ['2026-11-20T07:10', 4, '2026-11-20T12:30'],
  ['2026-11-02T09:00', 4, '2026-11-03T12:30'],
  ['2026-11-19T08:30', 8, '2026-11-19T16:30'],
  ['2026-11-19T08:31', 8, '2026-11-20T08:31'],
  ['2028-02-29T16:00', 1, '2028-03-01T09:00'],
  ['2027-03-24T16:00', 1, '2027-03-29T09:00'],
  ['2026-12-24T12:30', 48, '2027-01-05T12:30'],
  ['2026-11-17T11:00', 40, '2026-11-24T11:00'],
])('from %s, %s hours: %s', (start, hours, due) => {
  const { due: found } = answer({
    calendar: { ...office, closed },
    start: `${start}:00-06:00`,
    minutes: hours * 60,
  });
  expect(found).toBe(`${due}:00-06:00`);
});

test.each([
  ['{', 'Esta línea no es JSON válido.'],
  ['7', /no es válido/],
  [JSON.stringify({ ...question, calendar: { ...office, weekdays: [] } }), /nunca se abre/],
  [JSON.stringify({ ...question, calendar: { ...office, intervals: [] } }), /nunca se abre/],
  [JSON.stringify({ ...question, calendar: { ...office, intervals: [['16:30', '08:30']] } }), /Cierra antes de abrir/],
  [
    JSON.stringify({
      ...question,
      calendar: {
        ...office,
        intervals: [
          ['08:30', '14:00'],
          ['13:00', '16:30'],
        ],
      },
    }),
    /se enciman/,
  ],
  [JSON.stringify({ ...question, calendar: { ...office, zone: 'America/Macondo' } }), /zona horaria/],
  [JSON.stringify({ ...question, calendar: { ...office, closed: ['2026-02-30'] } }), /fecha válida/],
  [JSON.stringify({ ...question, start: '2026-11-13T15:30:00' }), /start: Escribe una fecha y hora/],
  [JSON.stringify({ ...question, minutes: -1 }), /minutes: Escribe un número/],
  [JSON.stringify({ ...question, minutes: undefined }), 'minutes: Falta este dato.'],
  [
    JSON.stringify({
      ...question,
      pauses: [{ from: '2026-11-13T16:00:00-06:00', to: '2026-11-13T15:40:00-06:00' }],
    }),
    /termina antes de empezar/,
  ],
])('%s is answered with the sentence that says why not', (line, error) => {
  const answered = JSON.parse(answerLine(line));
  expect(Object.keys(answered)).toEqual(['error']);
  expect(answered.error).toMatch(error);
});

test('the command answers line by line, in order, and says nothing else', async () => {
  const lines = Array.from({ length: 500 }, (_, minutes) =>
    minutes % 50 === 7 ? 'nonsense' : JSON.stringify({ ...question, minutes }),
  );
  const child = spawn(process.execPath, ['server/commands/due.ts', '--batch'], {
    cwd: new URL('../..', import.meta.url).pathname,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.end(lines.join('\n'));
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect(complained).toBe('');
  expect(said).toBe(`${lines.map(answerLine).join('\n')}\n`);
});
