/** Says that the last good backup is too old: once a day while it lasts, and once when it is good again. */
import type { StandingNotice } from '#contract/institution.ts';
import { INSTITUTION_STREAM } from '../institution/index.ts';
import { DAY, HOUR } from '../shared/clock.ts';
import type { House } from '../shared/house.ts';
import { system } from '../shared/policy.ts';
import { type Plan, readPlan, saveAlarm } from './plan-rows.ts';
import { type Standing, standingNow } from './read-safekeeping.ts';
import { lastRun, openRun } from './rows.ts';

const AGAIN = DAY;
/** One under way is waited for, but not for ever: it may be one that does not end. */
const PATIENCE = 6 * HOUR;

/** Somebody else said so meanwhile: nothing is committed. */
class Said extends Error {}

/** What is to be said now, if anything. */
export function toSay(now: Date, { overdue }: Pick<Standing, 'overdue'>, toldAt: Date | null): Alarm | null {
  if (!overdue) return toldAt === null ? null : 'backup.good-again';
  return toldAt === null || now.getTime() - toldAt.getTime() >= AGAIN ? 'backup.overdue' : null;
}
type Alarm = 'backup.overdue' | 'backup.good-again';

export async function watchAge(house: House): Promise<void> {
  const db = house.store.read;
  const standing = await standingNow(house, db);
  if (!standing.hasKey) return;
  const due = (plan: Plan) => toSay(house.clock.now(), standing, plan.alarmToldAt);
  const saying = due(await readPlan(db));
  if (saying === null || (saying === 'backup.overdue' && (await isAwaited(house)))) return;
  const lastGoodAt = standing.lastGood?.seen_at?.toISOString() ?? null;
  await house.store
    .change(system('safekeeping'), async (work) => {
      if (due(await readPlan(work.db, 'lock')) !== saying) throw new Said();
      await saveAlarm(work.db, saying === 'backup.overdue' ? work.now : null);
      await work.record({ stream: INSTITUTION_STREAM, fact: saying, data: { lastGoodAt } });
    })
    .catch((error: unknown) => {
      if (!(error instanceof Said)) throw error;
    });
}

async function isAwaited(house: House): Promise<boolean> {
  const run = await openRun(house.store.read);
  return run !== undefined && house.clock.now().getTime() - run.asked_at.getTime() < PATIENCE;
}

/** On every page of the administrator: the worst of what is wrong. A demonstration keeps nothing that could be lost. */
export async function safekeepingNotice(house: House): Promise<StandingNotice | null> {
  if (house.demo !== null) return null;
  const db = house.store.read;
  const { hasKey, overdue } = await standingNow(house, db);
  if (!hasKey) return 'backup-key-missing';
  if (overdue) return 'backup-overdue';
  const last = await lastRun(db);
  if (last?.state === 'failed') return 'backup-failed';
  return last?.proof_state === 'failed' ? 'backup-unproven' : null;
}
