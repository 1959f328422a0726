/** A request as its reader may know it: row → contract shape, with `can`. */
import type { RequestSummary, RequestView } from '#contract/requests.ts';
import { shownPhone, teamById } from '#server/accounts/index.ts';
import { attachmentsSentWith } from '#server/attachments/index.ts';
import { addBusinessDays } from '#server/calendars/index.ts';
import { entriesOf } from '#server/shared/history.ts';
import type { House } from '#server/shared/house.ts';
import type { Actor, Allowed } from '#server/shared/policy.ts';
import { clocksOf } from './clock.ts';
import { type Around, around, calendarOf, found } from './context.ts';
import { requestPolicy } from './policy.ts';
import { messagesOf, type RequestRow, readThrough } from './rows.ts';
import { ACCEPT_WITHIN_DAYS, type Act, ANSWER_WITHIN_DAYS, mayHappen, REOPEN_WITHIN_DAYS } from './rules.ts';
import { peopleIn, timeline } from './timeline.ts';

const idOf = (actor: Actor): string | null => (actor.kind === 'person' ? actor.id : null);
const wireClock = (clock: {
  dueAt: Date;
  status: RequestSummary['resolution']['status'];
  minutesLeft: number | null;
}) => ({
  ...clock,
  dueAt: clock.dueAt.toISOString(),
});

/** One line of a list; `unread` is against how far this reader got. */
export function summarise(
  row: RequestRow & { read_through: number | null },
  context: Around,
  actor: Actor,
): RequestSummary {
  const internal = requestPolicy.may('see-internal', actor, row);
  const [fact, at, by, sequence] = internal
    ? ([row.last_fact, row.last_at, row.last_by, row.last_sequence] as const)
    : ([row.last_public_fact, row.last_public_at, row.last_public_by, row.last_public_sequence] as const);
  const clocks = clocksOf(row, calendarOf(context, row), context.now);
  return {
    id: row.id as RequestSummary['id'],
    folio: row.folio,
    subject: row.subject,
    state: row.state,
    areaName: found(context.areas, row.area_id).name,
    serviceName: row.service_id === null ? null : found(context.services, row.service_id).name,
    requesterName: found(context.people, row.requester_id).fullName,
    agencyAcronym: found(context.agencies, row.agency_id).acronym,
    agentName: row.agent_id === null ? null : found(context.people, row.agent_id).fullName,
    registeredAt: row.registered_at.toISOString(),
    lastMovement: {
      fact,
      at: at.toISOString(),
      by: by === null ? null : found(context.people, by).givenNames,
      mine: by === idOf(actor),
    },
    resolution: wireClock(clocks.resolution),
    firstResponse: wireClock(clocks.firstResponse),
    scheduledAt: row.scheduled_at?.toISOString() ?? null,
    unread: by !== idOf(actor) && sequence > (row.read_through ?? 0),
  };
}

/** Until when a resolved request may be answered, or a closed one reopened. */
export function settleBy(row: RequestRow, context: Around): Date | null {
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

/** What this reader may do now: the same policy and rules the acts themselves ask. */
export function canDo(row: RequestRow, context: Around, actor: Actor): RequestView['can'] {
  const may = (right: Parameters<typeof requestPolicy.may>[0], act: Act) =>
    requestPolicy.may(right, actor, row) && mayHappen(act, row.state);
  const until = settleBy(row, context);
  const inTime = row.state !== 'closed' || (until !== null && context.now <= until);
  return {
    message: may('message', 'message'),
    note: may('attend', 'note'),
    take: may('attend', 'take'),
    assign: may('attend', 'assign') || may('attend', 'reassign'),
    ask: may('attend', 'ask'),
    wait: may('attend', 'wait'),
    resume: may('attend', 'resume'),
    schedule: may('attend', 'schedule'),
    resolve: may('attend', 'resolve'),
    reject: may('reject', 'reject'),
    accept: may('settle', 'accept'),
    reopen: may('settle', 'reopen') && inTime,
    cancel: may('settle', 'cancel'),
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

/** The whole request; a reader without the right to the thread gets its data and state alone. */
export async function viewRequest(
  house: House,
  actor: Actor,
  row: Allowed<'see-summary', RequestRow>,
): Promise<RequestView> {
  const db = house.store.read;
  const sees = (right: 'see-thread' | 'see-internal') => requestPolicy.may(right, actor, row);
  const [withThread, withInternal] = [sees('see-thread'), sees('see-internal')];
  const [entries, messages, through] = await Promise.all([
    withThread ? entriesOf(db, `request:${row.id}`) : [],
    withThread ? messagesOf(db, row.id, withInternal) : [],
    readThrough(db, row.id, idOf(actor) ?? row.id),
  ]);
  const [context, files, team] = await Promise.all([
    around(db, [row], { now: house.clock.now(), people: peopleIn(entries) }),
    attachmentsSentWith(db, withThread ? [row.id, ...messages.map((message) => message.id)] : []),
    row.team_id === null ? undefined : teamById(db, row.team_id),
  ]);
  const requester = found(context.people, row.requester_id);
  return {
    ...summarise({ ...row, read_through: through }, context, actor),
    version: row.version,
    series: row.series,
    description: withThread ? row.description : '',
    attachments: files.get(row.id) ?? [],
    place: row.place,
    areaId: row.area_id as RequestView['areaId'],
    serviceId: row.service_id as RequestView['serviceId'],
    levelName: found(context.levels, row.level_id).name,
    agencyId: row.agency_id as RequestView['agencyId'],
    agencyName: found(context.agencies, row.agency_id).name,
    teamName: team?.name ?? null,
    requester: withInternal
      ? {
          name: requester.fullName,
          photoId: requester.photoId,
          position: requester.positionName,
          phone: shownPhone(requester),
          email: requester.email,
        }
      : null,
    waiting: waitingOf(row, context),
    solution: withThread ? row.solution : null,
    settleBy: settleBy(row, context)?.toISOString() ?? null,
    reopenedCount: row.reopened_count,
    timeline: timeline(
      { row, entries, messages, files, through, withInternal },
      { context, readerId: idOf(actor), locale: localeOf(actor) },
    ),
    can: canDo(row, context, actor),
  };
}

const localeOf = (actor: Actor): 'es-MX' | 'en' => (actor.kind === 'person' ? actor.locale : 'es-MX');
