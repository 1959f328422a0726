/** One backup, from a desk in use to a sealed archive under its name, with its entry in the history. */
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { INSTITUTION_STREAM, readInstitutionRow } from '../institution/index.ts';
import { throughApart } from '../shared/apart.ts';
import type { House } from '../shared/house.ts';
import { newId } from '../shared/ids.ts';
import type { Pace } from '../shared/pace.ts';
import type { Actor } from '../shared/policy.ts';
import type { Postgres } from '../shared/postgres/postgres.ts';
import { BackupRunning, JOBS, openSnapshot, type Snapshot } from '../shared/postgres/whole-out.ts';
import { programVersion } from '../shared/settings.ts';
import type { Work } from '../shared/store.ts';
import { recipientIn } from './key.ts';
import { sealKeys } from './keys.ts';
import { FORMAT, type Manifest } from './manifest.ts';
import { archiveName, instantIn, type Listed, listed } from './names.ts';
import { BackupFailed } from './refused.ts';
import { FileUnfit, type Progress, writeArchive } from './write-archive.ts';

/** Sealing takes most of the time of a backup: done here it would stand between the desk and its answers. */
const SEALING = fileURLToPath(new URL('./sealing.ts', import.meta.url));

export type ToBackUp = {
  postgres: Pick<Postgres, 'app'>;
  /** Statements of the slices: the files a backup keeps. */
  keptFiles: readonly string[];
  /** Made when it is not there. */
  folder: string;
  actor: Actor;
  /** Recipients besides the recovery key: the passing one, whose identity proves the archive and is then forgotten. */
  alsoFor?: readonly string[];
  signal: AbortSignal;
  /** Its turns, beside a desk in use. */
  pace: Pace;
  tell(progress: Progress): void;
  /** Of the archive; made when none is given. */
  id?: string;
  /** What else is kept in the act that records it. */
  kept?(work: Work, done: BackedUp): Promise<void>;
};

/** `sha256`: of the archive as it lies there, hexadecimal. */
export type BackedUp = {
  path: string;
  id: string;
  at: Date;
  bytes: number;
  sha256: string;
  rows: number;
  files: number;
  gone: number;
};

/**
 * Throws BackupFailed: `no-key`, `running`, `file-missing`, `file-altered`, `cancelled`, `no-place`; nothing is left in the folder then.
 */
export async function backUp(house: House, given: ToBackUp): Promise<BackedUp> {
  const recipient = recipientIn(house.secrets);
  if (recipient === null) throw new BackupFailed('no-key');
  // Before the snapshot: what the archive says of its instant is never later than what it sees.
  const at = house.clock.now();
  const { governmentName: institution } = await readInstitutionRow(house.store.read);
  const filesFolder = join(house.settings.dataDir, 'files');
  const done = await makeArchive({
    ...given,
    recipients: [recipient, ...(given.alsoFor ?? [])],
    keys: await sealKeys(house.secrets, house.settings.backupKeys),
    at,
    institution,
    filesFolder,
  });
  try {
    await recordBackup(house, given, done);
  } catch (error) {
    // Nobody would know of it, and nothing would ever clear it away.
    await rm(done.path, { force: true });
    throw error;
  }
  return done;
}

export type ToArchive = Omit<ToBackUp, 'actor' | 'alsoFor' | 'kept'> & {
  /** Any one of their keys opens it. */
  recipients: readonly string[];
  /** The server's own, sealed; null leaves them out. */
  keys: Buffer | null;
  /** No later than the call. */
  at: Date;
  institution: string;
  filesFolder: string;
};

/** The archive alone, without a word in the history: of a desk whose schema may be older than this program. Throws as `backUp` does. */
export async function makeArchive(given: ToArchive): Promise<BackedUp> {
  const snapshot = await openSnapshot(given.postgres, given.keptFiles).catch((error: unknown) => {
    throw error instanceof BackupRunning ? new BackupFailed('running') : error;
  });
  try {
    const manifest = manifestOf(given, snapshot);
    const path = join(given.folder, archiveName(manifest));
    const { filesFolder, keys, signal, pace, tell } = given;
    const seal = throughApart(SEALING, given.recipients);
    const written = await writeArchive({ snapshot, manifest, filesFolder, seal, keys, path, signal, pace, tell });
    const { tables, files, gone } = written.sums;
    return {
      path,
      id: manifest.id,
      at: given.at,
      bytes: written.bytes,
      sha256: written.sha256.toString('hex'),
      rows: tables.reduce((total, { name, rows }) => total + (name === JOBS ? 0 : rows), 0),
      files: files.length,
      gone: gone.length,
    };
  } catch (error) {
    throw failureOf(error, given);
  } finally {
    await snapshot.close();
  }
}

const manifestOf = ({ institution, at, id, keys }: ToArchive, snapshot: Snapshot): Manifest => ({
  format: FORMAT,
  id: id ?? newId(),
  program: programVersion(),
  institution,
  at: at.toISOString(),
  postgres: snapshot.postgres,
  migrations: snapshot.migrations,
  tables: snapshot.tables,
  jobs: snapshot.jobs,
  files: snapshot.files,
  hasKeys: keys !== null,
});

const recordBackup = (house: House, { actor, kept }: ToBackUp, done: BackedUp): Promise<void> =>
  house.store.change(actor, async (work) => {
    await kept?.(work, done);
    const { id, sha256, bytes, rows, files, gone } = done;
    const data = { id, sha256, bytes, rows, files, gone };
    await work.record({ stream: INSTITUTION_STREAM, fact: 'backup.made', data });
  });

const NO_PLACE = new Set(['ENOSPC', 'EACCES', 'EROFS', 'ENOTDIR', 'EEXIST', 'EDQUOT', 'EPERM', 'EIO']);

function failureOf(error: unknown, { folder, signal }: ToArchive): unknown {
  if (error instanceof FileUnfit) return new BackupFailed(`file-${error.what}`, { id: error.id });
  if (signal.aborted) return new BackupFailed('cancelled');
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return NO_PLACE.has(code) ? new BackupFailed('no-place', { folder, code }) : error;
}

/** The whole archives of a folder, newest first; what else lies there is not looked at. No such folder: none. */
export async function listBackups(folder: string): Promise<Listed[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => instantIn(name) !== null);
  return listed(await Promise.all(names.map(async (name) => ({ name, bytes: (await stat(join(folder, name))).size }))));
}
