/** Both pages in one file: whoever opens the list goes on to a form, and everybody else's first load stays as light. */
export { EnrolmentPage } from './enrolment-page.tsx';
export { EnrolmentsPage } from './enrolments-page.tsx';
