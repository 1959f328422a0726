import * as operations from '#contract/canned-replies.ts';
import type { House } from '#server/shared/house.ts';
import { answer, type Route } from '#server/shared/http/answer.ts';
import { readCauses, writeCauses } from './causes.ts';
import { addReply, changeReply, listReplies, previewReply, repliesFor } from './replies.ts';

export const routes = (house: House): Route[] => [
  answer(operations.listCannedReplies).with(({ actor }) => listReplies(house, actor)),
  answer(operations.addCannedReply).with(({ actor, body, once }) => addReply(house, actor, { body, once })),
  answer(operations.changeCannedReply).with(({ actor, params, body }) =>
    changeReply(house, actor, { id: params.id, body }),
  ),
  answer(operations.previewCannedReply).with(({ actor, body }) => previewReply(house, actor, body)),
  answer(operations.repliesForRequest).with(({ actor, params }) => repliesFor(house, actor, params.id)),
  answer(operations.listCauses).with(() => readCauses(house)),
  answer(operations.saveCauses).with(({ actor, body }) => writeCauses(house, actor, body)),
];
