/** Letters about enrolments. Of a row they say its place in the document and the reason, never whose it is. */
import type { EnrolmentForLetter, RowForLetter } from '../../enrolments/index.ts';
import type { EnrolmentKind } from '../kinds.ts';
import { type LetterKey, type Locale, wordsIn } from '../words.ts';
import {
  accountPage,
  type Block,
  button,
  facts,
  type LaidOut,
  note,
  type Part,
  paragraph,
  type Reading,
  shortFolio,
} from './page.ts';

export type EnrolmentLetter = Reading & {
  readonly kind: EnrolmentKind;
  readonly form: EnrolmentForLetter;
  readonly at: Date;
  readonly round: number;
  /** How many were signed for. */
  readonly signed: number;
  /** The account spoken of is the reader's own. */
  readonly isOwn: boolean;
  /** Whose account it is; empty where it is the reader's, or the letter speaks of no one. */
  readonly personName: string;
  /** Last day of an exception. */
  readonly until: Date | null;
};

const TITLES: Readonly<Record<EnrolmentKind, LetterKey>> = {
  'enrolment-received': 'letters.enrolment-received.title',
  'enrolment-to-review': 'letters.enrolment-to-review.title',
  'enrolment-exception-asked': 'letters.enrolment-exception-asked.title',
  'enrolment-returned': 'letters.enrolment-returned.title',
  'enrolment-resolved': 'letters.enrolment-resolved.title',
  'exception-ending': 'letters.exception-ending.title',
  'exception-ended': 'letters.exception-ended.title',
};

type Titled = { readonly kind: EnrolmentKind; readonly round: number; readonly isOwn: boolean };

const titleOf = (locale: Locale, { kind, round, isOwn }: Titled): string =>
  wordsIn(locale)(TITLES[kind], { again: round > 1 ? 'yes' : 'no', own: isOwn ? 'yes' : 'no' });

/** What the administrator's list says of it, too: the folio and what happened, no name. */
export const enrolmentSubject = (locale: Locale, given: Titled & { readonly folio: string }): string =>
  `[${shortFolio(given.folio)}] ${titleOf(locale, given)}`;

function enrolmentPage(given: EnrolmentLetter, parts: readonly Part[]): LaidOut {
  const { locale, form, words } = given;
  const titled = { ...given, folio: form.folio };
  const folio: Block = {
    kind: 'folio',
    label: words('letters.folio'),
    folio: form.folio,
    caption: given.name(form.agencyName),
  };
  return accountPage(given, {
    subject: enrolmentSubject(locale, titled),
    title: titleOf(locale, titled),
    parts: [...(given.isOwn ? [] : [folio]), ...parts],
  });
}

const figures = ({ words, signed, form }: EnrolmentLetter): Part =>
  facts(
    [words('letters.enrolment.people'), String(signed)],
    [words('letters.enrolment.exceptions'), form.exceptionsAsked > 0 ? String(form.exceptionsAsked) : null],
  );

const reasons = ({ words }: EnrolmentLetter, rows: readonly RowForLetter[]): Part =>
  facts(
    ...rows.map(({ place, reason }) => [words('letters.enrolment.row', { place: String(place) }), reason] as const),
  );

const noted = ({ words, form }: EnrolmentLetter): Part =>
  form.note !== '' && note(words('letters.enrolment.note', { note: form.note }));

const openForm = ({ words, links, form }: EnrolmentLetter): Block =>
  button(words('letters.enrolment.open'), links.enrolment(form.id));

/** To who signed or captured it. */
const received = (given: EnrolmentLetter): LaidOut =>
  enrolmentPage(given, [
    paragraph(
      given.words('letters.enrolment-received.body', {
        at: given.when(given.at),
        operator: given.institution.operatorUnit,
      }),
    ),
    figures(given),
    given.form.exceptionsAsked > 0 &&
      paragraph(given.words('letters.enrolment-received.exceptions', { owner: given.institution.ownerUnit })),
    openForm(given),
  ]);

/** To whoever of DTI neither signed nor captured it. */
const toReview = (given: EnrolmentLetter): LaidOut =>
  enrolmentPage(given, [
    paragraph(given.words('letters.enrolment-to-review.body', { at: given.when(given.at) })),
    figures(given),
    button(given.words('letters.enrolment-to-review.open'), given.links.enrolmentReview(given.form.id)),
  ]);

/** To Servicios Generales. */
const exceptionAsked = (given: EnrolmentLetter): LaidOut =>
  enrolmentPage(given, [
    paragraph(given.words('letters.enrolment-exception-asked.body')),
    facts([given.words('letters.enrolment.exceptions'), String(given.form.exceptionsAsked)]),
    button(given.words('letters.enrolment-exception-asked.open'), given.links.enrolmentExceptions(given.form.id)),
  ]);

const returned = (given: EnrolmentLetter): LaidOut =>
  enrolmentPage(given, [
    paragraph(given.words('letters.enrolment-returned.body')),
    reasons(given, given.form.observed),
    noted(given),
    button(given.words('letters.enrolment-returned.open'), given.links.enrolment(given.form.id)),
  ]);

const resolved = (given: EnrolmentLetter): LaidOut => {
  const { words, form } = given;
  return enrolmentPage(given, [
    paragraph(words('letters.enrolment-resolved.body', { at: given.when(given.at) })),
    facts(
      [words('letters.enrolment.approved'), String(form.approved)],
      [words('letters.enrolment.rejected'), form.rejected.length > 0 ? String(form.rejected.length) : null],
    ),
    reasons(given, form.rejected),
    noted(given),
    form.approved > 0 && paragraph(words('letters.enrolment-resolved.then')),
    openForm(given),
  ]);
};

const spoken = ({ until, isOwn, personName, institution, ...given }: EnrolmentLetter) => ({
  own: isOwn ? 'yes' : 'no',
  day: until === null ? '' : given.day(until),
  name: personName,
  product: institution.productName,
});

/** To the person, and to who coordinates their agency. */
const exceptionEnding = (given: EnrolmentLetter): LaidOut =>
  enrolmentPage(given, [
    paragraph(given.words('letters.exception-ending.body', spoken(given))),
    paragraph(given.words('letters.exception-ending.then', spoken(given))),
    !given.isOwn && openForm(given),
  ]);

const exceptionEnded = (given: EnrolmentLetter): LaidOut =>
  enrolmentPage(given, [
    paragraph(given.words('letters.exception-ended.body', spoken(given))),
    paragraph(given.words('letters.exception-ended.then', spoken(given))),
    !given.isOwn && openForm(given),
  ]);

export const ENROLMENT_LETTERS: Readonly<Record<EnrolmentKind, (given: EnrolmentLetter) => LaidOut>> = {
  'enrolment-received': received,
  'enrolment-to-review': toReview,
  'enrolment-exception-asked': exceptionAsked,
  'enrolment-returned': returned,
  'enrolment-resolved': resolved,
  'exception-ending': exceptionEnding,
  'exception-ended': exceptionEnded,
};
