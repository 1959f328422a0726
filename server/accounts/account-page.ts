/** What this slice knows of one account, for the page of the person. */
import type { PersonView } from '#contract/accounts.ts';
import { readInstitutionRow } from '../institution/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { Actor } from '../shared/policy.ts';
import { type Around, aroundAccount } from './account-rows.ts';
import { type Credential, credentialsOf } from './credential-rows.ts';
import { type GrantRow, grantsOf } from './grant-rows.ts';
import { peoplePolicy } from './policy.ts';
import { personById } from './rows.ts';
import { idleSince, isExempt, mustChange, passwordExpiry } from './rules.ts';
import { toPersonViews } from './view.ts';

export type AccountPage = Around & {
  readonly view: PersonView;
  /** Null: no password, or none is asked for. */
  readonly passwordEndsAt: Date | null;
  readonly mustChangePassword: boolean;
  /** Roles held now, the newest first. */
  readonly grants: readonly GrantRow[];
  /** Of the newest activation link; undefined when the person is gone meanwhile. */
  readonly credential: Credential | undefined;
};

/** `not-found` where there is no such person, or the actor may not know of them. */
export async function accountPage(house: House, actor: Actor, id: string): Promise<AccountPage> {
  const db = house.store.read;
  const now = house.clock.now();
  const person = await personById(db, id);
  if (person === undefined || !peoplePolicy.sees(actor, person)) throw new Fault('not-found');
  const [institution, [view], around, credentials, grants] = await Promise.all([
    readInstitutionRow(db),
    toPersonViews(db, [person], { actor, now }),
    aroundAccount(db, person, { now, usedSince: idleSince(person.roles, now) }),
    credentialsOf(db, [id]),
    grantsOf(db, id),
  ]);
  if (view === undefined) throw new Error('a person without a view');
  const isAsked = person.state === 'active' && !isExempt(person, institution);
  return {
    ...around,
    view,
    passwordEndsAt: isAsked ? passwordExpiry(person, institution.passwordMaxAgeDays) : null,
    mustChangePassword: isAsked && mustChange(person, institution, now),
    credential: credentials.get(id),
    grants: grants.filter(({ endedAt }) => endedAt === null),
  };
}
