import type { invitePerson as operation, PersonId, PersonView } from '#contract/accounts.ts';
import type { BodyOf } from '#contract/operation.ts';
import { ROLES } from '#contract/permissions.ts';
import type { GrantSource } from '#contract/role-grants.ts';
import { standingAgency } from '../agencies/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { newId } from '../shared/ids.ts';
import type { Actor } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { refuseStrangePlace, refuseStrangeTeams } from './belongings.ts';
import { refuseClash } from './grant-roles.ts';
import { openGrants } from './grant-rows.ts';
import { joinTeams } from './memberships.ts';
import { readPhone } from './phone.ts';
import {
  type AccountState,
  credentialsByEmail,
  insertPerson,
  isEmployeeNumberTaken,
  type NewPerson,
  personById,
} from './rows.ts';
import { attendsAtDesk, tidyRoles } from './rules.ts';
import { toPersonView } from './view.ts';

/** Makes an account that waits for its activation link, which leaves by letter. `account.exists` for a known address. */
export async function invitePerson(house: House, actor: Actor, given: BodyOf<typeof operation>): Promise<PersonView> {
  const { teamIds, phone, roles, ...names } = given;
  await refuseStrangePlace(house, given);
  await refuseStrangeTeams(house, teamIds);
  refuseClash(roles);
  const values = { ...names, ...readPhone(phone), roles: tidyRoles(ROLES, roles), state: 'invited' as const };
  const person = await house.store.change(actor, async (work) => {
    if (await credentialsByEmail(work.db, given.email)) throw new Fault('account.exists');
    if (await isEmployeeNumberTaken(work.db, given.employeeNumber)) {
      const fields = [{ path: 'employeeNumber', message: 'field.employee-number-taken' }];
      throw new Fault('input.invalid', {}, { fields });
    }
    const id = await addPerson(work, { ...values, passwordHash: null, teamIds, source: 'desk' });
    await work.record({
      stream: `person:${id}`,
      fact: 'account.invited',
      data: { personId: id, roles: values.roles, teamIds },
    });
    return personById(work.db, id);
  });
  return toPersonView(house, actor, person);
}

export type AddedPerson = Omit<NewPerson, 'id'> & {
  readonly id?: PersonId;
  /** Only who attends is in a team. */
  readonly teamIds: readonly string[];
  readonly state: AccountState;
  /** By what way the roles came; `account` where nothing is said. */
  readonly source?: GrantSource;
};

/**
 * Writes a person, their roles and their teams, in the agency given or in the one that follows it; `account.exists` when the address or the employee number is somebody's. For acts that
 * make accounts without a letter, such as the first set-up.
 */
export async function addPerson(work: Work, person: AddedPerson): Promise<PersonId> {
  const { id = newId<PersonId>(), source = 'account', teamIds: wanted, ...given } = person;
  const teamIds = attendsAtDesk(given.roles) ? [...new Set(wanted)] : [];
  const values = { ...given, agencyId: await standingAgency(work, given.agencyId) };
  if (!(await insertPerson(work.db, { ...values, id }, work.now))) throw new Fault('account.exists');
  await openGrants(work, id, { roles: person.roles, source });
  await work.record({
    stream: `person:${id}`,
    fact: 'account.added',
    data: { personId: id, state: person.state, roles: [...person.roles], teamIds },
    opens: true,
  });
  await joinTeams(work, id, teamIds);
  return id;
}
