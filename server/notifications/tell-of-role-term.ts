/** Roles given until a day, seven days before and when they end: to who holds it, who gave it and who coordinates their agency. */
import * as v from 'valibot';
import type { Role } from '#contract/permissions.ts';
import { type PersonCard, peopleByIds, peopleWithRole, ROLE_ENDED, ROLE_ENDING, termsOf } from '../accounts/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import type { House } from '../shared/house.ts';
import { newId } from '../shared/ids.ts';
import { dayInWords } from '../shared/in-words.ts';
import type { Happened } from '../shared/jobs.ts';
import { writeAffair } from './affairs.ts';
import type { Written } from './dispatch.ts';
import { RoleTermContent, type RoleTermKind } from './kinds.ts';
import { noonOf, ROLE_TERM_LETTERS, roleInWords, roleTermSubject } from './letters/role-term.ts';
import type { LetterRow, NewLetter, NewNotice } from './rows.ts';
import { mayBeWrittenTo } from './rules.ts';
import { keep, shortName, toLetter } from './tell.ts';

export const ROLE_TERM_FACTS: readonly string[] = [ROLE_ENDING, ROLE_ENDED];

export async function tellOfRoleTerm(house: House, happened: Happened): Promise<void> {
  const db = house.store.read;
  const content = v.parse(RoleTermContent, happened.data);
  const kind: RoleTermKind = happened.fact === ROLE_ENDED ? 'role-ended' : 'role-ending';
  const holder = (await peopleByIds(db, [content.personId])).get(content.personId);
  if (!holder) return;
  const coordinators = await peopleWithRole(db, 'agency_coordinator', holder.agencyId);
  const ids = [holder.id, ...(content.givenBy === null ? [] : [content.givenBy]), ...coordinators];
  const people = await peopleByIds(db, new Set(ids));
  const told = [...people.values()].filter(
    (reader) => mayBeWrittenTo(kind, reader.state) && isConcerned(reader, { holder, givenBy: content.givenBy }),
  );
  const letters = told.map(({ id: personId, locale, fullName, email }): NewLetter => {
    const subject = roleTermSubject(locale, { kind, isOwn: personId === holder.id });
    const to = { name: fullName, address: email };
    return toLetter(house, happened, { kind, personId, to, requestId: null, locale, subject, content });
  });
  const { timeZone } = await readInstitutionRow(db);
  const notices = told.map((reader) => lineFor(happened, { reader, holder, content, timeZone }));
  if (letters.length > 0) await keep(house, { letters, notices });
}

type Line = { reader: PersonCard; holder: PersonCard; content: RoleTermContent; timeZone: string };

function lineFor(happened: Happened, { reader, holder, content, timeZone }: Line): NewNotice {
  const { locale, id: personId } = reader;
  const day = dayInWords(noonOf(content.until), { locale, timeZone, now: happened.at });
  const own = personId === holder.id ? 'yes' : 'no';
  const over = happened.fact === ROLE_ENDED ? 'yes' : 'no';
  const subject = `${roleInWords(content.role, locale)} · ${day}`;
  const details = { ref: null, folio: '', subject, by: shortName(holder), side: 'desk' as const, more: { own, over } };
  return {
    id: newId(),
    historyId: happened.id,
    personId,
    kind: 'role-term',
    requestId: null,
    details,
    at: happened.at,
  };
}

type Reader = Pick<PersonCard, 'id' | 'roles' | 'agencyId'>;
type Concerned = { readonly holder: Reader; readonly givenBy: string | null };

/** Who holds it; who gave it, while they administer; who coordinates the agency of who holds it. Pure. */
const isConcerned = (reader: Reader, { holder, givenBy }: Concerned): boolean =>
  reader.id === holder.id ||
  (reader.id === givenBy && reader.roles.includes('operator_admin')) ||
  (reader.roles.includes('agency_coordinator') && reader.agencyId === holder.agencyId);

export type LeavingTerm = Concerned & {
  readonly kind: RoleTermKind;
  readonly reader: Reader;
  readonly role: Role;
  readonly until: string;
  /** Its last day as it is held now; undefined where it is not, or has none. */
  readonly held: string | undefined;
};

/** Why the letter need not leave any more, or null. Pure. */
export function needlessOfTerm(leaving: LeavingTerm): string | null {
  if (!isConcerned(leaving.reader, leaving)) return 'it is no longer the person’s affair';
  if (leaving.kind === 'role-ended')
    return leaving.holder.roles.includes(leaving.role) ? 'the role was given again' : null;
  return leaving.held === leaving.until ? null : 'the role does not end that day any more';
}

export const writeRoleTermLetter = (house: House, row: LetterRow, kind: RoleTermKind): Promise<Written> =>
  writeAffair(house, row, kind, async (reader) => {
    const db = house.store.read;
    const { personId, role, until, givenBy } = v.parse(RoleTermContent, row.content);
    const holder = (await peopleByIds(db, [personId])).get(personId);
    if (!holder) return 'the person is gone';
    const held = (await termsOf(db, [personId])).get(personId)?.get(role);
    const drop = needlessOfTerm({ kind, reader, holder, givenBy, role, until, held });
    if (drop !== null) return drop;
    const isOwn = reader.id === holder.id;
    const isAdministrator = reader.roles.includes('operator_admin');
    const about = { kind, personId, role, until, isOwn, isAdministrator, personName: isOwn ? '' : holder.fullName };
    return (reading) => ROLE_TERM_LETTERS[kind]({ ...reading, ...about });
  });
