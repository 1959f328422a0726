/** Movements: people change position or agency, and what is theirs goes along or stays. */
import * as contract from '#contract/movements.ts';
import type { House, Slice } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { movePerson, PERSON_MOVED } from './move.ts';
import { MOVEMENT_PASSED, passOnAfter } from './pass-on.ts';
import { listMovements } from './view.ts';

export { type Movement, movementById } from './rows.ts';
export { MOVEMENT_PASSED, PERSON_MOVED };

const routes = (house: House): Route[] => [
  answer(contract.listMovements).with(({ params }) => listMovements(house, params.id)),
  answer(contract.movePerson).with(({ actor, params, body }) => movePerson(house, actor, { ...body, id: params.id })),
];

export const movementsSlice: Slice = {
  name: 'movements',
  routes,
  reactions: [{ name: 'movement-requests', on: [PERSON_MOVED], run: passOnAfter }],
};
