/**
 * R2: SIGKILL of PostgreSQL under writers, again and again. The program stays, says 503 with Retry-After meanwhile, and
 * goes on by itself; a PostgreSQL that could lose what it acknowledged is refused.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { openEmbedded } from '#server/shared/postgres/embedded.ts';
import { setUp } from '../kit/desk.ts';
import { startProgram } from '../kit/program.ts';
import { amcheck, auditBars, auditFolder } from './audit.ts';
import { openLedger } from './ledger.ts';
import { failuresOf, openLoad } from './load.ts';
import { bar, type Options, type Report, sleep, spread, timedBar } from './report.ts';

const BACK_WITHIN = 5_000;
/** Milliseconds without a word before the recipe gives the program up. */
const PATIENCE = 60_000;

export const postmasterOf = (dataDir: string): number =>
  Number.parseInt(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10);

export async function r2(options: Options): Promise<Report> {
  const { cycles = 10, writers = 16, say } = options;
  const folder = mkdtempSync(join(tmpdir(), 'mesa-r2-'));
  const dataDir = join(folder, 'data');
  const ledger = openLedger(join(folder, 'ledger'));
  const backAfter: number[] = [];
  const program = await startProgram('serve', { DATA_DIR: dataDir, LOG_LEVEL: 'fatal' });
  try {
    const admin = await setUp(program);
    const load = await openLoad({ url: program.url, admin, ledger, writers, peopleEach: Math.ceil(cycles / 10) });
    load.start();
    for (let cycle = 1; cycle <= cycles; cycle += 1) {
      await sleep(2_200 + Math.random() * 1_500);
      process.kill(postmasterOf(dataDir), 'SIGKILL');
      const began = performance.now();
      // Answers already on their way arrive in the first moments.
      await sleep(100);
      const before = load.tally.answered;
      while (load.tally.answered === before && performance.now() - began < PATIENCE) await sleep(10);
      backAfter.push(performance.now() - began);
      say(`cycle ${cycle}: ${ledger.count()} acknowledged so far, back in ${Math.round(backAfter.at(-1) ?? 0)} ms`);
    }
    await sleep(500);
    await load.stop();
    const code = await program.stop();
    const { more: damage = [], ...audit } = await auditFolder(dataDir, ledger.read(), amcheck);
    const backMs = spread(backAfter);
    const refusal = await unsafeIsRefused(join(folder, 'unsafe'));
    const { tally } = load;
    const other = [...tally.failures.keys()].filter((each) => each !== '503 server.unavailable');
    return {
      figures: { cycles, writers, ...audit, unanswered: failuresOf(tally), backMs, amcheck: damage, refusal },
      bars: [
        ...auditBars(audit),
        bar(
          'whoever was not answered was told 503 with Retry-After',
          other.length === 0 && tally.withoutRetryAfter === 0,
        ),
        bar('the program was never started again, and stops with 0', code === 0),
        bar('amcheck finds nothing', damage.length === 0),
        bar('a PostgreSQL with fsync=off is refused', /fsync=off/.test(refusal)),
        timedBar(`back within ${BACK_WITHIN} ms`, backMs.max <= BACK_WITHIN),
      ],
    };
  } finally {
    await program.kill();
    ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the program says when it is given a PostgreSQL whose settings are those of the tests' own. */
async function unsafeIsRefused(dataDir: string): Promise<string> {
  const unsafe = await openEmbedded({ dataDir, log: pino({ level: 'silent' }), durable: false });
  try {
    const address = `postgres://postgres@localhost/${unsafe.owner.database}?host=${encodeURIComponent(String(unsafe.owner.host))}`;
    const program = await startProgram('serve', { DATA_DIR: join(dataDir, 'desk'), DATABASE_URL: address });
    await program.kill();
    return 'it started';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await unsafe.close();
  }
}
