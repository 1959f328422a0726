/** The receipt (acuse) of a request: the snapshot kept at registration, and that snapshot shown again. Legal paper: es-MX. */
import * as v from 'valibot';
import type { AttachmentView } from '#contract/attachments.ts';
import type { AnswerView } from '#contract/forms.ts';
import { type Origin, ReceiptView, type UrgencyFacts } from '#contract/requests.ts';
import type { PersonCard } from '#server/accounts/index.ts';
import { type Institution, legalTextOf } from '#server/institution/index.ts';
import { openingRecord } from '#server/records/index.ts';
import type { Json } from '#server/shared/canonical.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { type Actor, allow } from '#server/shared/policy.ts';
import { noteReading } from './audited.ts';
import { markedReceipt } from './covered-records.ts';
import { requestPolicy } from './policy.ts';
import { findRequest, type Which } from './rows.ts';

type Registered = {
  registeredAt: Date;
  requester: Pick<PersonCard, 'fullName' | 'positionName'>;
  area: { name: { es: string } };
  service: { name: { es: string } } | null | undefined;
  level: { name: { es: string } };
  deadlines: { first_response_due_at: Date; resolution_due_at: Date };
  filing: { subject: string; description: string; urgency?: UrgencyFacts | null | undefined };
  answers: readonly AnswerView[];
  attachments: readonly Pick<AttachmentView, 'name' | 'bytes' | 'sha256'>[];
  institution: Pick<Institution, 'legalText'>;
  capture?: { byName: string; origin: Origin };
  filer?: { name: string };
};

/** Said only where there is something to say: a receipt its requester filed reads as it always did. */
const captureOf = (capture: Registered['capture']): { readonly [key: string]: Json } => {
  if (!capture) return {};
  const { byName, origin } = capture;
  const letter = origin.kind === 'official_letter' ? origin : null;
  return {
    capture: { by: byName, origin: origin.kind, number: letter?.number ?? null, date: letter?.date ?? null },
  };
};

/** What the receipt says beside folio, institution and agency, as it was at that moment. */
export const registrationContent = (given: Registered) => ({
  registeredAt: given.registeredAt.toISOString(),
  requesterName: given.requester.fullName,
  positionName: given.requester.positionName.es,
  areaName: given.area.name.es,
  serviceName: given.service?.name.es ?? null,
  levelName: given.level.name.es,
  firstResponseDueAt: given.deadlines.first_response_due_at.toISOString(),
  resolutionDueAt: given.deadlines.resolution_due_at.toISOString(),
  subject: given.filing.subject,
  description: given.filing.description,
  ...(given.answers.length > 0
    ? { answers: given.answers.map(({ label, shown }) => ({ label: label.es, shown: shown.map((text) => text.es) })) }
    : {}),
  attachments: given.attachments.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
  ...(given.filing.urgency ? { urgency: given.filing.urgency } : {}),
  ...captureOf(given.capture),
  ...(given.filer ? { filedBy: given.filer.name } : {}),
  legalText: legalTextOf(given.institution),
});

/** The kept document, less what stands beside it. */
const Kept = v.omit(ReceiptView, ['requestId', 'recordId', 'sha256', 'cadena', 'seal', 'keyId', 'redacted']);

/** The receipt as it was issued: read from the kept document, never from today's rows, but for what was covered since. */
export async function readReceipt(house: House, actor: Actor, which: Which): Promise<ReceiptView> {
  const row = await findRequest(house.store.read, which, actor);
  const request = allow(requestPolicy, 'see-thread', { actor, thing: row });
  const record = await openingRecord(house, request.id);
  if (!record) throw new Fault('not-found');
  noteReading(house, actor, request, { what: 'receipt' });
  return {
    requestId: request.id as ReceiptView['requestId'],
    ...(await markedReceipt(house.store.read, request, v.parse(Kept, JSON.parse(record.document)))),
    ...{ sha256: record.sha256.toString('hex'), cadena: record.cadena, seal: record.seal.toString('base64') },
    ...{ keyId: record.keyId, recordId: record.id },
  };
}
