/** Builds a working desk from its parts; `main.ts` and the tests both start here. */
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { OPERATIONS } from '#contract/index.ts';
import type { Clock } from './shared/clock.ts';
import { openFiles } from './shared/files.ts';
import type { Demonstration, House } from './shared/house.ts';
import { describe } from './shared/http/openapi.ts';
import { openHttp } from './shared/http/server.ts';
import { openJobs } from './shared/jobs.ts';
import { openLog } from './shared/log.ts';
import type { Mailbox } from './shared/mailbox.ts';
import type { Postgres } from './shared/postgres/postgres.ts';
import { openSecrets } from './shared/secrets.ts';
import { programVersion, type Settings } from './shared/settings.ts';
import { openStore } from './shared/store.ts';
import {
  identify,
  openWhileExpired,
  reactionsOf,
  routesOf,
  SLICES,
  STANDING,
  schedulesOf,
  startingData,
  unreadNotices,
} from './wiring.ts';

export type AssembleParts = {
  settings: Settings;
  postgres: Postgres;
  clock: Clock;
  mailbox: Mailbox;
  /** Null: API only. */
  webFolder: string | null;
  demo: Demonstration | null;
  poolSize?: number;
  /** Milliseconds that requests under way get to end when the desk closes. */
  graceMs?: number;
};

export type Desk = { house: House; app: FastifyInstance; close(): Promise<void> };

export async function assemble(parts: AssembleParts): Promise<Desk> {
  const { settings, postgres, clock } = parts;
  const log = openLog(settings);
  const jobs = await openJobs({
    app: postgres.app,
    reactions: reactionsOf(SLICES),
    schedules: schedulesOf(SLICES),
    log,
  });
  const store = openStore({
    app: postgres.app,
    reader: postgres.reader,
    clock,
    enqueue: jobs.enqueue,
    poolSize: parts.poolSize ?? 10,
  });
  const house: House = {
    settings,
    clock,
    log,
    store,
    jobs,
    files: await openFiles(join(settings.dataDir, 'files')),
    secrets: openSecrets(settings.secretsDir),
    mailbox: parts.mailbox,
    demo: parts.demo,
    standing: STANDING,
    unreadNotices,
    startingData,
    restricted: postgres.restricted,
  };
  let stopping = false;
  const app = await openHttp({
    settings,
    log,
    routes: routesOf(SLICES, house),
    identify: (token) => identify(house, token),
    openWhileExpired,
    isReady: async () => !stopping && (await answers(house)),
    openapi: describe(
      OPERATIONS.filter((operation) => parts.demo !== null || !operation.demoOnly),
      programVersion(),
    ),
    webFolder: parts.webFolder,
    keptLetters: parts.demo === null ? null : (parts.mailbox.kept ?? null),
  });
  return {
    house,
    app,
    close: async () => {
      stopping = true;
      await closeWithin(app, parts.graceMs ?? GRACE);
      await jobs.close();
      await store.close();
      parts.mailbox.close();
    },
  };
}

const GRACE = 30_000;

/** S30: whoever neither reads on nor goes away does not hold the desk open. */
async function closeWithin(app: FastifyInstance, milliseconds: number): Promise<void> {
  const enough = setTimeout(() => app.server.closeAllConnections(), milliseconds);
  try {
    await app.close();
  } finally {
    clearTimeout(enough);
  }
}

const answers = (house: House): Promise<boolean> =>
  sql`select 1`.execute(house.store.read).then(
    () => true,
    () => false,
  );
