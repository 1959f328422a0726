/** A letter about an enrolment, written as it leaves: from how the form stands then, to the address the reader has then. */
import * as v from 'valibot';
import { personById } from '../accounts/index.ts';
import { fromLocal } from '../calendars/index.ts';
import { enrolmentForLetter } from '../enrolments/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import type { House } from '../shared/house.ts';
import type { Written } from './dispatch.ts';
import { EnrolmentContent, type EnrolmentKind } from './kinds.ts';
import { ENROLMENT_LETTERS } from './letters/enrolment.ts';
import { readingFor } from './letters/page.ts';
import { linksFrom } from './links.ts';
import type { LetterRow } from './rows.ts';
import { mayBeWrittenTo, wantsLetter } from './rules.ts';
import { exceptionOf, needless } from './tell-of-enrolment.ts';

export async function writeEnrolmentLetter(house: House, row: LetterRow, kind: EnrolmentKind): Promise<Written> {
  const db = house.store.read;
  const content = v.parse(EnrolmentContent, row.content);
  const form = await enrolmentForLetter(db, content.enrolmentId);
  const reader = row.person_id === null ? undefined : await personById(db, row.person_id);
  if (form === null || !reader) return { drop: 'the enrolment or the person is gone' };
  if (!mayBeWrittenTo(kind, reader.state)) return { drop: `the account is ${reader.state}` };
  if (!wantsLetter(kind, reader.mutedLetters)) return { drop: 'the person does without such letters' };
  const exception = await exceptionOf(house, content);
  const drop = needless({ kind, round: content.round, reader, form, exception });
  if (drop !== null) return { drop };
  const institution = await readInstitutionRow(db);
  const isOwn = exception?.personId === reader.id;
  const about = exception === null || isOwn ? undefined : await personById(db, exception.personId);
  const reading = readingFor({
    locale: reader.locale,
    readerName: reader.givenNames,
    institution,
    links: linksFrom(house.settings.publicUrl),
    now: house.clock.now(),
  });
  const page = ENROLMENT_LETTERS[kind]({
    ...reading,
    form,
    kind,
    at: row.happened_at,
    round: content.round,
    signed: content.signed,
    isOwn,
    personName: about?.fullName ?? '',
    until: exception === null ? null : fromLocal(institution.timeZone, `${exception.until}T12:00`),
  });
  const to = { name: reader.fullName, address: reader.email };
  return { letter: { messageId: row.message_id, references: [], to, fromName: institution.productName, ...page } };
}
