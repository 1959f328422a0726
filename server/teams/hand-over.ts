/** The open requests of who is away, given to who is there: one act, one reason, told in every history it touches. */

import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import { DESK_ROLES } from '#contract/permissions.ts';
import type * as operations from '#contract/teams.ts';
import {
  type Absence,
  absenceOn,
  absencesFrom,
  allTeams,
  memberIds,
  peopleOfDesk,
  teamIdsOf,
} from '#server/accounts/index.ts';
import { refOf } from '#server/records/index.ts';
import { handWithin, openToHandOver } from '#server/requests/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import type { Actor } from '#server/shared/policy.ts';
import type { OneEffect, Reader } from '#server/shared/store.ts';
import { absenceFor } from './absences.ts';
import { todayOf } from './read-teams.ts';

type ToHand = ReplyOf<typeof operations.readHandOver>;

export async function readToHandOver(house: House, actor: Actor, id: string): Promise<ToHand> {
  const db = house.store.read;
  const absence = await absenceFor(db, { actor, id, right: 'hand-over' });
  const today = await todayOf(house);
  const [rows, teams, absences] = await Promise.all([
    openToHandOver(db, [absence.personId], actor),
    allTeams(db),
    absencesFrom(db, today),
  ]);
  const people = await colleaguesOf(db, absence);
  return {
    items: rows.map((row) => ({
      id: row.id as ToHand['items'][number]['id'],
      ref: refOf({ series: row.series, year: row.year, sequence: row.sequence }),
      folio: row.folio,
      subject: row.subject,
      state: row.state,
      teamId: row.team_id as ToHand['items'][number]['teamId'],
      teamName: teams.find((team) => team.id === row.team_id)?.name ?? null,
      dueAt: row.resolution_due_at.toISOString(),
      pausedAt: row.paused_at?.toISOString() ?? null,
    })),
    people: people.map((person) => ({ ...person, away: absenceOn(absences, person.id, today) !== undefined })),
    deputyId: absence.deputyId as ToHand['deputyId'],
  };
}

/** Who attends in a team of the absent, with their teams. */
async function colleaguesOf(db: Reader, absence: Absence & { teamIds: readonly string[] }) {
  const beside = (await memberIds(db)).filter((each) => absence.teamIds.includes(each.teamId));
  const ids = [...beside.map((each) => each.personId), absence.deputyId];
  const people = await peopleOfDesk(db, { roles: DESK_ROLES, ids });
  const teamIds = await teamIdsOf(db, ids);
  return people
    .filter((person) => person.id !== absence.personId)
    .map(({ id, name }) => ({ id, name, teamIds: (teamIds.get(id) ?? []) as ToHand['people'][number]['teamIds'] }));
}

type Done = ReplyOf<typeof operations.handOver>;

export async function handOver(
  house: House,
  actor: Actor,
  given: { id: string; body: BodyOf<typeof operations.handOver>; once: OneEffect | null },
): Promise<Done> {
  const { toId, reason } = given.body;
  // In one order for everybody: two such acts at once wait for each other and never in a circle.
  const requestIds = [...new Set<string>(given.body.requestIds)].sort();
  const { once } = given;
  await house.store.changeOnce(actor, { once, answer: { absenceId: given.id } }, async (work) => {
    const absence = await absenceFor(work.db, { actor, id: given.id, right: 'hand-over' });
    const to = (await colleaguesOf(work.db, absence)).find((person) => person.id === toId);
    if (!to) throw new Fault('input.invalid', {}, { fields: [{ path: 'toId', message: 'field.choice' }] });
    const handed: string[] = [];
    const each = { fromId: absence.personId, toId, toTeamIds: to.teamIds, reason };
    for (const requestId of requestIds) if (await handWithin(work, { requestId, ...each })) handed.push(requestId);
    await work.record({
      stream: `absence:${absence.id}`,
      fact: 'absence.handed-over',
      data: { absenceId: absence.id, personId: absence.personId, toId, requestIds: handed },
    });
  });
  // Asked of the requests themselves, so that a repeated call is told the same.
  const theirs = new Set((await openToHandOver(house.store.read, [toId], actor)).map((row) => row.id));
  return {
    handed: requestIds.filter((id) => theirs.has(id)),
    left: requestIds.filter((id) => !theirs.has(id)),
  };
}
