/** SQL of requests about personal data. */
import { type Selectable, sql, type Updateable } from 'kysely';
import type { DataRightId, DataRightKind, DataRightState, Wanted } from '#contract/data-right-shapes.ts';
import type { AgencyId, PersonId } from '#contract/ids.ts';
import type { DataRightsRequests } from '#database/tables.ts';
import { nameOf } from '../accounts/index.ts';
import type { Cursor } from '../shared/pages.ts';
import type { Reader, Work } from '../shared/store.ts';

export type DataRight = {
  readonly id: DataRightId;
  readonly folio: string;
  readonly kind: DataRightKind;
  readonly personId: PersonId;
  readonly state: DataRightState;
  readonly way: 'own' | 'paper' | 'mail';
  readonly words: string;
  readonly wanted: Wanted;
  /** What the account said before it was changed. */
  readonly former: Partial<Record<keyof Wanted, string>>;
  readonly representative: string;
  readonly identity: string;
  readonly receivedAt: Date;
  readonly dueAt: Date;
  readonly extendedAt: Date | null;
  readonly extensionReason: string;
  readonly correctionAt: Date | null;
  readonly correctionWords: string;
  readonly correctionDueAt: Date | null;
  readonly correctedAt: Date | null;
  readonly correctedWords: string;
  readonly answeredAt: Date | null;
  readonly answeredBy: string | null;
  readonly answer: string;
  readonly effectiveDueAt: Date | null;
  readonly effectiveAt: Date | null;
  readonly anonymiseAt: Date | null;
  readonly anonymisedAt: Date | null;
  readonly version: number;
};

const toDataRight = (row: Selectable<DataRightsRequests>): DataRight => ({
  id: row.id as DataRightId,
  folio: row.folio,
  kind: row.kind as DataRightKind,
  personId: row.person_id as PersonId,
  state: row.state as DataRightState,
  way: row.way as DataRight['way'],
  words: row.words,
  wanted: row.wanted as unknown as Wanted,
  former: row.former as unknown as DataRight['former'],
  representative: row.representative,
  identity: row.identity,
  receivedAt: row.received_at,
  dueAt: row.due_at,
  extendedAt: row.extended_at,
  extensionReason: row.extension_reason,
  correctionAt: row.correction_at,
  correctionWords: row.correction_words,
  correctionDueAt: row.correction_due_at,
  correctedAt: row.corrected_at,
  correctedWords: row.corrected_words,
  answeredAt: row.answered_at,
  answeredBy: row.answered_by,
  answer: row.answer,
  effectiveDueAt: row.effective_due_at,
  effectiveAt: row.effective_at,
  anonymiseAt: row.anonymise_at,
  anonymisedAt: row.anonymised_at,
  version: row.version,
});

export type NewDataRight = Pick<
  DataRight,
  'id' | 'folio' | 'kind' | 'personId' | 'way' | 'words' | 'wanted' | 'representative' | 'identity' | 'dueAt'
> & { readonly capturedBy: string | null };

/** False when one of that kind is open already: then nothing was written. */
export async function insertDataRight(work: Work, given: NewDataRight): Promise<boolean> {
  const row = await work.db
    .insertInto('data_rights_requests')
    .values({
      id: given.id,
      folio: given.folio,
      kind: given.kind,
      person_id: given.personId,
      state: 'received',
      way: given.way,
      words: given.words,
      wanted: JSON.stringify(given.wanted),
      representative: given.representative,
      identity: given.identity,
      captured_by: given.capturedBy,
      received_at: work.now,
      due_at: given.dueAt,
      changed_at: work.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export type Step = Omit<Updateable<DataRightsRequests>, 'id' | 'version' | 'changed_at'>;

/** Writes what changed, and the next version with it. */
export async function saveDataRight(work: Work, id: string, step: Step): Promise<void> {
  await work.db
    .updateTable('data_rights_requests')
    .set({ ...step, changed_at: work.now, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute();
}

/** Held until the act ends. */
export async function lockDataRight(work: Work, id: string): Promise<DataRight | undefined> {
  const row = await work.db
    .selectFrom('data_rights_requests')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && toDataRight(row);
}

/** With what a list says of people. */
export type Listed = DataRight & {
  readonly holderName: string;
  readonly agencyId: AgencyId;
  readonly capturedByName: string | null;
  readonly answeredByName: string | null;
  readonly effectedByName: string | null;
};

const chosen = (db: Reader) =>
  db
    .selectFrom('data_rights_requests as d')
    .innerJoin('people as p', 'p.id', 'd.person_id')
    .selectAll('d')
    .select(['p.full_name as holder_name', 'p.agency_id'])
    .select([
      nameOf(sql.ref('d.captured_by')).as('captured_by_name'),
      nameOf(sql.ref('d.answered_by')).as('answered_by_name'),
      nameOf(sql.ref('d.effected_by')).as('effected_by_name'),
    ]);
type Row = Awaited<ReturnType<ReturnType<typeof chosen>['execute']>>[number];

const toListed = (row: Row): Listed => ({
  ...toDataRight(row),
  holderName: row.holder_name ?? '',
  agencyId: row.agency_id as AgencyId,
  capturedByName: row.captured_by_name,
  answeredByName: row.answered_by_name,
  effectedByName: row.effected_by_name,
});

export async function listedById(db: Reader, id: string): Promise<Listed | undefined> {
  const row = await chosen(db).where('d.id', '=', id).executeTakeFirst();
  return row && toListed(row);
}

export async function dataRightsOf(db: Reader, personId: string): Promise<Listed[]> {
  const rows = await chosen(db)
    .where('d.person_id', '=', personId)
    .orderBy('d.received_at', 'desc')
    .limit(50)
    .execute();
  return rows.map(toListed);
}

const OPEN = ['received', 'correcting', 'granted'];
/** Until when the next step is due, whoever's it is. */
const NEXT = sql<Date>`case d.state when 'granted' then d.effective_due_at when 'correcting' then d.correction_due_at else d.due_at end`;

export type Asked = {
  readonly over: boolean;
  readonly kind?: DataRightKind | undefined;
  readonly cursor: Cursor | null;
  readonly size: number;
};

/** Those that wait, what is due first; or those that are over, the newest first. One more than the page. */
export async function dataRightsAsked(db: Reader, { over, kind, cursor, size }: Asked): Promise<Listed[]> {
  let query = chosen(db)
    .where('d.state', over ? 'not in' : 'in', OPEN)
    .limit(size + 1);
  if (kind !== undefined) query = query.where('d.kind', '=', kind);
  if (over) query = query.orderBy('d.changed_at', 'desc').orderBy('d.id', 'desc');
  else query = query.orderBy(NEXT).orderBy('d.id');
  if (cursor !== null && over)
    query = query.where(sql<boolean>`(d.changed_at, d.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`);
  if (cursor !== null && !over)
    query = query.where(sql<boolean>`(${NEXT}, d.id) > (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`);
  return (await query.execute()).map(toListed);
}

/** Changed last at; what a page of those that are over goes on from. */
export async function changedAt(db: Reader, id: string): Promise<Date> {
  const row = await db
    .selectFrom('data_rights_requests')
    .select('changed_at')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.changed_at;
}

/** Ids whose holder did not complete them in time, and of cancellations whose term is over. */
export async function dueBy(db: Reader, now: Date): Promise<{ lapsing: string[]; forgetting: string[] }> {
  const lapsing = await db
    .selectFrom('data_rights_requests')
    .select('id')
    .where('state', '=', 'correcting')
    .where('correction_due_at', '<', now)
    .orderBy('correction_due_at')
    .execute();
  const forgetting = await db
    .selectFrom('data_rights_requests')
    .select('id')
    .where('anonymise_at', '<', now)
    .where('anonymised_at', 'is', null)
    .orderBy('anonymise_at')
    .execute();
  return { lapsing: lapsing.map(({ id }) => id), forgetting: forgetting.map(({ id }) => id) };
}

/** Whatever a person asked, without the words in which they, or whoever captured it, said who they are. */
export async function forgetWords(work: Work, { personId }: { readonly personId: string }): Promise<void> {
  await work.db
    .updateTable('data_rights_requests')
    .set({
      ...{ words: '', wanted: '{}', former: '{}', representative: '', identity: '' },
      ...{ correction_words: '', corrected_words: '', answer: '', extension_reason: '' },
    })
    .where('person_id', '=', personId)
    .execute();
}
