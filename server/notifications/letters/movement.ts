/** Letters about who changed position or agency. Subjects name nobody. */
import { fromLocal } from '../../calendars/index.ts';
import type { Movement } from '../../movements/index.ts';
import type { MovementKind } from '../kinds.ts';
import { type LetterKey, type Locale, wordsIn } from '../words.ts';
import { accountPage, button, facts, type LaidOut, note, type Part, paragraph, type Reading } from './page.ts';

export type MovementLetter = Reading & {
  readonly kind: MovementKind;
  readonly movement: Movement;
  readonly personName: string;
};

const TITLES: Readonly<Record<MovementKind, LetterKey>> = {
  'movement-own': 'letters.movement-own.title',
  'movement-position': 'letters.movement-position.title',
  'movement-left': 'letters.movement-left.title',
  'movement-joined': 'letters.movement-joined.title',
  'movement-taken': 'letters.movement-taken.title',
};

export const movementSubject = (locale: Locale, kind: MovementKind): string => wordsIn(locale)(TITLES[kind]);

function page(given: MovementLetter, parts: readonly Part[]): LaidOut {
  const subject = movementSubject(given.locale, given.kind);
  return accountPage(given, { subject, title: subject, parts });
}

const said = ({ personName, movement, institution }: MovementLetter) => ({
  name: personName,
  count: String(movement.requestsPassed),
  product: institution.productName,
  operator: institution.operatorUnit,
});

const where = ({ words, movement, institution, ...given }: MovementLetter): Part => {
  const { fromNames, toNames, fromAgencyId, toAgencyId, since } = movement;
  const left = fromAgencyId !== toAgencyId;
  return facts(
    [words('letters.movement.from-agency'), left ? given.name(fromNames.agency) : null],
    [words('letters.movement.agency'), given.name(toNames.agency)],
    [words('letters.movement.position'), given.name(toNames.position)],
    [words('letters.movement.since'), given.day(fromLocal(institution.timeZone, `${since}T12:00`))],
  );
};

const own = (given: MovementLetter): LaidOut => {
  const { words, movement, links } = given;
  const left = movement.fromAgencyId !== movement.toAgencyId;
  return page(given, [
    paragraph(words('letters.movement-own.body', said(given))),
    where(given),
    left && paragraph(words('letters.movement-own.sessions')),
    movement.endedRoles.length > 0 && paragraph(words('letters.movement-own.roles')),
    left && paragraph(words(movement.passes ? 'letters.movement-own.stay' : 'letters.movement-own.along')),
    button(words('letters.movement-own.open'), links.profile),
    note(words('letters.movement-own.wrong', said(given))),
  ]);
};

const told =
  (body: LetterKey, then?: LetterKey) =>
  (given: MovementLetter): LaidOut =>
    page(given, [
      paragraph(given.words(body, said(given))),
      where(given),
      then !== undefined && paragraph(given.words(then, said(given))),
    ]);

const taken = (given: MovementLetter): LaidOut =>
  page(given, [
    paragraph(given.words('letters.movement-taken.body', said(given))),
    paragraph(given.words('letters.deactivation-taken.then')),
    button(given.words('letters.deactivation-taken.open'), given.links.requests),
  ]);

export const MOVEMENT_LETTERS: Readonly<Record<MovementKind, (given: MovementLetter) => LaidOut>> = {
  'movement-own': own,
  'movement-position': told('letters.movement-position.body'),
  'movement-left': told('letters.movement-left.body', 'letters.movement-left.then'),
  'movement-joined': told('letters.movement-joined.body', 'letters.movement-joined.then'),
  'movement-taken': taken,
};
