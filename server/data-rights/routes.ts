import * as contract from '#contract/data-rights.ts';
import * as retention from '#contract/retention.ts';
import type { House } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { askDataRight, captureDataRight } from './ask.ts';
import { answerDataRight, askCorrection, completeDataRight, extendDataRight, withdrawDataRight } from './attend.ts';
import { effectDataRight } from './effect.ts';
import { findHolders } from './holders.ts';
import { readRetention, saveRetention } from './retention.ts';
import { listOwn, listRights, readDataRight } from './view.ts';

export const routes = (house: House): Route[] => [
  answer(contract.listOwnDataRights).with(({ actor }) => listOwn(house, actor)),
  answer(contract.askDataRight).with(({ actor, body, once }) => askDataRight(house, actor, { body, once })),
  answer(contract.findDataHolders).with(({ actor, query }) => findHolders(house, actor, query)),
  answer(contract.captureDataRight).with(({ actor, body, once }) => captureDataRight(house, actor, { body, once })),
  answer(contract.listDataRights).with(({ query }) => listRights(house, query)),
  answer(contract.readDataRight).with(({ actor, params }) => readDataRight(house, actor, params.id)),
  answer(contract.askCorrection).with(({ actor, params, body }) => askCorrection(house, actor, { ...params, body })),
  answer(contract.completeDataRight).with(({ actor, params, body }) =>
    completeDataRight(house, actor, { ...params, body }),
  ),
  answer(contract.extendDataRight).with(({ actor, params, body }) =>
    extendDataRight(house, actor, { ...params, body }),
  ),
  answer(contract.answerDataRight).with(({ actor, params, body }) =>
    answerDataRight(house, actor, { ...params, body }),
  ),
  answer(contract.effectDataRight).with(({ actor, params, body }) =>
    effectDataRight(house, actor, { ...params, body }),
  ),
  answer(contract.withdrawDataRight).with(({ actor, params, body }) =>
    withdrawDataRight(house, actor, { ...params, body }),
  ),
  answer(retention.readRetention).with(() => readRetention(house)),
  answer(retention.saveRetention).with(({ actor, body }) => saveRetention(house, actor, body)),
];
