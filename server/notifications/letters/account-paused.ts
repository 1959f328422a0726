import { type AccountLetter, accountPage, button, type LaidOut, note, paragraph } from './page.ts';

/** To the owner of an account that was paused after too many wrong passwords. */
export function accountPaused(given: AccountLetter): LaidOut {
  const { words, institution, links } = given;
  const product = institution.productName;
  return accountPage(given, {
    subject: words('letters.account-paused.subject', { product }),
    title: words('letters.account-paused.title'),
    parts: [
      paragraph(words('letters.account-paused.body', { product, at: given.when(given.at) })),
      button(words('letters.ask-for-password'), links.askForPassword),
      note(words('letters.account-paused.not-me', { operator: institution.operatorUnit })),
    ],
  });
}
