/** Beginning, stopping and forgetting: what somebody decides of a file that was looked at. */
import type { ArrivalDetail, startArrival } from '#contract/arrivals.ts';
import type { BodyOf } from '#contract/operation.ts';
import { DAY, later } from '../shared/clock.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Actor, allow } from '../shared/policy.ts';
import { asSeen } from './look.ts';
import { arrivalPolicy } from './policy.ts';
import { arrivalById, deleteArrival, forgetGiven, leftSince, lockArrival, saveArrival } from './rows.ts';
import { viewArrival } from './view.ts';

export async function start(
  house: House,
  actor: Actor,
  given: { id: string; body: BodyOf<typeof startArrival> },
): Promise<ArrivalDetail> {
  allow(arrivalPolicy, 'bring', { actor, thing: {} });
  const { id, body } = given;
  await house.store.change(actor, async (work) => {
    const row = asSeen(await lockArrival(work.db, id), body.version, ['looked', 'stopped']);
    const who = actor.kind === 'person' ? { started_by: actor.id, session_id: actor.sessionId } : {};
    await saveArrival(work.db, id, {
      ...{ state: 'running', letters: body.letters, started_at: work.now, ended_at: null },
      ...who,
    });
    const { kind, desk, lines, sha256 } = row;
    await work.record({
      stream: `arrival:${id}`,
      fact: 'arrival.started',
      data: { arrivalId: id, kind, desk, lines, fileSha256: sha256.toString('hex'), letters: body.letters },
    });
  });
  return viewArrival(house, id);
}

/** Between two batches: what is under way is done, and then no more. */
export async function stop(house: House, actor: Actor, id: string): Promise<ArrivalDetail> {
  allow(arrivalPolicy, 'bring', { actor, thing: await arrivalById(house.store.read, id) });
  await house.store.change(actor, async (work) => {
    const row = await lockArrival(work.db, id);
    if (row?.state !== 'running') throw new Fault('arrival.state', { state: row?.state ?? 'done' });
    await saveArrival(work.db, id, { state: 'stopped', ended_at: work.now });
    await work.record({ stream: `arrival:${id}`, fact: 'arrival.stopped', data: { arrivalId: id } });
  });
  return viewArrival(house, id);
}

export async function drop(house: House, actor: Actor, id: string): Promise<{ done: true }> {
  allow(arrivalPolicy, 'bring', { actor, thing: await arrivalById(house.store.read, id) });
  await house.store.aside('upload', async (db) => {
    const row = await lockArrival(db, id);
    if (row?.state !== 'looked') throw new Fault('arrival.state', { state: row?.state ?? 'done' });
    await deleteArrival(db, id);
  });
  return { done: true };
}

/** A file full of people is not kept for whoever may come back to it one day. */
const KEPT = { looked: 7 * DAY, stopped: 30 * DAY };

export async function sweepArrivals(house: House): Promise<void> {
  const now = house.clock.now();
  const before = { looked: later(now, -KEPT.looked), stopped: later(now, -KEPT.stopped) };
  for (const { id, state } of await leftSince(house.store.read, before))
    await house.store.aside('sweep', async (db) => {
      const row = await lockArrival(db, id);
      if (row?.state !== state) return;
      if (state === 'looked') return deleteArrival(db, id);
      await saveArrival(db, id, { state: 'done' });
      await forgetGiven(db, id);
    });
}
