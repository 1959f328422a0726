/** One sealed record: its document, its proof, its cadena and its seal, each held against the others. */
import { fromBase64, isSame, textOf, utf8 } from './bytes.ts';
import { type Cadena, clean, isSameInstant, readCadena } from './cadena.ts';
import { canonical, canonicalObject, isObject, type JsonObject, parsed, textIn } from './canonical.ts';
import { type Keys, type PublicKey, publicKey, type SealAnswer } from './keys.ts';
import { Notebook, type RecordTold } from './report.ts';
import { checkTextSeal } from './rsa.ts';
import { sumOf } from './sha256.ts';

export const PROOF_FORMAT = 'mesa-prueba/1';

export type Proof = {
  readonly cadena: string;
  readonly code: string;
  readonly keyId: string;
  readonly publicKey: Uint8Array;
  readonly recordSha256: string;
  readonly seal: Uint8Array;
  readonly verifyAt: string;
};

const PARTS = ['cadena', 'code', 'format', 'keyId', 'publicKey', 'recordSha256', 'seal', 'verifyAt'];

/** Null for what is no proof. */
function readProof(told: JsonObject): Proof | null {
  const [key, seal] = [fromBase64(textIn(told, 'publicKey') ?? ''), fromBase64(textIn(told, 'seal') ?? '')];
  const texts = PARTS.map((part) => textIn(told, part));
  if (key === null || seal === null || texts.includes(null) || Object.keys(told).length !== PARTS.length) return null;
  const [cadena = '', code = '', , keyId = '', , recordSha256 = '', , verifyAt = ''] = texts as string[];
  return { cadena, code, keyId, publicKey: key, recordSha256, seal, verifyAt };
}

export type Enclosed = { readonly document: Uint8Array; readonly proof: Uint8Array };

/** Whether a seal is right by a key known here; where none is, whether the key the file tells at least agrees. */
export function sealBy(
  keys: Keys,
  given: { keyId: string; text: string; seal: Uint8Array; told: Uint8Array | null },
): { answer: SealAnswer; key: PublicKey | null } {
  const text = utf8(given.text);
  const { answer, key } = keys.check(given.keyId, text, given.seal);
  if (answer !== 'unknown-key') return { answer, key };
  const told = given.told === null ? null : publicKey(given.told, null);
  return { answer: told === null ? 'unknown-key' : checkTextSeal(told.rsa, text, given.seal), key: null };
}

/** What it finds stands in the notebook; answers what the record says where it can be read at all. */
export function checkRecord({ document, proof }: Enclosed, keys: Keys): Notebook & { proof?: Proof } {
  const book: Notebook & { proof?: Proof } = new Notebook();
  const record = canonicalObject(document);
  if (record === null) book.find('record', isObject(parsed(document)) ? 'not-canonical' : 'form');
  const told = parsed(proof);
  if (isObject(told) && textIn(told, 'format')?.startsWith('mesa-prueba/') && textIn(told, 'format') !== PROOF_FORMAT) {
    book.find('proof', 'later-format');
    return book;
  }
  const read = isObject(told) ? readProof(told) : null;
  if (read === null || !isObject(told) || safe(told) !== textOf(proof)) {
    book.find('proof', 'form');
    return book;
  }
  book.proof = read;
  const cadena = checkSealed(book, read, keys);
  const sum = sumOf(document);
  if (cadena !== null && sum !== cadena.sha256) book.find('record', 'other-sum');
  if (sum !== read.recordSha256 && sum === cadena?.sha256) book.find('proof', 'field', { field: 'recordSha256' });
  if (record !== null) {
    if (cadena !== null) checkFields(book, record, { cadena, proof: read });
    book.records.push(toldOf(record));
    if (textIn(record, 'sealedAt') !== textIn(record, 'actedAt'))
      book.note('record', 'late', { at: textIn(record, 'sealedAt') ?? '', timeZone: textIn(record, 'timeZone') ?? '' });
  }
  if (book.findings.length === 0) book.right('record');
  return book;
}

function safe(object: JsonObject): string | null {
  try {
    return canonical(object);
  } catch {
    return null;
  }
}

/** The seal over the cadena as told; the cadena where it is one. */
function checkSealed(book: Notebook, proof: Proof, keys: Keys): Cadena | null {
  const { answer, key } = sealBy(keys, {
    keyId: proof.keyId,
    text: proof.cadena,
    seal: proof.seal,
    told: proof.publicKey,
  });
  const cadena = readCadena(proof.cadena);
  if (cadena === null) book.find('cadena', 'form');
  if (answer === 'other-text') book.find('cadena', 'changed');
  else if (answer === 'broken') book.find('seal', 'changed');
  else if (key === null) book.find('seal', keys.none ? 'no-keys' : 'unknown-key', { key: proof.keyId });
  else book.keys.add(proof.keyId);
  if (key !== null && !isSame(key.spki, proof.publicKey)) book.find('proof', 'other-key');
  return cadena;
}

/** Field by field: what the cadena says, the document must say too. */
function checkFields(book: Notebook, record: JsonObject, { cadena, proof }: { cadena: Cadena; proof: Proof }): void {
  const same = (name: string, told: string): boolean => clean(textIn(record, name) ?? '|') === told;
  const fields: [field: keyof Cadena, holds: boolean][] = [
    ['version', cadena.version === '1.0'],
    ['type', same('type', cadena.type)],
    ['folio', same('folio', cadena.folio)],
    ['at', isSameInstant(cadena.at, textIn(record, 'actedAt') ?? '')],
    ['agency', same('agencyAcronym', cadena.agency)],
    ['keyId', cadena.keyId === proof.keyId],
  ];
  for (const [field, holds] of fields) if (!holds) book.find('cadena', 'field', { field });
  if (textIn(record, 'code') !== proof.code) book.find('proof', 'field', { field: 'code' });
  if (textIn(record, 'verifyAt') !== proof.verifyAt) book.find('proof', 'field', { field: 'verifyAt' });
}

const toldOf = (record: JsonObject): RecordTold => {
  const text = (name: string): string => textIn(record, name) ?? '';
  return {
    folio: text('folio'),
    act: text('act'),
    code: text('code'),
    agencyName: text('agencyName'),
    governmentName: text('governmentName'),
    actedAt: text('actedAt'),
    sealedAt: text('sealedAt'),
    timeZone: text('timeZone'),
    isLate: record.sealedAt !== record.actedAt,
    verifyAt: text('verifyAt'),
  };
};
