/** Who brings the desk before in: whoever runs this one, and never those who attend in it. */
import { hasRight, type Policy } from '../shared/policy.ts';

export const arrivalPolicy: Policy<'bring', object> = {
  sees: (actor) => hasRight(actor, 'arrival.bring'),
  may: (_right, actor) => hasRight(actor, 'arrival.bring'),
};
