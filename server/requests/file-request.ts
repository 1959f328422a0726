/** Filing a request: everything is checked first; the folio is issued last, so its series is locked for the shortest time. */

import type { AttachmentView } from '#contract/attachments.ts';
import type { BodyOf } from '#contract/operation.ts';
import type { fileRequest as fileOperation, RequestView } from '#contract/requests.ts';
import { type PersonCard, personById, rememberPlace } from '#server/accounts/index.ts';
import { agencyById } from '#server/agencies/index.ts';
import { attachTo, keepForDraft } from '#server/attachments/index.ts';
import { calendarById, localYear } from '#server/calendars/index.ts';
import { areaById, serviceById } from '#server/catalogue/index.ts';
import { type Institution, readInstitutionRow } from '#server/institution/index.ts';
import { issueFolio, keepReceipt } from '#server/records/index.ts';
import { levelById } from '#server/service-levels/index.ts';
import { HOUR } from '#server/shared/clock.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { newId } from '#server/shared/ids.ts';
import { type Limit, spend } from '#server/shared/limits.ts';
import { type Actor, allow, personOf } from '#server/shared/policy.ts';
import type { OneEffect, Work } from '#server/shared/store.ts';
import { firstDeadlines } from './clock.ts';
import { endFiledDraft } from './draft-rows.ts';
import { requestPolicy } from './policy.ts';
import { receiptDocument } from './receipt.ts';
import { findRequest, insertRequest } from './rows.ts';
import { viewRequest } from './view.ts';

export type Filing = BodyOf<typeof fileOperation>;

const FILINGS: Limit = { name: 'file', points: 60, windowMs: HOUR };
const SERIES = 'SS';

/** `once`: the idempotency key of the call; a repeated key gives the request it made the first time. */
export async function fileRequest(
  house: House,
  actor: Actor,
  given: { filing: Filing; once: OneEffect | null },
): Promise<RequestView> {
  const requester = personOf(actor);
  const isRepeated = () => house.store.isRepeated(actor, given.once);
  await spend(house.store, FILINGS, { whom: requester.id, now: house.clock.now(), isRepeated });
  const { id } = await house.store.changeOnce(actor, given.once, (work) => register(work, given.filing, requester.id));
  const row = await findRequest(house.store.read, { id }, actor);
  return viewRequest(house, actor, allow(requestPolicy, 'see-summary', { actor, thing: row }));
}

async function register(work: Work, filing: Filing, requesterId: string): Promise<{ id: string }> {
  const choice = await chosen(work, filing);
  const requester = await personById(work.db, requesterId);
  if (!requester) throw new Fault('session.required');
  const id = newId();
  const attachments = await attachTo(work, { ownerId: requesterId, sentWith: id, ids: filing.attachments });
  if (filing.draftId !== null) {
    await endFiledDraft(work.db, { ownerId: requesterId, id: filing.draftId, now: work.now });
    // What was taken out of the form after the last save is nobody's now, and the sweep's.
    await keepForDraft(work.db, { ownerId: requesterId, draftId: filing.draftId, ids: [] });
  }
  await rememberPlace(work, requesterId, filing.place);
  await issue(work, { id, filing, requester, attachments, ...choice });
  return { id };
}

type Choice = Awaited<ReturnType<typeof chosen>>;

async function chosen(work: Work, filing: Filing) {
  const [area, service, institution] = await Promise.all([
    areaById(work.db, filing.areaId),
    filing.serviceId === null ? null : serviceById(work.db, filing.serviceId),
    readInstitutionRow(work.db),
  ]);
  if (!area) throw new Fault('input.invalid', {}, { fields: [{ path: 'areaId', message: 'field.choice' }] });
  if (service === undefined || (service && (service.areaId !== area.id || !service.active)))
    throw new Fault('service.not-in-area');
  const level = await levelById(work.db, service?.levelId ?? area.levelId);
  const calendar = await calendarById(work.db, level.calendarId, institution.timeZone);
  return { area, service, level, calendar, institution };
}

type Filed = Choice & { id: string; filing: Filing; requester: PersonCard; attachments: AttachmentView[] };

async function issue(work: Work, filed: Filed): Promise<void> {
  const { id, filing, requester, service, level, calendar } = filed;
  const deadlines = firstDeadlines(calendar, work.now, level);
  const agency = await agencyById(work.db, requester.agencyId);
  if (!agency) throw new Error('a person without an agency');
  const { folio, year, sequence } = await nextFolio(work, filed.institution);
  const receipt = await keepReceipt(work, {
    subjectId: id,
    folio,
    document: receiptDocument({ ...filed, folio, agency, deadlines, registeredAt: work.now }),
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
      levelId: level.id,
      receiptSha256: receipt.sha256.toString('hex'),
    },
  });
  const mark = { fact: entry.fact, sequence: entry.sequence, at: entry.at, by: requester.id };
  await insertRequest(work, {
    id,
    folio,
    series: SERIES,
    year,
    sequence,
    requester_id: requester.id,
    agency_id: requester.agencyId,
    area_id: filed.area.id,
    service_id: service?.id ?? null,
    level_id: level.id,
    kind: service?.kind ?? 'incident',
    subject: filing.subject,
    description: filing.description,
    place: filing.place,
    team_id: service?.teamId ?? null,
    registered_at: work.now,
    first_response_minutes: level.firstResponseMinutes,
    resolution_minutes: level.resolutionMinutes,
    at_risk_percent: level.atRiskPercent,
    ...deadlines,
    last_fact: mark.fact,
    last_sequence: mark.sequence,
    last_at: mark.at,
    last_by: mark.by,
    last_public_fact: mark.fact,
    last_public_sequence: mark.sequence,
    last_public_at: mark.at,
    last_public_by: mark.by,
  });
}

const nextFolio = (work: Work, institution: Institution) =>
  issueFolio(work, {
    series: SERIES,
    unit: institution.folioUnit,
    template: institution.folioTemplate,
    year: localYear(institution.timeZone, work.now),
  });
