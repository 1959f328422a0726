/** The government this desk serves: its names, ways in and mail, and the first set-up. */
import type { Slice } from '../shared/house.ts';
import { routes } from './routes.ts';

export { legalTextOf } from './letterhead.ts';
export { headLines, paperHead, signOf } from './paper-head.ts';
export { institutionPolicy } from './policy.ts';
export { type RecordHead, recordHead } from './record-head.ts';
export {
  endOfLocalDay,
  exemptsPasswordless,
  type Institution,
  localDayOf,
  passwordMaxAge,
  readInstitutionRow,
  savePasswordRules,
  saveSecondFactorRoles,
  secondFactorRoles,
} from './rows.ts';
export { isOwnAddress, registrationMode, todayAt, yearAt } from './rules.ts';
export { saveMail } from './save-mail.ts';
export { ensureSetUpLink, refuseSetUpToken, setUpInstitution, takeSetUp } from './set-up.ts';
export { INSTITUTION_STREAM } from './stream.ts';
export { toInstitutionView } from './view.ts';

export const institutionSlice: Slice = { name: 'institution', routes };
