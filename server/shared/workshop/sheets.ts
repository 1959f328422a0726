/**
 * At the bench: the first sheet of an XLSX as rows of text (ECMA-376 part 1, 18.3 and 18.4). Only what a table needs is
 * read; a formula is never computed, it is told as one. Everything is counted before it is kept.
 */
import yauzl, { type Entry } from 'yauzl';
import { lookInto } from './archives.ts';
import { Refusal, SHEET_LIMITS, type SheetRow } from './words.ts';

export async function readSheet(bytes: Buffer): Promise<SheetRow[]> {
  const { encrypted } = await lookInto(bytes);
  if (encrypted) throw new Refusal('unsupported');
  const parts = await partsOf(bytes);
  const path = firstSheet(parts);
  const sheet = parts.get(path);
  if (sheet === undefined) throw new Refusal('unsupported');
  return rowsOf(sheet, stringsOf(parts.get('xl/sharedStrings.xml') ?? ''));
}

const WANTED = /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|worksheets\/[\w-]+\.xml)$/;

async function partsOf(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true });
  const parts = new Map<string, string>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    if (!WANTED.test(entry.fileName)) continue;
    total += entry.uncompressedSize;
    if (total > SHEET_LIMITS.bytes) throw new Refusal('too-large');
    const pieces: Buffer[] = [];
    for await (const piece of await zip.openReadStreamPromise(entry as Entry)) pieces.push(piece as Buffer);
    const text = Buffer.concat(pieces).toString('utf8');
    // A document type could name entities; no office program writes one here.
    if (text.includes('<!DOCTYPE')) throw new Refusal('unsupported');
    parts.set(entry.fileName, text);
  }
  return parts;
}

const ATTRIBUTES = {
  r: /\sr="([^"]*)"/,
  t: /\st="([^"]*)"/,
  Id: /\sId="([^"]*)"/,
  Target: /\sTarget="([^"]*)"/,
} as const;
const attribute = (tag: string, name: keyof typeof ATTRIBUTES): string | undefined => ATTRIBUTES[name].exec(tag)?.[1];

/** Where the workbook says its first sheet is. */
function firstSheet(parts: ReadonlyMap<string, string>): string {
  const sheet = /<(?:\w+:)?sheet\s[^>]*>/.exec(parts.get('xl/workbook.xml') ?? '')?.[0] ?? '';
  const id = /\sr:id="([^"]*)"/.exec(sheet)?.[1];
  const relations = (parts.get('xl/_rels/workbook.xml.rels') ?? '').match(/<Relationship\s[^>]*>/g) ?? [];
  const target = relations
    .map((tag) => (attribute(tag, 'Id') === id ? attribute(tag, 'Target') : undefined))
    .find(Boolean);
  return target === undefined ? 'xl/worksheets/sheet1.xml' : `xl/${target.replace(/^\/?(?:xl\/)?/, '')}`;
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const plain = (text: string): string =>
  text
    .replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|\w{2,4});/g, (whole, name: string) => {
      const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      return name.startsWith('#') && code <= 0x10ffff ? String.fromCodePoint(code) : (ENTITIES[name] ?? whole);
    })
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** The text of `<t>` elements, without what is said of how to pronounce it. */
const textIn = (xml: string): string =>
  [
    ...xml
      .replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, '')
      .matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<\/(?:\w+:)?t>/g),
  ]
    .map((match) => plain(match[1] ?? ''))
    .join('');

const stringsOf = (xml: string): string[] =>
  [...xml.matchAll(/<(?:\w+:)?si(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?si>|<(?:\w+:)?si\s*\/>/g)].map((match) =>
    textIn(match[1] ?? ''),
  );

/** `AB12` → 27. */
const columnOf = (reference: string): number =>
  [...reference.replace(/\d+$/, '')].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;

function rowsOf(xml: string, strings: readonly string[]): SheetRow[] {
  const rows: SheetRow[] = [];
  let line = 0;
  let kept = 0;
  for (const row of xml.matchAll(/<(?:\w+:)?row(\s[^>]*?)?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?row>)/g)) {
    line = Number(attribute(row[1] ?? '', 'r') ?? line + 1);
    const read = cellsOf(row[2] ?? '', strings);
    kept += read.cells.reduce((sum, cell) => sum + cell.length, 0);
    if (read.cells.every((cell) => cell === '') && read.formulas.length === 0) continue;
    rows.push({ line, ...read });
    if (rows.length > SHEET_LIMITS.rows || kept > SHEET_LIMITS.bytes) throw new Refusal('too-large');
  }
  return rows;
}

function cellsOf(xml: string, strings: readonly string[]): Pick<SheetRow, 'cells' | 'formulas'> {
  const cells: string[] = [];
  const formulas: number[] = [];
  let next = 0;
  for (const cell of xml.matchAll(/<(?:\w+:)?c(\s[^>]*?)?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g)) {
    const [, head = '', body = ''] = cell;
    const reference = attribute(head, 'r');
    const column = reference === undefined ? next : columnOf(reference);
    if (column < 0 || column >= SHEET_LIMITS.columns) throw new Refusal('too-large');
    next = column + 1;
    while (cells.length <= column) cells.push('');
    if (/<(?:\w+:)?f[\s>/]/.test(body)) formulas.push(column);
    cells[column] = said(attribute(head, 't'), body, strings);
  }
  return { cells, formulas };
}

function said(type: string | undefined, body: string, strings: readonly string[]): string {
  if (type === 'inlineStr') return textIn(body);
  const value = plain(/<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<\/(?:\w+:)?v>/.exec(body)?.[1] ?? '');
  if (type === 's') return strings[Number(value)] ?? '';
  return type === 'b' ? (value === '1' ? 'true' : 'false') : value;
}
