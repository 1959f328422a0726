/** Who controls the desk is sent each day's anchor: what they keep makes a rebuilt history visible (decision 53). */
import * as v from 'valibot';
import { peopleByIds, peopleWithRole, personById } from '../accounts/index.ts';
import { anchorByNumber, anchorFile, anchorFileName, newestAnchor } from '../anchors/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import { ADDRESSES_CHANGED, anchorAddresses } from '../integrity/index.ts';
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
import { type Locale, wordsIn } from './words.ts';

const MADE = 'anchor.made';
export const ANCHOR_FACTS: readonly string[] = [MADE, ADDRESSES_CHANGED];

/** Of somebody with no account: legal paper is in es-MX. */
const OUTSIDE = 'es-MX';

const Content = v.object({ number: v.number(), day: v.string(), entries: v.number() });
const Added = v.object({ added: v.array(v.string()) });

/** Whoever is new gets the newest at once: that an address is right is seen the same day. */
export async function tellOfAnchor(house: House, happened: Happened): Promise<void> {
  const db = house.store.read;
  if (happened.fact === MADE) {
    const content = v.parse(Content, happened.data);
    const auditors = await peopleByIds(db, await peopleWithRole(db, 'auditor', null));
    const theirs = [...auditors.values()].map(({ id: personId, locale, fullName, email }) =>
      letterOf(house, happened, { content, personId, locale, to: { name: fullName, address: email } }),
    );
    const outside = (await anchorAddresses(db)).map((email) => outsideLetter(house, happened, { content, email }));
    return keep(house, { letters: [...theirs, ...outside], notices: [] });
  }
  const newest = await newestAnchor(db);
  if (newest === undefined) return;
  const content = { number: newest.number, day: newest.day, entries: newest.to - newest.from };
  const { added } = v.parse(Added, happened.data);
  await keep(house, { letters: added.map((email) => outsideLetter(house, happened, { content, email })), notices: [] });
}

type Told = {
  content: v.InferOutput<typeof Content>;
  personId: string | null;
  locale: Locale;
  to: { name: string; address: string };
};

const letterOf = (house: House, happened: Happened, { content, ...whom }: Told): NewLetter =>
  toLetter(house, happened, {
    ...{ kind: ANCHOR_KIND, requestId: null, content, ...whom },
    subject: wordsIn(whom.locale)('letters.anchor-made.subject', { number: String(content.number), day: content.day }),
  });

const outsideLetter = (
  house: House,
  happened: Happened,
  { content, email }: { content: Told['content']; email: string },
) => letterOf(house, happened, { content, personId: null, locale: OUTSIDE, to: { name: '', address: email } });

type Reader = {
  readonly locale: Locale;
  readonly givenNames: string;
  readonly fullName: string;
  readonly email: string;
};

/** Who reads it, or why nobody does any more. */
async function readerOf(house: House, row: LetterRow): Promise<Reader | { drop: string }> {
  const db = house.store.read;
  if (row.person_id === null) {
    const email = row.to_address ?? '';
    if (!(await anchorAddresses(db)).includes(email)) return { drop: 'the address is no longer told' };
    return { locale: OUTSIDE, givenNames: '', fullName: '', email };
  }
  const person = await personById(db, row.person_id);
  if (!person) return { drop: 'the person is gone' };
  if (!mayBeWrittenTo(ANCHOR_KIND, person.state)) return { drop: `the account is ${person.state}` };
  return person.roles.includes('auditor') ? person : { drop: 'the person no longer controls' };
}

export async function writeAnchorLetter(house: House, row: LetterRow): Promise<Written> {
  const db = house.store.read;
  const { number, day, entries } = v.parse(Content, row.content);
  const reader = await readerOf(house, row);
  if ('drop' in reader) return reader;
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
