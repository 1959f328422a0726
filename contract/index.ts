/** Every operation of the API, listed. The routes, the browser's client, OpenAPI and the tests walk this list. */
import * as accounts from './accounts.ts';
import * as agencies from './agencies.ts';
import * as announcements from './announcements.ts';
import * as arrivals from './arrivals.ts';
import * as attachments from './attachments.ts';
import * as bulk from './bulk.ts';
import * as calendars from './calendars.ts';
import * as cannedReplies from './canned-replies.ts';
import * as catalogue from './catalogue.ts';
import * as catalogueAdmin from './catalogue-admin.ts';
import * as dataRights from './data-rights.ts';
import * as deactivations from './deactivations.ts';
import * as delegations from './delegations.ts';
import * as directories from './directories.ts';
import * as directoryLinks from './directory-links.ts';
import * as dossiers from './dossiers.ts';
import * as duplicates from './duplicates.ts';
import * as duty from './duty.ts';
import * as enrolmentActs from './enrolment-acts.ts';
import * as enrolments from './enrolments.ts';
import * as errorReports from './error-reports.ts';
import * as handovers from './handovers.ts';
import * as held from './held.ts';
import * as institution from './institution.ts';
import * as integrity from './integrity.ts';
import * as letterhead from './letterhead.ts';
import * as live from './live.ts';
import * as movements from './movements.ts';
import * as notifications from './notifications.ts';
import type { Operation } from './operation.ts';
import * as organisation from './organisation.ts';
import * as outages from './outages.ts';
import * as passwordReport from './password-report.ts';
import * as payroll from './payroll.ts';
import * as peopleExports from './people-exports.ts';
import * as peopleSessions from './people-sessions.ts';
import * as personPage from './person-page.ts';
import * as privacy from './privacy.ts';
import * as readings from './readings.ts';
import * as records from './records.ts';
import * as redactions from './redactions.ts';
import * as requests from './requests.ts';
import * as responsibilities from './responsibilities.ts';
import * as retention from './retention.ts';
import * as routing from './routing.ts';
import * as safekeeping from './safekeeping.ts';
import * as savedViews from './saved-views.ts';
import * as serviceForm from './service-form.ts';
import * as serviceLevels from './service-levels.ts';
import * as staffRolls from './staff-rolls.ts';
import * as teams from './teams.ts';
import * as upkeep from './upkeep.ts';
import * as urgency from './urgency.ts';
import * as urgencyLedger from './urgency-ledger.ts';
import * as verification from './verification.ts';

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'path' in value && 'permission' in value && 'summary' in value;

const slices = [
  institution,
  agencies,
  announcements,
  arrivals,
  accounts,
  calendars,
  catalogue,
  held,
  catalogueAdmin,
  dataRights,
  deactivations,
  delegations,
  directories,
  directoryLinks,
  dossiers,
  duplicates,
  duty,
  enrolmentActs,
  enrolments,
  privacy,
  responsibilities,
  errorReports,
  handovers,

  serviceForm,
  attachments,
  bulk,
  cannedReplies,
  redactions,
  requests,
  integrity,
  letterhead,
  retention,
  routing,
  safekeeping,
  savedViews,
  movements,
  notifications,
  live,
  organisation,
  outages,
  payroll,
  peopleExports,
  peopleSessions,
  personPage,
  readings,
  records,
  passwordReport,
  teams,
  upkeep,
  urgency,
  urgencyLedger,
  verification,
  serviceLevels,
  staffRolls,
];

/** By name: a module's own order differs between those who load it. */
export const OPERATIONS: readonly Operation[] = slices
  .flatMap((slice) => Object.values(slice).filter(isOperation))
  .toSorted((a, b) => (a.name < b.name ? -1 : 1));
