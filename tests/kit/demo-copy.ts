/** A copy of the demonstration that a run of the journeys lives through once. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = new URL('../..', import.meta.url).pathname;
const LIMIT = 240_000;

/** Where a run keeps what its files share; none outside of a run of journeys. */
export const sharedFolder = (): string | null => process.env.MESA_JOURNEYS_FOLDER ?? null;

/** A data folder with the demonstration in it, the caller's own. */
export async function demonstrationIn(shared: string): Promise<string> {
  const made = join(shared, 'demonstration');
  if (!existsSync(made)) await makeOnce(shared, made);
  const copy = mkdtempSync(join(shared, 'desk-'));
  chmodSync(copy, 0o755);
  // With its owners: PostgreSQL refuses a folder that is not its own.
  run('cp', ['-a', '--reflink=auto', `${made}/.`, copy]);
  return copy;
}

/** Two files may ask at once: whoever comes second waits for the first. */
async function makeOnce(shared: string, made: string): Promise<void> {
  const draft = join(shared, 'being-made');
  const isFirst = mkdirSync(draft, { recursive: true }) !== undefined;
  if (isFirst) {
    chmodSync(draft, 0o755);
    run(process.execPath, [join(ROOT, 'tests/kit/demo-desk.ts'), 'make', draft]);
    renameSync(draft, made);
    return;
  }
  for (const end = performance.now() + LIMIT; !existsSync(made); ) {
    if (performance.now() > end) throw new Error('the demonstration was never made');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function run(command: string, words: string[]): void {
  const { status, stdout, stderr } = spawnSync(command, words, { cwd: ROOT, encoding: 'utf8', timeout: LIMIT });
  if (status !== 0) throw new Error(`${command} ${words.join(' ')} ended with ${status}:\n${stdout}\n${stderr}`);
}
