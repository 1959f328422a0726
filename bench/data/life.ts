/**
 * One request as it is lived: filed, then act after act, by the very tables and clocks of the desk (`requests/rules.ts`,
 * `requests/clock.ts`), but in memory: what the desk would have written, without its statements.
 */
import type { AttachmentView } from '#contract/attachments.ts';
import { type Calendar, localYear } from '#server/calendars/index.ts';
import { recordHead } from '#server/institution/index.ts';
import { writeFolio } from '#server/records/rules.ts';
import { clockColumns, firstDeadlines, headAt, nextAlarm, stagesAt, targetsOf } from '#server/requests/clock-rules.ts';
import { registrationContent } from '#server/requests/receipt.ts';
import type { RequestPatch, RequestRow } from '#server/requests/rows.ts';
import {
  type Act,
  answersFirst,
  clockEffect,
  isPublicFact,
  isSettled,
  mayHappen,
  pausing,
  type StillState,
  stateAfter,
} from '#server/requests/rules.ts';
import { canonical } from '#server/shared/canonical.ts';
import { chained, type Fact, GENESIS } from '#server/shared/history.ts';
import { sha256 } from '#server/shared/ids.ts';
import type { Chance } from './chance.ts';
import type { Inhabitant } from './people.ts';
import type { Offer, World } from './world.ts';

/** The columns the generator fills. */
export type Row = Pick<RequestRow, keyof ReturnType<typeof newRow>>;
export type Message = {
  readonly id: string;
  readonly sequence: number;
  readonly author: Inhabitant;
  readonly visibility: 'public' | 'internal';
  readonly body: string;
  readonly at: Date;
};
export type Entry = {
  readonly id: string;
  readonly sequence: number;
  readonly at: Date;
  /** Null: the desk itself, by its schedule. */
  readonly by: Inhabitant | null;
  readonly fact: string;
  readonly data: Fact['data'];
  readonly previous: Buffer;
  readonly hash: Buffer;
  /** Who attended it after this. */
  readonly agentId: string | null;
};
export type SomeFile = Pick<AttachmentView, 'id' | 'name' | 'bytes' | 'kind' | 'sha256'>;
export type SentFile = SomeFile & { readonly owner: Inhabitant; readonly with: string; readonly at: Date };

export type Paused = { reason: StillState; opened: number; closed: number | null; from: Date; to: Date | null };

export type Life = {
  readonly row: Row;
  readonly pauses: Paused[];
  readonly requester: Inhabitant;
  readonly offer: Offer;
  readonly calendar: Calendar;
  readonly entries: Entry[];
  readonly messages: Message[];
  readonly files: SentFile[];
  /** Whoever attends it, once that is known. */
  readonly attended: Inhabitant[];
  readonly receipt: { readonly document: string; readonly sha256: Buffer };
};

export type Step = {
  readonly act: Act;
  readonly fact: `request.${string}`;
  readonly by: Inhabitant | null;
  readonly data?: Fact['data'];
  readonly patch?: RequestPatch;
  readonly message?: string;
  readonly at: Date;
};

export type Filing = {
  readonly at: Date;
  readonly requester: Inhabitant;
  readonly offer: Offer;
  readonly subject: string;
  readonly description: string;
  readonly files: readonly SomeFile[];
  /** The next number of that local year. */
  next(year: number): number;
};

const SERIES = 'SS';

export function file(chance: Chance, world: World, filing: Filing): Life {
  const { at, requester, offer } = filing;
  const { institution } = world;
  const id = chance.id(at.getTime());
  const year = localYear(institution.timeZone, at);
  const sequence = filing.next(year);
  const folio = writeFolio(institution.folioTemplate, { unit: institution.folioUnit, series: SERIES, year, sequence });
  const calendar = world.calendarOf(offer.level);
  const deadlines = firstDeadlines(calendar, at, offer.level);
  const said = {
    ...offer,
    institution,
    registeredAt: at,
    requester,
    deadlines,
    filing,
    answers: [],
    attachments: filing.files,
  };
  // A desk of before there were seals: it has receipts alone.
  const document = canonical({
    ...{ version: '1.0', type: 'SOLICITUD', folio, ...recordHead(institution, at) },
    ...{ agencyName: requester.agency.name.es, ...registrationContent(said) },
  });
  const receipt = { document, sha256: sha256(document) };
  const row: Row = newRow(filing, { id, folio, year, sequence, ...deadlines });
  const files = filing.files.map((each) => ({ ...each, owner: requester, with: id, at }));
  const life: Life = {
    row,
    pauses: [],
    requester,
    offer,
    calendar,
    entries: [],
    messages: [],
    files,
    attended: [],
    receipt,
  };
  record(chance, life, {
    fact: 'request.registered',
    by: requester,
    at,
    data: {
      requestId: id,
      folio,
      areaId: offer.area.id,
      serviceId: offer.service?.id ?? null,
      levelId: offer.level.id,
      receiptSha256: receipt.sha256.toString('hex'),
    },
  });
  return life;
}

type Issued = Pick<RequestRow, 'id' | 'folio' | 'year' | 'sequence'> & ReturnType<typeof firstDeadlines>;

/** No level of the bench promises an answer to what is written later. */
const NOTHING_OWED = {
  next_response_since: null,
  next_response_due_at: null,
  next_response_risk_at: null,
  next_response_stage: 0,
};

function newRow({ at, requester, offer, subject, description }: Filing, issued: Issued) {
  return {
    ...issued,
    series: SERIES,
    requester_id: requester.id,
    agency_id: requester.agencyId,
    area_id: offer.area.id,
    service_id: offer.service?.id ?? null,
    level_id: offer.level.id,
    level_version: offer.level.version,
    kind: offer.service?.kind ?? 'incident',
    subject,
    description,
    place: requester.place,
    state: 'registered' as const,
    team_id: offer.service?.teamId ?? null,
    agent_id: null,
    registered_at: at,
    first_response_at: null,
    resolved_at: null,
    ended_at: null,
    first_response_minutes: offer.level.firstResponseMinutes,
    resolution_minutes: offer.level.resolutionMinutes,
    at_risk_percent: offer.level.atRiskPercent,
    next_response_minutes: offer.level.nextResponseMinutes,
    ...NOTHING_OWED,
    calendar_id: offer.level.calendarId,
    counts_on_duty: offer.level.countsOnDuty,
    first_response_stage: 0,
    resolution_stage: 0,
    paused_at: null,
    first_response_minutes_left: null,
    resolution_minutes_left: null,
    scheduled_at: null,
    scheduled_where: null,
    waiting_reason: null,
    waiting_until: null,
    closure_code: null,
    solution: null,
    reopened_count: 0,
    duplicate_of: null,
    outage_id: null,
    last_fact: '',
    last_sequence: 0,
    last_at: at,
    last_by: null,
    last_public_fact: '',
    last_public_sequence: 0,
    last_public_at: at,
    last_public_by: null,
    version: 0,
  };
}

/** As the desk settles an act: entry, state, clocks, first response, message. */
export function act(chance: Chance, life: Life, step: Step): void {
  const { row } = life;
  if (!mayHappen(step.act, row.state)) throw new Error(`${step.act} cannot happen to a request ${row.state}`);
  const to = stateAfter(step.act, row.state);
  const isInternal = step.act === 'note';
  const message = step.message === undefined ? null : { id: chance.id(step.at.getTime()), text: step.message };
  const data = {
    requestId: row.id,
    ...(to === row.state ? {} : { from: row.state, to }),
    ...(message === null ? {} : { messageId: message.id, textSha256: sha256(message.text).toString('hex') }),
    ...step.data,
  };
  const says = message !== null && !isInternal && step.by !== null && step.by !== life.requester;
  const answeredAt = row.first_response_at ?? (answersFirst(step.act) || says ? step.at : null);
  const clock = move(life, { act: step.act, to, at: step.at, answeredAt });
  Object.assign(row, to === row.state ? {} : { state: to }, clock, { first_response_at: answeredAt }, step.patch);
  const sequence = record(chance, life, { ...step, data });
  if (message === null || step.by === null) return;
  const visibility = isInternal ? 'internal' : 'public';
  life.messages.push({ id: message.id, sequence, author: step.by, visibility, body: message.text, at: step.at });
}

/** As `requests/clock.ts` moves the clocks, the pauses kept in memory. */
function move(life: Life, given: { act: Act; to: Row['state']; at: Date; answeredAt: Date | null }) {
  const { row, pauses } = life;
  const { act: done, to, at, answeredAt } = given;
  const effect = clockEffect(done);
  const { ends, begins } = pausing(effect, row.paused_at !== null || isSettled(row.state), to);
  if (effect === 'keep' || (effect === 'run' && !ends)) return {};
  const sequence = life.entries.length + 1;
  const open = pauses.at(-1);
  if (ends && open !== undefined) Object.assign(open, { to: at, closed: sequence });
  if (begins !== null) pauses.push({ reason: begins, opened: sequence, closed: null, from: at, to: null });
  const course = { calendar: life.calendar, start: row.registered_at, targets: targetsOf(row), pauses, answeredAt };
  const columns = clockColumns({ ...row, state: to }, { ...course, since: effect === 'run' ? null : at, now: at });
  return { ...columns, paused_at: effect === 'pause' ? at : null };
}

/** What the desk would have told of by now: only what is still to come rings. */
export function ring(life: Life, now: Date): void {
  const { row, pauses, calendar, offer } = life;
  const course = { calendar, start: row.registered_at, targets: targetsOf(row), pauses };
  const percent = offer.level.escalations.agencyHeadPercent;
  const head = percent === null ? null : headAt(course, percent);
  const reached = stagesAt(row, now);
  const isTold = reached.resolution_stage === 2 && head !== null && head <= now;
  Object.assign(row, reached, isTold ? { resolution_stage: 3 } : {});
  row.alarm_at = nextAlarm({ ...row, waits: row.paused_at !== null }, head);
}

type Recorded = { fact: string; by: Inhabitant | null; at: Date; data: Fact['data'] };

/** Chains the entry to the last one and leaves its mark on the row; gives its place in the stream. */
function record(chance: Chance, life: Life, recorded: Recorded): number {
  const { row, entries } = life;
  const { fact, by, at, data } = recorded;
  const sequence = entries.length + 1;
  const previous = entries.at(-1)?.hash ?? GENESIS;
  const entry = { id: chance.id(at.getTime()), stream: `request:${row.id}`, sequence, at, fact, data };
  const hash = chained(previous, { ...entry, actorKind: by === null ? 'system' : 'person', actorId: by?.id ?? null });
  entries.push({ ...entry, by, previous, hash, agentId: row.agent_id });
  const mark = { last_fact: fact, last_sequence: sequence, last_at: at, last_by: by?.id ?? null };
  Object.assign(row, mark, { version: row.version + 1 });
  if (!isPublicFact(fact)) return sequence;
  Object.assign(row, {
    last_public_fact: fact,
    last_public_sequence: sequence,
    last_public_at: at,
    last_public_by: by?.id ?? null,
  });
  return sequence;
}
