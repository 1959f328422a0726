import * as acts from '#contract/enrolment-acts.ts';
import * as contract from '#contract/enrolments.ts';
import * as sealed from '#contract/records.ts';
import * as texted from '#contract/responsibilities.ts';
import type { House } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { reissue, revoke } from './credentials.ts';
import { decideException, decideRow } from './decide.ts';
import { draftEnrolment, saveEnrolment } from './draft.ts';
import { listEnrolments } from './list.ts';
import { readEnrolmentFile } from './read-file.ts';
import { listEnrolmentRecords, printEnrolmentRecord } from './records.ts';
import { acceptResponsibilities, publishResponsibilities, readResponsibilities } from './responsibilities.ts';
import { closeReview, reviewEnrolment, withdrawEnrolment } from './review.ts';
import { downloadScan, previewScan } from './scans.ts';
import { signEnrolment } from './sign.ts';
import { openEnrolment } from './view.ts';

export const routes = (house: House): Route[] => [
  ...capture(house),
  ...steps(house),
  ...people(house),
  ...texts(house),
];

const capture = (house: House): Route[] => [
  answer(contract.listEnrolments).with(({ actor, query }) => listEnrolments(house, actor, query)),
  answer(contract.readEnrolment).with(({ actor, params }) => openEnrolment(house, actor, params.id)),
  answer(sealed.listEnrolmentRecords).with(({ actor, params }) => listEnrolmentRecords(house, actor, params.id)),
  answer(sealed.downloadEnrolmentRecord).with(({ actor, params }) => printEnrolmentRecord(house, actor, params)),
  answer(contract.draftEnrolment).with(({ actor, body, once }) => draftEnrolment(house, actor, { body, once })),
  answer(contract.saveEnrolment).with(({ actor, params, body }) =>
    saveEnrolment(house, actor, { id: params.id, body }),
  ),
  answer(contract.readEnrolmentFile).with(({ actor, params, query, upload }) =>
    readEnrolmentFile(house, actor, { id: params.id, name: query.name, upload }),
  ),
];

const steps = (house: House): Route[] => [
  answer(acts.signEnrolment).with(({ actor, params, body, caller }) =>
    signEnrolment(house, actor, { id: params.id, body, caller }),
  ),
  answer(acts.withdrawEnrolment).with(({ actor, params, body }) =>
    withdrawEnrolment(house, actor, { ...params, body }),
  ),
  answer(acts.reviewEnrolment).with(({ actor, params, body }) => reviewEnrolment(house, actor, { ...params, body })),
  answer(acts.closeEnrolmentReview).with(({ actor, params, body }) => closeReview(house, actor, { ...params, body })),
  answer(acts.downloadEnrolmentScan).with(({ actor, params }) => downloadScan(house, actor, params)),
  answer(acts.previewEnrolmentScan).with(({ actor, params }) => previewScan(house, actor, params)),
];

const people = (house: House): Route[] => [
  answer(acts.decideEnrolmentRow).with(({ actor, params, body }) => decideRow(house, actor, { ...params, body })),
  answer(acts.decideEnrolmentException).with(({ actor, params, body }) =>
    decideException(house, actor, { ...params, body }),
  ),
  answer(acts.reissueCredentials).with(({ actor, params, body }) => reissue(house, actor, { ...params, body })),
  answer(acts.revokeCredentials).with(({ actor, params, body }) => revoke(house, actor, { ...params, body })),
];

const texts = (house: House): Route[] => [
  answer(texted.readResponsibilities).with(({ actor }) => readResponsibilities(house, actor)),
  answer(texted.acceptResponsibilities).with(({ actor, body }) => acceptResponsibilities(house, actor, body)),
  answer(texted.publishResponsibilities).with(({ actor, body }) => publishResponsibilities(house, actor, body)),
];
