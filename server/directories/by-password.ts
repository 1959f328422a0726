/** The sign-in form, where a directory answers for the address that was typed. */
import type { House, Vouch } from '../shared/house.ts';
import { arrive } from './arrive.ts';
import type { Assertion } from './assertion.ts';
import { entersByDesk } from './identity-rows.ts';
import { type LdapDirectory, LdapTrouble, whoHasPassword } from './ldap.ts';
import { Unreachable } from './reach.ts';
import { type Directory, directoriesInUse } from './rows.ts';
import { secretOf } from './secret.ts';

/** What identities of a directory are kept under: of LDAP the directory itself, because servers name themselves nowhere. */
export const issuerOf = ({ id, settings }: Pick<Directory, 'id' | 'settings'>): string =>
  settings.kind === 'ldap' ? `ldap:${id}` : settings.issuer;

/** The directory as it is asked; null where it is no LDAP, or its secret cannot be opened. */
export function ldapOf(house: House, directory: Directory): LdapDirectory | null {
  const { settings } = directory;
  const secret = secretOf(house, directory);
  return settings.kind !== 'ldap' || secret === null ? null : { settings, secret, issuer: issuerOf(directory) };
}

/** Who has this password there; null: nobody; `silent`: it cannot be asked, which the log explains. */
export async function ask(
  house: House,
  directory: Directory,
  typed: { email: string; password: string },
): Promise<Assertion | null | 'silent'> {
  const at = ldapOf(house, directory);
  try {
    if (at !== null) return await whoHasPassword(at, typed);
    house.log.warn({ directory: directory.id, trouble: 'secret' }, 'a directory cannot be asked');
  } catch (error) {
    if (!(error instanceof Unreachable || error instanceof LdapTrouble)) throw error;
    house.log.warn({ directory: directory.id, trouble: error.kind }, 'a directory cannot be asked');
  }
  return 'silent';
}

/**
 * The domain of the address chooses the directory, and its answer counts before the desk's own password. Whoever is not
 * linked to it keeps that password: those are the accounts that enter while it is away.
 */
export const vouch: Vouch = async (house, { email, password, personId, caller }) => {
  const db = house.store.read;
  const domain = email.slice(email.lastIndexOf('@') + 1);
  const directories = await directoriesInUse(db);
  if (directories.length === 0) return { session: null, silent: false, ownPassword: true };
  const directory = directories.find((each) => each.settings.kind === 'ldap' && each.domains.includes(domain));
  const ownPassword = personId === null || (await entersByDesk(db, personId));
  if (directory === undefined) return { session: null, silent: false, ownPassword };
  const answered = await ask(house, directory, { email, password });
  if (answered === 'silent') return { session: null, silent: true, ownPassword };
  if (answered === null) return { session: null, silent: false, ownPassword };
  return { session: await arrive(house, { directory, assertion: answered, caller }), silent: false, ownPassword };
};
