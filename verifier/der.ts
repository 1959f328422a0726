/** As much of DER as a public key and a certificate need. Anything odd is no DER. */

export type Element = { readonly tag: number; readonly body: Uint8Array; readonly whole: Uint8Array };

export const SEQUENCE = 0x30;
export const INTEGER = 0x02;
export const BIT_STRING = 0x03;

/** The elements that stand one after another in `bytes`; null where they are not well formed. */
export function elementsOf(bytes: Uint8Array): Element[] | null {
  const found: Element[] = [];
  for (let at = 0; at < bytes.length; ) {
    const head = headAt(bytes, at);
    if (head === null || head.end > bytes.length) return null;
    found.push({ tag: bytes[at] ?? 0, body: bytes.subarray(head.from, head.end), whole: bytes.subarray(at, head.end) });
    at = head.end;
  }
  return found;
}

function headAt(bytes: Uint8Array, at: number): { from: number; end: number } | null {
  const first = bytes[at + 1];
  if (first === undefined) return null;
  if (first < 0x80) return { from: at + 2, end: at + 2 + first };
  const count = first & 0x7f;
  if (count === 0 || count > 3) return null;
  let length = 0;
  for (let i = 0; i < count; i++) length = length * 256 + (bytes[at + 2 + i] ?? Number.NaN);
  // The shortest way to say it is the only one.
  if (Number.isNaN(length) || length < (count === 1 ? 0x80 : 256 ** (count - 1))) return null;
  return { from: at + 2 + count, end: at + 2 + count + length };
}

/** The elements within the one element of that tag that `bytes` is; null where it is something else. */
export function within(bytes: Uint8Array, tag: number): Element[] | null {
  const all = elementsOf(bytes);
  const [only] = all ?? [];
  return all?.length === 1 && only?.tag === tag ? elementsOf(only.body) : null;
}
