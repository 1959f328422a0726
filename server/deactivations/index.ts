/** Deactivations (baja de usuarios): an agency tells that a person leaves, and from when (document 002, 1.d). */
import type { Slice } from '../shared/house.ts';
import { carryOutDue } from './carry-out.ts';
import { forget } from './forget-rows.ts';
import { routes } from './routes.ts';

export { countScheduledOfAgency, followAgency as followAgencyInDeactivations } from './agency-rows.ts';
export { DEACTIVATION_DONE, DEACTIVATION_HELD_UP } from './carry-out.ts';
export { type DeactivationForLetter, deactivationForLetter } from './for-letters.ts';
export { holdsOf } from './holds.ts';
export { deactivationByFolio, foliosOfDeactivations } from './rows.ts';
export { mayTake } from './rules.ts';
export { takerOf } from './taker.ts';

export const deactivationsSlice: Slice = {
  name: 'deactivations',
  routes,
  forgets: forget,
  schedules: [{ name: 'deactivations', cron: '* * * * *', run: carryOutDue }],
};
