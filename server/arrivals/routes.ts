import * as contract from '#contract/arrivals.ts';
import type { House } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { chooseWord, lookAtFile } from './look.ts';
import { report, template } from './report.ts';
import { drop, start, stop } from './start.ts';
import { listFiles, listLines, viewArrival } from './view.ts';

export const routes = (house: House): Route[] => [
  answer(contract.listArrivals).with(() => listFiles(house)),
  answer(contract.lookAtArrival).with(async ({ actor, query, upload }) =>
    viewArrival(house, await lookAtFile(house, actor, { query, upload })),
  ),
  answer(contract.readArrival).with(({ params }) => viewArrival(house, params.id)),
  answer(contract.listArrivalLines).with(({ params, query }) => listLines(house, { id: params.id, query })),
  answer(contract.chooseArrivalWord).with(({ actor, params, body }) =>
    chooseWord(house, actor, { id: params.id, body }),
  ),
  answer(contract.startArrival).with(({ actor, params, body }) => start(house, actor, { id: params.id, body })),
  answer(contract.stopArrival).with(({ actor, params }) => stop(house, actor, params.id)),
  answer(contract.dropArrival).with(({ actor, params }) => drop(house, actor, params.id)),
  answer(contract.downloadArrivalReport).with(({ actor, params }) => report(house, actor, params.id)),
  answer(contract.downloadArrivalTemplate).with(async ({ actor, query }) => template(actor, query)),
];
