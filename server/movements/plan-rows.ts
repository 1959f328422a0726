/** SQL of changes said before their day: one open for a person at most. */
import { sql } from 'kysely';
import type { AgencyId, PositionId } from '#contract/ids.ts';
import type { MovementGround } from '#contract/movements.ts';
import { nameOf } from '../accounts/index.ts';
import type { Reader, Work } from '../shared/store.ts';

type Place = { readonly agencyId: AgencyId; readonly positionId: PositionId };

export type Plan = {
  readonly id: string;
  readonly personId: string;
  readonly from: Place;
  readonly to: Place;
  readonly ground: MovementGround;
  readonly note: string;
  readonly since: string;
  readonly passes: boolean;
  readonly colleagueId: string | null;
  readonly plannedBy: string;
};
type Shown = Plan & { readonly at: Date; readonly by: string; readonly colleague: string | null };

const open = (db: Reader) =>
  db
    .selectFrom('planned_movements as m')
    .selectAll('m')
    .select([nameOf(sql.ref('m.planned_by')).as('by_name'), nameOf(sql.ref('m.colleague_id')).as('colleague_name')])
    .where('m.ended_at', 'is', null);

type Row = Awaited<ReturnType<ReturnType<typeof open>['executeTakeFirstOrThrow']>>;

const toPlan = (row: Row): Shown => ({
  id: row.id,
  personId: row.person_id,
  from: { agencyId: row.from_agency_id as AgencyId, positionId: row.from_position_id as PositionId },
  to: { agencyId: row.to_agency_id as AgencyId, positionId: row.to_position_id as PositionId },
  ground: row.ground as MovementGround,
  note: row.note,
  since: row.since,
  passes: row.passes,
  colleagueId: row.colleague_id,
  plannedBy: row.planned_by,
  at: row.planned_at,
  by: row.by_name ?? '',
  colleague: row.colleague_name,
});

export async function planOf(db: Reader, personId: string): Promise<Shown | undefined> {
  const row = await open(db).where('m.person_id', '=', personId).executeTakeFirst();
  return row && toPlan(row);
}

/** Held until the act ends; undefined when it is over. */
export async function lockPlan(work: Work, id: string): Promise<Plan | undefined> {
  await work.db.selectFrom('planned_movements').select('id').where('id', '=', id).forUpdate().execute();
  const row = await open(work.db).where('m.id', '=', id).executeTakeFirst();
  return row && toPlan(row);
}

/** False when one is open already. */
export async function insertPlan(work: Work, plan: Plan): Promise<boolean> {
  const row = await work.db
    .insertInto('planned_movements')
    .values({
      ...{ id: plan.id, person_id: plan.personId, from_agency_id: plan.from.agencyId, to_agency_id: plan.to.agencyId },
      ...{ from_position_id: plan.from.positionId, to_position_id: plan.to.positionId },
      ...{ ground: plan.ground, note: plan.note, since: plan.since, passes: plan.passes },
      ...{ colleague_id: plan.colleagueId, planned_by: plan.plannedBy, planned_at: work.now },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function endPlan(work: Work, id: string, how: 'done' | 'cancelled' | 'lapsed'): Promise<void> {
  const by = work.actor.kind === 'person' ? work.actor.id : null;
  await work.db
    .updateTable('planned_movements')
    .set({ ended_at: work.now, ended_by: by, ended_how: how })
    .where('id', '=', id)
    .execute();
}

/** Whose day has come, in the order they were said. */
export async function plansDue(db: Reader, today: string): Promise<string[]> {
  const rows = await db
    .selectFrom('planned_movements')
    .select('id')
    .where('ended_at', 'is', null)
    .where('since', '<=', today)
    .orderBy('planned_at')
    .execute();
  return rows.map(({ id }) => id);
}
