/** Filing a request: everything is checked first; the folio is issued last, so its series is locked for the shortest time. */

import type { AttachmentView } from '#contract/attachments.ts';
import type { BodyOf } from '#contract/operation.ts';
import type { fileRequest as fileOperation, Origin, RequestView } from '#contract/requests.ts';
import { isOfferedTo } from '#contract/service-content.ts';
import { rememberPlace } from '#server/accounts/index.ts';
import { attachTo, keepForDraft } from '#server/attachments/index.ts';
import { localYear } from '#server/calendars/index.ts';
import { type Institution, recordHead } from '#server/institution/index.ts';
import { factOf, issueFolio, sealRecord } from '#server/records/index.ts';
import { canonical, type Json } from '#server/shared/canonical.ts';
import { HOUR } from '#server/shared/clock.ts';
import { Fault } from '#server/shared/fault.ts';
import type { Entry } from '#server/shared/history.ts';
import type { House } from '#server/shared/house.ts';
import { newId, sha256 } from '#server/shared/ids.ts';
import { type Limit, spendWithin } from '#server/shared/limits.ts';
import { type Actor, allow, personOf } from '#server/shared/policy.ts';
import type { OneEffect, Work } from '#server/shared/store.ts';
import {
  type Answered,
  answeredAtFiling,
  type KeptAnswers,
  type RequestAnswers,
  viewsOf,
  withNames,
} from './answers.ts';
import { needsTime } from './ask-urgency.ts';
import { firstDeadlines, promised } from './clock.ts';
import { endDraft } from './draft-rows.ts';
import { keepPetition } from './petition-rows.ts';
import { requestPolicy } from './policy.ts';
import { registrationContent } from './receipt.ts';
import { routeOf, type Sent, send } from './routing.ts';
import { findForView, insertRequest, type Registrant, registrant } from './rows.ts';
import { calendarOf, found, surroundings } from './surroundings.ts';
import { viewRequest } from './view.ts';

export type Filing = BodyOf<typeof fileOperation>;

const FILINGS: Limit = { name: 'file', points: 60, windowMs: HOUR };
/** Somebody at the counter or on the telephone writes down all day. */
const CAPTURES: Limit = { name: 'capture', points: 300, windowMs: HOUR };
const SERIES = 'SS';

/** `once`: the idempotency key of the call; a repeated key gives the request it made the first time. */
export async function fileRequest(
  house: House,
  actor: Actor,
  given: { filing: Filing; once: OneEffect | null },
): Promise<RequestView> {
  const requester = personOf(actor);
  const { id } = await house.store.changeOnce(actor, { once: given.once, answer: { id: newId() } }, (work, answer) =>
    register(work, { id: answer.id, filing: given.filing, requesterId: requester.id }),
  );
  const row = await findForView(house.store.read, { id }, actor);
  return viewRequest(house, actor, allow(requestPolicy, 'see-summary', { actor, thing: row }));
}

/** Who of the desk wrote it down, and how it came. */
export type Captured = { by: string; byName: string; origin: Origin };
/** Who filed it on account of its requester: in their own name, and taking part from then on. */
export type Filer = { id: string; name: string };
export type Registering = { id: string; filing: Filing; requesterId: string; capture?: Captured; filer?: Filer };

/** `capture`, `filer`: written down or filed for its requester by somebody else, whose files and draft these are. */
export async function register(work: Work, { id, filing, requesterId, ...by }: Registering): Promise<void> {
  const writerId = writerOf({ requesterId, ...by });
  const isForAnother = writerId !== requesterId;
  await spendWithin(work, by.capture ? CAPTURES : FILINGS, writerId);
  const requester = await registrant(work.db, requesterId);
  const choice = await chosen(work, filing, { requester, isForAnother });
  const answered = answeredAtFiling(choice.among, choice.service, filing);
  const ids = [...new Set([...filing.attachments, ...answered.fileIds])];
  const attachments = await attachTo(work, { ownerId: writerId, sentWith: id, ids });
  const naming = { among: choice.among, agencyId: choice.agency.id, files: attachments, path: 'answers' } as const;
  const names = await withNames(work.db, answered, naming);
  if (filing.draftId !== null) {
    await endDraft(work.db, { ownerId: writerId, id: filing.draftId, now: work.now });
    // What was taken out of the form after the last save is nobody's now, and the sweep's.
    await keepForDraft(work.db, { ownerId: writerId, draftId: filing.draftId, ids: [] });
  }
  if (!isForAnother) await rememberPlace(work, requesterId, filing.place);
  if (filing.urgency) needsTime(choice.calendar, filing.urgency, { now: work.now, path: 'urgency.neededBy' });
  const sent = await send(work, { among: choice.among, route: choice.route, requesterId });
  await issue(work, { id, filing, requesterId, attachments, answered: { ...answered, names }, sent, ...by, ...choice });
  if (filing.urgency) await keepPetition(work, { requestId: id, facts: filing.urgency });
}

/** Whose act it was. */
const writerOf = ({ capture, filer, requesterId }: Pick<Registering, 'capture' | 'filer' | 'requesterId'>): string =>
  capture?.by ?? filer?.id ?? requesterId;

type Choice = Awaited<ReturnType<typeof chosen>>;

async function chosen(
  work: Work,
  filing: Filing,
  { requester, isForAnother }: { requester: Registrant; isForAnother: boolean },
) {
  const among = await surroundings(work.settled, requester.settled_version);
  const area = among.areas.get(filing.areaId);
  const service = filing.serviceId === null ? null : among.services.get(filing.serviceId);
  if (!area) throw new Fault('input.invalid', {}, { fields: [{ path: 'areaId', message: 'field.choice' }] });
  if (service === undefined || (service && service.areaId !== area.id)) throw new Fault('service.not-in-area');
  const position = found(among.positions, requester.contact.position);
  const person = { agencyId: requester.contact.agency, positionLevel: position.level };
  if (service && !service.active) throw new Fault('service.not-offered');
  if (service && !isOfferedTo(service.audience, person))
    throw new Fault(isForAnother ? 'service.not-for-requester' : 'service.not-offered');
  const level = found(among.levels, service?.levelId ?? area.levelId);
  return {
    among,
    area,
    service,
    level,
    calendar: calendarOf(among, { level_id: level.id }),
    institution: among.institution,
    route: routeOf(among, {
      service,
      areaId: area.id,
      agencyId: requester.contact.agency,
      building: filing.place.building,
    }),
    agency: found(among.agencies, requester.contact.agency),
    requester: {
      fullName: requester.contact.name,
      positionName: position.name,
    },
  };
}

type Filed = Choice &
  Registering & { attachments: AttachmentView[]; answered: Answered & Pick<KeptAnswers, 'names'>; sent: Sent };

async function issue(work: Work, filed: Filed): Promise<void> {
  const { id, filing, requesterId, service, level, calendar, answered, sent } = filed;
  const kept = keptAnswers(filed);
  const answers = viewsOf(answered.form, answered);
  const deadlines = firstDeadlines(calendar, work.now, level);
  const { folio, year, sequence } = await nextFolio(work, filed.institution);
  const record = await sealRecord(work, {
    ...{ subjectId: id, act: 'registration', folio, agency: filed.agency },
    head: recordHead(filed.institution, work.now),
    content: registrationContent({ ...filed, answers, deadlines, registeredAt: work.now }),
  });
  const entry = await work.record({
    stream: `request:${id}`,
    opens: true,
    fact: 'request.registered',
    data: {
      requestId: id,
      folio,
      areaId: filed.area.id,
      serviceId: service?.id ?? null,
      ...answersFact(kept),
      levelId: level.id,
      levelVersion: level.version,
      ...factOf(record),
      ...(filing.urgency ? { urgency: 'asked' } : {}),
      ...sent.data,
      ...writerFact(filed),
    },
  });
  await insertRequest(work, {
    id,
    folio,
    series: SERIES,
    year,
    sequence,
    requester_id: requesterId,
    agency_id: filed.agency.id,
    area_id: filed.area.id,
    service_id: service?.id ?? null,
    service_version: service?.publishedVersion ?? null,
    answers: kept,
    kind: service?.kind ?? 'incident',
    subject: filing.subject,
    description: filing.description,
    place: filing.place,
    urgency: filing.urgency ? 'pending' : 'none',
    team_id: sent.teamId,
    ...(sent.agentId === null ? {} : { agent_id: sent.agentId }),
    registered_at: work.now,
    ...promised(level),
    ...deadlines,
    ...writerColumns(filed),
    ...marksOf(entry, writerOf(filed)),
  });
}

/** It has just happened, for everybody. */
const marksOf = ({ fact, sequence, at }: Entry, by: string) => ({
  last_fact: fact,
  last_sequence: sequence,
  last_at: at,
  last_by: by,
  last_public_fact: fact,
  last_public_sequence: sequence,
  last_public_at: at,
  last_public_by: by,
});

type Writer = Pick<Registering, 'capture' | 'filer'>;

const writerFact = ({ capture, filer, requesterId }: Registering): { readonly [key: string]: Json } => ({
  ...(capture ? { capturedBy: capture.by, origin: capture.origin.kind } : {}),
  ...(filer ? { filedBy: filer.id, onAccountOf: requesterId } : {}),
});

/** Nothing where its requester filed it: the statement stays the one it was. */
function writerColumns({ capture, filer }: Writer) {
  if (filer) return { filed_by: filer.id };
  if (!capture) return {};
  const { origin } = capture;
  const letter = origin.kind === 'official_letter' ? origin : null;
  return {
    captured_by: capture.by,
    capture_origin: origin.kind,
    capture_number: letter?.number ?? null,
    capture_date: letter?.date ?? null,
  };
}

const answersFact = ({ filing }: RequestAnswers): { readonly [key: string]: Json } =>
  filing ? { serviceVersion: filing.version, answersSha256: sha256(canonical(filing.values)).toString('hex') } : {};

/** Nothing answered is nothing kept. */
function keptAnswers({ service, answered: { values, names } }: Filed): RequestAnswers {
  if (!service || service.publishedVersion === null || Object.keys(values).length === 0) return {};
  return { filing: { serviceId: service.id, version: service.publishedVersion, values, names } };
}

const nextFolio = (work: Work, institution: Institution) =>
  issueFolio(work, {
    series: SERIES,
    unit: institution.folioUnit,
    template: institution.folioTemplate,
    year: localYear(institution.timeZone, work.now),
  });
