import { type AccountLetter, accountPage, button, type LaidOut, paragraph } from './page.ts';

/** To the address the account has: another was asked for, and only its owner can tell whether by them. */
export function emailAsked(given: AccountLetter): LaidOut {
  const { words, institution, links } = given;
  const product = institution.productName;
  return accountPage(given, {
    subject: words('letters.email-asked.subject', { product }),
    title: words('letters.email-asked.title'),
    parts: [
      paragraph(words('letters.email-asked.body', { product, at: given.when(given.at) })),
      paragraph(words('letters.email-asked.not-me', { operator: institution.operatorUnit })),
      button(words('letters.ask-for-password'), links.askForPassword),
    ],
  });
}
