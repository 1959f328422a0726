/**
 * One run of a backup from its turn to its end, on whichever node has the lock: the archive first, then what is done for a
 * whole one. What happens to it stands in its row, so that any page and any node can tell.
 */
import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { INSTITUTION_STREAM } from '../institution/index.ts';
import { HOUR, later } from '../shared/clock.ts';
import type { House } from '../shared/house.ts';
import { newId } from '../shared/ids.ts';
import { openPace } from '../shared/pace.ts';
import { system } from '../shared/policy.ts';
import { alone } from '../shared/postgres/alone.ts';
import { sweepScratch } from '../shared/postgres/scratch.ts';
import type { Proven } from '../shared/proving.ts';
import { type BackedUp, backUp } from './back-up.ts';
import { type CopiedOut, copyOut } from './copy-run.ts';
import { proveRun } from './prove-run.ts';
import { BackupFailed } from './refused.ts';
import { retain } from './retain.ts';
import {
  failedSoSince,
  insertRun,
  isHeld,
  openRun,
  putBack,
  type Run,
  type Said,
  saveCancelled,
  saveFailed,
  saveMade,
  saveProgress,
  settleDead,
  takeWaiting,
} from './rows.ts';
import { newRecoveryKey } from './seal.ts';
import { openSparing, type Sparing, transactionsEnded } from './sparing.ts';
import type { Progress } from './write-archive.ts';

/** Held from a run's first byte to the end of its proof and its copies. */
export const RUN_LOCK = 7_205_114_063;
/** How often its progress is kept, and whether somebody cancelled it is asked. */
const EVERY_MS = 1_000;

/** One that is tried again and fails of the same is told of once in that time. */
const QUIET = 20 * HOUR;

const ACTOR = system('safekeeping');

/** Does what waits, and settles what a program that was killed left. Returns at once where there is nothing. */
export async function workOff(house: House, signal: AbortSignal): Promise<void> {
  const open = await openRun(house.store.read);
  if (!open || signal.aborted) return;
  if (open.state !== 'waiting' && (await isHeld(house.store.read, RUN_LOCK))) return;
  await alone(house.whole.postgres, RUN_LOCK, async () => {
    await clearUp(house);
    const folder = house.settings.backupDir;
    const run = await house.store.aside('backup', (db, now) => takeWaiting(db, { now, folder }));
    // What came of it stands in its row and, where it failed, in the history.
    if (!run) return;
    const done = await carryOut(house, run, { signal, whenStopped: 'again' }).catch(() => null);
    await copyOut(house, { runId: done && run.id, signal });
  });
}

export type Terminal = {
  folder: string;
  signal: AbortSignal;
  tell(progress: Progress): void;
  tellProof?(percent: number): void;
  tellCopy?(percent: number): void;
};

/** The same for the command line, here and now. Throws BackupFailed. */
export async function runNow(house: House, given: Terminal): Promise<CarriedOut & { copied: CopiedOut | null }> {
  const done = await alone(house.whole.postgres, RUN_LOCK, async () => {
    await clearUp(house);
    const run = await house.store.aside('backup', async (db, now) => {
      // One that waits while no program runs is made here: nobody wants two.
      const waiting = await takeWaiting(db, { now, folder: given.folder });
      if (waiting) return waiting;
      const fresh = { id: newId(), kind: 'command', askedBy: null, folder: given.folder } as const;
      await insertRun(db, { ...fresh, now, begins: true });
      return openRun(db);
    });
    if (!run) throw new BackupFailed('running');
    const made = await carryOut(house, run, { ...given, whenStopped: 'cancelled' });
    const { signal, tellCopy: tell } = given;
    return { ...made, copied: await copyOut(house, { runId: run.id, signal, tell }) };
  });
  if (done === null) throw new BackupFailed('running');
  return done;
}

/** Rows, half archives and throwaway desks that nobody works at: the lock is ours. */
async function clearUp(house: House): Promise<void> {
  await sweepScratch(house.settings.dataDir, house.log);
  const folders = await house.store.aside('backup', settleDead);
  for (const folder of new Set(folders)) await clearHalves(folder);
}

/** Of whoever holds RUN_LOCK: what programs that were killed left of an archive. */
export async function clearHalves(folder: string): Promise<void> {
  const halves = (await readdir(folder).catch(() => [])).filter((name) => /^mesa-[\w-]+\.mesa\.partial$/.test(name));
  for (const name of halves) await rm(join(folder, name), { force: true });
}

type Carried = {
  readonly signal: AbortSignal;
  /** What becomes of it when the program stops: begun anew by the next one, or given up. */
  readonly whenStopped: 'again' | 'cancelled';
  tell?(progress: Progress): void;
  tellProof?(percent: number): void;
};

/** `proof`: what came of it; null where none was to follow. */
export type CarriedOut = BackedUp & { readonly proof: Proven | null };

async function carryOut(house: House, run: Run, given: Carried): Promise<CarriedOut> {
  const watched = watchOver(house, run, given);
  try {
    // Lives as long as this call: nobody else can open the archive without the recovery key.
    const passing = house.whole.prove === null ? null : await newRecoveryKey();
    const made = await writeDown(house, run, { ...given, watched, passing: passing?.recipient ?? null });
    const { signal, rest, tellProof: tell } = watched;
    const proof = passing && (await proveRun(house, { made, identity: passing.identity, signal, rest, tell }));
    await watched.end();
    // After the proof: the newest proven one stays.
    await retain(house).catch((error: unknown) => house.log.error({ err: error }, 'old backups were not cleared away'));
    return { ...made, proof };
  } finally {
    await watched.end();
  }
}

type WriteDown = Carried & { readonly watched: Watched; readonly passing: string | null };

async function writeDown(house: House, run: Run, given: WriteDown): Promise<BackedUp> {
  const { watched, passing } = given;
  try {
    return await backUp(house, {
      ...house.whole,
      id: run.id,
      folder: run.folder,
      actor: ACTOR,
      alsoFor: passing === null ? [] : [passing],
      signal: watched.signal,
      pace: openPace(house.clock, watched.rest),
      tell: watched.tell,
      kept: (work, done) => saveMade(work, run.id, { ...done, name: basename(done.path), isToProve: passing !== null }),
    });
  } catch (error) {
    await watched.end();
    await settle(house, run, { ...given, error });
    throw error;
  }
}

async function settle(house: House, run: Run, given: Carried & { error: unknown }): Promise<void> {
  const { error } = given;
  const isGivenUp = error instanceof BackupFailed && error.reason === 'cancelled';
  if (!isGivenUp) return fail(house, run, error);
  const isStopped = given.signal.aborted && given.whenStopped === 'again';
  await house.store.aside('backup', (db, now) => (isStopped ? putBack(db, run.id) : saveCancelled(db, run.id, now)));
}

/** On record, so that whoever is to hear of it does. */
async function fail(house: House, run: Run, error: unknown): Promise<void> {
  const expected = error instanceof BackupFailed ? error : new BackupFailed('unexpected');
  if (expected !== error) house.log.error({ err: error, backup: run.id }, 'a backup failed');
  const failure: Said = { key: `archives.backup.${expected.reason}`, values: expected.values };
  await house.store.change(ACTOR, async (work) => {
    const since = later(work.now, -QUIET);
    const told = !(await failedSoSince(work.db, { key: failure.key, since }));
    await saveFailed(work.db, run.id, { failure, now: work.now });
    const data = { backupId: run.id, reason: expected.reason, told };
    await work.record({ stream: INSTITUTION_STREAM, fact: 'backup.failed', data });
  });
}

type Watched = {
  readonly signal: AbortSignal;
  readonly rest: Sparing['times'];
  tell(progress: Progress): void;
  tellProof(percent: number): void;
  end(): Promise<void>;
};

/** Keeps how far it has come, hears whether somebody cancelled it, and sees how busy the desk is: two small statements a second. */
function watchOver(house: House, run: Run, given: Carried): Watched {
  const cancelling = new AbortController();
  const sparing = openSparing();
  let latest: Progress | null = null;
  let looking: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    const progress = latest && {
      // The size of the tables is an estimate: the end is said when it is there.
      percent: Math.min(99, Math.floor((100 * latest.doneBytes) / Math.max(1, latest.ofBytes))),
      rows: latest.rows,
      files: latest.files,
    };
    const cancelled = await house.store.aside('backup', (db) => saveProgress(db, run.id, progress));
    if (cancelled) cancelling.abort();
    sparing.saw(await transactionsEnded(house.store.read), house.clock.elapsed());
  };
  const timer = setInterval(() => {
    looking = looking.then(look).catch((error: unknown) => house.log.warn({ err: error }, 'progress not kept'));
  }, EVERY_MS);
  return {
    signal: AbortSignal.any([given.signal, cancelling.signal]),
    rest: sparing.times,
    tell: (progress) => {
      latest = progress;
      given.tell?.(progress);
    },
    tellProof: (percent) => {
      latest = { doneBytes: percent, ofBytes: 100, rows: latest?.rows ?? 0, files: latest?.files ?? 0 };
      given.tellProof?.(percent);
    },
    end: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}
