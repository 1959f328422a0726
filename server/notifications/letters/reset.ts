import { type AccountLetter, accountPage, button, type LaidOut, note, paragraph } from './page.ts';

/** To a person who forgot the password. */
export function reset(given: AccountLetter): LaidOut {
  const { words, institution, link } = given;
  const product = institution.productName;
  return accountPage(given, {
    subject: words('letters.reset.subject', { product }),
    title: words('letters.reset.title'),
    parts: [
      paragraph(words('letters.reset.body', { product })),
      link && button(words('letters.reset.button'), link.url),
      link && paragraph(words('letters.one-use', { until: given.when(link.expiresAt) })),
      note(words('letters.reset.not-me')),
    ],
  });
}
