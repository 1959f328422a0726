/** To the owner of an account that somebody else's act kept them out of: what happened, and whom to see. */
import { type AccountLetter, accountPage, button, type LaidOut, note, paragraph } from './page.ts';

/** By an administrator; never by themselves, who know. */
export function sessionsEnded(given: AccountLetter): LaidOut {
  const { words, institution, links } = given;
  const product = institution.productName;
  const by = given.actorName === '' ? institution.operatorUnit : given.actorName;
  return accountPage(given, {
    subject: words('letters.sessions-ended.subject', { product }),
    title: words('letters.sessions-ended.title'),
    parts: [
      paragraph(words('letters.sessions-ended.body', { product, name: by, at: given.when(given.at) })),
      paragraph(words('letters.sessions-ended.then')),
      button(words('letters.sessions-ended.open'), links.signIn),
      note(words('letters.sessions-ended.not-known', { operator: institution.operatorUnit })),
    ],
  });
}

/** Nobody confirmed the staff roll. Signing in is of no use until somebody does, so there is no button. */
export function accountSuspended(given: AccountLetter): LaidOut {
  const { words, institution } = given;
  const product = institution.productName;
  return accountPage(given, {
    subject: words('letters.account-suspended.subject', { product }),
    title: words('letters.account-suspended.title', { product }),
    parts: [
      paragraph(words('letters.account-suspended.body', { product })),
      paragraph(words('letters.account-suspended.then', { operator: institution.operatorUnit })),
      note(words('letters.account-suspended.kept')),
    ],
  });
}
