/** "Probar conexión": reaches the directory as it is saved, and says which of its settings is wrong (V68: and nothing else). */
import * as v from 'valibot';
import type { tryDirectory as operation, TROUBLES } from '#contract/directories.ts';
import type { lookUpInDirectory as lookOperation } from '#contract/directory-links.ts';
import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import { Email } from '#contract/shapes.ts';
import { personById } from '../accounts/index.ts';
import { MINUTE } from '../shared/clock.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Limit, spend } from '../shared/limits.ts';
import { allow, type PersonActor } from '../shared/policy.ts';
import type { Assertion } from './assertion.ts';
import { ldapOf } from './by-password.ts';
import { TRIED } from './history.ts';
import { personBehind } from './identity-rows.ts';
import { clientOf } from './known.ts';
import { greet, LdapTrouble, whoIs } from './ldap.ts';
import { discover, WrongProvider } from './oidc.ts';
import { directoryPolicy } from './policy.ts';
import { fetchThrough, Unreachable } from './reach.ts';
import { type Directory, directoryById } from './rows.ts';
import { placeOf } from './settings.ts';

type Trouble = (typeof TROUBLES)[number];
type Tried = ReplyOf<typeof operation>;
const TRIES: Limit = { name: 'directory-tries', points: 30, windowMs: 15 * MINUTE };
const MOST_GROUPS = 50;

async function directoryToTry(house: House, actor: PersonActor, id: string): Promise<Directory> {
  const directory = allow(directoryPolicy, 'administer', { actor, thing: await directoryById(house.store.read, id) });
  await spend(house.store, TRIES, { whom: actor.id, now: house.clock.now() });
  return directory;
}

/** What stands in the way of a question, in the place of its answer. */
async function orTrouble<Answer>(ask: Promise<Answer>): Promise<{ answer: Answer } | { trouble: Trouble }> {
  try {
    return { answer: await ask };
  } catch (error) {
    const known = error instanceof Unreachable || error instanceof WrongProvider || error instanceof LdapTrouble;
    if (!known) throw error;
    return { trouble: error.kind };
  }
}

export async function tryDirectory(
  house: House,
  actor: PersonActor,
  given: BodyOf<typeof operation> & { id: string },
): Promise<Tried> {
  const directory = await directoryToTry(house, actor, given.id);
  const host = new URL(placeOf(directory.settings)).host;
  const asked = await orTrouble(groupsSeen(house, directory, given.email));
  const groups = 'answer' in asked ? asked.answer : [];
  const trouble = 'answer' in asked ? (groups === null ? 'secret' : null) : asked.trouble;
  // That an address is nobody's there says nothing against the directory.
  const kept = trouble === 'nobody' ? null : trouble;
  await house.store.change(actor, (work) =>
    work.record({
      stream: `directory:${directory.id}`,
      fact: TRIED,
      data: { directoryId: directory.id, trouble: kept },
    }),
  );
  return { trouble, host, groups: groups ?? [] };
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
  return [...((await whoIs(at, { email })).groups ?? [])].slice(0, MOST_GROUPS);
}

const KEYS = { method: 'GET', headers: { accept: 'application/json' } };

/** Who an address or a distinguished name is there; `not-found` of a directory that cannot be asked so. */
export async function lookUpInDirectory(
  house: House,
  actor: PersonActor,
  given: BodyOf<typeof lookOperation> & { id: string },
): Promise<ReplyOf<typeof lookOperation>> {
  const who = readWho(given.who);
  const directory = await directoryToTry(house, actor, given.id);
  if (directory.settings.kind !== 'ldap') throw new Fault('not-found');
  const at = ldapOf(house, directory);
  if (at === null) return { trouble: 'secret', found: null };
  const asked = await orTrouble(whoIs(at, who));
  if ('trouble' in asked) return { trouble: asked.trouble, found: null };
  return { trouble: null, found: await foundAs(house, asked.answer) };
}

function readWho(typed: string): { email: string } | { dn: string } {
  const email = v.safeParse(Email, typed);
  if (email.success) return { email: email.output };
  if (/^[A-Za-z][A-Za-z0-9.-]*\s*=/.test(typed)) return { dn: typed };
  throw new Fault('input.invalid', {}, { fields: [{ path: 'who', message: 'field.directory-who' }] });
}

async function foundAs(house: House, { issuer, subject, givenNames, surnames, email }: Assertion) {
  const db = house.store.read;
  const id = await personBehind(db, { issuer, subject });
  const person = id === null ? undefined : await personById(db, id);
  return {
    ...{ subject, name: `${givenNames} ${surnames}`.trim(), email },
    linkedTo: person === undefined ? null : { id: person.id, name: person.fullName },
  };
}
