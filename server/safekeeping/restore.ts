/** From an archive to a desk: looked at whole first, then loaded into an empty place. */
import { readdir, rm } from 'node:fs/promises';
import { knownMigrations, migrate } from '#server/shared/migrate.ts';
import type { Postgres } from '#server/shared/postgres/postgres.ts';
import { openSession } from '#server/shared/postgres/session.ts';
import { isEmpty, type Loaded, type Loading, NotWhole, openLoading } from '#server/shared/postgres/whole-in.ts';
import { JOBS } from '#server/shared/postgres/whole-out.ts';
import type { Secrets } from '#server/shared/secrets.ts';
import { openKeys } from './keys.ts';
import type { Manifest } from './manifest.ts';
import { openShelves, type Shelves } from './put-files.ts';
import { LOOK_ONLY, type Opening, type Read, readArchive } from './read-archive.ts';
import { ArchiveRefused } from './refused.ts';

/** What an archive holds. */
export type Inspected = {
  id: string;
  /** Of which everything in it is. */
  at: Date;
  institution: string;
  program: string;
  rows: number;
  files: number;
  fileBytes: number;
  /** Of the rows as text. */
  tableBytes: number;
  /** Files taken away by their owner while the backup ran: rows name them, their bytes are not there. */
  gone: number;
  hasKeys: boolean;
  bytes: number;
  sha256: string;
};

type Place = Pick<Postgres, 'owner' | 'appRole' | 'readerRole'>;

export type ToRestore = Opening & {
  /** Opens the server's own keys in the archive; null leaves them in it. */
  passphrase: string | null;
  /** The place to restore into; opened once the archive was found whole, so that a bad one touches nothing. */
  open(looked: Inspected): Promise<Place>;
  filesFolder: string;
  /** Where the keys go; opened, and so made, once there are some to put there. */
  secrets: (() => Secrets) | null;
  /** Brings schema and queues up to this program: `prepareDatabase`. */
  prepare(place: Place): Promise<string[]>;
  /** False for a proof, whose place is thrown away: nothing is forced to the disk. */
  durable: boolean;
};

export type Restored = Inspected & Omit<Loaded, 'rows'> & { jobs: number; migrated: string[] };

const inspected = ({ manifest, sums, bytes, sha256 }: Read): Inspected => ({
  id: manifest.id,
  at: new Date(manifest.at),
  institution: manifest.institution,
  program: manifest.program,
  rows: sums.tables.reduce((total, table) => total + (table.name === JOBS ? 0 : table.rows), 0),
  files: sums.files.length,
  fileBytes: sums.files.reduce((total, [, length]) => total + length, 0),
  tableBytes: sums.tables.reduce((total, table) => total + table.bytes, 0),
  gone: sums.gone.length,
  hasKeys: manifest.hasKeys,
  bytes,
  sha256: sha256.toString('hex'),
});

/** The rehearsal: every byte is opened, hashed and held against what the archive says of itself. Throws ArchiveRefused. */
export async function inspectArchive(opening: Opening): Promise<Inspected> {
  const read = await readArchive(opening, LOOK_ONLY);
  knownSchema(read.manifest);
  return inspected(read);
}

/** Throws ArchiveRefused before anything is touched, or with everything as it was. */
export async function restoreArchive(given: ToRestore): Promise<Restored> {
  const looked = await readArchive(given, LOOK_ONLY);
  const schema = knownSchema(looked.manifest);
  const keys = given.passphrase === null ? {} : await openKeys(looked.keys, given.passphrase);
  await requireNoFiles(given.filesFolder);
  const place = await given.open(inspected(looked));
  const session = await openSession(place.owner, 'mesa-restore');
  const loading = openLoading(session, given.pace);
  const shelves = openShelves(given.filesFolder, given.durable);
  try {
    if (!(await isEmpty(session, schema))) throw new ArchiveRefused('not-empty');
    const roles = { app: place.appRole, reader: place.readerRole };
    await migrate(place.owner, roles, { only: schema });
    const read = await readArchive(given, intoPlace(loading, shelves));
    await shelves.end();
    // The file under the name is another than the one looked at: somebody changed it in between.
    if (!read.sha256.equals(looked.sha256)) throw new ArchiveRefused('altered');
    const loaded = await loading.end(rowsOf(read));
    const migrated = await given.prepare(place);
    const jobs = await loading.jobs();
    for (const [name, value] of Object.entries(keys)) given.secrets?.().write(name, value);
    return { ...loaded, ...inspected(read), jobs, migrated };
  } catch (error) {
    // What is still being forced to the disk ends first, or it would come back.
    await shelves.end().catch(() => undefined);
    await rm(given.filesFolder, { recursive: true, force: true });
    throw error instanceof NotWhole ? refusalOf(error) : error;
  } finally {
    await loading.giveUp();
  }
}

const rowsOf = ({ sums }: Read): Map<string, number> =>
  new Map(sums.tables.filter(({ name }) => name !== JOBS).map(({ name, rows }) => [name, rows]));

const refusalOf = ({ kind, where }: NotWhole): ArchiveRefused =>
  kind === 'chain'
    ? new ArchiveRefused('broken-chain', { stream: where })
    : new ArchiveRefused('counts-differ', { name: where });

/** Names of the migrations the archive was made under; this program must know each of them, word for word. */
function knownSchema(manifest: Manifest): Set<string> {
  const known = new Map(knownMigrations().map(({ name, hash }) => [name, hash]));
  const unknown = manifest.migrations.find(({ name, hash }) => known.get(name) !== hash);
  if (unknown) throw new ArchiveRefused('newer-program', { version: `${manifest.program}, ${unknown.name}` });
  return new Set(manifest.migrations.map(({ name }) => name));
}

async function requireNoFiles(folder: string): Promise<void> {
  const there = await readdir(folder).catch(() => []);
  const shelves = there.filter((name) => /^[0-9a-f]{2}$/.test(name));
  if (shelves.length > 0) throw new ArchiveRefused('files-not-empty', { folder });
}

const intoPlace = (loading: Loading, shelves: Shelves) => ({
  manifest: (manifest: Manifest) => loading.begin(manifest),
  table: (name: string, body: AsyncIterable<Buffer>) => loading.table(name, body),
  file: (id: string, body: AsyncIterable<Buffer>) => shelves.put(id, body),
});
