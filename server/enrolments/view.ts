/** An enrolment as it is shown. */
import * as v from 'valibot';
import type { EnrolmentFinding, TypedEnrolmentRow } from '#contract/enrolment-rows.ts';
import type { EnrolmentRowView, EnrolmentSummary, EnrolmentView } from '#contract/enrolment-shapes.ts';
import { EnrolmentSignatureView } from '#contract/enrolment-shapes.ts';
import { type Credential, credentialsOf, peopleByIds } from '../accounts/index.ts';
import { type Agency, agenciesByIds } from '../agencies/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Actor, allow } from '../shared/policy.ts';
import type { Reader } from '../shared/store.ts';
import { findingsOf } from './among.ts';
import { noteOpened } from './audited.ts';
import { type Listed, listedById } from './list-rows.ts';
import { enrolmentPolicy } from './policy.ts';
import { newestResponsibilities } from './responsibilities-rows.ts';
import { type EnrolmentRow, rowsOf } from './rows.ts';
import { credentialState, isOpen, isUndecided, mayBeRenewed } from './rules.ts';
import { type Signature, signaturesOf } from './signature-rows.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export function toSummary(enrolment: Listed, agency: Agency | undefined): EnrolmentSummary {
  if (agency === undefined) throw new Error('an enrolment of no agency');
  return {
    id: enrolment.id,
    version: enrolment.version,
    folio: enrolment.folio,
    agency: { id: agency.id, acronym: agency.acronym, name: agency.name },
    source: enrolment.source,
    state: enrolment.state,
    round: enrolment.round,
    draftedBy: enrolment.draftedByName,
    draftedAt: enrolment.draftedAt.toISOString(),
    changedAt: enrolment.changedAt.toISOString(),
    signedAt: iso(enrolment.signedAt),
    counts: enrolment.counts,
  };
}

const toSignatureView = (signature: Signature): v.InferOutput<typeof EnrolmentSignatureView> =>
  v.parse(EnrolmentSignatureView, {
    ...signature,
    recordedAt: signature.recordedAt.toISOString(),
    recordedBy: signature.recordedByName,
    rowsSha256: signature.rowsSha256.toString('hex'),
    scan: signature.scans[0] ?? null,
  });

const credentialView = (credential: Credential | undefined, now: Date): EnrolmentRowView['credentials'] => ({
  state: credentialState(credential, now),
  sentAt: iso(credential?.sentAt ?? null),
  openedAt: iso(credential?.openedAt ?? null),
  usedAt: iso(credential?.usedAt ?? null),
  expiresAt: iso(credential?.expiresAt ?? null),
  revokedAt: iso(credential?.revokedAt ?? null),
  issued: credential?.issued ?? 0,
});

type Around = {
  readonly may: Record<'review' | 'except', boolean>;
  readonly state: EnrolmentView['state'];
  readonly names: ReadonlyMap<string, { readonly fullName: string }>;
  readonly credentials: ReadonlyMap<string, Credential>;
  readonly now: Date;
};

export const typedOf = (row: EnrolmentRow): TypedEnrolmentRow => ({
  id: row.id,
  employeeNumber: row.employeeNumber,
  givenNames: row.givenNames,
  firstSurname: row.firstSurname,
  secondSurname: row.secondSurname,
  singleSurname: row.singleSurname,
  email: row.email,
  phone: row.phone,
  positionId: row.positionId,
  positionText: row.positionText,
  role: row.role,
  exceptionReason: row.exceptionReason,
  exceptionUntil: row.exceptionUntil,
});

function toRowView(row: EnrolmentRow, around: Around): EnrolmentRowView {
  const { may, state, names, now } = around;
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id)?.fullName ?? null));
  const credentials = credentialView(around.credentials.get(row.personId ?? ''), now);
  const isLive = ['queued', 'sent', 'opened'].includes(credentials.state);
  const { exceptionState, exceptionUntil } = row;
  return {
    ...typedOf(row),
    state: row.state,
    reason: row.reason,
    decidedBy: nameOf(row.decidedBy),
    decidedAt: iso(row.decidedAt),
    exception:
      exceptionState === null || exceptionUntil === null
        ? null
        : {
            state: exceptionState,
            until: exceptionUntil,
            note: row.exceptionNote,
            by: nameOf(row.exceptionBy),
            at: iso(row.exceptionAt),
            endedAt: iso(row.exceptionEndedAt),
          },
    personId: row.personId,
    credentials,
    can: {
      decide: may.review && state === 'in_review' && isUndecided(row.state),
      except: may.except && (state === 'signed' || state === 'in_review') && exceptionState === 'asked',
      renew: may.except && mayBeRenewed(row),
      reissue: may.review && (isLive || ['expired', 'revoked'].includes(credentials.state)),
      revoke: may.review && (credentials.state === 'sent' || credentials.state === 'opened'),
    },
  };
}

/** Places and findings of rows that may still change, or be decided. */
async function found(db: Reader, actor: Actor, given: { enrolment: Listed; rows: readonly EnrolmentRow[]; now: Date }) {
  const { enrolment, rows, now } = given;
  if (enrolment.state === 'resolved' || enrolment.state === 'withdrawn') return [];
  const undecided = rows.filter((row) => isOpen(row.state) || isUndecided(row.state));
  const findings = await findingsOf(db, actor, { form: enrolment, rows: undecided.map(typedOf), now });
  const places = new Map(rows.map((row) => [row.id, row.place]));
  return findings.map((finding): EnrolmentFinding => ({ ...finding, row: places.get(finding.rowId) ?? finding.row }));
}

/** As whoever asks may see it; `not-found` when they may not know of it. */
/** Opened by a person, which leaves a reading; what an act answers does not. */
export async function openEnrolment(house: House, actor: Actor, id: string): Promise<EnrolmentView> {
  const view = await readEnrolment(house, actor, id);
  noteOpened(house, actor, { form: { ...view, agencyId: view.agency.id }, what: 'enrolment' });
  return view;
}

export async function readEnrolment(house: House, actor: Actor, id: string): Promise<EnrolmentView> {
  const db = house.store.read;
  const now = house.clock.now();
  const enrolment = allow(enrolmentPolicy, 'read', { actor, thing: await listedById(db, id) });
  const rows = await rowsOf(db, id);
  const personIds = rows.flatMap((row) => row.personId ?? []);
  const [agencies, signatures, findings, responsibilities, credentials, names] = await Promise.all([
    agenciesByIds(db, [enrolment.agencyId]),
    signaturesOf(db, id),
    found(db, actor, { enrolment, rows, now }),
    newestResponsibilities(db),
    credentialsOf(db, personIds),
    peopleByIds(
      db,
      rows.flatMap((row) => [row.decidedBy, row.exceptionBy]).filter((each) => each !== null),
    ),
  ]);
  const may = {
    review: enrolmentPolicy.may('review', actor, enrolment),
    except: enrolmentPolicy.may('except', actor, enrolment),
    write: enrolmentPolicy.may('write', actor, enrolment),
  };
  const { state } = enrolment;
  const isWritten = state === 'draft' || state === 'returned';
  if (responsibilities === undefined) throw new Fault('server.error');
  return {
    ...toSummary(enrolment, agencies.get(enrolment.agencyId)),
    code: enrolment.code,
    signerName: enrolment.signerName,
    signedOn: enrolment.signedOn,
    note: enrolment.note,
    resolvedAt: iso(enrolment.resolvedAt),
    rows: rows.map((row) => toRowView(row, { may, state, names, credentials, now })),
    findings,
    signatures: signatures.map(toSignatureView),
    responsibilitiesVersion: responsibilities.version,
    can: {
      save: may.write && isWritten,
      sign: may.write && isWritten,
      withdraw: may.write && state !== 'resolved' && state !== 'withdrawn',
      review: may.review && state === 'signed',
      close: may.review && state === 'in_review',
    },
  };
}
