/** R4 a and b: no room for the files, and none for the database; on small file systems of their own. Needs root. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { readSession } from '#contract/accounts.ts';
import { listMyRequests } from '#contract/requests.ts';
import { SUPERUSER } from '#server/shared/postgres/cluster.ts';
import { accessTo } from '#server/shared/postgres/embedded.ts';
import type { Api } from '../kit/api.ts';
import { setUp } from '../kit/desk.ts';
import { startProgram } from '../kit/program.ts';
import { type Audit, auditFolder } from './audit.ts';
import { openLedger } from './ledger.ts';
import { failuresOf, nextAnswer, openLoad } from './load.ts';
import { sleep } from './report.ts';

const MEGABYTE = 1024 * 1024;
/** How long there is no room (ms). */
const FULL_FOR = 12_000;

export type Outcome = {
  audit: Audit;
  /** While there was no room. */
  reads: { whole: number; refused: number };
  acknowledgedMeanwhile: number;
  unanswered: Record<string, number>;
  alarm: boolean;
  /** From the moment there was room to the next acknowledgement. */
  backMs: number;
  code: number | null;
};

const run = (command: string, ...args: string[]) => execFileSync(command, args);

/** What is mounted where; undone in the end whatever happened. */
type Disk = { at: string; mount(): void };

const small = (at: string, megabytes: number): Disk => ({
  at,
  mount: () => {
    mkdirSync(at, { recursive: true });
    run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', at);
  },
});

/** An ext4 of its own in a file, without blocks kept for root: PostgreSQL is not root either. */
const image = (at: string, file: string, megabytes: number): Disk => ({
  at,
  mount: () => {
    mkdirSync(at, { recursive: true });
    writeFileSync(file, '');
    truncateSync(file, megabytes * MEGABYTE);
    run('mkfs.ext4', '-q', '-F', '-m', '0', file);
    run('mount', '-o', 'loop', file, at);
  },
});

/** Takes all the room there is, and gives it back. */
function ballast(at: string) {
  const file = join(at, 'ballast');
  return {
    // Writes until the disk says no: others write meanwhile, and what is left cannot be told beforehand.
    take: () => void spawnSync('dd', ['if=/dev/zero', `of=${file}`, 'bs=16k'], { stdio: 'ignore' }),
    give: () => rmSync(file, { force: true }),
  };
}

/** Somebody who only reads. */
function startReading(reader: Api) {
  const seen = { whole: 0, refused: 0 };
  let over = false;
  const running = (async () => {
    while (!over) {
      await reader.call(listMyRequests).then(
        () => (seen.whole += 1),
        () => (seen.refused += 1),
      );
      await sleep(100);
    }
  })();
  return {
    end: async () => {
      over = true;
      await running;
      return seen;
    },
  };
}

/** Makes PostgreSQL need new files for its log, until it can have none. */
async function exhaustLog(dataDir: string): Promise<void> {
  const client = new pg.Client({ ...accessTo(join(dataDir, 'postgres'), 'mesa').owner, user: SUPERUSER });
  client.on('error', () => undefined);
  try {
    await client.connect();
    for (let n = 0; n < 60; n += 1)
      await client.query("select pg_logical_emit_message(true, 'fill', repeat('x', 1000)), pg_switch_wal()");
  } finally {
    await client.end().catch(() => undefined);
  }
}

export type Full = {
  writers: number;
  /** `store`: only the files' disk. `database`: the disk of everything. `log`: that, and PostgreSQL's own log is exhausted. */
  of: 'store' | 'database' | 'log';
};

export async function withoutRoom({ writers, of }: Full): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'mesa-r4-'));
  run('chmod', '755', folder);
  const dataDir = join(folder, 'data');
  const disks = of === 'store' ? [small(join(dataDir, 'files'), 64)] : [image(dataDir, join(folder, 'disk'), 768)];
  const ledger = openLedger(join(folder, 'ledger'));
  const mounted: Disk[] = [];
  let program: Awaited<ReturnType<typeof startProgram>> | null = null;
  try {
    for (const disk of disks) {
      disk.mount();
      mounted.push(disk);
    }
    program = await startProgram('serve', { DATA_DIR: dataDir });
    const admin = await setUp(program);
    const load = await openLoad({ url: program.url, admin, ledger, writers, fileBytes: 200_000 });
    load.start();
    await sleep(3_000);
    const room = ballast(disks[0]?.at ?? dataDir);
    room.take();
    await sleep(1_000);
    const acknowledgedBefore = ledger.count();
    const reading = startReading(admin.copy());
    if (of === 'log') await exhaustLog(dataDir).catch(() => undefined);
    await sleep(FULL_FOR);
    const acknowledgedMeanwhile = ledger.count() - acknowledgedBefore;
    const alarm = await admin.call(readSession).then(
      (session) => session.standingNotices.some((notice) => String(notice) === 'storage-low'),
      () => false,
    );
    const reads = await reading.end();
    const since = performance.now();
    room.give();
    const backMs = await nextAnswer(load.tally, since);
    await sleep(1_000);
    await load.stop();
    const code = await program.stop();
    const audit = await auditFolder(dataDir, ledger.read());
    const unanswered = failuresOf(load.tally);
    return { audit, reads, acknowledgedMeanwhile, unanswered, alarm, backMs, code };
  } finally {
    await program?.kill();
    ledger.close();
    await sleep(1_000);
    for (const { at } of mounted.toReversed()) run('umount', at);
    rmSync(folder, { recursive: true, force: true });
  }
}
