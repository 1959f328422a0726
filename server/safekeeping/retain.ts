/** Clears away the archives that the plan does not keep, and notes those that somebody else took away. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { INSTITUTION_STREAM, readInstitutionRow } from '../institution/index.ts';
import { DAY, later } from '../shared/clock.ts';
import type { House } from '../shared/house.ts';
import { system } from '../shared/policy.ts';
import { liesThere } from './place.ts';
import { readPlan } from './plan-rows.ts';
import { surplus } from './retention.ts';
import { goodRuns, type Run, saveRemoved } from './rows.ts';

/**
 * Of the folder of the backups alone: what a command put elsewhere is somebody's own. Whatever the plan says, the newest that
 * was proven stays, and what is younger than a day. To be called after a good backup.
 */
export async function retain(house: House): Promise<void> {
  const db = house.store.read;
  const [plan, { timeZone }, good] = await Promise.all([readPlan(db), readInstitutionRow(db), goodRuns(db)]);
  const ours = good.filter(({ folder }) => folder === house.settings.backupDir);
  const there: Run[] = [];
  for (const run of ours) if (await liesThere(run)) there.push(run);
  await note(house, { why: 'missing', runs: ours.filter((run) => !there.includes(run)) });
  // Newest first.
  const proven = there.find(({ proof_state }) => proof_state === 'proven');
  const kept = there.flatMap(({ id, seen_at }) => (seen_at === null ? [] : [{ id, at: seen_at }]));
  const leaving = new Set(surplus(kept, plan, timeZone));
  const isYoung = ({ seen_at }: Run) => seen_at !== null && seen_at > later(house.clock.now(), -DAY);
  const gone: Run[] = [];
  for (const run of there) {
    if (!leaving.has(run.id) || run === proven || isYoung(run)) continue;
    if (await removed(house, run)) gone.push(run);
  }
  await note(house, { why: 'retention', runs: gone });
}

/** The file before the row: between the two it is found missing, and never forgotten. */
async function removed(house: House, { folder, name }: Run): Promise<boolean> {
  if (name === null) return false;
  try {
    await rm(join(folder, name), { force: true });
    return true;
  } catch (error) {
    house.log.warn({ err: error, name }, 'a backup could not be cleared away');
    return false;
  }
}

async function note(house: House, { why, runs }: { why: 'retention' | 'missing'; runs: readonly Run[] }) {
  if (runs.length === 0) return;
  await house.store.change(system('safekeeping'), async (work) => {
    const ids = runs.map(({ id }) => id);
    await saveRemoved(work, ids, why);
    const data = { why, backups: runs.map(({ id, name }) => ({ id, name })) };
    await work.record({ stream: INSTITUTION_STREAM, fact: 'backup.removed', data });
  });
}
