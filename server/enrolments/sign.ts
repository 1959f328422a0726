/** Signing: the three statements, the rows as they stand, the folio and the receipt, in one act. */
import type { signEnrolment as operation } from '#contract/enrolment-acts.ts';
import { ATTESTATION_VERSION, ATTESTATIONS, type EnrolmentView } from '#contract/enrolment-shapes.ts';
import type { BodyOf } from '#contract/operation.ts';
import { translator } from '#locales/catalogues.ts';
import { outrun, personById } from '../accounts/index.ts';
import { agencyById, allPositions } from '../agencies/index.ts';
import { attachTo } from '../attachments/index.ts';
import { type Institution, readInstitutionRow, recordHead, todayAt, yearAt } from '../institution/index.ts';
import { factOf, issueFolio, type SealedRecord, sealRecord } from '../records/index.ts';
import { canonical } from '../shared/canonical.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { Caller } from '../shared/http/answer.ts';
import { newId, sha256 } from '../shared/ids.ts';
import { type Actor, allow, type PersonActor, personOf } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { findingsOf } from './among.ts';
import { hold, streamOf } from './draft.ts';
import { enrolmentPolicy } from './policy.ts';
import { asSigner } from './prove-signer.ts';
import { newestResponsibilities } from './responsibilities-rows.ts';
import { type Enrolment, type EnrolmentRow, enrolmentById, rowsOf, saveEnrolment, saveRows } from './rows.ts';
import { isOpen, isWritten, signedRows } from './rules.ts';
import { insertSignature, type NewSignature, type Proof } from './signature-rows.ts';
import { readEnrolment, typedOf } from './view.ts';

type Signing = BodyOf<typeof operation>;

const SERIES = 'AU';
const STATEMENTS = {
  active: 'documents.attestation.active',
  accepted: 'documents.attestation.accepted',
  assigned: 'documents.attestation.assigned',
} as const;
/** What a copier makes. */
const SCAN_NAME = /\.(?:pdf|jpe?g|png)$/i;

/** Word for word, in the language of the document whatever the reader's. */
export const statementsOf = ({ governmentName }: Pick<Institution, 'governmentName'>): string[] =>
  ATTESTATIONS.map((name) => translator('es-MX')(STATEMENTS[name], { government: governmentName }));

export async function signEnrolment(
  house: House,
  actor: Actor,
  given: { id: string; body: Signing; caller: Caller },
): Promise<EnrolmentView> {
  const { id, body, caller } = given;
  const signer = personOf(actor);
  const db = house.store.read;
  // Nobody is asked for a password about a form they may not sign.
  const seen = allow(enrolmentPolicy, 'write', { actor, thing: await enrolmentById(db, id) });
  if (seen.version !== body.version) throw await outrun(db, { stream: streamOf(id), actor });
  refuseWay(seen, body.by);
  await asSigner(house, { actor: signer, by: body.by, address: caller.address }, (prove) =>
    house.store.change(actor, async (work) => sign(work, signer, { id, body, proofs: await prove(work) })),
  );
  return readEnrolment(house, actor, id);
}

function refuseWay(form: Enrolment, by: Signing['by']): void {
  if (!isWritten(form.state)) throw new Fault('enrolment.state', { state: form.state });
  if (by.way === 'screen' && form.source === 'paper')
    throw new Fault('input.invalid', {}, { fields: [{ path: 'by.way', message: 'field.choice' }] });
  if (by.way === 'scan' && by.code !== form.code) throw new Fault('enrolment.sheet-code');
}

/** The rows of this round, without a fault. */
async function rowsToSign(work: Work, held: Enrolment): Promise<EnrolmentRow[]> {
  const rows = (await rowsOf(work.db, held.id)).filter((row) => isOpen(row.state));
  if (rows.length === 0) throw new Fault('enrolment.empty');
  const looking = { form: held, rows: rows.map(typedOf), now: work.now };
  const faults = (await findingsOf(work.db, work.actor, looking)).filter(({ severity }) => severity === 'error');
  if (faults.length > 0) throw new Fault('enrolment.faults', { count: faults.length });
  return rows;
}

async function scanOf(work: Work, by: Signing['by'], given: { signatureId: string; today: string }) {
  if (by.way === 'screen') return null;
  if (by.signedOn > given.today)
    throw new Fault('input.invalid', {}, { fields: [{ path: 'by.signedOn', message: 'field.date' }] });
  const ownerId = personOf(work.actor).id;
  const [scan] = await attachTo(work, { ownerId, sentWith: given.signatureId, ids: [by.attachmentId] });
  if (scan === undefined || !SCAN_NAME.test(scan.name))
    throw new Fault('attachment.type-refused', { name: scan?.name ?? '' });
  return scan;
}

async function sign(
  work: Work,
  signer: PersonActor,
  given: { id: string; body: Signing; proofs: readonly Proof[] },
): Promise<void> {
  const { id, body, proofs } = given;
  const { by } = body;
  const held = await hold(work, 'write', { id, version: body.version });
  refuseWay(held, by);
  const rows = await rowsToSign(work, held);
  const institution = await readInstitutionRow(work.db);
  const [responsibilities, person] = await Promise.all([
    newestResponsibilities(work.db),
    personById(work.db, signer.id),
  ]);
  if (responsibilities?.version !== body.responsibilitiesVersion) throw new Fault('version.stale');
  const today = todayAt(institution, work.now);
  const signatureId = newId();
  const scan = await scanOf(work, by, { signatureId, today });
  const signed = signedRows(held, rows.map(typedOf));
  const text = canonical(signed);
  const signature: NewSignature = {
    id: signatureId,
    enrolmentId: id,
    round: held.round,
    way: by.way,
    signerName: by.way === 'scan' ? by.signerName : (person?.fullName ?? ''),
    signedOn: by.way === 'scan' ? by.signedOn : today,
    recordedBy: signer.id,
    proofs,
    attestationVersion: ATTESTATION_VERSION,
    attestations: statementsOf(institution),
    responsibilitiesVersion: responsibilities.version,
    rows: text,
    rowsSha256: sha256(text),
    attachmentId: scan?.id ?? null,
  };
  await insertSignature(work, signature);
  const asked = await sendRows(work, rows);
  const folio = held.folio ?? (await firstFolio(work, institution));
  await saveEnrolment(work, id, {
    ...{ state: 'signed', folio, note: '' },
    ...(held.signedAt === null ? { signed_at: work.now } : {}),
  });
  const record = await sealSigned(work, { institution, held, signature, folio, people: rows.length });
  await work.record({
    stream: streamOf(id),
    fact: 'enrolment.signed',
    data: {
      ...{ enrolmentId: id, folio, round: held.round, way: by.way, rows: rows.length, exceptions: asked },
      ...{ signatureId, rowsSha256: signature.rowsSha256.toString('hex') },
      ...{ attestationVersion: ATTESTATION_VERSION, responsibilitiesVersion: responsibilities.version },
      scanSha256: scan?.sha256 ?? null,
      ...factOf(record),
    },
  });
}

/** They wait from now on; of those below mando medio Servicios Generales is asked. How many. */
async function sendRows(work: Work, rows: readonly EnrolmentRow[]): Promise<number> {
  const eligible = new Set<string>((await allPositions(work.db)).filter((each) => each.eligible).map(({ id }) => id));
  const [plain, below] = [
    rows.filter((row) => eligible.has(row.positionId ?? '')),
    rows.filter((row) => !eligible.has(row.positionId ?? '')),
  ];
  const waiting = { state: 'waiting', reason: '', decided_by: null, decided_at: null } as const;
  const anew = { exception_by: null, exception_at: null, exception_note: '' };
  await saveRows(
    work,
    plain.map(({ id }) => id),
    { ...waiting, ...anew, exception_state: null },
  );
  await saveRows(
    work,
    below.map(({ id }) => id),
    { ...waiting, ...anew, exception_state: 'asked' },
  );
  return below.length;
}

async function firstFolio(work: Work, institution: Institution): Promise<string> {
  const { folio } = await issueFolio(work, {
    series: SERIES,
    unit: institution.folioUnit,
    template: institution.folioTemplate,
    year: yearAt(institution, work.now),
  });
  return folio;
}

type Signed = {
  institution: Institution;
  held: Enrolment;
  signature: NewSignature;
  folio: string;
  people: number;
};

/** Each round is signed anew, and so sealed. The rows go in by their sum: whom they name may one day be forgotten. */
async function sealSigned(work: Work, { institution, held, signature, folio, people }: Signed): Promise<SealedRecord> {
  const agency = await agencyById(work.db, held.agencyId);
  if (agency === undefined) throw new Error('an enrolment of no agency');
  return sealRecord(work, {
    ...{ subjectId: held.id, act: 'enrolment', folio, agency },
    head: recordHead(institution, work.now),
    content: {
      ...{ round: held.round, source: held.source, people },
      signature: {
        way: signature.way,
        signerName: signature.signerName,
        signedOn: signature.signedOn,
        proofs: [...signature.proofs],
        attestationVersion: signature.attestationVersion,
        attestations: [...signature.attestations],
        responsibilitiesVersion: signature.responsibilitiesVersion,
        rowsSha256: signature.rowsSha256.toString('hex'),
      },
    },
  });
}
