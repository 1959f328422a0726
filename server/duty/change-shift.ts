/** Changing, taking back and passing on a shift. What is past stays as it was. */
import type { changeShift, removeShift, swapShift } from '#contract/duty.ts';
import type { BodyOf } from '#contract/operation.ts';
import { outrun } from '#server/accounts/index.ts';
import { fromLocal } from '#server/calendars/index.ts';
import { readInstitutionRow } from '#server/institution/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { type Actor, type Allowed, allow, personOf } from '#server/shared/policy.ts';
import type { Work } from '#server/shared/store.ts';
import { phoneOf, sittersOf } from './people.ts';
import { badHours, refuseHours } from './plan.ts';
import { exchangePolicy, shiftPolicy } from './policy.ts';
import { keepSwap, lockShift, type Shift, saveShift, shiftById, shiftsBetween } from './rows.ts';
import { overlap, type Span, standingOf } from './rules.ts';
import { rosterStream } from './view.ts';

type Done = { done: true };
const DONE: Done = { done: true };

type Right = 'arrange' | 'swap';

/** Held, asked about and as it was seen; one that is over is refused. */
async function held<Asked extends Right>(
  work: Work,
  right: Asked,
  of: { id: string; version: number },
): Promise<Allowed<Asked, Shift>> {
  const shift = allow(shiftPolicy, right, { actor: work.actor, thing: await lockShift(work, of.id) });
  if (shift.version !== of.version)
    throw await outrun(work.db, {
      stream: rosterStream(shift.teamId),
      about: { shiftId: shift.id },
      actor: work.actor,
    });
  if (standingOf(shift, work.now) === 'past') throw new Fault('duty.past');
  return shift;
}

const record = (work: Work, shift: Shift, fact: string, data: Record<string, string | null> = {}) =>
  work.record({
    stream: rosterStream(shift.teamId),
    fact,
    data: { shiftId: shift.id, teamId: shift.teamId, personId: shift.personId, ...data },
  });

/** Its beginning stays once it has begun; its end does not lie in the past. */
export async function change(
  house: House,
  actor: Actor,
  given: { id: string; body: BodyOf<typeof changeShift> },
): Promise<Done> {
  const { id, body } = given;
  refuseHours(body);
  const { timeZone } = await readInstitutionRow(house.store.read);
  const hours: Span = { from: fromLocal(timeZone, body.from), to: fromLocal(timeZone, body.to) };
  // Hours that the change of clocks takes whole.
  if (hours.to <= hours.from) throw badHours();
  await house.store.change(actor, async (work) => {
    const shift = await held(work, 'arrange', { id, version: body.version });
    const span = { from: hours.from.toISOString(), to: hours.to.toISOString() };
    await record(work, shift, 'duty.shift-changed', { ...span, phone: body.phone });
    const isMoved = hours.from.getTime() !== shift.from.getTime();
    if (hours.to <= work.now || (isMoved && (shift.from <= work.now || hours.from <= work.now)))
      throw new Fault('duty.past');
    const there = await shiftsBetween(work.db, hours, shift);
    const other = there.find((each) => each.id !== shift.id && overlap(each, hours));
    if (other !== undefined) throw new Fault('duty.overlap', { name: other.face.name });
    await saveShift(work, shift, { ...hours, phone: body.phone, note: body.note });
  });
  return DONE;
}

export async function remove(
  house: House,
  actor: Actor,
  given: { id: string; body: BodyOf<typeof removeShift> },
): Promise<Done> {
  await house.store.change(actor, async (work) => {
    const shift = await held(work, 'arrange', { id: given.id, version: given.body.version });
    if (shift.from <= work.now) throw new Fault('duty.past');
    await record(work, shift, 'duty.shift-removed');
    await saveShift(work, shift, { removedAt: work.now });
  });
  return DONE;
}

/** Both of an exchange are of the same team, and neither has begun. */
export async function swap(
  house: House,
  actor: Actor,
  given: { id: string; body: BodyOf<typeof swapShift> },
): Promise<Done> {
  const { id, body } = given;
  await house.store.change(actor, async (work) => {
    const first = await shiftById(work.db, id);
    allow(shiftPolicy, 'swap', { actor, thing: first });
    // The lower id is held first: two who exchange the same pair do not wait for each other.
    const ids = [id, ...(body.inExchange === null ? [] : [body.inExchange])].toSorted();
    for (const each of ids) await lockShift(work, each);
    const shift = await held(work, 'swap', { id, version: body.version });
    if (shift.from <= work.now) throw new Fault('duty.past');
    const people = await sittersOf(work.db, shift.teamId, [body.personId]);
    const colleague = people.get(body.personId);
    if (colleague === undefined || colleague.id === shift.personId)
      throw new Fault('duty.person', { name: shift.face.name });
    const theirs = body.inExchange === null ? null : await exchanged(work, { shift, body });
    await record(work, shift, 'duty.shift-swapped', {
      toPersonId: colleague.id,
      inExchangeId: theirs?.id ?? null,
      reason: body.reason,
    });
    await pass(work, shift, { toId: colleague.id, phone: theirs?.phone ?? phoneOf(colleague, body.phone), body });
    if (theirs !== null) await pass(work, theirs, { toId: shift.personId, phone: shift.phone, body });
  });
  return DONE;
}

type Body = BodyOf<typeof swapShift>;

async function exchanged(work: Work, of: { shift: Shift; body: Body }): Promise<Allowed<'swap', Shift>> {
  const found = await lockShift(work, of.body.inExchange ?? '');
  const wanted = { teamId: of.shift.teamId, personId: of.body.personId };
  const theirs = allow(exchangePolicy, 'swap', { actor: work.actor, thing: found && { ...found, wanted } });
  if (theirs.from <= work.now) throw new Fault('duty.past');
  return theirs;
}

async function pass(
  work: Work,
  shift: Allowed<'swap', Shift>,
  to: { toId: string; phone: string; body: Body },
): Promise<void> {
  const { toId, phone, body } = to;
  const swapped = { shiftId: shift.id, fromId: shift.personId, toId, byId: personOf(work.actor).id };
  await keepSwap(work, { ...swapped, reason: body.reason });
  await saveShift(work, shift, { personId: toId, phone });
}
