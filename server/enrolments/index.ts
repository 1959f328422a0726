/** Enrolments (alta de usuarios): by a signed form of their agency people get their accounts (document 002). */
import type { Slice } from '../shared/house.ts';
import { endExceptions } from './end-exceptions.ts';
import { forget } from './forget-rows.ts';
import { routes } from './routes.ts';

export { countFormsUnderWay, moveFormsUnderWay } from './agency-rows.ts';
export { EXCEPTION_ENDED, EXCEPTION_ENDING } from './end-exceptions.ts';
export {
  type EnrolmentForLetter,
  type ExceptionForLetter,
  enrolmentForLetter,
  exceptionForLetter,
  type RowForLetter,
} from './for-letters.ts';
export { type CameBy, enrolmentOfPerson } from './person-rows.ts';
export { enrolmentByFolio, foliosOfEnrolments } from './rows.ts';

export const enrolmentsSlice: Slice = {
  name: 'enrolments',
  routes,
  forgets: forget,
  schedules: [{ name: 'enrolment-exceptions', cron: '7 * * * *', run: endExceptions }],
};
