/** Whoever looks after the server makes backups and the key to them; Servicios Generales may know how it stands. */
import { hasRight, type Policy } from '../shared/policy.ts';

export const safekeepingPolicy: Policy<'administer', object> = {
  sees: (actor) => hasRight(actor, 'safekeeping.administer'),
  may: (_right, actor) => hasRight(actor, 'safekeeping.administer'),
};
