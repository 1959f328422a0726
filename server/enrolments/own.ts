/** Who asks can never be who grants. */
import { peopleKnownBy, peopleWithRole } from '../accounts/index.ts';
import { Fault } from '../shared/fault.ts';
import { personOf } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import type { Enrolment, EnrolmentRow } from './rows.ts';
import { signaturesOf } from './signature-rows.ts';

/**
 * `enrolment.own` when whoever acts wrote the form down or recorded one of its signatures. At a desk with a single
 * administrator a paper is captured and granted by that one: it was somebody else who signed it, and their scan is there.
 * Gives whether it was so, for the history.
 */
export async function refuseOwnForm(work: Work, form: Enrolment): Promise<{ alone: boolean }> {
  const { id } = personOf(work.actor);
  const hands = [form.draftedBy, ...(await signaturesOf(work.db, form.id)).map((each) => each.recordedBy)];
  if (!hands.includes(id)) return { alone: false };
  const administrators = form.source === 'paper' ? await peopleWithRole(work.db, 'operator_admin', null) : [];
  if (administrators.some((each) => each !== id) || !administrators.includes(id)) throw new Fault('enrolment.own');
  return { alone: true };
}

/** `enrolment.own` when the row is of whoever acts, by number or by address. */
export async function refuseOwnRow(work: Work, row: Pick<EnrolmentRow, 'employeeNumber' | 'email'>): Promise<void> {
  const { id } = personOf(work.actor);
  const people = await peopleKnownBy(work.db, { numbers: [row.employeeNumber], emails: [row.email.toLowerCase()] });
  if (people.some((person) => person.id === id)) throw new Fault('enrolment.own');
}
