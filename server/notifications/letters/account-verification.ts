import { type AccountLetter, accountPage, button, type LaidOut, note, paragraph } from './page.ts';

/**
 * To an address that somebody typed: it carries none of their words, not even a name, so that our form cannot be made
 * to send a stranger somebody's text (V63).
 */
export function accountVerification(given: AccountLetter): LaidOut {
  const { words, institution, link } = given;
  const product = institution.productName;
  return accountPage(given, {
    subject: words('letters.account-verification.subject', { product }),
    title: words('letters.account-verification.title'),
    parts: [
      paragraph(words('letters.account-verification.body', { product })),
      link && button(words('letters.account-verification.button'), link.url),
      link && paragraph(words('letters.one-use', { until: given.when(link.expiresAt) })),
      note(words('letters.account-verification.not-me')),
    ],
  });
}
