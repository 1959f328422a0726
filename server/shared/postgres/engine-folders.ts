/** The folders and the note of a change of PostgreSQL's major version, on disk. What they mean: `engine-state.ts`. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { type Change, type Found, isFormer } from './engine-state.ts';

export const CURRENT = 'postgres';
export const BUILT = 'postgres.change';
const NOTE = 'engine-change.json';

export function foundIn(dataDir: string): Found {
  const names = existsSync(dataDir) ? readdirSync(dataDir) : [];
  return {
    current: majorOf(path.join(dataDir, CURRENT)),
    built: names.includes(BUILT),
    formers: names.filter(isFormer),
    note: noteIn(dataDir),
  };
}

/** Null of a folder that is not there. */
function majorOf(data: string): number | null {
  try {
    return Number.parseInt(readFileSync(path.join(data, 'PG_VERSION'), 'utf8'), 10);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && !existsSync(data)) return null;
    throw error;
  }
}

/** Null as well of one that cannot be read: what lies there then is told by the folders alone. */
export function noteIn(dataDir: string): Change | null {
  try {
    const note: unknown = JSON.parse(readFileSync(path.join(dataDir, NOTE), 'utf8'));
    return isNote(note) ? note : null;
  } catch {
    return null;
  }
}

/** Written by this program alone, and whole or not at all; what names a folder is looked at all the same. */
const isNote = (note: unknown): note is Change =>
  typeof note === 'object' &&
  note !== null &&
  'carried' in note &&
  'to' in note &&
  'former' in note &&
  typeof note.former === 'string' &&
  isFormer(note.former);

/** On disk when it returns. Others than who wrote it may have to read it; the data folder is closed all the same. */
export function writeNote(dataDir: string, note: Change): void {
  const file = path.join(dataDir, NOTE);
  writeFileSync(`${file}.half`, JSON.stringify(note), { mode: 0o644, flush: true });
  renameSync(`${file}.half`, file);
  toDisk(dataDir);
}

export function removeNote(dataDir: string): void {
  rmSync(path.join(dataDir, NOTE), { force: true });
}

/** Whatever a change that came to nothing left: the note first, for without it the folder means nothing. */
export function clearChange(dataDir: string): void {
  removeNote(dataDir);
  toDisk(dataDir);
  for (const name of [BUILT, `${BUILT}.new`]) rmSync(path.join(dataDir, name), { recursive: true, force: true });
}

/** Renames within the data folder; on disk when it returns. */
export function move(dataDir: string, from: string, to: string): void {
  renameSync(path.join(dataDir, from), path.join(dataDir, to));
  toDisk(dataDir);
}

/** A link, or a disk of its own, cannot be renamed into place. */
export function isElsewhere(dataDir: string): boolean {
  const data = path.join(dataDir, CURRENT);
  return lstatSync(data).isSymbolicLink() || statSync(data).dev !== statSync(dataDir).dev;
}

/** Bytes on disk of everything below. What goes away meanwhile counts nothing. */
export function bytesOf(folder: string): number {
  let total = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    total += (statSync(path.join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.blocks ?? 0) * 512;
  }
  return total;
}

function toDisk(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
