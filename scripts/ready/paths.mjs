import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { OperatorError } from './say.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const MODULES = path.join(ROOT, 'node_modules');

/** The Node the program is written for, installed as a package. */
export const NODE = path.join(MODULES, '.bin/node');

/** For what we run, the packages' own programs come before those of the machine. */
export function environment(extra = {}) {
  return { ...process.env, PATH: `${path.join(MODULES, '.bin')}${path.delimiter}${process.env.PATH ?? ''}`, ...extra };
}

/**
 * Where Node keeps what it made of the files it read, types erased and all: from the second time on a start reads that, and
 * takes half as long. Where it may not write, none is kept. It goes away with the packages.
 */
export const COMPILED = path.join(MODULES, '.cache/compiled');

/** Stops with one sentence when a folder we must write to belongs to another user. */
export function refuseIfNotWritable(...folders) {
  for (const folder of folders) {
    if (!existsSync(folder) || isWritable(folder)) continue;
    throw new OperatorError(
      `No se puede escribir en ${folder}: es de otro usuario (quizá root corrió esto antes). Haz tu propia copia con git clone, o pide que te la entreguen: sudo chown -R "$(id -un)" "${ROOT}"`,
      `Cannot write to ${folder}: it belongs to another user (perhaps root ran this before). Make your own copy with git clone, or have it handed over: sudo chown -R "$(id -un)" "${ROOT}"`,
    );
  }
}

export function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
