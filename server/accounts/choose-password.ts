/** Choosing a password: what is refused, and what ends when it changes. */
import { agencyById } from '../agencies/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { Reader, Work } from '../shared/store.ts';
import { knownPasswords } from './known-passwords.ts';
import { formerPasswords, keepFormerPassword, spendLinks } from './link-rows.ts';
import { policyInForce } from './password-policy-rows.ts';
import { passwordFault } from './password-rules.ts';
import { matchesPassword } from './passwords.ts';
import { type AccountState, type Person, savePassword } from './rows.ts';
import { deleteSessionsOf } from './session-rows.ts';
import { liftPauses } from './throttle.ts';

export type Bearer = Pick<Person, 'givenNames' | 'firstSurname' | 'secondSurname' | 'email'> & {
  readonly agencyId: string | null;
};

/** Words nobody's password should be made of. `extra`: names not stored yet, of a set-up under way. */
async function wordsAround(db: Reader, bearer: Bearer, extra: readonly string[]): Promise<string[]> {
  const institution = await readInstitutionRow(db);
  const agency = bearer.agencyId === null ? undefined : await agencyById(db, bearer.agencyId);
  return [
    bearer.givenNames,
    bearer.firstSurname,
    bearer.secondSurname,
    bearer.email,
    institution.productName,
    institution.governmentName,
    institution.hostAgencyName,
    agency?.acronym ?? '',
    ...extra,
  ];
}

/** `password.short`, `password.weak`, `password.known` or `password.context` when the password is one of those. */
export async function refuseBadPassword(
  house: House,
  password: string,
  given: { bearer: Bearer; extra?: readonly string[] },
): Promise<void> {
  const { minLength: least } = await policyInForce(house.store.read);
  if ([...password].length < least) throw new Fault('password.short', { least });
  const [known, words] = await Promise.all([
    knownPasswords(),
    wordsAround(house.store.read, given.bearer, given.extra ?? []),
  ]);
  const code = passwordFault(password, { known, words });
  if (code !== null) throw new Fault(code);
}

/** `password.reused` when it is one of the last twelve, or more where the institution says so. */
export async function refuseFormerPassword(house: House, password: string, personId: string): Promise<void> {
  const { remembered } = await policyInForce(house.store.read);
  for (const hash of await formerPasswords(house.store.read, personId, remembered))
    if (await matchesPassword(hash, password)) throw new Fault('password.reused');
}

/**
 * Gives the person the new password. Sessions, links and pauses of before are over. Answers the new epoch;
 * the caller records what happened.
 */
export async function replacePassword(
  work: Work,
  person: Pick<Person, 'id' | 'email'>,
  given: { hash: string; state: AccountState; linkId: string | null },
): Promise<number> {
  const authEpoch = await savePassword(work, person.id, given);
  const { remembered } = await policyInForce(work.db);
  await keepFormerPassword(work.db, person.id, { hash: given.hash, at: work.now, keep: remembered });
  await deleteSessionsOf(work, person.id);
  await spendLinks(work, person.id, given.linkId);
  await liftPauses(work.db, person.email);
  return authEpoch;
}
