/** SQL of movements. A row is as it was recorded; only who took the requests is added, once. */
import { type Selectable, sql } from 'kysely';
import type { MovementGround, MovementId } from '#contract/movements.ts';
import type { Role } from '#contract/permissions.ts';
import type { LocalText } from '#contract/shapes.ts';
import type { Movements } from '#database/tables.ts';
import { nameOf } from '../accounts/index.ts';
import type { Reader, Work } from '../shared/store.ts';

export type Names = { readonly agency: LocalText; readonly position: LocalText };

export type Movement = {
  readonly id: MovementId;
  readonly personId: string;
  readonly fromAgencyId: string;
  readonly toAgencyId: string;
  readonly fromNames: Names;
  readonly toNames: Names;
  readonly ground: MovementGround;
  readonly note: string;
  readonly since: string;
  readonly movedBy: string;
  readonly movedAt: Date;
  readonly endedRoles: readonly Role[];
  readonly passes: boolean;
  readonly passedAt: Date | null;
  readonly takenBy: string | null;
  /** Named to take what stays. */
  readonly colleagueId: string | null;
  readonly requestsPassed: number;
};
export type NewMovement = Omit<Movement, 'movedAt' | 'passedAt' | 'takenBy' | 'requestsPassed'> & {
  readonly fromPositionId: string;
  readonly toPositionId: string;
};

const toMovement = (row: Selectable<Movements>): Movement => ({
  id: row.id as MovementId,
  personId: row.person_id,
  fromAgencyId: row.from_agency_id,
  toAgencyId: row.to_agency_id,
  fromNames: row.from_names as Names,
  toNames: row.to_names as Names,
  ground: row.ground as MovementGround,
  note: row.note,
  since: row.since,
  movedBy: row.moved_by,
  movedAt: row.moved_at,
  endedRoles: row.ended_roles as Role[],
  passes: row.passes,
  passedAt: row.passed_at,
  takenBy: row.taken_by,
  colleagueId: row.colleague_id,
  requestsPassed: row.requests_passed,
});

export async function insertMovement(work: Work, given: NewMovement): Promise<void> {
  await work.db
    .insertInto('movements')
    .values({
      id: given.id,
      person_id: given.personId,
      from_agency_id: given.fromAgencyId,
      to_agency_id: given.toAgencyId,
      from_position_id: given.fromPositionId,
      to_position_id: given.toPositionId,
      from_names: JSON.stringify(given.fromNames),
      to_names: JSON.stringify(given.toNames),
      ground: given.ground,
      note: given.note,
      since: given.since,
      moved_by: given.movedBy,
      moved_at: work.now,
      ended_roles: [...given.endedRoles],
      passes: given.passes,
      colleague_id: given.colleagueId,
    })
    .execute();
}

export async function movementById(db: Reader, id: string): Promise<Movement | undefined> {
  const row = await db.selectFrom('movements').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toMovement(row);
}

/** Held until the act ends. */
export async function lockMovement(work: Work, id: string): Promise<Movement | undefined> {
  const row = await work.db.selectFrom('movements').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toMovement(row);
}

export async function savePassed(work: Work, id: string, given: { takenBy: string | null; count: number }) {
  await work.db
    .updateTable('movements')
    .set({ passed_at: work.now, taken_by: given.takenBy, requests_passed: given.count })
    .where('id', '=', id)
    .execute();
}

export type Listed = Movement & { readonly by: string; readonly takenByName: string | null };

/** The newest first. */
export async function movementsOf(db: Reader, personId: string): Promise<Listed[]> {
  const rows = await db
    .selectFrom('movements as m')
    .selectAll('m')
    .select([nameOf(sql.ref('m.moved_by')).as('by_name'), nameOf(sql.ref('m.taken_by')).as('taken_by_name')])
    .where('m.person_id', '=', personId)
    .orderBy('m.moved_at', 'desc')
    .orderBy('m.id', 'desc')
    .execute();
  return rows.map((row) => ({ ...toMovement(row), by: row.by_name ?? '', takenByName: row.taken_by_name }));
}
