/** The steps of a whole form once it is signed: its review begins and ends, or it is taken back. */
import type {
  closeEnrolmentReview as closeOperation,
  reviewEnrolment as reviewOperation,
  withdrawEnrolment as withdrawOperation,
} from '#contract/enrolment-acts.ts';
import type { EnrolmentView } from '#contract/enrolment-shapes.ts';
import type { BodyOf } from '#contract/operation.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { sha256 } from '../shared/ids.ts';
import { type Actor, personOf } from '../shared/policy.ts';
import { hold, streamOf } from './draft.ts';
import { refuseOwnForm } from './own.ts';
import { rowsOf, saveEnrolment } from './rows.ts';
import { readEnrolment } from './view.ts';

type Given<Operation> = { id: string; body: BodyOf<Operation> };

/** A text of a person is named in the history by its sum alone. */
export const summed = (text: string): string | null => (text === '' ? null : sha256(text).toString('hex'));

export async function reviewEnrolment(
  house: House,
  actor: Actor,
  { id, body }: Given<typeof reviewOperation>,
): Promise<EnrolmentView> {
  await house.store.change(actor, async (work) => {
    const held = await hold(work, 'review', { id, version: body.version });
    if (held.state !== 'signed') throw new Fault('enrolment.state', { state: held.state });
    const { alone } = await refuseOwnForm(work, held);
    await saveEnrolment(work, id, { state: 'in_review', reviewed_by: personOf(actor).id });
    const data = { enrolmentId: id, round: held.round, alone };
    await work.record({ stream: streamOf(id), fact: 'enrolment.review-begun', data });
  });
  return readEnrolment(house, actor, id);
}

export async function closeReview(
  house: House,
  actor: Actor,
  { id, body }: Given<typeof closeOperation>,
): Promise<EnrolmentView> {
  await house.store.change(actor, async (work) => {
    const held = await hold(work, 'review', { id, version: body.version });
    if (held.state !== 'in_review') throw new Fault('enrolment.state', { state: held.state });
    await refuseOwnForm(work, held);
    const rows = await rowsOf(work.db, id);
    const count = (state: string) => rows.filter((row) => row.state === state).length;
    if (count('waiting') > 0) throw new Fault('enrolment.undecided', { count: count('waiting') });
    const observed = count('observed');
    const step =
      observed > 0
        ? ({ state: 'returned', round: held.round + 1 } as const)
        : ({ state: 'resolved', resolved_at: work.now } as const);
    await saveEnrolment(work, id, { ...step, note: body.note });
    await work.record({
      stream: streamOf(id),
      fact: observed > 0 ? 'enrolment.returned' : 'enrolment.resolved',
      data: {
        ...{ enrolmentId: id, folio: held.folio, round: held.round, observed },
        ...{ approved: count('approved'), rejected: count('rejected'), note: summed(body.note) },
      },
    });
  });
  return readEnrolment(house, actor, id);
}

export async function withdrawEnrolment(
  house: House,
  actor: Actor,
  { id, body }: Given<typeof withdrawOperation>,
): Promise<EnrolmentView> {
  await house.store.change(actor, async (work) => {
    const held = await hold(work, 'write', { id, version: body.version });
    if (held.state === 'resolved' || held.state === 'withdrawn')
      throw new Fault('enrolment.state', { state: held.state });
    await saveEnrolment(work, id, { state: 'withdrawn', note: body.reason });
    const data = { enrolmentId: id, folio: held.folio, from: held.state, reason: summed(body.reason) };
    await work.record({ stream: streamOf(id), fact: 'enrolment.withdrawn', data });
  });
  return readEnrolment(house, actor, id);
}
