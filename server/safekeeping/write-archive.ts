/**
 * Writes an archive: tar, compressed with zstd, sealed, streamed from the database and the files to the disk in
 * constant memory. Under its name it is whole and on the disk, or it is not there.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import { placeOf, syncFolder } from '#server/shared/files.ts';
import { type Pace, paced } from '#server/shared/pace.ts';
import { copyOf, JOBS, type KeptFile, type Snapshot } from '#server/shared/postgres/whole-out.ts';
import {
  type FileSum,
  fileEntry,
  KEYS,
  MANIFEST,
  type Manifest,
  PIECE_BYTES,
  SUMS,
  type Sums,
  type TableSum,
  tablePiece,
} from './manifest.ts';
import { TAR_END, tarHeader, tarPadding } from './tar.ts';

/** What bytes pass through on their way: a seal, or its opening. */
export type Through = (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

/** Of tables and files read, before compression; `ofBytes` is an estimate. */
export type Progress = { doneBytes: number; ofBytes: number; rows: number; files: number };

export type ToWrite = {
  snapshot: Snapshot;
  manifest: Manifest;
  filesFolder: string;
  /** Makes what only the institution's recovery key opens. */
  seal: Through;
  /** The server's own keys, sealed once more with a passphrase; null leaves them out. */
  keys: Buffer | null;
  /** The name it gets when it is whole; `<name>.partial` until then. */
  path: string;
  signal: AbortSignal;
  /** Its turns, beside a desk in use. */
  pace: Pace;
  tell(progress: Progress): void;
};

export type Written = { bytes: number; sha256: Buffer; sums: Sums };

/** A file a row names is not what the row says, or not there. The backup is given up: it would be less than it claims. */
export class FileUnfit extends Error {
  readonly id: string;
  readonly what: 'missing' | 'altered';
  constructor(id: string, what: 'missing' | 'altered') {
    super(`file ${id} is ${what}`);
    this.id = id;
    this.what = what;
  }
}

/** Throws FileUnfit; AbortError when `signal` says so; the system's error when the disk is full. Nothing is left then. */
export async function writeArchive(given: ToWrite): Promise<Written> {
  const half = `${given.path}.partial`;
  await mkdir(dirname(given.path), { recursive: true, mode: 0o700 });
  try {
    const measured = await pour(given, half);
    await readBack(half, measured.sha256, given);
    await rename(half, given.path);
    await syncFolder(dirname(given.path));
    return measured;
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
}

async function pour(given: ToWrite, path: string): Promise<Written> {
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const sums: Sums = { tables: [], files: [], gone: [] };
  await pipeline(
    Readable.from(paced(contents(given, sums), given), { objectMode: false, highWaterMark: PIECE_BYTES }),
    createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 } }),
    given.seal,
    measure,
    // On the disk before it is closed.
    createWriteStream(path, { mode: 0o600, flush: true }),
    { signal: given.signal },
  );
  return { bytes, sha256: hash.digest(), sums };
}

const entry = (name: string, bytes: Buffer): Buffer =>
  Buffer.concat([tarHeader(name, bytes.length), bytes, tarPadding(bytes.length)]);

async function* contents(given: ToWrite, sums: Sums): AsyncGenerator<Buffer> {
  const progress = openProgress(given);
  yield entry(MANIFEST, Buffer.from(JSON.stringify(given.manifest)));
  if (given.keys) yield entry(KEYS, given.keys);
  for (const name of [...given.manifest.tables.map((table) => table.name), JOBS]) {
    yield* tableOf(given, name, { sums, progress });
  }
  for (const file of await given.snapshot.keptFiles()) yield* fileOf(given, file, { sums, progress });
  yield entry(SUMS, Buffer.from(JSON.stringify(sums)));
  yield TAR_END;
}

type Tally = { sums: Sums; progress: (more: { bytes: number; rows?: number; files?: number }) => void };

function openProgress(given: ToWrite): Tally['progress'] {
  const { tableBytes, files } = given.snapshot;
  const progress = { doneBytes: 0, ofBytes: tableBytes + files.bytes, rows: 0, files: 0 };
  return ({ bytes, rows = 0, files: more = 0 }) => {
    progress.doneBytes += bytes;
    progress.rows += rows;
    progress.files += more;
    given.tell({ ...progress });
  };
}

async function* tableOf(given: ToWrite, name: string, tally: Tally): AsyncGenerator<Buffer> {
  const copying = copyOf(given.snapshot, name);
  if (copying === null) return;
  const hash = createHash('sha256');
  const sum = { name, rows: 0, bytes: 0, sha256: '' } satisfies TableSum;
  let piece = 0;
  let gathered: Buffer[] = [];
  let bytes = 0;
  const take = (): Buffer => {
    piece += 1;
    const whole = entry(tablePiece(name, piece), Buffer.concat(gathered));
    tally.progress({ bytes });
    gathered = [];
    bytes = 0;
    return whole;
  };
  for await (const chunk of copying as AsyncIterable<Buffer>) {
    hash.update(chunk);
    sum.bytes += chunk.length;
    gathered.push(chunk);
    bytes += chunk.length;
    if (bytes >= PIECE_BYTES) yield take();
  }
  if (bytes > 0) yield take();
  tally.progress({ bytes: 0, rows: copying.rows });
  tally.sums.tables.push({ ...sum, rows: copying.rows, sha256: hash.digest('hex') });
}

async function* fileOf(given: ToWrite, file: KeptFile, tally: Tally): AsyncGenerator<Buffer> {
  const path = placeOf(given.filesFolder, file.id);
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) {
    if (await given.snapshot.stillKept(file.id)) throw new FileUnfit(file.id, 'missing');
    tally.sums.gone.push(file.id);
    return;
  }
  const length = file.bytes ?? found.size;
  if (found.size !== length) throw new FileUnfit(file.id, 'altered');
  yield tarHeader(fileEntry(file.id), length);
  const hash = createHash('sha256');
  let bytes = 0;
  // One that is written to after all shows in its hash; it never runs over what its header says.
  for await (const chunk of createReadStream(path, { highWaterMark: PIECE_BYTES, end: Math.max(length - 1, 0) })) {
    hash.update(chunk);
    bytes += chunk.length;
    yield chunk;
  }
  const digest = hash.digest();
  if (bytes !== length || (file.sha256 && !digest.equals(file.sha256))) throw new FileUnfit(file.id, 'altered');
  tally.sums.files.push([file.id, bytes, digest.toString('hex')] satisfies FileSum);
  tally.progress({ bytes, files: 1 });
  yield tarPadding(length);
}

/** What lies on the disk is what was sent there. */
async function readBack(path: string, expected: Buffer, given: Pick<ToWrite, 'pace' | 'signal'>): Promise<void> {
  const hash = createHash('sha256');
  for await (const chunk of paced(createReadStream(path, { highWaterMark: PIECE_BYTES }), given)) hash.update(chunk);
  if (!hash.digest().equals(expected)) throw new Error('the archive on the disk is not what was written');
}
