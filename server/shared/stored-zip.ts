/**
 * A ZIP whose files are stored, never deflated, and that can be built again byte for byte from names and contents
 * (decision 53, "Package"): no extra fields, no comments, one date, no data behind a file.
 */
import { Fault } from './fault.ts';

export type Stored = {
  /** In folders parted by `/`, UTF-8, NFC. */
  readonly name: string;
  readonly bytes: number;
  readonly crc32: number;
  open(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
};

const [LOCAL, LISTED, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const [LOCAL_SIZE, LISTED_SIZE, END_SIZE] = [30, 46, 22];
const VERSION = 20;
const UTF8_NAMES = 0x0800;
/** 1 January 1980. */
const DAY = 0x0021;
/** What a ZIP can say without its 64-bit extension. */
export const MOST_ZIPPED = 0xffff_ffff;
const MOST_FILES = 0xffff;

const headLengths = ({ name }: Stored): number => LOCAL_SIZE + LISTED_SIZE + 2 * Buffer.byteLength(name, 'utf8');

/** Bytes of the whole; `package.too-large` of what a ZIP cannot hold. */
export function sizeOfZip(files: readonly Stored[]): number {
  const size = files.reduce((sum, file) => sum + headLengths(file) + file.bytes, END_SIZE);
  if (size > MOST_ZIPPED || files.length > MOST_FILES) throw new Fault('package.too-large');
  return size;
}

/** Throws where a file is not as long as was said: its head is out by then, and half a package must not look like one. */
export async function* storedZip(files: readonly Stored[]): AsyncGenerator<Uint8Array> {
  sizeOfZip(files);
  const listed: Buffer[] = [];
  let at = 0;
  for (const file of files) {
    const head = localHead(file);
    listed.push(listedHead(file, at));
    yield head;
    let given = 0;
    for await (const piece of file.open()) {
      given += piece.length;
      yield piece;
    }
    if (given !== file.bytes) throw new Error(`${file.name} has ${given} bytes where ${file.bytes} were said`);
    at += head.length + file.bytes;
  }
  const list = Buffer.concat(listed);
  yield list;
  yield endOf(files.length, list.length, at);
}

/** Version, flags, method, time and date, sum, both sizes, length of the name, no extra field. */
function facts({ bytes, crc32 }: Stored, nameLength: number): Buffer {
  const head = Buffer.alloc(26);
  for (const [index, value] of [VERSION, UTF8_NAMES, 0, 0, DAY].entries()) head.writeUInt16LE(value, index * 2);
  for (const [index, value] of [crc32, bytes, bytes].entries()) head.writeUInt32LE(value, 10 + index * 4);
  head.writeUInt16LE(nameLength, 22);
  return head;
}

function localHead(file: Stored): Buffer {
  const name = Buffer.from(file.name, 'utf8');
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(LOCAL);
  return Buffer.concat([mark, facts(file, name.length), name]);
}

function listedHead(file: Stored, offset: number): Buffer {
  const name = Buffer.from(file.name, 'utf8');
  const [mark, rest] = [Buffer.alloc(6), Buffer.alloc(LISTED_SIZE - 32)];
  mark.writeUInt32LE(LISTED);
  mark.writeUInt16LE(VERSION, 4);
  rest.writeUInt32LE(offset, rest.length - 4);
  return Buffer.concat([mark, facts(file, name.length), rest, name]);
}

function endOf(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(END_SIZE);
  end.writeUInt32LE(END);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}
