import type { listOrganisation as operation } from '#contract/agencies.ts';
import type { ReplyOf } from '#contract/operation.ts';
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import type { House } from '../shared/house.ts';
import { agenciesInForce, allPositions } from './rows.ts';

/** What a person who creates an account chooses from. */
export async function listOrganisation(house: House): Promise<ReplyOf<typeof operation>> {
  const institution = await readInstitutionRow(house.store.read);
  const [agencies, positions] = await Promise.all([
    agenciesInForce(house.store.read, todayAt(institution, house.clock.now())),
    allPositions(house.store.read),
  ]);
  return {
    agencies: agencies.map(({ id, acronym, name, kind }) => ({ id, acronym, name, kind })),
    positions: positions.map(({ id, name, eligible }) => ({ id, name, eligible })),
  };
}
