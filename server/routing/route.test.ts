/** Where a request goes, as a table and as a property against a reference that reads the rules the long way. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Condition, type Route, type RouteFacts, type RoutingRule, route } from './route.ts';

const rule = (id: string, more: Partial<RoutingRule>): RoutingRule => ({
  id,
  name: `Regla ${id}`,
  match: 'all',
  serviceIds: [],
  areaIds: [],
  agencyIds: [],
  building: '',
  teamId: `team-${id}`,
  byLoad: false,
  active: true,
  ...more,
});

/** Mail, of the support area, from SAyGP, written as people write. */
const FACTS: RouteFacts = {
  serviceId: 'mail',
  areaId: 'support',
  agencyId: 'saygp',
  building: 'Palacio de  Gobierno, Módulo B',
};

type Case = {
  readonly name: string;
  readonly rules: readonly RoutingRule[];
  readonly facts?: Partial<RouteFacts>;
  readonly usual?: string | null;
  readonly retired?: readonly string[];
  /** Rule, or why no rule. */
  readonly to: string;
  readonly team: string | null;
  readonly matched?: readonly Condition[];
  readonly skipped?: readonly string[];
};

const CASES: readonly Case[] = [
  { name: 'no rules: the service’s team', rules: [], to: 'service', team: 'usual' },
  { name: 'no rules, no team of the service: nobody’s', rules: [], usual: null, to: 'nobody', team: null },
  { name: 'the service’s team retired: nobody’s', rules: [], retired: ['usual'], to: 'nobody', team: null },
  { name: 'by service', rules: [rule('1', { serviceIds: ['mail'] })], to: '1', team: 'team-1', matched: ['service'] },
  { name: 'by one of several services', rules: [rule('1', { serviceIds: ['vpn', 'mail'] })], to: '1', team: 'team-1' },
  { name: 'another service', rules: [rule('1', { serviceIds: ['vpn'] })], to: 'service', team: 'usual' },
  {
    name: 'a request without service fits no rule of services',
    rules: [rule('1', { serviceIds: ['mail'] })],
    facts: { serviceId: null },
    usual: null,
    to: 'nobody',
    team: null,
  },
  { name: 'by area', rules: [rule('1', { areaIds: ['support'] })], to: '1', team: 'team-1', matched: ['area'] },
  {
    name: 'by area without a service',
    rules: [rule('1', { areaIds: ['support'] })],
    facts: { serviceId: null },
    usual: null,
    to: '1',
    team: 'team-1',
  },
  { name: 'another area', rules: [rule('1', { areaIds: ['systems'] })], to: 'service', team: 'usual' },
  { name: 'by agency', rules: [rule('1', { agencyIds: ['saygp'] })], to: '1', team: 'team-1', matched: ['agency'] },
  { name: 'another agency', rules: [rule('1', { agencyIds: ['salud'] })], to: 'service', team: 'usual' },
  { name: 'by building', rules: [rule('1', { building: 'Palacio' })], to: '1', team: 'team-1', matched: ['building'] },
  {
    name: 'by building, accents and capitals aside',
    rules: [rule('1', { building: 'MODULO b' })],
    to: '1',
    team: 'team-1',
  },
  { name: 'by building over two blanks', rules: [rule('1', { building: 'de gobierno' })], to: '1', team: 'team-1' },
  {
    name: 'a rule with accents, a building without',
    rules: [rule('1', { building: 'Módulo' })],
    facts: { building: 'modulo c' },
    to: '1',
    team: 'team-1',
  },
  { name: 'another building', rules: [rule('1', { building: 'Hospital' })], to: 'service', team: 'usual' },
  {
    name: 'no building written',
    rules: [rule('1', { building: 'Palacio' })],
    facts: { building: '' },
    to: 'service',
    team: 'usual',
  },
  {
    name: 'what means something in a pattern is text',
    rules: [rule('1', { building: '.*' })],
    to: 'service',
    team: 'usual',
  },
  { name: 'blanks alone are no condition', rules: [rule('1', { building: '   ' })], to: 'service', team: 'usual' },
  {
    name: 'a rule that asks for nothing fits nothing',
    rules: [rule('1', {}), rule('2', { match: 'any' })],
    to: 'service',
    team: 'usual',
  },
  {
    name: 'all: every kind must hold',
    rules: [rule('1', { serviceIds: ['mail'], agencyIds: ['saygp'], building: 'palacio' })],
    to: '1',
    team: 'team-1',
    matched: ['service', 'agency', 'building'],
  },
  {
    name: 'all: one kind that does not hold is enough to fail',
    rules: [rule('1', { serviceIds: ['mail'], agencyIds: ['salud'] })],
    to: 'service',
    team: 'usual',
  },
  {
    name: 'any: one kind is enough, and only what held is told',
    rules: [rule('1', { match: 'any', serviceIds: ['vpn'], agencyIds: ['saygp'] })],
    to: '1',
    team: 'team-1',
    matched: ['agency'],
  },
  {
    name: 'any: none holds',
    rules: [rule('1', { match: 'any', serviceIds: ['vpn'], agencyIds: ['salud'], building: 'hospital' })],
    to: 'service',
    team: 'usual',
  },
  {
    name: 'the first that fits wins',
    rules: [rule('1', { areaIds: ['support'] }), rule('2', { serviceIds: ['mail'] })],
    to: '1',
    team: 'team-1',
  },
  {
    name: 'the order is that of the list, not of how much is asked',
    rules: [rule('2', { serviceIds: ['mail'], agencyIds: ['saygp'] }), rule('1', { areaIds: ['support'] })],
    to: '2',
    team: 'team-2',
  },
  {
    name: 'one that does not fit is passed over',
    rules: [rule('1', { serviceIds: ['vpn'] }), rule('2', { serviceIds: ['mail'] })],
    to: '2',
    team: 'team-2',
  },
  {
    name: 'one not in force is passed over, and not told',
    rules: [rule('1', { serviceIds: ['mail'], active: false })],
    to: 'service',
    team: 'usual',
  },
  {
    name: 'one whose team was retired is passed over, and told',
    rules: [rule('1', { serviceIds: ['mail'] }), rule('2', { areaIds: ['support'] })],
    retired: ['team-1'],
    to: '2',
    team: 'team-2',
    skipped: ['1'],
  },
  {
    name: 'one broken that does not fit is not told',
    rules: [rule('1', { serviceIds: ['vpn'] })],
    retired: ['team-1'],
    to: 'service',
    team: 'usual',
  },
  {
    name: 'all broken: the service’s team, and both told',
    rules: [rule('1', { serviceIds: ['mail'] }), rule('2', { areaIds: ['support'] })],
    retired: ['team-1', 'team-2'],
    to: 'service',
    team: 'usual',
    skipped: ['1', '2'],
  },
  {
    name: 'broken after the one that won is not told',
    rules: [rule('1', { serviceIds: ['mail'] }), rule('2', { areaIds: ['support'] })],
    retired: ['team-2'],
    to: '1',
    team: 'team-1',
    skipped: [],
  },
  {
    name: 'a rule stands before the service’s own team',
    rules: [rule('1', { serviceIds: ['mail'] })],
    usual: 'usual',
    to: '1',
    team: 'team-1',
  },
];

describe('where a request goes', () => {
  it.each(CASES)('$name', ({ rules, facts = {}, usual = 'usual', retired = [], ...expected }) => {
    const found = route({ ...FACTS, ...facts }, rules, { usual, attends: (id) => !retired.includes(id) });
    expect([found.ruleId ?? found.why, found.teamId]).toEqual([expected.to, expected.team]);
    expect(found.why).toBe(found.ruleId === null ? expected.to : 'rule');
    if (expected.matched) expect(found.matched).toEqual(expected.matched);
    expect(found.skipped.map(({ id }) => id)).toEqual(expected.skipped ?? []);
  });

  it('asks for load where the rule does, and never where no rule decided', () => {
    const teams = { usual: 'usual', attends: () => true };
    expect(route(FACTS, [rule('1', { areaIds: ['support'], byLoad: true })], teams).byLoad).toBe(true);
    expect(route(FACTS, [rule('1', { areaIds: ['systems'], byLoad: true })], teams).byLoad).toBe(false);
  });
});

const ids = (...of: string[]) => fc.subarray(of, { maxLength: 2 });
const someRule = fc.record({
  match: fc.constantFrom('all' as const, 'any' as const),
  serviceIds: ids('mail', 'vpn', 'print'),
  areaIds: ids('support', 'systems'),
  agencyIds: ids('saygp', 'salud', 'finanzas'),
  building: fc.constantFrom('', 'palacio', 'Módulo'),
  teamId: fc.constantFrom('a', 'b', 'c'),
  byLoad: fc.boolean(),
  active: fc.boolean(),
});
const someFacts = fc.record({
  serviceId: fc.constantFrom(null, 'mail', 'vpn', 'print'),
  areaId: fc.constantFrom('support', 'systems'),
  agencyId: fc.constantFrom('saygp', 'salud', 'finanzas'),
  building: fc.constantFrom('', 'Palacio', 'PALÁCIO modulo', 'Bodega'),
});

/** Written apart: every question as a yes, a no or not asked. */
function reference(
  facts: RouteFacts,
  rules: readonly RoutingRule[],
  usual: string | null,
  gone: readonly string[],
): Pick<Route, 'teamId' | 'ruleId'> {
  const fold = (text: string) =>
    [...text.normalize('NFKD')]
      .filter((c) => !/\p{Mn}/u.test(c))
      .join('')
      .toLocaleUpperCase('en');
  const chosen = rules.find((each) => {
    const says: (boolean | undefined)[] = [
      each.serviceIds.length ? each.serviceIds.some((id) => id === facts.serviceId) : undefined,
      each.areaIds.length ? each.areaIds.some((id) => id === facts.areaId) : undefined,
      each.agencyIds.length ? each.agencyIds.some((id) => id === facts.agencyId) : undefined,
      each.building === '' ? undefined : fold(facts.building).indexOf(fold(each.building)) >= 0,
    ];
    const yes = says.filter((one) => one === true).length;
    const no = says.filter((one) => one === false).length;
    return each.active && !gone.includes(each.teamId) && yes > 0 && (each.match === 'any' || no === 0);
  });
  if (chosen) return { teamId: chosen.teamId, ruleId: chosen.id };
  return { teamId: usual !== null && !gone.includes(usual) ? usual : null, ruleId: null };
}

it('is the same as the long way says, for any rules and any request', () => {
  fc.assert(
    fc.property(
      fc.array(someRule, { maxLength: 6 }),
      someFacts,
      fc.constantFrom(null, 'a', 'b'),
      ids('a', 'b', 'c'),
      (given, facts, usual, gone) => {
        const rules = given.map((each, index) => ({ ...each, id: String(index), name: '' }));
        const found = route(facts, rules, { usual, attends: (id) => !gone.includes(id) });
        expect({ teamId: found.teamId, ruleId: found.ruleId }).toEqual(reference(facts, rules, usual, gone));
        // What was passed over stands before what decided, and fits.
        const at = found.ruleId === null ? rules.length : Number(found.ruleId);
        expect(found.skipped.every(({ id }) => Number(id) < at && gone.includes(rules[Number(id)]?.teamId ?? ''))).toBe(
          true,
        );
      },
    ),
    { numRuns: 2_000 },
  );
});
