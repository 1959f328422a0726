/** Who may be joined to what, and when several that come together are out of the ordinary. */
import { describe, expect, it } from 'vitest';
import { inTimeOf, peopleTold, possibleOutage, whyNotJoin } from './outage-rules.ts';

const outage = (more: object = {}) => ({ id: 'mail', joinable: true, reaches: () => true, ...more });
const request = (outageId: string | null = null) => ({ outage_id: outageId, agency_id: 'salud' });

describe('a request', () => {
  it.each([
    ['of its agency', outage(), null, null],
    ['moved from another outage', outage(), 'network', null],
    ['already in it', outage(), 'mail', 'outage.joined'],
    ['where there is no such outage', null, null, 'outage.over'],
    ['once it is over for long', outage({ joinable: false }), null, 'outage.over'],
    [
      'whose agency does not read of it',
      outage({ reaches: (id: string) => id === 'finanzas' }),
      null,
      'outage.audience',
    ],
  ])('%s is joined or refused with its reason', (_name, to, from, why) => {
    expect(whyNotJoin({ outage: to, request: request(from) })).toBe(why);
  });
});

describe('what may be an outage', () => {
  const alike = (people: number, before = 0) => ({ people, before });
  const look = (building: string, here: readonly [number, number?], anywhere: readonly [number, number?]) =>
    possibleOutage({ building, here: alike(...here), anywhere: alike(...anywhere) });

  it.each([
    ['two people are none', look('A', [2], [2]), null],
    ['three are one', look('', [0], [3]), { people: 3, building: '' }],
    ['three of one building are of that building', look('A', [3], [4]), { people: 3, building: 'A' }],
    ['most of them elsewhere is of no building', look('A', [3], [9]), { people: 9, building: '' }],
    // Two weeks with eighty of them are eight in eight hours: sixteen people are twice as many.
    ['as many as any other day is none', look('', [0], [15, 80]), null],
    ['twice as many as usual is one', look('', [0], [16, 80]), { people: 16, building: '' }],
    ['usual everywhere, unusual here', look('A', [6, 5], [8, 80]), { people: 6, building: 'A' }],
    ['without a building nothing is here', look('', [5], [5, 200]), null],
  ])('%s', (_name, found, expected) => {
    expect(found).toEqual(expected);
  });
});

it('what was asked a day before an outage began, or hours after its end, is about something else', () => {
  const at = (iso: string) => new Date(`2026-11-${iso}Z`);
  const fault = { begins: at('24T16:00:00'), endedAt: null };
  const asked = ['23T15:59:59', '23T16:00:00', '26T09:00:00'].map((iso) => inTimeOf(fault, at(iso)));
  expect(asked).toEqual([false, true, true]);
  const over = { ...fault, endedAt: at('24T18:00:00') };
  expect(['24T17:00:00', '24T22:00:00', '24T22:00:01'].map((iso) => inTimeOf(over, at(iso)))).toEqual([
    true,
    true,
    false,
  ]);
});

it('how many report it is told once it does not say who', () => {
  expect([0, 1, 2, 3, 60].map(peopleTold)).toEqual([null, null, null, 3, 60]);
});
