/** Rules that say which team a request goes to. Requests ask them on being registered and reclassified. */
import type { Slice } from '#server/shared/house.ts';
import { routes } from './routes.ts';

export { refuseOther } from './administer.ts';
export { routingPolicy } from './policy.ts';
export { type Route, type RouteFacts, type RoutingRule, route } from './route.ts';
export { everyRule, type KeptRule } from './rows.ts';

export const routingSlice: Slice = { name: 'routing', routes };
