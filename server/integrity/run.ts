/** The check of the whole record in the background: asked for on a page or by the night, done by one node, told as it goes. */
import { setImmediate as turn } from 'node:timers/promises';
import { checkAll, isMild } from '#server/anchors/index.ts';
import type { House } from '#server/shared/house.ts';
import { newId } from '#server/shared/ids.ts';
import { system } from '#server/shared/policy.ts';
import { alone } from '#server/shared/postgres/alone.ts';
import { beginCheck, endCheck, insertCheck, openCheck, saveProgress } from './rows.ts';

/** Held as long as it takes. */
const CHECK_LOCK = 7_205_114_071;
/** How often its progress is kept. */
const EVERY_MS = 1_000;

const ACTOR = system('integrity');

/** The night's; nothing where one is under way. */
export async function askNightly(house: House): Promise<void> {
  await house.store.aside('check', (db, now) => insertCheck(db, { id: newId(), askedBy: null, now }));
}

class Stopped extends Error {}

/** Does the one that waits; begins anew one whose program was killed. Returns at once where there is none. */
export async function workOff(house: House, signal: AbortSignal): Promise<void> {
  if (signal.aborted || (await openCheck(house.store.read)) === undefined) return;
  await alone(house.whole.postgres, CHECK_LOCK, async () => {
    const check = await openCheck(house.store.read);
    if (check === undefined) return;
    await house.store.aside('check', (db, now) => beginCheck(db, check.id, now));
    await carryOut(house, check.id, signal).catch((error: unknown) => {
      // The next program begins it anew.
      if (!(error instanceof Stopped)) throw error;
    });
  });
}

async function carryOut(house: House, id: string, signal: AbortSignal): Promise<void> {
  let kept = house.clock.elapsed();
  const { breaks: _, ...checked } = await checkAll(house, {
    tell: async (phase, seen) => {
      await turn();
      if (signal.aborted) throw new Stopped();
      if (house.clock.elapsed() - kept < EVERY_MS) return;
      kept = house.clock.elapsed();
      await house.store.aside('check', (db) => saveProgress(db, id, { phase, seen }));
    },
  });
  const whole = checked.findings.every(isMild);
  await house.store.change(ACTOR, async (work) => {
    await endCheck(work, id, { whole, ...checked });
    await work.record({
      stream: `record-check:${id}`,
      fact: whole ? 'record-check.whole' : 'record-check.broken',
      data: {
        ...{ checkId: id, entries: checked.entries, records: checked.records, anchors: checked.anchors },
        findings: checked.findings.length,
      },
    });
  });
}
