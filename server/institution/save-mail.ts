import type { saveMail as operation } from '#contract/institution.ts';
import type { BodyOf } from '#contract/operation.ts';
import type { House } from '../shared/house.ts';
import { allow, type PersonActor } from '../shared/policy.ts';
import { institutionPolicy } from './policy.ts';
import { readInstitutionRow } from './rows.ts';
import { INSTITUTION_STREAM } from './stream.ts';
import { testLetter, tryMail } from './test-letter.ts';

/**
 * Changes the mail server, once it took a letter to the administrator; an empty URL turns mail off.
 * The settings live beside the other secrets, outside the database, so the file is written after the history says so.
 */
export async function saveMail(house: House, actor: PersonActor, given: BodyOf<typeof operation> & { to: string }) {
  const { to, ...mail } = given;
  const row = await readInstitutionRow(house.store.read);
  const institution = allow(institutionPolicy, 'administer', { actor, thing: row });
  const letter = testLetter(house, { to, productName: institution.productName, locale: actor.locale });
  if (mail.smtpUrl !== '') await tryMail(house, mail, { letter, field: '' });
  await house.store.change(actor, async (work) => {
    await work.record({ stream: INSTITUTION_STREAM, fact: 'mail.changed', data: { on: mail.smtpUrl !== '' } });
  });
  house.mailbox.configure(mail);
  return { done: true as const };
}
