/** What is done to a team: begin it, name it, say who leads and who is in it, retire it. */

import type { BodyOf } from '#contract/operation.ts';
import { DESK_ROLES } from '#contract/permissions.ts';
import type { LocalText } from '#contract/shapes.ts';
import type * as operations from '#contract/teams.ts';
import type { TeamView } from '#contract/teams.ts';
import {
  allTeams,
  insertTeam,
  lockTeam,
  memberIds,
  outrun,
  peopleOfDesk,
  saveMembersOf,
  saveRetirement,
  saveTeam,
  type Team,
} from '#server/accounts/index.ts';
import { everyArea, usesOfTeam } from '#server/catalogue/index.ts';
import { openByTeam } from '#server/requests/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { newId } from '#server/shared/ids.ts';
import { type Actor, type Allowed, allow } from '#server/shared/policy.ts';
import type { OneEffect, Reader, Work } from '#server/shared/store.ts';
import { type TeamRight, teamPolicy } from './policy.ts';
import { readTeam } from './read-teams.ts';
import { keyFor } from './rules.ts';

const wrong = (path: string, message: string) => new Fault('input.invalid', {}, { fields: [{ path, message }] });

async function refuseStrangeArea(db: Reader, areaId: string | null): Promise<void> {
  if (areaId === null || (await everyArea(db)).some((area) => area.id === areaId && area.active)) return;
  throw wrong('areaId', 'field.area-gone');
}

export async function add(
  house: House,
  actor: Actor,
  given: { body: BodyOf<typeof operations.addTeam>; once: OneEffect | null },
): Promise<TeamView> {
  const { body, once } = given;
  const { id } = await house.store.changeOnce(actor, { once, answer: { id: newId() } }, async (work, answer) => {
    allow(teamPolicy, 'add', { actor, thing: { id: answer.id, areaId: body.areaId, retired: false } });
    await refuseStrangeArea(work.db, body.areaId);
    const key = keyFor(body.name.es, new Set((await allTeams(work.db)).map((team) => team.key)));
    await insertTeam(work, { ...body, id: answer.id, key });
    const { areaId, tier } = body;
    await work.record({
      stream: `team:${answer.id}`,
      fact: 'team.added',
      data: { teamId: answer.id, key, areaId, tier },
      opens: true,
    });
  });
  return readTeam(house, actor, id);
}

type On = { readonly id: string; readonly version: number };

/** The steps every act on a team shares: it is held, asked about, and as it was seen. */
async function act<Right extends TeamRight>(
  house: House,
  asked: { actor: Actor; on: On; right: Right },
  perform: (work: Work, team: Allowed<Right, Team>) => Promise<void>,
): Promise<TeamView> {
  const { actor, on, right } = asked;
  await house.store.change(actor, async (work) => {
    const team = allow(teamPolicy, right, { actor, thing: await lockTeam(work, on.id) });
    if (team.version !== on.version) throw await outrun(work.db, { stream: `team:${team.id}`, actor });
    await perform(work, team);
  });
  return readTeam(house, actor, on.id);
}

export function change(
  house: House,
  actor: Actor,
  given: { id: string; body: BodyOf<typeof operations.changeTeam> },
): Promise<TeamView> {
  const { version, ...to } = given.body;
  const on = { id: given.id, version };
  return act(house, { actor, on, right: 'change' }, async (work, team) => {
    if (to.areaId !== team.areaId) await refuseStrangeArea(work.db, to.areaId);
    if (to.leadId !== null && to.leadId !== team.leadId) await refuseStrangeLead(work.db, team.id, to.leadId);
    await saveTeam(work, team, to);
    await work.record({ stream: `team:${team.id}`, fact: 'team.changed', data: { teamId: team.id, ...to } });
  });
}

/** The role is what lets a person see the whole area: naming somebody the lead does not give it to them. */
async function refuseStrangeLead(db: Reader, teamId: string, leadId: string): Promise<void> {
  const isMember = (await memberIds(db, teamId)).some(({ personId }) => personId === leadId);
  const holds = isMember && (await peopleOfDesk(db, { roles: ['team_lead'], ids: [leadId] })).length > 0;
  if (!holds) throw wrong('leadId', 'field.choice');
}

export function saveMembers(
  house: House,
  actor: Actor,
  given: { id: string; body: BodyOf<typeof operations.saveTeamMembers> },
): Promise<TeamView> {
  const on = { id: given.id, version: given.body.version };
  const wanted = [...new Set<string>(given.body.memberIds)];
  return act(house, { actor, on, right: 'members' }, async (work, team) => {
    const before = new Set((await memberIds(work.db, team.id)).map(({ personId }) => personId));
    const came = wanted.filter((id) => !before.has(id));
    const known = await peopleOfDesk(work.db, { roles: DESK_ROLES, ids: came });
    if (known.length < came.length) throw wrong('memberIds', 'field.choice');
    if (came.length === 0 && wanted.length === before.size) throw new Unchanged();
    await saveMembersOf(work, team, wanted);
  }).catch((error: unknown) => {
    if (error instanceof Unchanged) return readTeam(house, actor, given.id);
    throw error;
  });
}

/** The very people who were in it: nothing to write. */
class Unchanged extends Error {}

/** More names than these are counted, not listed. */
const NAMED = 5;

export function retire(
  house: House,
  actor: Actor,
  given: { id: string; body: BodyOf<typeof operations.retireTeam> },
): Promise<TeamView> {
  const { reason, version } = given.body;
  return act(house, { actor, on: { id: given.id, version }, right: 'retire' }, async (work, team) => {
    await refuseWhileInUse(work, team, actor);
    await saveMembersOf(work, team, []);
    await saveRetirement(work, team, true);
    await work.record({ stream: `team:${team.id}`, fact: 'team.retired', data: { teamId: team.id, reason } });
  });
}

/** Back in use as it was, but for its people: those who were in it may be elsewhere by now. */
export function restore(
  house: House,
  actor: Actor,
  given: { id: string; body: BodyOf<typeof operations.restoreTeam> },
): Promise<TeamView> {
  const { reason, version } = given.body;
  return act(house, { actor, on: { id: given.id, version }, right: 'restore' }, async (work, team) => {
    const area = (await everyArea(work.db)).find(({ id }) => id === team.areaId);
    if (area?.active === false) throw new Fault('team.area-retired', { area: wordsFor(actor, area.name) });
    await saveRetirement(work, team, false);
    await work.record({ stream: `team:${team.id}`, fact: 'team.restored', data: { teamId: team.id, reason } });
  });
}

const wordsFor = (actor: Actor, { es, en }: LocalText): string =>
  actor.kind === 'person' && actor.locale === 'en' && en !== '' ? en : es;

async function refuseWhileInUse(work: Work, team: Team, actor: Actor): Promise<void> {
  const [load, services] = await Promise.all([openByTeam(work.db, [team.id]), usesOfTeam(work.db, team.id)]);
  const open = load.reduce((total, { count }) => total + count, 0);
  if (open === 0 && services.length === 0) return;
  const names = services.slice(0, NAMED).map(({ name }) => wordsFor(actor, name));
  const more = services.length - names.length;
  throw new Fault('team.in-use', {
    open,
    services: services.length,
    names: [...names, ...(more > 0 ? [`+${more}`] : [])].join(', '),
  });
}
