/**
 * R3: power cuts. Database and files lie on a disk image; everything is stopped in the middle of writers and the image is
 * copied as the device has it: what only the kernel's memory holds is lost, as when the power goes. The copy is mounted
 * elsewhere, started and audited. Needs root and loop devices.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresProcessesOf } from '#server/shared/postgres/processes.ts';
import { setUp } from '../kit/desk.ts';
import { type Program, startProgram } from '../kit/program.ts';
import { type Audit, amcheck, auditBars, auditFolder } from './audit.ts';
import { openLedger } from './ledger.ts';
import { openLoad } from './load.ts';
import { bar, type Options, type Report, sleep } from './report.ts';

const IMAGE_BYTES = 1024 ** 3;

const mount = (image: string, at: string) => {
  mkdirSync(at, { recursive: true });
  execFileSync('mount', ['-o', 'loop', image, at]);
};
const unmount = (at: string) => execFileSync('umount', [at]);

/** Stops all who write, takes what the device has, and lets them go on. */
async function cut(program: Program, given: { dataDir: string; image: string; copy: string; lines: () => unknown[] }) {
  const postgres = join(given.dataDir, 'postgres');
  process.kill(program.pid, 'SIGSTOP');
  const stopped = [program.pid, ...postgresProcessesOf(postgres, 'no-such-name')];
  for (const pid of stopped) process.kill(pid, 'SIGSTOP');
  // Answers already sent are still on their way to the ledger.
  await sleep(150);
  const acknowledged = given.lines().length;
  execFileSync('cp', ['--sparse=always', given.image, given.copy]);
  for (const pid of stopped.toReversed()) process.kill(pid, 'SIGCONT');
  return acknowledged;
}

export async function r3(options: Options): Promise<Report> {
  const { cycles = 30, writers = 8, say } = options;
  const folder = mkdtempSync(join(tmpdir(), 'mesa-r3-'));
  const at = (name: string) => join(folder, name);
  execFileSync('chmod', ['755', folder]);
  writeFileSync(at('disk'), '');
  truncateSync(at('disk'), IMAGE_BYTES);
  execFileSync('mkfs.ext4', ['-q', '-F', at('disk')]);
  mount(at('disk'), at('live'));
  const dataDir = join(at('live'), 'data');
  const ledger = openLedger(at('ledger'));
  const audits: (Audit & { more: string[] | undefined })[] = [];
  const program = await startProgram('serve', { DATA_DIR: dataDir });
  try {
    const admin = await setUp(program);
    const load = await openLoad({ url: program.url, admin, ledger, writers, peopleEach: Math.ceil(cycles / 6) });
    load.start();
    for (let cycle = 1; cycle <= cycles; cycle += 1) {
      await sleep(500 + Math.random() * 2_000);
      const acknowledged = await cut(program, { dataDir, image: at('disk'), copy: at('copy'), lines: ledger.read });
      mount(at('copy'), at('after'));
      try {
        // The lock names a program of before the cut, and no process outlives a cut.
        rmSync(join(at('after'), 'data/mesa.lock'), { force: true });
        const lines = ledger.read().slice(0, acknowledged);
        audits.push(await auditFolder(join(at('after'), 'data'), lines, amcheck));
      } finally {
        unmount(at('after'));
      }
      say(`cut ${cycle}: ${acknowledged} acknowledged, lost ${JSON.stringify(audits.at(-1)?.lost)}`);
    }
    await load.stop();
    await program.stop();
    const worst = (of: (audit: Audit) => number) => Math.max(...audits.map(of));
    const damage = audits.flatMap((audit) => audit.more ?? []);
    const figures = { cuts: cycles, writers, last: audits.at(-1), amcheck: damage };
    return {
      figures: { ...figures, mostFilesWithoutRow: worst(({ filesWithoutRow }) => filesWithoutRow) },
      bars: [
        ...(audits[0] ? auditBars(audits[0]) : []).map(({ bar: words }) =>
          bar(
            words,
            audits.every((audit) => auditBars(audit).some((each) => each.bar === words && each.held)),
          ),
        ),
        bar(
          'files without a row ≤ uploads under way and never sent',
          worst((each) => each.filesWithoutRow) <= writers * 2,
        ),
        bar('amcheck finds nothing', damage.length === 0),
      ],
    };
  } finally {
    await program.kill();
    ledger.close();
    await sleep(1_000);
    unmount(at('live'));
    rmSync(folder, { recursive: true, force: true });
  }
}
