import { describe, expect, it } from 'vitest';
import { isDue, isOverdue, lastHour, nextHour, type Tried } from './plan.ts';

const COLIMA = 'America/Mexico_City';
const at = (time: string) => new Date(`${time}:00Z`);
const two = { enabled: true, hour: '02:00' };

describe('the hour of the backup', () => {
  it.each([
    // 02:00 in Colima is 08:00 UTC, all year.
    ['2026-11-23T07:59', '2026-11-22T08:00', '2026-11-23T08:00'],
    ['2026-11-23T08:00', '2026-11-23T08:00', '2026-11-24T08:00'],
    ['2026-11-23T20:00', '2026-11-23T08:00', '2026-11-24T08:00'],
  ])('at %s was last at %s and is next at %s', (now, last, next) => {
    expect(lastHour(at(now), two, COLIMA)).toEqual(at(last));
    expect(nextHour(at(now), two, COLIMA)).toEqual(at(next));
  });

  it('is there on the two days of the year on which the clocks of Tijuana are moved', () => {
    const half = { hour: '02:30' };
    expect(lastHour(at('2026-03-08T12:00'), half, 'America/Tijuana')).toEqual(at('2026-03-08T10:30'));
    const early = { hour: '01:30' };
    expect(lastHour(at('2026-11-01T20:00'), early, 'America/Tijuana')).toEqual(at('2026-11-01T08:30'));
  });
});

describe('a backup', () => {
  const now = at('2026-11-23T16:00');
  const tried = (state: Tried['state'], over: { kind?: string; asked?: string; ended?: string } = {}): Tried => ({
    kind: over.kind ?? 'daily',
    state,
    askedAt: at(over.asked ?? '2026-11-23T08:00'),
    endedAt: at(over.ended ?? '2026-11-23T08:10'),
  });
  const due = (runs: Tried[], over: { enabled?: boolean; since?: string } = {}) =>
    isDue(now, {
      plan: { ...two, enabled: over.enabled ?? true },
      timeZone: COLIMA,
      since: over.since === undefined ? null : at(over.since),
      tried: runs,
    });

  it.each<[string, boolean, Tried[], { enabled?: boolean; since?: string }?]>([
    ['that nobody made', true, []],
    ['while it is off', false, [], { enabled: false }],
    ['of an hour before the key was made', false, [], { since: '2026-11-23T10:00' }],
    ['of an hour after the key was made', true, [], { since: '2026-11-23T07:00' }],
    ['made at its hour', false, [tried('made')]],
    ['made by a person since', false, [tried('made', { kind: 'asked', asked: '2026-11-23T15:00' })]],
    ['made the day before', true, [tried('made', { asked: '2026-11-22T08:00' })]],
    ['under way', false, [tried('running')]],
    ['cancelled that day', false, [tried('cancelled')]],
    ['asked for by a person who cancelled', true, [tried('cancelled', { kind: 'asked' })]],
    ['killed half way', true, [tried('interrupted', { ended: '2026-11-23T15:59' })]],
    ['that failed half an hour ago', false, [tried('failed', { ended: '2026-11-23T15:30' })]],
    ['that failed an hour ago', true, [tried('failed', { ended: '2026-11-23T15:00' })]],
    ['that failed three times', false, [tried('failed'), tried('interrupted'), tried('failed')]],
  ])('%s: due %s', (_what, expected, runs, over) => expect(due(runs, over)).toBe(expected));

  it.each([
    ['2026-11-22T15:00', null, false],
    ['2026-11-22T14:00', null, false],
    ['2026-11-22T13:59', null, true],
    [null, '2026-11-22T14:00', false],
    [null, '2026-11-22T13:00', true],
    [null, null, true],
  ])('last good at %s with the key of %s: too old %s', (good, key, expected) => {
    const given = { lastGoodAt: good === null ? null : at(good), keySince: key === null ? null : at(key) };
    expect(isOverdue(now, given)).toBe(expected);
  });
});
