/** SQL of enrolments and their rows. */
import { type Selectable, sql } from 'kysely';
import type { AgencyId } from '#contract/agencies.ts';
import type { EnrolmentRowId, TypedEnrolmentRow } from '#contract/enrolment-rows.ts';
import type { EnrolmentId, EnrolmentRowState, EnrolmentState } from '#contract/enrolment-shapes.ts';
import type { PersonId, PositionId } from '#contract/ids.ts';
import type { EnrolmentRows, Enrolments } from '#database/tables.ts';
import type { Reader, Work } from '../shared/store.ts';

export type Enrolment = {
  readonly id: EnrolmentId;
  readonly agencyId: AgencyId;
  readonly source: 'coordinator' | 'paper';
  readonly state: EnrolmentState;
  readonly round: number;
  readonly code: string;
  readonly folio: string | null;
  readonly signerName: string;
  /** `YYYY-MM-DD`. */
  readonly signedOn: string | null;
  readonly draftedBy: string;
  readonly draftedAt: Date;
  readonly changedAt: Date;
  readonly signedAt: Date | null;
  readonly resolvedAt: Date | null;
  readonly note: string;
  readonly version: number;
};

export type EnrolmentRow = TypedEnrolmentRow & {
  readonly enrolmentId: EnrolmentId;
  readonly place: number;
  readonly state: EnrolmentRowState;
  readonly reason: string;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly exceptionState: 'asked' | 'approved' | 'refused' | null;
  readonly exceptionNote: string;
  readonly exceptionBy: string | null;
  readonly exceptionAt: Date | null;
  readonly exceptionEndedAt: Date | null;
  readonly personId: PersonId | null;
};

/** Those that have one. */
export async function foliosOfEnrolments(db: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('enrolments')
    .select(['id', 'folio'])
    .where('id', '=', sql<string>`any(${[...ids]})`)
    .execute();
  return new Map(rows.flatMap(({ id, folio }) => (folio === null ? [] : [[id, folio] as const])));
}

/** By a pattern of records. */
export async function enrolmentByFolio(db: Reader, pattern: string): Promise<string | undefined> {
  const found = db.selectFrom('enrolments').select('id').where('folio', '~', pattern);
  return (await found.executeTakeFirst())?.id;
}

export const toEnrolment = (row: Selectable<Enrolments>): Enrolment => ({
  id: row.id as EnrolmentId,
  agencyId: row.agency_id as AgencyId,
  source: row.source as Enrolment['source'],
  state: row.state as EnrolmentState,
  round: row.round,
  code: row.code,
  folio: row.folio,
  signerName: row.signer_name,
  signedOn: row.signed_on,
  draftedBy: row.drafted_by,
  draftedAt: row.drafted_at,
  changedAt: row.changed_at,
  signedAt: row.signed_at,
  resolvedAt: row.resolved_at,
  note: row.note,
  version: row.version,
});

const toRow = (row: Selectable<EnrolmentRows>): EnrolmentRow => ({
  id: row.id as EnrolmentRowId,
  enrolmentId: row.enrolment_id as EnrolmentId,
  place: row.place,
  employeeNumber: row.employee_number,
  givenNames: row.given_names,
  firstSurname: row.first_surname,
  secondSurname: row.second_surname,
  singleSurname: row.single_surname,
  email: row.email,
  phone: row.phone,
  positionId: row.position_id as PositionId | null,
  positionText: row.position_text,
  role: row.role as EnrolmentRow['role'],
  exceptionReason: row.exception_reason,
  exceptionUntil: row.exception_until,
  state: row.state as EnrolmentRowState,
  reason: row.reason,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
  exceptionState: row.exception_state as EnrolmentRow['exceptionState'],
  exceptionNote: row.exception_note,
  exceptionBy: row.exception_by,
  exceptionAt: row.exception_at,
  exceptionEndedAt: row.exception_ended_at,
  personId: row.person_id as PersonId | null,
});

export async function enrolmentById(db: Reader, id: string): Promise<Enrolment | undefined> {
  const row = await db.selectFrom('enrolments').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toEnrolment(row);
}

/** The same, held until the act ends. */
export async function lockEnrolment(work: Work, id: string): Promise<Enrolment | undefined> {
  const row = await work.db.selectFrom('enrolments').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toEnrolment(row);
}

/** In the order of the document. */
export async function rowsOf(db: Reader, enrolmentId: string): Promise<EnrolmentRow[]> {
  const rows = await db
    .selectFrom('enrolment_rows')
    .selectAll()
    .where('enrolment_id', '=', enrolmentId)
    .orderBy('place')
    .execute();
  return rows.map(toRow);
}

export type NewEnrolment = Pick<Enrolment, 'id' | 'agencyId' | 'source' | 'code' | 'draftedBy'>;

/** False when the code is another form's already. */
export async function insertEnrolment(work: Work, enrolment: NewEnrolment): Promise<boolean> {
  const row = await work.db
    .insertInto('enrolments')
    .values({
      id: enrolment.id,
      agency_id: enrolment.agencyId,
      source: enrolment.source,
      state: 'draft',
      code: enrolment.code,
      drafted_by: enrolment.draftedBy,
      drafted_at: work.now,
      changed_at: work.now,
    })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export type EnrolmentStep = Partial<{
  state: EnrolmentState;
  round: number;
  folio: string;
  signer_name: string;
  signed_on: string | null;
  signed_at: Date;
  reviewed_by: string;
  resolved_at: Date;
  note: string;
}>;

/** Writes what changed, and the next version with it. */
export async function saveEnrolment(work: Work, id: string, step: EnrolmentStep): Promise<void> {
  await work.db
    .updateTable('enrolments')
    .set({ ...step, changed_at: work.now, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute();
}

const typedOf = (row: TypedEnrolmentRow) => ({
  employee_number: row.employeeNumber,
  given_names: row.givenNames,
  first_surname: row.firstSurname,
  second_surname: row.secondSurname,
  single_surname: row.singleSurname,
  email: row.email,
  phone: row.phone,
  position_id: row.positionId,
  position_text: row.positionText,
  role: row.role,
  exception_reason: row.exceptionReason,
  exception_until: row.exceptionUntil,
});

/** Of a form that was never signed: these rows and no other, in this order. False when an id is another form's row. */
export async function replaceRows(
  work: Work,
  enrolmentId: string,
  rows: readonly TypedEnrolmentRow[],
): Promise<boolean> {
  await work.db.deleteFrom('enrolment_rows').where('enrolment_id', '=', enrolmentId).execute();
  if (rows.length === 0) return true;
  const kept = await work.db
    .insertInto('enrolment_rows')
    .values(
      rows.map((row, at) => ({
        id: row.id,
        enrolment_id: enrolmentId,
        place: at + 1,
        state: 'open',
        ...typedOf(row),
      })),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute();
  return kept.length === rows.length;
}

/** Of a returned form: other words for rows that are open again. */
export async function rewriteRows(work: Work, rows: readonly TypedEnrolmentRow[]): Promise<void> {
  for (const row of rows)
    await work.db.updateTable('enrolment_rows').set(typedOf(row)).where('id', '=', row.id).execute();
}

export type RowStep = Partial<{
  state: EnrolmentRowState;
  reason: string;
  decided_by: string | null;
  decided_at: Date | null;
  exception_state: 'asked' | 'approved' | 'refused' | null;
  exception_until: string;
  exception_by: string | null;
  exception_at: Date | null;
  exception_note: string;
  exception_warned_at: null;
  person_id: string;
}>;

export async function saveRows(work: Work, ids: readonly string[], step: RowStep): Promise<void> {
  if (ids.length === 0) return;
  await work.db
    .updateTable('enrolment_rows')
    .set(step)
    .where('id', 'in', [...ids])
    .execute();
}
