import { isSweepLate, retentionOf } from '../../data-rights/index.ts';
import { readInstitutionRow } from '../../institution/index.ts';
import { isStartingNotice } from '../../privacy/index.ts';
import { HOUR } from '../../shared/clock.ts';
import { type Check, type Finding, finding } from './finding.ts';

const NAME = 'personal-data';

/** Whether what should be forgotten is, and whether the privacy notice is one the institution wrote. */
export const personalData: Check = async ({ db, clock }) => {
  if (db === null) return [];
  const now = clock.now();
  const { setUpAt } = await readInstitutionRow(db);
  const retention = await retentionOf(db);
  const { sweptAt, swept } = retention;
  const hours = sweptAt === null ? 0 : Math.floor((now.getTime() - sweptAt.getTime()) / HOUR);
  const found: Finding[] = [];
  if (setUpAt !== null && (await isStartingNotice(db, now)))
    found.push(finding(NAME, 'warning', { key: 'doctor.personal-data.starting' }));
  if (isSweepLate(retention, now)) found.push(finding(NAME, 'warning', { key: 'doctor.personal-data.late' }));
  else if (sweptAt === null) found.push(finding(NAME, 'fine', { key: 'doctor.personal-data.soon' }));
  else
    found.push(
      finding(NAME, 'fine', { key: 'doctor.personal-data.fine', values: { hours, count: swept?.letters ?? 0 } }),
    );
  return found;
};
