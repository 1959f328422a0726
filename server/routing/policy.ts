/** Who leads a team, DSG and Contraloría read the rules; Servicios Generales alone changes them: their order crosses every area. */
import { hasRight, type Policy } from '#server/shared/policy.ts';

export const routingPolicy: Policy<'administer', object> = {
  sees: (actor) => hasRight(actor, 'routing.read'),
  may: (_right, actor) => hasRight(actor, 'routing.administer'),
};
