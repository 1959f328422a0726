/** The whole record: every chain, every sealed record, every anchor, each against the others (R20). */
import { sealKeys, verifyReceipts } from '#server/records/index.ts';
import { messagesAmiss } from '#server/requests/index.ts';
import { type ChainReport, verifyChains } from '#server/shared/history.ts';
import type { House } from '#server/shared/house.ts';
import type { Reader } from '#server/shared/store.ts';
import { checkAnchors } from './check-anchors.ts';
import { checkKeys, checkRecords } from './check-records.ts';
import { folioOf } from './check-rows.ts';
import { type Finding, Findings } from './findings.ts';

export type Checked = {
  readonly streams: number;
  readonly entries: number;
  readonly receipts: number;
  readonly records: number;
  readonly anchors: number;
  readonly breaks: ChainReport['breaks'];
  /** The first of each kind of trouble first; empty: all holds. */
  readonly findings: readonly Finding[];
};

/** `given`: texts of anchors that somebody kept elsewhere. */
export async function checkAll(
  { store, settings }: Pick<House, 'store' | 'settings'>,
  given: readonly string[] = [],
): Promise<Checked> {
  const db = store.read;
  const findings = new Findings();
  const { streams, entries, breaks } = await verifyChains(db);
  for (const { stream, sequence, how } of breaks) findings.add(how, { stream, sequence });
  const { receipts, altered } = await verifyReceipts(db);
  for (const folio of altered) findings.add('record-edited', { folio });
  for (const { stream, sequence, gone } of await messagesAmiss(db))
    findings.add(gone ? 'message-missing' : 'message-edited', { stream, sequence });
  const keys = await sealKeys(db);
  checkKeys(findings, keys);
  const records = await checkRecords({ db, findings }, keys);
  const known = new Map(keys.map(({ id, publicKey }) => [id, publicKey]));
  const anchors = await checkAnchors({ db, findings, keys: known, dataDir: settings.dataDir }, given);
  return { streams, entries, receipts, records, anchors, breaks, findings: await named(db, findings.found) };
}

/** With the folios people know them by. */
async function named(db: Reader, found: readonly Finding[]): Promise<Finding[]> {
  const all: Finding[] = [];
  for (const each of found) all.push(each.stream === null ? each : { ...each, folio: await folioOf(db, each.stream) });
  return all;
}
