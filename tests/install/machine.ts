/**
 * A fresh Debian in a folder, run as a machine of its own: its systemd is process 1, its network is its own. Needs root,
 * and Debian's debootstrap and systemd-container, which are installed by name where they are missing.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const RELEASE = 'bookworm';
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** What any Debian on a server has, and the smallest root does not. */
const BASE = ['systemd', 'systemd-sysv', 'dbus', 'ca-certificates'];
/** Certificates this machine believes beside the usual ones, where something stands between it and the registries. */
const AUTHORITIES = process.env.NODE_EXTRA_CA_CERTS ?? '';
const INSIDE = '/usr/local/share/extra-authorities.pem';
const BOOT_LIMIT = 120_000;
/** Roots that several machines begin with, each made once and copied. */
const ROOTS = '/var/cache/mesa-test-roots';
/** Milliseconds: then another is made, with what Debian has mended since. */
const FRESH = 24 * 60 * 60 * 1000;

export type Said = { code: number; out: string };

/** Null, or why no machine can be made here. */
export function whyNot(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'a fresh machine is made by root on Linux';
  return existsSync('/usr/bin/apt-get') ? null : 'a fresh machine is made with the tools of Debian';
}

export class Machine {
  readonly root: string;
  private readonly folder: string;
  private readonly isLayer: boolean;
  private spawned: ChildProcess | null = null;
  private leader = 0;

  /** A fresh Debian, or what `prepared` made of one before: a layer over it where the system knows layers, or a copy. */
  constructor(from = keptRoot(`debian-${RELEASE}`, debian), how: 'layer' | 'copy' = 'layer') {
    this.folder = mkdtempSync(join(tmpdir(), 'mesa-machine-'));
    this.root = join(this.folder, 'root');
    for (const each of ['root', 'upper', 'work']) mkdirSync(join(this.folder, each));
    const layers = `lowerdir=${from},upperdir=${this.folder}/upper,workdir=${this.folder}/work`;
    const words = ['-t', 'overlay', 'overlay', '-o', layers, this.root];
    this.isLayer = how === 'layer' && spawnSync('mount', words, { stdio: 'ignore' }).status === 0;
    if (!this.isLayer) execFileSync('cp', ['-a', '--reflink=auto', '-T', from, this.root], { stdio: 'pipe' });
  }

  /**
   * A machine on which `script` has run, with the files of `given` (place in the machine: place here). What comes of it
   * is kept under the name (`kind-which`, of a kind the last one), so that others begin there.
   */
  static prepared(name: string, given: Readonly<Record<string, string>>, script: string): Machine {
    const root = keptRoot(name, (draft) => {
      const machine = new Machine(undefined, 'copy');
      for (const [there, here] of Object.entries(given)) copyFileSync(here, join(machine.root, there));
      const { code, out } = machine.prepare(script);
      if (code !== 0) throw new Error(`ended with ${code}:\n${out.slice(-6_000)}`);
      rmSync(draft, { recursive: true });
      execFileSync('mv', ['-T', machine.root, draft]);
      rmSync(machine.folder, { recursive: true });
    });
    return new Machine(root);
  }

  /** Runs a script of Bash in the root with the network of this machine and nothing started. */
  prepare(script: string): Said {
    const settings = this.environment().map((each) => `--setenv=${each}`);
    const words = [
      '--quiet',
      '--register=no',
      '--keep-unit',
      '--resolv-conf=copy-host',
      '--as-pid2',
      '--console=pipe',
      ...settings,
    ];
    return call('systemd-nspawn', ['--directory', this.root, ...words, '/bin/bash', '-euo', 'pipefail', '-c', script]);
  }

  /** Switches it on, with a network of its own; returns once everything it starts by itself has been started. */
  async boot(): Promise<void> {
    const words = ['--quiet', '--register=no', '--keep-unit', '--private-network', '--boot'];
    this.spawned = spawn('systemd-nspawn', ['--directory', this.root, ...words], { stdio: 'ignore' });
    const limit = performance.now() + BOOT_LIMIT;
    while (performance.now() < limit) {
      this.leader = childOf(this.spawned.pid ?? 0);
      const state = this.leader === 0 ? '' : this.run('systemctl is-system-running || true').out.trim();
      // "degraded": units of the distribution that a machine in a folder cannot start.
      if (state === 'running' || state === 'degraded') return;
      await sleep(300);
    }
    throw new Error('the machine did not come up');
  }

  /** Runs a script of Bash in the machine that is switched on. */
  run(script: string): Said {
    const into = ['--target', String(this.leader), '--mount', '--uts', '--ipc', '--net', '--pid'];
    const clean = ['/usr/bin/env', '-i', ...this.environment(), '/bin/bash', '-euo', 'pipefail', '-c', script];
    return call('nsenter', [...into, ...clean]);
  }

  /** Switches it off in order, as a person would. */
  async off(): Promise<void> {
    if (this.spawned === null) return;
    const ended = new Promise((resolve) => this.spawned?.once('exit', resolve));
    this.run('systemctl poweroff --no-block');
    await Promise.race([ended, sleep(100_000).then(() => this.spawned?.kill('SIGKILL'))]);
    this.spawned = null;
  }

  async remove(): Promise<void> {
    await this.off();
    if (this.isLayer) execFileSync('umount', ['--lazy', this.root], { stdio: 'pipe' });
    rmSync(this.folder, { recursive: true, force: true });
  }

  private environment(): string[] {
    const usual = [`PATH=${PATH}`, 'HOME=/root', 'LANG=C.UTF-8', 'DEBIAN_FRONTEND=noninteractive'];
    return AUTHORITIES === '' ? usual : [...usual, `NODE_EXTRA_CA_CERTS=${INSIDE}`];
  }
}

/** The folder that `make` filled, from today's runs if there is one. Half of one never stands under its name. */
function keptRoot(name: string, make: (folder: string) => void): string {
  const root = join(ROOTS, name);
  mkdirSync(ROOTS, { recursive: true, mode: 0o700 });
  const [kind = ''] = name.split('-');
  for (const each of readdirSync(ROOTS)) {
    const old = Date.now() - statSync(join(ROOTS, each)).mtimeMs > FRESH;
    if (old || (each !== name && each.startsWith(`${kind}-`)))
      rmSync(join(ROOTS, each), { recursive: true, force: true });
  }
  if (existsSync(root)) return root;
  const draft = mkdtempSync(`${root}.half-`);
  make(draft);
  utimesSync(draft, new Date(), new Date());
  renameSync(draft, root);
  return root;
}

function debian(root: string): void {
  const missing = [
    ['/usr/sbin/debootstrap', 'debootstrap'],
    ['/usr/bin/systemd-nspawn', 'systemd-container'],
  ].flatMap(([file = '', name = '']) => (existsSync(file) ? [] : [name]));
  if (missing.length > 0) {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'pipe' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], { stdio: 'pipe' });
  }
  execFileSync('debootstrap', ['--variant=minbase', `--include=${BASE.join(',')}`, RELEASE, root], { stdio: 'pipe' });
  // What a power cut would lose here is thrown away anyway.
  writeFileSync(join(root, 'etc/dpkg/dpkg.cfg.d/unsafe-io'), 'force-unsafe-io\n');
  writeFileSync(join(root, 'etc/hosts'), '127.0.0.1 localhost\n');
  if (AUTHORITIES !== '') copyFileSync(AUTHORITIES, join(root, INSIDE));
  chmodSync(root, 0o755);
}

function call(command: string, words: readonly string[]): Said {
  const said = spawnSync(command, [...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: said.status ?? 1, out: `${said.stdout}${said.stderr}` };
}

/** The first process of the machine; 0 while there is none. */
function childOf(pid: number): number {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    return Number(children.find((each) => readFileSync(`/proc/${each}/comm`, 'utf8').trim() === 'systemd') ?? 0);
  } catch {
    return 0;
  }
}
