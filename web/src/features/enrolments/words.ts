/** Keys, pigments and names of what an enrolment and its rows stand at. */
import type { EnrolmentColumn, EnrolmentFinding, EnrolmentRole } from '#contract/enrolment-rows.ts';
import {
  ENROLMENT_STATES,
  type EnrolmentRowState,
  type EnrolmentRowView,
  type EnrolmentState,
} from '#contract/enrolment-shapes.ts';
import { sayDay } from '#web/shared/days.ts';
import type { Locale, MessageKey, Translate } from '#web/shared/i18n.ts';

export const isState = (value: unknown): value is EnrolmentState => ENROLMENT_STATES.some((state) => state === value);

export const STATE_WORDS: Record<EnrolmentState, MessageKey> = {
  draft: 'enrolments.state.draft',
  signed: 'enrolments.state.signed',
  in_review: 'enrolments.state.in_review',
  returned: 'enrolments.state.returned',
  resolved: 'enrolments.state.resolved',
  withdrawn: 'enrolments.state.withdrawn',
};
export const ROW_WORDS: Record<EnrolmentRowState, MessageKey> = {
  open: 'enrolments.row.open',
  waiting: 'enrolments.row.waiting',
  approved: 'enrolments.row.approved',
  observed: 'enrolments.row.observed',
  rejected: 'enrolments.row.rejected',
};
export const CREDENTIAL_WORDS: Record<EnrolmentRowView['credentials']['state'], MessageKey> = {
  none: 'enrolments.credentials.none',
  queued: 'enrolments.credentials.queued',
  sent: 'enrolments.credentials.sent',
  opened: 'enrolments.credentials.opened',
  used: 'enrolments.credentials.used',
  expired: 'enrolments.credentials.expired',
  revoked: 'enrolments.credentials.revoked',
};
export const COLUMN_WORDS: Record<EnrolmentColumn, MessageKey> = {
  employeeNumber: 'enrolments.column.number',
  givenNames: 'enrolments.column.names',
  firstSurname: 'enrolments.column.first',
  secondSurname: 'enrolments.column.second',
  email: 'enrolments.column.email',
  phone: 'enrolments.column.phone',
  position: 'enrolments.column.position',
  exception: 'enrolments.column.exception',
};
export const ROLE_WORDS: Record<EnrolmentRole, MessageKey> = {
  requester: 'enrolments.role.requester',
  agency_coordinator: 'enrolments.role.agency_coordinator',
  agency_head: 'enrolments.role.agency_head',
};

/** What was found and what to do about it. What this reader may not know is left out of the sentence. */
export const findingText = (t: Translate, { code, values }: EnrolmentFinding, locale: Locale): string =>
  t(`enrolments.finding.${code}`, {
    ...{ other: '', name: '', agency: '', folio: '', list: '', said: '' },
    ...values,
    known: [values.name, values.folio].some((each) => each !== undefined && each !== '') ? 'yes' : 'no',
    until: typeof values.until === 'string' ? sayDay(values.until, locale) : '',
  });

export const fullName = (row: { givenNames: string; firstSurname: string; secondSurname: string }): string =>
  [row.givenNames, row.firstSurname, row.secondSurname].filter((part) => part !== '').join(' ');

/** Where a cell is found: summaries of errors lead there. */
export const cellId = (rowId: string, column: EnrolmentColumn): string => `alta-${rowId}-${column}`;
