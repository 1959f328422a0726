/** From what a directory says of somebody to a session of theirs, or to a refusal that says whom to ask. */
import type { Role } from '#contract/permissions.ts';
import {
  addPerson,
  enterThrough,
  type PersonCard,
  peopleKnownBy,
  personById,
  rolesHeld,
  saveRolesByGroups,
} from '../accounts/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { Caller } from '../shared/http/answer.ts';
import { system } from '../shared/policy.ts';
import type { Reader, Work } from '../shared/store.ts';
import { type Assertion, type RolesBefore, rolesAfter, rolesWanted, surnamesOf } from './assertion.ts';
import {
  type Identity,
  insertIdentity,
  type LinkedHow,
  noteUse,
  personBehind,
  rolesGivenTo,
  saveRolesGiven,
} from './identity-rows.ts';
import type { Directory } from './rows.ts';

type Arriving = { readonly directory: Directory; readonly assertion: Assertion; readonly caller: Caller };

/** Throws `directory.nobody`, `directory.unlinked`, `directory.inactive`. */
export async function arrive(house: House, given: Arriving): Promise<{ token: string; expires: Date }> {
  const { directory, assertion, caller } = given;
  const personId = (await personBehind(house.store.read, assertion)) ?? (await firstTime(house, given));
  const person = await personById(house.store.read, personId);
  // Who may not enter is given nothing either.
  if (person?.state === 'active') await settleRoles(house, { person, directory, assertion });
  return enterThrough(house, {
    personId,
    directoryId: directory.id,
    strong: assertion.strong,
    caller,
    also: (work) => noteUse(work, assertion),
  });
}

/** Nobody is behind this identity yet. An address links nobody, whoever says it (CVE-2026-84458). */
async function firstTime(house: House, { directory, assertion, caller }: Arriving): Promise<string> {
  const { email, employeeNumber } = assertion;
  const known = await peopleKnownBy(house.store.read, {
    numbers: employeeNumber === '' ? [] : [employeeNumber],
    emails: email === '' ? [] : [email],
  });
  const byNumber = known.find((each) => each.employeeNumber !== '' && each.employeeNumber === employeeNumber);
  // Whoever may write numbers in the directory must not become an administrator of the desk by it.
  if (byNumber && !byNumber.roles.includes('operator_admin'))
    return linkByNumber(house, { directory, assertion }, byNumber.id);
  if (known.length > 0) throw new Fault('directory.unlinked');
  if (!mayBegin(directory, assertion)) {
    house.log.warn({ requestCode: caller.requestCode, directory: directory.id }, 'nobody here has this identity');
    throw new Fault('directory.nobody');
  }
  return makePerson(house, directory, assertion);
}

/** An account is made of a verified address of the directory's own domains, with a name. */
export function mayBegin(directory: Pick<Directory, 'newcomers' | 'domains'>, said: Assertion): boolean {
  const domain = said.email.split('@')[1] ?? '';
  const isTheirs = directory.domains.includes(domain);
  const hasName = said.givenNames !== '' && said.surnames !== '';
  return directory.newcomers !== 'no' && said.emailVerified && isTheirs && hasName;
}

type Linking = { readonly directory: Directory; readonly assertion: Assertion };

const linkByNumber = (house: House, { directory, assertion }: Linking, personId: string): Promise<string> =>
  house.store.change(system('directory'), async (work) => {
    await link(work, { directory, assertion }, { personId, how: 'number' });
    return personId;
  });

type LinkedTo = { readonly personId: string; readonly how: LinkedHow; readonly ground?: string };

/** Within an act; `directory.taken` when the identity is somebody's, or the person has another one there. */
export async function link(
  work: Work,
  { directory, assertion }: { directory: Pick<Directory, 'id'>; assertion: Identity },
  { ground, ...to }: LinkedTo,
): Promise<void> {
  const { issuer, subject } = assertion;
  const linked = await insertIdentity(work, { issuer, subject, directoryId: directory.id, ...to });
  if (!linked) throw new Fault('directory.taken');
  await work.record({
    stream: `person:${to.personId}`,
    fact: 'account.directory-linked',
    data: {
      personId: to.personId,
      directoryId: directory.id,
      issuer,
      subject,
      how: to.how,
      ...(ground ? { ground } : {}),
    },
  });
}

function makePerson(house: House, directory: Directory, assertion: Assertion): Promise<string> {
  const { newcomers, newcomerAgencyId: agencyId, newcomerPositionId: positionId } = directory;
  if (newcomers === 'no' || agencyId === null || positionId === null) throw new Fault('directory.nobody');
  const { firstSurname, secondSurname } = surnamesOf(assertion.surnames);
  return house.store.change(system('directory'), async (work) => {
    const personId = await addPerson(work, {
      givenNames: assertion.givenNames.slice(0, 80),
      firstSurname: firstSurname.slice(0, 80),
      secondSurname: secondSurname.slice(0, 80),
      email: assertion.email,
      employeeNumber: /^[0-9A-Z][0-9A-Z-]{0,14}$/.test(assertion.employeeNumber) ? assertion.employeeNumber : '',
      agencyId,
      positionId,
      phone: '',
      extension: '',
      state: newcomers,
      roles: ['requester'],
      teamIds: [],
      passwordHash: null,
    });
    await link(work, { directory, assertion }, { personId, how: 'made' });
    return personId;
  });
}

/** Roles by group, each time somebody comes in: what the groups give and no longer give, and nothing of what people gave. */
async function settleRoles(house: House, of: Linking & { person: PersonCard }): Promise<void> {
  const { person, directory, assertion } = of;
  if (assertion.groups === null) return;
  const wanted = rolesWanted(directory.groupRoles, assertion.groups);
  const settled = changes(await rolesBefore(house.store.read, { held: person.roles, person, directory }), wanted);
  if (settled === null) return;
  await house.store.change(system('directory'), async (work) => {
    const held = await rolesHeld(work, person.id);
    if (held === undefined) throw new Fault('directory.nobody');
    const after = rolesAfter(await rolesBefore(work.db, { held, person, directory }), wanted);
    const at = { personId: person.id, directoryId: directory.id };
    await saveRolesByGroups(work, { ...at, roles: after.roles });
    await saveRolesGiven(work, at, after.given);
    await work.record({
      stream: `directory:${directory.id}`,
      fact: 'directory.roles-given',
      data: { ...at, roles: after.given },
    });
  });
}

/** Within an act: what this directory's groups gave the person is taken away. */
export async function takeRoles(work: Work, at: { personId: string; directoryId: string }): Promise<void> {
  const held = await rolesHeld(work, at.personId);
  if (held === undefined) return;
  const of = { held, person: { id: at.personId }, directory: { id: at.directoryId } };
  const after = rolesAfter(await rolesBefore(work.db, of), []);
  await saveRolesByGroups(work, { ...at, roles: after.roles });
  await saveRolesGiven(work, at, []);
}

async function rolesBefore(
  db: Reader,
  of: { held: readonly Role[]; person: { id: string }; directory: { id: string } },
): Promise<RolesBefore> {
  const all = await rolesGivenTo(db, of.person.id);
  const from = (isMine: boolean) =>
    all.filter((each) => (each.directoryId === of.directory.id) === isMine).map(({ role }) => role);
  return { held: of.held, given: from(true), others: from(false) };
}

/** What becomes of the roles; null where nothing does. */
function changes(before: RolesBefore, wanted: readonly Role[]) {
  const after = rolesAfter(before, wanted);
  const same = (a: readonly Role[], b: readonly Role[]) => a.length === b.length && a.every((role) => b.includes(role));
  return same(after.roles, before.held) && same(after.given, before.given) ? null : after;
}
