/** A request as its reader may know it: row → contract shape, with `can`. */
import type { QueueItem, RequestSummary, RequestView } from '#contract/requests.ts';
import { shownPhone, toFace } from '#server/accounts/index.ts';
import { calledAt } from '#server/agencies/index.ts';
import { addBusinessDays } from '#server/calendars/index.ts';
import type { House } from '#server/shared/house.ts';
import type { Actor, Allowed } from '#server/shared/policy.ts';
import { answersView } from './answers.ts';
import { mayObject, petitionView } from './ask-urgency.ts';
import { careOf, rateBy } from './care-view.ts';
import { clocksOf } from './clock.ts';
import { tiesOf } from './duplicate.ts';
import { formerOf } from './former-view.ts';
import type { ListedRow } from './list-rows.ts';
import { formerAnswers, missingAnswers } from './moved-answers.ts';
import { outageOfRequest } from './outage.ts';
import { isDelegate, requestPolicy } from './policy.ts';
import { redactionsView } from './redaction-view.ts';
import type { RequestRow, ViewedRow } from './rows.ts';
import { ACCEPT_WITHIN_DAYS, type Act, ANSWER_WITHIN_DAYS, isOpen, mayHappen, REOPEN_WITHIN_DAYS } from './rules.ts';
import { calendarOf, found, type Surroundings, surroundings } from './surroundings.ts';
import { threadOf } from './thread-rows.ts';
import { timeline } from './timeline.ts';

const idOf = (actor: Actor): string | null => (actor.kind === 'person' ? actor.id : null);
const wireClock = (clock: {
  dueAt: Date;
  status: RequestSummary['resolution']['status'];
  minutesLeft: number | null;
}) => ({
  ...clock,
  dueAt: clock.dueAt.toISOString(),
});
/** What was over before it came kept no promise of ours, nor missed one. */
const clockOf = (row: ListedRow, clock: Parameters<typeof wireClock>[0]) =>
  wireClock(row.read_only ? { ...clock, status: 'none' } : clock);

/** What requests are shown among, and when. */
export type Around = Surroundings & { readonly now: Date };

const lastMovement = (row: ListedRow, internal: boolean) =>
  internal
    ? { fact: row.last_fact, at: row.last_at, by: row.last_by, name: row.last_by_name, sequence: row.last_sequence }
    : {
        fact: row.last_public_fact,
        at: row.last_public_at,
        by: row.last_public_by,
        name: row.last_public_by_name,
        sequence: row.last_public_sequence,
      };

/** One line of a list; `unread` is against how far this reader got. */
export function summarise(row: ListedRow, context: Around, actor: Actor): RequestSummary {
  const last = lastMovement(row, requestPolicy.may('see-internal', actor, row));
  const mine = last.by === idOf(actor);
  const clocks = clocksOf(row, calendarOf(context, row), context.now);
  return {
    id: row.id as RequestSummary['id'],
    folio: row.folio,
    subject: row.subject,
    state: row.state,
    areaName: found(context.areas, row.area_id).name,
    serviceName: row.service_id === null ? null : found(context.services, row.service_id).name,
    requesterName: row.requester_name,
    onAccount: isDelegate(actor, row),
    agencyAcronym: calledAt(found(context.agencies, row.agency_id), row.registered_at).acronym,
    agentName: row.agent_name,
    registeredAt: row.registered_at.toISOString(),
    lastMovement: { fact: last.fact, at: last.at.toISOString(), by: last.name, mine },
    resolution: clockOf(row, clocks.resolution),
    firstResponse: clockOf(row, clocks.firstResponse),
    scheduledAt: row.scheduled_at?.toISOString() ?? null,
    urgency: row.urgency,
    // What was over before it came is news to nobody.
    unread: !mine && !row.read_only && last.sequence > (row.read_through ?? 0),
  };
}

/** The same for the desk. */
export const deskLine = (row: ListedRow, context: Around, actor: Actor): QueueItem => ({
  ...summarise(row, context, actor),
  teamName: row.team_id === null ? null : found(context.teams, row.team_id).name,
  levelName: found(context.levels, row.level_id).name,
});

/** Until when a resolved request may be answered, or a closed one reopened. */
export function settleBy(row: RequestRow, context: Around): Date | null {
  if (row.read_only) return null;
  const calendar = calendarOf(context, row);
  if (row.state === 'resolved' && row.resolved_at)
    return addBusinessDays(calendar, row.resolved_at, ACCEPT_WITHIN_DAYS);
  if (row.state === 'closed' && row.ended_at) return addBusinessDays(calendar, row.ended_at, REOPEN_WITHIN_DAYS);
  return null;
}

export function closesAt(row: RequestRow, context: Around): Date | null {
  if (row.state !== 'waiting_requester' || row.paused_at === null) return null;
  return addBusinessDays(calendarOf(context, row), row.paused_at, ANSWER_WITHIN_DAYS);
}

const isSomebodyElses = (row: ViewedRow, actor: Actor): boolean =>
  row.agent_id !== null && actor.kind === 'person' && row.agent_id !== actor.id;

/** What this reader may do now: the same policy and rules the acts themselves ask. */
export function canDo(row: ViewedRow, context: Around, actor: Actor): RequestView['can'] {
  const may = (right: Parameters<typeof requestPolicy.may>[0], act: Act) =>
    requestPolicy.may(right, actor, row) && mayHappen(act, row.state);
  const until = settleBy(row, context);
  const inTime = row.state !== 'closed' || (until !== null && context.now <= until);
  const ahead = row.scheduled_at !== null && context.now < row.scheduled_at;
  const ratedBy = rateBy(row, calendarOf(context, row));
  return {
    message: may('message', 'message'),
    note: may('attend', 'note'),
    take: may('attend', 'take') || (may('attend', 'takeOver') && isSomebodyElses(row, actor)),
    assign: may('attend', 'assign') || may('attend', 'reassign'),
    ask: may('attend', 'ask'),
    wait: may('attend', 'wait'),
    resume: may('attend', 'resume'),
    schedule: may('attend', 'schedule'),
    acceptVisit: may('settle', 'acceptVisit') && ahead && row.visit_accepted_at === null,
    declineVisit: may('settle', 'declineVisit') && ahead,
    reclassify: may('attend', 'reclassify'),
    duplicate: may('attend', 'duplicate'),
    joinOutage: may('attend', 'join'),
    leaveOutage: may('attend', 'leave') && row.outage_id !== null,
    rate: may('settle', 'rate') && ratedBy !== null && context.now <= ratedBy,
    resolve: may('attend', 'resolve'),
    reject: may('reject', 'reject'),
    accept: may('settle', 'accept'),
    reopen: may('settle', 'reopen') && inTime,
    cancel: may('settle', 'cancel'),
    askUrgency: row.urgency === 'none' && may('settle', 'askUrgency'),
    objectUrgency: mayObject(row, row.petition) && may('settle', 'askUrgency'),
    redact: may('redact', 'redact'),
    openOriginal: row.redactions !== null && requestPolicy.may('open-original', actor, row),
  };
}

const waitingOf = (row: RequestRow, context: Around): RequestView['waiting'] =>
  row.state === 'waiting_requester' || row.state === 'waiting_third_party'
    ? {
        reason: row.waiting_reason ?? '',
        until: row.waiting_until?.toISOString() ?? null,
        closesAt: closesAt(row, context)?.toISOString() ?? null,
      }
    : null;

const contactView = ({ contact }: ViewedRow, context: Around): NonNullable<RequestView['requester']> => {
  const { name, photoId } = toFace(contact);
  const position = found(context.positions, contact.position).name;
  return { name, photoId, position, phone: shownPhone(contact), email: contact.email };
};

/** The whole request; a reader without the right to the thread gets its data and state alone. */
export async function viewRequest(
  house: House,
  actor: Actor,
  row: Allowed<'see-summary', ViewedRow>,
): Promise<RequestView> {
  const sees = (right: 'see-thread' | 'see-internal') => requestPolicy.may(right, actor, row);
  const [withThread, withInternal] = [sees('see-thread'), sees('see-internal')];
  const [thread, among] = await Promise.all([
    withThread ? threadOf(house.store.read, row.id, withInternal) : [],
    surroundings(house.store.settled, row.settled_version),
  ]);
  const context = { ...among, now: house.clock.now() };
  return {
    ...summarise(row, context, actor),
    version: row.version,
    series: row.series,
    description: withThread ? row.description : '',
    attachments: withThread ? row.files : [],
    place: row.place,
    areaId: row.area_id as RequestView['areaId'],
    serviceId: row.service_id as RequestView['serviceId'],
    levelName: found(context.levels, row.level_id).name,
    nextResponseDueAt: row.next_response_due_at?.toISOString() ?? null,
    agencyId: row.agency_id as RequestView['agencyId'],
    agencyName: calledAt(found(context.agencies, row.agency_id), row.registered_at).name,
    teamName: row.team_id === null ? null : found(context.teams, row.team_id).name,
    withColleague: withInternal && isSomebodyElses(row, actor),
    filedBy: row.filed_by_name,
    requester: withInternal ? contactView(row, context) : null,
    waiting: waitingOf(row, context),
    solution: withThread ? row.solution : null,
    ...careOf(row, { context, actor, withThread, withInternal }),
    ...tiesOf(row, actor, withInternal),
    outage: withThread ? outageOfRequest(row, { now: context.now, internal: withInternal }) : null,
    settleBy: settleBy(row, context)?.toISOString() ?? null,
    reopenedCount: row.reopened_count,
    ...answersView(context, row, { thread: withThread, internal: withInternal }),
    formerAnswers: withThread ? formerAnswers(context, row) : [],
    missing: withThread && isOpen(row.state) ? missingAnswers(context, row) : null,
    filed: withInternal ? (row.answers.filing?.values ?? {}) : {},
    petition: withThread ? petitionView(row.petition) : null,
    former: formerOf(row, { readerId: idOf(actor), withThread, withInternal }),
    timeline: timeline(thread, {
      row,
      through: row.read_through ?? 0,
      withInternal,
      readerId: idOf(actor),
      locale: localeOf(actor),
    }),
    redactions: redactionsView(row.redactions, { withThread, withInternal }),
    can: canDo(row, context, actor),
  };
}

const localeOf = (actor: Actor): 'es-MX' | 'en' => (actor.kind === 'person' ? actor.locale : 'es-MX');
