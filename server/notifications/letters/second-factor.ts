/** To the owner of an account whose second factor changed, or whose codes somebody guesses: they alone can tell whether it was them. */
import type { LetterKey } from '../words.ts';
import { type AccountLetter, accountPage, button, type LaidOut, note, paragraph } from './page.ts';

type Said = { readonly subject: LetterKey; readonly title: LetterKey; readonly body: LetterKey };

const ownChange =
  (said: Said) =>
  (given: AccountLetter): LaidOut => {
    const { words, institution, links } = given;
    const product = institution.productName;
    return accountPage(given, {
      subject: words(said.subject, { product }),
      title: words(said.title),
      parts: [
        paragraph(words(said.body, { product, at: given.when(given.at) })),
        paragraph(words('letters.factor.not-me', { operator: institution.operatorUnit })),
        button(words('letters.ask-for-password'), links.askForPassword),
      ],
    });
  };

export const factorAdded = ownChange({
  subject: 'letters.factor-added.subject',
  title: 'letters.factor-added.title',
  body: 'letters.factor-added.body',
});
export const factorRemoved = ownChange({
  subject: 'letters.factor-removed.subject',
  title: 'letters.factor-removed.title',
  body: 'letters.factor-removed.body',
});
export const factorCodes = ownChange({
  subject: 'letters.factor-codes.subject',
  title: 'letters.factor-codes.title',
  body: 'letters.factor-codes.body',
});

/** Taken away by an administrator upon proof, or at the server, where nobody has a name. */
export function factorsTaken(given: AccountLetter): LaidOut {
  const { words, institution } = given;
  const product = institution.productName;
  const by = given.actorName === '' ? institution.operatorUnit : given.actorName;
  return accountPage(given, {
    subject: words('letters.factors-taken.subject', { product }),
    title: words('letters.factors-taken.title'),
    parts: [
      paragraph(words('letters.factors-taken.body', { product, name: by, at: given.when(given.at) })),
      paragraph(words('letters.factors-taken.not-me', { operator: institution.operatorUnit })),
      note(words('letters.never-asked')),
    ],
  });
}

/** Who typed them had the right password. */
export function codesPaused(given: AccountLetter): LaidOut {
  const { words, institution, links } = given;
  const product = institution.productName;
  return accountPage(given, {
    subject: words('letters.codes-paused.subject', { product }),
    title: words('letters.codes-paused.title'),
    parts: [
      paragraph(words('letters.codes-paused.body', { product, at: given.when(given.at) })),
      paragraph(words('letters.codes-paused.not-me', { operator: institution.operatorUnit })),
      button(words('letters.ask-for-password'), links.askForPassword),
    ],
  });
}
