/** SHA-256 (FIPS 180-4), a few lines of our own: see decision 53. */
import { hex, utf8 } from './bytes.ts';

const [START, K] = constants();

/** The first 32 bits of the fractions of the square roots of the first 8 primes, and of the cube roots of the first 64. */
function constants(): [Int32Array, Int32Array] {
  const primes: number[] = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  const fraction = (root: number): number => ((root - Math.floor(root)) * 2 ** 32) | 0;
  return [
    Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime))),
    Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime))),
  ];
}

const BLOCK = 64;

/** Takes bytes as they come. */
export class Sha256 {
  #state = new Int32Array(START);
  readonly #words = new Int32Array(64);
  readonly #rest = new Uint8Array(BLOCK);
  #held = 0;
  #length = 0;

  add(bytes: Uint8Array): this {
    this.#length += bytes.length;
    let at = 0;
    if (this.#held > 0) {
      at = Math.min(BLOCK - this.#held, bytes.length);
      this.#rest.set(bytes.subarray(0, at), this.#held);
      this.#held += at;
      if (this.#held < BLOCK) return this;
      this.#block(this.#rest, 0);
      this.#held = 0;
    }
    for (; at + BLOCK <= bytes.length; at += BLOCK) this.#block(bytes, at);
    this.#rest.set(bytes.subarray(at));
    this.#held = bytes.length - at;
    return this;
  }

  /** As it stands: what is added later is not in it. */
  copy(): Sha256 {
    const other = new Sha256();
    other.#state = new Int32Array(this.#state);
    other.#rest.set(this.#rest);
    other.#held = this.#held;
    other.#length = this.#length;
    return other;
  }

  digest(): Uint8Array {
    const last = new Uint8Array(this.#held < 56 ? BLOCK : 2 * BLOCK);
    last.set(this.#rest.subarray(0, this.#held));
    last[this.#held] = 0x80;
    const view = new DataView(last.buffer);
    view.setUint32(last.length - 8, Math.floor(this.#length / 2 ** 29));
    view.setUint32(last.length - 4, (this.#length * 8) >>> 0);
    const state = this.#state.slice();
    for (let at = 0; at < last.length; at += BLOCK) this.#block(last, at);
    const sum = new Uint8Array(32);
    const out = new DataView(sum.buffer);
    for (const [index, word] of this.#state.entries()) out.setInt32(index * 4, word);
    this.#state = state;
    return sum;
  }

  #block(bytes: Uint8Array, from: number): void {
    const w = this.#words;
    const s = this.#state;
    const at = (list: Int32Array, index: number): number => list[index] as number;
    for (let i = 0, p = from; i < 16; i++, p += 4)
      w[i] =
        ((bytes[p] as number) << 24) |
        ((bytes[p + 1] as number) << 16) |
        ((bytes[p + 2] as number) << 8) |
        (bytes[p + 3] as number);
    for (let i = 16; i < 64; i++) {
      const x = at(w, i - 15);
      const y = at(w, i - 2);
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[i] = (at(w, i - 16) + s0 + at(w, i - 7) + s1) | 0;
    }
    let [a, b, c, d, e, f, g, h] = s as unknown as [number, number, number, number, number, number, number, number];
    for (let i = 0; i < 64; i++) {
      const e1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + e1 + ((e & f) ^ (~e & g)) + at(K, i) + at(w, i)) | 0;
      const a0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (a0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) s[index] = (at(s, index) + word) | 0;
  }
}

export const sha256 = (...parts: readonly Uint8Array[]): Uint8Array =>
  parts.reduce((sum, part) => sum.add(part), new Sha256()).digest();

/** Lower case hex; of a text, of its UTF-8. */
export const sumOf = (content: Uint8Array | string): string =>
  hex(sha256(typeof content === 'string' ? utf8(content) : content));
