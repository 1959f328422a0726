/** SQL of the acts that wait. */
import { type Selectable, sql } from 'kysely';
import type { HeldActs } from '#database/tables.ts';
import { DAY, later, MINUTE } from '#server/shared/clock.ts';
import type { Reader, Writer } from '#server/shared/store.ts';

export type HeldRow = Omit<Selectable<HeldActs>, 'params' | 'body'> & {
  params: Record<string, unknown>;
  body: Record<string, unknown>;
};

/** What became of one request of an act on many. */
export type EachOutcome = {
  readonly id: string;
  readonly outcome: 'undone' | 'done' | 'refused';
  readonly code?: string;
  readonly values?: Readonly<Record<string, string | number>>;
};

export type NewHeld = Pick<
  HeldRow,
  'id' | 'person_id' | 'session_id' | 'operation' | 'params' | 'body' | 'key' | 'body_hash' | 'due_at'
>;

/** False when that key holds an act already. */
export async function insertHeld(db: Writer, row: NewHeld, now: Date): Promise<boolean> {
  const inserted = await db
    .insertInto('held_acts')
    .values({ ...row, params: JSON.stringify(row.params), body: JSON.stringify(row.body), held_at: now })
    .onConflict((conflict) => conflict.columns(['person_id', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export type Earlier = Pick<HeldRow, 'id' | 'operation' | 'body_hash' | 'due_at'>;

export async function heldByKey(db: Reader, personId: string, key: string): Promise<Earlier | undefined> {
  return db
    .selectFrom('held_acts')
    .select(['id', 'operation', 'body_hash', 'due_at'])
    .where('person_id', '=', personId)
    .where('key', '=', key)
    .executeTakeFirst();
}

/** Those nobody has begun, the next first. */
export async function waitingOf(db: Reader, personId: string): Promise<HeldRow[]> {
  const rows = await db
    .selectFrom('held_acts')
    .selectAll()
    .where('person_id', '=', personId)
    .where('over_at', 'is', null)
    .where('tries', '=', 0)
    .orderBy('due_at')
    .limit(100)
    .execute();
  return rows as HeldRow[];
}

const EMPTY = { params: null, body: null };

/** Only what nobody has begun: an act cut in its middle may have been done. Null when there is no such act of that person. */
export async function undo(db: Writer, of: { id: string; personId: string; now: Date }): Promise<boolean | null> {
  const undone = await sql`
    update held_acts set params = null, body = null, over_at = ${of.now}, outcome = 'undone',
      outcomes = (select jsonb_agg(jsonb_build_object('id', i -> 'id', 'outcome', 'undone'))
        from jsonb_array_elements(body -> 'items') i)
    where id = ${of.id} and person_id = ${of.personId} and over_at is null and tries = 0
    returning id`.execute(db);
  if (undone.rows.length > 0) return true;
  const known = await db
    .selectFrom('held_acts')
    .select('outcome')
    .where('id', '=', of.id)
    .where('person_id', '=', of.personId)
    .executeTakeFirst();
  if (known === undefined) return null;
  return known.outcome === 'undone';
}

export async function isAnyDue(db: Reader, now: Date): Promise<boolean> {
  const { rows } = await sql`select 1 from held_acts where over_at is null and due_at <= ${now}
    and (claimed_until is null or claimed_until <= ${now}) limit 1`.execute(db);
  return rows.length > 0;
}

/** A node that was cut holds its act for no longer than this. */
const CLAIM = MINUTE;

/** Takes the act that is due longest; no other node gets it meanwhile. */
export async function claimDue(db: Writer, now: Date): Promise<HeldRow | undefined> {
  const { rows } = await sql<HeldRow>`
    update held_acts set claimed_until = ${later(now, CLAIM)}, tries = tries + 1 where id = (
      select id from held_acts where over_at is null and due_at <= ${now}
        and (claimed_until is null or claimed_until <= ${now})
      order by due_at, id limit 1 for update skip locked)
    returning *`.execute(db);
  return rows[0];
}

/** This one, before its instant; undefined when it is over, or a node is at it. */
export async function claimOne(
  db: Writer,
  of: { id: string; personId: string; now: Date },
): Promise<HeldRow | undefined> {
  const { rows } = await sql<HeldRow>`
    update held_acts set claimed_until = ${later(of.now, CLAIM)}, tries = tries + 1
    where id = ${of.id} and person_id = ${of.personId} and over_at is null
      and (claimed_until is null or claimed_until <= ${of.now})
    returning *`.execute(db);
  return rows[0];
}

type End = Pick<HeldRow, 'outcome' | 'refused_code'> & { readonly outcomes: readonly EachOutcome[] | null };

export async function endOf(db: Reader, of: { id: string; personId: string }): Promise<End | undefined> {
  const row = await db
    .selectFrom('held_acts')
    .select(['outcome', 'refused_code', 'outcomes'])
    .where('id', '=', of.id)
    .where('person_id', '=', of.personId)
    .executeTakeFirst();
  // It was written by `undo` or `endHeld`.
  return row && { ...row, outcomes: row.outcomes as EachOutcome[] | null };
}

export async function postpone(db: Writer, row: Pick<HeldRow, 'id'>, until: Date): Promise<void> {
  await db.updateTable('held_acts').set({ claimed_until: until }).where('id', '=', row.id).execute();
}

/** What was written leaves the row with its end. False when it had ended already. */
export async function endHeld(
  db: Writer,
  row: Pick<HeldRow, 'id'>,
  end: { outcome: 'done' | 'refused'; code?: string; each: readonly EachOutcome[] | null; now: Date },
): Promise<boolean> {
  const ended = await db
    .updateTable('held_acts')
    .set({
      ...EMPTY,
      over_at: end.now,
      outcome: end.outcome,
      refused_code: end.code ?? null,
      outcomes: end.each === null ? null : JSON.stringify(end.each),
    })
    .where('id', '=', row.id)
    .where('over_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return ended !== undefined;
}

/** As long as a key is remembered: until then the same call gives the same answer. */
const REMEMBERED = 7 * DAY;

export async function sweepHeld(db: Writer, now: Date): Promise<void> {
  await db.deleteFrom('held_acts').where('over_at', '<', later(now, -REMEMBERED)).execute();
}
