/** Pure: the cadena original, in the manner of the SAT (domain facts §2.6), and the code that finds a record. */

/** `tipo`: what a record is of. */
export type RecordType = 'SOLICITUD' | 'ALTA' | 'BAJA' | 'CONSTANCIA' | 'RESPUESTA';

export type CadenaFields = {
  readonly type: RecordType;
  readonly folio: string;
  /** ISO 8601 with offset, seconds. */
  readonly at: string;
  /** The agency, by its acronym. */
  readonly agency: string;
  /** RFC of who signed with an e.firma; empty: nobody did. */
  readonly signerRfc: string;
  /** Of the key or certificate that seals. */
  readonly keyId: string;
  /** SHA-256 of the document in its RFC 8785 form, hex. */
  readonly sha256: string;
};

const VERSION = '1.0';

/** NFC, runs of blanks one, trimmed; the bar that parts the fields becomes a broken one. */
const clean = (value: string): string => value.normalize('NFC').replace(/\s+/gu, ' ').trim().replaceAll('|', '¦');

export const cadenaOf = ({ type, folio, at, agency, signerRfc, keyId, sha256 }: CadenaFields): string =>
  `||${[VERSION, type, folio, at, agency, signerRfc, keyId, sha256].map(clean).join('|')}||`;

/** Crockford's base32: no I, L, O, U. */
export const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Eighty bits. */
export const CODE_LENGTH = 16;

/** As it is shown: 4-4-4-4. */
export const shownCode = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? '';

/** What somebody typed or scanned, as it is kept; null when it cannot be a code. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return code.length === CODE_LENGTH && [...code].every((letter) => CODE_LETTERS.includes(letter)) ? code : null;
}
