/** People as the other slices know them. */

import type { LetterGroup, PersonId, PhotoId } from '#contract/accounts.ts';
import type { AgencyId, PositionId } from '#contract/agencies.ts';
import type { Role } from '#contract/permissions.ts';
import type { LocalText } from '#contract/shapes.ts';
import { positionsByIds } from '../agencies/index.ts';
import type { Reader } from '../shared/store.ts';
import { type AccountState, type Locale, type Person, peopleByName, personsByIds } from './rows.ts';
import { initialsOf } from './rules.ts';

export type PersonCard = {
  readonly id: PersonId;
  readonly fullName: string;
  readonly givenNames: string;
  readonly firstSurname: string;
  readonly email: string;
  /** E.164; `shownPhone` writes it for people. */
  readonly phone: string;
  readonly extension: string;
  readonly positionId: PositionId;
  readonly positionName: LocalText;
  readonly agencyId: AgencyId;
  readonly locale: Locale;
  readonly state: AccountState;
  readonly roles: readonly Role[];
  readonly initials: string;
  readonly photoId: PhotoId | null;
  readonly mutedLetters: readonly LetterGroup[];
  /** May not sign in until somebody of the agency confirms them. */
  readonly suspended: boolean;
};

const toCard = (person: Person, positionName: LocalText): PersonCard => ({
  id: person.id,
  fullName: person.fullName,
  givenNames: person.givenNames,
  firstSurname: person.firstSurname,
  email: person.email,
  phone: person.phone,
  extension: person.extension,
  positionId: person.positionId,
  positionName,
  agencyId: person.agencyId,
  locale: person.locale,
  state: person.state,
  roles: person.roles,
  initials: initialsOf(person),
  photoId: person.photoId,
  mutedLetters: person.mutedLetters,
  suspended: person.unconfirmedSince !== null,
});

/** By id, those that exist, whatever their state. */
export async function peopleByIds(db: Reader, ids: Iterable<string>): Promise<Map<string, PersonCard>> {
  const cards = await cardsOf(db, await personsByIds(db, ids));
  return new Map(cards.map((card) => [card.id, card]));
}

/** Active people, each of the words in their name or address, by surname; at most `size`. */
export const activePeople = async (
  db: Reader,
  asked: { words: readonly string[]; size: number },
): Promise<PersonCard[]> => {
  const people = await peopleByName(db, { ...asked, state: 'active', after: null });
  return cardsOf(db, people.slice(0, asked.size));
};

async function cardsOf(db: Reader, people: readonly Person[]): Promise<PersonCard[]> {
  const positions = await positionsByIds(
    db,
    people.map((person) => person.positionId),
  );
  return people.map((person) => toCard(person, positions.get(person.positionId)?.name ?? { es: '', en: '' }));
}

export const personById = async (db: Reader, id: string): Promise<PersonCard | undefined> =>
  (await peopleByIds(db, [id])).get(id);
