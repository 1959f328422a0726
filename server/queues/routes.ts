import { actOnMany, previewBulk } from '#contract/bulk.ts';
import { countQueue } from '#contract/requests.ts';
import * as operations from '#contract/saved-views.ts';
import type { House } from '#server/shared/house.ts';
import { answer, type Route } from '#server/shared/http/answer.ts';
import { actOn, preview } from './bulk.ts';
import { countAll } from './counts.ts';
import { addView, changeView, dropView, listViews } from './saved-views.ts';

export const routes = (house: House): Route[] => [
  answer(countQueue).with(({ actor }) => countAll(house, actor)),
  answer(previewBulk).with(({ actor, body }) => preview(house, actor, body)),
  answer(actOnMany).with(({ actor, body, once }) => actOn(house, actor, { body, once })),
  answer(operations.listSavedViews).with(({ actor }) => listViews(house, actor)),
  answer(operations.saveView).with(({ actor, body }) => addView(house, actor, body)),
  answer(operations.changeView).with(({ actor, params, body }) => changeView(house, actor, { id: params.id, body })),
  answer(operations.dropView).with(({ actor, params }) => dropView(house, actor, params.id)),
];
