import type { createAccount as operation } from '#contract/accounts.ts';
import type { BodyOf } from '#contract/operation.ts';
import { isOwnAddress, readInstitutionRow, registrationMode } from '../institution/index.ts';
import { later } from '../shared/clock.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { Caller } from '../shared/http/answer.ts';
import { newId } from '../shared/ids.ts';
import { anonymous } from '../shared/policy.ts';
import { refuseStrangePlace } from './belongings.ts';
import { refuseBadPassword } from './choose-password.ts';
import { insertRegistration } from './link-rows.ts';
import { hashPassword } from './passwords.ts';
import { readPhone } from './phone.ts';
import { credentialsByEmail } from './rows.ts';
import { ACTIVATION_LIFE } from './rules.ts';
import { countAccount, mayWriteTo } from './throttle.ts';

type Asked = BodyOf<typeof operation>;

/**
 * Asks for an account. Nothing exists until the link of the letter is followed: the address proves nothing before.
 * A known address gets the same answer, in the same time, and a letter that says so to its owner.
 */
export async function createAccount(house: House, given: Asked & { caller: Caller }): Promise<{ sentTo: string }> {
  const { caller, ...asked } = given;
  const institution = await readInstitutionRow(house.store.read);
  if (registrationMode(institution) === 'off') throw new Fault('registration.off');
  if (!isOwnAddress(institution, asked.email)) throw new Fault('registration.domain');
  await countAccount(house, caller.address);
  await refuseStrangePlace(house, asked);
  const phone = readPhone(asked.phone);
  await refuseBadPassword(house, asked.password, { bearer: asked });
  const passwordHash = await hashPassword(asked.password);
  if (await mayWriteTo(house, { email: asked.email, address: caller.address }))
    await keep(house, { asked, phone, passwordHash });
  return { sentTo: asked.email };
}

async function keep(
  house: House,
  given: { asked: Asked; phone: { phone: string; extension: string }; passwordHash: string },
): Promise<void> {
  const { asked, phone, passwordHash } = given;
  await house.store.change(anonymous, async (work) => {
    const known = (await credentialsByEmail(work.db, asked.email)) !== undefined;
    const id = newId();
    const { givenNames, firstSurname, secondSurname, agencyId, positionId, employeeNumber } = asked;
    const person = { givenNames, firstSurname, secondSurname, agencyId, positionId, employeeNumber, ...phone };
    const expiresAt = later(work.now, ACTIVATION_LIFE);
    const noticeVersion = asked.privacyNoticeVersion ?? null;
    await insertRegistration(work, { id, email: asked.email, known, person, passwordHash, noticeVersion }, expiresAt);
    await work.record({
      stream: `registration:${id}`,
      fact: 'account.asked',
      data: { registrationId: id, known },
      opens: true,
    });
  });
}
