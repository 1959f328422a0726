/** The letter that proves that given mail settings work. */
import english from '#locales/en/mail-test.json' with { type: 'json' };
import spanish from '#locales/es-MX/mail-test.json' with { type: 'json' };
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { newId } from '../shared/ids.ts';
import type { Letter } from '../shared/mailbox.ts';

const TEXTS = { 'es-MX': spanish, en: english };

const escapeHtml = (value: string): string => value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const fill = (template: string, values: Record<string, string>): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

export function testLetter(house: House, given: { to: string; productName: string; locale: 'es-MX' | 'en' }): Letter {
  const texts = TEXTS[given.locale];
  const values = { product: given.productName, url: house.settings.publicUrl };
  const body = fill(texts['mail-test.body'], values);
  return {
    messageId: `<${newId()}@${new URL(house.settings.publicUrl).hostname}>`,
    references: [],
    to: { name: '', address: given.to },
    subject: fill(texts['mail-test.subject'], values),
    text: `${body}\n`,
    html: `<!doctype html><html lang="${given.locale}"><body><p>${escapeHtml(body)}</p></body></html>`,
  };
}

/**
 * Sends one letter with the settings being typed, or `mail.unreachable` with what the mail server said.
 * An empty URL or sender cannot be tried; `field` is where the form holds them (`mail.` or nothing).
 */
export async function tryMail(
  house: House,
  mail: { smtpUrl: string; mailFrom: string },
  given: { letter: Letter; field: string },
): Promise<void> {
  if (mail.smtpUrl === '' || mail.mailFrom === '') {
    const path = `${given.field}${mail.smtpUrl === '' ? 'smtpUrl' : 'mailFrom'}`;
    throw new Fault('input.invalid', {}, { fields: [{ path, message: 'field.required' }] });
  }
  const delivery = await house.mailbox.tryOut(mail, given.letter);
  if (delivery.outcome !== 'sent') throw new Fault('mail.unreachable', { reason: delivery.reason.slice(0, 200) });
}
