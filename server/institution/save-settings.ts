import type { saveSettings as operation } from '#contract/institution.ts';
import type { BodyOf } from '#contract/operation.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Actor, allow } from '../shared/policy.ts';
import { institutionPolicy } from './policy.ts';
import { readInstitutionRow, saveSettingsRow } from './rows.ts';
import { INSTITUTION_STREAM } from './stream.ts';
import { toSettings } from './view.ts';

/** Changes the settings; `version.stale` when somebody else did since they were read. */
export async function saveSettings(house: House, actor: Actor, given: BodyOf<typeof operation>) {
  await house.store.change(actor, async (work) => {
    const row = await readInstitutionRow(work.db, 'lock');
    const institution = allow(institutionPolicy, 'administer', { actor, thing: row });
    if (institution.version !== given.version) throw new Fault('version.stale');
    const before = toSettings(institution);
    const names = Object.keys(before) as (keyof typeof before)[];
    const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(given.institution[name]));
    await saveSettingsRow(work, institution, given.institution);
    await work.record({ stream: INSTITUTION_STREAM, fact: 'institution.changed', data: { changed } });
  });
  return { done: true as const };
}
