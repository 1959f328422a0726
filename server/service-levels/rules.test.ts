import { describe, expect, test } from 'vitest';
import { type Calendar, fromLocal } from '../calendars/index.ts';
import { type Clock, clockView, minutesLeftAt, riskMinutes } from './rules.ts';

const ZONE = 'America/Mexico_City';
const day = [['08:30', '16:30']] as const;
const office: Calendar = {
  id: 'office',
  timeZone: ZONE,
  hours: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] },
  closures: new Set(['2026-11-16']),
};
const at = (local: string): Date =>
  local.length > 16
    ? new Date(fromLocal(ZONE, local.slice(0, 16)).getTime() + 1_000 * Number(local.slice(17)))
    : fromLocal(ZONE, local);

/** A promise of sixteen hours made on Tuesday 17 at 10:00: due on Thursday 19 at 10:00. */
const standard = (more: Partial<Clock> = {}): Clock => ({
  dueAt: at('2026-11-19T10:00'),
  targetMinutes: 960,
  atRiskPercent: 75,
  pausedAt: null,
  minutesLeft: null,
  stoppedAt: null,
  ...more,
});

test.each([
  [240, 50, 120],
  [30, 50, 15],
  [960, 75, 720],
  [10, 75, 8],
  [1, 1, 1],
])('of %i minutes at %i %%, %i are spent before it is at risk', (target, percent, minutes) => {
  expect(riskMinutes(target, percent)).toBe(minutes);
});

describe('a running clock', () => {
  test.each([
    ['just registered', '2026-11-17T10:00', 'running', 960],
    ['one minute before risk', '2026-11-18T13:59', 'running', 241],
    ['a second before risk', '2026-11-18T13:59:59', 'running', 240],
    ['three quarters spent', '2026-11-18T14:00', 'at_risk', 240],
    ['at the deadline', '2026-11-19T10:00', 'at_risk', 0],
    ['a minute late', '2026-11-19T10:01', 'breached', -1],
    ['a week late, over a weekend', '2026-11-26T10:00', 'breached', -2400],
    ['before it was registered, as a clock set back would have it', '2026-11-17T09:00', 'running', 1020],
  ] as const)('%s', (_, now, status, minutesLeft) => {
    expect(clockView(office, standard(), at(now))).toEqual({ dueAt: at('2026-11-19T10:00'), status, minutesLeft });
  });

  test('seconds count: late is late', () => {
    const now = new Date(at('2026-11-19T10:00').getTime() + 1);
    expect(clockView(office, standard(), now)).toMatchObject({ status: 'breached', minutesLeft: -1 });
  });

  test('due at closing time and seen on the weekend: breached, though no business minute has passed', () => {
    const clock = standard({ dueAt: at('2026-11-20T16:30') });
    expect(clockView(office, clock, at('2026-11-21T12:00'))).toMatchObject({ status: 'breached', minutesLeft: 0 });
  });

  test.each([
    [50, '2026-11-18T09:59', 'running'],
    [50, '2026-11-18T10:00', 'at_risk'],
    [99, '2026-11-19T09:50', 'running'],
    [1, '2026-11-17T10:10', 'at_risk'],
  ] as const)('at risk at %i %% of the target: %s is %s', (atRiskPercent, now, status) => {
    expect(clockView(office, standard({ atRiskPercent }), at(now)).status).toBe(status);
  });
});

describe('a clock that stands still', () => {
  const paused = standard({ pausedAt: at('2026-11-18T10:00'), minutesLeft: 480 });

  test('does not run, however long the wait', () => {
    for (const now of ['2026-11-18T10:00', '2026-11-19T10:01', '2027-03-01T12:00']) {
      expect(clockView(office, paused, at(now))).toMatchObject({ status: 'paused', minutesLeft: 480 });
    }
  });

  test.each([
    ['with time left', '2026-11-18T10:00', 480],
    ['on a closed day', '2026-11-15T10:00', 1050],
    ['already late', '2026-11-19T11:00', -60],
    ['at the deadline', '2026-11-19T10:00', 0],
  ])('standing still %s keeps the minutes left', (_, now, left) => {
    expect(minutesLeftAt(office, standard().dueAt, at(now))).toBe(left);
  });
});

describe('a clock that ended', () => {
  test.each([
    ['in time', {}, '2026-11-18T10:00', 'met'],
    ['at the very deadline', {}, '2026-11-19T10:00', 'met'],
    ['late', {}, '2026-11-19T10:01', 'missed'],
    [
      'while waiting, with time left',
      { pausedAt: at('2026-11-18T10:00'), minutesLeft: 480 },
      '2026-12-18T10:00',
      'met',
    ],
    [
      'while waiting, already late',
      { pausedAt: at('2026-11-19T11:00'), minutesLeft: -60 },
      '2026-11-19T12:00',
      'missed',
    ],
  ] as const)('%s', (_, more, stopped, status) => {
    const clock = standard({ ...more, stoppedAt: at(stopped) });
    expect(clockView(office, clock, at('2027-01-20T10:00'))).toMatchObject({ status, minutesLeft: null });
  });
});
