import { peopleWithRole } from '../../accounts/index.ts';
import { readInstitutionRow } from '../../institution/index.ts';
import { type Check, finding } from './finding.ts';

/** Whether the institution is set up, and somebody is there to administer it. */
export const people: Check = async ({ db }) => {
  if (db === null) return [];
  const { setUpAt } = await readInstitutionRow(db);
  if (setUpAt === null) return [finding('people', 'warning', { key: 'doctor.people.not-set-up' })];
  const { length: count } = await peopleWithRole(db, 'operator_admin', null);
  if (count === 0) return [finding('people', 'fault', { key: 'doctor.people.none' })];
  return [finding('people', 'fine', { key: 'doctor.people.fine', values: { count } })];
};
