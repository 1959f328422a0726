/** Finding people: what is typed as words, and why somebody was found. Pure. */
import type { PersonFound } from '#contract/accounts.ts';

/** More words than a name, an address and a number have say nothing more. */
const WORDS = 8;

export const wordsOf = (typed: string | undefined): string[] =>
  (typed ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, WORDS);

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

type Found = { readonly fullName: string; readonly email: string; readonly employeeNumber: string };

/** Of each word that is not in the name, where it is; in a fixed order, each once. */
export function foundBy(person: Found, words: readonly string[]): PersonFound['foundBy'] {
  const name = plain(person.fullName);
  const others = words.map(plain).filter((word) => !name.includes(word));
  const by = new Set(others.map((word) => (person.email.includes(word) ? 'email' : 'employeeNumber')));
  return (['email', 'employeeNumber'] as const).filter((each) => by.has(each));
}
