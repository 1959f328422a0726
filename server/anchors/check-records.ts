/** Each sealed record by itself, by the very lines that check it without us; and each against the entry of its act. */

import { endorsementOf, proofOf, recordsAfter, type SealKey } from '#server/records/index.ts';
import { isSealOf } from '#server/shared/sealing.ts';
import type { Reader } from '#server/shared/store.ts';
import { canonicalObject } from '#verifier/canonical.ts';
import { Keys as KnownKeys, publicKey } from '#verifier/keys.ts';
import { checkRecord } from '#verifier/record.ts';
import { unmatched } from './check-rows.ts';
import type { Findings } from './findings.ts';

/** A record takes a millisecond: between two parts others have their turn. */
const AT_ONCE = 50;

/** How many there are. */
export async function checkRecords(
  { db, findings, seen }: { db: Reader; findings: Findings; seen: (count: number) => Promise<void> },
  keys: readonly SealKey[],
): Promise<number> {
  const known = new KnownKeys(keys.map(({ id, publicKey: spki }) => publicKey(spki, id)).filter((key) => key !== null));
  const spkis = new Map(keys.map(({ id, publicKey: spki }) => [id, spki]));
  let count = 0;
  for (let after: string | null = null; ; ) {
    const records = await recordsAfter(db, after, AT_ONCE);
    for (const record of records) {
      const spki = spkis.get(record.keyId);
      if (spki === undefined) findings.add('record-key', { folio: record.folio });
      else {
        const [document, proof] = [Buffer.from(record.document, 'utf8'), Buffer.from(proofOf(record, spki), 'utf8')];
        const isWhole =
          canonicalObject(document) !== null && checkRecord({ document, proof }, known).findings.length === 0;
        if (!isWhole) findings.add('record-edited', { folio: record.folio });
      }
    }
    count += records.length;
    await seen(count);
    after = records.at(-1)?.id ?? null;
    if (records.length < AT_ONCE) break;
  }
  for (const each of await unmatched(db))
    if (each.record === null) findings.add('record-missing', { stream: each.stream, sequence: each.sequence });
    else findings.add('record-without-entry', { folio: each.folio });
  return count;
}

/** A key that another vouched for must have its word. */
export function checkKeys(findings: Findings, keys: readonly SealKey[]): void {
  for (const key of keys) {
    if (key.endorsedBy === null) continue;
    const by = keys.find(({ id }) => id === key.endorsedBy);
    const isVouched =
      by !== undefined && isSealOf(by.publicKey, endorsementOf(key), key.endorsement ?? Buffer.alloc(0));
    if (!isVouched) findings.add('key-edited', { folio: key.id });
  }
}
