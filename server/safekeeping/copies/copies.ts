/** Copies of archives on another machine: what can be done with them, whichever way they go. */
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CopyTarget } from '#server/shared/copy-target.ts';
import { syncFolder } from '#server/shared/files.ts';
import { instantIn, type Listed } from '../names.ts';
import { CopyFailed } from './trouble.ts';
import type { Reading } from './way.ts';

export type Watching = {
  signal: AbortSignal;
  /** Bytes sent and read back, of twice the archive. */
  tell(doneBytes: number, ofBytes: number): void;
};

/** All throw CopyFailed. Names are those of archives; another is `not-there`. */
export type Copies = {
  /** Where they go, without any secret. */
  describe(): string;
  /**
   * Sends the archive of `path`, reads it back there and holds it against `sha256` (hexadecimal) before it counts. Under `name`
   * there is never half of one; cut or cancelled, nothing new.
   */
  put(path: string, name: string, asked: Watching & { sha256: string }): Promise<void>;
  /** The archives there, newest first. */
  list(): Promise<Listed[]>;
  /** Brings one back to the file `to`, which must not be there yet. Its seal tells whether it is whole. */
  get(name: string, to: string, asked: Watching): Promise<void>;
  /** One that is not there is well. */
  remove(name: string): Promise<void>;
  /** Goes in, writes a few bytes and takes them away again. */
  check(): Promise<void>;
};

/** Milliseconds between one try and the next, after what may pass by itself. */
const PAUSES = [2_000, 10_000];

/** Null: copies go nowhere. What each way needs is loaded when it is gone. */
export async function openCopies(
  target: CopyTarget | null,
  { pauses = PAUSES }: { pauses?: readonly number[] } = {},
): Promise<Copies | null> {
  if (target === null) return null;
  const way =
    target.kind === 'sftp' ? (await import('./sftp.ts')).sftpWay(target) : (await import('./s3.ts')).s3Way(target);
  const again = <Result>(act: () => Promise<Result>, signal?: AbortSignal) => tried(act, { pauses, signal });
  const known = (name: string) => {
    if (instantIn(name) === null) throw new CopyFailed('not-there', { name, place: way.describe() });
  };
  return {
    describe: way.describe,
    put: async (path, name, asked) => {
      known(name);
      const { size } = await stat(path);
      await again(() => {
        let done = 0;
        const progress = (more: number) => {
          done += more;
          asked.tell(done, 2 * size);
        };
        const { sha256, signal } = asked;
        return way.put(name, { path, bytes: size, sha256, signal, progress });
      }, asked.signal);
    },
    list: () => again(way.list),
    get: async (name, to, asked) => {
      known(name);
      await again(() => bring(way.read(name, asked.signal), to, asked), asked.signal);
    },
    remove: async (name) => {
      known(name);
      await again(() => way.remove(name));
    },
    check: way.check,
  };
}

async function tried<Result>(
  act: () => Promise<Result>,
  { pauses, signal }: { pauses: readonly number[]; signal?: AbortSignal },
): Promise<Result> {
  for (const pause of pauses) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof CopyFailed && error.passing) || signal?.aborted) throw error;
      // Cancelled while it waits, the next try says so in its own words.
      await sleep(pause, null, { signal }).catch(() => undefined);
    }
  }
  return act();
}

async function bring(reading: Reading, to: string, { signal, tell }: Watching): Promise<void> {
  const half = `${to}.partial`;
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  try {
    let bytes = 0;
    const pieces = async function* () {
      for await (const { piece, ofBytes } of reading) {
        bytes += piece.length;
        tell(bytes, ofBytes);
        yield piece;
      }
    };
    await pipeline(Readable.from(pieces()), createWriteStream(half, { mode: 0o600, flush: true }), { signal });
    await rename(half, to);
    await syncFolder(dirname(to));
  } catch (error) {
    await rm(half, { force: true });
    throw signal.aborted ? new CopyFailed('cancelled', {}) : error;
  }
}
