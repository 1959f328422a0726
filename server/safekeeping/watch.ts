/** The hour of the day, and what waits to be done: looked at by every node, done by one. */
import { readInstitutionRow } from '../institution/index.ts';
import type { House } from '../shared/house.ts';
import { newId } from '../shared/ids.ts';
import type { Watch } from '../shared/watches.ts';
import { watchAge } from './alarm.ts';
import { recipientIn } from './key.ts';
import { isDue, lastHour } from './plan.ts';
import { readPlan } from './plan-rows.ts';
import { insertRun, runsSince } from './rows.ts';
import { workOff } from './run.ts';

/** Asks for the day's backup once its hour has come, and makes up for an hour at which no program ran. */
export async function keepHour(house: House): Promise<void> {
  if (recipientIn(house.secrets) === null) return;
  const db = house.store.read;
  const now = house.clock.now();
  const plan = await readPlan(db);
  const { timeZone } = await readInstitutionRow(db);
  const tried = await runsSince(db, lastHour(now, plan, timeZone));
  const runs = tried.map(({ kind, state, asked_at, ended_at }) => ({
    kind,
    state,
    askedAt: asked_at,
    endedAt: ended_at,
  }));
  if (!isDue(now, { plan, timeZone, since: plan.keySince, tried: runs })) return;
  const folder = house.settings.backupDir;
  await house.store.aside('backup', (write) =>
    insertRun(write, { id: newId(), kind: 'daily', askedBy: null, folder, now, begins: false }),
  );
}

export const watches: readonly Watch[] = [
  { name: 'backup-hour', everyMs: 20_000, byTime: true, run: keepHour },
  { name: 'backup-age', everyMs: 300_000, byTime: true, run: watchAge },
  { name: 'backups', everyMs: 2_000, run: workOff },
];
