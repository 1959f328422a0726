/** Keeps a server of ours running: one that ends without having been asked to is started again, on its folder and socket. */
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock as clock } from '../clock.ts';
import { OperatorError } from '../operator-error.ts';
import { endLeftover } from './leftover.ts';
import { type Cluster, startServer } from './server-process.ts';
import type { EmbeddedServer, Log } from './types.ts';

/** A server that ends sooner than this (ms) has not really run. */
const SHORT_LIFE = 2_000;
/** Milliseconds before each new start after short lives; after the last, somebody has to look. */
const PAUSES = [0, 250, 1_000, 2_000, 4_000];
/** A disk that is full or fails is no fault of the server: it is tried again until the disk is well, however long that lasts. */
const UNTIL_WELL = 2_000;
const blamesDisk = (words: string): boolean => /No space left on device|Input\/output error/.test(words);

/** `ended` settles when the server ends again and again, or cannot be started. */
export async function keepRunning(cluster: Cluster, extra: readonly string[], log: Log): Promise<EmbeddedServer> {
  let server = await startServer(cluster, extra, log);
  let isRunning = true;
  let restart: Promise<void> | null = null;
  let stopping: Promise<void> | null = null;

  const startOnce = async (): Promise<boolean> => {
    await endLeftover(cluster, log);
    try {
      server = await startServer(cluster, extra, log);
    } catch (error) {
      if (!(error instanceof OperatorError && blamesDisk(error.message))) throw error;
      log.error({}, 'PostgreSQL finds its disk full or failing, and is tried again until it is well');
      return false;
    }
    isRunning = true;
    log.warn({ pid: server.pid }, 'PostgreSQL was started again');
    return true;
  };
  const startAgain = async (pause: number): Promise<void> => {
    await sleep(pause);
    while (stopping === null && !(await startOnce())) await sleep(UNTIL_WELL);
  };
  const keep = async (): Promise<void> => {
    for (let shortLives = 0; ; ) {
      const began = clock.elapsed();
      await server.ended;
      isRunning = false;
      const isDisk = blamesDisk(server.lastWords());
      shortLives = !isDisk && clock.elapsed() - began < SHORT_LIFE ? shortLives + 1 : 0;
      const pause = isDisk ? UNTIL_WELL : PAUSES[shortLives];
      if (pause === undefined) return;
      restart = startAgain(pause);
      await restart;
      if (stopping !== null) return;
    }
  };
  const kept = keep().catch((error: unknown) => {
    log.error({ err: error }, 'PostgreSQL could not be started again');
  });

  return {
    host: server.host,
    get pid() {
      return server.pid;
    },
    lastWords: () => server.lastWords(),
    // After a stop that was asked for, `kept` may settle too: nobody should take that for an accident.
    ended: kept.then(() => (stopping === null ? undefined : new Promise<void>(() => {}))),
    stop: () => {
      stopping ??= (async () => {
        await restart?.catch(() => undefined);
        if (isRunning) await server.stop();
      })();
      return stopping;
    },
  };
}
