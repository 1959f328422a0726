/** A package: its container, its manifest, each file, each record, each paper, the history and its anchors. */
import { ANCHORS, checkAnchors } from './anchors.ts';
import { isSame, lettersOf } from './bytes.ts';
import { isObject, listIn, parsed, textIn } from './canonical.ts';
import { type Chain, checkHistory, HISTORY } from './history.ts';
import { type Keys, keysOfList, type PublicKey } from './keys.ts';
import { checkFiles, checkManifest, MANIFEST } from './manifest.ts';
import { checkPdf } from './pdf.ts';
import { checkRecord } from './record.ts';
import { isDoubt, Notebook } from './report.ts';
import { sumOf } from './sha256.ts';
import { type Entry, unzip } from './zip.ts';

export const KEYS = 'llaves.json';
const RECORD = /^registros\/(\d{2,4})-([a-z]+)\.json$/;

/** Lets others draw breath between two files. */
export type Breathe = () => Promise<void>;

export async function checkPackage(bytes: Uint8Array, keys: Keys, breathe: Breathe): Promise<Notebook> {
  const book = new Notebook();
  const { entries: list, bad, changed } = unzip(bytes);
  const entries = new Map(list.map((entry) => [entry.name, entry]));
  if (!isOurs(entries, bad === null ? null : bytes)) {
    book.find('file', 'no-seal');
    return book;
  }
  if (bad !== null) {
    book.find('container', 'container', { byte: bad.byte }, bad.entry);
    // What comes behind a broken place cannot be told apart: what is missing there is no finding of its own.
    if (!entries.has(MANIFEST)) return book;
  }
  await breathe();
  const told = toldKeys(book, entries.get(KEYS), keys);
  const manifest = checkManifest(book, entries, { keys, told });
  if (manifest !== null) checkFiles(book, entries, manifest);
  for (const name of changed)
    if (!book.findings.some((each) => each.within === name && !isDoubt(each)))
      book.find('content', 'changed', {}, name);
  await breathe();
  await checkPapers(book, entries, { keys, breathe });
  const sums = await checkRecords(book, entries, keys);
  const chain = checkHistoryOf(book, entries.get(HISTORY), sums);
  const anchors = entries.get(ANCHORS);
  if (anchors !== undefined) checkAnchors(book, anchors.content, { keys, told, chain });
  else if (manifest !== null && chain !== null)
    book.note('history', 'not-anchored', { count: chain.hashes.size }, HISTORY);
  return book;
}

const OURS = [MANIFEST, HISTORY, 'expediente.pdf'];

/** Of a broken container: the first head stands in the one end, the list of all heads in the other. */
const LOOKED_THROUGH = 4 * 1024 * 1024;

/** A ZIP of somebody else is not "altered": it never was one of ours. Of a `broken` one the names are looked for as letters. */
function isOurs(entries: ReadonlyMap<string, Entry>, broken: Uint8Array | null): boolean {
  if (OURS.some((name) => entries.has(name))) return true;
  if (broken === null) return false;
  const ends = [broken.subarray(0, LOOKED_THROUGH), broken.subarray(-LOOKED_THROUGH)].map(lettersOf);
  return OURS.some((name) => ends.some((letters) => letters.includes(name)));
}

/** What the package tells of keys is held against what is known, and never trusted. */
function toldKeys(book: Notebook, entry: Entry | undefined, keys: Keys): (id: string) => Uint8Array | null {
  const list = entry === undefined ? [] : (parsed(entry.content) ?? null);
  const told: readonly PublicKey[] = keysOfList(list);
  if (entry !== undefined && (!Array.isArray(list) || told.length !== list.length)) book.find('keys', 'form', {}, KEYS);
  for (const key of told) {
    const known = keys.named(key.id ?? '');
    if (known && !isSame(known.spki, key.spki)) book.find('keys', 'other-key', { key: key.id ?? '' }, KEYS);
  }
  return (id) => told.find((key) => key.id === id)?.spki ?? null;
}

async function checkPapers(
  book: Notebook,
  entries: ReadonlyMap<string, Entry>,
  by: { keys: Keys; breathe: Breathe },
): Promise<void> {
  for (const name of ['expediente.pdf', 'acuse.pdf']) {
    const entry = entries.get(name);
    if (entry === undefined) continue;
    const paper = checkPdf(entry.content, by.keys);
    // That it encloses no record is no news: the records stand beside it.
    book.take({ ...paper, notes: [] } as unknown as Notebook, name);
    await by.breathe();
  }
}

/** The sums of the records there are: those of acts on time, and those sealed late. */
type Sums = { readonly all: ReadonlySet<string>; readonly late: ReadonlySet<string> };

async function checkRecords(book: Notebook, entries: ReadonlyMap<string, Entry>, keys: Keys): Promise<Sums> {
  const [all, late] = [new Set<string>(), new Set<string>()];
  for (const [name, entry] of entries) {
    if (!RECORD.test(name) || name.endsWith('.prueba.json')) continue;
    const proof = entries.get(name.replace(/\.json$/, '.prueba.json'));
    if (proof === undefined) {
      book.find('proof', 'missing', {}, name);
      continue;
    }
    const record = checkRecord({ document: entry.content, proof: proof.content }, keys);
    book.take(record, name);
    const sum = sumOf(entry.content);
    all.add(sum);
    if (record.records.some(({ isLate }) => isLate)) late.add(sum);
    noteFiles(book, entry, { entries, name });
  }
  return { all, late };
}

/** Files the record names by their sum that did not come with the package: whoever asked may not see them, or they were asked for later. */
function noteFiles(
  book: Notebook,
  entry: Entry,
  { entries, name }: { entries: ReadonlyMap<string, Entry>; name: string },
): void {
  const record = parsed(entry.content);
  const named = isObject(record) ? (listIn(record, 'attachments') ?? []) : [];
  if (named.length === 0) return;
  const there = new Set(
    [...entries].filter(([path]) => path.startsWith('archivos/')).map(([, file]) => sumOf(file.content)),
  );
  const without = named.filter((each) => isObject(each) && !there.has(textIn(each, 'sha256') ?? '')).length;
  if (without > 0) book.note('record', 'not-enclosed', { count: without }, name);
}

/** No record without its entry, no entry without its record. */
function checkHistoryOf(book: Notebook, entry: Entry | undefined, { all, late }: Sums): Chain | null {
  if (entry === undefined) return null;
  const chain = checkHistory(book, entry.content);
  if (chain === null) return null;
  for (const { sequence, sha256 } of chain.records)
    if (!all.has(sha256)) book.find('history', 'mismatch', { row: sequence }, HISTORY);
  const told = new Set(chain.records.map(({ sha256 }) => sha256));
  if (chain.isWhole)
    for (const sum of all) if (!told.has(sum) && !late.has(sum)) book.find('history', 'missing', {}, HISTORY);
  return chain;
}
