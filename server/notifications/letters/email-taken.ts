import { type AccountLetter, accountPage, type LaidOut, note, paragraph } from './page.ts';

/** To the owner of an account whose address another person asked for. */
export function emailTaken(given: AccountLetter): LaidOut {
  const { words, institution } = given;
  const product = institution.productName;
  return accountPage(given, {
    subject: words('letters.email-taken.subject', { product }),
    title: words('letters.email-taken.title'),
    parts: [paragraph(words('letters.email-taken.body', { product })), note(words('letters.email-taken.not-me'))],
  });
}
