/** Pure: how an account came to be, by the history of it. */
import type { PersonPage } from '#contract/person-page.ts';

const ADDED = 'account.added';
const VERIFIED = 'account.verified';
const INVITED = 'account.invited';
const ARRIVED = 'account.arrived';
const LINKED = 'account.directory-linked';
export const FACTS_OF_ORIGIN = [ADDED, VERIFIED, INVITED, ARRIVED, LINKED] as const;

export type OriginEntry = { readonly fact: string; readonly at: Date; readonly actorId: string | null };
export type Origin = { readonly way: PersonPage['origin']['way']; readonly at: Date; readonly actorId: string | null };

/** `createdAt`: of an account whose history does not say. */
export function originOf(entries: readonly OriginEntry[], createdAt: Date): Origin {
  const first = (fact: string): OriginEntry | undefined => entries.find((entry) => entry.fact === fact);
  const made = entries.find(({ fact }) => fact === ADDED || fact === VERIFIED);
  const { at, actorId } = made ?? { at: createdAt, actorId: null };
  if (made?.fact === VERIFIED) return { way: 'registration', at, actorId: null };
  if (first(ARRIVED) !== undefined) return { way: 'arrival', at, actorId };
  // Of a directory that made the account: linked with it, not later.
  if (first(LINKED)?.at.getTime() === at.getTime()) return { way: 'directory', at, actorId: null };
  return { way: first(INVITED) === undefined ? 'desk' : 'invitation', at, actorId };
}
