/** Anchors: one root a day over every entry of the history, sealed, each after the one before (RFC 9162). */
import { fromBase64, fromHex, hex, isSame, utf8 } from './bytes.ts';
import { canonicalObject, countIn, isObject, type Json, type JsonObject, listIn, parsed, textIn } from './canonical.ts';
import type { Chain } from './history.ts';
import type { Keys } from './keys.ts';
import { sealBy } from './record.ts';
import type { Notebook } from './report.ts';
import { sha256, sumOf } from './sha256.ts';

export const ANCHORS = 'anclas.json';
const FORMAT = 'mesa-ancla/1';
const [LEAF, NODE] = [Uint8Array.of(0), Uint8Array.of(1)];

export const leafOf = (entryHash: Uint8Array): Uint8Array => sha256(LEAF, entryHash);
export const nodeOf = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(NODE, left, right);

/** The root a path leads to (RFC 9162, 2.1.3.2); null where the path is none for that place. */
export function rootBy(
  leaf: Uint8Array,
  place: { index: number; size: number; path: readonly Uint8Array[] },
): Uint8Array | null {
  let [node, last, root] = [place.index, place.size - 1, leaf];
  if (place.index >= place.size) return null;
  for (const other of place.path) {
    if (last === 0) return null;
    if (node % 2 === 1 || node === last) {
      root = nodeOf(other, root);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    } else root = nodeOf(root, other);
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 ? root : null;
}

export type Anchor = {
  readonly number: number;
  readonly day: string;
  readonly entries: number;
  readonly root: string;
  readonly previous: string | null;
  readonly sha256: string;
};

type Told = (id: string) => Uint8Array | null;

/** Those that are right, by number. */
export function checkAnchors(
  book: Notebook,
  content: Uint8Array,
  by: { keys: Keys; told: Told; chain: Chain | null },
): ReadonlyMap<number, Anchor> {
  const object = parsed(content);
  const [anchors, paths] = isObject(object) ? [listIn(object, 'anchors'), listIn(object, 'paths')] : [null, null];
  const found = new Map<number, Anchor>();
  if (anchors === null || paths === null) {
    book.find('anchors', 'form', {}, ANCHORS);
    return found;
  }
  for (const [index, each] of anchors.entries()) {
    const anchor = isObject(each) ? checkAnchor(book, each, { ...by, row: index + 1 }) : null;
    if (anchor === null && !isObject(each)) book.find('anchors', 'form', { row: index + 1 }, ANCHORS);
    if (anchor !== null) found.set(anchor.number, anchor);
  }
  for (const anchor of found.values()) {
    const before = found.get(anchor.number - 1);
    if (before && before.sha256 !== anchor.previous) book.find('anchors', 'chain', { row: anchor.number }, ANCHORS);
  }
  book.right('anchors', found.size);
  if (by.chain !== null) checkPaths(book, paths, { found, chain: by.chain });
  return found;
}

function checkAnchor(book: Notebook, told: JsonObject, by: { keys: Keys; told: Told; row: number }): Anchor | null {
  const [document, keyId] = [textIn(told, 'document'), textIn(told, 'keyId')];
  const seal = fromBase64(textIn(told, 'seal') ?? '-');
  const object = document === null ? null : canonicalObject(utf8(document));
  const anchor = object === null ? null : readAnchor(object, document ?? '');
  if (anchor === null || object === null || keyId === null || seal === null || textIn(object, 'keyId') !== keyId) {
    book.find('anchors', 'form', { row: by.row }, ANCHORS);
    return null;
  }
  const { answer, key } = sealBy(by.keys, { keyId, text: `${FORMAT} ${anchor.sha256}`, seal, told: by.told(keyId) });
  const values = { row: by.row, day: anchor.day };
  if (answer === 'other-text' || answer === 'broken') book.find('anchors', 'changed', values, ANCHORS);
  else if (key === null)
    book.find('anchors', by.keys.none ? 'no-keys' : 'unknown-key', { ...values, key: keyId }, ANCHORS);
  else book.keys.add(keyId);
  return answer === 'right' ? anchor : null;
}

function readAnchor(object: JsonObject, document: string): Anchor | null {
  const [day, root, previous] = [textIn(object, 'day'), textIn(object, 'root'), textIn(object, 'previous')];
  const [number, entries] = [countIn(object, 'number'), countIn(object, 'entries')];
  if (textIn(object, 'format') !== FORMAT || day === null || root === null || number === null || entries === null)
    return null;
  return { number, day, entries, root, previous, sha256: sumOf(document) };
}

function checkPaths(
  book: Notebook,
  paths: readonly Json[],
  { found, chain }: { found: ReadonlyMap<number, Anchor>; chain: Chain },
): void {
  const led = new Set<number>();
  for (const each of paths) {
    const row = isObject(each) ? (countIn(each, 'sequence') ?? 0) : 0;
    const hash = chain.hashes.get(row);
    if (!isObject(each) || hash === undefined || !leads(each, hash, found))
      book.find('history', 'path', { row }, ANCHORS);
    else led.add(row);
  }
  const without = [...chain.hashes.keys()].filter((row) => !led.has(row)).length;
  if (without > 0) book.note('history', 'not-anchored', { count: without }, ANCHORS);
}

function leads(told: JsonObject, hash: Uint8Array, found: ReadonlyMap<number, Anchor>): boolean {
  const [index, size, number] = [countIn(told, 'index'), countIn(told, 'size'), countIn(told, 'anchor')];
  const anchor = found.get(number ?? -1);
  const path = (listIn(told, 'path') ?? []).map((each) => (typeof each === 'string' ? fromHex(each) : null));
  if (index === null || size === null || anchor === undefined || anchor.entries !== size) return false;
  const whole = path.filter((each) => each?.length === 32) as Uint8Array[];
  if (whole.length !== path.length) return false;
  const root = rootBy(leafOf(hash), { index, size, path: whole });
  return root !== null && isSame(utf8(hex(root)), utf8(anchor.root));
}
