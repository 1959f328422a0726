/** Arriving from the desk before this one: people, requests and what was written in them, from a table. */
import type { Slice } from '../shared/house.ts';
import { bringRunning } from './bring.ts';
import { forget } from './forget-rows.ts';
import { routes } from './routes.ts';
import { sweepArrivals } from './start.ts';

export { bringAll } from './bring.ts';
export { columnsOf, fold, type GivenRow, HEADINGS, toRow } from './headings.ts';
export { type Chosen, Line, type Problem, readEmail, Seen } from './lines.ts';
export { type FoundLine, lookAtFile, lookOnly } from './look.ts';
export { sentenceOf } from './report.ts';
export { start } from './start.ts';
export { linesOf, viewArrival } from './view.ts';

/** Milliseconds. */
const LOOK_EVERY = 500;

export const arrivalsSlice: Slice = {
  name: 'arrivals',
  routes,
  forgets: forget,
  watches: [{ name: 'arrivals', everyMs: LOOK_EVERY, run: bringRunning }],
  schedules: [{ name: 'arrivals-sweep', cron: '52 3 * * *', run: sweepArrivals }],
};
