/**
 * R1: SIGKILL of the program in the middle of writers, again and again.
 *
 * Each writer files requests with a file and writes messages, with idempotency keys; what is acknowledged goes to a
 * ledger, flushed to disk after the answer arrived. Unanswered calls are repeated with the same key after the restart.
 * At the end an auditor that knows nothing of the program's own checks reads database and files against the ledger.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { uploadAttachment } from '#contract/attachments.ts';
import { fileRequest, postMessage } from '#contract/requests.ts';
import { openPostgres } from '#server/shared/postgres/postgres.ts';
import { type Api, Refusal } from '../kit/api.ts';
import { addPerson, setUp, technicalSupport } from '../kit/desk.ts';
import { freePort, type Program, startProgram } from '../kit/program.ts';

export type R1Report = {
  cycles: number;
  writers: number;
  acknowledged: { requests: number; messages: number; files: number };
  lost: { requests: number; messages: number; files: number };
  duplicateFolios: number;
  duplicateRequests: number;
  gaps: number;
  brokenChains: number;
  restartMs: { median: number; max: number };
};

type Line = { kind: 'request' | 'message' | 'file'; key: string; id: string; folio?: string; sha256?: string };

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Appends and flushes: what stands here was acknowledged, whatever dies next. */
function openLedger(path: string) {
  const file = openSync(path, 'a');
  return {
    write: (line: Line) => {
      writeSync(file, `${JSON.stringify(line)}\n`);
      fsyncSync(file);
    },
    read: () =>
      readFileSync(path, 'utf8')
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Line),
    close: () => closeSync(file),
  };
}

type Ledger = ReturnType<typeof openLedger>;
type Pause = { up: Promise<void> };

/** Repeats a call with the same key until the program answers; only a real refusal ends it. */
async function insist<T>(pause: Pause, attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    await pause.up;
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof Refusal && error.status < 500) throw error;
      await sleep(30);
    }
  }
}

async function writer(given: {
  api: Api;
  name: string;
  areaId: string;
  ledger: Ledger;
  pause: Pause;
  stop: () => boolean;
}): Promise<void> {
  const { api, ledger, pause } = given;
  for (let n = 0; !given.stop(); n += 1) {
    const bytes = Buffer.from(`captura ${given.name} ${n} ${'x'.repeat(20_000 + n)}`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const file = await insist(pause, () => api.call(uploadAttachment, { query: { name: `captura-${n}.txt` }, bytes }));
    const key = `${given.name}-request-${n}`;
    const body = {
      draftId: null,
      subject: `Prueba de corte ${given.name} ${n}`,
      description: 'Se corta la energía a la mitad de todo.',
      areaId: given.areaId as never,
      serviceId: null,
      place: { building: '', floor: '', office: '', phone: '' },
      attachments: [file.id],
    };
    const request = await insist(pause, () => api.call(fileRequest, { key, body }));
    ledger.write({ kind: 'request', key, id: request.id, folio: request.folio });
    ledger.write({ kind: 'file', key, id: file.id, sha256 });
    const messageKey = `${given.name}-message-${n}`;
    await insist(pause, () =>
      api.call(postMessage, {
        params: { id: request.id },
        key: messageKey,
        body: { text: messageKey, attachments: [] },
      }),
    );
    ledger.write({ kind: 'message', key: messageKey, id: request.id });
  }
}

export async function runR1(given: {
  cycles: number;
  writers: number;
  say: (text: string) => void;
}): Promise<R1Report> {
  const folder = mkdtempSync(join(tmpdir(), 'mesa-r1-'));
  const env = { DATA_DIR: join(folder, 'data'), PORT: String(await freePort()) };
  const ledger = openLedger(join(folder, 'ledger'));
  const restarts: number[] = [];
  try {
    let program = await startProgram('serve', env);
    const admin = await setUp(program);
    const people: Api[] = [];
    for (let n = 0; n < given.writers; n += 1)
      people.push(await addPerson(admin, program.url, { email: `persona${n}@gobierno.example` }));
    const area = await technicalSupport(admin);
    const pause: Pause = { up: Promise.resolve() };
    let stopped = false;
    const writers = people.map((api, n) =>
      writer({ api, name: `w${n}`, areaId: area.id, ledger, pause, stop: () => stopped }),
    );
    for (let cycle = 1; cycle <= given.cycles; cycle += 1) {
      await sleep(150 + Math.random() * 1350);
      const restart = async (dead: Program): Promise<void> => {
        await dead.kill();
        const began = performance.now();
        program = await startProgram('serve', env);
        restarts.push(performance.now() - began);
      };
      pause.up = restart(program);
      await pause.up;
      given.say(
        `cycle ${cycle}: ${ledger.read().length} acknowledged so far, back in ${Math.round(restarts.at(-1) ?? 0)} ms`,
      );
    }
    await sleep(500);
    stopped = true;
    await Promise.all(writers);
    await program.stop();
    return await audit({ ...given, folder, ledger, restarts });
  } finally {
    ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Audited = { cycles: number; writers: number; folder: string; ledger: Ledger; restarts: number[] };

async function audit(given: Audited): Promise<R1Report> {
  const dataDir = join(given.folder, 'data');
  const postgres = await openPostgres({ dataDir, databaseUrl: null, log: pino({ level: 'silent' }) });
  const client = new pg.Client(postgres.owner);
  await client.connect();
  try {
    const lines = given.ledger.read();
    const rows = async (text: string) => (await client.query(text)).rows;
    const requests = await rows('select id, folio, subject, sequence from requests');
    const messages = new Set((await rows('select body from messages')).map((row) => row.body));
    const files = new Map(
      (await rows("select id, encode(sha256, 'hex') as sha256 from attachments where sent_at is not null")).map(
        (row) => [row.id, row.sha256],
      ),
    );
    const known = new Map(requests.map((row) => [row.id, row.folio]));
    const of = (kind: Line['kind']) => lines.filter((line) => line.kind === kind);
    const sequences = requests.map((row) => Number(row.sequence)).toSorted((a, b) => a - b);
    const bytesOf = (id: string) => join(dataDir, 'files', id.slice(-2), id);
    const fileIsLost = (line: Line) =>
      files.get(line.id) !== line.sha256 ||
      !existsSync(bytesOf(line.id)) ||
      createHash('sha256')
        .update(readFileSync(bytesOf(line.id)))
        .digest('hex') !== line.sha256;
    const times = given.restarts.toSorted((a, b) => a - b);
    return {
      cycles: given.cycles,
      writers: given.writers,
      acknowledged: { requests: of('request').length, messages: of('message').length, files: of('file').length },
      lost: {
        requests: of('request').filter((line) => known.get(line.id) !== line.folio).length,
        messages: of('message').filter((line) => !messages.has(line.key)).length,
        files: of('file').filter(fileIsLost).length,
      },
      duplicateFolios: requests.length - new Set(requests.map((row) => row.folio)).size,
      duplicateRequests: requests.length - new Set(requests.map((row) => row.subject)).size,
      gaps: sequences.filter((sequence, index) => sequence !== index + 1).length,
      brokenChains: Number((await rows(CHAIN_BREAKS))[0].breaks),
      restartMs: { median: Math.round(times[Math.floor(times.length / 2)] ?? 0), max: Math.round(times.at(-1) ?? 0) },
    };
  } finally {
    await client.end();
    await postgres.close();
  }
}

/** Entries that do not follow the one before them, by SQL alone. */
const CHAIN_BREAKS = `
  select count(*) as breaks from (
    select sequence, previous_hash,
           lag(hash) over (partition by stream order by sequence) as before,
           row_number() over (partition by stream order by sequence) as place
    from history) h
  where sequence <> place or (before is not null and previous_hash <> before)`;

export const isClean = (report: R1Report): boolean =>
  report.acknowledged.requests > 0 &&
  Object.values(report.lost).every((count) => count === 0) &&
  report.duplicateFolios === 0 &&
  report.duplicateRequests === 0 &&
  report.gaps === 0 &&
  report.brokenChains === 0;
