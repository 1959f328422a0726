/**
 * Stopping in order (S30): the balancer hears that this node is not ready, callers are asked to go elsewhere with their
 * next request, and only then the port closes. Nobody who came in good faith meets a closed door.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../clock.ts';

export type Leaving = {
  readonly begun: boolean;
  /** Somebody asked whether we are ready, and has the answer. One asked before the stop may still hear "ready" after it. */
  probed(ready: boolean): void;
  /** From now on not ready; settles when the port may close. */
  begin(app: FastifyInstance): Promise<void>;
};

/** Milliseconds. A balancer that asks more seldom than this does not hold the stop up. */
const LONGEST_WAIT = 15_000;
/** By so much a probe may come late on a busy machine. */
const LATE = 1_000;
/** The rhythm is the longest of so many pauses between probes. */
const GAPS = 5;
/** Time for whoever is in the middle of talking to get one answer that says `connection: close`. */
const FAREWELL = 250;

export function openLeaving(clock: Clock): Leaving {
  let begun = false;
  let last: number | null = null;
  const gaps: number[] = [];
  let seen: () => void = () => undefined;

  /** How long to wait for whoever has been asking; 0 when nobody does (any more). */
  const patience = (): number => {
    if (last === null || gaps.length === 0) return 0;
    const rhythm = Math.max(...gaps);
    const silence = clock.elapsed() - last;
    return silence > 3 * rhythm + LATE ? 0 : Math.min(3 * rhythm + 2 * LATE, LONGEST_WAIT);
  };

  return {
    get begun() {
      return begun;
    },
    probed: (ready) => {
      const at = clock.elapsed();
      if (last !== null) gaps.push(at - last);
      if (gaps.length > GAPS) gaps.shift();
      last = at;
      if (!ready) seen();
    },
    begin: async (app) => {
      const asked = new Promise<void>((resolve) => {
        seen = resolve;
      });
      begun = true;
      const wait = patience();
      const enough = new AbortController();
      if (wait > 0)
        await Promise.race([asked, sleep(wait, undefined, { signal: enough.signal }).catch(() => undefined)]);
      enough.abort();
      if (await hasConnections(app)) await sleep(FAREWELL);
    },
  };
}

const hasConnections = (app: FastifyInstance): Promise<boolean> =>
  new Promise((resolve) => app.server.getConnections((_error, count) => resolve(count > 0)));
