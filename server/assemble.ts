/** Builds a working desk from its parts; `main.ts` and the tests both start here. */
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { OPERATIONS } from '#contract/index.ts';
import { registerSealKey } from './records/index.ts';
import { proveApart } from './safekeeping/index.ts';
import { openScanner } from './shared/clamd.ts';
import type { Clock } from './shared/clock.ts';
import { exposition, openTimings } from './shared/exposition.ts';
import { openFiles } from './shared/files.ts';
import type { Demonstration, House, Undoable } from './shared/house.ts';
import type { Route } from './shared/http/answer.ts';
import { type Leaving, openLeaving } from './shared/http/leaving.ts';
import { describe } from './shared/http/openapi.ts';
import { type HttpParts, openHttp } from './shared/http/server.ts';
import { openJobs } from './shared/jobs.ts';
import { openLive } from './shared/live.ts';
import { openLog } from './shared/log.ts';
import type { Mailbox } from './shared/mailbox.ts';
import { openPress } from './shared/paper/press.ts';
import type { Postgres } from './shared/postgres/postgres.ts';
import type { Prove } from './shared/proving.ts';
import { openReadings } from './shared/readings.ts';
import { openSealing } from './shared/sealing.ts';
import { openSecrets } from './shared/secrets.ts';
import { programVersion, type Settings } from './shared/settings.ts';
import { openStore } from './shared/store.ts';
import { openWorkshop } from './shared/workshop/workshop.ts';
import { gauges } from './upkeep/index.ts';
import {
  entersByDesk,
  forgetsOf,
  holdAct,
  identify,
  keptFilesOf,
  liveIdentity,
  reactionsOf,
  routesOf,
  SLICES,
  STANDING,
  schedulesOf,
  startingData,
  tellNewest,
  topicsOf,
  unreadNotices,
  vouch,
  watchesOf,
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
  /** What follows each backup; null: nothing. */
  prove?: Prove | null;
  /** Milliseconds that requests under way get to end when the desk closes. */
  graceMs?: number;
};

export type Desk = {
  house: House;
  app: FastifyInstance;
  /** Everything that can be measured, as Prometheus reads it. */
  figures(): Promise<string>;
  close(): Promise<void>;
};

export async function assemble(parts: AssembleParts): Promise<Desk> {
  const { settings, postgres, clock } = parts;
  const log = openLog(settings);
  const jobs = await openJobs({
    app: postgres.app,
    reactions: reactionsOf(SLICES),
    schedules: schedulesOf(SLICES),
    watches: watchesOf(SLICES),
    log,
  });
  const secrets = openSecrets(settings.secretsDir);
  const sealing = await openSealing(secrets, settings.publicUrl);
  const store = openStore({
    app: postgres.app,
    reader: postgres.reader,
    clock,
    sealing,
    enqueue: jobs.enqueue,
    poolSize: parts.poolSize ?? 10,
  });
  const live = await openLive({ config: postgres.app, topics: topicsOf(SLICES), identity: liveIdentity, clock, log });
  const undoable = new Map<string, Undoable>();
  const house: House = {
    settings,
    clock,
    log,
    store,
    jobs,
    ...{ live, readings: openReadings({ store, clock, log }) },
    files: await openFiles(join(settings.dataDir, 'files')),
    ...{ workshop: openWorkshop(log), press: openPress() },
    scanner: openScanner(settings.clamdUrl),
    ...{ secrets, sealing },
    mailbox: parts.mailbox,
    demo: parts.demo,
    standing: STANDING,
    unreadNotices,
    ...{ vouch, entersByDesk },
    ...{ forgets: forgetsOf(SLICES), startingData, undoable },
    whole: { postgres, keptFiles: keptFilesOf(SLICES), prove: parts.prove === undefined ? proveApart : parts.prove },
    restricted: postgres.restricted,
  };
  await registerSealKey(house);
  await tellNewest(house);
  live.work(house);
  const routes = routesOf(SLICES, house);
  for (const each of undoablesOf(house, routes)) undoable.set(each.operation.name, each);
  return opened(parts, house, routes);
}

/** The door, and how the whole is closed again. */
async function opened(parts: AssembleParts, house: House, routes: readonly Route[]): Promise<Desk> {
  const leaving = openLeaving(parts.clock);
  const timings = openTimings(
    'mesa_http_request_duration_seconds',
    'Answers of the API, by operation and class of status.',
  );
  const measure: HttpParts['measure'] = (operation, status, milliseconds) =>
    timings.observe({ operation, status: `${Math.floor(status / 100)}xx` }, milliseconds / 1_000);
  const app = await openDoor(parts, house, { routes, leaving, measure });
  const graceMs = parts.graceMs ?? GRACE;
  const figures = async () => exposition(await gauges(house), [timings]);
  return { house, app, figures, close: () => closeInOrder({ house, app, leaving, graceMs }) };
}

const openDoor = (
  parts: AssembleParts,
  house: House,
  given: { routes: readonly Route[]; leaving: Leaving; measure: HttpParts['measure'] },
): Promise<FastifyInstance> =>
  openHttp({
    ...given,
    settings: house.settings,
    log: house.log,
    hold: (operation, call) => holdAct(house, operation, call),
    identify: (token, asUse) => identify(house, token, asUse),
    isReady: () => answers(house),
    openapi: () =>
      describe(
        OPERATIONS.filter((operation) => parts.demo !== null || !operation.demoOnly),
        programVersion(),
      ),
    webFolder: parts.webFolder,
    keptLetters: parts.demo === null ? null : (parts.mailbox.kept ?? null),
  });

function undoablesOf(house: House, routes: readonly Route[]): Undoable[] {
  const within = routesOf(SLICES, { ...house, store: house.store.rehearsal(async () => undefined) });
  const rehearsals = new Map(within.map((route) => [route.operation.name, route.handle]));
  return routes.flatMap(({ operation, handle }) => {
    const rehearse = rehearsals.get(operation.name);
    return operation.undoable && rehearse ? [{ operation, handle, rehearse }] : [];
  });
}

const GRACE = 30_000;

type Closing = Pick<Desk, 'house' | 'app'> & { leaving: Leaving; graceMs: number };

/** S30: what comes in first, what it stands on last. */
async function closeInOrder(closing: Closing): Promise<void> {
  const { house, app } = closing;
  await closing.leaving.begin(app);
  await house.live.close();
  await closeWithin(app, closing.graceMs);
  // Before the jobs: one that waits for the bench is answered at once.
  await house.workshop.close();
  house.press.close();
  await house.jobs.close();
  await house.readings.close();
  await house.store.close();
  house.mailbox.close();
}

/** S30: whoever neither reads on nor goes away does not hold the desk open. */
async function closeWithin(app: FastifyInstance, milliseconds: number): Promise<void> {
  const enough = setTimeout(() => app.server.closeAllConnections(), milliseconds);
  const fallenQuiet = setInterval(() => app.server.closeIdleConnections(), 100);
  try {
    await app.close();
  } finally {
    clearTimeout(enough);
    clearInterval(fallenQuiet);
  }
}

const answers = (house: House): Promise<boolean> =>
  sql`select 1`.execute(house.store.read).then(
    () => true,
    () => false,
  );
