/** Secrets live in files only this user can read, never in the database, its backups or the log. */
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What lies there under other names is not ours. */
const NAME = /^[a-z][a-z0-9-]{0,62}$/;

export type Secrets = {
  /** Of those there are. */
  names(): string[];
  read(name: string): string | null;
  write(name: string, value: string): void;
  remove(name: string): void;
};

export function openSecrets(folder: string): Secrets {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = (name: string) => join(folder, name);
  return {
    names: () =>
      readdirSync(folder, { withFileTypes: true }).flatMap((each) =>
        each.isFile() && NAME.test(each.name) ? [each.name] : [],
      ),
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
