/** Attending a request about personal data: asking for more, completing it, more time, the answer, and taking it back. */
import type { DataRightState, DataRightView } from '#contract/data-right-shapes.ts';
import type * as contract from '#contract/data-rights.ts';
import type { BodyOf } from '#contract/operation.ts';
import { outrun } from '../accounts/index.ts';
import type { Json } from '../shared/canonical.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Actor, type Allowed, allow, personOf } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { wantedOf } from './ask.ts';
import { RIGHT_ANSWERED, RIGHT_COMPLETED, RIGHT_CORRECTION, RIGHT_EXTENDED, streamOf } from './facts.ts';
import { officeOf } from './office.ts';
import { type DataRightRight, dataRightPolicy } from './policy.ts';
import { type DataRight, lockDataRight, type Step, saveDataRight } from './rows.ts';
import { answerDue, completionDue, correctionAskable, effectDue, extendedDue } from './rules.ts';
import { readDataRight } from './view.ts';

type Act<Right extends DataRightRight> = {
  readonly right: Right;
  readonly version: number;
  /** States in which it makes sense. */
  readonly from: readonly DataRightState[];
  /** What it writes, and what the history says of it. */
  readonly step: (
    work: Work,
    held: Allowed<Right, DataRight>,
  ) => Promise<{ readonly step: Step; readonly fact: string; readonly data?: Readonly<Record<string, Json>> }>;
};

/** `version.stale`, `data-right.state`. */
export async function act<Right extends DataRightRight>(
  house: House,
  actor: Actor,
  { id, ...given }: Act<Right> & { readonly id: string },
): Promise<DataRightView> {
  await house.store.change(actor, async (work) => {
    const held = allow(dataRightPolicy, given.right, { actor, thing: await lockDataRight(work, id) });
    if (held.version !== given.version) throw await outrun(work.db, { stream: streamOf(id), actor });
    if (!given.from.includes(held.state)) throw new Fault('data-right.state', { state: held.state });
    const { step, fact, data = {} } = await given.step(work, held);
    await saveDataRight(work, id, step);
    const { personId, kind } = held;
    await work.record({ stream: streamOf(id), fact, data: { dataRightId: id, personId, kind, ...data } });
  });
  return readDataRight(house, actor, id);
}

type Given<Operation> = { readonly id: string; readonly body: BodyOf<Operation> };

/** Once, and within five business days of receiving it: `data-right.late`. */
export const askCorrection = (house: House, actor: Actor, { id, body }: Given<typeof contract.askCorrection>) =>
  act(house, actor, {
    ...{ id, right: 'attend', version: body.version, from: ['received'] },
    step: async (work, held) => {
      const { calendar } = await officeOf(work.db);
      const isLate = work.now > correctionAskable(calendar, held.receivedAt);
      if (isLate || held.correctionAt !== null) throw new Fault('data-right.late', { act: 'correction' });
      const dueAt = completionDue(calendar, work.now);
      return {
        step: {
          ...{ state: 'correcting', correction_at: work.now },
          ...{ correction_words: body.words, correction_due_at: dueAt },
        },
        fact: RIGHT_CORRECTION,
        data: { dueAt: dueAt.toISOString() },
      };
    },
  });

/** The term to answer begins anew on the day it is complete. */
export const completeDataRight = (house: House, actor: Actor, { id, body }: Given<typeof contract.completeDataRight>) =>
  act(house, actor, {
    ...{ id, right: 'complete', version: body.version, from: ['correcting'] },
    step: async (work, held) => {
      const { calendar } = await officeOf(work.db);
      const dueAt = answerDue(calendar, work.now);
      const wanted = { ...held.wanted, ...wantedOf(held.kind, body.wanted, false) };
      return {
        step: {
          ...{ state: 'received', corrected_at: work.now, corrected_words: body.words },
          ...{ due_at: dueAt, wanted: JSON.stringify(wanted) },
        },
        fact: RIGHT_COMPLETED,
        data: { dueAt: dueAt.toISOString() },
      };
    },
  });

/** Once, before the term ends: `data-right.late`. */
export const extendDataRight = (house: House, actor: Actor, { id, body }: Given<typeof contract.extendDataRight>) =>
  act(house, actor, {
    ...{ id, right: 'attend', version: body.version, from: ['received'] },
    step: async (work, held) => {
      if (held.extendedAt !== null || work.now > held.dueAt) throw new Fault('data-right.late', { act: 'extension' });
      const dueAt = extendedDue((await officeOf(work.db)).calendar, held.dueAt);
      return {
        step: { extended_at: work.now, extension_reason: body.reason, due_at: dueAt },
        fact: RIGHT_EXTENDED,
        data: { dueAt: dueAt.toISOString() },
      };
    },
  });

export const answerDataRight = (house: House, actor: Actor, { id, body }: Given<typeof contract.answerDataRight>) =>
  act(house, actor, {
    ...{ id, right: 'attend', version: body.version, from: ['received'] },
    step: async (work) => {
      const { outcome, words } = body;
      const isGranted = outcome === 'granted';
      const dueAt = isGranted ? effectDue((await officeOf(work.db)).calendar, work.now) : null;
      return {
        step: {
          ...{ state: outcome, answered_at: work.now, answered_by: personOf(actor).id, answer: words },
          effective_due_at: dueAt,
        },
        fact: RIGHT_ANSWERED,
        data: { outcome, dueAt: dueAt?.toISOString() ?? null },
      };
    },
  });

export const withdrawDataRight = (house: House, actor: Actor, { id, body }: Given<typeof contract.withdrawDataRight>) =>
  act(house, actor, {
    ...{ id, right: 'withdraw', version: body.version, from: ['received', 'correcting', 'granted'] },
    step: async () => ({ step: { state: 'withdrawn' }, fact: 'data-right.withdrawn' }),
  });
