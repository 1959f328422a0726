/**
 * Files on disk, written so that an acknowledged one survives a power cut (S8):
 * temporary name → fsync → rename → fsync of the folder; only then may a row name it.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { Fault } from './fault.ts';

export type StoredFile = {
  bytes: number;
  sha256: Buffer /** The first 4,100 bytes, to tell the type by. */;
  head: Buffer;
};

type Limit = { maxBytes: number; onTooLarge: () => Error };

/** What is made of a file and lies beside it: gone with it, and made again if lost. */
export type Made = 'preview' | 'thumb';

export type Files = {
  /** Writes the stream under `id`, or throws and leaves nothing: `onTooLarge` past `maxBytes`, `storage.full` when the disk is. */
  write(id: string, source: Readable, limit: Limit): Promise<StoredFile>;
  /** The bytes, from `start` to `end` inclusive if given. */
  read(id: string, range?: { start: number; end: number }): Readable;
  /** The file and all that was made of it. */
  remove(id: string): Promise<void>;
  /** Keeps what was made of a file; again, in place of what was there. */
  keepMade(id: string, made: Made, bytes: Buffer): Promise<void>;
  /** What was made of it, and not the file. */
  removeMade(id: string): Promise<void>;
  /** Null when it is not there: backups may leave it out. */
  readMade(id: string, made: Made): Promise<Buffer | null>;
  /** Ids on disk older than `before`, for the sweep of orphans. */
  olderThan(before: Date): AsyncIterable<string>;
};

const HEAD = 4_100;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const MADE: readonly Made[] = ['preview', 'thumb'];
/** A name on disk: the id, and what was made of it if it is that. */
const NAME = new RegExp(`${ID.source.slice(0, -1)}(?:\\.(?:${MADE.join('|')}))?$`);
const ID_LENGTH = 36;

/** Where the bytes of a file lie. Spread by the last characters: those of a time-ordered id are the random ones. */
export const placeOf = (folder: string, id: string): string => {
  if (!ID.test(id)) throw new TypeError('not an id');
  return join(folder, id.slice(-2), id);
};

/** What was written into the folder, renamed or removed there, is so after a power cut. */
export const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const whenMissing = (error: unknown): null => {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
};

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');

export async function openFiles(folder: string): Promise<Files> {
  const incoming = join(folder, 'incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  // What a crash left half written was never acknowledged.
  for (const name of await readdir(incoming)) await rm(join(incoming, name), { force: true });

  const shelf = (id: string): string => dirname(placeOf(folder, id));

  const put = async (place: { id: string; name: string }, source: Readable, limit: Limit): Promise<StoredFile> => {
    const half = join(incoming, place.name);
    try {
      const stored = await copy(source, half, limit);
      await mkdir(shelf(place.id), { recursive: true, mode: 0o700 });
      await rename(half, join(shelf(place.id), place.name));
      await syncFolder(shelf(place.id));
      await syncFolder(folder);
      return stored;
    } catch (error) {
      // The rest is let go by unread: cut off in the middle, a sender never hears why.
      source.resume();
      await rm(half, { force: true });
      throw isFull(error) ? new Fault('storage.full') : error;
    }
  };

  return {
    write: (id, source, limit) => put({ id, name: id }, source, limit),
    read: (id, range) => createReadStream(join(shelf(id), id), range ?? {}),
    remove: async (id) => {
      for (const name of [id, ...MADE.map((made) => `${id}.${made}`)]) await rm(join(shelf(id), name), { force: true });
    },
    removeMade: async (id) => {
      for (const made of MADE) await rm(join(shelf(id), `${id}.${made}`), { force: true });
    },
    keepMade: async (id, made, bytes) => {
      const limit = { maxBytes: bytes.length, onTooLarge: () => new RangeError('more than it is') };
      await put({ id, name: `${id}.${made}` }, Readable.from([bytes]), limit);
    },
    readMade: (id, made) => readFile(join(shelf(id), `${id}.${made}`)).catch(whenMissing),
    olderThan: (before) => walk(folder, before),
  };
}

async function copy(source: Readable, path: string, limit: Limit): Promise<StoredFile> {
  const hash = createHash('sha256');
  const head: Buffer[] = [];
  let headBytes = 0;
  let bytes = 0;
  const handle = await open(path, 'wx', 0o600);
  try {
    for await (const piece of source.iterator({ destroyOnReturn: false })) {
      const chunk = piece as Buffer;
      bytes += chunk.length;
      if (bytes > limit.maxBytes) throw limit.onTooLarge();
      hash.update(chunk);
      if (headBytes < HEAD) {
        head.push(chunk);
        headBytes += chunk.length;
      }
      await handle.writeFile(chunk);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { bytes, sha256: hash.digest(), head: Buffer.concat(head).subarray(0, HEAD) };
}

async function* walk(folder: string, before: Date): AsyncIterable<string> {
  for (const shelf of await readdir(folder)) {
    if (!/^[0-9a-f]{2}$/.test(shelf)) continue;
    for (const name of await readdir(join(folder, shelf))) {
      if (!NAME.test(name)) continue;
      const { mtime } = await stat(join(folder, shelf, name));
      if (mtime < before) yield name.slice(0, ID_LENGTH);
    }
  }
}
