import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, type Finding, finding } from './finding.ts';

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** Whose a folder is, seen by who runs the program. Null when it is not there. */
function trouble(folder: string): Finding | null {
  const me = process.getuid?.() ?? 0;
  try {
    const found = statSync(folder);
    if (!found.isDirectory()) return finding('folder', 'fault', { key: 'doctor.folder.no-folder', values: { folder } });
    const values = { folder, owner: found.uid, me };
    if (found.uid !== me)
      return finding('folder', me === 0 ? 'warning' : 'fault', { key: 'doctor.folder.owner', values });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return null;
    if (code === 'ENOTDIR') return finding('folder', 'fault', { key: 'doctor.folder.no-folder', values: { folder } });
    return finding('folder', 'fault', { key: 'doctor.folder.closed', values: { folder, code } });
  }
}

/** The data folder and what the program itself keeps in it; that of PostgreSQL may be of another user. */
export const folder: Check = async ({ settings: { dataDir } }) => {
  const found = [dataDir, join(dataDir, 'files')].map(trouble).find((each) => each !== null);
  return [found ?? finding('folder', 'fine', { key: 'doctor.folder.fine', values: { folder: dataDir } })];
};
