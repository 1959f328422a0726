/** The cadena original, apart and together again: `||version|tipo|folio|fechaHora|dependencia|rfc|serie|sha256||`. */

export const FIELDS = ['version', 'type', 'folio', 'at', 'agency', 'signerRfc', 'keyId', 'sha256'] as const;
export type Cadena = { readonly [Field in (typeof FIELDS)[number]]: string };

/** NFC, runs of blanks one, trimmed, no bar. */
export const clean = (value: string): string =>
  value.normalize('NFC').replace(/\s+/gu, ' ').trim().replaceAll('|', '¦');

export const writeCadena = (fields: Cadena): string => `||${FIELDS.map((name) => clean(fields[name])).join('|')}||`;

/** Null for what is no cadena, or is not written the one way it can be. */
export function readCadena(text: string): Cadena | null {
  if (!text.startsWith('||') || !text.endsWith('||') || text.length < 4) return null;
  const values = text.slice(2, -2).split('|');
  if (values.length !== FIELDS.length) return null;
  const fields = Object.fromEntries(FIELDS.map((name, index) => [name, values[index] ?? ''])) as Cadena;
  return writeCadena(fields) === text ? fields : null;
}

/** `2026-11-09T08:52:07-06:00`, as a clock there showed the instant; any offset a place can have. */
const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-](?:0\d|1[0-4]):(?:00|15|30|45))$/;

/** Whether the time in the cadena is that instant, to the second. The offset is the seal's word: tables of time zones change. */
export function isSameInstant(local: string, instant: string): boolean {
  const [one, other] = [Date.parse(local), Date.parse(instant)];
  return LOCAL.test(local) && Number.isFinite(one) && one === Math.floor(other / 1_000) * 1_000;
}
