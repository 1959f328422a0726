/** The reading log (decision 54): who opened what, for whoever audits. The noting itself is `house.readings`. */
import * as contract from '#contract/readings.ts';
import type { House, Slice } from '#server/shared/house.ts';
import { answer, type Route } from '#server/shared/http/answer.ts';
import { personOf } from '#server/shared/policy.ts';
import { exportReadings, listReadings } from './list.ts';
import { forget, sweepPlaces } from './rows.ts';

const routes = (house: House): Route[] => [
  answer(contract.listReadings).with(({ actor, query }) => listReadings(house, personOf(actor), query)),
  answer(contract.exportReadings).with(({ actor, query }) => exportReadings(house, personOf(actor), query)),
];

export const readingsSlice: Slice = {
  name: 'readings',
  routes,
  schedules: [
    {
      name: 'reading-places-sweep',
      cron: '37 3 * * *',
      run: (house) => house.store.aside('sweep', (db, now) => sweepPlaces(db, now)),
    },
  ],
  forgets: forget,
};
