/** Copies of desks that a run of the journeys makes once: one with the demonstration, and an empty one. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = new URL('../..', import.meta.url).pathname;
const LIMIT = 240_000;

/** Where a run keeps what its files share; none outside of a run of journeys. */
export const sharedFolder = (): string | null => process.env.MESA_JOURNEYS_FOLDER ?? null;

/** A data folder with the demonstration in it, the caller's own. */
export async function demonstrationIn(shared: string): Promise<string> {
  const folder = mkdtempSync(join(shared, 'desk-'));
  await copyOf(shared, 'demonstration', folder, async (draft) =>
    run(process.execPath, [join(ROOT, 'tests/kit/demo-desk.ts'), 'make', draft]),
  );
  return folder;
}

/** Fills a folder with what `make` makes once in a run, under this name. */
export async function copyOf(
  shared: string,
  name: string,
  folder: string,
  make: (draft: string) => Promise<void>,
): Promise<void> {
  const made = join(shared, name);
  if (!existsSync(made)) await makeOnce(`${made}-being-made`, made, make);
  mkdirSync(folder, { recursive: true });
  // With its owners: PostgreSQL refuses a folder that is not its own.
  run('cp', ['-a', '--reflink=auto', `${made}/.`, folder]);
  chmodSync(folder, 0o755);
}

/** Two files may ask at once: whoever comes second waits for the first. */
async function makeOnce(draft: string, made: string, make: (draft: string) => Promise<void>): Promise<void> {
  const isFirst = mkdirSync(draft, { recursive: true }) !== undefined;
  if (isFirst) {
    chmodSync(draft, 0o755);
    await make(draft);
    renameSync(draft, made);
    return;
  }
  for (const end = performance.now() + LIMIT; !existsSync(made); ) {
    if (performance.now() > end) throw new Error(`${made} was never made`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function run(command: string, words: string[]): void {
  const { status, stdout, stderr } = spawnSync(command, words, { cwd: ROOT, encoding: 'utf8', timeout: LIMIT });
  if (status !== 0) throw new Error(`${command} ${words.join(' ')} ended with ${status}:\n${stdout}\n${stderr}`);
}
