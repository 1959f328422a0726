/** To the person whom an administrator linked to a directory, or unlinked: they alone can tell whether that is right. */
import type { LetterKey } from '../words.ts';
import { type AccountLetter, accountPage, button, type LaidOut, note, paragraph } from './page.ts';

type Said = Readonly<Record<'subject' | 'title' | 'body' | 'since', LetterKey>>;

const told =
  (said: Said) =>
  (given: AccountLetter): LaidOut => {
    const { words, institution, links } = given;
    const product = institution.productName;
    const name = given.actorName === '' ? institution.operatorUnit : given.actorName;
    return accountPage(given, {
      subject: words(said.subject, { product }),
      title: words(said.title),
      parts: [
        paragraph(words(said.body, { product, name, at: given.when(given.at) })),
        paragraph(words(said.since)),
        paragraph(words('letters.directory.not-me', { operator: institution.operatorUnit })),
        said.subject === 'letters.directory-unlinked.subject' &&
          button(words('letters.ask-for-password'), links.askForPassword),
        note(words('letters.never-asked')),
      ],
    });
  };

export const directoryLinked = told({
  subject: 'letters.directory-linked.subject',
  title: 'letters.directory-linked.title',
  body: 'letters.directory-linked.body',
  since: 'letters.directory-linked.since',
});
export const directoryUnlinked = told({
  subject: 'letters.directory-unlinked.subject',
  title: 'letters.directory-unlinked.title',
  body: 'letters.directory-unlinked.body',
  since: 'letters.directory-unlinked.since',
});
