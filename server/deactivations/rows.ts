/** SQL of deactivations. */
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { AttachmentView } from '#contract/attachments.ts';
import type { DeactivationGround, DeactivationId, DeactivationState } from '#contract/deactivation-shapes.ts';
import type { AgencyId, PersonId } from '#contract/ids.ts';
import type { Deactivations } from '#database/tables.ts';
import { nameOf } from '../accounts/index.ts';
import { viewsSentWith } from '../attachments/index.ts';
import type { Cursor } from '../shared/pages.ts';
import type { Reader, Work } from '../shared/store.ts';

export type Deactivation = {
  readonly id: DeactivationId;
  readonly folio: string;
  readonly agencyId: AgencyId;
  readonly personId: PersonId;
  readonly ground: DeactivationGround;
  readonly groundWords: string;
  readonly note: string;
  readonly colleagueId: PersonId | null;
  /** `YYYY-MM-DD`; null: at once. */
  readonly effectiveOn: string | null;
  readonly effectiveAt: Date;
  readonly state: DeactivationState;
  readonly way: 'screen' | 'scan';
  readonly signerName: string;
  readonly signedOn: string;
  readonly attachmentId: string | null;
  readonly askedBy: PersonId;
  readonly askedAt: Date;
  readonly heldUpAt: Date | null;
  readonly doneAt: Date | null;
  readonly takenBy: PersonId | null;
  readonly requestsPassed: number;
  /** Null: carried out before they were counted, or not carried out. */
  readonly requestsLeft: number | null;
  readonly calledOffAt: Date | null;
  readonly calledOffReason: string;
  readonly changedAt: Date;
  readonly version: number;
};

const toDeactivation = (row: Selectable<Deactivations>): Deactivation => ({
  id: row.id as DeactivationId,
  folio: row.folio,
  agencyId: row.agency_id as AgencyId,
  personId: row.person_id as PersonId,
  ground: row.ground as DeactivationGround,
  groundWords: row.ground_words,
  note: row.note,
  colleagueId: row.colleague_id as PersonId | null,
  effectiveOn: row.effective_on,
  effectiveAt: row.effective_at,
  state: row.state as DeactivationState,
  way: row.way as Deactivation['way'],
  signerName: row.signer_name,
  signedOn: row.signed_on,
  attachmentId: row.attachment_id,
  askedBy: row.asked_by as PersonId,
  askedAt: row.asked_at,
  heldUpAt: row.held_up_at,
  doneAt: row.done_at,
  takenBy: row.taken_by as PersonId | null,
  requestsPassed: row.requests_passed,
  requestsLeft: row.requests_left,
  calledOffAt: row.called_off_at,
  calledOffReason: row.called_off_reason,
  changedAt: row.changed_at,
  version: row.version,
});

export type NewDeactivation = Pick<
  Deactivation,
  | ('id' | 'folio' | 'agencyId' | 'personId' | 'ground' | 'groundWords' | 'note' | 'colleagueId')
  | ('effectiveOn' | 'effectiveAt' | 'way' | 'signerName' | 'signedOn' | 'attachmentId' | 'askedBy')
>;

/** False when one of that person is scheduled already: then nothing was written. */
export async function insertDeactivation(work: Work, given: NewDeactivation): Promise<boolean> {
  const row = await work.db
    .insertInto('deactivations')
    .values({
      id: given.id,
      folio: given.folio,
      agency_id: given.agencyId,
      person_id: given.personId,
      ground: given.ground,
      ground_words: given.groundWords,
      note: given.note,
      colleague_id: given.colleagueId,
      effective_on: given.effectiveOn,
      effective_at: given.effectiveAt,
      state: 'scheduled',
      way: given.way,
      signer_name: given.signerName,
      signed_on: given.signedOn,
      attachment_id: given.attachmentId,
      asked_by: given.askedBy,
      asked_at: work.now,
      changed_at: work.now,
    })
    // Word for word as the index has it: by a parameter, a plan kept for any value would not know the index.
    .onConflict((conflict) => conflict.column('person_id').where('state', '=', sql.lit('scheduled')).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export type DeactivationStep = Partial<{
  state: DeactivationState;
  held_up_at: Date;
  done_at: Date;
  taken_by: string | null;
  requests_passed: number;
  requests_left: number;
  called_off_by: string;
  called_off_at: Date;
  called_off_reason: string;
}>;

/** Writes what changed, and the next version with it. */
export async function saveDeactivation(work: Work, id: string, step: DeactivationStep): Promise<void> {
  await work.db
    .updateTable('deactivations')
    .set({ ...step, changed_at: work.now, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute();
}

export async function foliosOfDeactivations(db: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('deactivations')
    .select(['id', 'folio'])
    .where('id', '=', sql<string>`any(${[...ids]})`)
    .execute();
  return new Map(rows.map(({ id, folio }) => [id, folio]));
}

/** By a pattern of records. */
export async function deactivationByFolio(db: Reader, pattern: string): Promise<string | undefined> {
  const found = db.selectFrom('deactivations').select('id').where('folio', '~', pattern);
  return (await found.executeTakeFirst())?.id;
}

/** Held until the act ends. */
export async function lockDeactivation(work: Work, id: string): Promise<Deactivation | undefined> {
  const row = await work.db.selectFrom('deactivations').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toDeactivation(row);
}

/** Whose instant came, the longest due first. */
export async function dueDeactivations(db: Reader, now: Date): Promise<DeactivationId[]> {
  const rows = await db
    .selectFrom('deactivations')
    .select('id')
    .where('state', '=', 'scheduled')
    .where('effective_at', '<=', now)
    .orderBy('effective_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id as DeactivationId);
}

export async function scheduledOf(db: Reader, personId: string): Promise<{ id: DeactivationId; folio: string } | null> {
  const row = await db
    .selectFrom('deactivations')
    .select(['id', 'folio'])
    .where('person_id', '=', personId)
    .where('state', '=', 'scheduled')
    .executeTakeFirst();
  return row ? { id: row.id as DeactivationId, folio: row.folio } : null;
}

/** With what a list says of people. */
export type Listed = Deactivation & {
  readonly personName: string;
  readonly employeeNumber: string;
  readonly positionId: string;
  readonly askedByName: string;
  readonly colleagueName: string;
  readonly takenByName: string;
  readonly calledOffByName: string;
  readonly scans: readonly AttachmentView[];
};

const scansOf: RawBuilder<AttachmentView[]> = viewsSentWith(sql.ref('d.id'));

const chosen = (db: Reader) =>
  db
    .selectFrom('deactivations as d')
    .innerJoin('people as p', 'p.id', 'd.person_id')
    .selectAll('d')
    .select(['p.full_name as person_name', 'p.employee_number', 'p.position_id'])
    .select([
      nameOf(sql.ref('d.asked_by')).as('asked_by_name'),
      nameOf(sql.ref('d.colleague_id')).as('colleague_name'),
      nameOf(sql.ref('d.taken_by')).as('taken_by_name'),
      nameOf(sql.ref('d.called_off_by')).as('called_off_by_name'),
      scansOf.as('scans'),
    ]);
type Row = Awaited<ReturnType<ReturnType<typeof chosen>['execute']>>[number];

const toListed = (row: Row): Listed => ({
  ...toDeactivation(row),
  personName: row.person_name ?? '',
  employeeNumber: row.employee_number,
  positionId: row.position_id,
  askedByName: row.asked_by_name ?? '',
  colleagueName: row.colleague_name ?? '',
  takenByName: row.taken_by_name ?? '',
  calledOffByName: row.called_off_by_name ?? '',
  scans: row.scans,
});

export async function listedById(db: Reader, id: string): Promise<Listed | undefined> {
  const row = await chosen(db).where('d.id', '=', id).executeTakeFirst();
  return row && toListed(row);
}

export type Asked = {
  /** Null: of every agency. */
  readonly reach: string | null;
  readonly state?: DeactivationState | undefined;
  readonly agencyId?: string | undefined;
  readonly q?: string | undefined;
  readonly cursor: Cursor | null;
  readonly size: number;
};

const SEARCHED = sql<string>`plain_text(p.given_names || ' ' || p.first_surname || ' ' || p.second_surname || ' ' || p.employee_number || ' ' ||
  d.folio)`;

/** What moved last first, one more than the page. */
export async function deactivationsAsked(db: Reader, asked: Asked): Promise<Listed[]> {
  const { reach, state, agencyId, q = '', cursor } = asked;
  let query = chosen(db)
    .orderBy('d.changed_at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(asked.size + 1);
  if (reach !== null) query = query.where('d.agency_id', '=', reach);
  if (state !== undefined) query = query.where('d.state', '=', state);
  if (agencyId !== undefined) query = query.where('d.agency_id', '=', agencyId);
  for (const word of q.split(' ').filter((each) => each !== ''))
    query = query.where(sql<boolean>`${SEARCHED} like '%' || plain_text(${word.replace(/[\\%_]/g, '\\$&')}) || '%'`);
  if (cursor !== null)
    query = query.where(sql<boolean>`(d.changed_at, d.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`);
  return (await query.execute()).map(toListed);
}
