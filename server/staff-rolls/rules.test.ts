import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROLES } from '#contract/permissions.ts';
import { isSuspended } from '../accounts/rules.ts';
import type { Calendar } from '../calendars/index.ts';
import type { PersonActor } from '../shared/policy.ts';
import { answersAs, rollPolicy } from './policy.ts';
import { daysLate, dueOf, monthAfter, openingOf, stageAt, stateAt } from './rules.ts';

const ZONE = 'America/Mexico_City';
const OPEN = [['08:30', '16:30']] as const;

/** Monday to Friday; Christmas and New Year closed. */
const office: Calendar = {
  id: 'office',
  timeZone: ZONE,
  hours: { 1: OPEN, 2: OPEN, 3: OPEN, 4: OPEN, 5: OPEN, 6: [], 7: [] },
  closures: new Set(['2026-12-25', '2027-01-01']),
};

const at = (local: string): Date => new Date(`${local}-06:00`);
const opened = at('2026-12-01T00:13:00');
const due = dueOf(office, opened, 10);

describe('days of a staff roll', () => {
  it('is due at the closing of the tenth business day after it opened', () => {
    expect(due).toEqual(at('2026-12-15T16:30:00'));
    expect(dueOf(office, at('2026-12-20T09:00:00'), 10)).toEqual(at('2027-01-05T16:30:00'));
  });

  it.each([
    ['2026-12-15T23:59:00', 0],
    ['2026-12-16T00:01:00', 1],
    ['2026-12-19T12:00:00', 3],
    ['2026-12-21T12:00:00', 4],
    ['2026-12-28T12:00:00', 8],
  ])('on %s it is %i business days late', (now, late) => {
    expect(daysLate(office, due, at(now))).toBe(late);
  });

  it.each([
    ['2026-12-01T09:00:00', null],
    ['2026-12-09T23:00:00', null],
    ['2026-12-10T00:13:00', 'before-3'],
    ['2026-12-14T08:00:00', 'before-1'],
    ['2026-12-15T16:30:00', 'before-1'],
    ['2026-12-15T17:00:00', null],
    ['2026-12-16T08:00:00', 'after-1'],
    ['2026-12-22T08:00:00', 'after-5'],
    ['2026-12-30T08:00:00', 'after-10'],
    ['2027-02-10T08:00:00', 'after-10'],
  ])('on %s the last reminder that has come is %s', (now, key) => {
    expect(stageAt(office, { openedAt: opened, dueAt: due }, at(now))?.key ?? null).toBe(key);
  });

  it('reminds of no day that is the day it opened, or before it', () => {
    const short = { openedAt: opened, dueAt: dueOf(office, opened, 3) };
    expect(stageAt(office, short, at('2026-12-01T12:00:00'))).toBeNull();
    expect(stageAt(office, short, at('2026-12-03T12:00:00'))?.key).toBe('before-1');
  });

  it('opens at the midnight of the institution, whatever the hour elsewhere', () => {
    expect(openingOf(ZONE, '2026-12', 1)).toEqual(new Date('2026-12-01T06:00:00Z'));
    expect(openingOf('Europe/Madrid', '2026-07', 5)).toEqual(new Date('2026-07-04T22:00:00Z'));
    expect([monthAfter('2026-12'), monthAfter('2026-01')]).toEqual(['2027-01', '2026-02']);
  });

  it.each([
    [{ isConfirmed: true, isNewest: false }, 'confirmed'],
    [{ isConfirmed: false, isNewest: false }, 'unanswered'],
    [{ isConfirmed: false, isNewest: true }, 'overdue'],
  ])('after its day, %j is %s', (standing, state) => {
    expect(stateAt({ ...standing, dueAt: due }, at('2026-12-16T08:00:00'))).toBe(state);
    expect(stateAt({ isConfirmed: false, isNewest: true, dueAt: due }, due)).toBe('open');
  });
});

const actor = (over: Partial<PersonActor>): PersonActor => ({
  kind: 'person',
  id: 'p',
  sessionId: 's',
  roles: ['requester'],
  agencyId: 'finance',
  teamIds: [],
  areaIds: [],
  locale: 'es-MX',
  ...over,
});

describe('who answers for an agency', () => {
  const answered = { agencyId: 'finance', isUnanswerable: false };
  const nobody = { agencyId: 'finance', isUnanswerable: true };
  it.each([
    [{ roles: ['agency_coordinator'] }, answered, 'coordinator'],
    [{ roles: ['agency_head'] }, answered, 'head'],
    [{ roles: ['agency_head', 'agency_coordinator'] }, answered, 'coordinator'],
    [{ roles: ['agency_coordinator'], agencyId: 'health' }, answered, null],
    [{ roles: ['operator_admin'] }, answered, null],
    [{ roles: ['operator_admin'], agencyId: 'health' }, nobody, 'operator'],
    [{ roles: ['service_owner'] }, nobody, null],
    [{ roles: ['auditor'] }, nobody, null],
    [{ roles: ['requester'] }, nobody, null],
  ] as const)('%j of %j: %s', (who, roll, capacity) => {
    const asking = actor(who as Partial<PersonActor>);
    expect(answersAs(asking, roll)).toBe(capacity);
    expect(rollPolicy.may('answer', asking, roll)).toBe(capacity !== null);
  });

  it('lets the desk’s overseers read all, coordinators and heads their own, and nobody else', () => {
    const reads = (who: Partial<PersonActor>) => rollPolicy.sees(actor(who), answered);
    for (const role of ['operator_admin', 'service_owner', 'auditor'] as const)
      expect(reads({ roles: [role], agencyId: 'health' })).toBe(true);
    expect(reads({ roles: ['agency_head'] })).toBe(true);
    expect(reads({ roles: ['agency_head'], agencyId: 'health' })).toBe(false);
    expect(reads({ roles: ['requester', 'agent', 'team_lead'] })).toBe(false);
  });
});

describe('whom silence keeps out', () => {
  it('is nobody who answers for an agency or works at the desk, whatever else they are', () => {
    const spared = [
      'agency_coordinator',
      'agency_head',
      'agent',
      'team_lead',
      'service_owner',
      'operator_admin',
      'auditor',
    ];
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...ROLES)), fc.boolean(), (roles, marked) => {
        const unconfirmedSince = marked ? due : null;
        expect(isSuspended({ roles, unconfirmedSince })).toBe(marked && !roles.some((role) => spared.includes(role)));
      }),
    );
  });
});
