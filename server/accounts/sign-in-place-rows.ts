/** SQL of where sign-ins came from: kept apart from the history, so that it can be forgotten. */
import { DAY, later } from '../shared/clock.ts';
import type { Caller } from '../shared/http/answer.ts';
import { newId } from '../shared/ids.ts';
import type { Work, Writer } from '../shared/store.ts';

const KEPT = 90 * DAY;

/** Keeps from where, and with what, somebody came; gives the id an entry of the history names it by. */
export async function notePlace(work: Work, personId: string, caller: Caller): Promise<string> {
  const id = newId();
  await work.db
    .insertInto('sign_in_places')
    .values({ id, person_id: personId, at: work.now, address: caller.address, user_agent: caller.userAgent })
    .execute();
  return id;
}

export async function sweepPlaces(db: Writer, now: Date): Promise<void> {
  await db.deleteFrom('sign_in_places').where('at', '<', later(now, -KEPT)).execute();
}
