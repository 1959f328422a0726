/** Parts of this very program in a process of their own: what takes long there holds nobody up here. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const EVERY_MS = 1_000;
/** Milliseconds to clear up after itself, once it was told to end. */
const PATIENCE = 20_000;
const LARGEST_ANSWER = 1024 * 1024;
const LAST_WORDS = 2_000;
/** Nothing of our environment but where programs lie. */
const PATH_ONLY = { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', TZ: 'UTC' };

export type { ChildProcess };

export type Apart = {
  /** What follows `mesa`; with `--json`, so that its answer can be read. */
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What it reads from its standard input; never seen in the list of processes. */
  readonly input: string;
  readonly signal: AbortSignal;
  /** What it is told, at once and every second. */
  tell?(): object;
  /** What it says of itself while it runs (`process.send`). */
  hear(message: unknown): void;
};

/** `answer`: what it wrote, null where that is no JSON; `words`: the last of its complaints. */
export type Said = { readonly answer: unknown; readonly words: string };

/**
 * Resolves when it has ended, however it ended. Told to end by `signal`, it clears up; one that does not is ended. It hears
 * too when this program is no more.
 */
export async function runApart({ words, env, input, signal, tell, hear }: Apart): Promise<Said> {
  if (signal.aborted) return { answer: null, words: '' };
  const child = spawn(process.execPath, [MAIN, ...words], {
    env: { ...PATH_ONLY, ...env },
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
    // Ctrl-C in the terminal must reach us first.
    detached: true,
  });
  const said = collect(child);
  const ended = once(child, 'close').catch((error: unknown) => said.complain(String(error)));
  child.on('message', hear);
  const telling = tell && regularly(child, tell);
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
  let patience: NodeJS.Timeout | undefined;
  const end = () => {
    child.kill('SIGTERM');
    patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  };
  signal.addEventListener('abort', end, { once: true });
  try {
    await ended;
  } finally {
    signal.removeEventListener('abort', end);
    clearTimeout(patience);
    clearInterval(telling);
  }
  return said.all();
}

function regularly(child: ChildProcess, tell: () => object): NodeJS.Timeout {
  // One that has just ended hears nothing any more.
  const say = () => child.connected && child.send(tell(), () => undefined);
  say();
  return setInterval(say, EVERY_MS);
}

function collect(child: Pick<ChildProcess, 'stdout' | 'stderr'>): { all(): Said; complain(words: string): void } {
  let answer = '';
  let complaints = '';
  const complain = (words: string) => {
    complaints = (complaints + words).slice(-LAST_WORDS);
  };
  child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
    if (answer.length < LARGEST_ANSWER) answer += piece;
  });
  child.stderr?.setEncoding('utf8').on('data', complain);
  return { complain, all: () => ({ answer: parsed(answer), words: complaints.trim() }) };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/**
 * Sends bytes through `file`, one of ours that reads its standard input and writes its standard output. What feeds it and
 * breaks off breaks off here too: a part is never taken for the whole. It ends with whoever reads, or with this program.
 */
export const throughApart = (file: string, args: readonly string[]) =>
  async function* (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const child = spawn(process.execPath, [file, ...args], { env: PATH_ONLY, stdio: ['pipe', 'pipe', 'pipe'] });
    const said = collect({ stdout: null, stderr: child.stderr });
    const ended = once(child, 'close') as Promise<[number | null]>;
    const fed = pipeline(source, child.stdin);
    // Both are heard below, once all there is to read was read.
    for (const part of [ended, fed]) part.catch(() => undefined);
    try {
      yield* child.stdout;
      // Its own words first: what feeds one that has ended hears only that nobody listens.
      const [code] = await ended;
      if (code !== 0) throw new Error(`${file} ended with ${code}: ${said.all().words}`);
      await fed;
    } finally {
      child.kill('SIGKILL');
    }
  };

/** A process of `file` that stays and answers messages, with so much memory. It goes with this program, and holds it up from nothing. */
export function stayingApart(file: string, { heapMb }: { heapMb: number }): ChildProcess {
  const child = fork(file, [], {
    env: PATH_ONLY,
    execArgv: [`--max-old-space-size=${heapMb}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  child.unref();
  child.channel?.unref();
  (child.stderr as { unref?(): void } | null)?.unref?.();
  return child;
}
