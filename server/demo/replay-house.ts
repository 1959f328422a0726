/**
 * A house whose clock is set by hand and whose acts wake nobody: in it the past of the demonstration is lived through
 * the program's own operations, so that what it leaves behind is as true as any record.
 */
import { join } from 'node:path';
import type { Operation, ReplyOf } from '#contract/operation.ts';
import { holds } from '#contract/permissions.ts';
import { registerSealKey } from '../records/index.ts';
import type { Clock } from '../shared/clock.ts';
import { Fault } from '../shared/fault.ts';
import { openFiles } from '../shared/files.ts';
import type { House } from '../shared/house.ts';
import { type Call, WithSession } from '../shared/http/answer.ts';
import { parse } from '../shared/http/parse.ts';
import { newRequestCode } from '../shared/ids.ts';
import type { Jobs } from '../shared/jobs.ts';
import type { Live } from '../shared/live.ts';
import { openLog } from '../shared/log.ts';
import type { Mailbox } from '../shared/mailbox.ts';
import { openPress } from '../shared/paper/press.ts';
import { type Actor, anonymous } from '../shared/policy.ts';
import type { Postgres } from '../shared/postgres/postgres.ts';
import { openReadings } from '../shared/readings.ts';
import { openSealing } from '../shared/sealing.ts';
import { openSecrets } from '../shared/secrets.ts';
import type { Settings } from '../shared/settings.ts';
import { openStore } from '../shared/store.ts';
import { openWorkshop } from '../shared/workshop/workshop.ts';
import { startingData } from '../starting-data.ts';
import { keptFilesOf, routesOf, SLICES } from '../wiring.ts';

export type DemoParts = {
  readonly settings: Settings;
  readonly postgres: Pick<Postgres, 'app' | 'reader' | 'restricted'>;
  /** The true time: tells which day was the last. */
  readonly clock: Clock;
};

type Input = { params?: unknown; query?: unknown; body?: unknown; upload?: Call<Operation>['upload'] };
export type Answered<O> = { readonly reply: ReplyOf<O>; readonly session: string | null };

export type ReplayHouse = {
  readonly house: House;
  moveTo(at: Date): void;
  /** As a call over HTTP would: the right of the door, the shapes of the contract, the use case. */
  call<O extends Operation>(operation: O, actor: Actor, input?: Input & { session?: string }): Promise<Answered<O>>;
  close(): Promise<void>;
};

const nobody = async (): Promise<void> => undefined;

/** Letters of the past are not sent today. */
const quietJobs: Jobs = {
  enqueue: nobody,
  wake: nobody,
  work: nobody,
  drain: async () => 0,
  deadCount: async () => 0,
  dead: async () => [],
  settleDead: async () => false,
  close: nobody,
};

/** No page is open on the past. */
const quietLive: Live = {
  tell: nobody,
  follow: () => () => undefined,
  show: () => undefined,
  presentOn: () => [],
  work: () => undefined,
  figures: () => ({ streams: 0, cuts: 0 }),
  close: nobody,
};

const noMailbox: Mailbox = {
  isConfigured: () => false,
  state: () => ({ source: 'none', host: '', user: '', from: '' }),
  send: async () => ({ outcome: 'later', reason: 'no mail in the past' }),
  tryOut: async () => ({ outcome: 'later', reason: 'no mail in the past' }),
  configure: () => undefined,
  close: () => undefined,
};

export async function openReplayHouse(parts: DemoParts): Promise<ReplayHouse> {
  const { settings, postgres } = parts;
  let now = parts.clock.now();
  const clock: Clock = { now: () => now, elapsed: parts.clock.elapsed };
  const secrets = openSecrets(settings.secretsDir);
  const sealing = await openSealing(secrets, settings.publicUrl);
  const store = openStore({
    app: postgres.app,
    reader: postgres.reader,
    clock,
    sealing,
    enqueue: quietJobs.enqueue,
    poolSize: 4,
  });
  const log = openLog(settings);
  const house: House = {
    settings,
    clock,
    store,
    log,
    files: await openFiles(join(settings.dataDir, 'files')),
    workshop: openWorkshop(log),
    press: openPress(),
    scanner: null,
    jobs: quietJobs,
    live: quietLive,
    readings: openReadings({ store, clock, log }),
    ...{ secrets, sealing },
    mailbox: noMailbox,
    demo: null,
    standing: [],
    unreadNotices: async () => 0,
    vouch: async () => ({ session: null, silent: false, ownPassword: true }),
    forgets: [],
    entersByDesk: async () => true,
    startingData,
    undoable: new Map(),
    whole: { postgres, keptFiles: keptFilesOf(SLICES), prove: null },
    restricted: postgres.restricted,
  };
  await registerSealKey(house);
  return {
    house,
    moveTo: (at) => {
      now = at;
    },
    call: caller(house),
    close: async () => {
      await house.workshop.close();
      house.press.close();
      await house.readings.close();
      await store.close();
    },
  };
}

function caller(house: House): ReplayHouse['call'] {
  const routes = new Map(routesOf(SLICES, house).map((route) => [route.operation.name, route]));
  return async (operation, actor, input = {}) => {
    const route = routes.get(operation.name);
    if (route === undefined) throw new Error(`no route for ${operation.name}`);
    const right = operation.permission;
    if (right !== 'public' && (actor.kind !== 'person' || !holds(actor.roles, right))) throw new Fault('right.missing');
    const answered = await route.handle({
      params: parse(operation.params, input.params ?? {}),
      query: parse(operation.query, input.query ?? {}),
      body: parse(operation.body, input.body ?? {}),
      actor: right === 'public' ? anonymous : actor,
      caller: {
        address: '127.0.0.1',
        userAgent: '',
        sessionToken: input.session ?? null,
        requestCode: newRequestCode(),
      },
      once: null,
      upload: input.upload ?? null,
      lastEventId: null,
    });
    const withSession = answered instanceof WithSession;
    return {
      reply: (withSession ? answered.reply : answered) as ReplyOf<typeof operation>,
      session: withSession ? answered.token : null,
    };
  };
}
