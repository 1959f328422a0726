/** Inflates zlib streams (RFC 1950, 1951), for what a PDF encloses; never more than it is told to. */

/** Null for what is not whole, not zlib, or longer than `most`. */
export function inflated(bytes: Uint8Array, most: number): Uint8Array | null {
  const [method = 0, flags = 0] = bytes;
  if ((method & 15) !== 8 || (method * 256 + flags) % 31 !== 0 || (flags & 32) !== 0) return null;
  const reader = new Inflater(bytes.subarray(2), most);
  const out = reader.run();
  if (out === null) return null;
  const at = 2 + reader.used;
  const told = new DataView(bytes.buffer, bytes.byteOffset);
  return bytes.length >= at + 4 && told.getUint32(at) === adler(out) ? out : null;
}

function adler(bytes: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return b * 65_536 + a;
}

type Codes = { readonly counts: Uint16Array; readonly symbols: Uint16Array };

function codesOf(lengths: readonly number[]): Codes {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  counts[0] = 0;
  const symbols = lengths
    .map((length, symbol) => [length, symbol] as const)
    .filter(([length]) => length > 0)
    .sort(([one, a], [other, b]) => one - other || a - b);
  return { counts, symbols: Uint16Array.from(symbols, ([, symbol]) => symbol) };
}

const fill = (count: number, value: number): number[] => new Array<number>(count).fill(value);
const FIXED: readonly [Codes, Codes] = [
  codesOf([...fill(144, 8), ...fill(112, 9), ...fill(24, 7), ...fill(8, 8)]),
  codesOf(fill(30, 5)),
];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const LENGTHS = ladder(3, [8, 4, 4, 4, 4, 4]);
const DISTANCES = ladder(1, [4, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]);

/** Where each code begins and how many bits follow it: so many codes of no bits, of one, of two… */
function ladder(first: number, counts: readonly number[]): readonly (readonly [base: number, bits: number])[] {
  const steps: [number, number][] = [];
  let base = first;
  for (const [bits, count] of counts.entries())
    for (let i = 0; i < count; i++) {
      steps.push([base, bits]);
      base += 2 ** bits;
    }
  return steps;
}

class Broken extends Error {}

class Inflater {
  readonly #bytes: Uint8Array;
  readonly #most: number;
  #out = new Uint8Array(4_096);
  #length = 0;
  #bit = 0;

  constructor(bytes: Uint8Array, most: number) {
    this.#bytes = bytes;
    this.#most = most;
  }

  /** Whole bytes read. */
  get used(): number {
    return Math.ceil(this.#bit / 8);
  }

  run(): Uint8Array | null {
    try {
      for (let last = 0; last === 0; ) {
        last = this.#bits(1);
        this.#block(this.#bits(2));
      }
      return this.#out.slice(0, this.#length);
    } catch (error) {
      if (error instanceof Broken) return null;
      throw error;
    }
  }

  #block(kind: number): void {
    if (kind === 0) this.#stored();
    else if (kind === 1) this.#packed(...FIXED);
    else if (kind === 2) this.#packed(...this.#dynamic());
    else throw new Broken();
  }

  #bits(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++, this.#bit++) {
      const byte = this.#bytes[this.#bit >> 3];
      if (byte === undefined) throw new Broken();
      value |= ((byte >> (this.#bit & 7)) & 1) << i;
    }
    return value;
  }

  #put(byte: number): void {
    if (this.#length >= this.#most) throw new Broken();
    if (this.#length === this.#out.length) {
      const wider = new Uint8Array(this.#out.length * 2);
      wider.set(this.#out);
      this.#out = wider;
    }
    this.#out[this.#length++] = byte;
  }

  #stored(): void {
    this.#bit = this.used * 8;
    const length = this.#bits(16);
    if (this.#bits(16) !== (length ^ 0xffff)) throw new Broken();
    for (let i = 0; i < length; i++) this.#put(this.#bits(8));
  }

  #symbol({ counts, symbols }: Codes): number {
    let [code, first, index] = [0, 0, 0];
    for (let length = 1; length < 16; length++) {
      code |= this.#bits(1);
      const count = counts[length] ?? 0;
      if (code - count < first) return symbols[index + code - first] ?? 0;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new Broken();
  }

  #dynamic(): [Codes, Codes] {
    const [literals, distances, count] = [this.#bits(5) + 257, this.#bits(5) + 1, this.#bits(4) + 4];
    const short = fill(19, 0);
    for (const place of ORDER.slice(0, count)) short[place] = this.#bits(3);
    const codes = codesOf(short);
    const lengths: number[] = [];
    while (lengths.length < literals + distances) {
      const symbol = this.#symbol(codes);
      if (symbol < 16) lengths.push(symbol);
      else if (symbol === 16) lengths.push(...fill(3 + this.#bits(2), lengths.at(-1) ?? 0));
      else lengths.push(...fill(symbol === 17 ? 3 + this.#bits(3) : 11 + this.#bits(7), 0));
    }
    return [codesOf(lengths.slice(0, literals)), codesOf(lengths.slice(literals, literals + distances))];
  }

  #packed(literals: Codes, distances: Codes): void {
    for (;;) {
      const symbol = this.#symbol(literals);
      if (symbol < 256) this.#put(symbol);
      else if (symbol === 256) return;
      else
        this.#copy(
          symbol === 285 ? 258 : this.#step(LENGTHS, symbol - 257),
          this.#step(DISTANCES, this.#symbol(distances)),
        );
    }
  }

  #step(steps: typeof LENGTHS, code: number): number {
    const [base, bits] = steps[code] ?? [0, -1];
    if (bits < 0) throw new Broken();
    return base + this.#bits(bits);
  }

  #copy(length: number, distance: number): void {
    if (distance > this.#length) throw new Broken();
    for (let i = 0; i < length; i++) this.#put(this.#out[this.#length - distance] ?? 0);
  }
}
