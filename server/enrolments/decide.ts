/** One row of a signed form decided: approved (and the account is there), observed, or rejected. */
import type {
  decideEnrolmentRow as decideOperation,
  decideEnrolmentException as exceptOperation,
} from '#contract/enrolment-acts.ts';
import { knownAs, readEmployeeNumber, readRowEmail, readRowPhone } from '#contract/enrolment-rows.ts';
import type { EnrolmentView } from '#contract/enrolment-shapes.ts';
import type { PersonId } from '#contract/ids.ts';
import type { BodyOf } from '#contract/operation.ts';
import { enrolPerson, personById } from '../accounts/index.ts';
import { readInstitutionRow, todayAt } from '../institution/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Actor, personOf } from '../shared/policy.ts';
import type { Reader, Work } from '../shared/store.ts';
import { findingsOf, rowsAgainst } from './among.ts';
import { hold, streamOf } from './draft.ts';
import { refuseOwnForm, refuseOwnRow } from './own.ts';
import { newestResponsibilities } from './responsibilities-rows.ts';
import { summed } from './review.ts';
import { type Enrolment, type EnrolmentRow, rowsOf, saveEnrolment, saveRows } from './rows.ts';
import { isUndecided, mayBeRenewed } from './rules.ts';
import { readEnrolment, typedOf } from './view.ts';

type Given<Operation> = { id: string; rowId: string; body: BodyOf<Operation> };

/** `not-found` when the form has no such row. */
export async function rowIn(work: Work, form: Enrolment, rowId: string): Promise<EnrolmentRow> {
  const row = (await rowsOf(work.db, form.id)).find(({ id }) => id === rowId);
  if (row === undefined) throw new Fault('not-found');
  return row;
}

export async function decideRow(
  house: House,
  actor: Actor,
  given: Given<typeof decideOperation>,
): Promise<EnrolmentView> {
  const { id, rowId, body } = given;
  const { decision, reason } = body;
  if (decision !== 'approved' && reason === '') throw new Fault('request.reason-needed');
  await house.store.change(actor, async (work) => {
    const held = await hold(work, 'review', { id, version: body.version });
    if (held.state !== 'in_review') throw new Fault('enrolment.state', { state: held.state });
    const { alone } = await refuseOwnForm(work, held);
    const row = await rowIn(work, held, rowId);
    if (!isUndecided(row.state)) throw new Fault('enrolment.state', { state: held.state });
    await refuseOwnRow(work, row);
    const personId = decision === 'approved' ? await grant(work, held, row) : null;
    await saveRows(work, [rowId], {
      ...{ state: decision, reason, decided_by: personOf(actor).id, decided_at: work.now },
      ...(personId === null ? {} : { person_id: personId }),
    });
    await saveEnrolment(work, id, {});
    await work.record({
      stream: streamOf(id),
      fact: `enrolment.row-${decision}`,
      data: { enrolmentId: id, rowId, round: held.round, personId, alone, reason: summed(reason) },
    });
  });
  return readEnrolment(house, actor, id);
}

/** The account of the row, made or opened again; what was signed is looked at once more, for the desk moved on meanwhile. */
async function grant(work: Work, form: Enrolment, row: EnrolmentRow): Promise<PersonId> {
  if (row.exceptionState === 'asked' || row.exceptionState === 'refused')
    throw new Fault('enrolment.exception-waits', { state: row.exceptionState });
  const looking = { form, rows: [typedOf(row)], now: work.now };
  const faults = (await findingsOf(work.db, work.actor, looking)).filter(({ severity }) => severity === 'error');
  const [email, phone] = [readRowEmail(row.email), readRowPhone(row.phone)];
  const { positionId } = row;
  if (faults.length > 0 || email === null || typeof phone === 'string' || positionId === null)
    throw new Fault('enrolment.faults', { count: Math.max(1, faults.length) });
  const { known } = await rowsAgainst(work.db, work.actor, looking);
  const { byNumber, byEmail } = knownAs(row, known);
  const responsibilities = await newestResponsibilities(work.db);
  return enrolPerson(work, {
    enrolmentId: form.id,
    returning: (byEmail ?? byNumber)?.personId ?? null,
    due: responsibilities?.version ?? 1,
    enrolled: {
      givenNames: row.givenNames,
      firstSurname: row.firstSurname,
      secondSurname: row.secondSurname,
      email,
      employeeNumber: readEmployeeNumber(row.employeeNumber),
      agencyId: form.agencyId,
      positionId,
      ...phone,
      roles: ['requester', row.role],
    },
  });
}

/** A renewal says why, and moves the last day on: to end an account earlier is to close it, with its own reasons. */
async function refuseIdleRenewal(
  db: Reader,
  row: EnrolmentRow,
  { until, note }: BodyOf<typeof exceptOperation>,
): Promise<void> {
  if (until === null || until <= (row.exceptionUntil ?? '')) throw new Fault('enrolment.exception-earlier');
  if (note === '') throw new Fault('request.reason-needed');
  const person = await personById(db, row.personId ?? '');
  if (person?.state === 'inactive') throw new Fault('account.closed');
}

/** 1.b: Servicios Generales says until when, or no; of one in force, until a later day. */
export async function decideException(
  house: House,
  actor: Actor,
  given: Given<typeof exceptOperation>,
): Promise<EnrolmentView> {
  const { id, rowId, body } = given;
  const { decision, until, note } = body;
  if (decision === 'refused' && note === '') throw new Fault('request.reason-needed');
  const today = todayAt(await readInstitutionRow(house.store.read), house.clock.now());
  if (until !== null && until <= today) throw new Fault('date.past');
  await house.store.change(actor, async (work) => {
    const held = await hold(work, 'except', { id, version: body.version });
    const row = await rowIn(work, held, rowId);
    const waits = (held.state === 'signed' || held.state === 'in_review') && row.exceptionState === 'asked';
    const renews = decision === 'approved' && mayBeRenewed(row);
    if (!waits && !renews) throw new Fault('enrolment.state', { state: held.state });
    if (renews) await refuseIdleRenewal(work.db, row, body);
    await refuseOwnForm(work, held);
    await refuseOwnRow(work, row);
    await saveRows(work, [rowId], {
      exception_state: decision,
      ...(until === null || decision === 'refused' ? {} : { exception_until: until }),
      ...{ exception_by: personOf(actor).id, exception_at: work.now, exception_note: note },
      // Of its new last day they are told as of the first.
      ...(renews ? { exception_warned_at: null } : {}),
    });
    await saveEnrolment(work, id, {});
    await work.record({
      stream: streamOf(id),
      fact: renews ? 'enrolment.exception-renewed' : `enrolment.exception-${decision}`,
      data: { enrolmentId: id, rowId, until: until ?? row.exceptionUntil, note: summed(note) },
    });
  });
  return readEnrolment(house, actor, id);
}
