import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgencyId } from '#contract/agencies.ts';
import type { StandingAgency, Succession } from '#server/agencies/index.ts';
import { hasRoom } from './policy.ts';
import { canFollow, isAcronymTaken, isAwaited, isCycle, standingOn } from './rules.ts';

const agency = (id: string, over: Partial<StandingAgency> = {}): StandingAgency => ({
  id: id as AgencyId,
  acronym: id.toUpperCase(),
  name: { es: id, en: id },
  kind: 'dependencia',
  parentId: null,
  validFrom: '2015-10-01',
  validTo: null,
  successorId: null,
  version: 1,
  ...over,
});

describe('an agency', () => {
  it.each([
    ['2015-09-30', null, 'coming'],
    ['2015-10-01', null, 'in_force'],
    ['2021-10-31', '2021-11-01', 'in_force'],
    ['2021-11-01', '2021-11-01', 'ended'],
  ])('on %s, ending %s, is %s', (day, validTo, standing) => {
    expect(standingOn({ validFrom: '2015-10-01', validTo }, day)).toBe(standing);
  });

  it('has an acronym of its own among those that have not ended', () => {
    const tree = [agency('a', { acronym: 'SAyGP', validTo: '2021-11-01' }), agency('b', { acronym: 'SPFyA' })];
    const taken = (acronym: string, id = 'c') => isAcronymTaken(tree, { id, acronym, today: '2026-11-23' });
    expect([taken('SAyGP'), taken('spfya'), taken('SPFyA', 'b')]).toEqual([false, true, false]);
  });

  it('lies never under itself, however deep the tree', () => {
    const tree = ['a', 'b', 'c', 'd'].map((id, index, ids) =>
      agency(id, { parentId: (ids[index - 1] ?? null) as AgencyId | null }),
    );
    const cycles = (id: string, parentId: string | null) => isCycle(tree, { id, parentId });
    expect([cycles('a', 'd'), cycles('b', 'b'), cycles('d', 'a'), cycles('a', null)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(7), fc.option(fc.nat(7), { nil: null })), { maxLength: 40 }), (moves) => {
        const parents = new Map<string, string | null>(Array.from({ length: 8 }, (_, n) => [String(n), null]));
        for (const [id, to] of moves) {
          const now = [...parents].map(([each, parentId]) => agency(each, { parentId: parentId as AgencyId | null }));
          const move = { id: String(id), parentId: to === null ? null : String(to) };
          if (!isCycle(now, move)) parents.set(move.id, move.parentId);
        }
        for (const start of parents.keys()) {
          const seen = new Set<string>();
          for (let at: string | null = start; at !== null; at = parents.get(at) ?? null) {
            expect(seen.has(at)).toBe(false);
            seen.add(at);
          }
        }
      }),
    );
  });
});

describe('a succession', () => {
  it('is into another agency that is there on that day', () => {
    const on = { agencyId: 'a', onDay: '2026-12-01' };
    expect(canFollow(agency('b'), on)).toBe(true);
    expect(canFollow(undefined, on)).toBe(false);
    expect(canFollow(agency('a'), on)).toBe(false);
    expect(canFollow(agency('b', { validTo: '2026-12-01' }), on)).toBe(false);
    expect(canFollow(agency('b', { validTo: '2026-12-02' }), on)).toBe(true);
    expect(canFollow(agency('b', { validFrom: '2026-12-02' }), on)).toBe(false);
  });

  it('is not of one that others will pass over to from that day on', () => {
    const planned = [{ successorId: 'a', onDay: '2026-12-10' }] as Succession[];
    const awaited = (agencyId: string, onDay: string) => isAwaited(planned, { agencyId, onDay });
    expect(awaited('a', '2026-12-09')).toBe(true);
    expect(awaited('a', '2026-12-10')).toBe(true);
    expect(awaited('a', '2026-12-11')).toBe(false);
    expect(awaited('b', '2026-12-09')).toBe(false);
  });

  it.each([
    ['succeed', 'in_force', false, true],
    ['succeed', 'in_force', true, false],
    ['succeed', 'ended', false, false],
    ['callOff', 'in_force', true, true],
    ['callOff', 'in_force', false, false],
    ['callOff', 'ended', true, false],
    ['change', 'coming', false, true],
    ['change', 'ended', false, false],
  ] as const)('%s of one %s (planned: %s): %s', (right, standing, isPlanned, room) => {
    expect(hasRoom(right, { standing, isPlanned })).toBe(room);
  });
});
