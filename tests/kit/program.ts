/** The real program as a child process, as `npm start` or `npm run demo` would run it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';

export type Program = {
  readonly url: string;
  readonly pid: number;
  readonly output: () => string;
  /** The one-time set-up link, while the desk is not set up. */
  readonly setUpLink: () => string | null;
  /** SIGKILL, as a power cut would. */
  kill(): Promise<void>;
  /** SIGTERM; gives the exit code. */
  stop(): Promise<number | null>;
};

const ROOT = new URL('../..', import.meta.url).pathname;
const START_LIMIT = 120_000;

/** A port nobody listens on at this moment. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', (code) => resolve(code)));

/** Starts `server/main.ts <command>` and waits until it answers. `env` goes over a nearly empty environment. */
export async function startProgram(command: 'serve' | 'demo', env: Record<string, string>): Promise<Program> {
  const port = env.PORT ?? String(await freePort());
  const child = spawn(process.execPath, ['server/main.ts', command], {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      TMPDIR: process.env.TMPDIR ?? '',
      LOG_LEVEL: 'error',
      ...env,
      PORT: port,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
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
    kill: async () => {
      child.kill('SIGKILL');
      await ended(child);
    },
    stop: async () => {
      child.kill('SIGTERM');
      return ended(child);
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
