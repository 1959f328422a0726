/** What a person's data names must exist: agency in force, position, teams. */
import { agenciesInForce, positionById } from '../agencies/index.ts';
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import { Fault, type FieldFault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { allTeams } from './team-rows.ts';

const refuse = (fields: readonly FieldFault[]): void => {
  if (fields.length > 0) throw new Fault('input.invalid', {}, { fields });
};

/** `input.invalid` naming the field when the agency is not in force or the position does not exist. */
export async function refuseStrangePlace(house: House, place: { agencyId: string; positionId: string }): Promise<void> {
  const db = house.store.read;
  const institution = await readInstitutionRow(db);
  const [agencies, position] = await Promise.all([
    agenciesInForce(db, todayAt(institution, house.clock.now())),
    positionById(db, place.positionId),
  ]);
  const faults: FieldFault[] = [];
  if (!agencies.some((agency) => agency.id === place.agencyId))
    faults.push({ path: 'agencyId', message: 'field.choice' });
  if (!position) faults.push({ path: 'positionId', message: 'field.choice' });
  refuse(faults);
}

/** `input.invalid` when one of the teams does not exist, or attends nothing any more. */
export async function refuseStrangeTeams(house: House, teamIds: readonly string[]): Promise<void> {
  const known = new Set((await allTeams(house.store.read)).filter((team) => !team.retired).map((team) => team.id));
  refuse(
    teamIds.flatMap((id, index) => (known.has(id) ? [] : [{ path: `teamIds.${index}`, message: 'field.choice' }])),
  );
}
