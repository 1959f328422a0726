/** A given PostgreSQL that is too old, as Debian 12 has it, is refused with a sentence. Installs it by name where it is missing. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../kit/program.ts';

const BIN = '/usr/lib/postgresql/15/bin';
const NOBODY = { uid: 65_534, gid: 65_534 };
const asRoot = process.getuid?.() === 0;
const folder = mkdtempSync(join(tmpdir(), 'mesa-old-'));
let port = 0;
let stop: () => Promise<void> = async () => undefined;

beforeAll(async () => {
  if (!existsSync(`${BIN}/postgres`)) {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'pipe' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'postgresql-15'], {
      stdio: 'pipe',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  port = await freePort();
  const data = join(folder, 'data');
  chmodSync(folder, 0o755);
  const whose = asRoot ? NOBODY : {};
  if (asRoot) chownSync(folder, NOBODY.uid, NOBODY.gid);
  execFileSync(`${BIN}/initdb`, ['-D', data, '-U', 'mesa', '--auth=trust'], { stdio: 'pipe', cwd: '/', ...whose });
  const server = spawn(
    `${BIN}/postgres`,
    ['-D', data, '-p', String(port), '-k', '', '-c', 'listen_addresses=127.0.0.1'],
    { stdio: 'ignore', cwd: '/', ...whose },
  );
  stop = () =>
    new Promise((resolve) => {
      server.once('exit', () => resolve());
      server.kill('SIGINT');
    });
  for (let tries = 0; tries < 100; tries += 1) {
    if (spawnSync(`${BIN}/pg_isready`, ['-h', '127.0.0.1', '-p', String(port)]).status === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the old server did not start');
});
afterAll(async () => {
  await stop();
  rmSync(folder, { recursive: true, force: true });
});

it('PostgreSQL 15 is refused with a sentence that says which version is needed', () => {
  const run = spawnSync(process.execPath, ['server/main.ts', 'serve'], {
    cwd: new URL('../..', import.meta.url).pathname,
    env: {
      PATH: process.env.PATH ?? '',
      DATA_DIR: join(folder, 'mesa'),
      DATABASE_URL: `postgres://mesa@127.0.0.1:${port}/postgres`,
    },
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect(run.status).toBe(1);
  expect(run.stderr).toMatch(/DATABASE_URL .*15.* 18/);
  expect(run.stderr).not.toContain('    at ');
});
