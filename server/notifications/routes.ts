import {
  listLetters as listLettersOp,
  listNotices as listNoticesOp,
  listTestMail as listTestMailOp,
  readNotices as readNoticesOp,
  readTestMail as readTestMailOp,
  retryLetter as retryLetterOp,
} from '#contract/notifications.ts';
import { foreseeSweep as foreseeSweepOp } from '#contract/retention.ts';
import type { House } from '../shared/house.ts';
import { answer, type Route } from '../shared/http/answer.ts';
import { listLetters, retryLetter } from './letters.ts';
import { listNotices, readNotices } from './notices.ts';
import { foreseeSweep } from './sweep.ts';
import { listTestMail, readTestMail } from './test-mail.ts';

export const routes = (house: House): Route[] => [
  answer(listNoticesOp).with(({ actor, query }) => listNotices(house, actor, query)),
  answer(readNoticesOp).with(({ actor }) => readNotices(house, actor)),
  answer(listLettersOp).with(({ query }) => listLetters(house, query)),
  answer(retryLetterOp).with(({ actor, params }) => retryLetter(house, actor, params.id)),
  answer(foreseeSweepOp).with(({ query }) => foreseeSweep(house, query.letterDays)),
  ...demonstrationRoutes(house),
];

/** A real desk has no such address at all. */
function demonstrationRoutes(house: House): Route[] {
  const kept = house.mailbox.kept;
  if (house.demo === null || kept === undefined) return [];
  return [
    answer(listTestMailOp).with(({ query }) => listTestMail(kept, query)),
    answer(readTestMailOp).with(({ params }) => readTestMail(kept, params.id)),
  ];
}
