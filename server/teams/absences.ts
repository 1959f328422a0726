/** Who is away and who stands in: read, set, changed, ended. */

import type { BodyOf, QueryOf, ReplyOf } from '#contract/operation.ts';
import { DESK_ROLES } from '#contract/permissions.ts';
import type * as operations from '#contract/teams.ts';
import type { AbsenceView } from '#contract/teams.ts';
import {
  type Absence,
  absenceById,
  absencesFrom,
  absencesOver,
  allTeams,
  cancelAbsence,
  insertAbsence,
  lockAbsence,
  lockPerson,
  memberIds,
  outrun,
  peopleByIds,
  peopleOfDesk,
  saveAbsence,
  standInOn,
  teamIdsOf,
} from '#server/accounts/index.ts';
import { openToHandOver } from '#server/requests/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { newId } from '#server/shared/ids.ts';
import { dayInWords } from '#server/shared/in-words.ts';
import { type Actor, type Allowed, allow, hasRole, personOf } from '#server/shared/policy.ts';
import type { OneEffect, Reader, Work } from '#server/shared/store.ts';
import { type AbsenceFacts, type AbsenceRight, absencePolicy } from './policy.ts';
import { todayOf } from './read-teams.ts';
import { dayBefore, dayFaults } from './rules.ts';

type Person = { readonly id: AbsenceView['person']['id']; readonly name: string };

export async function list(house: House, actor: Actor): Promise<ReplyOf<typeof operations.listAbsences>> {
  const today = await todayOf(house);
  const absences = await absencesFrom(house.store.read, today);
  return {
    absences: await toViews(house, actor, { absences, today }),
    people: await peopleToSetFor(house.store.read, actor),
    today,
  };
}

/** Whose absence the actor may set, by name. */
async function peopleToSetFor(db: Reader, actor: Actor): Promise<Person[]> {
  if (hasRole(actor, 'auditor') && !hasRole(actor, ...DESK_ROLES)) return [];
  const { id, teamIds } = personOf(actor);
  if (hasRole(actor, 'service_owner')) return named(await peopleOfDesk(db, { roles: DESK_ROLES }));
  const ids = hasRole(actor, 'team_lead')
    ? (await memberIds(db)).filter((each) => teamIds.includes(each.teamId)).map((each) => each.personId)
    : [];
  return named(await peopleOfDesk(db, { roles: DESK_ROLES, ids: [...ids, id] }));
}

const named = (people: readonly Person[]): Person[] => people.map(({ id, name }) => ({ id, name }));

async function toViews(
  house: House,
  actor: Actor,
  given: { absences: readonly Absence[]; today: string },
): Promise<AbsenceView[]> {
  const { absences, today } = given;
  const db = house.store.read;
  const [teams, teamIds] = await Promise.all([
    allTeams(db),
    teamIdsOf(
      db,
      absences.map(({ personId }) => personId),
    ),
  ]);
  const factsOf = ({ personId }: Absence) => ({ personId, teamIds: teamIds.get(personId) ?? [] });
  const seen = absences.filter((absence) => absencePolicy.sees(actor, factsOf(absence)));
  const people = await peopleByIds(
    db,
    seen.flatMap(({ personId, deputyId }) => [personId, deputyId]),
  );
  const nameOf = (id: string): string => people.get(id)?.fullName ?? '';
  const mine = seen.filter((absence) => absencePolicy.may('hand-over', actor, factsOf(absence)));
  const open = await openToHandOver(
    db,
    mine.map(({ personId }) => personId),
    actor,
  );
  return seen.map((absence) => {
    const facts = factsOf(absence);
    const isNow = absence.from <= today;
    const standIn = isNow ? standInOn(absences, absence.personId, today) : null;
    const may = (right: AbsenceRight) => absencePolicy.may(right, actor, facts);
    return {
      id: absence.id as AbsenceView['id'],
      person: { id: absence.personId as Person['id'], name: nameOf(absence.personId) },
      teamNames: teams.filter((team) => facts.teamIds.includes(team.id)).map(({ name }) => name),
      from: absence.from,
      to: absence.to,
      deputy: { id: absence.deputyId as Person['id'], name: nameOf(absence.deputyId) },
      kind: may('see-kind') ? absence.kind : null,
      now: isNow,
      standInName: standIn === null || standIn === absence.deputyId ? null : nameOf(standIn),
      open: may('hand-over') ? open.filter((row) => row.agent_id === absence.personId).length : null,
      version: absence.version,
      can: { change: may('set'), handOver: may('hand-over') },
    };
  });
}

async function viewOf(house: House, actor: Actor, id: string): Promise<AbsenceView> {
  const absence = await absenceById(house.store.read, id);
  const [view] = absence ? await toViews(house, actor, { absences: [absence], today: await todayOf(house) }) : [];
  if (!view) throw new Error('the absence acted upon is not there');
  return view;
}

export async function factsOf(db: Reader, personId: string): Promise<AbsenceFacts> {
  return { personId, teamIds: (await teamIdsOf(db, [personId])).get(personId) ?? [] };
}

/** Who may stand in for a person: who attends in one of their teams, or as they do, for every one. By name. */
async function deputiesOf(db: Reader, personId: string): Promise<Person[]> {
  const { teamIds } = await factsOf(db, personId);
  const beside = (await memberIds(db)).filter((each) => teamIds.includes(each.teamId)).map((each) => each.personId);
  const isOwner = (await peopleOfDesk(db, { roles: ['service_owner'], ids: [personId] })).length > 0;
  const owners = isOwner ? await peopleOfDesk(db, { roles: ['service_owner'] }) : [];
  const team = await peopleOfDesk(db, { roles: DESK_ROLES, ids: beside });
  const known = new Map([...team, ...owners].map((person) => [person.id, person]));
  return named([...known.values()]).filter((person) => person.id !== personId);
}

export async function deputies(
  house: House,
  actor: Actor,
  query: QueryOf<typeof operations.listDeputies>,
): Promise<ReplyOf<typeof operations.listDeputies>> {
  const db = house.store.read;
  allow(absencePolicy, 'set', { actor, thing: await factsOf(db, query.person) });
  const today = await todayOf(house);
  const { from = today, to = from } = query;
  const [people, absences] = await Promise.all([deputiesOf(db, query.person), absencesFrom(db, from)]);
  const isAway = (id: string): boolean =>
    absences.some((absence) => absence.personId === id && absence.from <= to && from <= absence.to);
  return { people: people.map((person) => ({ ...person, away: isAway(person.id) })) };
}

type Days = Pick<Absence, 'from' | 'to' | 'deputyId' | 'kind'>;

/** Refuses days and a deputy that do not hold together. `apart`: the absence under change. */
async function refuseCrossed(
  work: Work,
  given: { personId: string; days: Days; today: string; apart?: string },
): Promise<void> {
  const { personId, days, today, apart } = given;
  const fields = dayFaults(days, today);
  if (fields.length > 0) throw new Fault('input.invalid', {}, { fields });
  const over = { from: days.from, to: days.to };
  const [own] = await absencesOver(work.db, { personId, ...over, ...(apart === undefined ? {} : { apart }) });
  if (own) throw new Fault('absence.overlaps', inWords(work, own));
  const deputy = (await deputiesOf(work.db, personId)).find(({ id }) => id === days.deputyId);
  if (!deputy) throw new Fault('input.invalid', {}, { fields: [{ path: 'deputyId', message: 'field.choice' }] });
  const [theirs] = await absencesOver(work.db, { personId: days.deputyId, ...over });
  if (theirs) throw new Fault('absence.deputy-away', { name: deputy.name, ...inWords(work, theirs) });
}

/** A calendar day is read at its own midnight, whatever the zone. */
function inWords(work: Work, { from, to }: Pick<Absence, 'from' | 'to'>): { from: string; to: string } {
  const locale = work.actor.kind === 'person' ? work.actor.locale : 'es-MX';
  const say = (day: string) => dayInWords(new Date(`${day}T00:00:00Z`), { locale, timeZone: 'UTC', now: work.now });
  return { from: say(from), to: say(to) };
}

const ofDays = ({ from, to, deputyId, kind }: Days): Days => ({ from, to, deputyId, kind });

export async function set(
  house: House,
  actor: Actor,
  given: { body: BodyOf<typeof operations.setAbsence>; once: OneEffect | null },
): Promise<AbsenceView> {
  const { body, once } = given;
  const today = await todayOf(house);
  const { id } = await house.store.changeOnce(actor, { once, answer: { id: newId() } }, async (work, answer) => {
    // Held: two who set absences of the same person go one after the other.
    if (!(await lockPerson(work, body.personId))) throw new Fault('not-found');
    const facts = await factsOf(work.db, body.personId);
    const thing = { ...facts, ...ofDays(body), id: answer.id };
    const absence = allow(absencePolicy, 'set', { actor, thing });
    await refuseCrossed(work, { personId: body.personId, days: body, today });
    await insertAbsence(work, absence);
    await record(work, 'absence.set', { id: answer.id, personId: body.personId, days: body });
  });
  return viewOf(house, actor, id);
}

/** In the absence's own history and, for whoever reads the person's, in theirs. */
async function record(
  work: Work,
  fact: 'absence.set' | 'absence.changed' | 'absence.ended',
  given: { id: string; personId: string; days: Days },
): Promise<void> {
  const data = { absenceId: given.id, personId: given.personId, ...ofDays(given.days) };
  await work.record({ stream: `absence:${given.id}`, fact, data, ...(fact === 'absence.set' ? { opens: true } : {}) });
  await work.record({ stream: `person:${given.personId}`, fact, data });
}

async function held(
  work: Work,
  actor: Actor,
  on: { id: string; version: number },
): Promise<Allowed<'set', Absence & AbsenceFacts>> {
  const found = await lockAbsence(work, on.id);
  const thing = found && { ...found, ...(await factsOf(work.db, found.personId)) };
  const absence = allow(absencePolicy, 'set', { actor, thing });
  if (absence.version !== on.version) throw await outrun(work.db, { stream: `absence:${on.id}`, actor });
  return absence;
}

export async function change(
  house: House,
  actor: Actor,
  given: { id: string; body: BodyOf<typeof operations.changeAbsence> },
): Promise<AbsenceView> {
  const { version, ...days } = given.body;
  const today = await todayOf(house);
  await house.store.change(actor, async (work) => {
    const absence = await held(work, actor, { id: given.id, version });
    await lockPerson(work, absence.personId);
    await refuseCrossed(work, { personId: absence.personId, days, today, apart: absence.id });
    await saveAbsence(work, absence, days);
    await record(work, 'absence.changed', { id: absence.id, personId: absence.personId, days });
  });
  return viewOf(house, actor, given.id);
}

/** Back at work: what was lived stays as it was, what was to come is taken back. */
export async function end(house: House, actor: Actor, given: { id: string; version: number }): Promise<{ done: true }> {
  const today = await todayOf(house);
  await house.store.change(actor, async (work) => {
    const absence = await held(work, actor, given);
    const days = { ...ofDays(absence), to: dayBefore(today) };
    if (absence.to < today) throw new Fault('not-found');
    if (absence.from < today) await saveAbsence(work, absence, days);
    else await cancelAbsence(work, absence);
    await record(work, 'absence.ended', { id: absence.id, personId: absence.personId, days });
  });
  return { done: true };
}

/** One that is not over; for whom it is of, or who leads them. */
export async function absenceFor(
  db: Reader,
  asked: { actor: Actor; id: string; right: AbsenceRight },
): Promise<Absence & AbsenceFacts> {
  const found = await absenceById(db, asked.id);
  const thing = found && { ...found, ...(await factsOf(db, found.personId)) };
  return allow(absencePolicy, asked.right, { actor: asked.actor, thing });
}
