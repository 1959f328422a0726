import { type AccountLetter, accountPage, button, type LaidOut, note, paragraph } from './page.ts';

/** To an address that a person typed as their new one; until it is proven, nobody’s name goes there. */
export function emailConfirm(given: AccountLetter): LaidOut {
  const { words, institution, link } = given;
  const product = institution.productName;
  return accountPage(given, {
    subject: words('letters.email-confirm.subject', { product }),
    title: words('letters.email-confirm.title'),
    parts: [
      paragraph(words('letters.email-confirm.body', { product })),
      link && button(words('letters.email-confirm.button'), link.url),
      link && paragraph(words('letters.one-use', { until: given.when(link.expiresAt) })),
      note(words('letters.email-confirm.not-me')),
    ],
  });
}
