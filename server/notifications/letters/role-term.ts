/** Letters about a role given until a day: to who holds it, and to who gave it or coordinates their agency. */
import type { Role } from '#contract/permissions.ts';
import type { RoleTermKind } from '../kinds.ts';
import { type LetterKey, type Locale, wordsIn } from '../words.ts';
import { accountPage, button, facts, type LaidOut, paragraph, type Reading } from './page.ts';

export type RoleTermLetter = Reading & {
  readonly kind: RoleTermKind;
  readonly personId: string;
  readonly role: Role;
  /** `YYYY-MM-DD`. */
  readonly until: string;
  /** The reader holds it or held it: then no name is written. */
  readonly isOwn: boolean;
  readonly personName: string;
  /** Can open the page of the person. */
  readonly isAdministrator: boolean;
};

const TITLES: Readonly<Record<RoleTermKind, LetterKey>> = {
  'role-ending': 'letters.role-ending.title',
  'role-ended': 'letters.role-ended.title',
};
const BODIES: Readonly<Record<RoleTermKind, LetterKey>> = {
  'role-ending': 'letters.role-ending.body',
  'role-ended': 'letters.role-ended.body',
};
const THEN: Readonly<Record<RoleTermKind, LetterKey>> = {
  'role-ending': 'letters.role-ending.then',
  'role-ended': 'letters.role-ended.then',
};

/** What the administrator's list says of it, too: no name. */
export const roleTermSubject = (locale: Locale, given: { kind: RoleTermKind; isOwn: boolean }): string =>
  wordsIn(locale)(TITLES[given.kind], { own: given.isOwn ? 'yes' : 'no' });

export const roleInWords = (role: Role, locale: Locale): string => wordsIn(locale)('letters.role-term.name', { role });

/** A calendar day is the same day in every zone at noon. */
export const noonOf = (day: string): Date => new Date(`${day}T12:00:00Z`);

function page(given: RoleTermLetter): LaidOut {
  const { words, locale, kind, institution, isOwn, personName, until, role, personId } = given;
  const subject = roleTermSubject(locale, given);
  const day = given.day(noonOf(until));
  const { productName: product, operatorUnit: operator } = institution;
  const values = { own: isOwn ? 'yes' : 'no', name: personName, product, operator, day };
  return accountPage(given, {
    subject,
    title: subject,
    parts: [
      paragraph(words(BODIES[kind], values)),
      facts(
        [words('letters.role-term.person'), personName],
        [words('letters.role-term.role'), roleInWords(role, locale)],
        [words('letters.role-term.until'), day],
      ),
      paragraph(words(THEN[kind], values)),
      given.isAdministrator && !isOwn && button(words('letters.role-term.open'), given.links.person(personId)),
    ],
  });
}

export const ROLE_TERM_LETTERS: Readonly<Record<RoleTermKind, (given: RoleTermLetter) => LaidOut>> = {
  'role-ending': page,
  'role-ended': page,
};
