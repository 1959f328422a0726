/**
 * The container of a package. Names and contents are read, the whole container is built from them again, and every byte of
 * the file is held against that: nothing can hide between, behind or over anything.
 */
import { textOf, utf8 } from './bytes.ts';

export type Entry = { readonly name: string; readonly content: Uint8Array };
/** `bad`: the first byte that is not what it must be, and the file it belongs to, where it is known. */
export type Unzipped = {
  readonly entries: readonly Entry[];
  /** Names of those whose content is not what both its heads say. */
  readonly changed: ReadonlySet<string>;
  readonly bad: { byte: number; entry: string | null } | null;
};

const [LOCAL, LISTED, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const [LOCAL_SIZE, LISTED_SIZE, END_SIZE] = [30, 46, 22];
const VERSION = 20;
const UTF8_NAMES = 0x0800;
/** 1 January 1980. */
const DAY = 0x0021;
const MOST_ENTRIES = 20_000;

export const looksLikeZip = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0x50 && bytes[1] === 0x4b) ||
  (bytes.length >= END_SIZE && viewOf(bytes).getUint32(bytes.length - END_SIZE, true) === END);

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Plain names in folders, no way up or out, one way to write each. */
const isName = (name: string): boolean =>
  name.length > 0 &&
  name === name.normalize('NFC') &&
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  !/[\u0000-\u001f\\:\u007f]/.test(name) &&
  name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');

export function unzip(bytes: Uint8Array): Unzipped {
  const read = readLocals(bytes);
  const { entries, offsets, sums } = read;
  const changed = new Set<string>();
  const bad = (byte: number, entry: string | null = null): Unzipped => ({ entries, changed, bad: { byte, entry } });
  if (read.bad !== null) return bad(read.bad.byte, read.bad.entry);
  let at = read.end;
  if (entries.length === 0 || !isAt(bytes, at, LISTED)) return bad(at, entries.at(-1)?.name ?? null);
  for (const [index, entry] of entries.entries()) {
    const wanted = listedHead(entry, offsets[index] ?? 0);
    const differs = firstDifference(bytes, at, { wanted, sumAt: 16 });
    if (differs !== null) return bad(differs, entry.name);
    const [first, second] = [sums[index], sumAt(bytes, at + 16)];
    const sum = crc32(entry.content);
    // Both sums speak against the content: it was changed. One alone: the sum was.
    if (first !== second) return bad(first === sum ? at + 16 : (offsets[index] ?? 0) + 14, entry.name);
    if (first !== sum) changed.add(entry.name);
    at += wanted.length;
  }
  const end = endOf(entries.length, at - read.end, read.end);
  const differs = firstDifference(bytes, at, { wanted: end, sumAt: null });
  if (differs !== null) return bad(differs);
  return at + end.length === bytes.length ? { entries, changed, bad: null } : bad(at + end.length);
}

const isAt = (bytes: Uint8Array, at: number, mark: number): boolean =>
  at + 4 <= bytes.length && viewOf(bytes).getUint32(at, true) === mark;
const sumAt = (bytes: Uint8Array, at: number): number => viewOf(bytes).getUint32(at, true);

type Locals = {
  readonly entries: Entry[];
  readonly offsets: number[];
  /** What each head says of its content. */
  readonly sums: number[];
  readonly end: number;
  readonly bad: Unzipped['bad'];
};

function readLocals(bytes: Uint8Array): Locals {
  const [entries, offsets, sums]: [Entry[], number[], number[]] = [[], [], []];
  const names = new Set<string>();
  let at = 0;
  while (isAt(bytes, at, LOCAL)) {
    const entry = localAt(bytes, at);
    const told = { entries, offsets, sums, end: at };
    if (entry === null || entries.length >= MOST_ENTRIES || names.has(entry.name))
      return { ...told, bad: { byte: at, entry: entry?.name ?? null } };
    const wanted = localHead(entry);
    const differs = firstDifference(bytes, at, { wanted, sumAt: 14 });
    if (differs !== null) return { ...told, bad: { byte: differs, entry: entry.name } };
    names.add(entry.name);
    entries.push(entry);
    offsets.push(at);
    sums.push(sumAt(bytes, at + 14));
    at += wanted.length + entry.content.length;
  }
  return { entries, offsets, sums, end: at, bad: null };
}

function localAt(bytes: Uint8Array, at: number): Entry | null {
  if (at + LOCAL_SIZE > bytes.length) return null;
  const view = viewOf(bytes);
  const [size, nameLength] = [view.getUint32(at + 22, true), view.getUint16(at + 26, true)];
  const from = at + LOCAL_SIZE + nameLength;
  if (from + size > bytes.length) return null;
  const name = textOf(bytes.subarray(at + LOCAL_SIZE, from));
  return name === null || !isName(name) ? null : { name, content: bytes.subarray(from, from + size) };
}

/** The four bytes at `sumAt` are looked at apart: they tell whether the content was changed, or its sum. */
function firstDifference(
  bytes: Uint8Array,
  at: number,
  { wanted, sumAt }: { wanted: Uint8Array; sumAt: number | null },
): number | null {
  for (const [index, byte] of wanted.entries()) {
    const isOfSum = sumAt !== null && index >= sumAt && index < sumAt + 4;
    if (at + index >= bytes.length || (!isOfSum && bytes[at + index] !== byte)) return at + index;
  }
  return null;
}

/** What both heads of a file say: version, flags, method, date, sum, sizes, length of name, no extra field. */
function facts(entry: Entry): Uint8Array {
  const head = new Uint8Array(26);
  const view = viewOf(head);
  for (const [index, value] of [VERSION, UTF8_NAMES, 0, 0, DAY].entries()) view.setUint16(index * 2, value, true);
  const size = entry.content.length;
  for (const [index, value] of [crc32(entry.content), size, size].entries())
    view.setUint32(10 + index * 4, value, true);
  view.setUint16(22, utf8(entry.name).length, true);
  return head;
}

export function localHead(entry: Entry): Uint8Array {
  const name = utf8(entry.name);
  const head = new Uint8Array(LOCAL_SIZE + name.length);
  viewOf(head).setUint32(0, LOCAL, true);
  head.set(facts(entry), 4);
  head.set(name, LOCAL_SIZE);
  return head;
}

export function listedHead(entry: Entry, offset: number): Uint8Array {
  const name = utf8(entry.name);
  const head = new Uint8Array(LISTED_SIZE + name.length);
  viewOf(head).setUint32(0, LISTED, true);
  viewOf(head).setUint16(4, VERSION, true);
  head.set(facts(entry), 6);
  viewOf(head).setUint32(42, offset, true);
  head.set(name, LISTED_SIZE);
  return head;
}

export function endOf(count: number, size: number, offset: number): Uint8Array {
  const end = new Uint8Array(END_SIZE);
  const view = viewOf(end);
  view.setUint32(0, END, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, size, true);
  view.setUint32(16, offset, true);
  return end;
}

const CRC = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

export function crc32(bytes: Uint8Array): number {
  let sum = -1;
  for (let i = 0; i < bytes.length; i++) sum = (sum >>> 8) ^ (CRC[(sum ^ (bytes[i] as number)) & 255] as number);
  return (sum ^ -1) >>> 0;
}
