/** Reads an archive from its first byte to its last, and refuses it for anything that is not as it must be. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { type Pace, paced } from '#server/shared/pace.ts';
import {
  type EntryName,
  LONGEST_JSON,
  MANIFEST,
  Manifest,
  openOrder,
  parseJson,
  SUMS,
  Sums,
  type TableSum,
} from './manifest.ts';
import { NotOpened, openApart } from './opened-apart.ts';
import { ArchiveRefused } from './refused.ts';
import { reasonOf } from './seal.ts';
import { readTar, type TarEntry } from './tar.ts';
import type { Through } from './write-archive.ts';

export type Opening = {
  path: string;
  /**
   * Takes the seal off; throws ArchiveRefused of what was altered, cut short or sealed for another key. With the identities
   * that open it, a large archive is opened on a thread of its own.
   */
  unseal: Through & { readonly identities?: readonly string[] };
  signal: AbortSignal;
  /** Its turns, beside a desk in use. */
  pace: Pace;
  /** Bytes of the archive read so far, and its size is known to whoever asks. */
  tell(readBytes: number): void;
};

type Body = AsyncIterable<Buffer>;

/** What is done with what is read; each body is read to its end. */
export type Sink = {
  manifest(manifest: Manifest): Promise<void>;
  table(name: string, body: Body): Promise<void>;
  file(id: string, body: Body): Promise<void>;
};

export type Read = { manifest: Manifest; sums: Sums; keys: Buffer | null; sha256: Buffer; bytes: number };

const onlyRead = async (body: Body): Promise<void> => {
  for await (const _ of body);
};
/** Looks and keeps nothing: the rehearsal of a restore. */
export const LOOK_ONLY: Sink = {
  manifest: async () => undefined,
  table: (_name, body) => onlyRead(body),
  file: (_id, body) => onlyRead(body),
};

/** Bytes: below, a thread takes longer to begin than it spares. */
const WORTH_A_THREAD = 8 * 1024 * 1024;

/** Throws ArchiveRefused. What the sink was given before is then worth nothing: look first, restore after. */
export async function readArchive(opening: Opening, sink: Sink): Promise<Read> {
  const reading = new Reading(sink);
  const { identities } = opening.unseal;
  try {
    const isLarge = identities !== undefined && (await stat(opening.path)).size >= WORTH_A_THREAD;
    const sum = isLarge ? await readApart({ ...opening, identities }, reading) : await readHere(opening, reading);
    return { ...reading.end(), ...sum };
  } catch (error) {
    throw refusalOf(error);
  }
}

type Sum = Pick<Read, 'sha256' | 'bytes'>;

async function readApart(asked: Opening & { identities: readonly string[] }, reading: Reading): Promise<Sum> {
  const { pieces, sum } = openApart(asked);
  try {
    for await (const entry of readTar(paced(pieces, asked))) await reading.take(entry);
    return sum();
  } finally {
    // Left in the middle, the thread ends too.
    await pieces.return();
  }
}

async function readHere(opening: Opening, reading: Reading): Promise<Sum> {
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(
    createReadStream(opening.path, { highWaterMark: 1024 * 1024 }),
    async function* (source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        hash.update(chunk);
        bytes += chunk.length;
        opening.tell(bytes);
        yield chunk;
      }
    },
    opening.unseal,
    createZstdDecompress(),
    async (source: AsyncIterable<Buffer>) => {
      for await (const entry of readTar(paced(source, opening))) await reading.take(entry);
    },
    { signal: opening.signal },
  );
  return { sha256: hash.digest(), bytes };
}

function refusalOf(error: unknown): unknown {
  if (error instanceof NotOpened) {
    return new ArchiveRefused(error.where === 'seal' ? reasonOf(error, 'wrong-key') : 'altered');
  }
  return isZstd(error) ? new ArchiveRefused('altered') : error;
}

const isZstd = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(ZSTD_|ERR_ZLIB|Z_)/.test(String(error.code));

const NEW_LINE = 10;

/** Counts and hashes what passes, so that the end can be held against it. */
class Reading {
  readonly #sink: Sink;
  readonly #order = openOrder();
  #manifest: Manifest | null = null;
  #keys: Buffer | null = null;
  #sums: Sums | null = null;
  readonly #tables: TableSum[] = [];
  readonly #files: Sums['files'] = [];
  #table: { sum: TableSum; hash: ReturnType<typeof createHash> } | null = null;

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  async take(tar: TarEntry): Promise<void> {
    const { entry, manifest } = this.#order(tar.name);
    if (entry.kind === 'table') return this.#takeTable(entry, tar.body);
    this.#closeTable();
    if (entry.kind === 'file') return this.#takeFile(entry.id, tar.body);
    if (tar.bytes > LONGEST_JSON) throw new ArchiveRefused('unknown-format');
    const bytes = await buffer(tar.body);
    if (entry.kind === 'keys') this.#keys = bytes;
    else if (entry.kind === 'sums') this.#sums = parseJson(Sums, bytes);
    else {
      this.#manifest = parseJson(Manifest, bytes);
      manifest(this.#manifest);
      await this.#sink.manifest(this.#manifest);
    }
  }

  async #takeTable(entry: EntryName & { kind: 'table' }, body: Body): Promise<void> {
    if (this.#table?.sum.name !== entry.table) {
      this.#closeTable();
      this.#table = { sum: { name: entry.table, rows: 0, bytes: 0, sha256: '' }, hash: createHash('sha256') };
    }
    const { sum, hash } = this.#table;
    const watched = async function* () {
      for await (const chunk of body) {
        hash.update(chunk);
        sum.bytes += chunk.length;
        // In the text of a copy a line is a row: a new line inside a value is written otherwise.
        for (let at = chunk.indexOf(NEW_LINE); at >= 0; at = chunk.indexOf(NEW_LINE, at + 1)) sum.rows += 1;
        yield chunk;
      }
    };
    await this.#sink.table(entry.table, watched());
  }

  #closeTable(): void {
    if (this.#table) this.#tables.push({ ...this.#table.sum, sha256: this.#table.hash.digest('hex') });
    this.#table = null;
  }

  async #takeFile(id: string, body: Body): Promise<void> {
    const hash = createHash('sha256');
    let bytes = 0;
    const watched = async function* () {
      for await (const chunk of body) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    };
    await this.#sink.file(id, watched());
    this.#files.push([id, bytes, hash.digest('hex')]);
  }

  end(): Pick<Read, 'manifest' | 'sums' | 'keys'> {
    if (!this.#manifest) throw new ArchiveRefused('counts-differ', { name: MANIFEST });
    if (!this.#sums || this.#manifest.hasKeys !== (this.#keys !== null)) {
      throw new ArchiveRefused('counts-differ', { name: SUMS });
    }
    this.#compareTables(this.#sums, this.#manifest);
    const same = JSON.stringify(this.#sums.files) === JSON.stringify(this.#files);
    if (!same) throw new ArchiveRefused('counts-differ', { name: 'files' });
    return { manifest: this.#manifest, sums: this.#sums, keys: this.#keys };
  }

  #compareTables(sums: Sums, manifest: Manifest): void {
    const found = new Map(this.#tables.map((table) => [table.name, table]));
    const named = new Set(sums.tables.map((table) => table.name));
    const missing =
      manifest.tables.find((table) => !named.has(table.name)) ??
      [...found.values()].find((table) => !named.has(table.name));
    if (missing) throw new ArchiveRefused('counts-differ', { name: missing.name });
    for (const sum of sums.tables) {
      const seen = found.get(sum.name) ?? { name: sum.name, rows: 0, bytes: 0, sha256: EMPTY };
      if (seen.rows !== sum.rows || seen.bytes !== sum.bytes || seen.sha256 !== sum.sha256) {
        throw new ArchiveRefused('counts-differ', { name: sum.name });
      }
    }
  }
}

/** SHA-256 of nothing: a table without rows has no piece. */
const EMPTY = createHash('sha256').digest('hex');
