/** Letters about requests on personal data: the folio, the kind and the term. What was asked and answered stands on its page alone. */
import type { DataRightForLetter } from '../../data-rights/index.ts';
import type { DataRightLetter as Kind } from '../kinds.ts';
import { type LetterKey, type Locale, wordsIn } from '../words.ts';
import { accountPage, button, facts, type LaidOut, paragraph, type Reading, shortFolio } from './page.ts';

export type DataRightLetterParts = Reading & { readonly kind: Kind; readonly about: DataRightForLetter };

const TITLES: Readonly<Record<Kind, LetterKey>> = {
  'data-right-received': 'letters.data-right-received.title',
  'data-right-correction': 'letters.data-right-correction.title',
  'data-right-extended': 'letters.data-right-extended.title',
  'data-right-answered': 'letters.data-right-answered.title',
  'data-right-effective': 'letters.data-right-effective.title',
  'data-right-lapsed': 'letters.data-right-lapsed.title',
  'data-right-arrived': 'letters.data-right-arrived.title',
  'data-right-to-block': 'letters.data-right-to-block.title',
};

const BODIES: Readonly<Record<Exclude<Kind, 'data-right-answered'>, LetterKey>> = {
  'data-right-received': 'letters.data-right-received.body',
  'data-right-correction': 'letters.data-right-correction.body',
  'data-right-extended': 'letters.data-right-extended.body',
  'data-right-effective': 'letters.data-right-effective.body',
  'data-right-lapsed': 'letters.data-right-lapsed.body',
  'data-right-arrived': 'letters.data-right-arrived.body',
  'data-right-to-block': 'letters.data-right-to-block.body',
};

export const toWhoAttends = (kind: Kind): boolean => kind === 'data-right-arrived' || kind === 'data-right-to-block';

/** What the administrator's list says of it, too: the folio and what happened, no name. */
export const dataRightSubject = (locale: Locale, given: { kind: Kind; folio: string }): string =>
  `[${shortFolio(given.folio)}] ${wordsIn(locale)(TITLES[given.kind])}`;

const bodyOf = (kind: Kind, { state }: DataRightForLetter): LetterKey => {
  if (kind !== 'data-right-answered') return BODIES[kind];
  return state === 'denied' ? 'letters.data-right-answered.denied' : 'letters.data-right-answered.granted';
};

export function dataRightLetter(given: DataRightLetterParts): LaidOut {
  const { kind, about, words, links } = given;
  const toDesk = toWhoAttends(kind);
  const link = toDesk ? links.dataRight(about.id) : links.ownDataRight(about.id);
  // Whose account was closed has no page to open.
  const opens = kind !== 'data-right-effective' || about.kind !== 'cancellation';
  return accountPage(given, {
    subject: dataRightSubject(given.locale, { kind, folio: about.folio }),
    title: words(TITLES[kind]),
    parts: [
      {
        kind: 'folio',
        label: words('letters.folio'),
        folio: about.folio,
        caption: words('letters.data-right.kind', { kind: about.kind }),
      },
      paragraph(words(bodyOf(kind, about), { kind: about.kind })),
      about.dueAt !== null && facts([words('letters.data-right.due'), given.day(about.dueAt)]),
      opens && button(words('letters.data-right.open'), link),
    ],
  });
}
