import { describe, expect, it } from 'vitest';
import { absenceOn, standInOn } from './presence.ts';

const away = (personId: string, deputyId: string, from = '2026-11-23', to = '2026-11-27') => ({
  personId,
  deputyId,
  from,
  to,
});

describe('who is away', () => {
  it('is so from the first day to the last, both included', () => {
    const absences = [away('marco', 'lupita')];
    expect(absenceOn(absences, 'marco', '2026-11-22')).toBeUndefined();
    expect(absenceOn(absences, 'marco', '2026-11-23')?.deputyId).toBe('lupita');
    expect(absenceOn(absences, 'marco', '2026-11-27')?.deputyId).toBe('lupita');
    expect(absenceOn(absences, 'marco', '2026-11-28')).toBeUndefined();
    expect(absenceOn(absences, 'lupita', '2026-11-24')).toBeUndefined();
  });
});

describe('who stands in', () => {
  it('is the deputy, or theirs while they are away too', () => {
    const absences = [away('marco', 'lupita'), away('lupita', 'saul', '2026-11-25', '2026-11-25')];
    expect(standInOn(absences, 'marco', '2026-11-24')).toBe('lupita');
    expect(standInOn(absences, 'marco', '2026-11-25')).toBe('saul');
    expect(standInOn(absences, 'saul', '2026-11-25')).toBeNull();
  });

  it('is nobody where two stand in for each other, or lead round to one who is away', () => {
    const pair = [away('marco', 'lupita'), away('lupita', 'marco')];
    expect(standInOn(pair, 'marco', '2026-11-24')).toBeNull();
    const round = [away('saul', 'marco'), ...pair];
    expect(standInOn(round, 'saul', '2026-11-24')).toBeNull();
  });
});
