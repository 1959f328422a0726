import { type AccountLetter, accountPage, button, type LaidOut, paragraph } from './page.ts';

/** To a person whose account waited for approval. */
export function accountApproved(given: AccountLetter): LaidOut {
  const { words, institution, links } = given;
  const product = institution.productName;
  return accountPage(given, {
    subject: words('letters.account-approved.subject', { product }),
    title: words('letters.account-approved.title'),
    parts: [
      paragraph(words('letters.account-approved.body', { product })),
      button(words('letters.sign-in'), links.signIn),
    ],
  });
}
