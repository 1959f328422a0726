/** A table that somebody made with an office program, XLSX or CSV, as lines of text. */
import type { Readable } from 'node:stream';
import { readCsv } from './csv.ts';
import { Fault } from './fault.ts';
import type { House } from './house.ts';

/** `formulas`: columns, from 0, whose cell is a formula; nobody knows what it would say. */
export type TableLine = {
  readonly line: number;
  readonly cells: readonly string[];
  readonly formulas?: readonly number[];
};

/** All of it, or `payload.too-large` as soon as more than `most` bytes have come. */
export async function readWithin(upload: Readable, most: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of upload) {
    bytes += (piece as Buffer).length;
    if (bytes > most) throw new Fault('payload.too-large');
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces);
}

/** `.XLSX` of "Personas 2026.XLSX", in small letters and without its dot. */
export const extensionOf = (name: string): string | undefined => /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase();

type Given = {
  /** By its ending it is known what the bytes are. */
  readonly name: string;
  readonly bytes: Buffer;
  /** More lines than this are no table we read. */
  readonly most: number;
  /** The bytes of a CSV as text; null when they are none. */
  readonly decode: (bytes: Buffer) => string | null;
};

/** Null when it is neither kind, cannot be read as one, or has more lines. `workshop.busy` when it should be tried again. */
export async function linesOfTable(house: House, given: Given): Promise<readonly TableLine[] | null> {
  const extension = extensionOf(given.name);
  if (extension === 'xlsx') return linesOfXlsx(house, given);
  if (extension !== 'csv') return null;
  const text = given.decode(given.bytes);
  return text === null ? null : readCsv(text, given.most);
}

/** Opened where files of strangers are opened. */
async function linesOfXlsx(house: House, { bytes, most }: Given): Promise<readonly TableLine[] | null> {
  const sheet = await house.workshop.sheet(bytes);
  if (sheet.ok) return sheet.rows.length > most ? null : sheet.rows;
  if (sheet.why === 'busy') throw new Fault('workshop.busy', {}, { retryAfter: 5 });
  return null;
}

const decoded = (bytes: Buffer, encoding: string): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

export const inUtf8 = (bytes: Buffer): string | null => decoded(bytes, 'utf-8');

/**
 * UTF-8, or UTF-16 where its mark says so ("Unicode text" of Excel), or else Windows-1252, in which Excel in Spanish writes CSV.
 * What is not UTF-8 by chance and Windows-1252 by intent does not exist: accented letters of the one are no UTF-8.
 */
export function inAnyOf(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(bytes, 'utf-16le');
  // A zero byte is in no text of one byte a letter: some other kind of file with the wrong ending.
  if (bytes.includes(0)) return null;
  return inUtf8(bytes) ?? decoded(bytes, 'windows-1252');
}
