/** Answering a staff roll: who is not confirmed, and that all others are. */

import type { BodyOf } from '#contract/operation.ts';
import type {
  confirmStaffRoll as confirmOperation,
  markStaffRollPerson as markOperation,
  StaffRollView,
} from '#contract/staff-rolls.ts';
import { agencyById, positionsByIds } from '../agencies/index.ts';
import { canonical } from '../shared/canonical.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { newId, sha256 } from '../shared/ids.ts';
import { type Actor, type Allowed, allow, personOf } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import { ROLL_CONFIRMED, streamOf } from './facts.ts';
import { letBack } from './let-back.ts';
import { peopleOfRoll, type RollPerson, saveMark } from './people-rows.ts';
import { answersAs, rollPolicy } from './policy.ts';
import { lockRoll, type Roll, saveConfirmed, saveMarked } from './rows.ts';
import { readRoll, STATEMENT_VERSION, statementOf, withAnswerers } from './view.ts';

type Held = Allowed<'answer', Roll & { readonly isUnanswerable: boolean }>;

/** Held until the act ends; `staff-roll.closed` when it was confirmed, or another month stands in its place. */
async function hold(work: Work, id: string): Promise<Held> {
  const found = await lockRoll(work, id);
  const thing = found && (await withAnswerers(work.db, found));
  const held = allow(rollPolicy, 'answer', { actor: work.actor, thing });
  if (held.isConfirmed) throw new Fault('staff-roll.closed', { state: 'confirmed' });
  if (!held.isNewest) throw new Fault('staff-roll.closed', { state: 'unanswered' });
  return held;
}

export async function markPerson(
  house: House,
  actor: Actor,
  given: { id: string; personId: string; body: BodyOf<typeof markOperation> },
): Promise<StaffRollView> {
  const { id, personId, body } = given;
  await house.store.change(actor, async (work) => {
    const roll = await hold(work, id);
    if (!(await saveMark(work, { rollId: roll.id, personId }, body))) throw new Fault('not-found');
    await saveMarked(work, roll.id);
    // What was written about a person must be able to go: the history keeps that it was, and its sum.
    const note = body.mark === null || body.note === '' ? null : sha256(body.note).toString('hex');
    const data = { rollId: roll.id, personId, mark: body.mark, note };
    await work.record({ stream: streamOf(roll.id), fact: 'staff-roll.marked', data });
  });
  return readRoll(house, actor, id);
}

/** What is confirmed: each person as they stood when the roll opened, with their mark. */
async function rowsOf(work: Work, roll: Roll, people: readonly RollPerson[]): Promise<string> {
  const positions = await positionsByIds(
    work.db,
    people.map(({ positionId }) => positionId),
  );
  return canonical({
    agencyId: roll.agencyId,
    month: roll.month,
    openedAt: roll.openedAt.toISOString(),
    people: people.map((person) => ({
      personId: person.personId,
      employeeNumber: person.employeeNumber,
      fullName: person.fullName,
      position: positions.get(person.positionId)?.name.es ?? '',
      accountSince: person.accountSince.toISOString(),
      lastSignInAt: person.lastSignInAt?.toISOString() ?? null,
      mark: person.mark,
      note: person.note,
    })),
  });
}

async function confirm(work: Work, held: Held): Promise<void> {
  const { id, agencyId, month } = held;
  const people = await peopleOfRoll(work.db, id);
  const rows = await rowsOf(work, held, people);
  const rowsSha256 = sha256(rows);
  const by = personOf(work.actor).id;
  const as = answersAs(work.actor, held) ?? 'operator';
  const late = work.now > held.dueAt;
  const statement = statementOf(await agencyById(work.db, agencyId));
  const confirmationId = newId();
  await saveConfirmed(work, {
    ...{ id: confirmationId, rollId: id, by, as, late, rows, rowsSha256 },
    ...{ statementVersion: STATEMENT_VERSION, statement },
  });
  // Who is gone stays out until their account is closed.
  const here = people.filter(({ mark }) => mark !== 'gone').map(({ personId }) => personId);
  const back = await letBack(work, here);
  const marked = people.length - people.filter(({ mark }) => mark === null).length;
  await work.record({
    stream: streamOf(id),
    fact: ROLL_CONFIRMED,
    data: {
      ...{ rollId: id, agencyId, month, confirmationId, as, late, people: people.length, marked, letBack: back },
      ...{ statementVersion: STATEMENT_VERSION, rowsSha256: rowsSha256.toString('hex') },
    },
  });
}

/** `version.stale` when a colleague marked somebody meanwhile: nobody confirms what they did not see. */
export async function confirmRoll(
  house: House,
  actor: Actor,
  given: { id: string; body: BodyOf<typeof confirmOperation> },
): Promise<StaffRollView> {
  const { id, body } = given;
  await house.store.change(actor, async (work) => {
    const held = await hold(work, id);
    if (held.version !== body.version) throw new Fault('version.stale');
    await confirm(work, held);
  });
  return readRoll(house, actor, id);
}
