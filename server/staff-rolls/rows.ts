/** SQL of staff rolls and what became of each. */
import { type RawBuilder, sql } from 'kysely';
import { hasOpenAccount, nameOf } from '../accounts/index.ts';
import type { Reader, Work } from '../shared/store.ts';

export type Confirmation = {
  readonly at: Date;
  readonly by: string;
  readonly as: 'coordinator' | 'head' | 'operator';
  readonly late: boolean;
  readonly statement: string;
  /** Hexadecimal. */
  readonly sha256: string;
};

export type Roll = {
  readonly id: string;
  readonly month: string;
  readonly agencyId: string;
  readonly openedAt: Date;
  readonly dueAt: Date;
  readonly people: number;
  readonly version: number;
  readonly isConfirmed: boolean;
  /** No newer one of its agency was opened. */
  readonly isNewest: boolean;
  readonly marked: number;
  readonly goneOpen: number;
  /** Of the agency's silence up to this roll. */
  readonly suspendedAt: Date | null;
  readonly confirmation: Confirmation | null;
};

/** Those of the agency of `r` that nobody confirmed since the last one somebody did. */
export const UNANSWERED = sql`from staff_rolls o where o.agency_id = r.agency_id and o.month <= r.month and o.confirmed_at is null
  and not exists (select from staff_rolls c where c.agency_id = o.agency_id and c.month > o.month and c.confirmed_at is not null)`;

export const selectRolls = (db: Reader) =>
  db
    .selectFrom('staff_rolls as r')
    .selectAll('r')
    .select([
      sql<boolean>`not exists (select from staff_rolls o where o.agency_id = r.agency_id and o.month > r.month)`.as(
        'is_newest',
      ),
      sql<number>`(select count(*) from staff_roll_people p where p.roll_id = r.id and p.mark is not null)`.as(
        'marked',
      ),
      sql<number>`(select count(*) from staff_roll_people p where p.roll_id = r.id and p.mark = 'gone'
        and ${hasOpenAccount(sql.ref('p.person_id'))})`.as('gone_open'),
      sql<Date | null>`(select min(o.suspended_at) ${UNANSWERED})`.as('silent_since'),
      confirmationOf.as('confirmation'),
    ]);

type RawConfirmation = Omit<Confirmation, 'at'> & { readonly at: string };

const confirmationOf: RawBuilder<RawConfirmation | null> = sql<RawConfirmation | null>`(select jsonb_build_object(
  'at', c.confirmed_at, 'by', ${nameOf(sql.ref('c.confirmed_by'))}, 'as', c.confirmed_as, 'late', c.late,
  'statement', c.statement, 'sha256', encode(c.rows_sha256, 'hex')) from staff_roll_confirmations c where c.roll_id = r.id)`;

type Row = Awaited<ReturnType<ReturnType<typeof selectRolls>['execute']>>[number];

export const toRoll = (row: Row): Roll => ({
  id: row.id,
  month: row.month,
  agencyId: row.agency_id,
  openedAt: row.opened_at,
  dueAt: row.due_at,
  people: row.people,
  version: row.version,
  isConfirmed: row.confirmed_at !== null,
  isNewest: row.is_newest,
  marked: row.marked,
  goneOpen: row.gone_open,
  suspendedAt: row.silent_since,
  confirmation: row.confirmation && { ...row.confirmation, at: new Date(row.confirmation.at) },
});

export async function rollById(db: Reader, id: string): Promise<Roll | undefined> {
  const row = await selectRolls(db).where('r.id', '=', id).executeTakeFirst();
  return row && toRoll(row);
}

/** Of one agency, newest first. */
export async function rollsOfAgency(db: Reader, agencyId: string, size: number): Promise<Roll[]> {
  const rows = await selectRolls(db)
    .where('r.agency_id', '=', agencyId)
    .orderBy('r.month', 'desc')
    .limit(size)
    .execute();
  return rows.map(toRoll);
}

/** The roll, held until the act ends. */
export async function lockRoll(work: Work, id: string): Promise<Roll | undefined> {
  await work.db.selectFrom('staff_rolls').select('id').where('id', '=', id).forUpdate().execute();
  return rollById(work.db, id);
}

export type NewRoll = Pick<Roll, 'id' | 'agencyId' | 'month' | 'dueAt' | 'people'>;

/** False when the agency has that month's already. */
export async function insertRoll(work: Work, roll: NewRoll): Promise<boolean> {
  const row = await work.db
    .insertInto('staff_rolls')
    .values({
      id: roll.id,
      agency_id: roll.agencyId,
      month: roll.month,
      opened_at: work.now,
      due_at: roll.dueAt,
      people: roll.people,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function saveMarked(work: Work, id: string): Promise<void> {
  await work.db.updateTable('staff_rolls').set({ version: sql<number>`version + 1` }).where('id', '=', id).execute();
}

export type NewConfirmation = {
  readonly id: string;
  readonly rollId: string;
  readonly by: string;
  readonly as: Confirmation['as'];
  readonly late: boolean;
  readonly statementVersion: number;
  readonly statement: string;
  /** RFC 8785, byte for byte what the sum is of. */
  readonly rows: string;
  readonly rowsSha256: Buffer;
};

export async function saveConfirmed(work: Work, given: NewConfirmation): Promise<void> {
  await work.db
    .insertInto('staff_roll_confirmations')
    .values({
      id: given.id,
      roll_id: given.rollId,
      confirmed_by: given.by,
      confirmed_as: given.as,
      confirmed_at: work.now,
      late: given.late,
      statement_version: given.statementVersion,
      statement: given.statement,
      rows: given.rows,
      rows_sha256: given.rowsSha256,
    })
    .execute();
  await work.db.updateTable('staff_rolls').set({ confirmed_at: work.now }).where('id', '=', given.rollId).execute();
}

export type DueRoll = Pick<Roll, 'id' | 'agencyId' | 'month' | 'openedAt' | 'dueAt' | 'isNewest'> & {
  readonly isSuspended: boolean;
};

/** Those nobody confirmed, with no later one that somebody did: they count against their agency, while it is there. */
export async function rollsWaiting(db: Reader, today: string): Promise<DueRoll[]> {
  const { rows } = await sql<DueRoll>`
    select r.id, r.agency_id as "agencyId", r.month, r.opened_at as "openedAt", r.due_at as "dueAt",
      r.suspended_at is not null as "isSuspended",
      not exists (select from staff_rolls n where n.agency_id = r.agency_id and n.month > r.month) as "isNewest"
    from staff_rolls r where r.confirmed_at is null
      and not exists (select from staff_rolls c where c.agency_id = r.agency_id and c.month > r.month and c.confirmed_at is not null)
      and not exists (select from agencies a where a.id = r.agency_id and a.valid_to <= ${today}::date)
    order by r.due_at, r.id`.execute(db);
  return rows;
}

/** Is it one of `rollsWaiting` still? Held until the act ends. */
export async function isWaiting(work: Work, id: string): Promise<boolean> {
  const { rows } = await sql`
    select r.id from staff_rolls r where r.id = ${id} and r.confirmed_at is null
      and not exists (select from staff_rolls c where c.agency_id = r.agency_id and c.month > r.month and c.confirmed_at is not null)
    for update`.execute(work.db);
  return rows.length > 0;
}

/** False when it was told before. */
export async function insertReminder(work: Work, rollId: string, stage: string): Promise<boolean> {
  const row = await work.db
    .insertInto('staff_roll_reminders')
    .values({ roll_id: rollId, stage, told_at: work.now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('stage')
    .executeTakeFirst();
  return row !== undefined;
}
