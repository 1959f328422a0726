/** Letters about staff rolls: the agency, the month and figures; nobody's name but the reader's. */
import type { StaffRollForLetter } from '../../staff-rolls/index.ts';
import type { StaffRollKind } from '../kinds.ts';
import { type LetterKey, type Locale, wordsIn } from '../words.ts';
import { accountPage, button, facts, type LaidOut, type Part, paragraph, type Reading } from './page.ts';

export type StaffRollLetter = Reading & {
  readonly kind: StaffRollKind;
  /** `YYYY-MM`. */
  readonly month: string;
  /** Null of what is about all of them. */
  readonly roll: StaffRollForLetter | null;
  /** Agencies without anybody to answer, or people who may not sign in. */
  readonly count: number;
};

const TITLES: Readonly<Record<StaffRollKind, LetterKey>> = {
  'staff-roll-opened': 'letters.staff-roll-opened.title',
  'staff-roll-due': 'letters.staff-roll-due.title',
  'staff-roll-overdue': 'letters.staff-roll-overdue.title',
  'staff-roll-suspended': 'letters.staff-roll-suspended.title',
  'staff-rolls-unanswerable': 'letters.staff-rolls-unanswerable.title',
};

/** "diciembre de 2026". */
export const monthInWords = (month: string, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-15T12:00:00Z`),
  );

export const staffRollSubject = (locale: Locale, given: { kind: StaffRollKind; month: string }): string =>
  wordsIn(locale)(TITLES[given.kind], { month: monthInWords(given.month, locale) });

function page(given: StaffRollLetter, parts: readonly Part[]): LaidOut {
  const subject = staffRollSubject(given.locale, given);
  return accountPage(given, { subject, title: subject, parts });
}

const figures = ({ words, roll, ...given }: StaffRollLetter): Part =>
  roll !== null &&
  facts(
    [words('letters.staff-roll.agency'), given.name(roll.agencyName)],
    [words('letters.staff-roll.people'), String(roll.people)],
    [words('letters.staff-roll.due'), given.when(roll.dueAt)],
  );

const open = ({ words, links }: StaffRollLetter): Part => button(words('letters.staff-roll.open'), links.staffRoll);

const asked = (given: StaffRollLetter, body: LetterKey): LaidOut =>
  page(given, [paragraph(given.words(body)), figures(given), open(given)]);

/** What silence does, where it does something. */
const consequence = ({ words, roll }: StaffRollLetter): Part =>
  roll !== null &&
  roll.suspendAfter !== null &&
  paragraph(words('letters.staff-roll-overdue.then', { days: String(roll.suspendAfter) }));

const overdue = (given: StaffRollLetter): LaidOut =>
  page(given, [
    paragraph(given.words('letters.staff-roll-overdue.body')),
    figures(given),
    consequence(given),
    open(given),
  ]);

const suspended = (given: StaffRollLetter): LaidOut =>
  page(given, [
    paragraph(given.words('letters.staff-roll-suspended.body', { count: String(given.count) })),
    figures(given),
    open(given),
  ]);

const unanswerable = (given: StaffRollLetter): LaidOut =>
  page(given, [
    paragraph(given.words('letters.staff-rolls-unanswerable.body', { count: String(given.count) })),
    button(given.words('letters.staff-rolls-unanswerable.open'), given.links.staffRolls),
  ]);

export const STAFF_ROLL_LETTERS: Readonly<Record<StaffRollKind, (given: StaffRollLetter) => LaidOut>> = {
  'staff-roll-opened': (given) => asked(given, 'letters.staff-roll-opened.body'),
  'staff-roll-due': (given) => asked(given, 'letters.staff-roll-due.body'),
  'staff-roll-overdue': overdue,
  'staff-roll-suspended': suspended,
  'staff-rolls-unanswerable': unanswerable,
};
