/** Letters about deactivations. Their subjects name nobody: they stand in lists that more people see. */
import type { DeactivationForLetter } from '../../deactivations/index.ts';
import type { DeactivationKind } from '../kinds.ts';
import { type LetterKey, type Locale, wordsIn } from '../words.ts';
import { accountPage, button, facts, type LaidOut, type Part, paragraph, type Reading, shortFolio } from './page.ts';

export type DeactivationLetter = Reading & {
  readonly kind: DeactivationKind;
  readonly form: DeactivationForLetter;
  readonly at: Date;
  /** A colleague who takes requests may not read the form they come by. */
  readonly mayOpen: boolean;
};

const TITLES: Readonly<Record<DeactivationKind, LetterKey>> = {
  'deactivation-dated': 'letters.deactivation-dated.title',
  'deactivation-taken': 'letters.deactivation-taken.title',
  'deactivation-done': 'letters.deactivation-done.title',
  'deactivation-held-up': 'letters.deactivation-held-up.title',
  'deactivation-called-off': 'letters.deactivation-called-off.title',
  'deactivation-lapsed': 'letters.deactivation-lapsed.title',
};

export const deactivationSubject = (
  locale: Locale,
  given: { readonly kind: DeactivationKind; readonly folio: string },
): string => `[${shortFolio(given.folio)}] ${wordsIn(locale)(TITLES[given.kind])}`;

function page(given: DeactivationLetter, parts: readonly Part[]): LaidOut {
  const { locale, kind, form, words } = given;
  return accountPage(given, {
    subject: deactivationSubject(locale, { kind, folio: form.folio }),
    title: words(TITLES[kind]),
    parts: [
      { kind: 'folio', label: words('letters.folio'), folio: form.folio, caption: given.name(form.agencyName) },
      ...parts,
    ],
  });
}

const said = ({ form, institution, ...given }: DeactivationLetter) => ({
  name: form.personName,
  at: given.when(form.effectiveAt),
  count: String(form.passed),
  operator: institution.operatorUnit,
});

const figures = ({ words, form }: DeactivationLetter): Part =>
  facts(
    [words('letters.deactivation.passed'), form.passed > 0 ? String(form.passed) : null],
    [words('letters.deactivation.taker'), form.passed > 0 ? form.takerName : null],
  );

const open = ({ words, links, form, mayOpen }: DeactivationLetter): Part =>
  mayOpen && button(words('letters.deactivation.open'), links.deactivation(form.id));

const plain =
  (body: LetterKey, then?: LetterKey) =>
  (given: DeactivationLetter): LaidOut =>
    page(given, [
      paragraph(given.words(body, said(given))),
      then !== undefined && paragraph(given.words(then, said(given))),
      open(given),
    ]);

/** The requests are theirs from now on: they lead there, not to the form. */
const taken = (given: DeactivationLetter): LaidOut =>
  page(given, [
    paragraph(given.words('letters.deactivation-taken.body', said(given))),
    paragraph(given.words('letters.deactivation-taken.then')),
    button(given.words('letters.deactivation-taken.open'), given.links.requests),
    open(given),
  ]);

const done = (given: DeactivationLetter): LaidOut =>
  page(given, [paragraph(given.words('letters.deactivation-done.body', said(given))), figures(given), open(given)]);

export const DEACTIVATION_LETTERS: Readonly<Record<DeactivationKind, (given: DeactivationLetter) => LaidOut>> = {
  'deactivation-dated': plain('letters.deactivation-dated.body', 'letters.deactivation-dated.then'),
  'deactivation-taken': taken,
  'deactivation-done': done,
  'deactivation-held-up': plain('letters.deactivation-held-up.body', 'letters.deactivation-held-up.then'),
  'deactivation-called-off': plain('letters.deactivation-called-off.body'),
  'deactivation-lapsed': plain('letters.deactivation-lapsed.body', 'letters.deactivation-lapsed.then'),
};
