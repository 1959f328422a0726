/** What whoever runs the program may do to an account: never a password, always on record. */
import type { PersonId } from '#contract/accounts.ts';
import { allPositions, ensureHostAgency } from '../agencies/index.ts';
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { allow, type SystemActor, system } from '../shared/policy.ts';
import { giveActivationLink, unlockPerson } from './administer.ts';
import { closeWithin, reopenWithin } from './close-account.ts';
import { FIRST_POSITION } from './complete-set-up.ts';
import { addPerson } from './invite-person.ts';
import { peoplePolicy } from './policy.ts';
import { credentialsByEmail, lockAdministrators, lockPerson } from './rows.ts';
import { removeFactorsOf } from './second-factor/remove.ts';

/** Who stands in the history for it. */
const TERMINAL: SystemActor = system('terminal');

export type Named = { givenNames: string; firstSurname: string; secondSurname: string; email: string };

async function idOf(house: House, email: string): Promise<PersonId> {
  const person = await credentialsByEmail(house.store.read, email);
  if (!person) throw new Fault('not-found');
  return person.id;
}

/**
 * One more administrator, for when no other can sign in; gives the link that opens the account, to be handed over.
 * `account.exists` for a known address. Only once the institution is set up: before, the set-up makes the first.
 */
export async function addAdministrator(house: House, named: Named): Promise<{ url: string; expiresAt: string }> {
  const id = await house.store.change(TERMINAL, async (work) => {
    const institution = await readInstitutionRow(work.db);
    const day = todayAt(institution, work.now);
    const agency = await ensureHostAgency(work, { name: institution.hostAgencyName, day });
    const position = (await allPositions(work.db)).find((each) => each.key === FIRST_POSITION);
    if (!position) throw new Error(`the position ${FIRST_POSITION} is not among the starting data`);
    return addPerson(work, {
      ...named,
      ...{ employeeNumber: '', phone: '', extension: '', passwordHash: null, teamIds: [] },
      agencyId: agency.id,
      positionId: position.id,
      state: 'invited',
      source: 'terminal',
      roles: ['requester', 'operator_admin'],
    });
  });
  return giveActivationLink(house, TERMINAL, id);
}

/** A link to activate an account, or to choose a new password; `not-found` for an unknown address. */
export const linkFor = async (house: House, email: string): Promise<{ url: string; expiresAt: string }> =>
  giveActivationLink(house, TERMINAL, await idOf(house, email));

/**
 * Nobody gets in by this account any more, and who was in is out; what the person filed and did stays. False: it was locked
 * already. `not-found` for an unknown address, `right.missing` before an account was approved, `role.last-admin`.
 */
export async function lockByEmail(house: House, email: string): Promise<boolean> {
  const id = await idOf(house, email);
  const closed = house.store.change(TERMINAL, async (work) => {
    const administrators = await lockAdministrators(work);
    const person = allow(peoplePolicy, 'lock', { actor: TERMINAL, thing: await lockPerson(work, id) });
    if (person.state === 'inactive') throw new Fault('account.closed');
    await closeWithin(work, person, { administrators, closing: { reason: 'terminal', note: '' } });
    return true;
  });
  return closed.catch((error: unknown) => {
    if (error instanceof Fault && error.code === 'account.closed') return false;
    throw error;
  });
}

/** Takes the second factor of an account, for when nobody else can; `right.missing` when there is none. */
export const removeFactorsByEmail = async (house: House, email: string): Promise<void> =>
  removeFactorsOf(house, TERMINAL, { id: await idOf(house, email), proof: 'terminal', note: '' });

/** Lifts the pauses after wrong passwords, and opens an account that was locked; `not-found` for an unknown address. */
export async function unlockByEmail(house: House, email: string): Promise<void> {
  const id = await idOf(house, email);
  const { state } = await unlockPerson(house, TERMINAL, id);
  if (state !== 'inactive') return;
  await house.store.change(TERMINAL, async (work) => {
    const person = allow(peoplePolicy, 'reopen', { actor: TERMINAL, thing: await lockPerson(work, id) });
    if (person.state !== 'inactive') throw new Fault('account.not-closed');
    await reopenWithin(work, person, '');
  });
}
