/** The anchors held against each other, against the history as it stands now, and against what is kept outside. */

import { sameBytes, sha256 } from '#server/shared/ids.ts';
import { isSealOf } from '#server/shared/sealing.ts';
import type { Reader } from '#server/shared/store.ts';
import { hashesOf, unanchored } from './check-rows.ts';
import type { Findings } from './findings.ts';
import { anchorText } from './make.ts';
import { Tree } from './merkle.ts';
import { type Anchor, anchorByNumber, anchorsAfter, leavesBetween } from './rows.ts';
import { anchorFile, readAnchorFile, readShelved, shelved, shelvedLeaves } from './shelf.ts';

export type Keys = ReadonlyMap<string, Buffer>;
type Check = { readonly db: Reader; readonly findings: Findings; readonly keys: Keys; readonly dataDir: string };

/** `given`: an anchor that somebody else kept, as it was mailed. */
export async function checkAnchors(
  check: Check,
  given: readonly string[],
  seen: (count: number) => Promise<void>,
): Promise<number> {
  const there = await shelved(check.dataDir);
  let before: Anchor | null = null;
  let count = 0;
  for (;;) {
    const anchors: Anchor[] = await anchorsAfter(check.db, before?.number ?? 0);
    for (const anchor of anchors) {
      await checkAnchor(check, anchor, { before, isShelved: there.has(anchor.number) });
      there.delete(anchor.number);
      before = anchor;
      count += 1;
      await seen(count);
    }
    if (anchors.length === 0) break;
  }
  // Kept outside, and no longer here.
  for (const number of [...there].sort((one, other) => one - other))
    check.findings.add('anchor-missing', { anchor: number });
  for (const text of given) await checkGiven(check, text);
  if (before !== null)
    for (const { stream, sequence } of await unanchored(check.db, before.at))
      check.findings.add('added', { stream, sequence });
  return count;
}

type Beside = { before: Anchor | null; isShelved: boolean };

async function checkAnchor(check: Check, anchor: Anchor, { before, isShelved }: Beside): Promise<void> {
  const { findings, db } = check;
  const at = { anchor: anchor.number };
  if (anchor.number !== (before?.number ?? 0) + 1)
    findings.add('anchor-missing', { anchor: (before?.number ?? 0) + 1 });
  const told = JSON.parse(anchor.document) as Record<string, unknown>;
  const sum = sha256(anchor.document);
  const isWhole =
    sameBytes(sum, anchor.sha256) &&
    told.number === anchor.number &&
    told.from === anchor.from &&
    told.to === anchor.to &&
    anchor.from === (before?.to ?? 0) &&
    told.previous === (before === null ? null : before.sha256.toString('hex')) &&
    isSealed(check.keys, { keyId: anchor.keyId, sum, seal: anchor.seal });
  if (!isWhole) findings.add('anchor-edited', at);
  const root = await checkEntries(check, anchor);
  if (root !== told.root) findings.add('anchor-edited', at);
  if (!isShelved) findings.add('outside-missing', at);
  else if ((await readShelved(check.dataDir, anchor.number)) !== anchorFile(anchor)) findings.add('anchor-other', at);
  else await checkOutside(check, { db, anchor });
}

const isSealed = (keys: Keys, { keyId, sum, seal }: { keyId: string; sum: Buffer; seal: Buffer }): boolean => {
  const key = keys.get(keyId);
  return key !== undefined && isSealOf(key, anchorText(sum), seal);
};

/** Each leaf against its entry of today; the root the leaves have. */
async function checkEntries({ db, findings }: Check, anchor: Anchor): Promise<string> {
  const tree = new Tree();
  for await (const leaves of leavesBetween(db, anchor.from, anchor.to)) {
    const now = await hashesOf(
      db,
      leaves.map(({ entryId }) => entryId),
    );
    for (const { entryId, hash, stream, sequence } of leaves) {
      tree.add(hash);
      const entry = now.get(entryId);
      if (entry === undefined)
        findings.add((await isLastOf(db, stream, sequence)) ? 'truncated' : 'deleted', { stream, sequence });
      else if (entry.stream !== stream || entry.sequence !== sequence) findings.add('reordered', { stream, sequence });
      else if (!sameBytes(entry.hash, hash)) findings.add('rebuilt', { stream, sequence });
    }
  }
  return tree.root().toString('hex');
}

async function isLastOf(db: Reader, stream: string, sequence: number): Promise<boolean> {
  const later = await db
    .selectFrom('history')
    .select('sequence')
    .where('stream', '=', stream)
    .where('sequence', '>=', sequence)
    .limit(1)
    .executeTakeFirst();
  return later === undefined;
}

/** The leaves kept outside against those in the database: whoever rebuilt these too is found here. */
async function checkOutside(
  { findings, dataDir }: Check,
  { db, anchor }: { db: Reader; anchor: Anchor },
): Promise<void> {
  const outside = shelvedLeaves(dataDir, anchor.number);
  for await (const leaves of leavesBetween(db, anchor.from, anchor.to))
    for (const leaf of leaves) {
      const { value: kept } = await outside.next();
      if (kept === undefined || !sameBytes(kept.hash, leaf.hash) || kept.position !== leaf.position) {
        if (kept !== undefined) findings.add('rebuilt', { stream: kept.stream, sequence: kept.sequence });
        else findings.add('outside-missing', { anchor: anchor.number });
        return void (await outside.return(undefined));
      }
    }
  const { value: more } = await outside.next();
  if (more !== undefined) findings.add('deleted', { stream: more.stream, sequence: more.sequence });
  await outside.return(undefined);
}

export type Compared = {
  readonly verdict: 'same' | 'other' | 'not-ours' | 'unreadable';
  readonly number: number | null;
  readonly day: string | null;
};

/** An anchor somebody kept: ours must be the same, to the letter. */
export async function compareGiven(db: Reader, keys: Keys, text: string): Promise<Compared> {
  const given = readAnchorFile(text);
  const told = given === null ? null : toldIn(given.document);
  if (given === null || told === null) return { verdict: 'unreadable', number: null, day: null };
  const { number, day } = told;
  const sum = sha256(given.document);
  if (!isSealed(keys, { keyId: given.keyId, sum, seal: given.seal })) return { verdict: 'not-ours', number, day };
  const ours = await anchorByNumber(db, number);
  return { verdict: ours?.document === given.document ? 'same' : 'other', number, day };
}

function toldIn(document: string): { number: number; day: string | null } | null {
  try {
    const { number, day } = JSON.parse(document) as { number?: unknown; day?: unknown };
    return Number.isSafeInteger(number) && Number(number) > 0 && Number(number) < 1e9
      ? { number: Number(number), day: typeof day === 'string' ? day : null }
      : null;
  } catch {
    return null;
  }
}

async function checkGiven({ db, findings, keys }: Check, text: string): Promise<void> {
  const { verdict, number } = await compareGiven(db, keys, text);
  if (verdict === 'unreadable') findings.add('anchor-other');
  if (verdict === 'not-ours') findings.add('record-key', { anchor: number });
  if (verdict === 'other') findings.add('anchor-other', { anchor: number });
}
