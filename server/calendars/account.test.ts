import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dueByWalking } from '#tests/kit/minute-by-minute.ts';
import { accountFor, type Line, type Pause } from './account.ts';
import type { Calendar, Edition, Opening, Week } from './openings.ts';

const MEXICO = 'America/Mexico_City';
const CANCUN = 'America/Cancun';
const HERMOSILLO = 'America/Hermosillo';
const TIJUANA = 'America/Tijuana';

const week = (days: readonly Opening[], weekend: readonly Opening[] = []): Week => ({
  1: days,
  2: days,
  3: days,
  4: days,
  5: days,
  6: weekend,
  7: weekend,
});
const OFFICE = week([['08:30', '16:30']]);
/** With an hour for lunch. */
const LUNCH = week([
  ['09:00', '14:00'],
  ['15:00', '18:00'],
]);
const ALWAYS = week([['00:00', '24:00']], [['00:00', '24:00']]);
const NIGHT = week(
  [
    ['00:00', '04:00'],
    ['22:00', '24:00'],
  ],
  [['00:00', '04:00']],
);

const calendar = (timeZone: string, hours: Week, closed: readonly string[] = []): Calendar => ({
  id: timeZone,
  timeZone,
  hours,
  closures: new Set(closed),
});
/** Hours that changed on a day, and perhaps the zone with them. */
const changed = (before: Calendar, editions: readonly Partial<Edition>[]): Calendar => ({
  ...before,
  editions: [
    { number: 1, from: null, timeZone: before.timeZone, hours: before.hours },
    ...editions.map((edition, index) => ({
      number: index + 2,
      from: null,
      timeZone: before.timeZone,
      hours: before.hours,
      ...edition,
    })),
  ],
});

/** "2026-11-12T15:45-06:00" */
const instant = (text: string): Date => new Date(Temporal.Instant.from(text).epochMilliseconds);
const pause = (from: string, to: string | null): Pause => ({
  from: instant(from),
  to: to === null ? null : instant(to),
  reason: 'waiting_requester',
});

type Case = readonly [
  name: string,
  given: {
    calendar: Calendar;
    start: string;
    minutes: number;
    pauses?: readonly (readonly [string, string | null])[];
  },
  due: string | null,
];

const office = calendar(MEXICO, OFFICE);
const feast = calendar(MEXICO, OFFICE, ['2026-11-16']);
const lunch = calendar(MEXICO, LUNCH);
const always = calendar(MEXICO, ALWAYS);
const border = calendar(TIJUANA, OFFICE);
const borderAlways = calendar(TIJUANA, ALWAYS);
const at = (time: string, zone = '-06:00') => `${time}${zone}`;
const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}`;

/** Tuesday 17 November 2026 is a plain working day. Every due instant was counted by hand. */
const PLAIN: readonly Case[] = [
  ['within a morning', { calendar: office, start: at('2026-11-17T09:00'), minutes: 60 }, at('2026-11-17T10:00')],
  ['a single minute', { calendar: office, start: at('2026-11-17T09:00'), minutes: 1 }, at('2026-11-17T09:01')],
  [
    'none at all is due at once',
    { calendar: office, start: at('2026-11-21T09:00'), minutes: 0 },
    at('2026-11-21T09:00'),
  ],
  ['from before opening', { calendar: office, start: at('2026-11-17T06:00'), minutes: 60 }, at('2026-11-17T09:30')],
  ['from the very opening', { calendar: office, start: at('2026-11-17T08:30'), minutes: 480 }, at('2026-11-17T16:30')],
  [
    'to the very end of the day',
    { calendar: office, start: at('2026-11-17T15:30'), minutes: 60 },
    at('2026-11-17T16:30'),
  ],
  [
    'a minute past it: the next morning',
    { calendar: office, start: at('2026-11-17T15:30'), minutes: 61 },
    at('2026-11-18T08:31'),
  ],
  ['from the very closing', { calendar: office, start: at('2026-11-17T16:30'), minutes: 1 }, at('2026-11-18T08:31')],
  ['from the night', { calendar: office, start: at('2026-11-17T23:59'), minutes: 30 }, at('2026-11-18T09:00')],
  ['from Friday afternoon', { calendar: office, start: at('2026-11-20T16:00'), minutes: 60 }, at('2026-11-23T09:00')],
  ['from a Saturday', { calendar: office, start: at('2026-11-21T11:00'), minutes: 480 }, at('2026-11-23T16:30')],
  ['five days', { calendar: office, start: at('2026-11-17T11:00'), minutes: 2400 }, at('2026-11-24T11:00')],
  [
    'seconds of the start do not count',
    { calendar: office, start: '2026-11-17T09:00:59-06:00', minutes: 60 },
    at('2026-11-17T10:00'),
  ],
  [
    'the start written in another zone',
    { calendar: office, start: '2026-11-17T15:00Z', minutes: 60 },
    at('2026-11-17T10:00'),
  ],
];

const CLOSED: readonly Case[] = [
  ['over a closed Monday', { calendar: feast, start: at('2026-11-13T16:00'), minutes: 60 }, at('2026-11-17T09:00')],
  ['from within a closed day', { calendar: feast, start: at('2026-11-16T10:00'), minutes: 60 }, at('2026-11-17T09:30')],
  [
    'ending the evening before it',
    { calendar: feast, start: at('2026-11-13T08:30'), minutes: 480 },
    at('2026-11-13T16:30'),
  ],
  [
    'a whole week closed',
    { calendar: calendar(MEXICO, OFFICE, [16, 17, 18, 19, 20].map(day)), start: at('2026-11-13T16:00'), minutes: 60 },
    at('2026-11-23T09:00'),
  ],
  [
    'a closed Sunday changes nothing',
    { calendar: calendar(MEXICO, OFFICE, ['2026-11-22']), start: at('2026-11-20T16:00'), minutes: 60 },
    at('2026-11-23T09:00'),
  ],
  [
    'a closed day of one that never closes',
    { calendar: calendar(MEXICO, ALWAYS, ['2026-11-18']), start: at('2026-11-17T23:00'), minutes: 120 },
    at('2026-11-19T01:00'),
  ],
  [
    'two feasts with a day between',
    { calendar: calendar(MEXICO, OFFICE, [day(17), day(19)]), start: at('2026-11-17T09:00'), minutes: 600 },
    at('2026-11-20T10:30'),
  ],
];

const BREAKS: readonly Case[] = [
  [
    'into the lunch hour: over it',
    { calendar: lunch, start: at('2026-11-17T13:30'), minutes: 60 },
    at('2026-11-17T15:30'),
  ],
  ['ending at lunch', { calendar: lunch, start: at('2026-11-17T13:00'), minutes: 60 }, at('2026-11-17T14:00')],
  ['a minute more', { calendar: lunch, start: at('2026-11-17T13:00'), minutes: 61 }, at('2026-11-17T15:01')],
  ['from within lunch', { calendar: lunch, start: at('2026-11-17T14:20'), minutes: 30 }, at('2026-11-17T15:30')],
  [
    'a whole day has eight hours still',
    { calendar: lunch, start: at('2026-11-17T09:00'), minutes: 480 },
    at('2026-11-17T18:00'),
  ],
  [
    'three parts of a day',
    {
      calendar: calendar(
        MEXICO,
        week([
          ['08:00', '10:00'],
          ['11:00', '13:00'],
          ['16:00', '18:00'],
        ]),
      ),
      start: at('2026-11-17T09:00'),
      minutes: 300,
    },
    at('2026-11-17T18:00'),
  ],
  [
    'hours over midnight, in two parts',
    { calendar: calendar(MEXICO, NIGHT), start: at('2026-11-17T22:00'), minutes: 180 },
    at('2026-11-18T01:00'),
  ],
  [
    'a short Saturday',
    {
      calendar: calendar(MEXICO, week([['08:30', '16:30']], [['10:00', '12:00']])),
      start: at('2026-11-20T16:00'),
      minutes: 120,
    },
    at('2026-11-21T11:30'),
  ],
  [
    'touching openings are one',
    {
      calendar: calendar(
        MEXICO,
        week([
          ['08:00', '12:00'],
          ['12:00', '16:00'],
        ]),
      ),
      start: at('2026-11-17T11:30'),
      minutes: 60,
    },
    at('2026-11-17T12:30'),
  ],
];

const PAUSES: readonly Case[] = [
  [
    'a pause of an hour',
    {
      calendar: office,
      start: at('2026-11-17T09:00'),
      minutes: 120,
      pauses: [[at('2026-11-17T10:00'), at('2026-11-17T11:00')]],
    },
    at('2026-11-17T12:00'),
  ],
  [
    'over a night',
    {
      calendar: office,
      start: at('2026-11-17T09:00'),
      minutes: 480,
      pauses: [[at('2026-11-17T15:00'), at('2026-11-18T10:00')]],
    },
    at('2026-11-18T12:00'),
  ],
  [
    'over a weekend and a feast',
    {
      calendar: feast,
      start: at('2026-11-13T08:30'),
      minutes: 480,
      pauses: [[at('2026-11-13T12:30'), at('2026-11-17T12:30')]],
    },
    at('2026-11-17T16:30'),
  ],
  [
    'by night alone: takes nothing',
    {
      calendar: office,
      start: at('2026-11-17T15:30'),
      minutes: 120,
      pauses: [[at('2026-11-17T18:00'), at('2026-11-18T06:00')]],
    },
    at('2026-11-18T09:30'),
  ],
  [
    'over lunch',
    {
      calendar: lunch,
      start: at('2026-11-17T13:00'),
      minutes: 120,
      pauses: [[at('2026-11-17T13:30'), at('2026-11-17T15:30')]],
    },
    at('2026-11-17T17:00'),
  ],
  [
    'within lunch: takes nothing',
    {
      calendar: lunch,
      start: at('2026-11-17T13:00'),
      minutes: 120,
      pauses: [[at('2026-11-17T14:05'), at('2026-11-17T14:55')]],
    },
    at('2026-11-17T16:00'),
  ],
  [
    'two',
    {
      calendar: office,
      start: at('2026-11-17T09:00'),
      minutes: 180,
      pauses: [
        [at('2026-11-17T09:30'), at('2026-11-17T10:00')],
        [at('2026-11-17T11:00'), at('2026-11-17T12:00')],
      ],
    },
    at('2026-11-17T13:30'),
  ],
  [
    'two that follow at once',
    {
      calendar: office,
      start: at('2026-11-17T09:00'),
      minutes: 60,
      pauses: [
        [at('2026-11-17T09:30'), at('2026-11-17T10:00')],
        [at('2026-11-17T10:00'), at('2026-11-17T10:30')],
      ],
    },
    at('2026-11-17T11:00'),
  ],
  [
    'two that overlap count once',
    {
      calendar: office,
      start: at('2026-11-17T09:00'),
      minutes: 60,
      pauses: [
        [at('2026-11-17T09:30'), at('2026-11-17T10:30')],
        [at('2026-11-17T10:00'), at('2026-11-17T11:00')],
      ],
    },
    at('2026-11-17T11:30'),
  ],
  [
    'one within another',
    {
      calendar: office,
      start: at('2026-11-17T09:00'),
      minutes: 60,
      pauses: [
        [at('2026-11-17T09:30'), at('2026-11-17T11:00')],
        [at('2026-11-17T10:00'), at('2026-11-17T10:10')],
      ],
    },
    at('2026-11-17T11:30'),
  ],
  [
    'given in the wrong order',
    {
      calendar: office,
      start: at('2026-11-17T09:00'),
      minutes: 180,
      pauses: [
        [at('2026-11-17T11:00'), at('2026-11-17T12:00')],
        [at('2026-11-17T09:30'), at('2026-11-17T10:00')],
      ],
    },
    at('2026-11-17T13:30'),
  ],
  [
    'from the very start',
    {
      calendar: office,
      start: at('2026-11-17T09:00'),
      minutes: 60,
      pauses: [[at('2026-11-17T09:00'), at('2026-11-17T09:45')]],
    },
    at('2026-11-17T10:45'),
  ],
  [
    'begun before the start',
    {
      calendar: office,
      start: at('2026-11-17T09:00'),
      minutes: 60,
      pauses: [[at('2026-11-16T09:00'), at('2026-11-17T09:15')]],
    },
    at('2026-11-17T10:15'),
  ],
  [
    'ended before the start',
    {
      calendar: office,
      start: at('2026-11-17T09:00'),
      minutes: 60,
      pauses: [[at('2026-11-16T09:00'), at('2026-11-16T12:00')]],
    },
    at('2026-11-17T10:00'),
  ],
  [
    'begun at the very deadline: too late',
    {
      calendar: office,
      start: at('2026-11-17T09:00'),
      minutes: 60,
      pauses: [[at('2026-11-17T10:00'), at('2026-11-17T12:00')]],
    },
    at('2026-11-17T10:00'),
  ],
  [
    'begun after it',
    {
      calendar: office,
      start: at('2026-11-17T09:00'),
      minutes: 60,
      pauses: [[at('2026-11-17T11:00'), at('2026-11-17T12:00')]],
    },
    at('2026-11-17T10:00'),
  ],
  [
    'of no length',
    {
      calendar: office,
      start: at('2026-11-17T09:00'),
      minutes: 60,
      pauses: [[at('2026-11-17T09:30'), at('2026-11-17T09:30')]],
    },
    at('2026-11-17T10:00'),
  ],
  [
    'of seconds within a minute',
    {
      calendar: office,
      start: at('2026-11-17T09:00'),
      minutes: 60,
      pauses: [['2026-11-17T09:30:10-06:00', '2026-11-17T09:30:50-06:00']],
    },
    at('2026-11-17T10:00'),
  ],
  [
    'that ends at closing time',
    {
      calendar: office,
      start: at('2026-11-17T15:00'),
      minutes: 60,
      pauses: [[at('2026-11-17T15:30'), at('2026-11-17T16:30')]],
    },
    at('2026-11-18T09:00'),
  ],
  [
    'that lasts: no deadline',
    { calendar: office, start: at('2026-11-17T09:00'), minutes: 120, pauses: [[at('2026-11-17T10:00'), null]] },
    null,
  ],
  [
    'that lasts from after the deadline',
    { calendar: office, start: at('2026-11-17T09:00'), minutes: 120, pauses: [[at('2026-11-17T11:00'), null]] },
    at('2026-11-17T11:00'),
  ],
  [
    'of three months',
    {
      calendar: office,
      start: at('2026-08-03T09:00'),
      minutes: 120,
      pauses: [[at('2026-08-03T10:00'), at('2026-11-17T10:00')]],
    },
    at('2026-11-17T11:00'),
  ],
];

const ZONES: readonly Case[] = [
  [
    'Cancún is an hour ahead',
    { calendar: calendar(CANCUN, OFFICE), start: '2026-11-17T13:00Z', minutes: 60 },
    at('2026-11-17T09:30', '-05:00'),
  ],
  [
    'Cancún keeps its offset in summer',
    { calendar: calendar(CANCUN, OFFICE), start: at('2026-07-17T16:00', '-05:00'), minutes: 60 },
    at('2026-07-20T09:00', '-05:00'),
  ],
  [
    'Hermosillo is an hour behind',
    { calendar: calendar(HERMOSILLO, OFFICE), start: '2026-11-17T15:00Z', minutes: 60 },
    at('2026-11-17T09:30', '-07:00'),
  ],
  [
    'Hermosillo changes no clocks in March',
    { calendar: calendar(HERMOSILLO, ALWAYS), start: at('2026-03-07T12:00', '-07:00'), minutes: 1440 },
    at('2026-03-08T12:00', '-07:00'),
  ],
  [
    'Mexico City changes none any more',
    { calendar: always, start: at('2026-04-04T12:00'), minutes: 1440 },
    at('2026-04-05T12:00'),
  ],
  [
    'Mexico City still did in 2022',
    { calendar: always, start: at('2022-04-02T12:00'), minutes: 1440 },
    at('2022-04-03T13:00', '-05:00'),
  ],
  [
    'Tijuana in winter',
    { calendar: border, start: at('2026-11-17T16:00', '-08:00'), minutes: 60 },
    at('2026-11-18T09:00', '-08:00'),
  ],
  [
    'Tijuana in summer',
    { calendar: border, start: at('2026-07-16T16:00', '-07:00'), minutes: 60 },
    at('2026-07-17T09:00', '-07:00'),
  ],
];

/** Sunday 8 March 2026, two o'clock becomes three; Sunday 1 November, two becomes one. */
const CLOCKS: readonly Case[] = [
  [
    'office hours over the Sunday of March',
    { calendar: border, start: at('2026-03-06T15:30', '-08:00'), minutes: 120 },
    at('2026-03-09T09:30', '-07:00'),
  ],
  [
    'office hours over that of November',
    { calendar: border, start: at('2026-10-30T15:30', '-07:00'), minutes: 120 },
    at('2026-11-02T09:30', '-08:00'),
  ],
  [
    'the night of March is an hour shorter',
    { calendar: borderAlways, start: at('2026-03-07T12:00', '-08:00'), minutes: 1440 },
    at('2026-03-08T13:00', '-07:00'),
  ],
  [
    'that of November an hour longer',
    { calendar: borderAlways, start: at('2026-10-31T12:00', '-07:00'), minutes: 1440 },
    at('2026-11-01T11:00', '-08:00'),
  ],
  [
    'due within the hour that comes twice, the first time',
    { calendar: borderAlways, start: at('2026-11-01T00:00', '-07:00'), minutes: 90 },
    at('2026-11-01T01:30', '-07:00'),
  ],
  [
    'and the second',
    { calendar: borderAlways, start: at('2026-11-01T00:00', '-07:00'), minutes: 150 },
    at('2026-11-01T01:30', '-08:00'),
  ],
  [
    'over the hour that is not',
    { calendar: borderAlways, start: at('2026-03-08T01:30', '-08:00'), minutes: 60 },
    at('2026-03-08T03:30', '-07:00'),
  ],
  [
    'hours within the skipped one: it does not count',
    {
      calendar: calendar(TIJUANA, week([], [['01:00', '04:00']])),
      start: at('2026-03-08T00:00', '-08:00'),
      minutes: 120,
    },
    at('2026-03-08T04:00', '-07:00'),
  ],
  [
    'hours within the doubled one: it counts twice',
    {
      calendar: calendar(TIJUANA, week([], [['01:00', '02:00']])),
      start: at('2026-11-01T00:00', '-07:00'),
      minutes: 120,
    },
    at('2026-11-01T02:00', '-08:00'),
  ],
  [
    'a pause over the night of March',
    {
      calendar: borderAlways,
      start: at('2026-03-07T22:00', '-08:00'),
      minutes: 180,
      pauses: [[at('2026-03-08T00:00', '-08:00'), at('2026-03-08T04:00', '-07:00')]],
    },
    at('2026-03-08T05:00', '-07:00'),
  ],
  [
    'a pause over that of November',
    {
      calendar: borderAlways,
      start: at('2026-10-31T22:00', '-07:00'),
      minutes: 240,
      pauses: [[at('2026-11-01T01:00', '-07:00'), at('2026-11-01T01:00', '-08:00')]],
    },
    at('2026-11-01T02:00', '-08:00'),
  ],
];

const shorter = { from: '2026-11-18', hours: week([['09:00', '13:00']]) };
const VERSIONS: readonly Case[] = [
  [
    'shorter hours from tomorrow: today counts as it did',
    { calendar: changed(office, [shorter]), start: at('2026-11-17T12:30'), minutes: 480 },
    at('2026-11-18T13:00'),
  ],
  [
    'due before they begin',
    { calendar: changed(office, [shorter]), start: at('2026-11-17T08:30'), minutes: 480 },
    at('2026-11-17T16:30'),
  ],
  [
    'longer hours from the day',
    {
      calendar: changed(office, [{ from: '2026-11-18', hours: week([['07:00', '19:00']]) }]),
      start: at('2026-11-17T16:00'),
      minutes: 60,
    },
    at('2026-11-18T07:30'),
  ],
  [
    'two changes, in their order',
    {
      calendar: changed(office, [shorter, { from: '2026-11-19', hours: LUNCH }]),
      start: at('2026-11-17T16:00'),
      minutes: 630,
    },
    at('2026-11-19T16:00'),
  ],
  [
    'of two for one day the one decided later',
    {
      calendar: changed(office, [shorter, { from: '2026-11-18', hours: LUNCH }]),
      start: at('2026-11-17T16:00'),
      minutes: 90,
    },
    at('2026-11-18T10:00'),
  ],
  [
    'decided later for an earlier day: the other still comes',
    {
      calendar: changed(office, [{ from: '2026-11-20', hours: LUNCH }, shorter]),
      start: at('2026-11-19T12:00'),
      minutes: 120,
    },
    at('2026-11-20T10:00'),
  ],
  [
    'a calendar that stops closing',
    { calendar: changed(office, [{ from: '2026-11-21', hours: ALWAYS }]), start: at('2026-11-20T16:00'), minutes: 60 },
    at('2026-11-21T00:30'),
  ],
  [
    'with a pause over the change',
    {
      calendar: changed(office, [shorter]),
      start: at('2026-11-17T08:30'),
      minutes: 480,
      pauses: [[at('2026-11-17T12:30'), at('2026-11-18T10:00')]],
    },
    at('2026-11-19T10:00'),
  ],
  [
    'the office moves to another zone',
    {
      calendar: changed(office, [{ from: '2026-11-18', timeZone: CANCUN }]),
      start: at('2026-11-17T16:00'),
      minutes: 60,
    },
    at('2026-11-18T09:00', '-05:00'),
  ],
  [
    'westward, one that never closes loses no minute',
    {
      calendar: changed(calendar(CANCUN, ALWAYS), [{ from: '2026-11-18', timeZone: MEXICO }]),
      start: at('2026-11-17T22:00', '-05:00'),
      minutes: 240,
    },
    at('2026-11-18T01:00'),
  ],
  [
    'eastward, none twice',
    {
      calendar: changed(always, [{ from: '2026-11-18', timeZone: CANCUN }]),
      start: at('2026-11-17T22:00'),
      minutes: 240,
    },
    at('2026-11-18T03:00', '-05:00'),
  ],
];

const CASES = [...PLAIN, ...CLOSED, ...BREAKS, ...PAUSES, ...ZONES, ...CLOCKS, ...VERSIONS];

const asked = (given: Case[1]) => ({
  calendar: given.calendar,
  start: instant(given.start),
  minutes: given.minutes,
  pauses: (given.pauses ?? []).map(([from, to]) => pause(from, to)),
});

describe('a deadline', () => {
  test('was tried in many ways', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(80);
    expect(new Set(CASES.map(([name]) => name)).size).toBe(CASES.length);
  });

  test.each(CASES)('%s', (_, given, due) => {
    expect(accountFor(asked(given)).due).toEqual(due === null ? null : instant(due));
  });

  test.each(CASES)('%s: the same minute by minute, without the program', (_, given) => {
    const { due } = accountFor(asked(given));
    if (due !== null) expect(dueByWalking(asked(given))).toEqual(due);
  });
});

const sums = (account: readonly Line[]): boolean =>
  account.reduce(
    (sum, line) => (line.total === sum + (line.kind === 'counted' ? line.minutes : 0) ? line.total : Number.NaN),
    0,
  ) === (account.at(-1)?.total ?? 0);

describe('the account', () => {
  test.each(CASES)('%s: adds up to the promise, and ends at the deadline', (_, given) => {
    const { due, account } = accountFor(asked(given));
    expect(sums(account)).toBe(true);
    if (due === null || given.minutes === 0) return;
    const counted = account.filter((line) => line.kind === 'counted');
    expect(counted.reduce((sum, line) => sum + line.minutes, 0)).toBe(given.minutes);
    expect(counted.at(-1)?.to).toEqual(due);
  });

  test('names the pause, what it took, the feast and the version of each line', () => {
    const names = new Map([['2026-11-16', { es: 'Revolución', en: 'Revolution' }]]);
    const known = { ...changed(feast, [{ from: '2026-11-17', hours: LUNCH }]), names, number: 7 };
    const { account } = accountFor(
      asked({
        calendar: known,
        start: at('2026-11-13T15:00'),
        minutes: 120,
        pauses: [[at('2026-11-13T15:30'), at('2026-11-13T16:00')]],
      }),
    );
    expect(account).toMatchObject([
      { kind: 'counted', minutes: 30, total: 30, calendarVersion: 1 },
      { kind: 'pause', reason: 'waiting_requester', skipped: 30, total: 30 },
      { kind: 'counted', minutes: 30, total: 60, calendarVersion: 1 },
      { kind: 'closure', day: '2026-11-16', name: { es: 'Revolución' }, total: 60, calendarVersion: 7 },
      { kind: 'counted', minutes: 60, total: 120, calendarVersion: 2 },
    ]);
  });

  test.each([-1, 1.5, Number.NaN])('%s minutes are refused', (minutes) => {
    expect(() => accountFor({ calendar: office, start: instant('2026-11-17T09:00-06:00'), minutes })).toThrow(
      RangeError,
    );
  });

  test('a calendar that never opens, or no more, is refused instead of being searched for ever', () => {
    const start = instant('2026-11-17T09:00-06:00');
    expect(() => accountFor({ calendar: calendar(MEXICO, week([])), start, minutes: 1 })).toThrow(RangeError);
    const shut = changed(office, [{ from: '2026-11-18', hours: week([]) }]);
    expect(() => accountFor({ calendar: shut, start, minutes: 4_800 })).toThrow(RangeError);
  });
});

/* For any question: the program and the walk along the clock on the wall agree. */

const anyTime = fc.integer({ min: 0, max: 48 }).map((half) => half * 30);
const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const anyDay: fc.Arbitrary<Opening[]> = fc.uniqueArray(anyTime, { maxLength: 6 }).map((times) => {
  const inOrder = times.toSorted((a, b) => a - b);
  return Array.from(
    { length: Math.floor(inOrder.length / 2) },
    (_, index): Opening => [clock(inOrder[2 * index] ?? 0), clock(inOrder[2 * index + 1] ?? 0)],
  );
});
const anyWeek: fc.Arbitrary<Week> = fc
  .record({ 1: anyDay, 2: anyDay, 3: anyDay, 4: anyDay, 5: anyDay, 6: anyDay, 7: anyDay })
  .filter((hours) => Object.values(hours).some((list) => list.length > 0));
const anyZone = fc.constantFrom(MEXICO, CANCUN, HERMOSILLO, TIJUANA, 'America/Ciudad_Juarez');
/** Around the days on which clocks change, in 2026. */
const anyInstant = fc
  .tuple(
    fc.constantFrom('2026-03-06T00:00Z', '2026-10-30T00:00Z', '2026-11-12T00:00Z'),
    fc.integer({ min: 0, max: 4 * 1440 }),
  )
  .map(([from, minutes]) => new Date(Temporal.Instant.from(from).epochMilliseconds + minutes * 60_000));
const anyDate = fc
  .tuple(fc.constantFrom('2026-03-05', '2026-10-29', '2026-11-11'), fc.integer({ min: 0, max: 9 }))
  .map(([from, days]) => Temporal.PlainDate.from(from).add({ days }).toString());
const anyPause = fc.tuple(anyInstant, fc.integer({ min: 0, max: 2_000 })).map(
  ([from, minutes]): Pause => ({
    from,
    to: new Date(from.getTime() + minutes * 60_000),
    reason: 'waiting_requester',
  }),
);
const anyCalendar: fc.Arbitrary<Calendar> = fc
  .record({
    timeZone: anyZone,
    hours: anyWeek,
    closures: fc.uniqueArray(anyDate, { maxLength: 4 }),
    later: fc.option(fc.record({ from: anyDate, timeZone: anyZone, hours: anyWeek }), { nil: null }),
  })
  .map(({ timeZone, hours, closures, later }) => {
    const plain = calendar(timeZone, hours, closures);
    return later === null ? plain : changed(plain, [later]);
  });

test('whatever the hours, closures, versions, zones and pauses, a deadline is the one found minute by minute', () => {
  fc.assert(
    fc.property(
      fc.record({
        calendar: anyCalendar,
        start: anyInstant,
        minutes: fc.integer({ min: 1, max: 1_500 }),
        pauses: fc.array(anyPause, { maxLength: 3 }),
      }),
      (question) => {
        const { due, account } = accountFor(question);
        expect(due).toEqual(dueByWalking(question));
        expect(sums(account)).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});
