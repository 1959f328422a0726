import type { readSettings as operation } from '#contract/institution.ts';
import type { ReplyOf } from '#contract/operation.ts';
import type { House } from '../shared/house.ts';
import { type Actor, allow } from '../shared/policy.ts';
import { institutionPolicy } from './policy.ts';
import { readInstitutionRow } from './rows.ts';
import { toSettings } from './view.ts';

/** The settings as an administrator edits them. Of the mail, never the password. */
export async function readSettings(house: House, actor: Actor): Promise<ReplyOf<typeof operation>> {
  const row = await readInstitutionRow(house.store.read);
  const institution = allow(institutionPolicy, 'administer', { actor, thing: row });
  const { host, user, from, source } = house.mailbox.state();
  return { institution: toSettings(institution), mail: { host, user, from, source }, version: institution.version };
}
