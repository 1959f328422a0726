/** How the record stands, in a word: for every page of an administrator, the state of the desk and the doctor. */
import type { StandingNotice } from '#contract/institution.ts';
import { type Anchor, newestAnchor } from '#server/anchors/index.ts';
import { readInstitutionRow, todayAt } from '#server/institution/index.ts';
import { DAY, HOUR, later } from '#server/shared/clock.ts';
import type { Reader } from '#server/shared/store.ts';
import { lastCheck } from './rows.ts';

/** An anchor is made in the first minute of the next day; a desk that was off then makes it when it is on again. */
const PATIENCE = 2 * HOUR;

export type IntegrityStanding = {
  readonly newest: Anchor | undefined;
  readonly late: boolean;
  readonly checkedAt: Date | null;
  /** Null: never checked. */
  readonly whole: boolean | null;
};

export async function integrityNow(db: Reader, now: Date): Promise<IntegrityStanding> {
  const [newest, last, institution] = await Promise.all([newestAnchor(db), lastCheck(db), readInstitutionRow(db)]);
  const day = todayAt(institution, later(now, -DAY - PATIENCE));
  const { setUpAt } = institution;
  const isLate = newest === undefined ? setUpAt !== null && todayAt(institution, setUpAt) <= day : newest.day < day;
  const { whole = null } = (last?.result ?? {}) as { whole?: boolean };
  return { newest, late: isLate, checkedAt: last?.ended_at ?? null, whole };
}

export async function integrityNotice(house: {
  store: { read: Reader };
  clock: { now(): Date };
}): Promise<StandingNotice | null> {
  const { late, whole } = await integrityNow(house.store.read, house.clock.now());
  if (whole === false) return 'record-broken';
  return late ? 'anchor-late' : null;
}
