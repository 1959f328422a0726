/** Requests (solicitudes): what later slices may know of them, and the slice's manifest. */
import { ACCOUNT_CLOSED, delegatesFor, personById, ROLE_ENDED, ROLES_CHANGED } from '#server/accounts/index.ts';
import { firstRecordOf, refOf, shownCode } from '#server/records/index.ts';
import type { House, Slice } from '#server/shared/house.ts';
import { type Actor, system } from '#server/shared/policy.ts';
import type { Reader } from '#server/shared/store.ts';
import { mayObject, petitionView } from './ask-urgency.ts';
import { captureView } from './care-view.ts';
import { watchClocks } from './clock-watch.ts';
import { closeResting } from './close-resting.ts';
import { sweepDrafts } from './drafts.ts';
import { forget } from './forget-rows.ts';
import { requestTopic } from './live.ts';
import { messageById } from './message-rows.ts';
import { outageForLetter } from './outage.ts';
import { requestPolicy } from './policy.ts';
import { remindRequesters } from './remind.ts';
import { returnToTeam } from './return-to-team.ts';
import { routes } from './routes.ts';
import { findForView, findRequest, participantsOf } from './rows.ts';
import { sweepSurveys } from './satisfaction.ts';
import { found, surroundings } from './surroundings.ts';
import { closesAt, settleBy } from './view.ts';
import { beginVisits } from './visits.ts';

export { type Held, type Outcome, performWithin } from './act.ts';
export { countOpenOfAgency, moveOpenRequests } from './agency-rows.ts';
export { type Arriving, arrive } from './arrive.ts';
export { type AskingCase, amongLevels, askingCase, underLevel } from './asking.ts';
export {
  askedBy,
  askedByAgency,
  askingPage,
  countAsking,
  filedByAgency,
  openByLevel,
  titlesOf,
} from './asking-rows.ts';
export { ask, assign, reject, resolve, resume, schedule, take, wait } from './attend.ts';
export { noteReading } from './audited.ts';
export { type Capturing, captureRequest } from './capture.ts';
export { coveredIn } from './covered-records.ts';
export { type DeskLoad, openByTeam, openOfPerson } from './desk-load-rows.ts';
export { standingOfTeam } from './figures.ts';
export { type Filing, fileRequest } from './file-request.ts';
export { accept, cancel, message, note, reopen } from './follow.ts';
export { leftByPerson, lockFollowed } from './followed-rows.ts';
export { formerMessageKeys, insertFormerMessages, type NewFormerMessage, requestsByFormer } from './former-rows.ts';
export { handWithin, openToHandOver } from './handing.ts';
export { messagesAmiss } from './message-sums.ts';
export { fileOnAccountOf, leaveRequestsOf } from './on-account.ts';
export { join } from './outage.ts';
export { passOnWithin } from './pass-on.ts';
export { petitionById } from './petition-rows.ts';
export { countDesk, countFiltered, readRequest, whichOf } from './read-request.ts';
export { returnToDraft } from './reply-draft-rows.ts';
export { type ReplyValues, replyValues } from './reply-values.ts';
export { findRequest, stateOf, type Which } from './rows.ts';
export { isPublicFact } from './rules.ts';
export { type Sample, sampleRequest } from './sample-request.ts';
export { mintSurveyLink } from './satisfaction.ts';
export { idsInQueue, type Standing, standingsFor, standingWithin } from './standing.ts';

/** What a letter about a request may say; null when there is no such request. */
export async function requestForLetter(house: House, requestId: string) {
  const db = house.store.read;
  const row = await findForView(db, { id: requestId }, system('letters'));
  if (!row) return null;
  const [among, participantIds, delegateIds, registered] = await Promise.all([
    surroundings(house.store.settled, row.settled_version),
    participantsOf(db, requestId),
    delegatesFor(db, row.requester_id, house.clock.now()),
    firstRecordOf(db, requestId),
  ]);
  const context = { ...among, now: house.clock.now() };
  return {
    id: row.id,
    folio: row.folio,
    ref: refOf({ series: row.series, year: row.year, sequence: row.sequence }),
    subject: row.subject,
    state: row.state,
    requesterId: row.requester_id,
    /** Of one that came from the desk before: its name, and the folio it gave. */
    former: row.former_folio === null ? null : { desk: row.former_desk ?? '', folio: row.former_folio },
    agencyId: row.agency_id,
    /** And who acts on account of who asked, at this moment. */
    participantIds: [...new Set([...participantIds, ...delegateIds])],
    agentId: row.agent_id,
    agentName: row.agent_name,
    levelName: found(context.levels, row.level_id).name,
    /** Urgency was asked, or its decision objected to, and nobody has decided since. */
    asksUrgency: row.urgency === 'pending',
    /** The petition, where there is one. */
    petition: petitionView(row.petition),
    /** What was decided of its urgency may still be objected to. */
    urgencyObjectable: mayObject(row, row.petition),
    teamId: row.team_id,
    teamName: row.team_id === null ? null : found(context.teams, row.team_id).name,
    areaName: found(context.areas, row.area_id).name,
    serviceName: row.service_id === null ? null : found(context.services, row.service_id).name,
    firstResponseDueAt: row.first_response_due_at,
    resolutionDueAt: row.resolution_due_at,
    nextResponseDueAt: row.next_response_due_at,
    scheduledAt: row.scheduled_at,
    scheduledWhere: row.scheduled_where,
    outage: outageForLetter(row),
    waitingReason: row.waiting_reason,
    waitingUntil: row.waiting_until ?? closesAt(row, context),
    visitAcceptedAt: row.visit_accepted_at,
    capture: captureView(row, system('letters')),
    filedBy: row.filed_by_name,
    solution: row.solution,
    settleBy: settleBy(row, context),
    /** Of its receipt, as it is printed; null for one of before there were seals that is not sealed yet. */
    receiptCode: registered === undefined ? null : shownCode(registered.code),
  };
}
export { hushClocks } from './clock-watch.ts';
export { impactOf, keepImpact, recountCalendar } from './recount.ts';
export { type Moved, movesOf } from './recount-rows.ts';
export type RequestForLetter = NonNullable<Awaited<ReturnType<typeof requestForLetter>>>;

/** A message with its author's name; null when there is none. The caller looks at `visibility`. */
export async function messageForLetter(db: Reader, messageId: string) {
  const row = await messageById(db, messageId);
  if (!row) return null;
  const author = await personById(db, row.author_id);
  return {
    id: row.id,
    requestId: row.request_id,
    authorId: row.author_id,
    authorName: author?.fullName ?? '',
    text: row.body,
    visibility: row.visibility,
  };
}

/** May this person still read the thread of that request? Asked again when a letter leaves. */
export async function mayReadThread(db: Reader, requestId: string, actor: Actor): Promise<boolean> {
  const row = await findRequest(db, { id: requestId }, actor);
  return row !== undefined && requestPolicy.may('see-thread', actor, row);
}

/** Milliseconds: what is due is told within them. */
const CLOCKS_EVERY = 2_000;

export const requestsSlice: Slice = {
  name: 'requests',
  routes,
  forgets: forget,
  live: [requestTopic],
  reactions: [
    {
      ...{ name: 'return-to-team', run: returnToTeam },
      on: [ACCOUNT_CLOSED, ROLE_ENDED, ROLES_CHANGED.granted, ROLES_CHANGED.byGroups],
    },
  ],
  watches: [{ name: 'clocks', everyMs: CLOCKS_EVERY, byTime: true, run: watchClocks }],
  schedules: [
    { name: 'requests-close', cron: '*/15 * * * *', run: closeResting },
    { name: 'requests-remind', cron: '5-59/15 * * * *', run: remindRequesters },
    { name: 'requests-visits', cron: '* * * * *', run: beginVisits },
    { name: 'surveys-sweep', cron: '37 4 * * *', run: sweepSurveys },
    { name: 'drafts-sweep', cron: '23 4 * * *', run: sweepDrafts },
  ],
};
