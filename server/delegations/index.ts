/** Who files and follows on account of somebody (document 002, glossary: Credenciales), until when and by whose word. */
import * as contract from '#contract/delegations.ts';
import type { House, Slice } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { fileForPrincipal } from './file-for.ts';
import { forget } from './forget-rows.ts';
import { endDelegation, followDelegations, grantDelegation } from './grant.ts';
import { listOf, listOwn } from './view.ts';

export { DELEGATION_ENDED, DELEGATION_ENDING, DELEGATION_GRANTED } from './grant.ts';
export { type DelegationRow, delegationById, delegationsInForce } from './rows.ts';

const routes = (house: House): Route[] => [
  answer(contract.listDelegations).with(({ actor, params }) => listOf(house, actor, params.id)),
  answer(contract.listOwnDelegations).with(({ actor }) => listOwn(house, actor)),
  answer(contract.grantDelegation).with(({ actor, params, body, once }) =>
    grantDelegation(house, actor, { delegateId: params.id, body, once }),
  ),
  answer(contract.endDelegation).with(({ actor, params }) => endDelegation(house, actor, params.id)),
  answer(contract.fileForPrincipal).with(({ actor, body, once }) => fileForPrincipal(house, actor, { body, once })),
];

export const delegationsSlice: Slice = {
  name: 'delegations',
  routes,
  forgets: forget,
  schedules: [{ name: 'delegations', cron: '* * * * *', run: followDelegations }],
};
