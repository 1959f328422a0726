/** Everybody may know the institution; its administrators change it. */
import { hasRight, type Policy } from '../shared/policy.ts';
import type { Institution } from './rows.ts';

export const institutionPolicy: Policy<'administer', Institution> = {
  sees: () => true,
  may: (_right, actor) => hasRight(actor, 'institution.administer'),
};
