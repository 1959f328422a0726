/** What the files of journeys share in one run: a folder that goes away with it. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'mesa-run-'));
  // PostgreSQL may run as another user inside it.
  chmodSync(folder, 0o755);
  process.env.MESA_JOURNEYS_FOLDER = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
