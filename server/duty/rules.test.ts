/** Hours of shifts by the wall clock, also where the clocks change. */
import { describe, expect, it } from 'vitest';
import { daysBetween, isShift, type Pattern, slotsOf, standingOf } from './rules.ts';

const TIJUANA = 'America/Tijuana';
const COLIMA = 'America/Mexico_City';

const pattern = (more: Partial<Pattern>): Pattern => ({
  from: '2026-11-23T18:00',
  to: '2026-11-24T08:00',
  repeat: null,
  without: [],
  ...more,
});
const hours = (slot: { from: Date; to: Date }): number => (slot.to.getTime() - slot.from.getTime()) / 3_600_000;

describe('the shifts of a pattern', () => {
  it('are one, where it is not repeated', () => {
    expect(slotsOf(COLIMA, pattern({}))).toEqual([
      { day: '2026-11-23', from: new Date('2026-11-24T00:00Z'), to: new Date('2026-11-24T14:00Z'), turn: 0 },
    ]);
  });

  it('stand on the days of each week from the first on, in order, turn by week', () => {
    // A Wednesday: Monday and Tuesday of that week are past.
    const repeat = { weekdays: [5, 1, 3], weeks: 2 };
    const slots = slotsOf(COLIMA, pattern({ from: '2026-11-25T18:00', to: '2026-11-26T08:00', repeat }));
    expect(slots.map(({ day, turn }) => [day, turn])).toEqual([
      ['2026-11-25', 0],
      ['2026-11-27', 0],
      ['2026-11-30', 1],
      ['2026-12-02', 1],
      ['2026-12-04', 1],
    ]);
  });

  it('leave out the days named', () => {
    const repeat = { weekdays: [1], weeks: 3 };
    const days = slotsOf(COLIMA, pattern({ repeat, without: ['2026-11-30'] })).map(({ day }) => day);
    expect(days).toEqual(['2026-11-23', '2026-12-07']);
  });

  it.each([
    // Clocks go forward on 8 March 2026 and back on 1 November 2026.
    ['2026-03-06T20:00', '2026-03-07T08:00', [12, 11, 12]],
    ['2026-10-30T20:00', '2026-10-31T08:00', [12, 13, 12]],
  ])('keep their hours on the wall in Tijuana around %s', (from, to, lengths) => {
    const repeat = { weekdays: [5, 6, 7], weeks: 1 };
    const slots = slotsOf(TIJUANA, pattern({ from, to, repeat }));
    expect(slots.map(hours)).toEqual(lengths);
    for (const slot of slots)
      expect(
        [slot.from, slot.to].map((at) => at.toLocaleTimeString('es-MX', { timeZone: TIJUANA, hourCycle: 'h23' })),
      ).toEqual(['20:00:00', '08:00:00']);
  });

  it('begin an hour later where theirs is taken, and have no time at all where all of it is', () => {
    const on = (from: string, to: string) => slotsOf(TIJUANA, pattern({ from, to }))[0];
    expect(on('2026-03-08T02:30', '2026-03-08T06:00')?.from).toEqual(new Date('2026-03-08T10:30Z'));
    const none = on('2026-03-08T02:30', '2026-03-08T03:15');
    expect(none && none.to <= none.from).toBe(true);
    // Of the hour that comes twice, the first.
    expect(on('2026-11-01T01:30', '2026-11-01T06:00')?.from).toEqual(new Date('2026-11-01T08:30Z'));
  });
});

it('a shift ends after it begins and within fourteen days', () => {
  expect(isShift({ from: '2026-11-23T18:00', to: '2026-11-23T18:00' })).toBe(false);
  expect(isShift({ from: '2026-11-23T18:00', to: '2026-11-23T17:00' })).toBe(false);
  expect(isShift({ from: '2026-11-23T18:00', to: '2026-12-07T18:00' })).toBe(true);
  expect(isShift({ from: '2026-11-23T18:00', to: '2026-12-07T18:01' })).toBe(false);
});

it('a shift runs from its first minute to before its last', () => {
  const span = { from: new Date('2026-11-23T10:00Z'), to: new Date('2026-11-23T12:00Z') };
  const at = (time: string) => standingOf(span, new Date(`2026-11-23T${time}Z`));
  expect([at('09:59'), at('10:00'), at('11:59'), at('12:00')]).toEqual(['coming', 'running', 'running', 'past']);
});

it('days are those of the wall, the last one whole', () => {
  expect(daysBetween(TIJUANA, { from: '2026-03-08', to: '2026-03-08' })).toEqual({
    from: new Date('2026-03-08T08:00Z'),
    to: new Date('2026-03-09T07:00Z'),
  });
});
