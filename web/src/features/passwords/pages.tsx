/** Both pages of passwords in one file: whoever may open one is a step from the other. */
export { PasswordsPage } from './passwords-page.tsx';
export { ReportPage } from './report-page.tsx';
