/** Reading shifts, and arranging new ones. */
import type { addShifts, listShifts, previewShifts, ShiftPlan } from '#contract/duty.ts';
import { SHIFTS_MAX_DAYS } from '#contract/duty.ts';
import type { TeamId } from '#contract/ids.ts';
import type { QueryOf, ReplyOf } from '#contract/operation.ts';
import { type PersonCard, shownPhone, teamById, teamsWithMembers } from '#server/accounts/index.ts';
import { readInstitutionRow, todayAt } from '#server/institution/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { newId } from '#server/shared/ids.ts';
import { type Actor, allow, hasRole, personOf } from '#server/shared/policy.ts';
import type { OneEffect, Reader } from '#server/shared/store.ts';
import { attends, DESK } from './people.ts';
import { planned } from './plan.ts';
import { rosterPolicy } from './policy.ts';
import { insertShifts, shiftsBetween } from './rows.ts';
import { daysApart, daysBetween, slotsOf } from './rules.ts';
import { rosterStream, viewShift } from './view.ts';

/** A roster as the address names it: a team's id, or `desk`. */
export const rosterFrom = (team: string | undefined): { teamId: string | null } | undefined =>
  team === undefined ? undefined : { teamId: team === 'desk' ? null : team };

export async function readShifts(
  house: House,
  actor: Actor,
  query: QueryOf<typeof listShifts>,
): Promise<ReplyOf<typeof listShifts>> {
  const apart = daysApart(query);
  if (apart < 0 || apart >= SHIFTS_MAX_DAYS) {
    const field = { path: 'to', message: 'field.shift-range', limit: SHIFTS_MAX_DAYS };
    throw new Fault('input.invalid', {}, { fields: [field] });
  }
  const db = house.store.read;
  const { timeZone } = await readInstitutionRow(db);
  const now = house.clock.now();
  const [shifts, rosters] = await Promise.all([
    shiftsBetween(db, daysBetween(timeZone, query), rosterFrom(query.team)),
    rostersFor(db, actor, todayAt({ timeZone }, now)),
  ]);
  return { items: shifts.map((shift) => viewShift(shift, actor, now)), rosters };
}

type Roster = ReplyOf<typeof listShifts>['rosters'][number];

/** The whole desk first, then by team. */
async function rostersFor(db: Reader, actor: Actor, today: string): Promise<Roster[]> {
  const teams = await teamsWithMembers(db, today);
  const everybody = new Map(teams.flatMap(({ members }) => members.map((member) => [member.id, member] as const)));
  const roster = (teamId: string | null, name: Roster['name'], members: readonly PersonCard[]): Roster => {
    const administer = rosterPolicy.may('arrange', actor, { teamId });
    const people = members.filter(attends).map((member) => ({
      id: member.id,
      name: member.fullName,
      phone: member.phone === '' ? '' : shownPhone(member),
    }));
    const isOwn = hasRole(actor, ...DESK) && (teamId === null || personOf(actor).teamIds.includes(teamId));
    return { teamId: teamId as TeamId | null, name, administer, people: administer || isOwn ? people : [] };
  };
  const byName = [...everybody.values()].toSorted((a, b) => a.fullName.localeCompare(b.fullName, 'es-MX'));
  return [roster(null, null, byName), ...teams.map((team) => roster(team.id, team.name, team.members))];
}

/** The roster, or a refusal; a team that is not there is not found. */
async function mayArrange(db: Reader, actor: Actor, teamId: string | null) {
  if (teamId !== null && (await teamById(db, teamId)) === undefined) throw new Fault('not-found');
  return allow(rosterPolicy, 'arrange', { actor, thing: { teamId } });
}

export async function preview(house: House, actor: Actor, plan: ShiftPlan): Promise<ReplyOf<typeof previewShifts>> {
  const db = house.store.read;
  await mayArrange(db, actor, plan.teamId);
  const items = await planned(db, plan, house.clock.now());
  return {
    items: items.map(({ day, from, to, person, phone, trouble, taken }) => ({
      day,
      from: from.toISOString(),
      to: to.toISOString(),
      personName: person.fullName,
      phone,
      trouble,
      taken,
    })),
  };
}

/** All of them, or none: `duty.overlap`, `duty.past`. */
export async function add(
  house: House,
  actor: Actor,
  given: { body: ShiftPlan; once: OneEffect | null },
): Promise<ReplyOf<typeof addShifts>> {
  const { body, once } = given;
  const roster = await mayArrange(house.store.read, actor, body.teamId);
  const { timeZone } = await readInstitutionRow(house.store.read);
  // Known from the plan alone, so that the act told twice gives the same answer.
  const { length } = slotsOf(timeZone, body);
  return house.store.changeOnce(actor, { once, answer: { added: length } }, async (work) => {
    // Recorded first: from then on whoever else arranges this team's shifts waits.
    const ids: string[] = Array.from({ length }, () => newId());
    await work.record({
      stream: rosterStream(body.teamId),
      fact: 'duty.shifts-added',
      data: { teamId: body.teamId, shiftIds: ids, people: body.people, from: body.from, to: body.to },
    });
    const items = await planned(work.db, body, work.now);
    for (const { trouble, taken } of items) {
      if (trouble === 'overlap') throw new Fault('duty.overlap', { name: taken });
      if (trouble !== null) throw new Fault('duty.past');
    }
    await insertShifts(
      work,
      roster,
      items.map(({ person, phone, from, to }, index) => ({
        id: ids[index] ?? newId(),
        teamId: body.teamId,
        personId: person.id,
        from,
        to,
        phone,
        note: body.note,
      })),
    );
  });
}
