/** What a package says it holds, and the seal over that. */
import { fromBase64, textOf } from './bytes.ts';
import { canonicalObject, countIn, isObject, type JsonObject, listIn, textIn } from './canonical.ts';
import type { Keys } from './keys.ts';
import { sealBy } from './record.ts';
import type { Notebook } from './report.ts';
import { sumOf } from './sha256.ts';
import type { Entry } from './zip.ts';

export const MANIFEST = 'manifiesto.json';
export const MANIFEST_SEAL = 'manifiesto.sello';
const FORMAT = 'mesa-paquete/1';

export type Manifest = { readonly folio: string; readonly keyId: string; readonly files: ReadonlyMap<string, Listed> };
type Listed = { readonly bytes: number; readonly sha256: string };

/** Null where it cannot be gone by. `told`: the key of that id the package tells, if any. */
export function checkManifest(
  book: Notebook,
  entries: ReadonlyMap<string, Entry>,
  { keys, told }: { keys: Keys; told: (id: string) => Uint8Array | null },
): Manifest | null {
  const [manifest, seal] = [entries.get(MANIFEST), entries.get(MANIFEST_SEAL)];
  if (manifest === undefined || seal === undefined) {
    if (manifest === undefined) book.find('manifest', 'missing', {}, MANIFEST);
    if (seal === undefined) book.find('manifest-seal', 'missing', {}, MANIFEST_SEAL);
    return null;
  }
  const object = canonicalObject(manifest.content);
  if (object !== null && isLater(object)) {
    book.find('manifest', 'later-format', {}, MANIFEST);
    return null;
  }
  const read = object === null ? null : readManifest(object);
  if (read === null) book.find('manifest', 'form', {}, MANIFEST);
  const isSealed = checkSealOf(book, manifest, { seal, keys, told, keyId: read?.keyId ?? null });
  if (read !== null && isSealed) book.right('manifest');
  return read;
}

const isLater = (object: JsonObject): boolean => {
  const format = textIn(object, 'format');
  return format !== null && /^mesa-paquete\/\d+$/.test(format) && format !== FORMAT;
};

function readManifest(object: JsonObject): Manifest | null {
  const [folio, keyId] = [textIn(object, 'folio'), textIn(object, 'keyId')];
  if (textIn(object, 'format') !== FORMAT || folio === null || keyId === null) return null;
  const files = new Map<string, Listed>();
  for (const each of listIn(object, 'files') ?? [null]) {
    if (!isObject(each)) return null;
    const [name, bytes, sha256] = [textIn(each, 'name'), countIn(each, 'bytes'), textIn(each, 'sha256')];
    if (name === null || bytes === null || sha256 === null || files.has(name)) return null;
    files.set(name, { bytes, sha256 });
  }
  return { folio, keyId, files };
}

/** `<keyId>\n<base64>\n`, and nothing else. */
function checkSealOf(
  book: Notebook,
  manifest: Entry,
  given: { seal: Entry; keys: Keys; told: (id: string) => Uint8Array | null; keyId: string | null },
): boolean {
  const { keys } = given;
  const [, keyId = '', letters = ''] =
    /^([0-9a-f]{16,64})\n([A-Za-z0-9+/=]+)\n$/.exec(textOf(given.seal.content) ?? '') ?? [];
  const seal = fromBase64(letters);
  if (seal === null || letters === '') {
    book.find('manifest-seal', 'form', {}, MANIFEST_SEAL);
    return false;
  }
  if (given.keyId !== null && keyId !== given.keyId)
    book.find('manifest-seal', 'field', { field: 'keyId' }, MANIFEST_SEAL);
  const text = `mesa-paquete/1 ${sumOf(manifest.content)}`;
  const { answer, key } = sealBy(keys, { keyId, text, seal, told: given.told(keyId) });
  if (answer === 'other-text') book.find('manifest', 'changed', {}, MANIFEST);
  else if (answer === 'broken') book.find('manifest-seal', 'changed', {}, MANIFEST_SEAL);
  else if (key === null)
    book.find('manifest-seal', keys.none ? 'no-keys' : 'unknown-key', { key: keyId }, MANIFEST_SEAL);
  else book.keys.add(keyId);
  return answer === 'right' && key !== null;
}

/** Each file against its line, each line against its file. */
export function checkFiles(book: Notebook, entries: ReadonlyMap<string, Entry>, manifest: Manifest): void {
  let right = 0;
  for (const [name, { bytes, sha256 }] of manifest.files) {
    const entry = entries.get(name);
    if (entry === undefined) book.find('content', 'missing', {}, name);
    else if (entry.content.length !== bytes || sumOf(entry.content) !== sha256)
      book.find('content', 'other-sum', {}, name);
    else right += 1;
  }
  for (const name of entries.keys())
    if (!manifest.files.has(name) && name !== MANIFEST && name !== MANIFEST_SEAL)
      book.find('content', 'unlisted', {}, name);
  book.right('files', right);
}
