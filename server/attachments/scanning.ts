/** Held files are scanned as soon as the scanner answers; nobody opens one before, and none is lost meanwhile (C42, R22). */
import type { StandingNotice } from '#contract/institution.ts';
import type { Verdict } from '#server/shared/clamd.ts';
import { HOUR, later, MINUTE } from '#server/shared/clock.ts';
import type { House } from '#server/shared/house.ts';
import { PREVIEWS } from './previews.ts';
import {
  type Claimed,
  claimToScan,
  heldSince,
  releaseHeld,
  scanAgainAt,
  scanAllNow,
  setClean,
  setInfected,
} from './waiting-rows.ts';

export const SCAN = 'scan';

/** While somebody waits for the answer, and when nobody does. */
const AT_UPLOAD_MS = 10_000;
const LATER_MS = 60_000;
const RUN = 3 * MINUTE;
const LONGEST_PAUSE = 4 * MINUTE;
const TOLD_AFTER = 10 * MINUTE;

/** What the scanner says of a file just written; `held` when it says nothing. */
export async function scanNew(house: House, id: string): Promise<'clean' | 'held' | 'infected'> {
  if (house.scanner === null) return 'clean';
  const verdict = await house.scanner.scan(house.files.read(id), AT_UPLOAD_MS);
  tell(house, id, verdict);
  return verdict.found === 'nothing' ? 'clean' : verdict.found === 'threat' ? 'infected' : 'held';
}

export async function scanHeld(house: House): Promise<void> {
  const { scanner, store } = house;
  if (scanner === null) {
    // The scanner was taken out of the settings: whoever did so accepts files as they come.
    const released = await store.aside('scan', (db) => releaseHeld(db));
    if (released > 0) house.log.warn({ released }, 'no scanner is set any more: held files were released');
    return;
  }
  const began = house.clock.elapsed();
  let answers = false;
  while (house.clock.elapsed() - began < RUN) {
    const claimed = await store.aside('scan', (db, now) => claimToScan(db, { now, until: later(now, 2 * MINUTE) }));
    if (claimed === undefined) return;
    const verdict = await scanner.scan(house.files.read(claimed.id), LATER_MS);
    tell(house, claimed.id, verdict);
    await note(house, claimed, verdict);
    if (verdict.found === 'unknown' && verdict.why === 'unreachable') return;
    if (verdict.found === 'unknown' || answers) continue;
    answers = true;
    await store.aside('scan', (db, now) => scanAllNow(db, now));
  }
}

async function note(house: House, file: Claimed, verdict: Verdict): Promise<void> {
  const { store } = house;
  if (verdict.found === 'nothing') {
    await store.aside('scan', async (db) => {
      await setClean(db, file.id);
      if (file.preview === 'waiting') await house.jobs.wake(db, PREVIEWS);
    });
  } else if (verdict.found === 'threat') {
    await store.aside('scan', (db) => setInfected(db, file.id));
    await house.files.remove(file.id);
  } else {
    await store.aside('scan', (db, now) => scanAgainAt(db, file.id, later(now, pauseAfter(verdict.why, file.tries))));
  }
}

/** A run comes each minute: none after the first try, or a file would wait two minutes for a scanner that was away for a second. */
function pauseAfter(why: 'unreachable' | 'too-large', tries: number): number {
  if (why === 'too-large') return HOUR;
  return Math.min(MINUTE * (2 ** Math.min(tries - 1, 10) - 1), LONGEST_PAUSE);
}

/** The log names the file by its id alone. */
function tell(house: House, attachmentId: string, verdict: Verdict): void {
  if (verdict.found === 'threat')
    house.log.warn({ attachmentId, signature: verdict.signature }, 'the scanner found a threat: the file was removed');
  if (verdict.found === 'unknown')
    house.log.warn(
      { attachmentId, why: verdict.why, detail: verdict.detail },
      'the scanner gave no verdict: the file is held',
    );
}

/** Told to the administrator on every page while files wait longer than they should. */
export async function scannerFailing(house: House): Promise<StandingNotice | null> {
  if (house.scanner === null) return null;
  const long = later(house.clock.now(), -TOLD_AFTER);
  return (await heldSince(house.store.read, long)) ? 'scanner-failing' : null;
}
