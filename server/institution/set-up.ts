/** The first set-up: a one-time link printed by the program opens it, and completing it closes it for ever. */

import type {
  InstitutionSettings,
  sendSetUpLetter as letterOperation,
  openSetUp as openOperation,
} from '#contract/institution.ts';
import type { BodyOf } from '#contract/operation.ts';
import { MINUTE } from '../shared/clock.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { Caller } from '../shared/http/answer.ts';
import { newSecret, sameBytes, sha256 } from '../shared/ids.ts';
import { type Limit, spend } from '../shared/limits.ts';
import { system } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { fillInstitutionRow, type Institution, keepSetUpToken, readInstitutionRow } from './rows.ts';
import { yearAt } from './rules.ts';
import { INSTITUTION_STREAM } from './stream.ts';
import { testLetter, tryMail } from './test-letter.ts';
import { toSettings } from './view.ts';

const SET_UP_TRIES: Limit = { name: 'set-up', points: 60, windowMs: 15 * MINUTE };

/**
 * While the institution is not set up: a fresh link for whoever started the program (the earlier one stops working).
 * Null once set up.
 */
export async function ensureSetUpLink(house: House): Promise<string | null> {
  const institution = await readInstitutionRow(house.store.read);
  if (institution.setUpAt !== null) return null;
  const token = newSecret();
  await house.store.change(system('start'), async (work) => {
    await keepSetUpToken(work.db, sha256(token));
    await work.record({ stream: INSTITUTION_STREAM, fact: 'institution.link-made', data: {} });
  });
  return `${house.settings.publicUrl}/preparar#${token}`;
}

function checkToken(institution: Institution, token: string): void {
  if (institution.setUpAt !== null) throw new Fault('set-up.done');
  if (institution.setUpTokenHash === null || !sameBytes(institution.setUpTokenHash, sha256(token)))
    throw new Fault('set-up.token');
}

/** The institution as it is before set-up, for who holds the link; `set-up.token` or `set-up.done` for others. */
export async function refuseSetUpToken(house: House, given: { token: string; caller: Caller }): Promise<Institution> {
  await spend(house.store, SET_UP_TRIES, { whom: given.caller.address, now: house.clock.now() });
  const institution = await readInstitutionRow(house.store.read);
  checkToken(institution, given.token);
  return institution;
}

/** The values to start from. */
export async function openSetUp(house: House, given: BodyOf<typeof openOperation> & { caller: Caller }) {
  const institution = await refuseSetUpToken(house, given);
  return { proposed: { ...toSettings(institution), productYear: yearAt(institution, house.clock.now()) } };
}

export async function sendSetUpLetter(house: House, given: BodyOf<typeof letterOperation> & { caller: Caller }) {
  const institution = await refuseSetUpToken(house, given);
  const letter = testLetter(house, { to: given.to, productName: institution.productName, locale: 'es-MX' });
  await tryMail(house, given.mail, { letter, field: 'mail.' });
  return { done: true as const };
}

/**
 * Fills the institution in and spends the link, inside the act that also makes the first administrator (accounts).
 * Two who finish at once: the second waits for the first and is told `set-up.done`.
 */
export async function takeSetUp(
  work: Work,
  given: { token: string; settings: InstitutionSettings },
): Promise<Institution> {
  checkToken(await readInstitutionRow(work.db, 'lock'), given.token);
  return setUpInstitution(work, given.settings);
}

/** As `takeSetUp`, for who holds the whole machine: the demonstration and the tests. */
export async function setUpInstitution(work: Work, settings: InstitutionSettings): Promise<Institution> {
  await fillInstitutionRow(work, settings);
  await work.record({ stream: INSTITUTION_STREAM, fact: 'institution.set-up', data: {} });
  return readInstitutionRow(work.db);
}
