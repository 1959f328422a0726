import type { InstitutionView } from '#contract/institution.ts';
import { readInstitutionRow, toInstitutionView } from '../institution/index.ts';
import type { House } from '../shared/house.ts';
import { policyInForce } from './password-policy-rows.ts';

/** What the sign-in page needs to know: the forms for a new password say there how long it must be. */
export async function readInstitution(house: House): Promise<InstitutionView> {
  const db = house.store.read;
  const [institution, { minLength }] = await Promise.all([readInstitutionRow(db), policyInForce(db)]);
  return toInstitutionView(institution, {
    demo: house.demo,
    mailWorks: house.mailbox.isConfigured(),
    passwordMinLength: minLength,
  });
}
