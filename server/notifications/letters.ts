/** The administrator's view of the letters: what became of each, and another try for one that was given up. */
import type { StandingNotice } from '#contract/institution.ts';
import type { listLetters as operation } from '#contract/notifications.ts';
import type { QueryOf, ReplyOf } from '#contract/operation.ts';
import { later } from '../shared/clock.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { cutPage, fromCursor, PAGE_SIZE } from '../shared/pages.ts';
import { type Actor, allow } from '../shared/policy.ts';
import type { Reader } from '../shared/store.ts';
import { letterPolicy } from './policy.ts';
import { countLetters, hasTrouble, letterById, oldestWaiting, pageOfLetters, requeueLetter } from './rows.ts';
import { FAILED_SHOWN_FOR, LATE_AFTER } from './rules.ts';
import { LETTERS } from './tell.ts';
import { viewLetter } from './view.ts';

export async function listLetters(house: House, query: QueryOf<typeof operation>): Promise<ReplyOf<typeof operation>> {
  const db = house.store.read;
  const page = { state: query.state, cursor: fromCursor(query.cursor), limit: PAGE_SIZE + 1 };
  const [rows, counts] = await Promise.all([pageOfLetters(db, page), countLetters(db)]);
  const { items, next } = cutPage(rows, PAGE_SIZE, (row) => [row.queued_at, row.id]);
  return { items: items.map(viewLetter), next, counts };
}

/** How the letters stand, for whoever looks after the desk: counts, and since when the one that waits longest does. */
export async function lettersFigures(db: Reader) {
  const [counts, oldest] = await Promise.all([countLetters(db), oldestWaiting(db)]);
  return { ...counts, oldestWaiting: oldest };
}

/** Sends a letter that was given up, or came back, on its way again. `letter.not-waiting` for any other. */
export async function retryLetter(house: House, actor: Actor, id: string): Promise<{ done: true }> {
  await house.store.change(actor, async (work) => {
    const letter = allow(letterPolicy, 'retry', { actor, thing: await letterById(work.db, id) });
    const isGivenUp = letter.state === 'failed' || letter.state === 'bounced';
    if (!isGivenUp || letter.erased_at !== null) throw new Fault('letter.not-waiting');
    await requeueLetter(work, letter);
    await work.record({ stream: `letter:${id}`, fact: 'letter.retried', data: { letterId: id, was: letter.state } });
    await house.jobs.wake(work.db, LETTERS);
  });
  return { done: true };
}

/** Told to the administrator on every page: a letter was given up this week, or letters wait longer than they should. */
export async function mailFailing(house: House): Promise<StandingNotice | null> {
  if (!house.mailbox.isConfigured()) return null;
  const now = house.clock.now();
  const failing = await hasTrouble(house.store.read, {
    failedSince: later(now, -FAILED_SHOWN_FOR),
    lateBefore: later(now, -LATE_AFTER),
  });
  return failing ? 'mail-failing' : null;
}
