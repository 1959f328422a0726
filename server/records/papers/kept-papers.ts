/** The papers of sealed records: drawn when first asked for, sealed as a file, and the same bytes for ever. */
import { Readable } from 'node:stream';
import { signOf } from '#server/institution/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { FileAnswer } from '#server/shared/http/answer.ts';
import { newId } from '#server/shared/ids.ts';
import { sealPdf } from '#server/shared/paper/seal-pdf.ts';
import type { Reader } from '#server/shared/store.ts';
import { type SealedRecord, sealKeyOf } from '../sealed-rows.ts';
import { recordPaper } from './record-paper.ts';
import { t } from './said.ts';

type Shop = Pick<House, 'store' | 'files' | 'press' | 'sealing'>;
/** A receipt of before the seals says nothing of a sign. */
type Headed = { readonly logoSha256?: string | null; readonly governmentName: string };
type Kept = { readonly fileId: string; readonly bytes: number };

/** Files of papers a backup keeps. */
export const KEPT_PAPERS = 'select file_id as id, bytes, sha256 from sealed_papers';

/** A receipt is some fifty kilobytes; what is larger was not drawn by us. */
const LARGEST = 64 * 1024 * 1024;

/** As a download named by its kind and folio. `workshop.busy` when too many papers wait to be drawn. */
export async function paperOf(house: Shop, record: SealedRecord): Promise<FileAnswer> {
  const { fileId, bytes } = (await keptPaper(house.store.read, record.id)) ?? (await keep(house, record));
  return new FileAnswer({ name: nameOf(record), bytes, content: house.files.read(fileId) });
}

/** `acuse-DTI-SS-2026-000101.pdf` */
export const nameOf = ({ act, folio }: SealedRecord): string =>
  `${t(`papers.file.${act}`)}-${folio.replace(/[^\w-]+/g, '-')}.pdf`;

/** The bytes, drawn and sealed now; kept by nobody. */
export async function drawRecord({ store, press, sealing }: Shop, record: SealedRecord): Promise<Buffer> {
  const key = await sealKeyOf(store.read, record.keyId);
  if (key === undefined) throw new Error(`a record sealed by a key nobody knows: ${record.keyId}`);
  const { logoSha256 = null, governmentName } = JSON.parse(record.document) as Headed;
  const sign = await signOf(store.read, logoSha256, governmentName);
  return sealPdf(await press.print(recordPaper({ record, publicKey: key.publicKey, sign })), sealing);
}

async function keep(house: Shop, record: SealedRecord): Promise<Kept> {
  const pdf = await drawRecord(house, record);
  const fileId = newId();
  const onTooLarge = () => new Fault('storage.full');
  const { sha256 } = await house.files.write(fileId, Readable.from([pdf]), { maxBytes: LARGEST, onTooLarge });
  const isFirst = await house.store.aside('paper', async (db, now) => {
    const row = { record_id: record.id, file_id: fileId, bytes: pdf.length, sha256, made_at: now };
    const added = await db
      .insertInto('sealed_papers')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('file_id')
      .executeTakeFirst();
    return added !== undefined;
  });
  if (isFirst) return { fileId, bytes: pdf.length };
  // Somebody asked at the same moment and was first: theirs is the paper.
  await house.files.remove(fileId);
  const kept = await keptPaper(house.store.read, record.id);
  if (kept === undefined) throw new Error('a paper that is neither kept nor new');
  return kept;
}

async function keptPaper(db: Reader, recordId: string): Promise<Kept | undefined> {
  const row = await db
    .selectFrom('sealed_papers')
    .select(['file_id', 'bytes'])
    .where('record_id', '=', recordId)
    .executeTakeFirst();
  return row && { fileId: row.file_id, bytes: Number(row.bytes) };
}

export async function namesPapers(db: Reader, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.selectFrom('sealed_papers').select('file_id').where('file_id', 'in', ids).execute();
  return new Set(rows.map((row) => row.file_id));
}
