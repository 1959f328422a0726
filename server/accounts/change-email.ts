/** Another e-mail for an account: asked with the password, and the person's once the link sent there is followed. */
import type { askEmailChange as askOperation, confirmEmail as confirmOperation } from '#contract/accounts.ts';
import type { BodyOf } from '#contract/operation.ts';
import { isOwnAddress, readInstitutionRow } from '../institution/index.ts';
import { later } from '../shared/clock.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { Caller } from '../shared/http/answer.ts';
import { newId, sha256 } from '../shared/ids.ts';
import type { PersonActor } from '../shared/policy.ts';
import { insertEmailChange, liveEmailChange, markEmailChangeUsed, revokeEmailChanges } from './email-rows.ts';
import { spendLinks, spendRegistrations } from './link-rows.ts';
import { actorOf } from './open-session.ts';
import { saveEmail } from './profile-rows.ts';
import { provePassword } from './prove-password.ts';
import { credentialsByEmail, credentialsById, lockPerson, personById } from './rows.ts';
import { EMAIL_LIFE } from './rules.ts';
import { carryOneSession } from './session-rows.ts';
import { countEmailChange, failLink, refuseGuesser } from './throttle.ts';

/** The answer is the same whether or not the address is somebody's; the letters that follow tell their readers. */
export async function askEmailChange(
  house: House,
  actor: PersonActor,
  given: BodyOf<typeof askOperation> & { caller: Caller },
) {
  const { email, password, caller } = given;
  const person = await credentialsById(house.store.read, actor.id);
  if (!person) throw new Fault('session.required');
  await refuseAddress(house, { email, present: person.email });
  await provePassword(house, person, { password, address: caller.address });
  await countEmailChange(house, { personId: person.id, email });
  await house.store.change(actor, async (work) => {
    const present = await lockPerson(work, person.id);
    if (present?.authEpoch !== person.authEpoch) throw new Fault('session.required');
    const known = (await credentialsByEmail(work.db, email)) !== undefined;
    await revokeEmailChanges(work, person.id);
    const id = newId();
    const { authEpoch, email: formerEmail } = present;
    const expiresAt = later(work.now, EMAIL_LIFE);
    await insertEmailChange(work, { id, personId: person.id, email, formerEmail, known, authEpoch, expiresAt });
    await work.record({
      stream: `person:${person.id}`,
      fact: 'account.email-asked',
      data: { personId: person.id, changeId: id },
    });
  });
  return { sentTo: email };
}

/** Where the institution names its domains, an address of another is refused. */
async function refuseAddress(house: House, given: { email: string; present: string }): Promise<void> {
  const { email, present } = given;
  const fields = [{ path: 'email', message: 'field.email-same' }];
  if (email === present) throw new Fault('input.invalid', {}, { fields });
  const institution = await readInstitutionRow(house.store.read);
  if (institution.mailDomains.length > 0 && !isOwnAddress(institution, email)) throw new Fault('registration.domain');
}

/** `token.spent` for a link that does not work. Whoever follows it signed in stays so; every other session ends. */
export async function confirmEmail(house: House, given: BodyOf<typeof confirmOperation> & { caller: Caller }) {
  const { caller } = given;
  await refuseGuesser(house, caller.address);
  const now = house.clock.now();
  const tokenHash = sha256(given.token);
  const found = await liveEmailChange(house.store.read, tokenHash, { now });
  const owner = found && (await personById(house.store.read, found.personId));
  if (!owner) throw await failLink(house, caller.address);
  await house.store.change(actorOf(owner), async (work) => {
    const person = await lockPerson(work, owner.id);
    const change = person && (await liveEmailChange(work.db, tokenHash, { now, lock: true }));
    if (!change) throw new Fault('token.spent');
    const authEpoch = await saveEmail(work, person.id, change.email);
    if (authEpoch === undefined) throw new Fault('token.spent');
    await markEmailChangeUsed(work, change.id);
    await carryOneSession(work, person, { authEpoch, token: caller.sessionToken });
    await spendLinks(work, person.id, null);
    await spendRegistrations(work, change.email);
    await work.record({
      stream: `person:${person.id}`,
      fact: 'account.email-changed',
      data: { personId: person.id, changeId: change.id },
    });
  });
  return { done: true as const };
}

/** `not-found` when there is nothing to take back. */
export async function cancelEmailChange(house: House, actor: PersonActor) {
  await house.store.change(actor, async (work) => {
    const changeId = await revokeEmailChanges(work, actor.id);
    if (changeId === undefined) throw new Fault('not-found');
    await work.record({
      stream: `person:${actor.id}`,
      fact: 'account.email-cancelled',
      data: { personId: actor.id, changeId },
    });
  });
  return { done: true as const };
}
