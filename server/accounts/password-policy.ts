/** What the institution asks of passwords: read and changed by who administers it, and by nobody for themselves. */
import type { readPasswordPolicy as readOperation, savePasswordPolicy as saveOperation } from '#contract/accounts.ts';
import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import { INSTITUTION_STREAM, institutionPolicy, readInstitutionRow, savePasswordRules } from '../institution/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { allow, type PersonActor } from '../shared/policy.ts';
import { insertPolicy, policyInForce, policyVersions } from './password-policy-rows.ts';

export async function readPolicy(house: House): Promise<ReplyOf<typeof readOperation>> {
  const versions = await policyVersions(house.store.read);
  const [newest] = versions;
  if (!newest) throw new Error('no version of the password policy');
  return {
    policy: newest.policy,
    version: newest.version,
    history: versions.map((version) => ({ ...version, since: version.since.toISOString() })),
  };
}

/** Holds from the next call on: a session asks for the greatest age each time. `version.stale` when another came between. */
export async function savePolicy(house: House, actor: PersonActor, given: BodyOf<typeof saveOperation>) {
  const { policy, note } = given;
  await house.store.change(actor, async (work) => {
    const thing = await readInstitutionRow(work.db, 'lock');
    const institution = allow(institutionPolicy, 'administer', { actor, thing });
    const { version, ...before } = await policyInForce(work.db);
    if (version !== given.version) throw new Fault('version.stale');
    const next = version + 1;
    await insertPolicy(work, { version: next, by: actor.id, note, policy });
    await savePasswordRules(work, institution, policy);
    const names = Object.keys(before) as (keyof typeof before)[];
    const changed = names.filter((name) => before[name] !== policy[name]);
    await work.record({
      stream: INSTITUTION_STREAM,
      fact: 'password-policy.changed',
      data: { version: next, changed, policy: { ...policy } },
    });
  });
  return { done: true as const };
}
