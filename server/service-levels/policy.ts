/** The desk reads levels; who administers them also sees what is only being prepared. */
import { hasRight, type Policy } from '../shared/policy.ts';

export type LevelFacts = { readonly published: boolean };

export const levelPolicy: Policy<'see' | 'administer', LevelFacts> = {
  sees: (actor, level) => level.published || hasRight(actor, 'level.administer'),
  may: (right, actor) => right === 'see' || hasRight(actor, 'level.administer'),
};
