/** Addresses about people: accounts and agencies, altas and bajas, staff rolls, payrolls, personal data. */
import { EitherFrame } from './either-frame.tsx';
import { page } from './page.ts';
import { named, texts, words } from './route-parts.ts';

export const people = {
  ...named('common.nav.people'),
  ...words('setup', 'auth', 'persons', 'roles'),
  validateSearch: texts('q', 'estado', 'dependencia', 'funcion', 'nivel'),
  component: page(() => import('#web/features/people/people-page.tsx'), 'PeoplePage'),
};
export const agencies = {
  ...named('console.nav.agencies'),
  ...words('agencies', 'roles', 'console'),
  validateSearch: texts('q', 'ver'),
  component: page(() => import('#web/features/organisation/agencies-page.tsx'), 'AgenciesPage'),
};
export const person = {
  ...named('common.nav.people'),
  ...words('setup', 'auth', 'persons', 'roles', 'directories', 'delegations', 'faults-desk'),
  component: page(() => import('#web/features/people/person-page.tsx'), 'PersonPage'),
};

export const eitherFrame = {
  ...words('console'),
  component: EitherFrame,
};
export const enrolments = {
  ...named('common.nav.enrolments'),
  ...words('enrolments', 'requests', 'faults-desk'),
  validateSearch: texts('estado', 'dependencia', 'q'),
  component: page(() => import('#web/features/enrolments/pages.tsx'), 'EnrolmentsPage'),
};
export const enrolment = {
  ...named('common.nav.enrolments'),
  ...words('enrolments', 'documents', 'requests', 'faults-desk'),
  validateSearch: texts('paso'),
  component: page(() => import('#web/features/enrolments/pages.tsx'), 'EnrolmentPage'),
};
export const enrolmentReview = {
  ...named('common.nav.enrolments'),
  ...words('enrolments', 'enrolment-review', 'faults-desk'),
  component: page(() => import('#web/features/enrolments/review-page.tsx'), 'ReviewPage'),
};
export const enrolmentExceptions = {
  ...named('console.nav.exceptions'),
  ...words('enrolments', 'enrolment-review', 'faults-desk'),
  component: page(() => import('#web/features/enrolments/exceptions-page.tsx'), 'ExceptionsPage'),
};

const ofDeactivations = {
  ...named('common.nav.deactivations'),
  ...words('deactivations', 'enrolments', 'faults-desk'),
};
const deactivationPages = () => import('#web/features/deactivations/pages.tsx');
export const deactivations = {
  ...ofDeactivations,
  validateSearch: texts('estado', 'dependencia', 'q'),
  component: page(deactivationPages, 'DeactivationsPage'),
};
export const deactivationAsked = {
  ...ofDeactivations,
  validateSearch: texts('persona'),
  component: page(deactivationPages, 'AskPage'),
};
export const deactivation = { ...ofDeactivations, component: page(deactivationPages, 'DeactivationPage') };

const ofPayroll = { ...named('payrolls.title'), ...words('payrolls', 'arrivals', 'persons') };
export const payrolls = {
  ...ofPayroll,
  component: page(() => import('#web/features/people/payroll-page.tsx'), 'PayrollPage'),
};
export const payroll = {
  ...ofPayroll,
  validateSearch: texts('ver'),
  component: page(() => import('#web/features/people/payroll-file-page.tsx'), 'PayrollFilePage'),
};

export const roll = {
  ...named('common.nav.staff-roll'),
  ...words('staff-rolls', 'faults-desk'),
  validateSearch: texts('q', 'marcadas', 'lista'),
  component: page(() => import('#web/features/staff-rolls/roll-page.tsx'), 'RollPage'),
};
export const rolls = {
  ...named('common.nav.staff-roll'),
  ...words('staff-rolls'),
  validateSearch: texts('q', 'ver'),
  component: page(() => import('#web/features/staff-rolls/overview-page.tsx'), 'RollsPage'),
};

export const ownRights = {
  ...named('common.nav.data-rights'),
  ...words('data-rights', 'faults-desk'),
  component: page(() => import('#web/features/data-rights/own-page.tsx'), 'OwnRightsPage'),
};
export const rights = {
  ...named('common.nav.data-rights'),
  ...words('data-rights', 'faults-desk'),
  validateSearch: texts('ver'),
  component: page(() => import('#web/features/data-rights/queue-page.tsx'), 'RightsPage'),
};
export const right = {
  ...named('common.nav.data-rights'),
  ...words('data-rights', 'faults-desk'),
  component: page(() => import('#web/features/data-rights/right-page.tsx'), 'RightPage'),
};

export const noticeEditor = {
  ...named('console.nav.privacy-notice'),
  ...words('privacy-editor'),
  component: page(() => import('#web/features/privacy/editor-page.tsx'), 'NoticeEditorPage'),
};
