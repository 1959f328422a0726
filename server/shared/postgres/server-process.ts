import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { OperatorError } from '../operator-error.ts';
import type { RunAs } from './folders.ts';
import { isRunning, signal } from './processes.ts';
import type { EmbeddedServer, Log } from './types.ts';

/** What a cluster of ours needs to run. */
export type Cluster = {
  /** Folder with `initdb` and `postgres`. */
  bin: string;
  /** The data folder, as a real path. */
  data: string;
  /** What to tell PostgreSQL its data folder is: the path, or `/proc/self/cwd` below a closed one. */
  dataAsSeen: string;
  /** Where the socket goes, as PostgreSQL names it and as we reach it. */
  socket: { asSeen: string; path: string };
  /** Shown in the title of each of its processes, so that they can be told from others. */
  name: string;
  runAs: RunAs;
};

/** Milliseconds: a quick stop may take this long before an immediate one is asked for. */
const QUICK_STOP = 2_500;
/** Milliseconds left to a server that has ended for its words to arrive. */
const LAST_WORDS = 500;
const POLL = 15;

/**
 * Starts `postgres` and waits until it takes connections, however long a recovery lasts.
 * `extra` are further `name=value` settings. Throws OperatorError with PostgreSQL's own last
 * words when it ends instead.
 */
export async function startServer(cluster: Cluster, extra: readonly string[], log: Log): Promise<EmbeddedServer> {
  const child = spawnBound(path.join(cluster.bin, 'postgres'), serverArguments(cluster, extra), cluster);
  const words = listen(child, log);
  const exited = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  const silent = new Promise<void>((resolve) => void child.once('close', () => resolve()));
  const pid = child.pid;
  if (pid === undefined) throw didNotStart(await failureOf(child));
  let stopping: Promise<void> | null = null;
  // The net for systems without setpriv: a program that ends takes its PostgreSQL along.
  const onProgramExit = () => signal(pid, 'SIGINT');
  process.on('exit', onProgramExit);
  void exited.then(() => process.off('exit', onProgramExit));

  while (!isReady(cluster.data, pid)) {
    if (child.exitCode !== null || child.signalCode !== null) {
      await Promise.race([silent, sleep(LAST_WORDS)]);
      throw didNotStart(words.last());
    }
    await sleep(POLL);
  }
  words.hear('running');
  const ended = new Promise<void>((resolve) => {
    void exited.then(() => {
      if (stopping !== null) return;
      log.error({ lastWords: words.last() }, 'PostgreSQL ended without having been asked to');
      resolve();
    });
  });
  const stop = (): Promise<void> => {
    stopping ??= stopChild(pid, exited);
    words.hear('stopping');
    return stopping;
  };
  return { host: cluster.socket.path, pid, ended, lastWords: words.last, stop };
}

/**
 * Spawns a program of PostgreSQL in its data folder, as its own user and in its own session
 * (Ctrl-C in the terminal must reach us first), bound to our life where `setpriv` exists.
 */
export function spawnBound(program: string, args: readonly string[], cluster: Cluster): ChildProcess {
  const [command, ...rest] = canBindToUs() ? ['setpriv', '--pdeathsig=INT', program, ...args] : [program, ...args];
  return spawn(command ?? program, rest, {
    ...cluster.runAs,
    // Node changes folder before it gives up root, so the folders above need not be open.
    cwd: cluster.data,
    detached: true,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function canBindToUs(): boolean {
  return spawnSync('setpriv', ['--pdeathsig=INT', 'true'], { stdio: 'ignore' }).status === 0;
}

function serverArguments(cluster: Cluster, extra: readonly string[]): string[] {
  const settings = [
    'listen_addresses=',
    `unix_socket_directories="${cluster.socket.asSeen}"`,
    'unix_socket_permissions=0700',
    `cluster_name=${cluster.name}`,
    'timezone=UTC',
    'log_timezone=UTC',
    'log_destination=stderr',
    'logging_collector=off',
    'log_checkpoints=off',
    // Below LOG lie refused statements, whose text may carry what people wrote.
    'log_min_messages=log',
    'log_error_verbosity=terse',
    'log_line_prefix=',
    ...extra,
  ];
  return ['-D', cluster.dataAsSeen, ...settings.flatMap((setting) => ['-c', setting])];
}

/** The eighth line of `postmaster.pid` says "ready" once connections are taken. */
function isReady(data: string, pid: number): boolean {
  try {
    const lines = readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

type Words = { last(): string; hear(phase: 'running' | 'stopping'): void };

/**
 * Passes PostgreSQL's own words on to the log while it runs (the talk of starting and stopping
 * is of no use to anyone), and keeps the last ones for an error message.
 */
function listen(child: ChildProcess, log: Log): Words {
  const kept: string[] = [];
  let running = false;
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    createInterface({ input: stream }).on('line', (line) => {
      kept.push(line);
      if (kept.length > 20) kept.shift();
      if (!running || !/^(FATAL|PANIC|LOG): /.test(line)) return;
      if (line.startsWith('LOG')) log.info({ postgres: line }, 'PostgreSQL says');
      else log.warn({ postgres: line }, 'PostgreSQL says');
    });
  }
  return {
    last: () => kept.join('\n'),
    hear: (phase) => {
      running = phase === 'running';
    },
  };
}

async function stopChild(pid: number, exited: Promise<void>): Promise<void> {
  signal(pid, 'SIGINT');
  const timer = setTimeout(() => {
    // Safe at any moment: what was acknowledged is in the log and is replayed at the next start.
    if (isRunning(pid)) signal(pid, 'SIGQUIT');
  }, QUICK_STOP);
  await exited;
  clearTimeout(timer);
}

async function failureOf(child: ChildProcess): Promise<string> {
  const [error] = await once(child, 'error');
  return error instanceof Error ? error.message : String(error);
}

/** PostgreSQL's words may be long; all are shown, for they say what is wrong (disk, rights, version). */
export function didNotStart(words: string): OperatorError {
  return new OperatorError(
    `PostgreSQL no arrancó. Esto dijo:\n${words}`,
    'PostgreSQL did not start. Its own words are above.',
  );
}
