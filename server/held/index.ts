/** Acts that wait ten seconds and may be taken back. */
import type { Slice } from '#server/shared/house.ts';
import { forget } from './forget-rows.ts';
import { performDue } from './perform.ts';
import { routes } from './routes.ts';
import { sweepHeld } from './rows.ts';

export { holdAct } from './hold.ts';
export { ACT_REFUSED, heldAct } from './over.ts';

/** Milliseconds: an act is done within a second of its instant. */
const LOOK_EVERY = 500;

export const heldSlice: Slice = {
  name: 'held',
  routes,
  forgets: forget,
  watches: [{ name: 'held-acts', everyMs: LOOK_EVERY, run: performDue }],
  schedules: [{ name: 'held-sweep', cron: '37 * * * *', run: (house) => house.store.aside('sweep', sweepHeld) }],
};
