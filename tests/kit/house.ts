/** A whole desk for one test file: its own database, a movable clock, a mailbox to read, HTTP without a socket. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { InjectOptions } from 'fastify';
import { inject } from 'vitest';
import type { Problem } from '#contract/faults.ts';
import { OPERATIONS } from '#contract/index.ts';
import type { BodyInput, Operation, ParamsOf, QueryInput, ReplyOf } from '#contract/operation.ts';
import { assemble, type Desk } from '#server/assemble.ts';
import type { Clock } from '#server/shared/clock.ts';
import { newSecret } from '#server/shared/ids.ts';
import type { Delivery, Letter, Mailbox } from '#server/shared/mailbox.ts';
import type { Postgres } from '#server/shared/postgres/postgres.ts';
import { SEAL_KEY } from '#server/shared/sealing.ts';
import { openSecrets } from '#server/shared/secrets.ts';
import { readSettings } from '#server/shared/settings.ts';
import { recordAnswer } from './answers.ts';
import { type TestDatabase, testDatabase } from './database.ts';

/** Monday 23 November 2026, 10:00 in Colima: a working morning. */
export const MORNING = new Date('2026-11-23T16:00:00Z');

export type MovableClock = Clock & { set(at: Date): void; advance(milliseconds: number): void };

export function movableClock(start: Date = MORNING): MovableClock {
  let at = start.getTime();
  return {
    now: () => new Date(at),
    elapsed: () => at,
    set: (to) => {
      at = to.getTime();
    },
    advance: (milliseconds) => {
      at += milliseconds;
    },
  };
}

export type MemoryMailbox = Mailbox & {
  readonly letters: Letter[];
  answerWith(next: (letter: Letter) => Delivery): void;
  turnOff(): void;
};

export function memoryMailbox(): MemoryMailbox {
  const letters: Letter[] = [];
  let configured = true;
  let respond: (letter: Letter) => Delivery = () => ({ outcome: 'sent' });
  const send = async (letter: Letter): Promise<Delivery> => {
    const delivery = respond(letter);
    if (delivery.outcome === 'sent') letters.push(letter);
    return delivery;
  };
  return {
    letters,
    answerWith: (next) => {
      respond = next;
    },
    turnOff: () => {
      configured = false;
    },
    isConfigured: () => configured,
    state: () => ({
      source: configured ? 'settings' : 'none',
      host: 'mail.example',
      user: '',
      from: 'mesa@gobierno.example',
    }),
    send,
    tryOut: (_settings, letter) => send(letter),
    configure: ({ smtpUrl }) => {
      configured = smtpUrl !== '';
    },
    close: () => undefined,
  };
}

export type Asked<O extends Operation> = {
  params?: ParamsOf<O>;
  query?: QueryInput<O>;
  body?: BodyInput<O>;
  /** Session cookie's value; none: nobody signed in. */
  session?: string | null;
  /** Idempotency key; made up when the operation wants one and none is given. */
  key?: string;
  upload?: Buffer;
  headers?: Record<string, string>;
};

export type Answer<O extends Operation> = {
  status: number;
  reply: ReplyOf<O>;
  problem: Problem;
  /** Value of the session cookie set by the answer. */
  session: string | null;
  raw: { headers: Record<string, unknown>; body: string; bytes: Buffer };
};

export type TestHouse = Desk & {
  clock: MovableClock;
  mailbox: MemoryMailbox;
  dataDir: string;
  postgres: Postgres;
  call<O extends Operation>(operation: O, asked?: Asked<O>): Promise<Answer<O>>;
  /** Runs every queued job to the end. */
  drain(): Promise<number>;
};

/** `extra` goes over the settings, e.g. `{ PUBLIC_URL: … }`; `given` is the database of its own, empty unless said. */
export async function openTestHouse(extra: Record<string, string> = {}, given?: TestDatabase): Promise<TestHouse> {
  const database = given ?? (await testDatabase());
  const dataDir = await mkdtemp(join(tmpdir(), 'mesa-house-'));
  const clock = movableClock();
  const mailbox = memoryMailbox();
  const settings = readSettings({ DATA_DIR: dataDir, LOG_LEVEL: 'error', ...extra });
  const secrets = openSecrets(settings.secretsDir);
  if (secrets.read(SEAL_KEY) === null) secrets.write(SEAL_KEY, inject('sealKey'));
  const desk = await assemble({
    settings,
    postgres: database.postgres,
    clock,
    mailbox,
    webFolder: null,
    demo: null,
    poolSize: 4,
    // Some seconds, and a PostgreSQL of its own: for those who ask for it.
    prove: null,
    graceMs: 2_000,
  });
  const call: TestHouse['call'] = async (operation, asked = {}) => {
    const response = await answered(desk, operation, toInject(operation, asked, settings.publicUrl));
    recordAnswer(operation.name, response.statusCode);
    const cookie = response.cookies.find((each) => each.name === 'mesa' || each.name === '__Host-mesa');
    const isJson = String(response.headers['content-type']).includes('json');
    const parsed = isJson ? JSON.parse(response.body) : {};
    return {
      status: response.statusCode,
      reply: parsed,
      problem: parsed,
      session: cookie && cookie.value !== '' ? cookie.value : null,
      raw: { headers: response.headers, body: response.body, bytes: response.rawPayload },
    };
  };
  return {
    ...desk,
    clock,
    mailbox,
    dataDir,
    postgres: database.postgres,
    call,
    drain: () => desk.house.jobs.drain(desk.house),
    close: async () => {
      await desk.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A stream has no end: what came with its opening is looked at, and the caller leaves. */
async function answered(desk: Desk, operation: Operation, asked: InjectOptions) {
  const isStream = operation.carrier === 'stream';
  const response = await desk.app.inject({ ...asked, payloadAsStream: isStream });
  if (!isStream) return response;
  const type = String(response.headers['content-type']);
  const { statusCode, headers, cookies } = response;
  if (type.startsWith('text/event-stream')) {
    response.stream().destroy();
    return { statusCode, headers, cookies, body: '', rawPayload: Buffer.alloc(0) };
  }
  const rawPayload = await buffer(response.stream());
  return { statusCode, headers, cookies, body: rawPayload.toString(), rawPayload };
}

function toInject(operation: Operation, asked: Asked<Operation>, origin: string): InjectOptions {
  const path = Object.entries(asked.params ?? {}).reduce(
    (url, [name, value]) => url.replace(`:${name}`, encodeURIComponent(String(value))),
    operation.path as string,
  );
  const query = Object.fromEntries(Object.entries(asked.query ?? {}).map(([name, value]) => [name, String(value)]));
  const hasBody = operation.method === 'POST' || operation.method === 'PUT';
  return {
    method: operation.method,
    url: path,
    query,
    headers: {
      host: new URL(origin).host,
      origin,
      'sec-fetch-site': 'same-origin',
      ...(operation.idempotent ? { 'idempotency-key': asked.key ?? newSecret() } : {}),
      ...(asked.session ? { cookie: `mesa=${asked.session}` } : {}),
      ...(asked.upload ? { 'content-type': 'application/octet-stream' } : {}),
      ...(hasBody && !asked.upload ? { 'content-type': 'application/json' } : {}),
      ...asked.headers,
    },
    ...(asked.upload ? { payload: asked.upload } : hasBody ? { payload: JSON.stringify(asked.body ?? {}) } : {}),
  };
}

export const operationNamed = (name: string): Operation => {
  const found = OPERATIONS.find((operation) => operation.name === name);
  if (!found) throw new Error(`no operation ${name}`);
  return found;
};
