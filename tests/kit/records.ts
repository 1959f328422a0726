/** What holds for the sealed records of anything: listed, drawn once, sealed as files, found by nobody who may not look, and noted when opened. */
import { sql } from 'kysely';
import { expect, vi } from 'vitest';
import type { downloadRequestRecord, listRequestRecords, SealedRecordView } from '#contract/records.ts';
import { Fault } from '#server/shared/fault.ts';
import { newId, sha256 } from '#server/shared/ids.ts';
import { sealedText } from '#server/shared/paper/seal-pdf.ts';
import { isSealOf } from '#server/shared/sealing.ts';
import type { TestHouse } from './house.ts';

type Asked = {
  /** Those of requests, or the like of others: called with what names the subject. */
  readonly list: unknown;
  readonly download: unknown;
  readonly session: string;
  /** Signed in, and without a right to it; null: nobody of the scene is. */
  readonly stranger: string | null;
  readonly of: Readonly<Record<string, string>>;
};

const LINE = /\n%MesaSello 1 ([0-9a-f]+) ([A-Za-z0-9+/=]+)\nstartxref\n/;

/** Answers the records, with the bytes of their papers. */
export async function recordsHeld(
  desk: TestHouse,
  { list, download, session, stranger, of }: Asked,
): Promise<{ record: SealedRecordView; pdf: Buffer }[]> {
  const look = (as: string, params = of) =>
    desk.call(list as typeof listRequestRecords, { session: as, params: params as never });
  const take = (record: string, as = session) =>
    desk.call(download as typeof downloadRequestRecord, { session: as, params: { ...of, record } as never });
  const listed = await look(session);
  expect(listed.status, listed.raw.body).toBe(200);
  const { records } = listed.reply;
  const first = records[0]?.id ?? '';
  const nowhere = Object.fromEntries(Object.keys(of).map((name) => [name, newId()]));
  expect([(await look(session, nowhere)).status, (await take(newId())).status]).toEqual([404, 404]);
  if (stranger !== null)
    expect([(await look(stranger)).status, (await take(first, stranger)).status]).toEqual([404, 404]);
  vi.spyOn(desk.house.press, 'print').mockRejectedValueOnce(new Fault('workshop.busy', {}, { retryAfter: 5 }));
  expect((await take(first)).problem.code).toBe('workshop.busy');
  const papers: { record: SealedRecordView; pdf: Buffer }[] = [];
  for (const record of records) {
    // Two at the same moment draw it twice, and one of both is the paper for ever.
    const [one, other] = await Promise.all([take(record.id), take(record.id)]);
    expect([one.status, other.status]).toEqual([200, 200]);
    const again = await take(record.id);
    for (const each of [other, again]) expect(sha256(each.raw.bytes).equals(sha256(one.raw.bytes))).toBe(true);
    const text = one.raw.bytes.toString('latin1');
    const [, keyId = '', seal = ''] = LINE.exec(text) ?? [];
    const rest = Buffer.from(text.replace(seal, ''), 'latin1');
    expect(keyId).toBe(desk.house.sealing.keyId);
    const bytes = Buffer.from(seal, 'base64');
    expect(isSealOf(desk.house.sealing.publicKey, sealedText(sha256(rest)), bytes)).toBe(true);
    papers.push({ record, pdf: one.raw.bytes });
  }
  await desk.house.readings.flush();
  const { rows } = await sql<{ id: string }>`
    select distinct detail_id as id from readings where what = 'paper'`.execute(desk.house.store.read);
  expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(records.map(({ id }) => id)));
  return papers;
}
