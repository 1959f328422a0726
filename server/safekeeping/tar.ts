/**
 * Pure: the part of tar (POSIX ustar) an archive needs, and nothing more: plain files with a name and a length. What reads
 * refuses all else (links, folders, devices, longer headers), so there is nothing a hostile archive could be clever with.
 * Any `tar` lists and unpacks what is written here.
 */
import { ArchiveRefused } from './refused.ts';

const BLOCK = 512;
const LONGEST_NAME = 100;
/** Eleven octal digits. */
const LARGEST = 0o77777777777;
const NOTHING = Buffer.alloc(BLOCK);

const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, '0')}\0`;

/** The block before a file's bytes. */
export function tarHeader(name: string, bytes: number): Buffer {
  if (Buffer.byteLength(name) > LONGEST_NAME) throw new RangeError('a name too long for an archive');
  if (bytes > LARGEST) throw new RangeError('a file too large for an archive');
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0);
  // Read and written by its owner alone, of nobody in particular, from the beginning of time: the same bytes give the same block.
  block.write(
    `${octal(0o600, 8)}${octal(0, 8)}${octal(0, 8)}${octal(bytes, 12)}${octal(0, 12)}        0`,
    100,
    'latin1',
  );
  block.write('ustar\x0000', 257, 'latin1');
  block.write(`${octal(sumOf(block), 7)} `, 148, 'latin1');
  return block;
}

/** The zeros after a file's bytes, up to a whole block. */
export const tarPadding = (bytes: number): Buffer => NOTHING.subarray(0, (BLOCK - (bytes % BLOCK)) % BLOCK);

export const TAR_END: Buffer = Buffer.alloc(2 * BLOCK);

/** With the sum's own field taken as spaces. */
function sumOf(block: Buffer): number {
  let sum = 8 * 0x20;
  for (const [index, byte] of block.entries()) if (index < 148 || index >= 156) sum += byte;
  return sum;
}

export type TarEntry = { name: string; bytes: number; body: AsyncIterable<Buffer> };

/**
 * The files of an archive in their order; each body is read to its end before the next is asked for.
 * Throws ArchiveRefused: `altered`, `truncated`, `hostile-path`.
 */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const bytes = new Bytes(source);
  for (;;) {
    const block = await bytes.exactly(BLOCK);
    if (block.equals(NOTHING)) break;
    const { name, length } = parseHeader(block);
    let taken = false;
    yield {
      name,
      bytes: length,
      body: (async function* () {
        taken = true;
        yield* bytes.upTo(length);
      })(),
    };
    if (!taken) for await (const _ of bytes.upTo(length));
    if (!(await bytes.exactly((BLOCK - (length % BLOCK)) % BLOCK)).every((byte) => byte === 0)) throw altered();
  }
  if (!(await bytes.exactly(BLOCK)).equals(NOTHING) || !(await bytes.isOver())) throw altered();
}

const altered = () => new ArchiveRefused('altered');

function parseHeader(block: Buffer): { name: string; length: number } {
  const name = block.subarray(0, block.indexOf(0)).toString('utf8');
  const digits = /^([0-7]{11})\0$/.exec(block.subarray(124, 136).toString('latin1'))?.[1];
  if (digits === undefined || block[LONGEST_NAME - 1] !== 0)
    throw new ArchiveRefused('hostile-path', { name: shown(name) });
  const length = Number.parseInt(digits, 8);
  // Made anew from what it says, a header of ours is the same to the last byte: no link, no kind, no second name hides in it.
  if (!tarHeader(name, length).equals(block)) throw new ArchiveRefused('hostile-path', { name: shown(name) });
  return { name, length };
}

/** A name of a stranger, to be put into a sentence. */
export const shown = (name: string): string => name.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, LONGEST_NAME);

class Bytes {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#pieces = source[Symbol.asyncIterator]();
  }
  async #more(): Promise<boolean> {
    const next = await this.#pieces.next();
    if (next.done) return false;
    this.#held = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
    return true;
  }
  async *upTo(length: number): AsyncGenerator<Buffer> {
    for (let left = length; left > 0; ) {
      if (this.#held.length === 0 && !(await this.#more())) throw new ArchiveRefused('truncated');
      const piece = this.#held.subarray(0, left);
      this.#held = this.#held.subarray(piece.length);
      left -= piece.length;
      if (piece.length > 0) yield piece;
    }
  }
  async exactly(length: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of this.upTo(length)) pieces.push(piece);
    return Buffer.concat(pieces);
  }
  async isOver(): Promise<boolean> {
    while (this.#held.length === 0) if (!(await this.#more())) return true;
    return false;
  }
}
