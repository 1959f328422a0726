/** To a provider and back. The way belongs to the browser that began it (ASVS 10.2.1) and is over with its first answer. */
import type { finishDirectory as finishOperation, startDirectory as startOperation } from '#contract/directories.ts';
import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import { identify } from '../accounts/index.ts';
import { later, MINUTE } from '../shared/clock.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Caller, WithPassage, WithSession } from '../shared/http/answer.ts';
import { newSecret, sha256 } from '../shared/ids.ts';
import { type Limit, spend } from '../shared/limits.ts';
import { arrive, link } from './arrive.ts';
import type { Assertion } from './assertion.ts';
import { type Flow, insertFlow, takeFlow } from './identity-rows.ts';
import { providerOf } from './known.ts';
import { addressToGo, whoCameBack } from './oidc.ts';
import { type Directory, directoryById } from './rows.ts';

const LIFE = 10 * MINUTE;
const BEGUN_FROM: Limit = { name: 'directory-begun', points: 60, windowMs: 15 * MINUTE };

/** The provider, where there is one in use by this id; `not-found` otherwise, and of LDAP, which needs no way. */
async function oidcInUse(house: House, id: string): Promise<Directory> {
  const directory = await directoryById(house.store.read, id);
  if (!directory?.enabled || directory.settings.kind !== 'oidc') throw new Fault('not-found');
  return directory;
}

type Begun = { readonly url: string; readonly secret: string };

/** The address to go to, and the secret for the cookie. */
export async function begin(house: House, directory: Directory, who: Omit<Flow, 'directoryId'>): Promise<Begun> {
  const { config, client } = await providerOf(house, directory);
  const secret = newSecret();
  const url = await addressToGo(config, client, secret).catch(() => {
    throw new Fault('directory.unreachable');
  });
  await house.store.aside('session', (db, now) =>
    insertFlow(db, { ...who, directoryId: directory.id, tokenHash: sha256(secret), expiresAt: later(now, LIFE) }),
  );
  return { url, secret };
}

export async function startDirectory(house: House, id: string, caller: Caller) {
  await spend(house.store, BEGUN_FROM, { whom: caller.address, now: house.clock.now() });
  const { url, secret } = await begin(house, await oidcInUse(house, id), { personId: null, sessionId: null });
  return new WithPassage<ReplyOf<typeof startOperation>>({ url }, secret);
}

type Finished = ReplyOf<typeof finishOperation>;

export async function finishDirectory(house: House, given: BodyOf<typeof finishOperation> & { caller: Caller }) {
  const { caller, answer } = given;
  const secret = caller.passageToken ?? null;
  const flow =
    secret === null ? null : await house.store.aside('session', (db, now) => takeFlow(db, sha256(secret), now));
  // Begun in another browser, begun by nobody, too long ago, or answered before.
  if (secret === null || flow === null) throw new Fault('directory.refused', { reason: 'passage' });
  const directory = await oidcInUse(house, flow.directoryId).catch(() => {
    throw new Fault('directory.unreachable');
  });
  const { config, client } = await providerOf(house, directory);
  const assertion = await whoCameBack(config, client, { answer, secret });
  if (flow.personId !== null) {
    await linkOwn(house, { directory, assertion, flow, caller });
    return new WithPassage<Finished>({ outcome: 'linked' }, null);
  }
  const session = await arrive(house, { directory, assertion, caller });
  return new WithPassage<Finished>(new WithSession<Finished>({ outcome: 'signed-in' }, session), null);
}

/** Only in the session that began it: whoever sends somebody else a finished address links nothing. */
async function linkOwn(
  house: House,
  given: { directory: Directory; assertion: Assertion; flow: Flow; caller: Caller },
): Promise<void> {
  const { directory, assertion, flow, caller } = given;
  const identified = caller.sessionToken === null ? null : await identify(house, caller.sessionToken);
  const actor = identified?.actor;
  if (actor === undefined || actor.id !== flow.personId || actor.sessionId !== flow.sessionId)
    throw new Fault('directory.refused', { reason: 'session' });
  await house.store.change(actor, (work) => link(work, { directory, assertion }, { personId: actor.id, how: 'self' }));
}
