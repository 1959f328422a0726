/** Row → shapes of the contract. */
import * as v from 'valibot';
import { ATTACHMENT_MAX_BYTES, ATTACHMENT_MAX_COUNT } from '#contract/attachments.ts';
import type { InstitutionSettings, InstitutionView } from '#contract/institution.ts';
import { Role } from '#contract/permissions.ts';
import type { Demonstration } from '../shared/house.ts';
import type { Institution } from './rows.ts';
import { registrationMode } from './rules.ts';

/** What the view says of the house and of the accounts, which the institution's row does not know. */
type ViewedBeside = {
  readonly demo: Demonstration | null;
  readonly mailWorks: boolean;
  readonly passwordMinLength: number;
};

/** What anybody may know before signing in. */
export const toInstitutionView = (
  institution: Institution,
  { demo, mailWorks, passwordMinLength }: ViewedBeside,
): InstitutionView => ({
  productName: institution.productName,
  productYear: institution.productYear,
  governmentName: institution.governmentName,
  hostAgencyName: institution.hostAgencyName,
  ownerUnit: institution.ownerUnit,
  operatorUnit: institution.operatorUnit,
  timeZone: institution.timeZone,
  selfRegistration: registrationMode(institution),
  mailDomains: [...institution.mailDomains],
  deskPhone: institution.deskPhone,
  passwordMaxAgeDays: institution.passwordMaxAgeDays,
  passwordMinLength,
  mailWorks,
  attachmentMaxBytes: ATTACHMENT_MAX_BYTES,
  attachmentMaxCount: ATTACHMENT_MAX_COUNT,
  isSetUp: institution.setUpAt !== null,
  demo:
    demo === null
      ? null
      : { accounts: demo.accounts.map((account) => ({ ...account, role: v.parse(Role, account.role) })) },
});

export const toSettings = (institution: Institution): InstitutionSettings => ({
  productName: institution.productName,
  productYear: institution.productYear,
  governmentName: institution.governmentName,
  hostAgencyName: institution.hostAgencyName,
  ownerUnit: institution.ownerUnit,
  operatorUnit: institution.operatorUnit,
  folioUnit: institution.folioUnit,
  timeZone: institution.timeZone,
  selfRegistration: institution.selfRegistration,
  mailDomains: [...institution.mailDomains],
  deskPhone: institution.deskPhone,
  dutyPhoneShown: institution.dutyPhoneShown,
});
