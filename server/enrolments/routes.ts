import * as contract from '#contract/enrolments.ts';
import type { House } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { draftEnrolment, saveEnrolment } from './draft.ts';
import { listEnrolments } from './list.ts';
import { readEnrolmentFile } from './read-file.ts';
import { readEnrolment } from './view.ts';

export const routes = (house: House): Route[] => [...capture(house)];

const capture = (house: House): Route[] => [
  answer(contract.listEnrolments).with(({ actor, query }) => listEnrolments(house, actor, query)),
  answer(contract.readEnrolment).with(({ actor, params }) => readEnrolment(house, actor, params.id)),
  answer(contract.draftEnrolment).with(({ actor, body, once }) => draftEnrolment(house, actor, { body, once })),
  answer(contract.saveEnrolment).with(({ actor, params, body }) =>
    saveEnrolment(house, actor, { id: params.id, body }),
  ),
  answer(contract.readEnrolmentFile).with(({ actor, params, query, upload }) =>
    readEnrolmentFile(house, actor, { id: params.id, name: query.name, upload }),
  ),
];
