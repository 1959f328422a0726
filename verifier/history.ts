/** The history of a request, entry by entry: each chained to the one before, none left out between. */
import { fromHex, hex, utf8 } from './bytes.ts';
import { canonical, countIn, isObject, type JsonObject, listIn, parsed, textIn } from './canonical.ts';
import type { Notebook } from './report.ts';
import { sha256 } from './sha256.ts';

export const HISTORY = 'historia.json';

/** By sequence: the hash of each entry whose place in the chain is right. */
export type Chain = {
  readonly hashes: ReadonlyMap<number, Uint8Array>;
  readonly records: readonly Named[];
  readonly isWhole: boolean;
};
/** An entry that says which record its act left. */
export type Named = { readonly sequence: number; readonly sha256: string };

const HASHED = ['id', 'stream', 'sequence', 'at', 'actorKind', 'actorId', 'fact', 'data'] as const;

/** Null where there is no history that can be read. */
export function checkHistory(book: Notebook, content: Uint8Array): Chain | null {
  const object = parsed(content);
  const entries = isObject(object) ? listIn(object, 'entries') : null;
  if (!isObject(object) || entries === null) {
    book.find('history', 'form', {}, HISTORY);
    return null;
  }
  const stream = textIn(object, 'stream') ?? '';
  const [hashes, records]: [Map<number, Uint8Array>, Named[]] = [new Map(), []];
  let [previous, withheld] = ['0'.repeat(64), 0];
  for (const [index, entry] of entries.entries()) {
    const hash = isObject(entry) ? chained(entry, { sequence: index + 1, previous, stream }) : null;
    if (hash === null || !isObject(entry)) {
      book.find('history', 'chain', { row: index + 1 }, HISTORY);
      return { hashes, records, isWhole: false };
    }
    if (!Object.hasOwn(entry, 'id')) withheld += 1;
    const { data } = entry;
    const sum = isObject(data) ? textIn(data, 'recordSha256') : null;
    if (sum !== null) records.push({ sequence: index + 1, sha256: sum });
    hashes.set(index + 1, hash);
    previous = hex(hash);
  }
  if (withheld > 0) book.note('history', 'withheld', { count: withheld }, HISTORY);
  book.right('history', entries.length);
  return { hashes, records, isWhole: withheld === 0 };
}

/** Its hash, where it is the next of the chain; of what the reader may not see, the hash it is told to have. */
function chained(entry: JsonObject, at: { sequence: number; previous: string; stream: string }): Uint8Array | null {
  const told = fromHex(textIn(entry, 'hash') ?? '-');
  if (countIn(entry, 'sequence') !== at.sequence || textIn(entry, 'previousHash') !== at.previous) return null;
  if (told?.length !== 32) return null;
  if (!Object.hasOwn(entry, 'id')) return Object.keys(entry).length === 3 ? told : null;
  if (textIn(entry, 'stream') !== at.stream || Object.keys(entry).length !== HASHED.length + 2) return null;
  const hashed = Object.fromEntries(HASHED.map((name) => [name, entry[name] ?? null]));
  try {
    const hash = sha256(fromHex(at.previous) ?? new Uint8Array(), utf8(canonical(hashed)));
    return hex(hash) === hex(told) ? hash : null;
  } catch {
    return null;
  }
}
