/** What an administrator does about backups: ask for one, give one up, change when they are made. */

import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import type { cancelBackup, saveBackupPlan, startBackup } from '#contract/safekeeping.ts';
import { INSTITUTION_STREAM } from '../institution/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { newId } from '../shared/ids.ts';
import { type Actor, allow, personOf } from '../shared/policy.ts';
import type { OneEffect } from '../shared/store.ts';
import { recipientIn } from './key.ts';
import { readPlan, savePlan } from './plan-rows.ts';
import { safekeepingPolicy } from './policy.ts';
import { askCancel, insertRun, lockRun, saveCancelled } from './rows.ts';
import { isUnderWay } from './view.ts';

/** `backup.no-key`, `backup.running`. A node that watches begins it. */
export async function start(house: House, actor: Actor, once: OneEffect | null): Promise<ReplyOf<typeof startBackup>> {
  if (recipientIn(house.secrets) === null) throw new Fault('backup.no-key');
  const { id } = await house.store.changeOnce(actor, { once, answer: { id: newId() } }, async (work, answer) => {
    allow(safekeepingPolicy, 'administer', { actor, thing: answer });
    const run = {
      id: answer.id,
      kind: 'asked',
      askedBy: personOf(actor).id,
      folder: house.settings.backupDir,
    } as const;
    if (!(await insertRun(work.db, { ...run, now: work.now, begins: false }))) throw new Fault('backup.running');
    await work.record({ stream: INSTITUTION_STREAM, fact: 'backup.asked', data: { backupId: answer.id } });
  });
  return { id: id as ReplyOf<typeof startBackup>['id'] };
}

/** `backup.over`. One that nobody began is over at once; the node that works at another hears of it within two seconds. */
export async function cancel(house: House, actor: Actor, id: string): Promise<ReplyOf<typeof cancelBackup>> {
  await house.store.change(actor, async (work) => {
    const run = allow(safekeepingPolicy, 'administer', { actor, thing: await lockRun(work.db, id) });
    if (!isUnderWay(run)) throw new Fault('backup.over');
    await (run.state === 'waiting' ? saveCancelled : askCancel)(work.db, id, work.now);
    await work.record({ stream: INSTITUTION_STREAM, fact: 'backup.cancelled', data: { backupId: id } });
  });
  return { done: true };
}

/** `version.stale` when somebody else changed it since it was read. */
export async function changePlan(
  house: House,
  actor: Actor,
  given: BodyOf<typeof saveBackupPlan>,
): Promise<ReplyOf<typeof saveBackupPlan>> {
  const { plan } = given;
  return house.store.change(actor, async (work) => {
    const kept = allow(safekeepingPolicy, 'administer', { actor, thing: await readPlan(work.db, 'lock') });
    if (kept.version !== given.version) throw new Fault('version.stale');
    await savePlan(work, kept, plan);
    const { enabled, hour, days, weeks, months } = kept;
    const data = { before: { enabled, hour, days, weeks, months }, after: { ...plan } };
    await work.record({ stream: INSTITUTION_STREAM, fact: 'backup.plan-changed', data });
    return { version: kept.version + 1 };
  });
}
