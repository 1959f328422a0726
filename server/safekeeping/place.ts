/** Where backups lie: how much room is there, whether one broken disk would take the desk with them, and which are there. */
import { access, constants, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { House } from '../shared/house.ts';
import { roomOf } from '../shared/room.ts';
import type { Reader } from '../shared/store.ts';
import { listBackups } from './back-up.ts';
import { goodRuns, type Run } from './rows.ts';

export type Place = {
  readonly folder: string;
  /** Null: the folder cannot be looked at. */
  readonly freeBytes: number | null;
  readonly allBytes: number | null;
  readonly onSameDisk: boolean;
  readonly writable: boolean;
  readonly archives: number;
  readonly archiveBytes: number;
};

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** The folder, or while it was not made yet the one it is to be made in. */
async function standing(folder: string): Promise<string> {
  if ((await isThere(folder)) || dirname(folder) === folder) return folder;
  return standing(dirname(folder));
}

const diskOf = (path: string): Promise<number | null> =>
  stat(path).then(
    ({ dev }) => dev,
    () => null,
  );

export async function placeOf({ settings }: Pick<House, 'settings'>): Promise<Place> {
  const { backupDir: folder, dataDir } = settings;
  const there = await standing(folder);
  const [room, disk, dataDisk, writable, archives] = await Promise.all([
    roomOf(there),
    diskOf(there),
    diskOf(dataDir),
    access(there, constants.W_OK | constants.X_OK).then(
      () => true,
      () => false,
    ),
    listBackups(folder),
  ]);
  return {
    folder,
    freeBytes: room?.freeBytes ?? null,
    allBytes: room?.allBytes ?? null,
    onSameDisk: disk !== null && disk === dataDisk,
    writable,
    archives: archives.length,
    archiveBytes: archives.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** Wherever it was put: a desk that was moved here brings the rows of its former server, and not their files. */
export const liesThere = async ({ folder, name }: Pick<Run, 'folder' | 'name'>): Promise<boolean> =>
  name !== null && (await isThere(join(folder, name)));

/** The newest whole one, and the newest of those that were proven; both with their files. */
export async function goodOnes(db: Reader): Promise<{ newest: Run | null; proven: Run | null }> {
  let newest: Run | null = null;
  for (const run of await goodRuns(db)) {
    const wanted = newest === null || run.proof_state === 'proven';
    if (!wanted || !(await liesThere(run))) continue;
    newest ??= run;
    if (run.proof_state === 'proven') return { newest, proven: run };
  }
  return { newest, proven: null };
}
