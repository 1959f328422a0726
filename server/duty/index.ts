/** Guardia: who is on call and when, and what they leave to who comes next. */
import type { Slice } from '#server/shared/house.ts';
import { forget } from './forget-rows.ts';
import { routes } from './routes.ts';

export { onCallWhenClosed } from './now.ts';
export { shiftById } from './rows.ts';

export const dutySlice: Slice = { name: 'duty', routes, forgets: forget };
