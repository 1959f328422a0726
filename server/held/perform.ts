/**
 * Does what has waited, as the person who asked for it and with the rights they have now. Cut in the middle it is done again
 * under the same key, which has one effect.
 */
import { FAULTS } from '#contract/faults.ts';
import { holds } from '#contract/permissions.ts';
import { actingPerson } from '#server/accounts/index.ts';
import { later } from '#server/shared/clock.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import type { Call } from '#server/shared/http/answer.ts';
import { parse } from '#server/shared/http/parse.ts';
import { eachOf, endAsDone, endAsRefused, refusedAmong } from './over.ts';
import { claimDue, type HeldRow, isAnyDue, postpone } from './rows.ts';

export async function performDue(house: House): Promise<void> {
  while (await isAnyDue(house.store.read, house.clock.now())) {
    const row = await house.store.aside('held', claimDue);
    if (row === undefined) return;
    await performOne(house, row);
  }
}

/** About half an hour in all: past it whoever asked for it should know. */
const MOST_TRIES = 12;
const pauseAfter = (tries: number): number => Math.min(1_000 * 2 ** tries, 300_000);

/** What one try came to. `refused` of an act on many: how many of them; the others were done. */
export type Tried =
  | { readonly outcome: 'done'; readonly reply: unknown; readonly refused: number }
  | { readonly outcome: 'refused'; readonly fault: Fault }
  | { readonly outcome: 'doing' };

export async function performOne(house: House, row: HeldRow): Promise<Tried> {
  const end = async (fault: Fault): Promise<Tried> => {
    await endAsRefused(house, row, { fault });
    return { outcome: 'refused', fault };
  };
  try {
    const reply = await attempt(house, row);
    const refused = refusedAmong(reply);
    const each = eachOf(reply);
    if (refused.length === 0) await endAsDone(house, row, each);
    else await endAsRefused(house, row, { refused, each });
    return { outcome: 'done', reply, refused: refused.length };
  } catch (error) {
    if (error instanceof Fault && FAULTS[error.code] < 500) return end(error);
    house.log.error({ err: error, heldId: row.id, operation: row.operation }, 'an act that waited could not be done');
    if (row.tries >= MOST_TRIES) return end(new Fault('server.error'));
    await house.store.aside('held', (db, now) => postpone(db, row, later(now, pauseAfter(row.tries))));
    return { outcome: 'doing' };
  }
}

async function attempt(house: House, row: HeldRow): Promise<unknown> {
  const undoable = house.undoable.get(row.operation);
  if (undoable === undefined) throw new Fault('input.invalid');
  const { operation } = undoable;
  const who = { personId: row.person_id, sessionId: row.session_id, now: house.clock.now() };
  const actor = await actingPerson(house.store.read, who);
  const right = operation.permission;
  if (actor === null || right === 'public' || !holds(actor.roles, right)) throw new Fault('right.missing');
  const call: Call<typeof operation> = {
    params: parse(operation.params, row.params),
    query: {},
    body: parse(operation.body, row.body),
    actor,
    caller: { address: '', userAgent: '', sessionToken: null, requestCode: row.id },
    once: { key: row.key, operation: row.operation, bodyHash: row.body_hash },
    upload: null,
    lastEventId: null,
  };
  return undoable.handle(call);
}
