import { describe, expect, it } from 'vitest';
import type { CalendarId, LevelContent } from '#contract/service-levels.ts';
import { samePromise, standingOf, versionOn, wordsOf } from './versions.ts';

const dated = (version: number, effectiveOn: string, publishedOn: string) => ({ version, effectiveOn, publishedOn });

const CONTENT: LevelContent = {
  code: 'N3',
  name: { es: 'Estándar', en: '' },
  description: { es: 'Lo de cada día.', en: 'Everyday things.' },
  firstResponseMinutes: 240,
  resolutionMinutes: 960,
  nextResponseMinutes: null,
  atRiskPercent: 75,
  escalations: { lead: true, owner: true, agencyHeadPercent: 200 },
  calendarId: '01890000-0000-7000-8000-000000000001' as CalendarId,
  countsOnDuty: false,
  effectiveOn: null,
};

describe('which version holds', () => {
  const versions = [dated(1, '2026-01-05', '2026-01-05'), dated(2, '2026-12-01', '2026-11-20')];

  it.each([
    ['2026-01-04', undefined],
    ['2026-01-05', 1],
    ['2026-11-30', 1],
    ['2026-12-01', 2],
    ['2031-01-01', 2],
  ])('on %s it is %s', (day, version) => {
    expect(versionOn(versions, day)?.version).toBe(version);
  });

  it('gives way to one published later for an earlier day, and never comes back', () => {
    const overtaken = [...versions, dated(3, '2026-11-25', '2026-11-24')];
    expect(versionOn(overtaken, '2026-11-25')?.version).toBe(3);
    expect(versionOn(overtaken, '2026-12-01')?.version).toBe(3);
    expect(overtaken.map((each) => standingOf(overtaken, each, '2026-11-24'))).toEqual(['in_force', 'never', 'coming']);
    expect(overtaken.map((each) => standingOf(overtaken, each, '2026-12-24'))).toEqual(['past', 'never', 'in_force']);
  });

  it('was in force for some hours when another was published the same day', () => {
    const sameDay = [dated(1, '2026-11-20', '2026-11-20'), dated(2, '2026-11-20', '2026-11-20')];
    expect(sameDay.map((each) => standingOf(sameDay, each, '2026-11-20'))).toEqual(['past', 'in_force']);
  });

  it('never came when another for its day was published before that day', () => {
    const replaced = [...versions, dated(3, '2026-12-01', '2026-11-28')];
    expect(replaced.map((each) => standingOf(replaced, each, '2026-11-29'))).toEqual(['in_force', 'never', 'coming']);
  });
});

describe('what a version promises', () => {
  it('is the same whatever the day, and the order in which it was written', () => {
    const { code, ...rest } = CONTENT;
    expect(samePromise(CONTENT, { ...rest, code, effectiveOn: '2027-01-01' })).toBe(true);
    expect(samePromise(CONTENT, { ...CONTENT, escalations: { ...CONTENT.escalations, lead: false } })).toBe(false);
    expect(samePromise(CONTENT, { ...CONTENT, resolutionMinutes: 961 })).toBe(false);
  });

  it('is said in Spanish where nobody wrote it in English', () => {
    const words = wordsOf(CONTENT);
    expect(words.name).toEqual({ es: 'Estándar', en: 'Estándar' });
    expect(words.description).toEqual({ es: 'Lo de cada día.', en: 'Everyday things.' });
    expect(words).not.toHaveProperty('effectiveOn');
  });
});
