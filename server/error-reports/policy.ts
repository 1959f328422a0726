/** Reported errors are read and settled by who looks after the desk. */
import { hasRight, type Policy } from '#server/shared/policy.ts';

export type ReportFacts = { readonly id: string };

export const reportPolicy: Policy<'settle', ReportFacts> = {
  sees: (actor) => hasRight(actor, 'institution.administer'),
  may: (_right, actor) => hasRight(actor, 'institution.administer'),
};
