import { describe, expect, it } from 'vitest';
import { HAND_OVER_MAX } from '#contract/teams.ts';
import { firstChoice, foreseen, type HandItem, type HandPerson, toWhom } from './hand-over.ts';

const item = (id: string, teamId: string | null) => ({ id, teamId }) as HandItem;
const person = (id: string, name: string, given: { teams?: string[]; away?: boolean } = {}) =>
  ({ id, name, teamIds: given.teams ?? ['web'], away: given.away ?? false }) as HandPerson;
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);

describe('a hand-over, before it is done', () => {
  const items = [item('a', 'web'), item('b', 'nets'), item('c', null), item('d', 'web')];

  it('passes what is of a team of theirs, and leaves the rest and what was not chosen', () => {
    const { passes, stays } = foreseen(items, { left: new Set(['d']), to: person('x', 'Ana') });
    expect(ids(passes)).toEqual(['a']);
    expect(ids(stays)).toEqual(['b', 'c']);
  });

  it('holds nothing against any of them while nobody is chosen', () => {
    expect(ids(foreseen(items, { left: new Set(), to: undefined }).passes)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keeps for another time what is more than one act takes', () => {
    const many = Array.from({ length: HAND_OVER_MAX + 3 }, (_each, n) => item(`${n}`, 'web'));
    const { passes, later } = foreseen(many, { left: new Set(['0']), to: person('x', 'Ana') });
    expect([passes.length, later.length]).toEqual([HAND_OVER_MAX, 2]);
  });
});

describe('to whom', () => {
  const people = [person('z', 'Zoila'), person('a', 'Ana'), person('g', 'Gil', { away: true }), person('d', 'Delia')];
  const data = (deputyId: string, items: HandItem[]) =>
    ({ people, deputyId, items }) as unknown as Parameters<typeof firstChoice>[0];

  it('says the deputy first and who is away last', () => {
    expect(ids(toWhom(data('z', [])))).toEqual(['z', 'a', 'd', 'g']);
    expect(ids(toWhom(data('g', [])))).toEqual(['a', 'd', 'z', 'g']);
  });

  it('begins with the deputy, unless they are away too or could have none of it', () => {
    expect(firstChoice(data('z', [item('a', 'web')]))).toBe('z');
    expect(firstChoice(data('g', [item('a', 'web')]))).toBe('');
    expect(firstChoice(data('z', [item('a', 'nets')]))).toBe('');
  });
});
