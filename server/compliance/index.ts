/** Whether people keep to what the institution asks of passwords. */
import type { Slice } from '../shared/house.ts';
import { routes } from './routes.ts';

export const complianceSlice: Slice = { name: 'compliance', routes };
