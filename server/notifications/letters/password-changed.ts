import { type AccountLetter, accountPage, button, type LaidOut, paragraph } from './page.ts';

/** Always to the owner, whoever changed it: they alone can tell whether it was them. */
export function passwordChanged(given: AccountLetter): LaidOut {
  const { words, institution, links } = given;
  const product = institution.productName;
  return accountPage(given, {
    subject: words('letters.password-changed.subject', { product }),
    title: words('letters.password-changed.title'),
    parts: [
      paragraph(words('letters.password-changed.body', { product, at: given.when(given.at) })),
      paragraph(words('letters.password-changed.not-me', { operator: institution.operatorUnit })),
      button(words('letters.ask-for-password'), links.askForPassword),
    ],
  });
}
