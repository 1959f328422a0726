/** "Probar conexión": reaches the directory as it is saved, and says which of its settings is wrong (V68: and nothing else). */
import type { tryDirectory as operation } from '#contract/directories.ts';
import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import { MINUTE } from '../shared/clock.ts';
import type { House } from '../shared/house.ts';
import { type Limit, spend } from '../shared/limits.ts';
import { allow, type PersonActor } from '../shared/policy.ts';
import { placeOf } from './administer.ts';
import { ldapOf } from './by-password.ts';
import { clientOf } from './known.ts';
import { greet, LdapTrouble, whoIs } from './ldap.ts';
import { discover, WrongProvider } from './oidc.ts';
import { directoryPolicy } from './policy.ts';
import { fetchThrough, Unreachable } from './reach.ts';
import { type Directory, directoryById } from './rows.ts';

type Tried = ReplyOf<typeof operation>;
const TRIES: Limit = { name: 'directory-tries', points: 30, windowMs: 15 * MINUTE };
const MOST_GROUPS = 50;

export async function tryDirectory(
  house: House,
  actor: PersonActor,
  given: BodyOf<typeof operation> & { id: string },
): Promise<Tried> {
  const thing = await directoryById(house.store.read, given.id);
  const directory = allow(directoryPolicy, 'administer', { actor, thing });
  await spend(house.store, TRIES, { whom: actor.id, now: house.clock.now() });
  const host = new URL(placeOf(directory.settings)).host;
  try {
    const groups = await groupsSeen(house, directory, given.email);
    return groups === null ? { trouble: 'secret', host, groups: [] } : { trouble: null, host, groups };
  } catch (error) {
    const known = error instanceof Unreachable || error instanceof WrongProvider || error instanceof LdapTrouble;
    if (!known) throw error;
    return { trouble: error.kind, host, groups: [] };
  }
}

/** Null where the secret cannot be opened. */
async function groupsSeen(house: House, directory: Directory, email: string): Promise<string[] | null> {
  const { settings } = directory;
  if (settings.kind === 'oidc') {
    const client = clientOf(house, directory, settings);
    if (client === null) return null;
    const { jwks_uri: keys } = (await discover(client)).serverMetadata();
    const answered = keys === undefined ? null : await fetchThrough(settings.authority)(keys, KEYS);
    if (!answered?.ok) throw new Unreachable('answer');
    return [];
  }
  const at = ldapOf(house, directory);
  if (at === null) return null;
  if (email === '') {
    await greet(at);
    return [];
  }
  return [...((await whoIs(at, email)).groups ?? [])].slice(0, MOST_GROUPS);
}

const KEYS = { method: 'GET', headers: { accept: 'application/json' } };
