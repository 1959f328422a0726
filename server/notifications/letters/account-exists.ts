import { type AccountLetter, accountPage, button, type LaidOut, note, paragraph } from './page.ts';

/** To the owner of an account that somebody asked for once more. */
export function accountExists(given: AccountLetter): LaidOut {
  const { words, institution, links } = given;
  const product = institution.productName;
  return accountPage(given, {
    subject: words('letters.account-exists.subject', { product }),
    title: words('letters.account-exists.title'),
    parts: [
      paragraph(words('letters.account-exists.body', { product })),
      button(words('letters.sign-in'), links.signIn),
      note(words('letters.account-exists.not-me')),
    ],
  });
}
