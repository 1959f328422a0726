/**
 * R12 on one node: SIGTERM again and again under load. Whoever calls is answered or turned away at the door, never cut
 * off: a balancer's probe hears "not ready" before the port closes, and no file breaks off on its way.
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uploadAttachment } from '#contract/attachments.ts';
import { downloadAttachment, fileRequest } from '#contract/requests.ts';
import type { Api } from '../kit/api.ts';
import { setUp } from '../kit/desk.ts';
import { freePort, startProgram } from '../kit/program.ts';
import { auditBars, auditFolder } from './audit.ts';
import { openLedger } from './ledger.ts';
import { failuresOf, openLoad } from './load.ts';
import { bar, type Options, type Report, sleep, spread } from './report.ts';

const PROBE_EVERY = 300;
const DOWNLOAD_BYTES = 8 * 1024 * 1024;

/**
 * Asks like a balancer, and like one holds new calls back while the node is not ready; tells in which order it saw
 * ready, not ready, and the closed door.
 */
function startProbing(url: string) {
  const seen: ('ready' | 'not ready' | 'closed')[] = [];
  let over = false;
  const running = (async () => {
    while (!over) {
      const status = await fetch(`${url}/health/ready`, { headers: { connection: 'close' } }).then(
        (answer) => answer.status,
        () => 0,
      );
      seen.push(status === 200 ? 'ready' : status === 503 ? 'not ready' : 'closed');
      await sleep(PROBE_EVERY);
    }
  })();
  return {
    seen,
    gate: async () => {
      while (seen.at(-1) !== 'ready') await sleep(20);
    },
    stop: () => {
      over = true;
      return running;
    },
  };
}

/** Reads one large file over and over; whatever arrives must be whole or a refusal. */
async function startReading(person: Api, areaId: string, gate: () => Promise<void>) {
  const bytes = Buffer.alloc(DOWNLOAD_BYTES, 'bitácora del servidor\n');
  const expected = createHash('sha256').update(bytes).digest('hex');
  const file = await person.call(uploadAttachment, { query: { name: 'grande.txt' }, bytes });
  const place = { building: '', floor: '', office: '', phone: '' };
  const words = { subject: 'Archivo grande', description: 'Se descarga una y otra vez.', place };
  const body = { ...words, draftId: null, areaId: areaId as never, serviceId: null, attachments: [file.id] };
  const { id } = await person.call(fileRequest, { body });
  const path = downloadAttachment.path.replace(':id', id).replace(':attachmentId', file.id);
  const seen = { whole: 0, refused: 0, broken: 0 };
  let over = false;
  const running = (async () => {
    while (!over) {
      await gate();
      const arrived = await person.download(path).catch((error: unknown) => codeOf(error));
      if (arrived === 'ECONNREFUSED') seen.refused += 1;
      else if (typeof arrived === 'string') seen.broken += 1;
      else if (createHash('sha256').update(arrived).digest('hex') === expected) seen.whole += 1;
      else if (arrived.toString().startsWith('{"type":"urn:mesa:fault:')) seen.refused += 1;
      else seen.broken += 1;
      await sleep(arrived instanceof Buffer ? 20 : 100);
    }
  })();
  return {
    seen,
    stop: () => {
      over = true;
      return running;
    },
  };
}

const codeOf = (error: unknown): string => {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(error);
};

/** Turned away before anything was sent, or told so: a client tries again elsewhere without a doubt. */
const CLEAN = new Set(['ECONNREFUSED', '503 server.unavailable']);

export async function r12(options: Options): Promise<Report> {
  const { cycles = 20, writers = 8, say } = options;
  const folder = mkdtempSync(join(tmpdir(), 'mesa-r12-'));
  const env = { DATA_DIR: join(folder, 'data'), PORT: String(await freePort()) };
  const ledger = openLedger(join(folder, 'ledger'));
  const stops: number[] = [];
  const codes: (number | null)[] = [];
  let program = await startProgram('serve', env);
  try {
    const admin = await setUp(program);
    const probing = startProbing(program.url);
    const { gate } = probing;
    const load = await openLoad({ url: program.url, admin, ledger, writers, fileBytes: 2_000_000, gate });
    const reading = await startReading(admin, load.areaId, gate);
    load.start();
    for (let cycle = 1; cycle <= cycles; cycle += 1) {
      await sleep(1_200 + Math.random() * 1_000);
      const began = performance.now();
      codes.push(await program.stop());
      stops.push(performance.now() - began);
      program = await startProgram('serve', env);
      say(`cycle ${cycle}: stopped in ${Math.round(stops.at(-1) ?? 0)} ms, ${ledger.count()} acknowledged so far`);
    }
    await Promise.all([load.stop(), reading.stop()]);
    await probing.stop();
    await program.stop();
    const audit = await auditFolder(env.DATA_DIR, ledger.read());
    const stopMs = spread(stops);
    const cut = [...load.tally.failures].filter(([code]) => !CLEAN.has(code));
    const warned = probing.seen.filter((each, index) => each === 'not ready' && probing.seen[index - 1] === 'ready');
    const failures = failuresOf(load.tally);
    const figures = { cycles, writers, ...audit, answered: load.tally.answered, unanswered: failures };
    return {
      figures: { ...figures, downloads: reading.seen, stopsThatWarnedTheBalancer: warned.length, stopMs },
      bars: [
        ...auditBars(audit),
        bar('calls cut off without an answer 0', cut.length === 0),
        bar('files broken off on their way 0', reading.seen.broken === 0 && reading.seen.whole > 0),
        bar('each stop said "not ready" to the balancer before it closed the port', warned.length >= cycles),
        bar('each stop ended with 0 within 30 s', codes.every((code) => code === 0) && stopMs.max <= 30_000),
      ],
    };
  } finally {
    await program.kill();
    ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
