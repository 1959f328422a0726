/** The whole record: every chain, every sealed record, every anchor, each against the others (R20). */
import type { CHECK_PHASES } from '#contract/integrity.ts';
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

export type Asked = {
  /** Texts of anchors that somebody kept elsewhere. */
  readonly given?: readonly string[];
  /** Told now and then how far it is; may throw to end it. Others have their turn meanwhile. */
  readonly tell?: (phase: (typeof CHECK_PHASES)[number], seen: number) => Promise<void>;
};

export async function checkAll(
  { store, settings }: Pick<House, 'store' | 'settings'>,
  { given = [], tell = async () => undefined }: Asked = {},
): Promise<Checked> {
  const db = store.read;
  const findings = new Findings();
  const { streams, entries, breaks } = await verifyChains(db, 1_000, (seen) => tell('history', seen));
  for (const { stream, sequence, how } of breaks) findings.add(how, { stream, sequence });
  const { receipts, altered } = await verifyReceipts(db);
  for (const folio of altered) findings.add('record-edited', { folio });
  await tell('messages', 0);
  for (const { stream, sequence, gone } of await messagesAmiss(db))
    findings.add(gone ? 'message-missing' : 'message-edited', { stream, sequence });
  const keys = await sealKeys(db);
  checkKeys(findings, keys);
  const records = await checkRecords({ db, findings, seen: (count) => tell('records', count) }, keys);
  const known = new Map(keys.map(({ id, publicKey }) => [id, publicKey]));
  const anchors = await checkAnchors({ db, findings, keys: known, dataDir: settings.dataDir }, given, (count) =>
    tell('anchors', count),
  );
  return { streams, entries, receipts, records, anchors, breaks, findings: await named(db, findings.found) };
}

/** With the folios people know them by. */
async function named(db: Reader, found: readonly Finding[]): Promise<Finding[]> {
  const all: Finding[] = [];
  for (const each of found) all.push(each.stream === null ? each : { ...each, folio: await folioOf(db, each.stream) });
  return all;
}

/** Copies outside are made again by the desk at its next look, as after a restore: nothing was done to the record. */
export const isMild = ({ what }: Finding): boolean => what === 'outside-missing';
