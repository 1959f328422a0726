/** Operations of levels. What a change touches, and retiring, are known to later slices: requests and the catalogue bind them. */
import * as operations from '#contract/service-levels.ts';
import type { House } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { discardDraft, publish, restore, saveDraft } from './administer.ts';
import { readPromises } from './promises.ts';
import { listAll, readLevel } from './read-levels.ts';

export const routes = (house: House): Route[] => [
  answer(operations.listLevels).with(({ actor }) => listAll(house, actor)),
  answer(operations.readLevel).with(({ actor, params }) => readLevel(house, actor, params.id)),
  answer(operations.saveLevelDraft).with(({ actor, params, body }) => saveDraft(house, actor, { id: params.id, body })),
  answer(operations.discardLevelDraft).with(({ actor, params }) => discardDraft(house, actor, params.id)),
  answer(operations.publishLevel).with(({ actor, params, body }) => publish(house, actor, { id: params.id, body })),
  answer(operations.restoreLevel).with(({ actor, params, body }) =>
    restore(house, actor, { id: params.id, reason: body.reason }),
  ),
  answer(operations.readPromises).with(() => readPromises(house)),
];
