/** The tree of agencies as it is administered: names, places, and who follows whom. */
import * as operations from '#contract/organisation.ts';
import type { House, Slice } from '#server/shared/house.ts';
import { answer, type Route } from '#server/shared/http/answer.ts';
import { add, callOff, change, dissolve, planSuccession } from './administer.ts';
import { followSuccessions } from './follow.ts';
import { viewAgency, viewOrganisation } from './view.ts';

const routes = (house: House): Route[] => [
  answer(operations.readOrganisation).with(({ actor }) => viewOrganisation(house, actor)),
  answer(operations.readAgency).with(({ actor, params }) => viewAgency(house, actor, params.id)),
  answer(operations.addAgency).with(({ actor, body, once }) => add(house, actor, { body, once })),
  answer(operations.changeAgency).with(({ actor, params, body }) => change(house, actor, { ...params, body })),
  answer(operations.planSuccession).with(({ actor, params, body }) =>
    planSuccession(house, actor, { ...params, body }),
  ),
  answer(operations.dissolveAgency).with(({ actor, params, body }) => dissolve(house, actor, { ...params, body })),
  answer(operations.callOffSuccession).with(({ actor, params, body }) => callOff(house, actor, { ...params, body })),
];

export const organisationSlice: Slice = {
  name: 'organisation',
  routes,
  schedules: [{ name: 'successions', cron: '3-59/10 * * * *', run: followSuccessions }],
};
