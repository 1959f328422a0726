/** Pure: what a directory says of somebody, whichever kind it is, and the roles that follow from it. */
import { ROLES, type Role } from '#contract/permissions.ts';
import { clashesIn } from '#contract/role-grants.ts';

export type Assertion = {
  readonly issuer: string;
  readonly subject: string;
  /** In small letters; empty when it was not said. */
  readonly email: string;
  readonly emailVerified: boolean;
  readonly givenNames: string;
  readonly surnames: string;
  /** Empty: not said, or nobody is linked by it. */
  readonly employeeNumber: string;
  /** They proved more than a password, and it was asked for: the desk's own second step has been taken there. */
  readonly strong: boolean;
  /** Null: not known, so nothing changes by them. */
  readonly groups: readonly string[] | null;
};

const LONGEST = 255;

/** Of whatever came: one line of text, or nothing. */
export function textOf(value: unknown): string {
  const first = Array.isArray(value) ? value[0] : value;
  const text = typeof first === 'string' ? first : typeof first === 'number' ? String(first) : '';
  return /[\p{Cc}\p{Cs}]/u.test(text) || text.length > LONGEST ? '' : text.normalize('NFC').trim();
}

const MOST_GROUPS = 1_000;

export const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value])
    .slice(0, MOST_GROUPS)
    .map((each) => textOf(each))
    .filter((each) => each !== '');

type GroupRoles = readonly { readonly group: string; readonly role: Role }[];

/** Names of groups are compared as directories do: without case. */
export function rolesWanted(table: GroupRoles, groups: readonly string[]): Role[] {
  const among = new Set(groups.map((group) => group.toLowerCase()));
  return table.filter(({ group }) => among.has(group.toLowerCase())).map(({ role }) => role);
}

export type RolesBefore = {
  /** All the person has. */
  readonly held: readonly Role[];
  /** Of those, what this directory gave. */
  readonly given: readonly Role[];
  /** What other directories gave, too: not ours to take. */
  readonly others: readonly Role[];
};

/** A role of somebody's own is never taken, nor becomes the directory's; who has none left is a requester. */
export function rolesAfter({ held, given, others }: RolesBefore, wanted: readonly Role[]) {
  const gone = given.filter((role) => !wanted.includes(role));
  const left = held.filter((role) => !gone.includes(role) || others.includes(role));
  const came: Role[] = [];
  // What never goes together is not given by a group either; what the person has already counts first.
  for (const role of wanted)
    if (!held.includes(role) && clashesIn([...left, ...came, role], held).length === 0) came.push(role);
  const all = [...left, ...came];
  const roles = ROLES.filter((role) => all.includes(role));
  const given2 = ROLES.filter((role) => came.includes(role) || (given.includes(role) && wanted.includes(role)));
  return { roles: roles.length === 0 ? (['requester'] as Role[]) : roles, given: given2 };
}

/** One or two surnames, as they are told apart here: by the first blank. "de la Cruz Pech" begins with its particles. */
export function surnamesOf(text: string): { firstSurname: string; secondSurname: string } {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const particle = /^(de|del|la|las|los|y|san|santa|mac|mc|van|von)$/i;
  let cut = 0;
  while (cut < words.length - 1 && particle.test(words[cut] ?? '')) cut += 1;
  return { firstSurname: words.slice(0, cut + 1).join(' '), secondSurname: words.slice(cut + 1).join(' ') };
}
