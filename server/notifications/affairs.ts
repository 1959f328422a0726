/** What letters about the affairs of people share: whom a fact is told to, each once, and a letter written as it leaves. */
import { type PersonCard, peopleByIds, personById } from '../accounts/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import type { Json } from '../shared/canonical.ts';
import type { House } from '../shared/house.ts';
import { newId } from '../shared/ids.ts';
import type { Happened } from '../shared/jobs.ts';
import type { Written } from './dispatch.ts';
import type { LetterKind } from './kinds.ts';
import { type LaidOut, type Reading, readingFor } from './letters/page.ts';
import { linksFrom } from './links.ts';
import type { LetterRow, NewNotice } from './rows.ts';
import { mayBeWrittenTo } from './rules.ts';
import { keep, toLetter } from './tell.ts';

type Telling<Kind extends LetterKind> = {
  /** Who is told, and of what. */
  readonly told: ReadonlyMap<string, Kind>;
  readonly content: Json;
  readonly subject: (kind: Kind, reader: PersonCard) => string;
  /** Their line of the bell; null: none. */
  readonly line: (kind: Kind, reader: PersonCard) => NewNotice | null;
};

export async function tellOfAffair<Kind extends LetterKind>(
  house: House,
  happened: Happened,
  { told, content, subject, line }: Telling<Kind>,
): Promise<void> {
  const people = await peopleByIds(house.store.read, [...told.keys()]);
  const readers = [...told].flatMap(([personId, kind]) => {
    const reader = people.get(personId);
    return reader && mayBeWrittenTo(kind, reader.state) ? [{ kind, reader }] : [];
  });
  if (readers.length === 0) return;
  const letters = readers.map(({ kind, reader }) => {
    const { id: personId, locale, fullName: name, email: address } = reader;
    const said = { locale, subject: subject(kind, reader), content };
    return toLetter(house, happened, { kind, personId, to: { name, address }, requestId: null, ...said });
  });
  await keep(house, { letters, notices: readers.flatMap(({ kind, reader }) => line(kind, reader) ?? []) });
}

type Line = { kind: NewNotice['kind']; personId: string; subject: string; by: string };

/** A line of the bell that is of no request. */
export const affairLine = (
  happened: Happened,
  { kind, personId, subject, by, more }: Line & { more: Readonly<Record<string, string>> },
): NewNotice => ({
  ...{ id: newId(), historyId: happened.id, personId, kind, requestId: null, at: happened.at },
  details: { ref: null, folio: '', subject, by, side: 'desk', more },
});

/** The page for that reader, or why they need no letter any more. */
type Page = (reader: PersonCard) => Promise<string | ((reading: Reading) => LaidOut)>;

/** Written as it leaves: from how things stand then, to the address the reader has then. */
export async function writeAffair(house: House, row: LetterRow, kind: LetterKind, page: Page): Promise<Written> {
  const db = house.store.read;
  const reader = row.person_id === null ? undefined : await personById(db, row.person_id);
  if (!reader) return { drop: 'the person is gone' };
  if (!mayBeWrittenTo(kind, reader.state)) return { drop: `the account is ${reader.state}` };
  const made = await page(reader);
  if (typeof made === 'string') return { drop: made };
  const institution = await readInstitutionRow(db);
  const { locale, givenNames: readerName, fullName: name, email: address } = reader;
  const links = linksFrom(house.settings.publicUrl);
  const laidOut = made(readingFor({ locale, readerName, institution, links, now: house.clock.now() }));
  const to = { name, address };
  return { letter: { messageId: row.message_id, references: [], to, fromName: institution.productName, ...laidOut } };
}
