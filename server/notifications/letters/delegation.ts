/** Letters about who acts on account of somebody, to both. Subjects name nobody. */
import type { DelegationRow } from '../../delegations/index.ts';
import type { DelegationKind } from '../kinds.ts';
import { type LetterKey, type Locale, wordsIn } from '../words.ts';
import { accountPage, button, facts, type LaidOut, paragraph, type Reading } from './page.ts';
import { noonOf } from './role-term.ts';

export type DelegationSide = 'delegate' | 'principal';
export type DelegationLetter = Reading & {
  readonly kind: DelegationKind;
  readonly own: DelegationSide;
  readonly delegation: Pick<
    DelegationRow,
    'principalName' | 'delegateName' | 'until' | 'ground' | 'endedBy' | 'endedHow' | 'endedAt'
  >;
};

const TITLES: Readonly<Record<DelegationKind, LetterKey>> = {
  'delegation-granted': 'letters.delegation-granted.title',
  'delegation-ending': 'letters.delegation-ending.title',
  'delegation-ended': 'letters.delegation-ended.title',
};
const BODIES: Readonly<Record<DelegationKind, LetterKey>> = {
  'delegation-granted': 'letters.delegation-granted.body',
  'delegation-ending': 'letters.delegation-ending.body',
  'delegation-ended': 'letters.delegation-ended.body',
};
const THEN: Readonly<Record<DelegationKind, LetterKey>> = {
  'delegation-granted': 'letters.delegation-granted.then',
  'delegation-ending': 'letters.delegation-ending.then',
  'delegation-ended': 'letters.delegation-ended.then',
};

export const delegationSubject = (locale: Locale, given: { kind: DelegationKind; own: DelegationSide }): string =>
  wordsIn(locale)(TITLES[given.kind], { own: given.own });

export function delegationLetter(given: DelegationLetter): LaidOut {
  const { words, locale, kind, own, delegation, institution, links } = given;
  const { principalName, delegateName, until, ground, endedBy, endedHow, endedAt } = delegation;
  const subject = delegationSubject(locale, given);
  const { productName: product, operatorUnit: operator } = institution;
  const name = own === 'delegate' ? principalName : delegateName;
  const over = kind === 'delegation-ended';
  const day = over && endedAt !== null ? given.day(endedAt) : given.day(noonOf(until));
  const values = { own, name, product, operator, day, how: endedHow ?? 'term', by: endedBy ?? '' };
  return accountPage(given, {
    subject,
    title: subject,
    parts: [
      paragraph(words(BODIES[kind], values)),
      facts(
        [words('letters.delegation.principal'), principalName],
        [words('letters.delegation.delegate'), delegateName],
        [words('letters.delegation.until'), over ? null : day],
        [words('letters.delegation.ground'), over ? null : ground],
      ),
      paragraph(words(THEN[kind], values)),
      !over && button(words('letters.delegation.open'), links.profile),
    ],
  });
}
