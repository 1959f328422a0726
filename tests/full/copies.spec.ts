/**
 * Copies of archives over SFTP to the OpenSSH of Debian, on a port and with keys of its own: whom it lets in, what it does when the disk is
 * full or the road is cut. The settings are those of step 5 of docs/operations/backup.md. Installs the server by name where it is missing.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Copies, openCopies } from '#server/safekeeping/copies/copies.ts';
import { CopyFailed } from '#server/safekeeping/copies/trouble.ts';
import { readSettings } from '#server/shared/settings.ts';
import { freePort } from '../kit/program.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const SSHD = '/usr/sbin/sshd';
const USER = 'mesa-copias';
const PASSWORD = 'una-clave-de-prueba';
const NAME = 'mesa-2026-03-02T08-30-00Z-0a1b2c.mesa';
const archive = randomBytes(24 * 1024 * 1024 + 7);
const sha256 = createHash('sha256').update(archive).digest('hex');
const isRoot = process.getuid?.() === 0;
const folder = mkdtempSync(join(tmpdir(), 'mesa-openssh-'));
const here = (name: string) => join(folder, name);
const path = here('one.mesa');
let port = 0;
let server: ChildProcess | null = null;
let fingerprint = '';

function requireServer(): void {
  if (existsSync(SSHD)) return;
  // Only the program is wanted: no service of it on the machine's own port.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'pipe' });
  const names = ['openssh-server', 'openssh-sftp-server'];
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { stdio: 'pipe', env });
}

const key = (name: string): string => {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'mesa', '-f', here(name)]);
  return here(name);
};

/** An account that may write into one folder. */
function makeAccount(): void {
  spawnSync('userdel', [USER]);
  execFileSync('useradd', ['--system', '--home-dir', here('copias'), '--shell', '/bin/sh', USER]);
  execFileSync('chpasswd', { input: `${USER}:${PASSWORD}\n` });
  mkdirSync(here('copias'));
  own(here('copias'));
}

function own(place: string): void {
  const id = (flag: string) => Number(execFileSync('id', [flag, USER], { encoding: 'utf8' }));
  chownSync(place, id('-u'), id('-g'));
}

const answers = (): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

async function listens(): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await answers()) return;
    await sleep(50);
  }
  throw new Error('the server did not start');
}

async function startServer(): Promise<void> {
  mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  writeFileSync(here('authorized'), readFileSync(`${here('user-key')}.pub`));
  chmodSync(here('authorized'), 0o644);
  writeFileSync(
    here('sshd_config'),
    [
      ...[`ListenAddress 127.0.0.1:${port}`, `HostKey ${here('host-key')}`, `PidFile ${here('sshd.pid')}`],
      ...[`AuthorizedKeysFile ${here('authorized')}`, 'UsePAM no', 'PasswordAuthentication yes', 'StrictModes no'],
      ...['Subsystem sftp /usr/lib/openssh/sftp-server', `AllowUsers ${USER}`],
    ].join('\n'),
  );
  server = spawn(SSHD, ['-D', '-e', '-f', here('sshd_config')], { stdio: 'ignore' });
  await listens();
}

const env = (over: Record<string, string> = {}): Record<string, string> => ({
  BACKUP_COPY_URL: `sftp://${USER}@127.0.0.1:${port}${here('copias')}`,
  BACKUP_COPY_HOST_KEY: fingerprint,
  BACKUP_COPY_KEY_FILE: here('user-key'),
  ...over,
});
const byPassword = (password: string) => env({ BACKUP_COPY_KEY_FILE: '', BACKUP_COPY_PASSWORD: password });

async function copiesTo(settings: Record<string, string>, pauses: readonly number[] = []): Promise<Copies> {
  const copies = await openCopies(readSettings({ LOG_LEVEL: 'silent', ...settings }).backupCopy, { pauses });
  if (!copies) throw new Error('copies go nowhere');
  return copies;
}

const trouble = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'no trouble',
    (error: unknown) => (error instanceof CopyFailed ? error.reason : String(error)),
  );

const watching = (tell: (done: number, of: number) => void = () => undefined) => ({
  ...{ signal: new AbortController().signal, tell, sha256 },
});

/** Ends the session under way, and not the server: as a road that is cut. */
function cutRoad(): void {
  const all = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const rows = all.split('\n').flatMap((line) => {
    const [pid, ppid] = line.trim().split(/\s+/).map(Number);
    return pid && ppid ? [{ pid, ppid }] : [];
  });
  const below = (parent: number): number[] =>
    rows.filter(({ ppid }) => ppid === parent).flatMap(({ pid }) => [pid, ...below(pid)]);
  for (const pid of below(server?.pid ?? -1)) process.kill(pid, 'SIGKILL');
}

describe.runIf(isRoot)('to the OpenSSH of Debian', () => {
  beforeAll(async () => {
    requireServer();
    chmodSync(folder, 0o755);
    writeFileSync(path, archive);
    port = await freePort();
    makeAccount();
    key('host-key');
    key('user-key');
    await startServer();
    // As the page says it.
    const shown = execFileSync('sh', ['-c', `ssh-keyscan -p ${port} 127.0.0.1 2> /dev/null | ssh-keygen -lf -`]);
    fingerprint = /SHA256:\S+/.exec(shown.toString())?.[0] ?? '';
  });
  afterAll(() => {
    cutRoad();
    server?.kill('SIGTERM');
    spawnSync('userdel', [USER]);
    rmSync(folder, { recursive: true, force: true });
  });

  it('a copy goes there by key or by password, and comes back by the commands of the page', async () => {
    const copies = await copiesTo(env());
    await copies.check();
    const told: number[] = [];
    await copies.put(
      path,
      NAME,
      watching((done, of) => void told.push(done / of)),
    );
    expect(told.at(-1)).toBe(1);
    expect(readFileSync(join(here('copias'), NAME)).equals(archive)).toBe(true);
    expect(statSync(join(here('copias'), NAME)).mode & 0o077).toBe(0);
    // Once more, over what stands there, and by the other way in.
    await (await copiesTo(byPassword(PASSWORD))).put(path, NAME, watching());
    expect(readdirSync(here('copias'))).toEqual([NAME]);

    const mesa = (...words: string[]) =>
      spawnSync(process.execPath, ['server/main.ts', 'backup', ...words], {
        cwd: ROOT,
        env: { PATH: process.env.PATH ?? '', DATA_DIR: here('new-machine'), ...env() },
        encoding: 'utf8',
      });
    expect(mesa('list', '--elsewhere').stdout).toContain(NAME);
    const fetched = mesa('fetch', NAME, '--to', here('brought'));
    expect([fetched.status, fetched.stderr]).toEqual([0, '']);
    expect(readFileSync(join(here('brought'), NAME)).equals(archive)).toBe(true);
    await copies.remove(NAME);
    expect(readdirSync(here('copias'))).toEqual([]);
  });

  it('a server with another key gets nothing, a wrong password does not get in', async () => {
    const other = await copiesTo(env({ BACKUP_COPY_HOST_KEY: `SHA256:${'A'.repeat(43)}` }));
    expect(await trouble(other.put(path, NAME, watching()))).toBe('host-key');
    expect(await trouble((await copiesTo(byPassword('otra'))).put(path, NAME, watching()))).toBe('sign-in');
    const stranger = await copiesTo(env({ BACKUP_COPY_KEY_FILE: key('stranger') }));
    expect(await trouble(stranger.check())).toBe('sign-in');
    const closed = await copiesTo(env({ BACKUP_COPY_URL: `sftp://${USER}@127.0.0.1:${port}/root` }));
    expect(await trouble(closed.check())).toBe('no-permission');
    const nowhere = await copiesTo(env({ BACKUP_COPY_URL: `sftp://${USER}@127.0.0.1:${port}${here('nada')}` }));
    expect(await trouble(nowhere.check())).toBe('no-folder');
    expect(readdirSync(here('copias'))).toEqual([]);
  });

  it('a full disk is told as such, and leaves nothing under the name', async () => {
    const small = here('small');
    mkdirSync(small);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', small]);
    try {
      own(small);
      const copies = await copiesTo(env({ BACKUP_COPY_URL: `sftp://${USER}@127.0.0.1:${port}${small}` }));
      expect(await trouble(copies.put(path, NAME, watching()))).toBe('no-room');
      expect(readdirSync(small)).toEqual([]);
    } finally {
      execFileSync('umount', [small]);
    }
  });

  it('a road cut in the middle leaves nothing under the name; the next try goes through', async () => {
    const half = (left: { times: number }) =>
      watching((done, of) => {
        if (left.times === 0 || done < of / 4) return;
        left.times -= 1;
        cutRoad();
      });
    expect(await trouble((await copiesTo(env())).put(path, NAME, half({ times: 1 })))).toBe('silent');
    expect(readdirSync(here('copias'))).toEqual([]);
    await (await copiesTo(env(), [10])).put(path, NAME, half({ times: 1 }));
    expect(readFileSync(join(here('copias'), NAME)).equals(archive)).toBe(true);
    await (await copiesTo(env())).remove(NAME);
  });
});
