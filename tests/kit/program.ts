/** The real program as a child process, as `npm start` or `npm run demo` would run it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { copyOf, demonstrationIn, sharedFolder } from './demo-copy.ts';

export type Program = {
  readonly url: string;
  readonly pid: number;
  readonly output: () => string;
  /** The one-time set-up link, while the desk is not set up. */
  readonly setUpLink: () => string | null;
  /** Of a copy of the demonstration: its clock goes on by so many days, and whose password ends is told. */
  moveOn(days: number): Promise<void>;
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>;
  /** SIGTERM; gives the exit code. */
  stop(): Promise<number | null>;
};

const ROOT = new URL('../..', import.meta.url).pathname;
const START_LIMIT = 120_000;

/** For the environment of a program: the same files are read anew for each start of a run, and compiled once. */
export function compiledBefore(): Record<string, string> {
  const shared = sharedFolder();
  return shared === null ? {} : { NODE_COMPILE_CACHE: join(shared, 'compiled') };
}

/** Below those the system gives to whoever calls out: of those, one found free may be taken by the next call of anybody. */
const PORTS = { from: 21_000, to: 31_000 };
let nextPort = PORTS.from + Math.floor(Math.random() * (PORTS.to - PORTS.from));

/** A port nobody listens on at this moment, and that this process has not given before. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    nextPort = nextPort + 1 < PORTS.to ? nextPort + 1 : PORTS.from;
    if (await isFree(nextPort)) return nextPort;
  }
  throw new Error('no port');
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', (code) => resolve(code)));

/**
 * Starts `server/main.ts <command>` and waits until it answers. `env` goes over a nearly empty environment. In a run of
 * journeys `demo` is a copy of one demonstration, and `serve` begins on a copy of one empty desk where there is none yet; `from
 * nothing` they are the commands as a person runs them. `as`: another
 * user of this machine, for whoever is root; `under`: the words of a program that runs it, as `setpriv …`; `root`: another version
 * of the program.
 */
export async function startProgram(
  command: 'serve' | 'serve from nothing' | 'demo' | 'demo from nothing',
  env: Record<string, string>,
  how: { as?: { uid: number; gid: number }; under?: readonly string[]; root?: string } = {},
): Promise<Program> {
  const shared = sharedFolder();
  const words = [...(how.under ?? []), process.execPath, 'server/main.ts', command.split(' ')[0] ?? ''];
  if (command === 'serve' && shared !== null && Object.keys(how).length === 0) await emptyDeskIn(shared, env);
  if (command !== 'demo' || shared === null) return startWords(words, { env, ...how });
  const folder = await demonstrationIn(shared);
  return startWords([process.execPath, 'tests/kit/demo-desk.ts', 'show', folder], {
    env,
    afterwards: () => rmSync(folder, { recursive: true, force: true }),
  });
}

/** A folder of its own with PostgreSQL made and migrated, unless something lies there or the database is elsewhere. */
async function emptyDeskIn(shared: string, env: Record<string, string>): Promise<void> {
  const { DATA_DIR: folder, DATABASE_URL: elsewhere } = env;
  if (folder === undefined || elsewhere !== undefined || (existsSync(folder) && readdirSync(folder).length > 0)) return;
  await copyOf(shared, 'empty-desk', folder, async (draft) => {
    const first = await startWords([process.execPath, 'server/main.ts', 'serve'], { env: { DATA_DIR: draft } });
    await first.stop();
  });
}

type Starting = {
  env: Record<string, string>;
  as?: { uid: number; gid: number };
  root?: string;
  afterwards?: () => void;
};

async function startWords(
  [program = '', ...words]: string[],
  { env, as, root = ROOT, afterwards }: Starting,
): Promise<Program> {
  const port = env.PORT ?? String(await freePort());
  const child = spawn(program, words, {
    ...as,
    cwd: root,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      TMPDIR: process.env.TMPDIR ?? '',
      LOG_LEVEL: 'error',
      ...compiledBefore(),
      ...env,
      PORT: port,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (text += piece.toString()));
  const url = `http://localhost:${port}`;
  await answering(child, url, () => text);
  return {
    url,
    pid: child.pid ?? 0,
    output: () => text,
    setUpLink: () => /https?:\S+\/preparar#\S+/.exec(text)?.[0] ?? null,
    moveOn: async (days) => {
      const before = text.length;
      child.stdin.write(`${days}\n`);
      while (!text.includes(`${days} days later`, before)) {
        if (child.exitCode !== null) throw new Error(`the program ended:\n${text}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended(child);
    },
    stop: async () => {
      child.kill('SIGTERM');
      const code = await ended(child);
      afterwards?.();
      return code;
    },
  };
}

async function answering(child: ChildProcess, url: string, output: () => string): Promise<void> {
  const limit = performance.now() + START_LIMIT;
  while (performance.now() < limit) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the program ended:\n${output()}`);
    const response = await fetch(`${url}/health/ready`).catch(() => null);
    // The words come a moment after the port: whoever waits for the set-up link needs them.
    if (response?.ok && /Ctrl\+C/.test(output())) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`the program did not answer in ${START_LIMIT} ms:\n${output()}`);
}
