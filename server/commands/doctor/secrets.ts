import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Check, type Finding, finding } from './finding.ts';

/** Group and the rest of the world. */
const OTHERS = 0o077;

/** Passwords of mail and keys lie in files that nobody but the program's user may read. */
export const secrets: Check = async ({ settings: { secretsDir } }) => {
  const found: Finding[] = [];
  try {
    for (const path of [secretsDir, ...readdirSync(secretsDir).map((name) => join(secretsDir, name))]) {
      const { mode } = lstatSync(path);
      if ((mode & OTHERS) === 0) continue;
      const values = { path, mode: (mode & 0o777).toString(8), wanted: path === secretsDir ? '700' : '600' };
      found.push(finding('secrets', 'fault', { key: 'doctor.secrets.open', values }));
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT')
      return [finding('secrets', 'fine', { key: 'doctor.secrets.none', values: { path: secretsDir } })];
    return [finding('secrets', 'fault', { key: 'doctor.secrets.unreadable', values: { path: secretsDir, code } })];
  }
  return found.length > 0 ? found : [finding('secrets', 'fine', { key: 'doctor.secrets.fine' })];
};
