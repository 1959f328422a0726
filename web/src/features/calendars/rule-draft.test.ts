import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { CalendarChange } from '#contract/calendars.ts';
import { emptyRule, everComes, type RuleDraft, ruleChange } from './rule-draft.ts';

const draft = (more: Partial<RuleDraft>): RuleDraft => ({
  ...emptyRule(2026),
  es: 'Día de la Revolución',
  basis: 'LFT, artículo 74',
  ...more,
});
const faultsOf = (given: RuleDraft): string[] => {
  const read = v.safeParse(CalendarChange, ruleChange(given));
  return read.success ? [] : read.issues.map((issue) => v.getDotPath(issue) ?? '');
};

describe('a rule as it is typed', () => {
  it.each<[string, Partial<RuleDraft>, object]>([
    [
      'the third Monday of November',
      { type: 'nth-weekday', month: '11', weekday: '1', nth: '3' },
      { month: 11, weekday: 1, nth: 3 },
    ],
    ['Maundy Thursday', { type: 'easter' }, { offset: -3 }],
    ['the same date', { type: 'fixed', month: '5', day: '10' }, { month: 5, day: 10 }],
    ['a handover', { type: 'fixed-every', month: '10', anchorYear: '2024' }, { everyYears: 6, anchorYear: 2024 }],
  ])('is taken by the contract: %s', (_what, more, rule) => {
    expect(ruleChange(draft(more)).rule).toMatchObject(rule);
    expect(faultsOf(draft(more))).toEqual([]);
  });

  it.each<[Partial<RuleDraft>, string]>([
    [{ day: '' }, 'rule.day'],
    [{ day: '32' }, 'rule.day'],
    [{ day: 'lunes' }, 'rule.day'],
    [{ type: 'easter', offset: '90' }, 'rule.offset'],
    [{ fromYear: '26' }, 'fromYear'],
    [{ basis: '' }, 'basis'],
    [{ es: '' }, 'name.es'],
  ])('%o is refused at its box', (more, path) => {
    expect(faultsOf(draft(more))).toContain(path);
  });

  it('knows the dates that no year has', () => {
    expect(everComes(draft({ month: '2', day: '30' }))).toBe(false);
    expect(everComes(draft({ month: '2', day: '29' }))).toBe(true);
    expect(everComes(draft({ month: '4', day: '31', type: 'fixed-every' }))).toBe(false);
    expect(everComes(draft({ month: '2', day: '30', type: 'easter' }))).toBe(true);
  });
});
