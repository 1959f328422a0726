import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { OperatorError } from '../operator-error.ts';
import type { FolderLock } from './folder-lock.ts';
import { mayEnter, type RunAs } from './folders.ts';

/** Every folder we make outside the data folder begins so; only such ones are ever removed. */
const PREFIX = 'mesa-postgres-';

/**
 * The folder with `initdb` and `postgres` of `native`, where PostgreSQL's user can run them. When the
 * project lies in a folder that only root may enter, a copy (60 MB, some 50 ms) is made
 * outside, written down in the lock and removed at the end.
 */
export function usableBinaries(native: string, runAs: RunAs, lock: FolderLock): string {
  if (mayEnter(path.join(native, 'bin/postgres'), runAs)) return path.join(native, 'bin');
  // Temporary folders come last: some systems clear them of old files while programs run.
  for (const base of ['/var/cache', '/opt', os.tmpdir(), '/var/tmp']) {
    const copy = copyInto(base, native, runAs, lock);
    if (copy !== null) return path.join(copy, 'bin');
  }
  throw new OperatorError(
    `PostgreSQL no puede correr desde ${native}, pues solo root puede entrar ahí, y no hay otra carpeta donde copiarlo. Mueve el proyecto a una carpeta abierta, por ejemplo /opt, o usa DATABASE_URL.`,
    `PostgreSQL cannot run from ${native}, because only root may enter there, and there is no other folder to copy it to. Move the project to an open folder, such as /opt, or set DATABASE_URL.`,
  );
}

/** A short private folder for the socket, when the data folder's path is too long for one. */
export function temporaryFolder(lock: FolderLock): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), PREFIX));
  lock.note(folder);
  return folder;
}

/** Removes what a killed program left outside its data folder, if it is ours. */
export function removeOutside(folders: readonly string[]): void {
  for (const folder of folders) {
    if (path.basename(folder).startsWith(PREFIX)) rmSync(folder, { recursive: true, force: true });
  }
}

function copyInto(base: string, native: string, runAs: RunAs, lock: FolderLock): string | null {
  let folder: string;
  try {
    if (!mayEnter(base, runAs)) return null;
    folder = mkdtempSync(path.join(base, PREFIX));
  } catch {
    return null;
  }
  lock.note(folder);
  chmodSync(folder, 0o755);
  const copy = path.join(folder, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  // Installed under a narrow umask, the files can be read by root alone.
  spawnSync('chmod', ['-R', 'go+rX', copy]);
  // A folder mounted "noexec" lets us copy but not run.
  const tried = spawnSync(path.join(copy, 'bin/postgres'), ['--version'], { ...runAs, cwd: '/' });
  if (tried.status === 0) return copy;
  rmSync(folder, { recursive: true, force: true });
  return null;
}
