import * as contract from '#contract/staff-rolls.ts';
import type { House } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { confirmRoll, markPerson } from './answer.ts';
import { listRolls } from './list.ts';
import { readSettings, saveSettings } from './settings.ts';
import { listPeople, readOwnRoll, readRoll } from './view.ts';

export const routes = (house: House): Route[] => [
  answer(contract.readOwnStaffRoll).with(({ actor }) => readOwnRoll(house, actor)),
  answer(contract.listStaffRolls).with(({ query }) => listRolls(house, query)),
  answer(contract.readStaffRoll).with(({ actor, params }) => readRoll(house, actor, params.id)),
  answer(contract.listStaffRollPeople).with(({ actor, params, query }) =>
    listPeople(house, actor, { id: params.id, query }),
  ),
  answer(contract.markStaffRollPerson).with(({ actor, params, body }) => markPerson(house, actor, { ...params, body })),
  answer(contract.confirmStaffRoll).with(({ actor, params, body }) => confirmRoll(house, actor, { ...params, body })),
  answer(contract.readStaffRollSettings).with(() => readSettings(house)),
  answer(contract.saveStaffRollSettings).with(({ actor, body }) => saveSettings(house, actor, body)),
];
