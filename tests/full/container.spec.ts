/**
 * deploy/container without a container engine: the Containerfile's steps run one by one on a Debian with Node in place of the image
 * it begins with, and what comes out is started as compose.yaml says: its user, nothing writable but the volume and /tmp, no
 * capability, no new privilege. Images themselves, networks and secrets of an engine are not tried here.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shellOf } from '../install/blocks.ts';
import { build, type Image, stepsOf } from '../install/containerfile.ts';
import { Machine, whyNot } from '../install/machine.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const REASON = whyNot();
/** The user of the image, as the image has it. */
const UID = 1000;
let image: Image;
const volume = mkdtempSync(join(tmpdir(), 'mesa-volume-'));
let running: ChildProcess | null = null;
let said = '';

/** As the image node:26-bookworm-slim begins: Debian, Node and npm in /usr/local, a user of that name. */
const base = (): Machine =>
  Machine.prepared(
    'container-base',
    {},
    `${shellOf('install.md', [2])}\napt-get purge --yes nginx git openssl\nuseradd --uid ${UID} --create-home node`,
  );

/** What the ignore file leaves of a clone. */
function context(folder: string): void {
  const tar = execFileSync('git', ['-C', ROOT, 'archive', 'HEAD'], { maxBuffer: 1024 * 1024 * 1024 });
  execFileSync('tar', ['-x', '-C', folder], { input: tar });
}

/** Process 1 inside, of which the desk is the child. */
const inside = (): string => readFileSync(`/proc/${running?.pid}/task/${running?.pid}/children`, 'utf8').trim();

function enter(words: readonly string[]): { code: number; out: string } {
  const namespaces = ['--mount', '--uts', '--ipc', '--net', '--pid'];
  const as = ['setpriv', `--reuid=${UID}`, `--regid=${UID}`, '--clear-groups'];
  const env = ['env', '-i', 'PATH=/usr/local/bin:/usr/bin:/bin', ...image.env];
  const { status, stdout, stderr } = spawnSync(
    'nsenter',
    ['--target', inside(), ...namespaces, ...as, ...env, ...words],
    { encoding: 'utf8' },
  );
  return { code: status ?? 1, out: `${stdout}${stderr}` };
}

describe.skipIf(REASON !== null)('deploy/container', () => {
  beforeAll(() => {
    image = build(stepsOf(readFileSync(join(ROOT, 'deploy/container/Containerfile'), 'utf8')), base, context);
  }, 1_200_000);

  afterAll(async () => {
    running?.kill('SIGKILL');
    await image?.machine.remove();
    rmSync(volume, { recursive: true, force: true });
  }, 600_000);

  it('carries the program, and neither npm nor the tests', () => {
    const there = (path: string) => spawnSync('test', ['-e', join(image.machine.root, path)]).status === 0;
    expect(['/opt/mesa/server/main.ts', '/opt/mesa/web/dist/index.html', '/opt/mesa/locales'].map(there)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['/usr/local/bin/npm', '/opt/mesa/tests', '/opt/mesa/.git', '/opt/mesa/scripts'].map(there)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect([image.user, image.volumes]).toEqual(['node', ['/var/lib/mesa']]);
  });

  it('starts as its user with nothing writable but its volume, is healthy, and stops in order', async () => {
    // A volume begins as the folder of the image is.
    execFileSync('cp', ['-a', '-T', join(image.machine.root, 'var/lib/mesa'), volume]);
    mkdirSync(join(image.machine.root, 'tmp'), { recursive: true });
    const env = [...image.env, 'PUBLIC_URL=https://mesa.example.gob.mx', 'LANG=es_MX.UTF-8'];
    running = spawn(
      'systemd-nspawn',
      [
        ...['--quiet', '--register=no', '--keep-unit', '--directory', image.machine.root, '--as-pid2', '--read-only'],
        ...['--private-network', '--console=pipe', '--kill-signal=SIGTERM', '--no-new-privileges=yes'],
        ...[
          '--drop-capability=all',
          `--user=${image.user}`,
          `--chdir=${image.folder}`,
          '--tmpfs=/tmp:mode=1777,size=256m',
        ],
        ...[`--bind=${volume}:/var/lib/mesa`, ...env.map((each) => `--setenv=${each}`), ...image.command],
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    for (const stream of [running.stdout, running.stderr])
      stream?.on('data', (piece: Buffer) => {
        said += piece.toString();
      });
    await expect.poll(() => said, { timeout: 180_000, interval: 500 }).toMatch(/preparar#/);

    expect(enter(image.health)).toEqual({ code: 0, out: '' });
    const own = enter(['sh', '-c', 'id --user; touch /opt/mesa/x /etc/x; touch /var/lib/mesa/x && echo wrote']);
    expect(own.out).toMatch(/^1000\n/);
    expect(own.out.match(/Read-only file system/g)).toHaveLength(2);
    expect(own.out).toContain('wrote');

    const ended = new Promise((resolve) => running?.once('exit', resolve));
    const desk = readFileSync(`/proc/${inside()}/task/${inside()}/children`, 'utf8').trim();
    process.kill(Number(desk), 'SIGTERM');
    await ended;
    running = null;
    expect(said).toContain('se detuvo');
  }, 400_000);
});

it.runIf(REASON !== null)(`does not try deploy/container: ${REASON}`, () => {
  expect(REASON).not.toBeNull();
});
