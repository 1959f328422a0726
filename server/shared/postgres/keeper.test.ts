import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { keepRunning } from './keeper.ts';
import type { EmbeddedServer } from './types.ts';

/** Starts and ends as PostgreSQL does, and finds no room while there is a file `full`. */
const SERVER = `#!/bin/sh
words='No space left on device'
if [ -e full ]; then echo "FATAL:  could not write lock file \\"postmaster.pid\\": $words" >&2; exit 1; fi
trap 'exit 0' INT
trap 'echo "PANIC:  could not write to file \\"pg_wal/xlogtemp.7\\": $words" >&2; exit 1' TERM
printf '%s\\n2\\n3\\n4\\n5\\n6\\n7\\nready\\n' "$$" > postmaster.pid
while :; do sleep 0.05; done
`;

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const folder = mkdtempSync(join(tmpdir(), 'mesa-keeper-'));
let server: EmbeddedServer | undefined;
afterEach(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('a server that finds no room is tried again until there is some', { timeout: 20_000 }, async () => {
  writeFileSync(join(folder, 'postgres'), SERVER, { mode: 0o755 });
  const socket = { asSeen: '.', path: folder };
  const cluster = { bin: folder, data: folder, dataAsSeen: folder, socket, name: 'mesa-keeper-test' };
  const kept = await keepRunning(
    { ...cluster, runAs: { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 } },
    [],
    log,
  );
  server = kept;
  const first = kept.pid;
  let gaveUp = false;
  void kept.ended.then(() => {
    gaveUp = true;
  });
  writeFileSync(join(folder, 'full'), '');
  process.kill(first, 'SIGTERM');
  // Long enough for a start that fails, after the first pause.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(gaveUp).toBe(false);
  rmSync(join(folder, 'full'));
  await expect.poll(() => kept.pid, { timeout: 10_000 }).not.toBe(first);
  expect(gaveUp).toBe(false);
});
