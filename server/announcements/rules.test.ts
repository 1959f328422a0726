/** When a notice stands where, to the millisecond; who reads it; who may word it. */
import { describe, expect, it } from 'vitest';
import { ROLES, type Role } from '#contract/permissions.ts';
import { anonymous, type PersonActor, system } from '#server/shared/policy.ts';
import { type AnnouncementFacts, announcementPolicy } from './policy.ts';
import { inOrder, isReader, standingOf } from './rules.ts';

const at = (time: string): Date => new Date(`2026-11-23T${time}Z`);
const plan = { state: 'published', shownFrom: at('16:00:00.000'), untilAt: at('18:00:00.000'), endedAt: null } as const;

const person = (roles: readonly Role[], more: Partial<PersonActor> = {}): PersonActor => ({
  kind: 'person',
  id: 'me',
  sessionId: 's',
  roles,
  agencyId: 'finanzas',
  teamIds: [],
  areaIds: [],
  locale: 'es-MX',
  ...more,
});

describe('where a notice stands', () => {
  it.each([
    ['15:59:59.999', 'scheduled'],
    ['16:00:00.000', 'shown'],
    ['17:59:59.999', 'shown'],
    ['18:00:00.000', 'ended'],
  ])('at %s it is %s', (time, standing) => {
    expect(standingOf(plan, at(time))).toBe(standing);
  });

  it('an outage without an end is shown until somebody says it is over', () => {
    const outage = { ...plan, untilAt: null };
    expect(standingOf(outage, new Date('2031-01-01T00:00:00Z'))).toBe('shown');
    expect(standingOf({ ...outage, endedAt: at('17:00:00.000') }, at('17:00:00.000'))).toBe('ended');
  });

  it('a draft and one withdrawn are never shown, whatever their dates say', () => {
    for (const state of ['draft', 'withdrawn'] as const)
      expect(standingOf({ ...plan, state }, at('17:00:00.000'))).toBe(state);
  });

  it('what is broken comes first, then what begins sooner', () => {
    const one = (kind: 'outage' | 'maintenance' | 'information', time: string) => ({ kind, beginsAt: at(time) });
    const [info, works, early, broken] = [
      one('information', '10:00:00'),
      one('maintenance', '12:00:00'),
      one('maintenance', '09:00:00'),
      one('outage', '23:00:00'),
    ];
    expect([info, works, early, broken].toSorted(inOrder)).toEqual([broken, early, works, info]);
  });
});

describe('who reads it', () => {
  it('everybody; the people of its agencies; the desk; and never who has not signed in', () => {
    const everybody = { audience: 'everybody', agencyIds: [] } as const;
    const agencies = { audience: 'agencies', agencyIds: ['salud'] } as const;
    const desk = { audience: 'desk', agencyIds: [] } as const;
    const rosa = person(['requester']);
    expect([everybody, agencies, desk].map((each) => isReader(rosa, each))).toEqual([true, false, false]);
    expect(isReader(person(['requester'], { agencyId: 'salud' }), agencies)).toBe(true);
    expect(ROLES.filter((role) => isReader(person([role]), desk))).toEqual([
      'agent',
      'team_lead',
      'service_owner',
      'operator_admin',
      'auditor',
    ]);
    // Those who word it do not get it for that reason alone.
    expect(isReader(person(['service_owner']), agencies)).toBe(false);
    expect([everybody, agencies, desk].some((each) => isReader(anonymous, each))).toBe(false);
  });
});

describe('who words it', () => {
  const outage = (more: Partial<AnnouncementFacts> = {}): AnnouncementFacts => ({
    kind: 'outage',
    onSignIn: false,
    ofAreas: ['st'],
    ...more,
  });
  const may = (actor: Parameters<typeof isReader>[0], facts: AnnouncementFacts) =>
    announcementPolicy.may('change', actor, facts);
  const lead = person(['team_lead'], { areaIds: ['st'] });

  it.each<[string, AnnouncementFacts, boolean]>([
    ['an outage of their area', outage(), true],
    ['an outage of their area and another', outage({ ofAreas: ['st', 'si'] }), false],
    ['an outage of another area', outage({ ofAreas: ['si'] }), false],
    ['an outage of the whole desk', outage({ ofAreas: [] }), false],
    ['an outage the public reads of', outage({ onSignIn: true }), false],
    ['works on their area', outage({ kind: 'maintenance' }), false],
    ['information', outage({ kind: 'information' }), false],
  ])('a lead and %s', (_name, facts, allowed) => {
    expect(may(lead, facts)).toBe(allowed);
    expect(may(person(['service_owner']), facts)).toBe(true);
    expect(may(system('announcements'), facts)).toBe(true);
    expect(may(anonymous, facts)).toBe(false);
  });

  it('a lead of every area words outages of any, and no other role words anything', () => {
    expect(may(person(['team_lead'], { areaIds: 'every' }), outage({ ofAreas: ['st', 'si'] }))).toBe(true);
    const others = ROLES.filter((role) => role !== 'team_lead' && role !== 'service_owner');
    expect(others.filter((role) => may(person([role], { areaIds: 'every' }), outage()))).toEqual([]);
  });
});
