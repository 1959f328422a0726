/** What somebody holds beside requests: whoever signs is told before, since it ends with the account. */
import type { LeaverHolds } from '#contract/deactivation-shapes.ts';
import type { Role } from '#contract/permissions.ts';
import { allTeams, type Leaver, peopleWithRole } from '../accounts/index.ts';
import { delegationsInForce } from '../delegations/index.ts';
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import type { House } from '../shared/house.ts';
import type { Reader } from '../shared/store.ts';

const OFFICES = ['agency_coordinator', 'agency_head'] as const;

type Holder = Pick<Leaver, 'id' | 'agencyId' | 'roles'>;

async function aloneIn(db: Reader, { id, agencyId, roles }: Holder): Promise<Role[]> {
  const held = OFFICES.filter((office) => roles.includes(office));
  const holders = await Promise.all(held.map((office) => peopleWithRole(db, office, agencyId)));
  return held.filter((_office, at) => holders[at]?.every((each) => each === id));
}

export async function holdsOf(house: House, leaver: Holder): Promise<LeaverHolds> {
  const db = house.store.read;
  const today = todayAt(await readInstitutionRow(db), house.clock.now());
  const [alone, teams, delegations] = await Promise.all([
    aloneIn(db, leaver),
    leaver.roles.includes('team_lead') ? allTeams(db) : [],
    delegationsInForce(db, { personId: leaver.id, today }),
  ]);
  return {
    roles: leaver.roles.filter((role) => role !== 'requester'),
    alone,
    leads: teams.filter(({ leadId, retired }) => leadId === leaver.id && !retired).map(({ name }) => name),
    filesFor: delegations.filter(({ delegateId }) => delegateId === leaver.id).length,
    filedForBy: delegations.filter(({ principalId }) => principalId === leaver.id).length,
  };
}
