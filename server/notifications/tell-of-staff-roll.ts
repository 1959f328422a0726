/** Staff rolls in letters: to who answers for the agency, and to DTI of agencies without anybody to answer. */
import * as v from 'valibot';
import { type PersonCard, peopleByIds, peopleWithRole, personById } from '../accounts/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import type { Json } from '../shared/canonical.ts';
import type { House } from '../shared/house.ts';
import type { Happened } from '../shared/jobs.ts';
import {
  MONTH_OPENED,
  ROLL_OPENED,
  ROLL_REMINDED,
  ROLL_SUSPENDED,
  type StaffRollForLetter,
  staffRollForLetter,
} from '../staff-rolls/index.ts';
import type { Written } from './dispatch.ts';
import { StaffRollContent, type StaffRollKind } from './kinds.ts';
import { readingFor } from './letters/page.ts';
import { STAFF_ROLL_LETTERS, staffRollSubject } from './letters/staff-roll.ts';
import { linksFrom } from './links.ts';
import type { LetterRow, NewLetter } from './rows.ts';
import { mayBeWrittenTo } from './rules.ts';
import { keep, toLetter } from './tell.ts';

export const STAFF_ROLL_FACTS: readonly string[] = [MONTH_OPENED, ROLL_OPENED, ROLL_REMINDED, ROLL_SUSPENDED];

const text = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);
const figure = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);

export async function tellOfStaffRoll(house: House, happened: Happened): Promise<void> {
  const told = await toldOf(house, happened);
  if (told === null) return;
  const people = await peopleByIds(house.store.read, told.ids);
  const month = text(happened.data.month) ?? '';
  const content: StaffRollContent = { rollId: text(happened.data.rollId), month, count: told.count };
  const letters = told.ids.flatMap((personId): NewLetter[] => {
    const person = people.get(personId);
    if (!person || !mayBeWrittenTo(told.kind, person.state)) return [];
    const { locale, fullName: name, email: address } = person;
    const subject = staffRollSubject(locale, { kind: told.kind, month });
    const { kind } = told;
    return [
      toLetter(house, happened, { kind, personId, to: { name, address }, requestId: null, locale, subject, content }),
    ];
  });
  if (letters.length > 0) await keep(house, { letters, notices: [] });
}

type Told = { readonly kind: StaffRollKind; readonly ids: readonly string[]; readonly count: number };

async function toldOf(house: House, { fact, data }: Happened): Promise<Told | null> {
  if (fact === MONTH_OPENED) {
    const count = figure(data.unanswerable);
    if (count === 0) return null;
    return {
      kind: 'staff-rolls-unanswerable',
      ids: await peopleWithRole(house.store.read, 'operator_admin', null),
      count,
    };
  }
  const roll = await staffRollForLetter(house, text(data.rollId) ?? '');
  if (roll === null) return null;
  const ids = roll.answererIds;
  if (fact === ROLL_OPENED) return { kind: 'staff-roll-opened', ids, count: 0 };
  if (fact === ROLL_REMINDED)
    return { kind: data.late === true ? 'staff-roll-overdue' : 'staff-roll-due', ids, count: 0 };
  // Of a silence that kept nobody out there is nothing to tell.
  const count = figure(data.people);
  return count === 0 ? null : { kind: 'staff-roll-suspended', ids, count };
}

type Leaving = {
  readonly kind: StaffRollKind;
  readonly reader: Pick<PersonCard, 'id' | 'roles'>;
  readonly roll: Pick<StaffRollForLetter, 'state' | 'answererIds'> | null;
};

/** Why the letter need not leave any more, or null. Pure. */
export function needlessOfRoll({ kind, reader, roll }: Leaving): string | null {
  if (kind === 'staff-rolls-unanswerable')
    return reader.roles.includes('operator_admin') ? null : 'the person no longer administers';
  if (roll === null) return 'the staff roll is gone';
  if (!roll.answererIds.includes(reader.id)) return 'the person no longer answers for that agency';
  if (roll.state === 'confirmed' || roll.state === 'unanswered') return `the staff roll is ${roll.state}`;
  return kind === 'staff-roll-due' && roll.state === 'overdue' ? 'the staff roll is overdue' : null;
}

/** Written as it leaves: from how the roll stands then, to the address the reader has then. */
export async function writeStaffRollLetter(house: House, row: LetterRow, kind: StaffRollKind): Promise<Written> {
  const db = house.store.read;
  const { rollId, month, count } = v.parse(StaffRollContent, row.content);
  const reader = row.person_id === null ? undefined : await personById(db, row.person_id);
  if (!reader) return { drop: 'the person is gone' };
  if (!mayBeWrittenTo(kind, reader.state)) return { drop: `the account is ${reader.state}` };
  const roll = rollId === null ? null : await staffRollForLetter(house, rollId);
  const drop = needlessOfRoll({ kind, reader, roll });
  if (drop !== null) return { drop };
  const institution = await readInstitutionRow(db);
  const reading = readingFor({
    locale: reader.locale,
    readerName: reader.givenNames,
    institution,
    links: linksFrom(house.settings.publicUrl),
    now: house.clock.now(),
  });
  const page = STAFF_ROLL_LETTERS[kind]({ ...reading, kind, month, roll, count });
  const to = { name: reader.fullName, address: reader.email };
  return { letter: { messageId: row.message_id, references: [], to, fromName: institution.productName, ...page } };
}
