/** Personal data: the privacy notice in versions, and what the desk holds of oneself. */
import * as privacy from '#contract/privacy.ts';
import type { House, Slice } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { personOf } from '../shared/policy.ts';
import { confirmNotice, publishNotice, readNextNotice, readNotice } from './notice.ts';
import { printOwnData, readOwnData } from './own-data.ts';

export { isStartingNotice } from './notice-rows.ts';

const routes = (house: House): Route[] => [
  answer(privacy.readPrivacyNotice).with(({ query }) => readNotice(house, query.version)),
  answer(privacy.readNextNotice).with(() => readNextNotice(house)),
  answer(privacy.publishPrivacyNotice).with(({ actor, body }) => publishNotice(house, personOf(actor), body)),
  answer(privacy.confirmPrivacyNotice).with(({ actor, body }) => confirmNotice(house, personOf(actor), body.version)),
  answer(privacy.readOwnData).with(({ actor }) => readOwnData(house, personOf(actor))),
  answer(privacy.printOwnData).with(({ actor }) => printOwnData(house, personOf(actor))),
];

export const privacySlice: Slice = { name: 'privacy', routes };
