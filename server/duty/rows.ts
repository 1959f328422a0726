/** SQL of shifts and of who had them before. */
import { sql } from 'kysely';
import { type FaceRow, faceOf } from '#server/accounts/index.ts';
import { newId } from '#server/shared/ids.ts';
import type { Allowed } from '#server/shared/policy.ts';
import type { Reader, Work } from '#server/shared/store.ts';
import type { Span } from './rules.ts';

export type Swap = { readonly name: string; readonly by: string; readonly at: string; readonly reason: string };
export type Shift = {
  readonly id: string;
  readonly teamId: string | null;
  readonly personId: string;
  readonly face: FaceRow;
  readonly from: Date;
  readonly to: Date;
  readonly phone: string;
  readonly note: string;
  readonly version: number;
  readonly formerly: readonly Swap[];
  readonly handover: 'none' | 'closed' | 'confirmed';
};
export type NewShift = Pick<Shift, 'id' | 'teamId' | 'personId' | 'from' | 'to' | 'phone' | 'note'>;

const selection = sql`select s.id, s.team_id "teamId", s.person_id "personId", s.starts_at "from", s.ends_at "to",
  s.phone, s.note, s.version, ${faceOf(sql.ref('s.person_id'))} face,
  coalesce((select jsonb_agg(jsonb_build_object('name', f.full_name, 'by', b.full_name, 'at', w.at, 'reason', w.reason)
      order by w.at, w.id)
    from duty_swaps w join people f on f.id = w.from_id join people b on b.id = w.by_id
    where w.shift_id = s.id), '[]') formerly,
  coalesce((select case when h.confirmed_at is null then 'closed' else 'confirmed' end from handovers h
    where h.shift_id = s.id and h.corrects is null), 'none') handover
  from duty_shifts s`;

type Sql = ReturnType<typeof sql>;

/** Of one team; null: of the whole desk. */
export const ofRoster = (column: string, teamId: string | null): Sql =>
  sql`${sql.ref(column)} is not distinct from ${teamId}::uuid`;

const inOrder = sql`order by s.starts_at, s.team_id nulls first, s.id`;

async function shiftsWhere(db: Reader, where: Sql, limit = 2000): Promise<Shift[]> {
  const { rows } = await sql<Shift>`${selection} where s.removed_at is null and ${where}
    ${inOrder} limit ${limit}`.execute(db);
  return rows;
}

const touches = ({ from, to }: Span): Sql => sql`s.ends_at > ${from} and s.starts_at < ${to}`;

/** Those that touch the span, of every team unless one is named. */
export const shiftsBetween = (db: Reader, span: Span, roster?: { teamId: string | null }): Promise<Shift[]> =>
  shiftsWhere(
    db,
    roster === undefined ? touches(span) : sql`${touches(span)} and ${ofRoster('s.team_id', roster.teamId)}`,
  );

export const shiftsAt = (db: Reader, at: Date): Promise<Shift[]> =>
  shiftsWhere(db, sql`s.ends_at > ${at} and s.starts_at <= ${at}`);

/** The one that runs, else the next. */
export const nextOf = async (db: Reader, personId: string, at: Date): Promise<Shift | undefined> =>
  (await shiftsWhere(db, sql`s.person_id = ${personId} and s.ends_at > ${at}`, 1))[0];

/** Ended within the span and nobody wrote what was left. */
export const owedBy = (db: Reader, personId: string, span: Span): Promise<Shift[]> =>
  shiftsWhere(
    db,
    sql`s.person_id = ${personId} and s.ends_at > ${span.from} and s.ends_at <= ${span.to}
      and not exists (select 1 from handovers h where h.shift_id = s.id)`,
    10,
  );

/** Who comes after that shift, of somebody else. */
export const successorOf = async (db: Reader, shift: Pick<Shift, 'teamId' | 'personId' | 'to'>, now: Date) =>
  (
    await shiftsWhere(
      db,
      sql`${ofRoster('s.team_id', shift.teamId)} and s.starts_at >= ${shift.to} and s.ends_at > ${now}
        and s.person_id <> ${shift.personId}`,
      1,
    )
  )[0];

export const shiftById = async (db: Reader, id: string): Promise<Shift | undefined> =>
  (await shiftsWhere(db, sql`s.id = ${id}`, 1))[0];

/** Held until the act ends. */
export async function lockShift(work: Work, id: string): Promise<Shift | undefined> {
  const { rows } = await sql<Shift>`${selection} where s.removed_at is null and s.id = ${id}
    for update of s`.execute(work.db);
  return rows[0];
}

export async function insertShifts<Right extends string>(
  work: Work,
  _roster: Allowed<Right, { teamId: string | null }>,
  shifts: readonly NewShift[],
): Promise<void> {
  await work.db
    .insertInto('duty_shifts')
    .values(
      shifts.map(({ id, teamId, personId, from, to, phone, note }) => ({
        id,
        team_id: teamId,
        person_id: personId,
        starts_at: from,
        ends_at: to,
        phone,
        note,
      })),
    )
    .execute();
}

type Changed = Partial<Pick<Shift, 'personId' | 'from' | 'to' | 'phone' | 'note'>> & { readonly removedAt?: Date };

export async function saveShift<Right extends string>(
  work: Work,
  shift: Allowed<Right, Shift>,
  to: Changed,
): Promise<void> {
  await work.db
    .updateTable('duty_shifts')
    .set((eb) => ({
      person_id: to.personId ?? shift.personId,
      starts_at: to.from ?? shift.from,
      ends_at: to.to ?? shift.to,
      phone: to.phone ?? shift.phone,
      note: to.note ?? shift.note,
      removed_at: to.removedAt ?? null,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', shift.id)
    .execute();
}

export async function keepSwap(
  work: Work,
  swap: { shiftId: string; fromId: string; toId: string; byId: string; reason: string },
): Promise<void> {
  await work.db
    .insertInto('duty_swaps')
    .values({
      id: newId(),
      shift_id: swap.shiftId,
      from_id: swap.fromId,
      to_id: swap.toId,
      by_id: swap.byId,
      reason: swap.reason,
      at: work.now,
    })
    .execute();
}
