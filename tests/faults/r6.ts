/**
 * R6: connections cut every two seconds, then a PostgreSQL that stands still for a minute. Callers repeat what was
 * refused with the same key; nobody hangs, and the pools come back to their size.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { SUPERUSER } from '#server/shared/postgres/cluster.ts';
import { accessTo } from '#server/shared/postgres/embedded.ts';
import { postgresProcessesOf } from '#server/shared/postgres/processes.ts';
import { setUp } from '../kit/desk.ts';
import { startProgram } from '../kit/program.ts';
import { auditBars, auditFolder } from './audit.ts';
import { openLedger } from './ledger.ts';
import { failuresOf, openLoad, type Tally } from './load.ts';
import { bar, type Options, type Report, sleep, timedBar } from './report.ts';

const CUT_EVERY = 2_000;
/** Nobody waits longer for an answer, whatever stands still (ms). */
const STUCK = 30_000;
/** Two pools of ten, the queue's four, its listener and the live stream's. */
const MOST_CONNECTIONS = 30;

const failed = (tally: Tally): number => [...tally.failures.values()].reduce((sum, each) => sum + each, 0);

export async function r6(options: Options): Promise<Report> {
  const { seconds = 180, writers = 16, count: frozenSeconds = 60, say } = options;
  const folder = mkdtempSync(join(tmpdir(), 'mesa-r6-'));
  const dataDir = join(folder, 'data');
  const ledger = openLedger(join(folder, 'ledger'));
  const program = await startProgram('serve', { DATA_DIR: dataDir, LOG_LEVEL: 'fatal' });
  try {
    const admin = await setUp(program);
    // On a quiet machine a writer files sixty in half a minute, and nobody files more in an hour.
    const peopleEach = Math.ceil((seconds + frozenSeconds) / 25);
    const load = await openLoad({ url: program.url, admin, ledger, writers, peopleEach });
    const superuser = new pg.Client({
      ...accessTo(join(dataDir, 'postgres'), 'mesa').owner,
      user: SUPERUSER,
    });
    superuser.on('error', () => undefined);
    await superuser.connect();
    const ours = `from pg_stat_activity where usename in ('mesa_app', 'mesa_reader')`;
    load.start();
    const { tally } = load;
    let cuts = 0;
    for (const until = performance.now() + seconds * 1_000; performance.now() < until; ) {
      await sleep(CUT_EVERY);
      cuts += (await superuser.query(`select pg_terminate_backend(pid) ${ours}`)).rowCount ?? 0;
    }
    const cutting = { answered: tally.answered, failed: failed(tally), slowestMs: Math.round(tally.slowestMs) };
    say(`cuts: ${JSON.stringify({ cuts, ...cutting, ...failuresOf(tally) })}`);
    tally.slowestMs = 0;
    await sleep(1_000);
    const frozen = postgresProcessesOf(join(dataDir, 'postgres'), 'no-such-name');
    for (const pid of frozen) process.kill(pid, 'SIGSTOP');
    const stoppedAt = performance.now();
    await sleep(frozenSeconds * 1_000);
    for (const pid of frozen) process.kill(pid, 'SIGCONT');
    const thawedAt = performance.now();
    while (!tally.at.some((at) => at > thawedAt) && performance.now() - thawedAt < 60_000) await sleep(20);
    const backMs = Math.round((tally.at.find((at) => at > thawedAt) ?? Number.POSITIVE_INFINITY) - thawedAt);
    await sleep(3_000);
    await load.stop();
    await sleep(1_000);
    const connections = Number((await superuser.query(`select count(*) ${ours}`)).rows[0].count);
    await superuser.end();
    const code = await program.stop();
    const audit = await auditFolder(dataDir, ledger.read());
    const frozenFigures = { processes: frozen.length, ms: Math.round(thawedAt - stoppedAt), backMs };
    const share = Math.round((10_000 * cutting.failed) / (cutting.answered + cutting.failed)) / 100;
    return {
      figures: {
        seconds,
        writers,
        ...audit,
        cutting: { cuts, ...cutting, refusedPercent: share },
        standingStill: { ...frozenFigures, slowestMs: Math.round(tally.slowestMs) },
        unanswered: failuresOf(tally),
        connectionsAfter: connections,
      },
      bars: [
        ...auditBars(audit),
        bar(
          'whoever was refused was told 503 with Retry-After',
          tally.withoutRetryAfter === 0 &&
            [...tally.failures.keys()].every((each) => each === '503 server.unavailable'),
        ),
        bar('the program was never started again, and stops with 0', code === 0),
        bar(`connections afterwards ≤ ${MOST_CONNECTIONS}`, connections <= MOST_CONNECTIONS),
        bar('answered again after standing still', Number.isFinite(backMs)),
        timedBar('calls refused while connections are cut ≤ 0.5 %', share <= 0.5),
        timedBar('no call waits longer than 30 s', Math.max(tally.slowestMs, cutting.slowestMs) <= STUCK),
      ],
    };
  } finally {
    await program.kill();
    ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
