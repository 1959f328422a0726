/** People as who administers accounts looks after them: what the other slices know of one, and files of many. */
import { askPeopleExport, downloadPeopleExport, listPeopleExports } from '#contract/people-exports.ts';
import { readPerson } from '#contract/person-page.ts';
import { ACCOUNT_CLOSED } from '../accounts/index.ts';
import type { House, Slice } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { personOf } from '../shared/policy.ts';
import {
  askExport,
  EXPORT_ASKED,
  fetchExport,
  forgetExports,
  listExports,
  makeExport,
  sweepExports,
} from './exports.ts';
import { readPerson as read } from './read-person.ts';

const routes = (house: House): Route[] => [
  answer(readPerson).with(({ actor, params }) => read(house, actor, params.id)),
  answer(askPeopleExport).with(({ actor, body }) => askExport(house, personOf(actor), body)),
  answer(listPeopleExports).with(({ actor }) => listExports(house, personOf(actor))),
  answer(downloadPeopleExport).with(({ actor, params }) => fetchExport(house, personOf(actor), params.id)),
];

export const peopleSlice: Slice = {
  name: 'people',
  routes,
  reactions: [
    { name: 'people-export', on: [EXPORT_ASKED], run: makeExport },
    { name: 'people-export-forget', on: [ACCOUNT_CLOSED], run: forgetExports },
  ],
  schedules: [{ name: 'people-exports-sweep', cron: '12 * * * *', run: sweepExports }],
};
