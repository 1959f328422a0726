import { describe, expect, it } from 'vitest';
import { accountFor } from './account.ts';
import { toCounting } from './calendars.ts';
import type { CalendarRow, ClosureRow, StoredEdition } from './rows.ts';
import { addBusinessMinutes, businessMinutesBetween, nextOpening } from './rules.ts';

const ZONE = 'America/Mexico_City';
const DAY = [['08:30', '16:30']] as const;
const week = (hours: StoredEdition['hours'][1]): StoredEdition['hours'] => ({
  1: hours,
  2: hours,
  3: hours,
  4: hours,
  5: hours,
  6: [],
  7: [],
});
const edition = (number: number, from: string | null, hours = week(DAY)): StoredEdition => ({
  number,
  from,
  timeZone: null,
  hours,
});
const closure = (day: string, kind: ClosureRow['kind']): ClosureRow => ({
  id: day,
  day,
  kind,
  name: { es: kind === 'closed' ? 'Navidad' : 'Vacaciones', en: '' },
  basis: '',
  notice: '',
  carrier: day,
});
const row = (more: Partial<CalendarRow>): CalendarRow => ({
  id: 'office',
  key: 'office',
  name: { es: 'Oficina', en: 'Office' },
  version: 3,
  editions: [edition(1, null)],
  closures: [],
  ...more,
});
const local = (time: string): Date => new Date(`${time}:00-06:00`);

describe('days on duty', () => {
  /** Thursday on duty, Friday closed to everybody. */
  const { plain, onDuty } = toCounting(
    row({ closures: [closure('2026-12-24', 'on_duty'), closure('2026-12-25', 'closed')] }),
    ZONE,
  );
  const start = local('2026-12-23T15:30');

  it('do not count for most levels, and count in full for those that work them; closed days count for nobody', () => {
    expect(addBusinessMinutes(plain, start, 120)).toEqual(local('2026-12-28T09:30'));
    expect(addBusinessMinutes(onDuty, start, 120)).toEqual(local('2026-12-24T09:30'));
    expect(addBusinessMinutes(onDuty, start, 600)).toEqual(local('2026-12-28T09:30'));
  });

  it('measure and open alike', () => {
    const monday = local('2026-12-28T08:30');
    expect([plain, onDuty].map((calendar) => businessMinutesBetween(calendar, start, monday))).toEqual([60, 540]);
    const night = local('2026-12-23T20:00');
    expect([plain, onDuty].map((calendar) => nextOpening(calendar, night))).toEqual([
      monday,
      local('2026-12-24T08:30'),
    ]);
  });

  it('stand in the account of those they stop, and of no other', () => {
    const closures = (calendar: typeof plain) =>
      accountFor({ calendar, start, minutes: 600, pauses: [] }).account.flatMap((line) =>
        line.kind === 'closure' ? [[line.day, line.name?.es]] : [],
      );
    expect(closures(plain)).toEqual([
      ['2026-12-24', 'Vacaciones'],
      ['2026-12-25', 'Navidad'],
    ]);
    expect(closures(onDuty)).toEqual([['2026-12-25', 'Navidad']]);
  });

  it('wait for nobody who is stopped by a pause', () => {
    const pauses = [{ reason: 'waiting_requester', from: local('2026-12-24T10:00'), to: local('2026-12-24T12:00') }];
    expect(accountFor({ calendar: onDuty, start, minutes: 360, pauses }).due).toEqual(local('2026-12-24T15:30'));
    expect(accountFor({ calendar: plain, start, minutes: 360, pauses }).due).toEqual(local('2026-12-28T13:30'));
  });
});

describe('hours decided twice', () => {
  const short = week([['09:00', '12:00']]);
  const long = week([['07:00', '19:00']]);

  it('for the same day: the last decided hold', () => {
    const { plain } = toCounting(
      row({ editions: [edition(1, null), edition(2, '2026-12-01', short), edition(3, '2026-12-01', long)] }),
      ZONE,
    );
    expect(plain.hours).toEqual(long);
    expect(addBusinessMinutes(plain, local('2026-12-01T06:00'), 60)).toEqual(local('2026-12-01T08:00'));
  });

  it('for an earlier day than others decided before: those of the later day come after them', () => {
    const { plain } = toCounting(
      row({ editions: [edition(1, null), edition(2, '2026-12-07', short), edition(3, '2026-12-01', long)] }),
      ZONE,
    );
    expect(plain.hours).toEqual(short);
    expect(addBusinessMinutes(plain, local('2026-12-04T06:00'), 60)).toEqual(local('2026-12-04T08:00'));
    expect(addBusinessMinutes(plain, local('2026-12-07T06:00'), 60)).toEqual(local('2026-12-07T10:00'));
  });

  it('is refused where there are none at all', () => {
    expect(() => toCounting(row({ editions: [] }), ZONE)).toThrow(/no hours/);
  });
});
