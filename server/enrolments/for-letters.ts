/** What letters are written from: counts, and of a row its place and its reason alone; nobody's data. */
import type { EnrolmentState } from '#contract/enrolment-shapes.ts';
import type { LocalText } from '#contract/shapes.ts';
import { agenciesByIds } from '../agencies/index.ts';
import type { Reader } from '../shared/store.ts';
import { enrolmentById, rowsOf } from './rows.ts';
import { signaturesOf } from './signature-rows.ts';

export type RowForLetter = { readonly place: number; readonly reason: string };

export type EnrolmentForLetter = {
  readonly id: string;
  readonly folio: string;
  readonly agencyId: string;
  readonly agencyName: LocalText;
  readonly state: EnrolmentState;
  /** 1, and one more with each return. */
  readonly round: number;
  /** What DTI wrote on ending the review. */
  readonly note: string;
  readonly approved: number;
  /** Persons that wait for Servicios Generales. */
  readonly exceptionsAsked: number;
  readonly observed: readonly RowForLetter[];
  readonly rejected: readonly RowForLetter[];
  /** Who signed it last, or captured its paper. */
  readonly askerId: string;
};

/** Null of one that was never signed: nobody is told of it. */
export async function enrolmentForLetter(db: Reader, id: string): Promise<EnrolmentForLetter | null> {
  const form = await enrolmentById(db, id);
  if (form === undefined || form.folio === null) return null;
  const [rows, signatures, agencies] = await Promise.all([
    rowsOf(db, id),
    signaturesOf(db, id),
    agenciesByIds(db, [form.agencyId]),
  ]);
  const inState = (state: string): RowForLetter[] =>
    rows.filter((row) => row.state === state).map(({ place, reason }) => ({ place, reason }));
  return {
    id,
    folio: form.folio,
    agencyId: form.agencyId,
    agencyName: agencies.get(form.agencyId)?.name ?? { es: '', en: '' },
    state: form.state,
    round: form.round,
    note: form.note,
    approved: inState('approved').length,
    exceptionsAsked: rows.filter((row) => row.exceptionState === 'asked').length,
    observed: inState('observed'),
    rejected: inState('rejected'),
    askerId: signatures.at(-1)?.recordedBy ?? form.draftedBy,
  };
}

export type ExceptionForLetter = {
  readonly personId: string;
  /** Its last day, `YYYY-MM-DD`. */
  readonly until: string;
  readonly isOver: boolean;
};

/** Null when that row was granted none, or has no account. */
export async function exceptionForLetter(
  db: Reader,
  of: { enrolmentId: string; rowId: string },
): Promise<ExceptionForLetter | null> {
  const row = (await rowsOf(db, of.enrolmentId)).find(({ id }) => id === of.rowId);
  if (row?.exceptionState !== 'approved' || row.exceptionUntil === null || row.personId === null) return null;
  return { personId: row.personId, until: row.exceptionUntil, isOver: row.exceptionEndedAt !== null };
}
