/**
 * Finds the two files a paper encloses. It reads as little of a PDF as that takes, and forgives what is broken around them:
 * whether the file is as it was made is what its seal says, not this.
 */
import { inflated } from './inflate.ts';

export const RECORD = 'registro.json';
export const PROOF = 'prueba.json';

/** No record of ours comes near it. */
const MOST = 8 * 1024 * 1024;
/** Letters of a dictionary. */
const LONGEST_DICTIONARY = 4_000;

export type Found = {
  readonly document: Uint8Array | null;
  readonly proof: Uint8Array | null;
  /** It names at least one of them. */
  readonly isNamed: boolean;
};

export function enclosedIn(bytes: Uint8Array, letters: string): Found {
  const document = fileNamed(RECORD, { bytes, letters });
  const proof = fileNamed(PROOF, { bytes, letters });
  return { document, proof, isNamed: letters.includes(`(${RECORD})`) || letters.includes(`(${PROOF})`) };
}

type Source = { readonly bytes: Uint8Array; readonly letters: string };

function fileNamed(name: string, source: Source): Uint8Array | null {
  const { letters } = source;
  const word = `(${name})`;
  // Name tree and file specification both name it, in either order; the last one written counts.
  for (
    let at = letters.lastIndexOf(word), tries = 0;
    at >= 0 && tries < 8;
    tries++, at = at === 0 ? -1 : letters.lastIndexOf(word, at - 1)
  ) {
    const reference = /\/EF\s*<<[^>]{0,200}?\/U?F\s+(\d{1,8})\s+(\d{1,5})\s+R/.exec(objectAround(letters, at));
    const content = reference && streamOf(`${reference[1]} ${reference[2]} obj`, source);
    if (content) return content;
  }
  return null;
}

function objectAround(letters: string, at: number): string {
  const from = Math.max(letters.lastIndexOf(' obj', at), at - LONGEST_DICTIONARY, 0);
  const end = letters.indexOf('endobj', at);
  return letters.slice(from, end < 0 ? at + LONGEST_DICTIONARY : Math.min(end, at + LONGEST_DICTIONARY));
}

/** Of the last object of that number: what its stream holds. */
function streamOf(head: string, source: Source): Uint8Array | null {
  const at = lastObject(source.letters, head);
  if (at < 0) return null;
  const open = source.letters.indexOf('stream', at);
  if (open < 0 || open - at > LONGEST_DICTIONARY) return null;
  const dictionary = source.letters.slice(at + head.length, open);
  const gap = source.letters.startsWith('\r\n', open + 6) ? 2 : 1;
  const from = open + 6 + gap;
  const length = lengthIn(dictionary, source.letters);
  const close = source.letters.indexOf('endstream', from);
  const end = length !== null && from + length <= source.bytes.length ? from + length : close;
  if (end < from || end - from > MOST) return null;
  const packed = source.bytes.subarray(from, end);
  const filter = /\/Filter\s*\[?\s*\/(\w+)\s*\]?\s*(?:\/|>|$)/.exec(dictionary)?.[1];
  if (filter === undefined) return packed;
  return filter === 'FlateDecode' ? inflated(packed, MOST) : null;
}

function lastObject(letters: string, head: string): number {
  for (let at = letters.lastIndexOf(head); at >= 0; at = at === 0 ? -1 : letters.lastIndexOf(head, at - 1))
    if (at === 0 || /\s/.test(letters.charAt(at - 1))) return at;
  return -1;
}

function lengthIn(dictionary: string, letters: string): number | null {
  const match = /\/Length\s+(\d{1,10})(?:\s+(\d{1,5})\s+R)?/.exec(dictionary);
  if (!match) return null;
  if (match[2] === undefined) return Number(match[1]);
  const at = lastObject(letters, `${match[1]} ${match[2]} obj`);
  const told = at < 0 ? null : /^\d+ \d+ obj\s+(\d{1,10})\s/.exec(letters.slice(at, at + 60));
  return told ? Number(told[1]) : null;
}
