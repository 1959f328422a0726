/** Errors of the program that people report from its pages, for who looks after it. */
import * as operations from '#contract/error-reports.ts';
import type { House, Slice } from '#server/shared/house.ts';
import { answer, type Route } from '#server/shared/http/answer.ts';
import { report, reportFromOutside } from './report.ts';
import { listReports, readReport, settle, sweepReports } from './settle.ts';

export { reportsForSupport } from './for-support.ts';
export { newReports } from './rows.ts';

const routes = (house: House): Route[] => [
  answer(operations.reportError).with(({ actor, body, once }) => report(house, actor, { body, once })),
  answer(operations.reportErrorFromOutside).with(({ caller, body, once }) =>
    reportFromOutside(house, caller.address, { body, once }),
  ),
  answer(operations.listErrorReports).with(({ query }) => listReports(house, query)),
  answer(operations.readErrorReport).with(({ params }) => readReport(house, params.id)),
  answer(operations.mendErrorReport).with(({ actor, params, body }) =>
    settle(house, actor, { id: params.id, version: body.version, note: body.note }),
  ),
  answer(operations.reopenErrorReport).with(({ actor, params, body }) =>
    settle(house, actor, { id: params.id, version: body.version, note: null }),
  ),
];

export const errorReportsSlice: Slice = {
  name: 'error-reports',
  routes,
  schedules: [{ name: 'error-reports-sweep', cron: '11 9 * * *', run: sweepReports }],
};
