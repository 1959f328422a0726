/**
 * Long work beside a desk in use, done in turns: some work, then so much rest that whoever waits for a page seldom meets it.
 * Giving way at every moment is not enough: two that work share the halves of a processor and the disk, whoever goes first.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from './clock.ts';

export type Pace = {
  /** Between two pieces of work: comes back at once, or after the rest that the work since the last one has earned. */
  turn(signal?: AbortSignal): Promise<void>;
  /** Milliseconds it has rested: no part of how long the work takes. */
  rested(): number;
};

/** Without a rest: nobody is at the desk, or there is none. */
export const AT_ONCE: Pace = { turn: async () => undefined, rested: () => 0 };

/** Milliseconds of work before a rest. Short: whoever comes in the middle of it waits a moment longer, not a multiple. */
const WORK = 4;
/** A rest is taken in parts, so that it ends when the desk is left alone. */
const NAP = 500;

/** `times`: how many times as long as it worked it rests; 0 is without any. Asked again and again. */
export function openPace(clock: Pick<Clock, 'elapsed'>, times: () => number): Pace {
  let since = clock.elapsed();
  let worked = 0;
  let all = 0;
  return {
    turn: async (signal) => {
      worked += clock.elapsed() - since;
      if (worked >= WORK) {
        const begins = clock.elapsed();
        // Where one statement took long, its rest is as long.
        for (let rested = 0; rested < worked * times(); ) {
          const nap = Math.min(NAP, worked * times() - rested);
          await sleep(nap, undefined, { signal });
          rested += nap;
        }
        all += clock.elapsed() - begins;
        worked = 0;
      }
      since = clock.elapsed();
    },
    rested: () => all,
  };
}

/** Bytes: what the next in the pipe makes of a piece is a piece of work, too. */
const PIECE = 128 * 1024;

/** What passes, in small pieces, with a turn before each. */
export async function* paced(
  pieces: AsyncIterable<Buffer>,
  { pace, signal }: { pace: Pace; signal: AbortSignal },
): AsyncGenerator<Buffer, void, void> {
  for await (const piece of pieces) {
    for (let from = 0; from < piece.length; from += PIECE) {
      await pace.turn(signal);
      yield piece.subarray(from, from + PIECE);
    }
  }
}
