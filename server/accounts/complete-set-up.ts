import type { completeSetUp as operation } from '#contract/institution.ts';
import type { BodyOf } from '#contract/operation.ts';
import organisation from '#database/starting-data/agencies.json' with { type: 'json' };
import { allPositions, ensureHostAgency, importOrganisation } from '../agencies/index.ts';
import { type Institution, refuseSetUpToken, takeSetUp, todayAt } from '../institution/index.ts';
import type { House } from '../shared/house.ts';
import type { Caller } from '../shared/http/answer.ts';
import { anonymous } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { refuseBadPassword } from './choose-password.ts';
import { addPerson } from './invite-person.ts';
import { keepFormerPassword } from './link-rows.ts';
import { hashPassword } from './passwords.ts';
import { PASSWORDS_KEPT } from './rules.ts';

type Given = BodyOf<typeof operation>;

/** Nobody asks the first administrator for a position; this one says the least. Changed later like any other. */
export const FIRST_POSITION = 'jefe_departamento';

/**
 * Sets the institution up with the one-time link: names, catalogue if wanted, mail, and the first administrator, all in
 * one act. `set-up.token` for another link, `set-up.done` for who comes second.
 */
export async function completeSetUp(house: House, given: Given & { caller: Caller }) {
  const { administrator, institution } = given;
  await refuseSetUpToken(house, given);
  await refuseBadPassword(house, administrator.password, {
    bearer: { ...administrator, agencyId: null },
    extra: [institution.productName, institution.governmentName, institution.hostAgencyName],
  });
  const passwordHash = await hashPassword(administrator.password);
  await house.store.change(anonymous, async (work) => {
    const row = await takeSetUp(work, { token: given.token, settings: institution });
    if (given.withStartingCatalogue) await house.startingData(work);
    await importOrganisation(work, { agencies: [], positions: organisation.positions });
    await addAdministrator(work, { row, administrator, passwordHash });
  });
  if (given.mail.smtpUrl !== '') house.mailbox.configure(given.mail);
  return { done: true as const };
}

async function addAdministrator(
  work: Work,
  given: { row: Institution; administrator: Given['administrator']; passwordHash: string },
): Promise<void> {
  const { row, passwordHash } = given;
  const { password: _hashed, ...names } = given.administrator;
  const agency = await ensureHostAgency(work, { name: row.hostAgencyName, day: todayAt(row, work.now) });
  const position = (await allPositions(work.db)).find((each) => each.key === FIRST_POSITION);
  if (!position) throw new Error(`the position ${FIRST_POSITION} is not among the starting data`);
  const id = await addPerson(work, {
    ...names,
    employeeNumber: '',
    agencyId: agency.id,
    positionId: position.id,
    phone: '',
    extension: '',
    state: 'active',
    roles: ['requester', 'operator_admin'],
    passwordHash,
    teamIds: [],
  });
  await keepFormerPassword(work.db, id, { hash: passwordHash, at: work.now, keep: PASSWORDS_KEPT });
}
