import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import * as admin from '#contract/catalogue-admin.ts';
import * as areas from '#contract/catalogue-areas.ts';
import * as files from '#contract/catalogue-files.ts';
import { readServiceForm } from '#contract/service-form.ts';
import { retireLevel as retireOperation } from '#contract/service-levels.ts';
import type { House } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { addArea, addSystem, deleteArea, saveArea, saveSystem } from './administer-areas.ts';
import { create, discardDraft, publish, remove, restore, retire, saveDraft } from './administer-service.ts';
import { exportFile, importFile } from './exchange.ts';
import { readCatalogue as catalogue } from './read-catalogue.ts';
import { readDeskLists as deskLists } from './read-desk-lists.ts';
import { readForm } from './read-form.ts';
import { readChanges, readService, readVersion } from './read-service.ts';
import { readTree } from './read-tree.ts';
import { retireLevel } from './retire-level.ts';

const offering = (house: House): Route[] => [
  answer(readCatalogue).with(({ actor }) => catalogue(house, actor)),
  answer(readDeskLists).with(() => deskLists(house)),
  answer(retireOperation).with(({ actor, params, body }) =>
    retireLevel(house, actor, { id: params.id, reason: body.reason }),
  ),
  answer(readServiceForm).with(({ actor, params, query }) =>
    readForm(house, actor, { id: params.id, since: query.since === undefined ? null : Number(query.since) }),
  ),
];

const reading = (house: House): Route[] => [
  answer(admin.readCatalogueTree).with(() => readTree(house)),
  answer(admin.readService).with(({ actor, params }) => readService(house, actor, params.id)),
  answer(admin.readServiceVersion).with(({ actor, params }) =>
    readVersion(house, actor, { id: params.id, number: Number(params.number) }),
  ),
  answer(admin.readServiceChanges).with(({ actor, params }) => readChanges(house, actor, params.id)),
];

const exchanging = (house: House): Route[] => [
  answer(files.importServices).with(({ actor, query, upload }) => importFile(house, actor, { upload, query })),
  answer(files.exportServices).with(({ query }) => exportFile(house, query.format)),
];

const administering = (house: House): Route[] => [
  answer(admin.createService).with(({ actor, body, once }) => create(house, actor, { body, once })),
  answer(admin.saveServiceDraft).with(({ actor, params, body }) => saveDraft(house, actor, { id: params.id, body })),
  answer(admin.discardServiceDraft).with(({ actor, params }) => discardDraft(house, actor, params.id)),
  answer(admin.publishService).with(({ actor, params, body }) => publish(house, actor, { id: params.id, body })),
  answer(admin.retireService).with(({ actor, params, body }) => retire(house, actor, { ...params, ...body })),
  answer(admin.restoreService).with(({ actor, params, body }) => restore(house, actor, { ...params, ...body })),
  answer(admin.deleteService).with(({ actor, params }) => remove(house, actor, params.id)),
  answer(areas.createArea).with(({ actor, body, once }) => addArea(house, actor, { body, once })),
  answer(areas.saveArea).with(({ actor, params, body }) => saveArea(house, actor, { id: params.id, body })),
  answer(areas.deleteArea).with(({ actor, params }) => deleteArea(house, actor, params.id)),
  answer(areas.createSystem).with(({ actor, body, once }) => addSystem(house, actor, { body, once })),
  answer(areas.saveSystem).with(({ actor, params, body }) => saveSystem(house, actor, { id: params.id, body })),
];

export const routes = (house: House): Route[] => [
  ...offering(house),
  ...reading(house),
  ...administering(house),
  ...exchanging(house),
];
