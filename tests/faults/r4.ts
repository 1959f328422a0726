/**
 * R4: no room on the disk, for files, for anything, and for what the program says; and a disk that fails. Needs root for the
 * mounts, and strace.
 */
import { auditBars } from './audit.ts';
import { deafLog } from './deaf-log.ts';
import { type Failed, failingDisk } from './failing-disk.ts';
import { type Full, type Outcome, withoutRoom } from './full-disk.ts';
import { type Bar, bar, type Options, type Report, timedBar } from './report.ts';

/** Milliseconds from the moment there is room again to the next acknowledgement. */
const BACK_WITHIN = 10_000;
const SPOKEN = new Set(['507 storage.full', '503 server.unavailable']);

const NAMES: Readonly<Record<Full['of'], string>> = {
  store: 'no room for files',
  database: 'no room for anything',
  log: 'no room, and none for the log of PostgreSQL',
};

const barsOf = (of: Full['of'], outcome: Outcome): Bar[] => {
  const { audit, reads, unanswered } = outcome;
  const named = ({ bar: words, held }: Bar) => bar(`${NAMES[of]}: ${words}`, held);
  return [
    ...auditBars(audit),
    bar('half files and files without a row 0', audit.halfFiles + audit.filesWithoutRow === 0),
    bar(
      'refused with 507 or 503, and with nothing else',
      Object.keys(unanswered).every((code) => SPOKEN.has(code)),
    ),
    bar('somebody was refused', Object.keys(unanswered).length > 0),
    // When PostgreSQL itself falls, so do those who read, until it is back.
    bar('reads go on', reads.whole > 0 && (of === 'log' || reads.refused === 0)),
    bar('the administrator is told', outcome.alarm || of === 'log'),
    bar('the program was never started again, and stops with 0', outcome.code === 0),
  ]
    .map(named)
    .concat(timedBar(`${NAMES[of]}: back within ${BACK_WITHIN} ms`, outcome.backMs <= BACK_WITHIN));
};

const barsOfFailing = (name: string, failed: Failed): Bar[] =>
  [
    ...auditBars(failed.audit),
    bar(
      'refused with 507 or 503, and with nothing else',
      Object.keys(failed.unanswered).every((code) => SPOKEN.has(code)),
    ),
    bar('somebody was refused', Object.keys(failed.unanswered).length > 0),
    bar('the program was never started again, and stops with 0', failed.code === 0),
    timedBar(`back within ${BACK_WITHIN} ms`, failed.backMs <= BACK_WITHIN),
  ].map((each) => ({ ...each, bar: `${name}: ${each.bar}` }));

export async function r4(options: Options): Promise<Report> {
  const { writers = 6, say } = options;
  const figures: Record<string, unknown> = { writers };
  const bars: Bar[] = [];
  for (const which of ['store', 'database', 'log'] as const) {
    const outcome = await withoutRoom({ writers, of: which });
    say(`${which}: ${JSON.stringify(outcome)}`);
    figures[which] = outcome;
    bars.push(...barsOf(which, outcome));
  }
  const failed = await failingDisk(writers);
  say(`failing: ${JSON.stringify(failed)}`);
  figures.failing = failed;
  bars.push(...barsOfFailing('a disk that fails', failed));
  const log = await deafLog();
  say(`output: ${JSON.stringify(log)}`);
  figures.output = log;
  for (const way of ['full', 'closed'] as const) {
    const { answered, code } = log[way];
    bars.push(
      bar(`its output ${way}: every call is answered, and it stops with 0`, answered === log.calls && code === 0),
    );
  }
  return { figures, bars };
}
