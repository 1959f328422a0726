/** Chance that can be thrown again: the same seed gives the same desk, ids and all. */

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export class Chance {
  #a: number;
  #b: number;
  #c: number;
  #count = 1;

  constructor(seed: number) {
    this.#a = seed | 0;
    this.#b = 0x9e3779b9;
    this.#c = 0x243f6a88;
    // The first numbers still look like the seed.
    for (let warm = 0; warm < 15; warm += 1) this.word();
  }

  /** 32 bits (sfc32). */
  word(): number {
    const sum = (this.#a + this.#b + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** 0 up to, not including, 1. */
  unit(): number {
    return this.word() / 0x1_0000_0000;
  }

  between(from: number, to: number): number {
    return from + this.unit() * (to - from);
  }

  /** 0 up to, not including, `below`. */
  whole(below: number): number {
    return Math.floor(this.unit() * below);
  }

  is(probability: number): boolean {
    return this.unit() < probability;
  }

  pick<Item>(list: readonly Item[]): Item {
    return at(list, this.whole(list.length));
  }

  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.unit())) * Math.cos(2 * Math.PI * this.unit());
  }

  logNormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal());
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.unit());
  }

  bytes(length: number): Buffer {
    const buffer = Buffer.allocUnsafe(length);
    for (let index = 0; index < length; index += 1) buffer[index] = this.word() >>> 24;
    return buffer;
  }

  /** A UUIDv7 of that moment, as the desk's own ids are: what was made together lies together in the indexes. */
  id(milliseconds: number): string {
    const time = milliseconds.toString(16).padStart(12, '0');
    const [a, b, c] = [this.word(), this.word(), this.word()];
    const hex = (word: number, shift: number) => HEX[(word >>> shift) & 255];
    const version = (0x7000 | (a & 0xfff)).toString(16);
    const variant = (0x8000 | ((a >>> 12) & 0x3fff)).toString(16);
    const tail = `${hex(b, 0)}${hex(b, 8)}${hex(b, 16)}${hex(b, 24)}${hex(c, 0)}${hex(c, 8)}`;
    return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${tail}`;
  }
}

/** The item at that place of a list that is known to be long enough. */
export function at<Item>(list: readonly Item[], index: number): Item {
  const item = list[index];
  if (item === undefined && index >= list.length) throw new RangeError(`no item ${index} in a list of ${list.length}`);
  return item as Item;
}

/** Picks by weight: `pick(u)` for a `u` of 0 to 1 gives the place in the list. */
export function byWeight(weights: readonly number[]): (u: number) => number {
  const sums: number[] = [];
  let total = 0;
  for (const weight of weights) {
    total += weight;
    sums.push(total);
  }
  return (u) => {
    const wanted = u * total;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(sums, middle) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
