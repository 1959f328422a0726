/** Who administers the desk says who somebody is in a directory: with a ground, told to them, never of oneself. */
import type {
  linkPersonDirectory as linkOperation,
  PersonDirectories,
  unlinkPersonDirectory as unlinkOperation,
} from '#contract/directory-links.ts';
import type { BodyOf } from '#contract/operation.ts';
import { deleteSessionsOf, hasOwnPassword, lockPerson, type Person } from '../accounts/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Actor, allow } from '../shared/policy.ts';
import { link, takeRoles } from './arrive.ts';
import { issuerOf } from './by-password.ts';
import { deleteIdentity, linksOf } from './identity-rows.ts';
import { linkPolicy } from './policy.ts';
import { directoryById, everyDirectory } from './rows.ts';

/** Told to the person: `{ personId }`. Linked is `account.directory-linked` of how `desk`. */
export const UNLINKED_BY_DESK = 'account.directory-unlinked-by-desk';

/** Of the page of a person. */
export async function directoriesOf(
  house: House,
  actor: Actor,
  person: Pick<Person, 'id' | 'state'>,
): Promise<PersonDirectories> {
  const db = house.store.read;
  const [links, directories, hasPassword] = await Promise.all([
    linksOf(db, person.id),
    everyDirectory(db),
    hasOwnPassword(house, person.id),
  ]);
  const may = (right: 'link' | 'unlink') => linkPolicy.may(right, actor, person);
  return {
    links: links.flatMap(({ otherWay, linkedAt, lastUsedAt, subject, how, directoryId }) => {
      const directory = directories.find(({ id }) => id === directoryId);
      if (directory === undefined) return [];
      const { id, nameEs, nameEn, enabled, keepsPassword, settings } = directory;
      return {
        ...{ directoryId: id, kind: settings.kind, name: { es: nameEs, en: nameEn }, enabled, keepsPassword },
        ...{ subject, how, linkedAt: linkedAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null },
        onlyWay: !hasPassword && !otherWay,
      };
    }),
    hasPassword,
    can: { link: may('link') && directories.length > links.length, unlink: may('unlink') },
  };
}

type Linking = BodyOf<typeof linkOperation> & { readonly id: string };

export async function linkPerson(house: House, actor: Actor, { id, directoryId, subject, ground }: Linking) {
  await house.store.change(actor, async (work) => {
    const person = allow(linkPolicy, 'link', { actor, thing: await lockPerson(work, id) });
    const directory = await directoryById(work.db, directoryId);
    if (directory === undefined) throw new Fault('not-found');
    const assertion = { issuer: issuerOf(directory), subject };
    await link(work, { directory, assertion }, { personId: person.id, how: 'desk', ground });
  });
  return { done: true as const };
}

type Unlinking = BodyOf<typeof unlinkOperation> & { readonly id: string; readonly directoryId: string };

/** With the link go the roles of its groups and every session. `directory.leaves-no-way` until that is said to be known. */
export async function unlinkPerson(house: House, actor: Actor, given: Unlinking) {
  const { id, directoryId, ground, leavesNoWay } = given;
  const hasPassword = await hasOwnPassword(house, id);
  await house.store.change(actor, async (work) => {
    const person = allow(linkPolicy, 'unlink', { actor, thing: await lockPerson(work, id) });
    const mine = (await linksOf(work.db, id)).find((each) => each.directoryId === directoryId);
    if (mine === undefined) throw new Fault('not-found');
    if (!hasPassword && !mine.otherWay && !leavesNoWay) throw new Fault('directory.leaves-no-way');
    const at = { personId: person.id, directoryId };
    await deleteIdentity(work, at);
    await takeRoles(work, at);
    await deleteSessionsOf(work, person.id);
    const { subject } = mine;
    await work.record({ stream: `person:${id}`, fact: UNLINKED_BY_DESK, data: { ...at, subject, ground } });
  });
  return { done: true as const };
}
