import type { DirectoryView } from '#contract/directories.ts';
import type { House } from '../shared/house.ts';
import { lastTries } from './history.ts';
import { peopleByDirectory } from './identity-rows.ts';
import type { Directory } from './rows.ts';

/** With the people who come in by each, and what came of trying it; never a secret. */
export async function toViews(house: House, directories: readonly Directory[]): Promise<DirectoryView[]> {
  const db = house.store.read;
  const ids = directories.map(({ id }) => id);
  const [people, tries] = await Promise.all([peopleByDirectory(db), lastTries(db, ids)]);
  return directories.map(({ secretSealed, createdAt, ...rest }) => ({
    ...rest,
    hasSecret: secretSealed !== null,
    ...(people.get(rest.id) ?? { people: 0, onlyWay: 0 }),
    lastTry: tries.get(rest.id) ?? null,
    createdAt: createdAt.toISOString(),
  }));
}

export async function toView(house: House, directory: Directory): Promise<DirectoryView> {
  const [view] = await toViews(house, [directory]);
  if (view === undefined) throw new Error('a directory without a view');
  return view;
}
