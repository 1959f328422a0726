/** An account corrected because its person asked for it, and who answers for personal data granted it. */
import { positionsByIds } from '../agencies/index.ts';
import { later } from '../shared/clock.ts';
import { Fault } from '../shared/fault.ts';
import { newId } from '../shared/ids.ts';
import type { Reader, Work } from '../shared/store.ts';
import { insertEmailChange, revokeEmailChanges } from './email-rows.ts';
import { readPhone, shownPhone } from './phone.ts';
import { saveRectified } from './rectify-rows.ts';
import { credentialsByEmail, isEmployeeNumberTaken, lockPerson, type Person, personById } from './rows.ts';
import { EMAIL_LIFE } from './rules.ts';

export type Rectified = Partial<
  Record<
    'givenNames' | 'firstSurname' | 'secondSurname' | 'email' | 'phone' | 'employeeNumber' | 'positionId',
    string | undefined
  >
>;

/** As a person would write it, by the names of the form. */
const writtenOf = (person: Person): Required<Record<keyof Rectified, string>> => ({
  givenNames: person.givenNames,
  firstSurname: person.firstSurname,
  secondSurname: person.secondSurname,
  email: person.email,
  phone: shownPhone(person),
  employeeNumber: person.employeeNumber,
  positionId: person.positionId,
});

export async function writtenOfId(db: Reader, id: string): Promise<Rectified> {
  const person = await personById(db, id);
  return person === undefined ? {} : writtenOf(person);
}

const isKnown = async (work: Work, positionId: string): Promise<boolean> =>
  (await positionsByIds(work.db, [positionId])).has(positionId);

async function refuseTaken(work: Work, person: Person, values: Rectified): Promise<void> {
  const { employeeNumber, email, positionId } = values;
  if (employeeNumber !== undefined && employeeNumber !== person.employeeNumber)
    if (await isEmployeeNumberTaken(work.db, employeeNumber)) throw new Fault('data-right.taken', { field: 'number' });
  if (positionId !== undefined && !(await isKnown(work, positionId))) throw new Fault('not-found');
  if (email === undefined || email === person.email) return;
  if (person.state !== 'active') throw new Fault('account.closed');
  if (await credentialsByEmail(work.db, email)) throw new Fault('data-right.taken', { field: 'email' });
}

/** A link goes there, and the address is theirs once they follow it: nobody else may say so for them. */
async function sendLink(work: Work, person: Person, email: string): Promise<void> {
  await revokeEmailChanges(work, person.id);
  const { authEpoch, email: formerEmail } = person;
  const [id, expiresAt] = [newId(), later(work.now, EMAIL_LIFE)];
  await insertEmailChange(work, { id, personId: person.id, email, formerEmail, known: false, authEpoch, expiresAt });
  const data = { personId: person.id, changeId: id };
  await work.record({ stream: `person:${person.id}`, fact: 'account.email-asked', data });
}

/**
 * Part of an act under way. Gives what the account said before of what was to change. The history names the fields and the request, not the
 * values: those stand in the request, where they can be forgotten. `data-right.taken`, `phone.unreadable`.
 */
export async function rectify(
  work: Work,
  personId: string,
  given: { values: Rectified; requestId: string },
): Promise<Rectified> {
  const { values, requestId } = given;
  const person = await lockPerson(work, personId);
  if (person === undefined) throw new Fault('not-found');
  await refuseTaken(work, person, values);
  const fields = Object.keys(values) as (keyof Rectified)[];
  const before = writtenOf(person);
  const { email, phone, ...plain } = values;
  await saveRectified(work, personId, { ...plain, ...(phone === undefined ? {} : readPhone(phone)) });
  if (email !== undefined && email !== person.email) await sendLink(work, person, email);
  const data = { personId, requestId, fields };
  await work.record({ stream: `person:${personId}`, fact: 'account.rectified', data });
  return Object.fromEntries(fields.map((field) => [field, before[field]]));
}
