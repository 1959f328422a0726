/** Roles given until a day: told of seven days before, and taken on the day after it. */
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import { DAY, later } from '../shared/clock.ts';
import type { House } from '../shared/house.ts';
import { allow, system } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { changeRoles } from './grant-roles.ts';
import { type EndingGrant, grantsEnding, grantsOver, isHeld, saveGrantWarned } from './grant-rows.ts';
import { peoplePolicy } from './policy.ts';
import { lockAdministrators, lockPerson } from './rows.ts';

/** Fact told to the person, to who gave it and to who coordinates their agency: `{ personId, role, until, givenBy }`. */
export const ROLE_ENDING = 'account.role-ending';
/** The same, when it ended. */
export const ROLE_ENDED = 'account.role-ended';

const TOLD_BEFORE = 7 * DAY;

/** Done or undone meanwhile, here or on another node. */
class NothingToDo extends Error {}

async function end(work: Work, over: EndingGrant): Promise<void> {
  const administrators = await lockAdministrators(work);
  const thing = await lockPerson(work, over.personId);
  if (thing === undefined || !(await isHeld(work, over))) throw new NothingToDo();
  const person = allow(peoplePolicy, 'grant', { actor: work.actor, thing });
  // A desk without anybody who administers it could not be given one: the role stays until somebody else has it.
  if (over.role === 'operator_admin' && administrators.every((id) => id === person.id)) throw new NothingToDo();
  const left = person.roles.filter((role) => role !== over.role);
  const roles = left.length === 0 ? (['requester'] as const) : left;
  await changeRoles(work, person, { roles, source: 'desk', endsAs: 'term' });
  const { personId, role, until, givenBy } = over;
  await work.record({ stream: `person:${personId}`, fact: ROLE_ENDED, data: { personId, role, until, givenBy } });
}

async function warn(work: Work, ending: EndingGrant): Promise<void> {
  const person = await lockPerson(work, ending.personId);
  if (person === undefined || person.state === 'inactive') throw new NothingToDo();
  if (!(await saveGrantWarned(work, ending.id))) throw new NothingToDo();
  const { personId, role, until, givenBy } = ending;
  await work.record({ stream: `person:${personId}`, fact: ROLE_ENDING, data: { personId, role, until, givenBy } });
}

/** One that fails is told in the log and tried again at the next turn; the others go on. */
async function each(
  house: House,
  grants: readonly EndingGrant[],
  act: (work: Work, grant: EndingGrant) => Promise<void>,
): Promise<void> {
  for (const grant of grants) {
    try {
      await house.store.change(system('role-terms'), (work) => act(work, grant));
    } catch (error) {
      if (!(error instanceof NothingToDo))
        house.log.error({ err: error, grantId: grant.id, act: act.name }, 'the term of a role could not be followed');
    }
  }
}

/** By the institution's calendar, each once, on whichever node. */
export async function followRoleTerms(house: House): Promise<void> {
  const db = house.store.read;
  const institution = await readInstitutionRow(db);
  const now = house.clock.now();
  const today = todayAt(institution, now);
  await each(house, await grantsOver(db, today), end);
  const last = todayAt(institution, later(now, TOLD_BEFORE));
  await each(house, await grantsEnding(db, { today, last }), warn);
}
