import { accessSync, chmodSync, chownSync, constants, mkdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { OperatorError } from '../operator-error.ts';

/** The user PostgreSQL runs as. Null: the same as the program's. */
export type RunAs = { uid: number; gid: number } | null;

/** `nobody`: PostgreSQL refuses to run as root, and owns nothing but its folder. */
const NOBODY = 65534;

/**
 * Makes the data folder (readable by its owner alone) and answers with its real path.
 * Throws OperatorError when another user made it, as when root ran the program before.
 */
export function prepareDataDir(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const real = realpathSync(dataDir);
    accessSync(real, constants.R_OK | constants.W_OK | constants.X_OK);
    return real;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!['EACCES', 'EPERM', 'EROFS'].includes(code)) throw error;
    throw notOurs(path.resolve(dataDir), error);
  }
}

/**
 * As root, PostgreSQL runs as whoever owns the cluster already, else as `nobody`. An ordinary
 * user runs it as themselves, and is told so plainly when the cluster belongs to another.
 */
export function runAsFor(clusterFolder: string): RunAs {
  const owner = statOrNull(clusterFolder);
  const me = process.getuid?.() ?? NOBODY;
  if (me === 0) {
    if (owner === null || owner.uid === 0) return { uid: NOBODY, gid: NOBODY };
    return { uid: owner.uid, gid: owner.gid };
  }
  if (owner !== null && owner.uid !== me) throw notOurs(clusterFolder, null);
  return null;
}

/** Makes a folder that PostgreSQL's user alone may enter (and root). */
export function makePrivate(folder: string, runAs: RunAs): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  if (runAs) chownSync(folder, runAs.uid, runAs.gid);
}

/** True when every folder on the way to `target`, and `target` itself, may be entered by that user. */
export function mayEnter(target: string, runAs: RunAs): boolean {
  if (runAs === null) return true;
  for (let folder = realpathSync(target); ; folder = path.dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === runAs.uid ? 0o100 : gid === runAs.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

function statOrNull(file: string): Stats | null {
  try {
    return statSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function notOurs(folder: string, cause: unknown): OperatorError {
  return new OperatorError(
    `La carpeta ${folder} es de otro usuario (quizá el programa corrió antes como root). Entra con ese usuario, elige otra carpeta con DATA_DIR, o pide que te la entreguen: sudo chown -R "$(id -un)" "${folder}"`,
    `The folder ${folder} belongs to another user (perhaps the program ran before as root). Run as that user, choose another folder with DATA_DIR, or have it handed over: sudo chown -R "$(id -un)" "${folder}"`,
    { cause },
  );
}
