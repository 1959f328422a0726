/** What the desk chooses from: teams with their people, and the codes a request closes with. */
import type { readDeskLists as operation } from '#contract/catalogue.ts';
import type { ReplyOf } from '#contract/operation.ts';
import { teamsWithMembers } from '../accounts/index.ts';
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import type { House } from '../shared/house.ts';
import { selectClosureCodes } from './rows.ts';
import { toTeamChoice } from './view.ts';

export async function readDeskLists(house: House): Promise<ReplyOf<typeof operation>> {
  const { read } = house.store;
  const today = todayAt(await readInstitutionRow(read), house.clock.now());
  const [teams, closureCodes] = await Promise.all([teamsWithMembers(read, today), selectClosureCodes(read)]);
  return { teams: teams.map(toTeamChoice), closureCodes };
}
