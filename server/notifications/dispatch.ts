/**
 * Letters leave here. Each is claimed for a while, written at that moment and handed to the mailbox; what became of it is
 * written down before the next. A sender that dies leaves its claim to run out, and the letter goes again with the same
 * Message-ID: never lost, at worst twice under one name.
 */
import { later, MINUTE } from '../shared/clock.ts';
import type { House } from '../shared/house.ts';
import { forLog } from '../shared/log.ts';
import type { Delivery, Letter } from '../shared/mailbox.ts';
import { claimLetter, type LetterRow, type Outcome, settleLetter } from './rows.ts';
import { pauseAfter, UNREACHABLE_PAUSE } from './rules.ts';

/** The letter ready to leave, or why it should not. */
export type Written = { readonly letter: Letter } | { readonly drop: string };
export type Write = (house: House, row: LetterRow) => Promise<Written>;

const LANES = 4;
/** Longer than the mailbox ever takes for one letter. */
const HOLD = 10 * MINUTE;
/** Less than a job may last; the next minute goes on. */
const ROUND = 4 * MINUTE;

/** Sends what is due, up to four at once, until nothing is left, the server takes nothing, or the round's time is over. */
export async function dispatch(house: House, write: Write): Promise<void> {
  if (!house.mailbox.isConfigured()) return;
  const started = house.clock.elapsed();
  let isOpen = true;
  const lane = async () => {
    while (isOpen && house.clock.elapsed() - started < ROUND) {
      const now = house.clock.now();
      const row = await house.store.aside('delivery', (db) => claimLetter(db, { now, until: later(now, HOLD) }));
      if (!row) return;
      const taken = await sendOne(house, row, write);
      if (!taken) isOpen = false;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** False when the mail server takes nothing at all. */
async function sendOne(house: House, row: LetterRow, write: Write): Promise<boolean> {
  const settle = (outcome: Outcome) =>
    house.store.aside('delivery', (db, now) => settleLetter(db, row.id, { outcome, now }));
  const written = await attempt(house, row, write);
  if ('drop' in written) {
    await settle({ state: 'dropped', lastError: written.drop, attempts: row.attempts });
    return true;
  }
  const delivery = 'failure' in written ? written.failure : await house.mailbox.send(written.letter);
  await settle(outcomeOf(row, delivery, house.clock.now()));
  return delivery.outcome !== 'unreachable';
}

/** A letter that cannot be written must not stop the others: it waits like one the server put off. */
async function attempt(house: House, row: LetterRow, write: Write): Promise<Written | { failure: Delivery }> {
  try {
    return await write(house, row);
  } catch (error) {
    house.log.error({ err: error, letter: row.id, kind: row.kind }, 'letter could not be written');
    return { failure: { outcome: 'later', reason: `not written: ${forLog(error)}` } };
  }
}

function outcomeOf(row: LetterRow, delivery: Delivery, now: Date): Outcome {
  if (delivery.outcome === 'sent') return { state: 'sent' };
  const lastError = delivery.reason;
  if (delivery.outcome === 'unreachable')
    return { state: 'waiting', lastError, attempts: row.attempts, nextAttemptAt: later(now, UNREACHABLE_PAUSE) };
  const attempts = row.attempts + 1;
  const pause = delivery.outcome === 'refused' ? null : pauseAfter(attempts, row.id);
  if (pause === null) return { state: 'failed', lastError, attempts };
  return { state: 'waiting', lastError, attempts, nextAttemptAt: later(now, pause) };
}
