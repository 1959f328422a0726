import * as operations from '#contract/directories.ts';
import * as links from '#contract/directory-links.ts';
import type { House } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { personOf } from '../shared/policy.ts';
import { addDirectory, listDirectories, saveDirectory } from './administer.ts';
import { linkPerson, unlinkPerson } from './by-desk.ts';
import { finishDirectory, startDirectory } from './flows.ts';
import { readDirectoryHistory } from './history.ts';
import { linkDirectory, listOwnDirectories, unlinkDirectory } from './own.ts';
import { directoriesInUse } from './rows.ts';
import { lookUpInDirectory, tryDirectory } from './try.ts';

export const routes = (house: House): Route[] => [
  answer(operations.listDirectories).with(() => listDirectories(house)),
  answer(operations.addDirectory).with(({ actor, body }) => addDirectory(house, actor, body)),
  answer(operations.saveDirectory).with(({ actor, params, body }) =>
    saveDirectory(house, actor, { ...body, id: params.id }),
  ),
  answer(operations.tryDirectory).with(({ actor, params, body }) =>
    tryDirectory(house, personOf(actor), { ...body, id: params.id }),
  ),
  answer(operations.readDirectoryHistory).with(({ params }) => readDirectoryHistory(house, params.id)),
  answer(links.lookUpInDirectory).with(({ actor, params, body }) =>
    lookUpInDirectory(house, personOf(actor), { ...body, id: params.id }),
  ),
  answer(links.linkPersonDirectory).with(({ actor, params, body }) =>
    linkPerson(house, actor, { ...body, id: params.id }),
  ),
  answer(links.unlinkPersonDirectory).with(({ actor, params, body }) =>
    unlinkPerson(house, actor, { ...body, ...params }),
  ),
  answer(operations.listEntrances).with(() => entrances(house)),
  answer(operations.startDirectory).with(({ params, caller }) => startDirectory(house, params.id, caller)),
  answer(operations.finishDirectory).with(({ body, caller }) => finishDirectory(house, { ...body, caller })),
  answer(operations.listOwnDirectories).with(({ actor }) => listOwnDirectories(house, personOf(actor))),
  answer(operations.linkDirectory).with(({ actor, params, body, caller }) =>
    linkDirectory(house, personOf(actor), { ...body, id: params.id, caller }),
  ),
  answer(operations.unlinkDirectory).with(({ actor, params }) => unlinkDirectory(house, personOf(actor), params.id)),
];

/** LDAP needs no button: its people type address and password as everybody does. */
async function entrances(house: House) {
  const directories = await directoriesInUse(house.store.read);
  const offered = directories.filter((each) => each.settings.kind === 'oidc');
  return { items: offered.map(({ id, nameEs, nameEn }) => ({ id, name: { es: nameEs, en: nameEn } })) };
}
