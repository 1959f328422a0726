/** People as who administers accounts looks after them: what the other slices know of one, and files of many. */

import * as payroll from '#contract/payroll.ts';
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
import { forget } from './forget-rows.ts';
import { lookAtFile, sayMeaning, start, stop, sweepPayrolls } from './payroll.ts';
import { takeOverRunning } from './payroll-take-over.ts';
import { listAbsent, listFiles, listLines, viewPayroll } from './payroll-view.ts';
import { readPerson as read } from './read-person.ts';

const routes = (house: House): Route[] => [
  answer(readPerson).with(({ actor, params }) => read(house, actor, params.id)),
  answer(askPeopleExport).with(({ actor, body }) => askExport(house, personOf(actor), body)),
  answer(listPeopleExports).with(({ actor }) => listExports(house, personOf(actor))),
  answer(downloadPeopleExport).with(({ actor, params }) => fetchExport(house, personOf(actor), params.id)),
  ...payrolls(house),
];

const payrolls = (house: House): Route[] => [
  answer(payroll.lookAtPayroll).with(async ({ actor, query, upload }) =>
    viewPayroll(house, await lookAtFile(house, personOf(actor), { name: query.name, upload })),
  ),
  answer(payroll.listPayrolls).with(() => listFiles(house)),
  answer(payroll.readPayroll).with(({ params }) => viewPayroll(house, params.id)),
  answer(payroll.listPayrollLines).with(({ params, query }) => listLines(house, { id: params.id, query })),
  answer(payroll.listPayrollAbsent).with(({ params }) => listAbsent(house, params.id)),
  answer(payroll.sayPayrollMeaning).with(({ actor, params, body }) =>
    sayMeaning(house, personOf(actor), { id: params.id, body }),
  ),
  answer(payroll.startPayroll).with(({ actor, params, body }) =>
    start(house, personOf(actor), { id: params.id, version: body.version }),
  ),
  answer(payroll.stopPayroll).with(({ actor, params }) => stop(house, personOf(actor), params.id)),
];

/** Milliseconds. */
const LOOK_EVERY = 500;

export const peopleSlice: Slice = {
  name: 'people',
  routes,
  forgets: forget,
  reactions: [
    { name: 'people-export', on: [EXPORT_ASKED], run: makeExport },
    { name: 'people-export-forget', on: [ACCOUNT_CLOSED], run: forgetExports },
  ],
  watches: [{ name: 'payrolls', everyMs: LOOK_EVERY, run: takeOverRunning }],
  schedules: [
    { name: 'people-exports-sweep', cron: '12 * * * *', run: sweepExports },
    { name: 'payrolls-sweep', cron: '38 3 * * *', run: sweepPayrolls },
  ],
};
