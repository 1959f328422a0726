/** Requests about personal data in letters: to whoever they are about, to who attends them, to who carries a cancellation out. */
import * as v from 'valibot';
import { peopleByIds, peopleWithRole, personById } from '../accounts/index.ts';
import {
  type DataRightForLetter,
  dataRightForLetter,
  RIGHT_ANSWERED,
  RIGHT_CORRECTION,
  RIGHT_EFFECTIVE,
  RIGHT_EXTENDED,
  RIGHT_LAPSED,
  RIGHT_RECEIVED,
} from '../data-rights/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import type { House } from '../shared/house.ts';
import type { Happened } from '../shared/jobs.ts';
import type { Written } from './dispatch.ts';
import { DataRightContent, type DataRightLetter } from './kinds.ts';
import { dataRightLetter, dataRightSubject, toWhoAttends } from './letters/data-right.ts';
import { readingFor } from './letters/page.ts';
import { linksFrom } from './links.ts';
import type { LetterRow, NewLetter } from './rows.ts';
import { mayBeWrittenTo } from './rules.ts';
import { keep, toLetter } from './tell.ts';

const TO_HOLDER: Readonly<Record<string, DataRightLetter>> = {
  [RIGHT_RECEIVED]: 'data-right-received',
  [RIGHT_CORRECTION]: 'data-right-correction',
  [RIGHT_EXTENDED]: 'data-right-extended',
  [RIGHT_ANSWERED]: 'data-right-answered',
  [RIGHT_EFFECTIVE]: 'data-right-effective',
  [RIGHT_LAPSED]: 'data-right-lapsed',
};
export const DATA_RIGHT_FACTS: readonly string[] = Object.keys(TO_HOLDER);

type Told = { readonly kind: DataRightLetter; readonly personId: string };

async function toldOf(house: House, { fact, data }: Happened, about: DataRightForLetter): Promise<Told[]> {
  const db = house.store.read;
  const kind = TO_HOLDER[fact];
  const holder: Told[] = kind === undefined ? [] : [{ kind, personId: about.personId }];
  const others = async (role: 'privacy_officer' | 'operator_admin', told: DataRightLetter): Promise<Told[]> =>
    (await peopleWithRole(db, role, null))
      .filter((id) => id !== about.personId)
      .map((personId) => ({ kind: told, personId }));
  if (fact === RIGHT_RECEIVED && about.way === 'own')
    return [...holder, ...(await others('privacy_officer', 'data-right-arrived'))];
  if (fact === RIGHT_ANSWERED && data.outcome === 'granted' && about.kind === 'cancellation')
    return [...holder, ...(await others('operator_admin', 'data-right-to-block'))];
  return holder;
}

export async function tellOfDataRight(house: House, happened: Happened): Promise<void> {
  const id = happened.data.dataRightId;
  const about = typeof id === 'string' ? await dataRightForLetter(house, id) : null;
  if (about === null) return;
  const told = await toldOf(house, happened, about);
  const people = await peopleByIds(
    house.store.read,
    told.map(({ personId }) => personId),
  );
  const letters = told.flatMap(({ kind, personId }): NewLetter[] => {
    const person = people.get(personId);
    if (!person || !mayBeWrittenTo(kind, person.state)) return [];
    const { locale, fullName: name, email: address } = person;
    const subject = dataRightSubject(locale, { kind, folio: about.folio });
    const content: DataRightContent = { dataRightId: about.id };
    return [
      toLetter(house, happened, { kind, personId, to: { name, address }, requestId: null, locale, subject, content }),
    ];
  });
  if (letters.length > 0) await keep(house, { letters, notices: [] });
}

/** Why the letter need not leave any more, or null. Pure. */
export function needlessOfRight(kind: DataRightLetter, { state }: Pick<DataRightForLetter, 'state'>): string | null {
  const moved = `the request is ${state}`;
  if (kind === 'data-right-correction') return state === 'correcting' ? null : moved;
  if (kind === 'data-right-arrived') return state === 'received' ? null : moved;
  if (kind === 'data-right-to-block') return state === 'granted' ? null : moved;
  if (kind === 'data-right-extended') return state === 'received' ? null : moved;
  return null;
}

/** Written as it leaves: from how the request stands then, to the address the reader has then. */
export async function writeDataRightLetter(house: House, row: LetterRow, kind: DataRightLetter): Promise<Written> {
  const db = house.store.read;
  const { dataRightId } = v.parse(DataRightContent, row.content);
  const reader = row.person_id === null ? undefined : await personById(db, row.person_id);
  const about = await dataRightForLetter(house, dataRightId);
  if (!reader || about === null) return { drop: 'the request or the person is gone' };
  if (!mayBeWrittenTo(kind, reader.state)) return { drop: `the account is ${reader.state}` };
  if (toWhoAttends(kind) && !reader.roles.some((role) => role === 'privacy_officer' || role === 'operator_admin'))
    return { drop: 'the person no longer attends such requests' };
  const drop = needlessOfRight(kind, about);
  if (drop !== null) return { drop };
  const institution = await readInstitutionRow(db);
  const reading = readingFor({
    locale: reader.locale,
    readerName: reader.givenNames,
    institution,
    links: linksFrom(house.settings.publicUrl),
    now: house.clock.now(),
  });
  const page = dataRightLetter({ ...reading, kind, about });
  const to = { name: reader.fullName, address: reader.email };
  return { letter: { messageId: row.message_id, references: [], to, fromName: institution.productName, ...page } };
}
