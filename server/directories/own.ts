/** Directories as somebody who is signed in sees them: which one is linked to, and since when. */
import type { linkDirectory as linkOperation, listOwnDirectories as listOperation } from '#contract/directories.ts';
import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import { hasOwnPassword, personById, proveOwnPassword } from '../accounts/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Caller, WithPassage } from '../shared/http/answer.ts';
import type { PersonActor } from '../shared/policy.ts';
import { link, takeRoles } from './arrive.ts';
import { ask } from './by-password.ts';
import { begin } from './flows.ts';
import { deleteIdentity, identitiesOf } from './identity-rows.ts';
import { directoriesInUse, directoryById } from './rows.ts';

export async function listOwnDirectories(house: House, actor: PersonActor): Promise<ReplyOf<typeof listOperation>> {
  const db = house.store.read;
  const [directories, own] = await Promise.all([directoriesInUse(db), identitiesOf(db, actor.id)]);
  return {
    items: directories.map((directory) => {
      const mine = own.find((each) => each.directoryId === directory.id);
      return {
        id: directory.id,
        kind: directory.settings.kind,
        name: { es: directory.nameEs, en: directory.nameEn },
        linkedAt: mine?.linkedAt.toISOString() ?? null,
        lastUsedAt: mine?.lastUsedAt?.toISOString() ?? null,
      };
    }),
  };
}

type Linking = BodyOf<typeof linkOperation> & { readonly id: string; readonly caller: Caller };

/** Two proofs: the desk's password, because an open session is not enough to give somebody a way in, and the directory's own. */
export async function linkDirectory(house: House, actor: PersonActor, given: Linking) {
  const { id, password, directoryPassword, caller } = given;
  const directory = await directoryById(house.store.read, id);
  if (!directory?.enabled) throw new Fault('not-found');
  await proveOwnPassword(house, actor, { password, address: caller.address });
  const own = await identitiesOf(house.store.read, actor.id);
  if (own.some((each) => each.directoryId === id)) throw new Fault('directory.taken');
  if (directory.settings.kind === 'oidc') {
    const begun = await begin(house, directory, { personId: actor.id, sessionId: actor.sessionId });
    return new WithPassage<ReplyOf<typeof linkOperation>>({ url: begun.url }, begun.secret);
  }
  const person = await personById(house.store.read, actor.id);
  const typed = { email: person?.email ?? '', password: directoryPassword ?? '' };
  const answered = await ask(house, directory, typed);
  if (answered === 'silent') throw new Fault('directory.unreachable');
  if (answered === null) throw new Fault('directory.refused', { reason: 'password' });
  await house.store.change(actor, (work) =>
    link(work, { directory, assertion: answered }, { personId: actor.id, how: 'self' }),
  );
  return { url: null };
}

/** With the link go the roles that came by its groups: nobody keeps them by leaving. */
export async function unlinkDirectory(house: House, actor: PersonActor, id: string) {
  if (!(await hasOwnPassword(house, actor.id))) throw new Fault('directory.only-way');
  await house.store.change(actor, async (work) => {
    const at = { personId: actor.id, directoryId: id };
    if (!(await deleteIdentity(work, at))) throw new Fault('not-found');
    await takeRoles(work, at);
    await work.record({ stream: `person:${actor.id}`, fact: 'account.directory-unlinked', data: at });
  });
  return { done: true as const };
}
