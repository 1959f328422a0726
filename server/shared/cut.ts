/** What to do about a PostgreSQL that hangs up in the middle, has been altered meanwhile, or says nothing at all. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from './fault.ts';
import { isOutdated } from './prepared.ts';

/** Milliseconds in which the pool learns that a connection is gone; before, it would hand the same one out again. */
const UNTIL_KNOWN = 50;

const CUT = new Set(['57P01', '57P02', 'ECONNRESET', 'EPIPE']);

const wasCut = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && CUT.has(String(error.code))) ||
    /Connection terminated|Client has encountered a connection error/.test(error.message));

/** An upgrade alters table after table, each soon after the one before: a repeat may meet the next. */
const OFTEN = 5;

/** Does it once more, on another connection, when the first was cut, and again while its plans were of an older table: for what keeps nothing until it has ended. */
export async function again<Result>(run: (kept: () => void) => Promise<Result>): Promise<Result> {
  for (let time = 1; ; time += 1) {
    let isKept = false;
    try {
      return await run(() => {
        isKept = true;
      });
    } catch (error) {
      const times = isOutdated(error) ? OFTEN : Number(wasCut(error));
      // Cut while COMMIT was on its way: it may stand or not, and only who asked can tell by asking again.
      if (isKept || time > times) throw error;
      await sleep(UNTIL_KNOWN);
    }
  }
}

/** Milliseconds nobody waits longer than for what is no transfer of a file. */
export const LONGEST_ANSWER = 25_000;

/** The answer, or `server.unavailable` when it does not come in time; what is late is then nobody's. */
export async function within<Result>(milliseconds: number, answer: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Fault('server.unavailable', {}, { retryAfter: 5 })), milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
