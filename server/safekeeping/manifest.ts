/** Pure: what an archive says it carries, and the names and order in which it may carry it. */
import * as v from 'valibot';
import { JOBS } from '#server/shared/postgres/whole-out.ts';
import { ArchiveRefused } from './refused.ts';
import { shown } from './tar.ts';

export const FORMAT = 1;
export const MANIFEST = 'manifest.json';
export const KEYS = 'keys.age';
export const SUMS = 'sums.json';
/** Of rows in one piece of a table, about; a row is never cut in two. */
export const PIECE_BYTES = 1024 * 1024;
/** The manifest and the sums are read whole: no more than this. */
export const LONGEST_JSON = 256 * 1024 * 1024;

const Name = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,62}$/));
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const Manifest = v.object({
  format: v.literal(FORMAT),
  id: v.pipe(v.string(), v.uuid()),
  program: v.string(),
  institution: v.string(),
  /** The instant of which everything in the archive is. */
  at: v.pipe(v.string(), v.isoTimestamp()),
  /** As `server_version_num`. */
  postgres: Count,
  migrations: v.array(v.object({ name: v.pipe(v.string(), v.regex(/^\d{4}_[a-z_]+\.sql$/)), hash: Hash })),
  tables: v.array(v.object({ name: Name, columns: v.array(Name) })),
  /** Columns of the work that waited, of no table of ours. */
  jobs: v.array(Name),
  files: v.object({ count: Count, bytes: Count }),
  hasKeys: v.boolean(),
});
export type Manifest = v.InferOutput<typeof Manifest>;

const TableSum = v.object({ name: v.union([Name, v.literal(JOBS)]), rows: Count, bytes: Count, sha256: Hash });
export type TableSum = v.InferOutput<typeof TableSum>;
const FileSum = v.tuple([v.pipe(v.string(), v.uuid()), Count, Hash]);
export type FileSum = v.InferOutput<typeof FileSum>;

export const Sums = v.object({
  tables: v.array(TableSum),
  /** id, bytes, SHA-256. */
  files: v.array(FileSum),
  /** Named by a row of the snapshot, and taken away by its owner before their turn came. */
  gone: v.array(v.pipe(v.string(), v.uuid())),
});
export type Sums = v.InferOutput<typeof Sums>;

export const tablePiece = (table: string, piece: number): string =>
  `tables/${table}/${String(piece).padStart(6, '0')}.copy`;
export const fileEntry = (id: string): string => `files/${id}`;

export type EntryName =
  | { kind: 'manifest' }
  | { kind: 'keys' }
  | { kind: 'sums' }
  | { kind: 'table'; table: string; piece: number }
  | { kind: 'file'; id: string };

const TABLE = /^tables\/((?:jobs\.)?[a-z][a-z0-9_]{0,62})\/(\d{6})\.copy$/;
const FILE = /^files\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** What a name stands for; throws ArchiveRefused `hostile-path` of every name that is not of this list. */
export function parseName(name: string): EntryName {
  if (name === MANIFEST) return { kind: 'manifest' };
  if (name === KEYS) return { kind: 'keys' };
  if (name === SUMS) return { kind: 'sums' };
  const [, table, piece] = TABLE.exec(name) ?? [];
  if (table !== undefined) return { kind: 'table', table, piece: Number(piece) };
  const [, id] = FILE.exec(name) ?? [];
  if (id !== undefined) return { kind: 'file', id };
  throw new ArchiveRefused('hostile-path', { name: shown(name) });
}

export function parseJson<Schema extends v.GenericSchema>(schema: Schema, bytes: Buffer): v.InferOutput<Schema> {
  try {
    const parsed = v.safeParse(schema, JSON.parse(bytes.toString('utf8')));
    if (parsed.success) return parsed.output;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new ArchiveRefused('unknown-format');
}

/**
 * Watches the order: the manifest, the keys if there are any, the tables in the order the manifest gives and each in pieces
 * counted from 1, files by rising id, the sums. What comes twice comes out of order.
 */
export function openOrder(): (name: string) => { entry: EntryName; manifest(of: Manifest): void } {
  let manifest: Manifest | null = null;
  let last: [number, number | string, number] = [-1, '', 0];
  const rank = (entry: EntryName): [number, number | string, number] => {
    if (entry.kind === 'manifest') return [0, '', 0];
    if (manifest === null) return [-1, '', 0];
    if (entry.kind === 'keys') return manifest.hasKeys ? [1, '', 0] : [-1, '', 0];
    if (entry.kind === 'file') return [3, entry.id, 0];
    if (entry.kind === 'sums') return [4, '', 0];
    const index = [...manifest.tables.map((table) => table.name), JOBS].indexOf(entry.table);
    return index < 0 ? [-1, '', 0] : [2, index, entry.piece];
  };
  return (name) => {
    const entry = parseName(name);
    const [stage, within, piece] = rank(entry);
    const [lastStage, lastWithin, lastPiece] = last;
    const isNew = stage > lastStage || (stage === lastStage && within > lastWithin);
    const isNext = stage === 2 && lastStage === 2 && within === lastWithin && piece === lastPiece + 1;
    if (stage < 0 || !(isNext || (isNew && piece <= 1))) throw new ArchiveRefused('out-of-order', { name });
    last = [stage, within, piece];
    return {
      entry,
      manifest: (of) => {
        manifest = of;
      },
    };
  };
}
