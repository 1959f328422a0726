/** The thread of `opened-apart.ts`; it loads little, so that its heap stays small. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { createZstdDecompress } from 'node:zlib';
import { Decrypter } from 'age-encryption';
import { type Asked, type Told, WINDOW } from './opened-apart.ts';
import { piecesOf, toStream } from './web-streams.ts';

/** Small: each is a burst of work that somebody at the desk may meet. */
const PIECE = 256 * 1024;
const { path, identities } = workerData as Asked;
const decrypter = new Decrypter();
for (const identity of identities) decrypter.addIdentity(identity);

const tell = (told: Told, given: ArrayBuffer[] = []): void => parentPort?.postMessage(told, given);
const hash = createHash('sha256');
let bytes = 0;
let where: (Told & { kind: 'failed' })['where'] = 'zstd';

/** Lets a piece go when the one so many before it was taken. */
let room = WINDOW;
let wake = () => {};
parentPort?.on('message', () => {
  room += 1;
  wake();
});
async function hand(piece: ArrayBuffer): Promise<void> {
  while (room === 0) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  room -= 1;
  tell({ kind: 'piece', piece }, [piece]);
}

async function* read(): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: PIECE })) {
      hash.update(chunk);
      bytes += chunk.length;
      tell({ kind: 'read', bytes });
      yield chunk;
    }
  } catch (error) {
    where = 'file';
    throw error;
  }
}

async function* unsealed(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* piecesOf(await decrypter.decrypt(toStream(source)));
  } catch (error) {
    if (where !== 'file') where = 'seal';
    throw error;
  }
}

async function gather(source: AsyncIterable<Buffer>): Promise<void> {
  let piece = new Uint8Array(PIECE);
  let filled = 0;
  for await (const chunk of source) {
    for (let from = 0; from < chunk.length; ) {
      const part = chunk.subarray(from, from + PIECE - filled);
      piece.set(part, filled);
      filled += part.length;
      from += part.length;
      if (filled < PIECE) continue;
      await hand(piece.buffer);
      piece = new Uint8Array(PIECE);
      filled = 0;
    }
  }
  if (filled > 0) await hand(piece.buffer.slice(0, filled));
}

try {
  await pipeline(read, unsealed, createZstdDecompress({ chunkSize: PIECE / 4 }), gather);
  tell({ kind: 'end', sha256: new Uint8Array(hash.digest()), bytes });
} catch (error) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  tell({ kind: 'failed', where, message: error instanceof Error ? error.message : String(error), code });
}
// Whoever reads ends the thread when the last piece was taken.
