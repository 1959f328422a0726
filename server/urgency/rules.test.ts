import { describe, expect, it } from 'vitest';
import { AFFECTED, ALTERNATIVES } from '#contract/requests.ts';
import { cells, levelOfWeight, outcomeOf, suggested } from './rules.ts';

const N1 = { id: 'n1', resolutionMinutes: 240 };
const N2 = { id: 'n2', resolutionMinutes: 480 };
const N3 = { id: 'n3', resolutionMinutes: 960 };
const N4 = { id: 'n4', resolutionMinutes: 2400 };
const LEVELS = [N3, N1, N4, N2];

describe('what the rule suggests', () => {
  it.each([
    ['person', 'can_wait', N3],
    ['person', 'another_way', N3],
    ['person', 'nothing_works', N2],
    ['area', 'can_wait', N3],
    ['area', 'another_way', N2],
    ['area', 'nothing_works', N1],
    ['agencies', 'can_wait', N2],
    ['agencies', 'another_way', N1],
    ['agencies', 'nothing_works', N1],
  ] as const)('%s stopped, %s: %o', (affects, alternative, level) => {
    expect(suggested(LEVELS, N3, { affects, alternative })).toBe(level);
  });

  it('has a cell for every combination', () => {
    expect(cells.map(({ affects, alternative }) => `${affects} ${alternative}`)).toEqual(
      AFFECTED.flatMap((affects) => ALTERNATIVES.map((alternative) => `${affects} ${alternative}`)),
    );
  });

  it('never suggests less than the request has already', () => {
    expect(suggested(LEVELS, N1, { affects: 'area', alternative: 'another_way' })).toBe(N1);
  });

  it('stays where there is no level to go to', () => {
    expect(levelOfWeight([N3], 1)).toBeNull();
    expect(suggested([N3], N3, { affects: 'area', alternative: 'another_way' })).toBe(N3);
  });
});

it('back at the level it was filed with, the second decision keeps it', () => {
  expect(outcomeOf({ filed: 'n3', after: 'n3' })).toBe('kept');
  expect(outcomeOf({ filed: 'n3', after: 'n2' })).toBe('changed');
  expect(outcomeOf({ filed: 'n3', after: 'n4' })).toBe('changed');
});
