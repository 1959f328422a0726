/** Starts the bench with as little as it can live on, and bound to our life. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mayEnter, type RunAs } from '../postgres/folders.ts';

const HERE = dirname(fileURLToPath(import.meta.url));
const PACKAGE = join(HERE, '../../../package.json');
const NOBODY: RunAs = { uid: 65534, gid: 65534 };
/** Megabytes of JavaScript's own memory; pictures lie outside of it and are watched from here. */
const HEAP = 256;

/** The folder of the packages, wherever they were installed. */
function packagesFolder(): string {
  const inside = createRequire(import.meta.url).resolve('sharp');
  return inside.slice(0, inside.lastIndexOf('/node_modules/') + '/node_modules'.length);
}

const mayRead = (file: string, runAs: RunAs): boolean =>
  mayEnter(dirname(file), runAs) && (statSync(file).mode & 0o004) !== 0;

/** As root the bench becomes `nobody`, unless the program lies where only root may enter. */
function runAs(): RunAs {
  if (process.getuid?.() !== 0) return null;
  const needed = [join(HERE, 'bench.ts'), join(packagesFolder(), 'sharp/package.json'), realpathSync(process.execPath)];
  return needed.every((file) => mayRead(file, NOBODY)) ? NOBODY : null;
}

/** Folders are told as they are and as they are linked: both spellings are asked for. */
function readable(): string[] {
  const folders = [HERE, PACKAGE, packagesFolder(), join(dirname(PACKAGE), 'node_modules')];
  return [...new Set(folders.flatMap((folder) => [folder, real(folder)]))].map((folder) => `--allow-fs-read=${folder}`);
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

const works = (command: string, args: readonly string[], as: RunAs): Promise<boolean> =>
  new Promise((resolve) => {
    execFile(command, [...args], { ...as, cwd: '/', env: PATH_ONLY, timeout: 5_000 }, (error) =>
      resolve(error === null),
    );
  });

const PATH_ONLY = { PATH: '/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin' };

/** Fences of the system, each used where it exists: no network at all, ends with us, writes no file. */
const FENCES: readonly (readonly string[])[] = [
  // Where memory runs out, the picture somebody sent goes before the desk: Linux ends whoever has most.
  ['choom', '-n', '800', '--'],
  ['unshare', '--user', '--net'],
  ['setpriv', '--pdeathsig=KILL', '--no-new-privs'],
  ['prlimit', '--fsize=0', '--core=0', '--nofile=64'],
  // Nothing of the environment, not even where programs lie, reaches the bench.
  ['env', '-i'],
];

export type Launch = { readonly command: string; readonly args: readonly string[]; readonly as: RunAs };

/** How to start it here; found out once. */
export async function planLaunch(): Promise<Launch> {
  const as = runAs();
  const able = await Promise.all(FENCES.map(([command = '', ...args]) => works(command, [...args, 'true'], as)));
  const node = [
    process.execPath,
    '--permission',
    '--allow-addons',
    ...readable(),
    `--max-old-space-size=${HEAP}`,
    '--disallow-code-generation-from-strings',
    '--disable-warning=PERM0001',
    join(HERE, 'bench.ts'),
  ];
  const [command = process.execPath, ...args] = [...FENCES.filter((_, index) => able[index]).flat(), ...node];
  return { command, args, as };
}

export function launch(plan: Launch): ChildProcess {
  return spawn(plan.command, [...plan.args], {
    ...plan.as,
    cwd: '/',
    env: PATH_ONLY,
    // Its own session: Ctrl-C in the terminal must reach the house first.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Bytes in memory now; 0 when it has none any more. */
export function residentBytes(pid: number): number {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}
