/**
 * The beginning of reading a large archive, on a thread of its own: read, hashed, unsealed, decompressed. Whoever reads does
 * the rest meanwhile, and the many buffers of a seal are cleared away from a small heap, not from that of a whole program.
 */
import { Worker } from 'node:worker_threads';

/** What the thread is given, and what it tells. */
export type Asked = { path: string; identities: readonly string[] };
export type Told =
  | { kind: 'piece'; piece: ArrayBuffer }
  | { kind: 'read'; bytes: number }
  | { kind: 'end'; sha256: Uint8Array; bytes: number }
  /** `where`: the file could not be read, its seal not taken off, or what came out of it not decompressed. */
  | { kind: 'failed'; where: 'file' | 'seal' | 'zstd'; message: string; code: string | null };

/** Pieces on their way, of a megabyte. */
export const WINDOW = 4;

export class NotOpened extends Error {
  readonly where: 'seal' | 'zstd';
  constructor(where: NotOpened['where'], message: string) {
    super(message);
    this.where = where;
  }
}

export type Apart = {
  pieces: AsyncGenerator<Buffer, void, void>;
  /** After the last piece. */
  sum(): { sha256: Buffer; bytes: number };
};

type Given = Asked & { signal: AbortSignal; tell(readBytes: number): void };

/** Its pieces throw NotOpened, the system's error of a file that cannot be read, or AbortError. */
export function openApart({ path, identities, signal, tell }: Given): Apart {
  let sum: { sha256: Buffer; bytes: number } | null = null;
  const pieces = async function* (): AsyncGenerator<Buffer, void, void> {
    signal.throwIfAborted();
    const asked: Asked = { path, identities };
    const worker = new Worker(new URL('./opened-apart-thread.ts', import.meta.url), { workerData: asked });
    const box = openBox(worker, signal);
    try {
      for (;;) {
        const told = await box.next();
        if (told.kind === 'read') tell(told.bytes);
        else if (told.kind === 'piece') {
          yield Buffer.from(told.piece);
          worker.postMessage('taken');
        } else if (told.kind === 'failed') throw failureOf(told);
        else {
          sum = { sha256: Buffer.from(told.sha256), bytes: told.bytes };
          return;
        }
      }
    } finally {
      box.close();
      await worker.terminate();
    }
  };
  return {
    pieces: pieces(),
    sum: () => {
      if (sum === null) throw new Error('not read to its end');
      return sum;
    },
  };
}

function failureOf({ where, message, code }: Told & { kind: 'failed' }): Error {
  return where === 'file' ? Object.assign(new Error(message), { code }) : new NotOpened(where, message);
}

/** What the thread tells, one after the other; waiting ends when the thread does, or when somebody cancels. */
function openBox(worker: Worker, signal: AbortSignal) {
  const waiting: Told[] = [];
  let failure: unknown = null;
  let wake = () => {};
  const fail = (reason: unknown) => {
    failure ??= reason;
    wake();
  };
  const cancel = () => fail(signal.reason);
  worker.on('message', (told: Told) => {
    waiting.push(told);
    wake();
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the thread that opens the archive ended')));
  signal.addEventListener('abort', cancel);
  return {
    next: async (): Promise<Told> => {
      for (;;) {
        if (signal.aborted) throw signal.reason;
        const told = waiting.shift();
        if (told) return told;
        if (failure !== null) throw failure;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    close: () => signal.removeEventListener('abort', cancel),
  };
}
