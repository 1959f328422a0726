/** People as a file lists them: all that a search finds, a page at a time. */
import type { AgencyId } from '#contract/agencies.ts';
import type { Role } from '#contract/permissions.ts';
import type { Reader } from '../shared/store.ts';
import type { Person } from './rows.ts';
import { wordsOf } from './search.ts';
import { peopleSought } from './search-rows.ts';

export type ListedPerson = Pick<
  Person,
  | ('id' | 'givenNames' | 'firstSurname' | 'secondSurname' | 'email' | 'employeeNumber' | 'phone' | 'extension')
  | ('agencyId' | 'positionId' | 'state' | 'roles' | 'lastSignInAt')
>;

type Filter = {
  readonly q?: string | undefined;
  readonly state?: Person['state'] | undefined;
  readonly agencyId?: AgencyId | undefined;
  readonly role?: Role | undefined;
  readonly level?: 'senior' | 'middle' | 'operational' | undefined;
};

/** One more than `size` where there are more; `after`: id of the last of the page before. */
export const listedPeople = (
  db: Reader,
  { q, ...filter }: Filter,
  page: { after: string | null; size: number },
): Promise<ListedPerson[]> => peopleSought(db, { ...filter, words: wordsOf(q) }, page);
