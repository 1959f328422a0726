/** Operations of the request, bound to their use cases. */
import { readServiceImpact } from '#contract/catalogue-admin.ts';
import { markDuplicate } from '#contract/duplicates.ts';
import { showPresence } from '#contract/live.ts';
import * as sealed from '#contract/records.ts';
import {
  downloadOriginal as downloadOriginalOperation,
  openOriginal as openOperation,
  redactRequest,
} from '#contract/redactions.ts';
import * as operations from '#contract/requests.ts';
import { previewRouting, tryRouting } from '#contract/routing.ts';
import { previewLevel as previewLevelOperation } from '#contract/service-levels.ts';
import * as urgency from '#contract/urgency.ts';
import type { House } from '#server/shared/house.ts';
import { answer, type Route } from '#server/shared/http/answer.ts';
import { askUrgency, objectToDecision } from './ask-urgency.ts';
import { ask, assign, reject, resolve, resume, schedule, take, wait } from './attend.ts';
import { careRoutes } from './care-routes.ts';
import { certify } from './certify.ts';
import { discardDraft, readDrafts, saveDraft } from './drafts.ts';
import { duplicate } from './duplicate.ts';
import { fileRequest } from './file-request.ts';
import { accept, cancel, message, note, reopen } from './follow.ts';
import { readImpact } from './impact.ts';
import { previewLevel } from './level-impact.ts';
import { downloadOriginal, openOriginal } from './open-original.ts';
import { outageRoutes } from './outage-routes.ts';
import { showWhoLooks } from './presence.ts';
import { readClock } from './read-clock.ts';
import { download, listDesk, listOwn, markThrough, readRequest, showFile, whichOf } from './read-request.ts';
import { readReceipt } from './receipt.ts';
import { listRequestRecords, printRequestRecord } from './records.ts';
import { redact } from './redact.ts';
import { keepUnsent, readUnsent } from './reply-drafts.ts';
import { previewChange, tryOut } from './routing.ts';

const reading = (house: House): Route[] => [
  answer(operations.listMyRequests).with(({ actor, query }) => listOwn(house, actor, query)),
  answer(operations.listQueue).with(({ actor, query }) => listDesk(house, actor, query)),
  answer(operations.readRequest).with(({ actor, params }) => readRequest(house, actor, whichOf(params.ref))),
  answer(operations.readRequestClock).with(({ actor, params }) => readClock(house, actor, whichOf(params.ref))),
  answer(sealed.listRequestRecords).with(({ actor, params }) => listRequestRecords(house, actor, whichOf(params.ref))),
  answer(sealed.downloadRequestRecord).with(({ actor, params }) =>
    printRequestRecord(house, actor, { which: whichOf(params.ref), record: params.record }),
  ),
  answer(sealed.certifyRequest).with(({ actor, params, once }) =>
    certify(house, actor, { which: whichOf(params.ref), once }),
  ),
  answer(operations.readReceipt).with(({ actor, params }) => readReceipt(house, actor, whichOf(params.ref))),
  answer(previewLevelOperation).with(({ actor, params }) => previewLevel(house, actor, params.id)),
  answer(tryRouting).with(({ query }) => tryOut(house, query)),
  answer(previewRouting).with(({ actor, body }) => previewChange(house, actor, body)),
  answer(readServiceImpact).with(({ actor, params }) => readImpact(house, actor, params.id)),
  answer(operations.markRead).with(({ actor, params, body }) =>
    markThrough(house, actor, { id: params.id, through: body.through }),
  ),
  answer(showPresence).with(({ actor, params, body }) =>
    showWhoLooks(house, actor, { id: params.id, state: body.state }),
  ),
  answer(operations.downloadAttachment).with(({ actor, params }) => download(house, actor, params)),
  answer(operations.previewAttachment).with(({ actor, params }) =>
    showFile(house, actor, { ...params, made: 'preview' }),
  ),
  answer(operations.thumbnailAttachment).with(({ actor, params }) =>
    showFile(house, actor, { ...params, made: 'thumb' }),
  ),
];

const filing = (house: House): Route[] => [
  answer(operations.fileRequest).with(({ actor, body, once }) => fileRequest(house, actor, { filing: body, once })),
  answer(operations.readDrafts).with(({ actor }) => readDrafts(house, actor)),
  answer(operations.saveDraft).with(({ actor, params, body }) => saveDraft(house, actor, { id: params.id, body })),
  answer(operations.discardDraft).with(({ actor, params }) => discardDraft(house, actor, params.id)),
];

const following = (house: House): Route[] => [
  answer(operations.readReplyDrafts).with(({ actor, params }) => readUnsent(house, actor, params.id)),
  answer(operations.saveReplyDraft).with(({ actor, params, body }) =>
    keepUnsent(house, actor, { id: params.id, body }),
  ),
  answer(operations.postMessage).with(({ actor, params, body, once }) =>
    message(house, actor, { id: params.id, body, once }),
  ),
  answer(operations.postNote).with(({ actor, params, body, once }) =>
    note(house, actor, { id: params.id, body, once }),
  ),
  answer(operations.acceptSolution).with(({ actor, params, body }) => accept(house, actor, { id: params.id, body })),
  answer(operations.reopenRequest).with(({ actor, params, body, once }) =>
    reopen(house, actor, { id: params.id, body, once }),
  ),
  answer(urgency.askUrgency).with(({ actor, params, body }) => askUrgency(house, actor, { id: params.id, body })),
  answer(urgency.objectToUrgency).with(({ actor, params, body }) =>
    objectToDecision(house, actor, { id: params.id, body }),
  ),
  answer(operations.cancelRequest).with(({ actor, params, body, once }) =>
    cancel(house, actor, { id: params.id, body, once }),
  ),
];

const attending = (house: House): Route[] => [
  answer(operations.takeRequest).with(({ actor, params, body }) => take(house, actor, { id: params.id, body })),
  answer(operations.assignRequest).with(({ actor, params, body, once }) =>
    assign(house, actor, { id: params.id, body, once }),
  ),
  answer(operations.askRequester).with(({ actor, params, body, once }) =>
    ask(house, actor, { id: params.id, body, once }),
  ),
  answer(operations.waitThirdParty).with(({ actor, params, body }) => wait(house, actor, { id: params.id, body })),
  answer(operations.resumeRequest).with(({ actor, params, body }) => resume(house, actor, { id: params.id, body })),
  answer(operations.scheduleVisit).with(({ actor, params, body }) => schedule(house, actor, { id: params.id, body })),
  answer(operations.resolveRequest).with(({ actor, params, body, once }) =>
    resolve(house, actor, { id: params.id, body, once }),
  ),
  answer(markDuplicate).with(({ actor, params, body, once }) => duplicate(house, actor, { id: params.id, body, once })),
  answer(operations.rejectRequest).with(({ actor, params, body, once }) =>
    reject(house, actor, { id: params.id, body, once }),
  ),
];

const covering = (house: House): Route[] => [
  answer(redactRequest).with(({ actor, params, body, once }) => redact(house, actor, { id: params.id, body, once })),
  answer(openOperation).with(({ actor, params, body }) => openOriginal(house, actor, { ...params, body })),
  answer(downloadOriginalOperation).with(({ actor, params }) => downloadOriginal(house, actor, params)),
];

export const routes = (house: House): Route[] => [
  ...covering(house),
  ...reading(house),
  ...filing(house),
  ...following(house),
  ...attending(house),
  ...careRoutes(house),
  ...outageRoutes(house),
];
