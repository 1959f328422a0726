/** SQL of the people of a staff roll, and of those its silence keeps out. */
import { sql } from 'kysely';
import type { StaffMark } from '#contract/staff-rolls.ts';
import { hasOpenAccount, isSuspendedStaff, type StaffMember } from '../accounts/index.ts';
import type { Reader, Work } from '../shared/store.ts';

export type RollPerson = {
  readonly place: number;
  readonly personId: string;
  readonly employeeNumber: string;
  readonly fullName: string;
  readonly positionId: string;
  readonly accountSince: Date;
  readonly lastSignInAt: Date | null;
  readonly mark: StaffMark | null;
  readonly note: string;
};
export type RollPersonNow = RollPerson & { readonly closed: boolean; readonly suspended: boolean };

/** In one statement, in the order given. Who was marked as gone a month before, and still has an account, stays marked. */
export async function insertPeople(work: Work, rollId: string, staff: readonly StaffMember[]): Promise<void> {
  const rows = JSON.stringify(staff.map((person, index) => ({ ...person, place: index + 1 })));
  await sql`
    insert into staff_roll_people (roll_id, place, person_id, employee_number, full_name, position_id, account_since,
      last_sign_in_at, mark, note)
    select ${rollId}::uuid, s.place, s.id, s."employeeNumber", s."fullName", s."positionId", s.since, s."lastSignInAt",
      b.mark, coalesce(b.note, '')
    from jsonb_to_recordset(${rows}::jsonb) as s (place integer, id uuid, "employeeNumber" text, "fullName" text, "positionId" uuid,
      since timestamptz, "lastSignInAt" timestamptz)
    left join lateral (select p.mark, p.note from staff_rolls n
      join staff_rolls o on o.agency_id = n.agency_id and o.month < n.month
      join staff_roll_people p on p.roll_id = o.id and p.person_id = s.id and p.mark = 'gone'
      where n.id = ${rollId}::uuid
        and not exists (select from staff_rolls m where m.agency_id = n.agency_id and m.month > o.month and m.month < n.month)
    ) b on true`.execute(work.db);
}

const select = (db: Reader, rollId: string) =>
  db.selectFrom('staff_roll_people as p').selectAll('p').where('p.roll_id', '=', rollId).orderBy('p.place');
type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

const toPerson = (row: Row): RollPerson => ({
  place: row.place,
  personId: row.person_id,
  employeeNumber: row.employee_number,
  fullName: row.full_name,
  positionId: row.position_id,
  accountSince: row.account_since,
  lastSignInAt: row.last_sign_in_at,
  mark: row.mark as StaffMark | null,
  note: row.note,
});

/** By surname. */
export const peopleOfRoll = async (db: Reader, rollId: string): Promise<RollPerson[]> =>
  (await select(db, rollId).execute()).map(toPerson);

export type PeopleAsked = {
  readonly words: readonly string[];
  readonly marked: boolean;
  /** Place of the last of the page before. */
  readonly after: number;
  readonly size: number;
};

/** One more than the page. */
export async function peopleAsked(db: Reader, rollId: string, asked: PeopleAsked): Promise<RollPersonNow[]> {
  let query = select(db, rollId)
    .select([
      sql<boolean>`not ${hasOpenAccount(sql.ref('p.person_id'))}`.as('closed'),
      isSuspendedStaff(sql.ref('p.person_id')).as('suspended'),
    ])
    .where('p.place', '>', asked.after)
    .limit(asked.size + 1);
  if (asked.marked) query = query.where('p.mark', 'is not', null);
  for (const word of asked.words)
    query = query.where(
      sql<boolean>`plain_text(p.full_name || ' ' || p.employee_number) like '%' || plain_text(${word.replace(/[\\%_]/g, '\\$&')}) || '%'`,
    );
  const rows = await query.execute();
  return rows.map((row) => ({ ...toPerson(row), closed: row.closed, suspended: row.suspended }));
}

/** False when nobody of the roll is that person. */
export async function saveMark(
  work: Work,
  on: { rollId: string; personId: string },
  given: { mark: StaffMark | null; note: string },
): Promise<boolean> {
  const row = await work.db
    .updateTable('staff_roll_people')
    .set({ mark: given.mark, note: given.mark === null ? '' : given.note })
    .where('roll_id', '=', on.rollId)
    .where('person_id', '=', on.personId)
    .returning('person_id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertSuspensions(work: Work, rollId: string, ids: readonly string[]): Promise<void> {
  await work.db
    .insertInto('staff_roll_suspensions')
    .values(ids.map((id) => ({ roll_id: rollId, person_id: id, since: work.now })))
    .onConflict((conflict) =>
      conflict.columns(['roll_id', 'person_id']).doUpdateSet({ since: work.now, until: null, recorded: false }),
    )
    .execute();
}

/** False when another node was quicker. */
export async function saveSuspended(work: Work, rollId: string): Promise<boolean> {
  const row = await work.db
    .updateTable('staff_rolls')
    .set({ suspended_at: work.now })
    .where('id', '=', rollId)
    .where('suspended_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Of those let back. */
export async function endSuspensions(work: Work, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await work.db
    .updateTable('staff_roll_suspensions')
    .set({ until: work.now })
    .where('person_id', 'in', [...ids])
    .where('until', 'is', null)
    .execute();
}

/** Everybody kept out, but who was marked as gone in what their agency confirmed since. */
export async function keptOut(db: Reader): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct s.person_id as id from staff_roll_suspensions s where s.until is null
      and not exists (select from staff_roll_people p join staff_rolls r on r.id = p.roll_id
        where p.person_id = s.person_id and p.mark = 'gone' and r.confirmed_at >= s.since)`.execute(db);
  return rows.map(({ id }) => id);
}

/** Silence has no consequence any more: if it has one again, it is counted anew. */
export async function forgetSuspended(work: Work): Promise<void> {
  await work.db.updateTable('staff_rolls').set({ suspended_at: null }).where('confirmed_at', 'is', null).execute();
}

export type Ended = { readonly rollId: string; readonly personId: string };

/** Ends that do not stand in the histories yet, some at a time; taken by one node alone. */
export async function takeUnrecorded(work: Work, size: number): Promise<Ended[]> {
  const { rows } = await sql<Ended>`
    update staff_roll_suspensions s set recorded = true
    from (select roll_id, person_id from staff_roll_suspensions where until is not null and not recorded
      order by roll_id, person_id limit ${size} for update skip locked) t
    where s.roll_id = t.roll_id and s.person_id = t.person_id
    returning s.roll_id as "rollId", s.person_id as "personId"`.execute(work.db);
  return rows;
}
