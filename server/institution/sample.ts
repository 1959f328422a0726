/** A sheet under the letterhead of today: to be looked at on screen and on paper before anything official is sealed under it. */
import { Readable } from 'node:stream';
import { translator } from '#locales/catalogues.ts';
import type { House } from '../shared/house.ts';
import { FileAnswer } from '../shared/http/answer.ts';
import { type Actor, allow } from '../shared/policy.ts';
import { legalTextOf } from './letterhead.ts';
import { paperHead } from './paper-head.ts';
import { institutionPolicy } from './policy.ts';
import { readInstitutionRow } from './rows.ts';

const t = translator('es-MX');

/** `workshop.busy` when too many papers wait to be drawn. */
export async function printLetterheadSample({ store, press, clock }: House, actor: Actor): Promise<FileAnswer> {
  const now = clock.now();
  const row = await readInstitutionRow(store.read);
  const institution = allow(institutionPolicy, 'administer', { actor, thing: row });
  const [title, folio] = [t('papers.sample.title'), `${institution.folioUnit}/SS/0000/000000`];
  const pdf = await press.print({
    ...{ lang: 'es-MX', title, subject: title, author: institution.governmentName, madeAt: now.toISOString() },
    letterhead: await paperHead(store.read, institution, now),
    foot: title,
    pageOf: t('papers.page-of', { page: '{page}', pages: '{pages}' }),
    blocks: [
      { kind: 'banner', title, name: t('papers.folio'), number: folio, under: t('papers.sample.under') },
      { kind: 'text', text: t('papers.sample.text') },
      { kind: 'text', tone: 'quiet', text: legalTextOf(institution) },
    ],
    enclosed: [],
  });
  return new FileAnswer({ name: t('papers.sample.file'), bytes: pdf.length, content: Readable.from([pdf]) });
}
