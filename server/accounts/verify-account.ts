import type { verifyAccount as operation, PersonId } from '#contract/accounts.ts';
import type { BodyOf } from '#contract/operation.ts';
import { standingAgency } from '../agencies/index.ts';
import { readInstitutionRow, registrationMode } from '../institution/index.ts';
import { HOUR } from '../shared/clock.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Caller, WithSession } from '../shared/http/answer.ts';
import { newId, sha256 } from '../shared/ids.ts';
import { type Limit, spend } from '../shared/limits.ts';
import { anonymous } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { openGrants } from './grant-rows.ts';
import { keepFormerPassword, liveRegistration, type RegistrationSecret, spendRegistrations } from './link-rows.ts';
import { keepReading } from './notice-rows.ts';
import { openSession } from './open-session.ts';
import { matchesPassword } from './passwords.ts';
import { insertPerson, isEmployeeNumberTaken, type NewPerson } from './rows.ts';
import { PASSWORDS_KEPT } from './rules.ts';
import { failLink, refuseGuesser } from './throttle.ts';

/** Passwords tried on one link; past it, only time helps. */
const PASSWORDS_TRIED: Limit = { name: 'verify', points: 10, windowMs: HOUR };

/**
 * The link of the letter and the password chosen: together they make the account. `token.spent` for a link that does
 * not work, `sign-in.mismatch` for another password, `account.exists` when the address got its account meanwhile.
 */
export async function verifyAccount(house: House, given: BodyOf<typeof operation> & { caller: Caller }) {
  const { caller, password } = given;
  await refuseGuesser(house, caller.address);
  const now = house.clock.now();
  const tokenHash = sha256(given.token);
  const asked = await liveRegistration(house.store.read, tokenHash, { now });
  if (!asked) throw await failLink(house, caller.address);
  await spend(house.store, PASSWORDS_TRIED, { whom: asked.id, now });
  if (!(await matchesPassword(asked.passwordHash, password))) throw new Fault('sign-in.mismatch');
  const session = await house.store.change(anonymous, async (work) => {
    const registration = await liveRegistration(work.db, tokenHash, { now, lock: true });
    if (!registration) throw new Fault('token.spent');
    return admit(work, registration, caller);
  });
  return session === null
    ? { outcome: 'awaiting-approval' as const }
    : new WithSession({ outcome: 'signed-in' as const }, session);
}

/** Makes the person; the session of who may enter at once, null for who waits for a yes. */
async function admit(work: Work, registration: RegistrationSecret, caller: Caller) {
  const mode = registrationMode(await readInstitutionRow(work.db));
  const state = mode === 'verified_email' ? 'active' : 'awaiting_approval';
  const id = newId<PersonId>();
  const { person, email, passwordHash } = registration;
  // Somebody else's number, mistyped or not, must not keep this person out: the desk puts it right later.
  const numberTaken = await isEmployeeNumberTaken(work.db, person.employeeNumber);
  const employeeNumber = numberTaken ? '' : person.employeeNumber;
  const agencyId = await standingAgency(work, person.agencyId);
  const values: NewPerson = {
    ...person,
    agencyId,
    id,
    email,
    employeeNumber,
    state,
    roles: ['requester'],
    passwordHash,
  };
  const made = await insertPerson(work.db, values, work.now);
  if (!made) throw new Fault('account.exists');
  await openGrants(work, id, { roles: values.roles, source: 'account' });
  await keepFormerPassword(work.db, id, { hash: passwordHash, at: work.now, keep: PASSWORDS_KEPT });
  await spendRegistrations(work, email);
  const { noticeVersion } = registration;
  if (noticeVersion !== null) await keepReading(work, { personId: id, version: noticeVersion, way: 'sign-up' });
  await work.record({
    stream: `person:${id}`,
    fact: 'account.verified',
    data: { personId: id, registrationId: registration.id, state, numberTaken, noticeVersion },
    opens: true,
  });
  return state === 'active' ? openSession(work, { id, authEpoch: 1, awaitsSecondStep: false }, caller) : null;
}
