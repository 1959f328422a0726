/** Where hostile bytes are opened: one bench, one job at a time, a short line before it. Nobody else touches a file's inside. */
import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import * as v from 'valibot';
import type { Log } from '../log.ts';
import { type Frame, readFrames, toFrame } from './frames.ts';
import { type Launch, launch, planLaunch, residentBytes } from './process.ts';
import type {
  ArchiveFacts,
  MadePicture,
  MadeSign,
  Outcome,
  PictureFacts,
  Reply,
  SheetRow,
  Square,
  Task,
} from './words.ts';

/** A stream is opened only when its turn comes. */
export type Source = Buffer | (() => Readable);

export type Workshop = {
  /** Format and size, from the header alone. */
  describePicture(source: Source): Promise<Outcome<PictureFacts>>;
  /** To be printed: a PNG on white, no side longer than `max`. */
  sign(source: Source, wanted: { max: number }): Promise<Outcome<MadeSign>>;
  /** Drawn anew as WebP, no side longer than `max`; `square` cuts one out of the middle, or from the top. */
  picture(source: Source, wanted: { max: number; square?: boolean | Square }): Promise<Outcome<MadePicture>>;
  pdfPage(source: Source, wanted: { page: number; max: number }): Promise<Outcome<MadePicture>>;
  /** The first sheet of an XLSX as rows of text. */
  sheet(source: Source): Promise<Outcome<{ rows: SheetRow[] }>>;
  /** Looks into a zip; `too-large` is a bomb. */
  archive(source: Source): Promise<Outcome<ArchiveFacts>>;
  close(): Promise<void>;
};

export type WorkshopLimits = {
  readonly jobMs: number;
  readonly residentBytes: number;
  /** Jobs in line, the one at the bench included. */
  readonly line: number;
  readonly idleMs: number;
};

const LIMITS: WorkshopLimits = { jobMs: 15_000, residentBytes: 600 * 1024 * 1024, line: 40, idleMs: 60_000 };
const LARGEST_SOURCE = 32 * 1024 * 1024;
const LARGEST_REPLY = 16 * 1024 * 1024;
const WATCH_MS = 50;
const WORTH_TELLING: readonly string[] = ['timeout', 'crashed', 'too-large'];

const Size = v.pipe(v.number(), v.integer(), v.minValue(1));
const MadeSize = v.object({ width: Size, height: Size });
const Pictured = v.object({
  format: v.picklist(['png', 'jpeg', 'gif', 'webp']),
  width: Size,
  height: Size,
  pages: Size,
});
const Looked = v.object({
  entries: v.pipe(v.number(), v.integer()),
  unpacked: v.pipe(v.number(), v.minValue(0)),
  encrypted: v.boolean(),
});
const Said = v.variant('ok', [
  v.object({ ok: v.literal(true), facts: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])) }),
  v.object({ ok: v.literal(false), why: v.picklist(['too-large', 'damaged', 'unsupported']) }),
]);

type Bench = { readonly child: ChildProcess; readonly replies: AsyncGenerator<Frame>; words: string };
type Done = { readonly reply: Reply; readonly bytes: Buffer };

export function openWorkshop(log: Log, limits: WorkshopLimits = LIMITS): Workshop {
  let plan: Promise<Launch> | null = null;
  let bench: Bench | null = null;
  let line = 0;
  let last: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  let closed = false;

  const dismiss = () => {
    bench?.child.kill('SIGKILL');
    bench = null;
  };

  const attempt = async (task: Task, bytes: Buffer): Promise<Done> => {
    clearTimeout(idle);
    plan ??= planLaunch();
    const launched = await plan;
    if (closed) return failed('busy');
    if (bench !== null && hasEnded(bench.child)) bench = null;
    bench ??= seat(launch(launched));
    const used = bench;
    const done = await attend(used, { task, bytes, limits });
    if (!done.reply.ok && WORTH_TELLING.includes(done.reply.why))
      log.warn({ task: task.do, why: done.reply.why, words: used.words.slice(-500) }, 'the workshop refused a file');
    // One that has grown is let go between two jobs rather than during the next.
    if (used.child.killed || residentBytes(used.child.pid ?? 0) > limits.residentBytes / 2) dismiss();
    idle = setTimeout(dismiss, limits.idleMs).unref();
    return done;
  };

  const work = async (task: Task, source: Source): Promise<Done> => {
    const bytes = Buffer.isBuffer(source) ? source : await readAll(source());
    if (bytes === null) return failed('too-large');
    const rested = bench !== null;
    const done = await attempt(task, bytes);
    // One that was ended while it rested (the system needed its memory) is no fault of this file.
    const again = rested && !done.reply.ok && done.reply.why === 'crashed';
    return again ? attempt(task, bytes) : done;
  };

  const ask = (task: Task, source: Source): Promise<Done> => {
    if (closed || line >= limits.line) return Promise.resolve(failed('busy'));
    line += 1;
    const turn = last
      .then(() => work(task, source))
      .finally(() => {
        line -= 1;
      });
    last = turn.catch(() => undefined);
    return turn;
  };

  return {
    describePicture: async (source) => factsOf(await ask({ do: 'describe' }, source), Pictured),
    picture: async (source, { max, square = false }) =>
      pictureOf(await ask({ do: 'picture', max, square: square === true ? 'middle' : square || null }, source)),
    pdfPage: async (source, { page, max }) => pictureOf(await ask({ do: 'pdf', page, max }, source)),
    ...inside(ask),
    close: async () => {
      closed = true;
      dismiss();
      await last;
      clearTimeout(idle);
    },
  };
}

/** What is told of files that are opened and not drawn. */
const inside = (ask: (task: Task, source: Source) => Promise<Done>): Pick<Workshop, 'sheet' | 'archive' | 'sign'> => ({
  sign: async (source, { max }) => signOf(await ask({ do: 'sign', max }, source)),
  sheet: async (source) => rowsOf(await ask({ do: 'sheet' }, source)),
  archive: async (source) => factsOf(await ask({ do: 'archive' }, source), Looked),
});

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const failed = (why: Extract<Reply, { ok: false }>['why']): Done => ({
  reply: { ok: false, why },
  bytes: Buffer.alloc(0),
});

async function readAll(stream: Readable): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of stream) {
    bytes += (piece as Buffer).length;
    if (bytes > LARGEST_SOURCE) return null;
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces);
}

function seat(child: ChildProcess): Bench {
  const bench: Bench = { child, replies: readFrames(child.stdout ?? nothing(), LARGEST_REPLY), words: '' };
  child.on('error', (error) => {
    bench.words += error.message;
  });
  // A bench that died while we spoke to it is noticed by its silence.
  child.stdin?.on('error', () => undefined);
  child.stderr?.on('data', (piece: Buffer) => {
    bench.words = (bench.words + piece.toString()).slice(-2_000);
  });
  return bench;
}

async function* nothing(): AsyncGenerator<Buffer> {}

/** One job: whatever does not end in time and within its memory is ended. */
async function attend(bench: Bench, job: { task: Task; bytes: Buffer; limits: WorkshopLimits }): Promise<Done> {
  const { child } = bench;
  let end: 'timeout' | 'too-large' | null = null;
  const stop = (why: 'timeout' | 'too-large') => {
    end ??= why;
    child.kill('SIGKILL');
  };
  const tooLong = setTimeout(() => stop('timeout'), job.limits.jobMs);
  const watch = setInterval(() => {
    if (residentBytes(child.pid ?? 0) > job.limits.residentBytes) stop('too-large');
  }, WATCH_MS);
  try {
    for (const piece of toFrame(job.task, job.bytes)) child.stdin?.write(piece);
    const { value, done } = await bench.replies.next();
    const said = done ? null : v.safeParse(Said, value.words);
    if (said?.success) return { reply: said.output, bytes: Buffer.from(value?.bytes ?? []) };
  } catch {
    // What cannot be read is no answer of ours.
  } finally {
    clearTimeout(tooLong);
    clearInterval(watch);
  }
  child.kill('SIGKILL');
  return failed(end ?? 'crashed');
}

function factsOf<T extends object>(done: Done, schema: v.GenericSchema<unknown, T>): Outcome<T> {
  if (!done.reply.ok) return done.reply;
  const facts = v.safeParse(schema, done.reply.facts);
  return facts.success ? { ok: true, ...facts.output } : { ok: false, why: 'crashed' };
}

const Rows = v.array(v.object({ line: v.number(), cells: v.array(v.string()), formulas: v.array(v.number()) }));

function rowsOf(done: Done): Outcome<{ rows: SheetRow[] }> {
  if (!done.reply.ok) return done.reply;
  const rows = v.safeParse(Rows, JSON.parse(done.bytes.toString('utf8')));
  return rows.success ? { ok: true, rows: rows.output } : { ok: false, why: 'crashed' };
}

/** What comes back is shown inline, so it must be what it claims, whoever sat at the bench. */
function pictureOf(done: Done): Outcome<MadePicture> {
  const size = factsOf(done, MadeSize);
  if (!size.ok) return size;
  const isWebp = done.bytes.toString('latin1', 0, 4) === 'RIFF' && done.bytes.toString('latin1', 8, 12) === 'WEBP';
  return isWebp ? { ...size, webp: done.bytes } : { ok: false, why: 'crashed' };
}

/** It goes on paper for ever: it must be what it claims, too. */
function signOf(done: Done): Outcome<MadeSign> {
  const size = factsOf(done, MadeSize);
  if (!size.ok) return size;
  const isPng = done.bytes.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n';
  return isPng ? { ...size, png: done.bytes } : { ok: false, why: 'crashed' };
}
