/** Who controls the desk is sent each day's anchor: what they keep makes a rebuilt history visible (decision 53). */
import * as v from 'valibot';
import { peopleByIds, peopleWithRole, personById } from '../accounts/index.ts';
import { anchorByNumber, anchorFile, anchorFileName } from '../anchors/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import type { House } from '../shared/house.ts';
import type { Happened } from '../shared/jobs.ts';
import type { Written } from './dispatch.ts';
import { ANCHOR_KIND } from './kinds.ts';
import { anchorMade } from './letters/anchor-made.ts';
import { readingFor } from './letters/page.ts';
import { linksFrom } from './links.ts';
import type { LetterRow, NewLetter } from './rows.ts';
import { mayBeWrittenTo } from './rules.ts';
import { keep, toLetter } from './tell.ts';
import { wordsIn } from './words.ts';

export const ANCHOR_FACTS: readonly string[] = ['anchor.made'];

const Content = v.object({ number: v.number(), day: v.string(), entries: v.number() });

export async function tellOfAnchor(house: House, happened: Happened): Promise<void> {
  const content = v.parse(Content, happened.data);
  const db = house.store.read;
  const people = await peopleByIds(db, await peopleWithRole(db, 'auditor', null));
  const { number, day } = content;
  const letters = [...people.values()].map(
    ({ id: personId, locale, fullName, email }): NewLetter =>
      toLetter(house, happened, {
        ...{ kind: ANCHOR_KIND, personId, to: { name: fullName, address: email }, requestId: null, locale },
        subject: wordsIn(locale)('letters.anchor-made.subject', { number: String(number), day }),
        content,
      }),
  );
  await keep(house, { letters, notices: [] });
}

export async function writeAnchorLetter(house: House, row: LetterRow): Promise<Written> {
  const db = house.store.read;
  const { number, day, entries } = v.parse(Content, row.content);
  const reader = row.person_id === null ? undefined : await personById(db, row.person_id);
  if (!reader) return { drop: 'the person is gone' };
  if (!mayBeWrittenTo(ANCHOR_KIND, reader.state)) return { drop: `the account is ${reader.state}` };
  if (!reader.roles.includes('auditor')) return { drop: 'the person no longer controls' };
  const anchor = await anchorByNumber(db, number);
  if (anchor === undefined) return { drop: 'the anchor is gone' };
  const institution = await readInstitutionRow(db);
  const reading = readingFor({
    ...{ locale: reader.locale, readerName: reader.givenNames, institution },
    links: linksFrom(house.settings.publicUrl),
    now: house.clock.now(),
  });
  const page = anchorMade({
    ...reading,
    ...{ number, entries, of: day, sha256: anchor.sha256.toString('hex') },
    file: { name: anchorFileName(number), text: anchorFile(anchor) },
  });
  const to = { name: reader.fullName, address: reader.email };
  return { letter: { messageId: row.message_id, references: [], to, fromName: institution.productName, ...page } };
}
