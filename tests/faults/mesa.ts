/** Commands of `mesa` as their operators run them: processes of their own, as this user or another. */
import { spawn } from 'node:child_process';

export type User = { uid: number; gid: number };
export type Ran = { code: number | null; said: Record<string, unknown>; errors: string; ms: number };

const ROOT = new URL('../..', import.meta.url).pathname;

/** Wherever another user's folders are made. */
export const NOBODY: User = { uid: 65_534, gid: 65_534 };

/** `--json` is added; `said` is what it answered. `prefix`: what the command runs under, as `prlimit` does. */
export function mesa(
  args: readonly string[],
  given: { env: Record<string, string>; as?: User | undefined; prefix?: readonly string[] },
): Promise<Ran> {
  const began = performance.now();
  const [program = '', ...rest] = [...(given.prefix ?? []), process.execPath, 'server/main.ts', ...args, '--json'];
  const child = spawn(program, rest, {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', TMPDIR: process.env.TMPDIR ?? '', ...given.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...given.as,
  });
  let [text, errors] = ['', ''];
  child.stdout.on('data', (piece: Buffer) => (text += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (errors += piece.toString()));
  return new Promise((resolve) => {
    child.once('close', (code) => {
      const said = parsed(text);
      resolve({ code, said, errors: errors.slice(-2_000), ms: Math.round(performance.now() - began) });
    });
  });
}

const parsed = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { unread: text.slice(-2_000) };
  }
};

/** The same, which must succeed. */
export async function mesaDoes(...given: Parameters<typeof mesa>): Promise<Ran> {
  const ran = await mesa(...given);
  if (ran.code !== 0)
    throw new Error(`mesa ${given[0].join(' ')}: ${ran.code} ${JSON.stringify(ran.said)} ${ran.errors}`);
  return ran;
}
