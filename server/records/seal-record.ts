/** An act becomes an official record: its document, its cadena, its seal, in the transaction of the act (decision 53). */
import type { RecordHead } from '#server/institution/index.ts';
import { canonical, type Json } from '#server/shared/canonical.ts';
import { newCode, newId, sha256 } from '#server/shared/ids.ts';
import type { Work } from '#server/shared/store.ts';
import { CODE_LENGTH, CODE_LETTERS, cadenaOf, type RecordType, shownCode } from './cadena.ts';
import { insertSealed, type SealedAct, type SealedRecord } from './sealed-rows.ts';

const TYPES: Readonly<Record<SealedAct, RecordType>> = {
  registration: 'SOLICITUD',
  urgency: 'RESPUESTA',
  solution: 'RESPUESTA',
  closing: 'RESPUESTA',
  enrolment: 'ALTA',
  deactivation: 'BAJA',
  certificate: 'CONSTANCIA',
};

export type ToSeal = {
  /** Where it must be known before; absent: a new one. */
  readonly id?: string;
  readonly subjectId: string;
  readonly act: SealedAct;
  readonly folio: string;
  readonly head: RecordHead;
  readonly agency: { readonly acronym: string; readonly name: { readonly es: string } };
  /** What the act itself says, flat beside what every document has. Files by name, bytes and SHA-256. */
  readonly content: { readonly [key: string]: Json };
  /** Of an act of before, sealed late; absent: now. */
  readonly actedAt?: Date;
};

/** Says in the history which record an act left: to be spread into the data of its entry. */
export type RecordFact = { readonly recordId: string; readonly recordSha256: string };
export const factOf = ({ id, sha256: sum }: SealedRecord): RecordFact => ({
  recordId: id,
  recordSha256: sum.toString('hex'),
});

/**
 * Seals it and keeps it, for ever. Call it as late as the transaction allows, and put `factOf` its answer into the data of
 * the act's entry: a record without its entry, or an entry without its record, is found by the check of the history.
 */
export async function sealRecord(work: Work, given: ToSeal): Promise<SealedRecord> {
  const { sealing, now } = work;
  const actedAt = given.actedAt ?? now;
  const code = newCode(CODE_LETTERS, CODE_LENGTH);
  const document = canonical(documentOf(work, { ...given, actedAt, code }));
  const sum = sha256(document);
  const cadena = cadenaOf({
    type: TYPES[given.act],
    folio: given.folio,
    at: localInstant(actedAt, given.head.timeZone),
    agency: given.agency.acronym,
    signerRfc: '',
    keyId: sealing.keyId,
    sha256: sum.toString('hex'),
  });
  const record: SealedRecord = {
    ...{
      id: given.id ?? newId(),
      subjectId: given.subjectId,
      act: given.act,
      folio: given.folio,
      actedAt,
      sealedAt: now,
    },
    ...{ document, sha256: sum, cadena, seal: Buffer.from(await sealing.sign(cadena), 'base64') },
    ...{ keyId: sealing.keyId, code },
  };
  await insertSealed(work, record);
  return record;
}

function documentOf(work: Work, given: ToSeal & { actedAt: Date; code: string }): { readonly [key: string]: Json } {
  const shown = shownCode(given.code);
  return {
    version: '2.0',
    type: TYPES[given.act],
    act: given.act,
    ...given.head,
    folio: given.folio,
    actedAt: given.actedAt.toISOString(),
    agencyName: given.agency.name.es,
    agencyAcronym: given.agency.acronym,
    ...given.content,
    sealedAt: work.now.toISOString(),
    code: shown,
    verifyAt: work.sealing.verifyAt(shown),
    previousAnchor: work.sealing.newestAnchor(),
  };
}

/** `2026-11-09T08:52:07-06:00`: as a clock of the institution showed it. */
export const localInstant = (at: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(timeZone)
    .toString({ smallestUnit: 'second', timeZoneName: 'never' });
