/** R1: SIGKILL of the program in the middle of writers, again and again; unanswered calls are repeated after the restart. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setUp } from '../kit/desk.ts';
import { freePort, startProgram } from '../kit/program.ts';
import { auditBars, auditFolder } from './audit.ts';
import { openLedger } from './ledger.ts';
import { failuresOf, openLoad } from './load.ts';
import { bar, type Options, type Report, sleep, spread, timedBar } from './report.ts';

/** Milliseconds from the start of the program to its first answer, as it may be at most in 95 of 100. */
const RESTART_BAR = 3_000;

export async function r1(options: Options): Promise<Report> {
  const { cycles = 20, writers = 16, say } = options;
  const folder = mkdtempSync(join(tmpdir(), 'mesa-r1-'));
  const env = { DATA_DIR: join(folder, 'data'), PORT: String(await freePort()) };
  const ledger = openLedger(join(folder, 'ledger'));
  const restarts: number[] = [];
  let program = await startProgram('serve', env);
  try {
    const admin = await setUp(program);
    const load = await openLoad({ url: program.url, admin, ledger, writers, peopleEach: Math.ceil(cycles / 10) });
    load.start();
    for (let cycle = 1; cycle <= cycles; cycle += 1) {
      await sleep(50 + Math.random() * 1_450);
      await program.kill();
      const began = performance.now();
      program = await startProgram('serve', env);
      restarts.push(performance.now() - began);
      say(`cycle ${cycle}: ${ledger.count()} acknowledged so far, back in ${Math.round(restarts.at(-1) ?? 0)} ms`);
    }
    await sleep(500);
    await load.stop();
    await program.stop();
    const audit = await auditFolder(env.DATA_DIR, ledger.read());
    const restartMs = spread(restarts);
    return {
      figures: { cycles, writers, ...audit, unanswered: failuresOf(load.tally), restartMs },
      bars: [
        ...auditBars(audit),
        // What a kill leaves between the bytes and their row is at most what was under way, and the sweep's.
        bar('files without a row ≤ uploads under way', audit.filesWithoutRow <= cycles * writers),
        bar('half files after the last start 0', audit.halfFiles === 0),
        timedBar(`back within ${RESTART_BAR} ms (p95)`, restartMs.p95 <= RESTART_BAR),
      ],
    };
  } finally {
    await program.kill();
    ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
