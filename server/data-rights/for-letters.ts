/** What a letter about a request on personal data may say: its folio, kind, state and terms; none of its words. */
import { readInstitutionRow } from '../institution/index.ts';
import type { House } from '../shared/house.ts';
import { listedById } from './rows.ts';
import { nextDue } from './rules.ts';

export async function dataRightForLetter(house: House, id: string) {
  const db = house.store.read;
  const row = await listedById(db, id);
  if (row === undefined) return null;
  const { folio, kind, state, personId, way, correctionDueAt } = row;
  const { timeZone } = await readInstitutionRow(db);
  return { id: row.id, folio, kind, state, personId, way, correctionDueAt, dueAt: nextDue(row), timeZone };
}
export type DataRightForLetter = NonNullable<Awaited<ReturnType<typeof dataRightForLetter>>>;
