import { afterAll, beforeAll, expect, test } from 'vitest';
import calendarData from '#database/starting-data/calendar.json' with { type: 'json' };
import catalogueData from '#database/starting-data/catalogue.json' with { type: 'json' };
import { type TestDatabase, testDatabase } from '#tests/kit/database.ts';
import { addBusinessMinutes, calendarById, calendarIdsByKey, fromLocal, importCalendar } from '../calendars/index.ts';
import { systemClock } from '../shared/clock.ts';
import { system } from '../shared/policy.ts';
import { openStore, type Store } from '../shared/store.ts';
import { allLevels, importLevels } from './index.ts';

const ZONE = 'America/Mexico_City';
let database: TestDatabase;
let store: Store;

beforeAll(async () => {
  database = await testDatabase();
  const { app, reader } = database.postgres;
  store = openStore({ app, reader, clock: systemClock, enqueue: async () => undefined, poolSize: 2 });
  await store.change(system('test'), async (work) => {
    await importCalendar(work, calendarData);
    await importLevels(work, catalogueData);
  });
});

afterAll(async () => {
  await store.close();
  await database.drop();
});

test('the office calendar comes with the closed days of 2024 to 2036, and counts by them', async () => {
  const id = (await calendarIdsByKey(store.read)).get('office') ?? '';
  const office = await calendarById(store.read, id, ZONE);
  expect(office.hours[1]).toEqual([['08:30', '16:30']]);
  expect(office.hours[6]).toEqual([]);
  expect([...office.closures].filter((day) => day.startsWith('2026')).sort()).toEqual([
    '2026-01-01',
    '2026-02-02',
    '2026-03-16',
    '2026-04-02',
    '2026-04-03',
    '2026-05-01',
    '2026-09-16',
    '2026-11-02',
    '2026-11-16',
    '2026-12-12',
    '2026-12-25',
  ]);
  expect(office.closures).toContain('2036-10-01');
  const due = addBusinessMinutes(office, fromLocal(ZONE, '2026-11-13T16:00'), 60);
  expect(due).toEqual(fromLocal(ZONE, '2026-11-17T09:00'));
});

test('the same calendar kept in another zone opens at its own half past eight', async () => {
  const id = (await calendarIdsByKey(store.read)).get('office') ?? '';
  const cancun = await calendarById(store.read, id, 'America/Cancun');
  const due = addBusinessMinutes(cancun, new Date('2026-11-20T06:00:00Z'), 1);
  expect(due.toISOString()).toBe('2026-11-20T13:31:00.000Z');
});

test('the five levels keep their times in business minutes, the most pressing first', async () => {
  const levels = await allLevels(store.read);
  expect(
    levels.map(({ code, firstResponseMinutes, resolutionMinutes }) => [code, firstResponseMinutes, resolutionMinutes]),
  ).toEqual([
    ['N1', 30, 240],
    ['N2', 60, 480],
    ['N3', 240, 960],
    ['N4', 480, 2400],
    ['N5', 960, 9600],
  ]);
  const standard = levels[2];
  expect(standard?.name).toEqual({ es: 'Estándar', en: 'Standard' });
});

test('a broken reference is an accident, not an empty answer', async () => {
  const nobody = '00000000-0000-4000-8000-000000000000';
  await expect(calendarById(store.read, nobody, ZONE)).rejects.toThrow(/no calendar/);
});

test.each([
  [
    'a calendar without an open day',
    {
      calendars: [{ key: 'x', name: { es: 'x', en: 'x' }, hours: {}, years: { from: 2026, to: 2026 }, observes: [] }],
      holidays: [],
    },
  ],
  [
    'openings that overlap',
    {
      calendars: [
        {
          key: 'x',
          name: { es: 'x', en: 'x' },
          hours: {
            1: [
              ['08:00', '12:00'],
              ['11:00', '15:00'],
            ],
          },
          years: { from: 2026, to: 2026 },
          observes: [],
        },
      ],
      holidays: [],
    },
  ],
  [
    'an hour that is none',
    {
      calendars: [
        {
          key: 'x',
          name: { es: 'x', en: 'x' },
          hours: { 1: [['08:00', '25:00']] },
          years: { from: 2026, to: 2026 },
          observes: [],
        },
      ],
      holidays: [],
    },
  ],
])('%s is refused, and nothing stays behind', async (_, data) => {
  await expect(store.change(system('test'), (work) => importCalendar(work, data))).rejects.toThrow();
  expect((await calendarIdsByKey(store.read)).size).toBe(1);
});

test('a level that names no known calendar is refused', async () => {
  const [level] = catalogueData.levels;
  const stray = { levels: [{ ...level, key: 'stray', code: 'N9', calendar: 'nowhere' }] };
  await expect(store.change(system('test'), (work) => importLevels(work, stray))).rejects.toThrow(/nowhere/);
});
