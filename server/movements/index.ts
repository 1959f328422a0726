/** Movements: people change position or agency, and what is theirs goes along or stays. */
import * as contract from '#contract/movements.ts';
import type { House, Slice } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { forget } from './forget-rows.ts';
import { movePerson, PERSON_MOVED } from './move.ts';
import { MOVEMENT_PASSED, passOnAfter } from './pass-on.ts';
import { cancelMovement, followPlans, MOVEMENT_LAPSED } from './planned.ts';
import { listMovements } from './view.ts';

export { countPlannedOfAgency, followAgency as followAgencyInMovements } from './agency-rows.ts';
export { type Movement, movementById } from './rows.ts';
export { MOVEMENT_LAPSED, MOVEMENT_PASSED, PERSON_MOVED };

const routes = (house: House): Route[] => [
  answer(contract.listMovements).with(({ params }) => listMovements(house, params.id)),
  answer(contract.movePerson).with(({ actor, params, body }) => movePerson(house, actor, { ...body, id: params.id })),
  answer(contract.cancelMovement).with(({ actor, params }) => cancelMovement(house, actor, params.id)),
];

export const movementsSlice: Slice = {
  name: 'movements',
  routes,
  schedules: [{ name: 'movements', cron: '* * * * *', run: followPlans }],
  forgets: forget,
  reactions: [{ name: 'movement-requests', on: [PERSON_MOVED], run: passOnAfter }],
};
