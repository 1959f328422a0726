/** Secrets live in files only this user can read, never in the database, its backups or the log. */
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Secrets = {
  read(name: string): string | null;
  write(name: string, value: string): void;
  remove(name: string): void;
};

export function openSecrets(folder: string): Secrets {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = (name: string) => join(folder, name);
  return {
    read: (name) => {
      try {
        return readFileSync(path(name), 'utf8').trim() || null;
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error;
      }
    },
    write: (name, value) => {
      const half = path(`.${name}.half`);
      writeFileSync(half, `${value}\n`, { mode: 0o600, flush: true });
      chmodSync(half, 0o600);
      renameSync(half, path(name));
    },
    remove: (name) => rmSync(path(name), { force: true }),
  };
}
