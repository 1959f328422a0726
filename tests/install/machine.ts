/**
 * A fresh Debian in a folder, run as a machine of its own: its systemd is process 1, its network is its own. Needs root,
 * and Debian's debootstrap and systemd-container, which are installed by name where they are missing.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
const BOOT_LIMIT = 60_000;

export type Said = { code: number; out: string };

/** Null, or why no machine can be made here. */
export function whyNot(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'a fresh machine is made by root on Linux';
  return existsSync('/usr/bin/apt-get') ? null : 'a fresh machine is made with the tools of Debian';
}

export class Machine {
  readonly root: string;
  private spawned: ChildProcess | null = null;
  private leader = 0;

  constructor() {
    const missing = [
      ['/usr/sbin/debootstrap', 'debootstrap'],
      ['/usr/bin/systemd-nspawn', 'systemd-container'],
    ].flatMap(([file = '', name = '']) => (existsSync(file) ? [] : [name]));
    if (missing.length > 0) {
      execFileSync('apt-get', ['update', '-qq'], { stdio: 'pipe' });
      execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], { stdio: 'pipe' });
    }
    this.root = mkdtempSync(join(tmpdir(), 'mesa-machine-'));
    chmodSync(this.root, 0o755);
    execFileSync('debootstrap', ['--variant=minbase', `--include=${BASE.join(',')}`, RELEASE, this.root], {
      stdio: 'pipe',
    });
    // What a power cut would lose here is thrown away anyway.
    writeFileSync(join(this.root, 'etc/dpkg/dpkg.cfg.d/unsafe-io'), 'force-unsafe-io\n');
    writeFileSync(join(this.root, 'etc/hosts'), '127.0.0.1 localhost\n');
    if (AUTHORITIES !== '') copyFileSync(AUTHORITIES, join(this.root, INSIDE));
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
    rmSync(this.root, { recursive: true, force: true });
  }

  private environment(): string[] {
    const usual = [`PATH=${PATH}`, 'HOME=/root', 'LANG=C.UTF-8', 'DEBIAN_FRONTEND=noninteractive'];
    return AUTHORITIES === '' ? usual : [...usual, `NODE_EXTRA_CA_CERTS=${INSIDE}`];
  }
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
