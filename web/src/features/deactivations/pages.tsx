/** The pages in one file: whoever opens the list goes on to a form, and everybody else's first load stays as light. */
export { AskPage } from './ask-page.tsx';
export { DeactivationPage } from './deactivation-page.tsx';
export { DeactivationsPage } from './deactivations-page.tsx';
