/** SQL of an account corrected. */
import type { Work } from '../shared/store.ts';

const COLUMNS: Readonly<Record<string, string>> = {
  givenNames: 'given_names',
  firstSurname: 'first_surname',
  secondSurname: 'second_surname',
  employeeNumber: 'employee_number',
  positionId: 'position_id',
  phone: 'phone',
  extension: 'extension',
};

export async function saveRectified(
  work: Work,
  personId: string,
  values: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const set = Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[COLUMNS[name] ?? name, value]])),
  );
  await work.db
    .updateTable('people')
    .set((on) => ({ ...set, version: on('version', '+', 1) }))
    .where('id', '=', personId)
    .execute();
}
