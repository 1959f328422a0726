import type { PersonView } from '#contract/people.ts';

export const nameOf = (person: Pick<PersonView, 'givenNames' | 'firstSurname' | 'secondSurname'>): string =>
  [person.givenNames, person.firstSurname, person.secondSurname].filter((part) => part !== '').join(' ');
