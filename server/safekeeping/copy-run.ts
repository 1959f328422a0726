/** Copies of whole archives to where the settings say, after each backup: a copy that fails fails no backup. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { INSTITUTION_STREAM, readInstitutionRow } from '../institution/index.ts';
import { DAY, HOUR, later } from '../shared/clock.ts';
import { copyPlace } from '../shared/copy-target.ts';
import type { House } from '../shared/house.ts';
import { system } from '../shared/policy.ts';
import { type Copies, openCopies } from './copies/copies.ts';
import { CopyFailed, wordsOf } from './copies/trouble.ts';
import { type Copied, copiedTo, saveCopy } from './copy-rows.ts';
import { readPlan } from './plan-rows.ts';
import { surplus } from './retention.ts';
import { type Copy, goodRuns, type Run, savePhase, saveProgress } from './rows.ts';

/** With a new one go at most so many of before that have none there, so that the next backup is not kept waiting. */
const AT_ONCE = 4;
/** How often its progress is kept, and whether somebody cancelled it is asked; milliseconds. */
const EVERY_MS = 1_000;
/** What fails of the same again is told of once in that time. */
const QUIET = 20 * HOUR;
const ACTOR = system('safekeeping');

export type ToCopy = {
  /** The run they follow; its row says that copies are being made. Null: none. */
  readonly runId: string | null;
  readonly signal: AbortSignal;
  tell?(percent: number): void;
  /** For the tests; milliseconds between tries. */
  readonly pauses?: readonly number[];
};

/** `failure`: why the last that was tried has none there; null: all that were to have one do. */
export type CopiedOut = { readonly where: string; readonly failure: CopyFailed | null };

/**
 * Copies of the newest archives that lie here and not there, then clears there what the plan does not keep. Null: copies go
 * nowhere. What failed stands in the rows and the history; it throws nothing.
 */
export async function copyOut(house: House, given: ToCopy): Promise<CopiedOut | null> {
  const target = house.settings.backupCopy;
  if (target === null) return null;
  const where = copyPlace(target);
  const watched = await watchOver(house, given);
  try {
    const copies = await openCopies(target, given.pauses ? { pauses: given.pauses } : {});
    const failure = copies && (await sendAndClear(house, copies, { ...watched, where }));
    return { where, failure };
  } catch (error) {
    house.log.error({ err: error }, 'copies of backups were not looked after');
    return {
      where,
      failure: error instanceof CopyFailed ? error : new CopyFailed('other', { place: where, reason: wordsOf(error) }),
    };
  } finally {
    await watched.end();
  }
}

type Watched = { readonly signal: AbortSignal; tell(percent: number): void };

/** While it goes on its run says so and how far it is, and whoever cancels the run ends it. */
async function watchOver(house: House, { runId, signal, tell }: ToCopy): Promise<Watched & { end(): Promise<void> }> {
  // Another was asked for in between: it waits, and nothing of this one shows meanwhile.
  const shows =
    runId !== null &&
    (await house.store
      .aside('backup', (db) => savePhase(db, runId, 'copying'))
      .then(
        () => true,
        () => false,
      ));
  if (!shows) return { signal, tell: (percent) => tell?.(percent), end: async () => undefined };
  const cancelling = new AbortController();
  let percent = 0;
  let looking: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    const progress = { percent, rows: 0, files: 0 };
    if (await house.store.aside('backup', (db) => saveProgress(db, runId, progress))) cancelling.abort();
  };
  const timer = setInterval(() => {
    looking = looking.then(look).catch((error: unknown) => house.log.warn({ err: error }, 'progress not kept'));
  }, EVERY_MS);
  return {
    signal: AbortSignal.any([signal, cancelling.signal]),
    tell: (now) => {
      percent = now;
      tell?.(now);
    },
    end: async () => {
      clearInterval(timer);
      await looking;
      await house.store.aside('backup', (db) => savePhase(db, runId, null));
    },
  };
}

type There = Watched & { readonly where: string };

async function sendAndClear(house: House, copies: Copies, there: There): Promise<CopyFailed | null> {
  const lacking = (await goodRuns(house.store.read)).filter((run) => !hasCopy(run, there.where));
  for (const run of lacking.slice(0, AT_ONCE)) {
    if (there.signal.aborted) return new CopyFailed('cancelled', {});
    const failure = await send(house, copies, { ...there, run });
    // What fails now fails for the others, too: they go with the next backup.
    if (failure) return failure;
  }
  await clear(house, copies, there);
  return null;
}

const hasCopy = ({ copies }: Pick<Run, 'copies'>, where: string): boolean =>
  copies.some((copy) => copy.where === where && copy.state === 'made');

async function send(
  house: House,
  copies: Copies,
  { run, where, signal, tell }: There & { run: Run },
): Promise<CopyFailed | null> {
  const path = join(run.folder, run.name ?? '');
  const isHere = run.name !== null && (await stat(path).catch(() => null))?.isFile();
  // Taken away by somebody: the page says so.
  if (run.name === null || run.sha256 === null || !isHere) return null;
  try {
    await copies.put(path, run.name, {
      signal,
      sha256: run.sha256.toString('hex'),
      tell: (done, of) => tell(Math.min(99, Math.floor((100 * done) / Math.max(1, of)))),
    });
    await note(house, run, { where, failure: null });
    return null;
  } catch (error) {
    if (!(error instanceof CopyFailed)) throw error;
    if (error.reason !== 'cancelled') await note(house, run, { where, failure: error });
    return error;
  }
}

async function note(
  house: House,
  run: Run,
  { where, failure }: { where: string; failure: CopyFailed | null },
): Promise<void> {
  const before = run.copies.find((copy) => copy.where === where)?.failure ?? (await lastFailure(house, run, where));
  await house.store.change(ACTOR, async (work) => {
    const said = failure && { key: `archives.copy.${failure.reason}`, values: failure.values };
    const copy: Copy = { where, state: failure ? 'failed' : 'made', at: work.now.toISOString(), failure: said };
    await saveCopy(work, run.id, { where, copy });
    const data = { backupId: run.id, where };
    if (said === null) await work.record({ stream: INSTITUTION_STREAM, fact: 'backup.copied', data });
    else {
      const told = before?.key !== said.key;
      const failed = { ...data, reason: failure?.reason ?? '', told };
      await work.record({ stream: INSTITUTION_STREAM, fact: 'backup.copy-failed', data: failed });
    }
  });
}

/** Of the others of the last hours: one trouble is one letter. */
async function lastFailure(house: House, run: Run, where: string) {
  const since = later(house.clock.now(), -QUIET).toISOString();
  const others = (await goodRuns(house.store.read)).filter(({ id }) => id !== run.id);
  const failed = others.flatMap(({ copies }) =>
    copies.filter((copy) => copy.where === where && copy.state === 'failed' && copy.at >= since),
  );
  return failed[0]?.failure ?? null;
}

/** What this desk put there and the plan does not keep; of others that share the folder nothing is touched. */
async function clear(house: House, copies: Copies, { where }: There): Promise<void> {
  const db = house.store.read;
  const [plan, { timeZone }, copied] = await Promise.all([readPlan(db), readInstitutionRow(db), copiedTo(db, where)]);
  const leaving = new Set(
    surplus(
      copied.map(({ id, seen_at: at }) => ({ id, at })),
      plan,
      timeZone,
    ),
  );
  const proven = copied.find(({ proof_state }) => proof_state === 'proven');
  const young = later(house.clock.now(), -DAY);
  const gone: Copied[] = [];
  for (const one of copied) {
    if (!leaving.has(one.id) || one === proven || one.seen_at > young || one.name === null) continue;
    try {
      await copies.remove(one.name);
      gone.push(one);
    } catch (error) {
      house.log.warn({ err: error, name: one.name }, 'a copy could not be cleared away');
      break;
    }
  }
  if (gone.length === 0) return;
  await house.store.change(ACTOR, async (work) => {
    for (const { id } of gone) await saveCopy(work, id, { where, copy: null });
    const data = { where, backups: gone.map(({ id, name }) => ({ id, name })) };
    await work.record({ stream: INSTITUTION_STREAM, fact: 'backup.copies-removed', data });
  });
}
