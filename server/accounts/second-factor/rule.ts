/** Which roles must have a second factor: a value of the institution. */
import type { saveSecondFactorRule as operation, SecondFactorRule } from '#contract/accounts.ts';
import type { BodyOf } from '#contract/operation.ts';
import { ROLES, type Role } from '#contract/permissions.ts';
import {
  INSTITUTION_STREAM,
  institutionPolicy,
  readInstitutionRow,
  saveSecondFactorRoles,
} from '../../institution/index.ts';
import { Fault } from '../../shared/fault.ts';
import type { House } from '../../shared/house.ts';
import { type Actor, allow } from '../../shared/policy.ts';
import { tidyRoles } from '../rules.ts';
import { changesOfRule, RULE_FACT, ruleVersion } from './rule-rows.ts';

export async function readSecondFactorRule(house: House, actor: Actor): Promise<SecondFactorRule> {
  const thing = await readInstitutionRow(house.store.read);
  const { secondFactorRoles } = allow(institutionPolicy, 'administer', { actor, thing });
  const [changes, version] = await Promise.all([changesOfRule(house.store.read), ruleVersion(house.store.read)]);
  return {
    roles: [...secondFactorRoles],
    version,
    changes: changes.map(({ at, by, roles }) => ({ at: at.toISOString(), by, roles: roles as Role[] })),
  };
}

/** `version.stale` when it was changed since it was read. */
export async function saveSecondFactorRule(house: House, actor: Actor, given: BodyOf<typeof operation>) {
  const roles = tidyRoles(ROLES, given.roles);
  await house.store.change(actor, async (work) => {
    const thing = await readInstitutionRow(work.db, 'lock');
    const institution = allow(institutionPolicy, 'administer', { actor, thing });
    if ((await ruleVersion(work.db)) !== given.version) throw new Fault('version.stale');
    await saveSecondFactorRoles(work, institution, roles);
    await work.record({ stream: INSTITUTION_STREAM, fact: RULE_FACT, data: { roles } });
  });
  return readSecondFactorRule(house, actor);
}
