/** The files of an archive, put where a desk keeps them: written one after the other, forced to the disk several at once. */
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { placeOf, syncFolder } from '#server/shared/files.ts';

export type Shelves = {
  put(id: string, body: AsyncIterable<Buffer>): Promise<void>;
  /** All of it is on the disk; throws what went wrong with any of them. */
  end(): Promise<void>;
};

/** Node has four threads for files and for zstd together: one stays free for what is read meanwhile. */
const SYNCED_AT_ONCE = 3;

/** With `durable` false nothing is forced to the disk. */
export function openShelves(folder: string, durable: boolean): Shelves {
  const shelves = new Set<string>();
  const closing = new Set<Promise<void>>();
  let failure: unknown = null;

  const settle = async (handle: FileHandle): Promise<void> => {
    try {
      if (durable) await handle.sync();
    } catch (error) {
      failure ??= error;
    } finally {
      await handle.close();
    }
  };
  const later = (handle: FileHandle): void => {
    const one = settle(handle).finally(() => closing.delete(one));
    closing.add(one);
  };
  const check = (): void => {
    if (failure !== null) throw failure;
  };
  return {
    put: async (id, body) => {
      const path = placeOf(folder, id);
      const shelf = dirname(path);
      if (!shelves.has(shelf)) await mkdir(shelf, { recursive: true, mode: 0o700 });
      shelves.add(shelf);
      const handle = await open(path, 'wx', 0o600);
      try {
        for await (const piece of body) await handle.writeFile(piece);
      } finally {
        later(handle);
      }
      if (closing.size > SYNCED_AT_ONCE) await Promise.race(closing);
      check();
    },
    end: async () => {
      await Promise.all(closing);
      check();
      if (!durable) return;
      for (const shelf of shelves) await syncFolder(shelf);
      if (shelves.size > 0) await syncFolder(folder);
    },
  };
}
