import { type AccountLetter, accountPage, button, type LaidOut, paragraph } from './page.ts';

/** Seven, three and one days before the password opens nothing but its own change. No link in it changes anything. */
export function passwordEnding(given: AccountLetter): LaidOut {
  const { words, institution, links } = given;
  const product = institution.productName;
  const values = { product, at: given.when(given.until ?? given.at), days: String(institution.passwordMaxAgeDays) };
  return accountPage(given, {
    subject: words('letters.password-ending.subject', { product }),
    title: words('letters.password-ending.title'),
    parts: [
      paragraph(words('letters.password-ending.body', values)),
      paragraph(words('letters.password-ending.why', values)),
      button(words('letters.password-ending.change'), links.profile),
      paragraph(words('letters.password-ending.no-ask', { operator: institution.operatorUnit })),
    ],
  });
}
