/** Looking after the running desk. */
import {
  dropDeadJob as dropOperation,
  listDeadJobs as listOperation,
  readDeskState as readOperation,
  retryDeadJob as retryOperation,
} from '#contract/upkeep.ts';
import type { House, Slice } from '#server/shared/house.ts';
import { answer, type Route } from '#server/shared/http/answer.ts';
import { dropDeadJob, listDeadJobs, retryDeadJob } from './dead-jobs.ts';
import { readDeskState } from './desk-state.ts';
import { recordEngineChange, removeFormer } from './engine-change.ts';

export { gauges } from './gauges.ts';
export { readDeskState, recordEngineChange };

const routes = (house: House): Route[] => [
  answer(readOperation).with(() => readDeskState(house)),
  answer(listOperation).with(() => listDeadJobs(house)),
  answer(retryOperation).with(({ actor, params }) => retryDeadJob(house, actor, params.id)),
  answer(dropOperation).with(({ actor, params }) => dropDeadJob(house, actor, params.id)),
];

export const upkeepSlice: Slice = {
  name: 'upkeep',
  routes,
  schedules: [{ name: 'former-engine', cron: '23 5 * * *', run: removeFormer }],
};
