import { type AccountLetter, accountPage, type LaidOut, paragraph } from './page.ts';

/** To the address of before and to the new one, as a change of password is told to its owner. */
export function emailChanged(given: AccountLetter): LaidOut {
  const { words, institution } = given;
  const product = institution.productName;
  return accountPage(given, {
    subject: words('letters.email-changed.subject', { product }),
    title: words('letters.email-changed.title'),
    parts: [
      paragraph(words('letters.email-changed.body', { product, at: given.when(given.at) })),
      paragraph(words('letters.email-changed.not-me', { operator: institution.operatorUnit })),
    ],
  });
}
