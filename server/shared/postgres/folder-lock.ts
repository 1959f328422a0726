import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { OperatorError } from '../operator-error.ts';
import { bootId, isRunning, processState } from './processes.ts';

/** Who works on a data folder, and which folders outside it are to be removed with them. */
type Holder = { pid: number; name: string; started: string; boot: string; outside: string[] };

/** The right to work on a data folder, held by one living program at a time. */
export type FolderLock = {
  /** Folders outside the data folder that a killed program left and that wait to be removed. */
  readonly inherited: readonly string[];
  /** Writes down a folder outside the data folder before it is filled. */
  note(folder: string): void;
  /** What was written down so and what was inherited, to be removed at the end. */
  outside(): readonly string[];
  release(): void;
};

/**
 * Takes `mesa.lock` in the data folder. A lock whose program no longer runs is taken over.
 * Throws OperatorError when a living program holds it.
 */
export function lockFolder(dataDir: string): FolderLock {
  const file = path.join(dataDir, 'mesa.lock');
  const { name, started } = identityOf(process.pid);
  const me: Holder = { pid: process.pid, name, started, boot: bootId(), outside: [] };
  while (!createWhole(file, me)) {
    const before = readHolder(file);
    if (before !== null && isAlive(before)) throw inUse(dataDir, before.pid);
    me.outside = before?.outside ?? [];
    removeStale(file, before);
  }
  return {
    inherited: [...me.outside],
    note(folder) {
      me.outside.push(folder);
      const draft = draftOf(file);
      writeFileSync(draft, JSON.stringify(me), { mode: 0o600 });
      renameSync(draft, file);
    },
    outside: () => me.outside,
    release() {
      if (readHolder(file)?.pid === me.pid) rmSync(file, { force: true });
    },
  };
}

/** The living program that holds the folder, with the folders it keeps outside; null when none does. */
export function holderOf(dataDir: string): { readonly pid: number; readonly outside: readonly string[] } | null {
  const holder = readHolder(path.join(dataDir, 'mesa.lock'));
  return holder !== null && isAlive(holder) ? holder : null;
}

/** Creates the file with its content in one step: a reader never meets an empty lock. */
function createWhole(file: string, holder: Holder): boolean {
  const draft = draftOf(file);
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Moves a dead program's lock away. Two programs may find the same dead lock: the slower one
 * could move the fresh lock of the faster, so what was moved is looked at and put back.
 */
function removeStale(file: string, expected: Holder | null): void {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = readHolder(aside);
  if (moved !== null && moved.pid !== expected?.pid && isAlive(moved)) linkSync(aside, file);
  rmSync(aside, { force: true });
}

function readHolder(file: string): Holder | null {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isHolder(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function isHolder(value: unknown): value is Holder {
  return typeof value === 'object' && value !== null && 'pid' in value && 'outside' in value;
}

/**
 * A service with a masked `/proc/sys` reads another boot than a shell beside it. So another boot alone does not make a
 * process dead: one of the same number, name and moment of start is the holder, unless that is ourselves, come back
 * under our old number.
 */
function isAlive(holder: Holder): boolean {
  const { name, started } = identityOf(holder.pid);
  if (!isRunning(holder.pid) || started !== holder.started) return false;
  return holder.boot === bootId() || (holder.pid !== process.pid && name === holder.name);
}

function identityOf(pid: number): { name: string; started: string } {
  const { name, started } = processState(pid) ?? { name: '', started: '' };
  return { name, started };
}

function draftOf(file: string): string {
  return `${file}.${process.pid}.draft`;
}

function inUse(dataDir: string, pid: number): OperatorError {
  return new OperatorError(
    `La carpeta de datos ${dataDir} ya está en uso por otro programa que sigue abierto (proceso ${pid}). Ciérralo, o elige otra carpeta con DATA_DIR.`,
    `The data folder ${dataDir} is already in use by another running program (process ${pid}). Stop it, or choose another folder with DATA_DIR.`,
  );
}
