import { expect, test } from 'vitest';
import { type LeavingTerm, needlessOfTerm } from './tell-of-role-term.ts';

type Reader = LeavingTerm['reader'];
const someone = (id: string, roles: Reader['roles'], agencyId = 'own'): Reader => ({ id, roles, agencyId }) as never;
const holder = someone('h', ['requester', 'team_lead']);
const ending = (reader: Reader, other: Partial<LeavingTerm> = {}) =>
  needlessOfTerm({
    kind: 'role-ending',
    ...{ reader, holder, givenBy: 'g', role: 'team_lead', until: '2026-12-15', held: '2026-12-15' },
    ...other,
  });

test('goes to who holds it, who gave it while they administer, and who coordinates that agency', () => {
  expect(ending(holder)).toBeNull();
  expect(ending(someone('g', ['operator_admin'], 'dti'))).toBeNull();
  expect(ending(someone('c', ['agency_coordinator']))).toBeNull();
  expect(ending(someone('g', ['requester'], 'dti'))).toContain('affair');
  expect(ending(someone('d', ['operator_admin'], 'dti'))).toContain('affair');
  expect(ending(someone('c', ['agency_coordinator'], 'other'))).toContain('affair');
});

test('stays when the role ends another day, or was given again', () => {
  expect(ending(holder, { held: '2027-06-30' })).toContain('that day');
  expect(ending(holder, { held: undefined })).toContain('that day');
  expect(ending(holder, { kind: 'role-ended', held: undefined })).toContain('given again');
  expect(ending(holder, { kind: 'role-ended', role: 'agent', held: undefined })).toBeNull();
});
