import * as operations from '#contract/routing.ts';
import type { House } from '#server/shared/house.ts';
import { answer, type Route } from '#server/shared/http/answer.ts';
import { addRule, changeRule, orderRules, readRules } from './administer.ts';

/** What asks about requests, too, is theirs: `requests/routing.ts`. */
export const routes = (house: House): Route[] => [
  answer(operations.listRoutingRules).with(({ actor }) => readRules(house, actor)),
  answer(operations.addRoutingRule).with(({ actor, body, once }) => addRule(house, actor, { body, once })),
  answer(operations.changeRoutingRule).with(({ actor, params, body }) =>
    changeRule(house, actor, { id: params.id, body }),
  ),
  answer(operations.orderRoutingRules).with(({ actor, body }) => orderRules(house, actor, body)),
];
