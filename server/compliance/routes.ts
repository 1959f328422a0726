import * as operations from '#contract/password-report.ts';
import type { House } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { personOf } from '../shared/policy.ts';
import { exportReport } from './export-report.ts';
import { listStandings, readReport } from './report.ts';

export const routes = (house: House): Route[] => [
  answer(operations.readPasswordReport).with(() => readReport(house)),
  answer(operations.listPasswordStandings).with(({ query }) => listStandings(house, query)),
  answer(operations.exportPasswordReport).with(({ actor, query }) => exportReport(house, personOf(actor), query)),
];
