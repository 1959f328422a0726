/** R4 c: nobody takes what the program says: its output is full, or whoever listened has gone. */
import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signIn } from '#contract/accounts.ts';
import { listMyRequests } from '#contract/requests.ts';
import { openApi } from '../kit/api.ts';
import { ADMIN, setUp } from '../kit/desk.ts';
import { freePort, startProgram } from '../kit/program.ts';
import { sleep } from './report.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const CALLS = 200;

export type Deaf = { answered: number; code: number | null };

/** Starts with `output` (a full device, or a pipe that nobody reads), works, stops. */
async function workInto(output: 'full' | 'closed', dataDir: string): Promise<Deaf> {
  const port = await freePort();
  const device = openSync('/dev/full', 'w');
  const env = { PATH: process.env.PATH ?? '', DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: 'debug' };
  const into = output === 'full' ? device : 'pipe';
  const child = spawn(process.execPath, ['server/main.ts', 'serve'], { cwd: ROOT, env, stdio: ['ignore', into, into] });
  closeSync(device);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.stdout?.destroy();
  child.stderr?.destroy();
  const url = `http://localhost:${port}`;
  const ready = () =>
    fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  for (let tries = 0; tries < 600 && !(await ready()); tries += 1) await sleep(100);
  const api = openApi(url);
  let answered = 0;
  const count = (calling: Promise<unknown>) =>
    calling.then(
      () => (answered += 1),
      () => undefined,
    );
  await count(api.call(signIn, { body: ADMIN }));
  for (let n = 1; n < CALLS; n += 1) {
    // Refused with a line in the log.
    if (n % 10 === 0) await fetch(`${url}/api/session`, { headers: { host: 'otro.example' } }).catch(() => null);
    await count(api.call(listMyRequests));
  }
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 40_000);
  const code = await ended;
  clearTimeout(late);
  return { answered, code };
}

export async function deafLog(): Promise<{ calls: number; full: Deaf; closed: Deaf }> {
  const folder = mkdtempSync(join(tmpdir(), 'mesa-r4c-'));
  const dataDir = join(folder, 'data');
  const program = await startProgram('serve', { DATA_DIR: dataDir });
  try {
    await setUp(program);
    await program.stop();
    return { calls: CALLS, full: await workInto('full', dataDir), closed: await workInto('closed', dataDir) };
  } finally {
    await program.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
