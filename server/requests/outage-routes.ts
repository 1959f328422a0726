/** Operations of `contract/outages.ts`, bound to their use cases. */
import * as operations from '#contract/outages.ts';
import type { House } from '#server/shared/house.ts';
import { answer, type Route } from '#server/shared/http/answer.ts';
import { join, leave, listOpenOutages, readOneOutage, readPossible } from './outage.ts';

export const outageRoutes = (house: House): Route[] => [
  answer(operations.listOutages).with(() => listOpenOutages(house)),
  answer(operations.readOutage).with(({ params }) => readOneOutage(house, params.id)),
  answer(operations.readPossibleOutage).with(({ actor, params }) => readPossible(house, actor, params.id)),
  answer(operations.joinOutage).with(({ actor, params, body }) => join(house, actor, { id: params.id, body })),
  answer(operations.leaveOutage).with(({ actor, params, body }) => leave(house, actor, { id: params.id, body })),
];
