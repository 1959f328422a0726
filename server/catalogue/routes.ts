import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import { retireLevel as retireOperation } from '#contract/service-levels.ts';
import type { House } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { readCatalogue as catalogue } from './read-catalogue.ts';
import { readDeskLists as deskLists } from './read-desk-lists.ts';
import { retireLevel } from './retire-level.ts';

export const routes = (house: House): Route[] => [
  answer(readCatalogue).with(() => catalogue(house)),
  answer(readDeskLists).with(() => deskLists(house)),
  answer(retireOperation).with(({ actor, params, body }) =>
    retireLevel(house, actor, { id: params.id, reason: body.reason }),
  ),
];
