/** When rolls open, how long there is to answer, and what silence does: read and changed by who administers the institution. */

import type { BodyOf } from '#contract/operation.ts';
import type { saveStaffRollSettings as saveOperation } from '#contract/staff-rolls.ts';
import { institutionPolicy, readInstitutionRow } from '../institution/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Actor, allow } from '../shared/policy.ts';
import { ALL_ROLLS, SETTINGS_CHANGED } from './facts.ts';
import { letBack } from './let-back.ts';
import { forgetSuspended, keptOut } from './people-rows.ts';
import { saveSettingsRow, settingsOf } from './settings-rows.ts';

export async function readSettings(house: House) {
  const { opensOn, answerDays, suspends, suspendAfter, version } = await settingsOf(house.store.read);
  return { settings: { opensOn, answerDays, suspends, suspendAfter }, version };
}

/** Where silence has no consequence any more, whoever it kept out may sign in again at once. `version.stale`. */
export async function saveSettings(house: House, actor: Actor, given: BodyOf<typeof saveOperation>) {
  const { settings } = given;
  await house.store.change(actor, async (work) => {
    allow(institutionPolicy, 'administer', { actor, thing: await readInstitutionRow(work.db) });
    const before = await settingsOf(work.db, 'lock');
    if (before.version !== given.version) throw new Fault('version.stale');
    await saveSettingsRow(work, settings);
    const ends = before.suspends && !settings.suspends;
    const back = ends ? await letBack(work, await keptOut(work.db)) : 0;
    if (ends) await forgetSuspended(work);
    await work.record({ stream: ALL_ROLLS, fact: SETTINGS_CHANGED, data: { ...settings, letBack: back } });
  });
  return { done: true as const };
}
