/** The full record of a request as a sealed PDF. */
import { Readable } from 'node:stream';
import { translator } from '#locales/catalogues.ts';
import { paperHead } from '../institution/index.ts';
import type { Which } from '../requests/index.ts';
import type { House } from '../shared/house.ts';
import { FileAnswer } from '../shared/http/answer.ts';
import { sealPdf } from '../shared/paper/seal-pdf.ts';
import type { Actor } from '../shared/policy.ts';
import { fullRecordPaper } from './full-record-paper.ts';
import { type Gathered, gather } from './gather.ts';

/** `expediente-DTI-SS-2026-000101` */
export const nameOf = (folio: string): string =>
  `${translator('es-MX')('dossier.file')}-${folio.replace(/[^\w-]+/g, '-')}`;

export async function drawFullRecord({ store, press, sealing }: House, given: Gathered): Promise<Buffer> {
  const letterhead = await paperHead(store.read, given.institution, given.madeAt);
  return sealPdf(await press.print(fullRecordPaper(given, letterhead)), sealing);
}

/** `workshop.busy` when too many papers wait to be drawn. */
export async function downloadFullRecord(house: House, actor: Actor, which: Which): Promise<FileAnswer> {
  const given = await gather(house, actor, which);
  const pdf = await drawFullRecord(house, given);
  return new FileAnswer({
    name: `${nameOf(given.request.folio)}.pdf`,
    bytes: pdf.length,
    content: Readable.from([pdf]),
  });
}
