/** The bytes behind the generator's files, for who measures what copies them; a bench of lists goes without. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { placeOf } from '#server/shared/files.ts';
import { Chance } from './chance.ts';

export type Shelf = {
  /** Of the size a row would say, how much is written. */
  readonly scale: number;
  /** Writes that many bytes under the id; gives their SHA-256 in hexadecimal. */
  put(id: string, bytes: number): string;
};

/** Of one file, on average, as `someFiles` draws them. */
const MEAN_BYTES = 470_000;
/** Files of one request, on average: one in six comes with some. */
const PER_REQUEST = 0.193;
const POOL = 16 * 1024 * 1024;
/** No file is as long as the pool it is cut from. */
const LONGEST = 10_000_000;

/** About `bytes` in all the files of `requests` requests, of bytes that no compression makes smaller: photographs and PDFs. */
export function openShelf(folder: string, { requests, bytes }: { requests: number; bytes: number }): Shelf {
  const chance = new Chance(requests);
  const pool = chance.bytes(POOL);
  return {
    scale: bytes / (requests * PER_REQUEST * MEAN_BYTES),
    put: (id, length) => {
      const from = chance.whole(POOL - LONGEST);
      const content = Buffer.from(pool.subarray(from, from + length));
      // Its id in its first bytes: no two are alike.
      content.write(id.slice(0, length));
      const path = placeOf(folder, id);
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writeFileSync(path, content, { mode: 0o600 });
      return createHash('sha256').update(content).digest('hex');
    },
  };
}
