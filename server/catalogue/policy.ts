/** Everybody may know what is offered; Servicios Generales administers it. */
import { hasRight, type Policy } from '../shared/policy.ts';

export const cataloguePolicy: Policy<'administer', { readonly id: string }> = {
  sees: (actor) => hasRight(actor, 'catalogue.administer'),
  may: (_right, actor) => hasRight(actor, 'catalogue.administer'),
};
