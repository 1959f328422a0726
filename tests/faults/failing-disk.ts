/**
 * R4 d: a disk that answers with an error: strace makes every fsync of the program fail. Needs root and strace. PostgreSQL cannot be
 * treated so: its first process, traced, never hears that another has ended, and waits for ever.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setUp } from '../kit/desk.ts';
import { startProgram } from '../kit/program.ts';
import { type Audit, auditFolder } from './audit.ts';
import { openLedger } from './ledger.ts';
import { failuresOf, nextAnswer, openLoad } from './load.ts';
import { sleep } from './report.ts';

/** How long the disk fails (ms). */
const FAILING_FOR = 10_000;

export type Failed = {
  audit: Audit;
  unanswered: Record<string, number>;
  /** From the moment the disk was well again to the next acknowledgement. */
  backMs: number;
  code: number | null;
};

const CALLS = 'fsync,fdatasync,sync_file_range';

/** From now on nothing the process writes is brought to the disk. */
async function failEveryFsync(pid: number): Promise<ChildProcess> {
  const tracer = spawn(
    'strace',
    [
      ...['-f', '-qq', '-o', '/dev/null', '-e', `trace=${CALLS}`, '-e', `inject=${CALLS}:error=EIO`],
      ...['-p', String(pid)],
    ],
    { stdio: 'ignore' },
  );
  await new Promise<void>((resolve, reject) => {
    tracer.once('spawn', resolve);
    tracer.once('error', reject);
  });
  return tracer;
}

export async function failingDisk(writers: number): Promise<Failed> {
  const folder = mkdtempSync(join(tmpdir(), 'mesa-r4d-'));
  const dataDir = join(folder, 'data');
  const ledger = openLedger(join(folder, 'ledger'));
  const program = await startProgram('serve', { DATA_DIR: dataDir });
  let tracer: ChildProcess | null = null;
  try {
    const admin = await setUp(program);
    const load = await openLoad({ url: program.url, admin, ledger, writers, fileBytes: 200_000 });
    load.start();
    await sleep(3_000);
    tracer = await failEveryFsync(program.pid);
    await sleep(FAILING_FOR);
    tracer.kill('SIGINT');
    const since = performance.now();
    const backMs = await nextAnswer(load.tally, since);
    await sleep(1_000);
    await load.stop();
    const code = await program.stop();
    return { audit: await auditFolder(dataDir, ledger.read()), unanswered: failuresOf(load.tally), backMs, code };
  } finally {
    tracer?.kill('SIGKILL');
    await program.kill();
    ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
