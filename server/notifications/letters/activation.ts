import { type AccountLetter, accountPage, button, facts, type LaidOut, note, paragraph } from './page.ts';

/** To a person for whom an account was made. */
export function activation(given: AccountLetter): LaidOut {
  const { words, institution, link } = given;
  const product = institution.productName;
  return accountPage(given, {
    subject: words('letters.activation.subject', { product }),
    title: words('letters.activation.title'),
    parts: [
      paragraph(words('letters.activation.body', { product })),
      facts([words('letters.activation.user'), given.email]),
      link && button(words('letters.activation.button'), link.url),
      link && paragraph(words('letters.one-use', { until: given.when(link.expiresAt) })),
      note(words('letters.never-asked')),
    ],
  });
}
