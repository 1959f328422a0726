/** Whoever asked to be told when a notice of the desk is over is told once: a line in the bell and a letter. */
import * as v from 'valibot';
import { peopleByIds, personById } from '../accounts/index.ts';
import { announcementTitle, followersOf } from '../announcements/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import type { House } from '../shared/house.ts';
import { newId } from '../shared/ids.ts';
import type { Happened } from '../shared/jobs.ts';
import type { Written } from './dispatch.ts';
import { announcementOver } from './letters/announcement-over.ts';
import { readingFor } from './letters/page.ts';
import { linksFrom } from './links.ts';
import type { LetterRow, NewLetter, NewNotice } from './rows.ts';
import { mayBeWrittenTo } from './rules.ts';
import { keep, toLetter } from './tell.ts';
import { wordsIn } from './words.ts';

export const ANNOUNCEMENT_FACTS: readonly string[] = ['announcement.ended', 'announcement.withdrawn'];

const OverContent = v.object({
  announcementId: v.string(),
  /** Whether it is over, or should not have been said. */
  outcome: v.picklist(['ended', 'withdrawn']),
});

export async function tellOfAnnouncement(house: House, happened: Happened): Promise<void> {
  const db = house.store.read;
  const announcementId = String(happened.data.announcementId ?? '');
  const title = await announcementTitle(db, announcementId);
  if (title === null) return;
  const outcome = happened.fact === 'announcement.ended' ? 'ended' : 'withdrawn';
  const people = await peopleByIds(db, await followersOf(db, announcementId));
  const letters: NewLetter[] = [];
  const notices: NewNotice[] = [];
  for (const person of people.values()) {
    const { id: personId, locale } = person;
    const named = locale === 'en' ? title.en || title.es : title.es;
    letters.push(
      toLetter(house, happened, {
        kind: 'announcement-over',
        personId,
        to: { name: person.fullName, address: person.email },
        requestId: null,
        locale,
        subject: wordsIn(locale)('letters.announcement-over.subject', { outcome, title: named }),
        content: { announcementId, outcome },
      }),
    );
    const details = { ref: null, folio: '', subject: named, by: '', side: 'requester', more: { outcome } } as const;
    const line = { kind: 'announcement-over', requestId: null, details, at: happened.at } as const;
    notices.push({ ...line, id: newId(), historyId: happened.id, personId });
  }
  await keep(house, { letters, notices });
}

/** Written as it leaves: in the words the notice has then, to the address the person has then. */
export async function writeAnnouncementLetter(house: House, row: LetterRow): Promise<Written> {
  const db = house.store.read;
  const { announcementId, outcome } = v.parse(OverContent, row.content);
  const title = await announcementTitle(db, announcementId);
  const reader = row.person_id === null ? undefined : await personById(db, row.person_id);
  if (title === null || !reader) return { drop: 'the notice or the person is gone' };
  if (!mayBeWrittenTo('announcement-over', reader.state)) return { drop: `the account is ${reader.state}` };
  const institution = await readInstitutionRow(db);
  const reading = readingFor({
    locale: reader.locale,
    readerName: reader.givenNames,
    institution,
    links: linksFrom(house.settings.publicUrl),
    now: house.clock.now(),
  });
  const page = announcementOver({ ...reading, title: reading.name(title), outcome, at: row.happened_at });
  const to = { name: reader.fullName, address: reader.email };
  return { letter: { messageId: row.message_id, references: [], to, fromName: institution.productName, ...page } };
}
