import { type AccountLetter, accountPage, type LaidOut, note, paragraph } from './page.ts';

/** To the owner of an account for which a code to choose a password was read out, and by whom. */
export function codeGiven(given: AccountLetter): LaidOut {
  const { words, institution } = given;
  const product = institution.productName;
  return accountPage(given, {
    subject: words('letters.code-given.subject', { product }),
    title: words('letters.code-given.title'),
    parts: [
      paragraph(words('letters.code-given.body', { product, name: given.actorName, at: given.when(given.at) })),
      paragraph(words('letters.code-given.not-me', { operator: institution.operatorUnit })),
      note(words('letters.never-asked')),
    ],
  });
}
