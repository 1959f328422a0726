/** People as the other slices know them. */

import type { LetterGroup, PersonId, PhotoId } from '#contract/accounts.ts';
import type { AgencyId } from '#contract/agencies.ts';
import type { Role } from '#contract/permissions.ts';
import type { LocalText } from '#contract/shapes.ts';
import { positionsByIds } from '../agencies/index.ts';
import type { Reader } from '../shared/store.ts';
import { type AccountState, type Locale, type Person, personsByIds } from './rows.ts';
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
  readonly positionName: LocalText;
  readonly agencyId: AgencyId;
  readonly locale: Locale;
  readonly state: AccountState;
  readonly roles: readonly Role[];
  readonly initials: string;
  readonly photoId: PhotoId | null;
  readonly mutedLetters: readonly LetterGroup[];
};

const toCard = (person: Person, positionName: LocalText): PersonCard => ({
  id: person.id,
  fullName: person.fullName,
  givenNames: person.givenNames,
  firstSurname: person.firstSurname,
  email: person.email,
  phone: person.phone,
  extension: person.extension,
  positionName,
  agencyId: person.agencyId,
  locale: person.locale,
  state: person.state,
  roles: person.roles,
  initials: initialsOf(person),
  photoId: person.photoId,
  mutedLetters: person.mutedLetters,
});

/** By id, those that exist, whatever their state. */
export async function peopleByIds(db: Reader, ids: Iterable<string>): Promise<Map<string, PersonCard>> {
  const people = await personsByIds(db, ids);
  const positions = await positionsByIds(
    db,
    people.map((person) => person.positionId),
  );
  return new Map(
    people.map((person) => [person.id, toCard(person, positions.get(person.positionId)?.name ?? { es: '', en: '' })]),
  );
}

export const personById = async (db: Reader, id: string): Promise<PersonCard | undefined> =>
  (await peopleByIds(db, [id])).get(id);
