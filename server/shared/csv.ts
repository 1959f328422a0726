/** Tables as text (RFC 4180), as office programs write and read them. Pure. */

/** A cell that begins so, in full width too, would be computed by the program that opens it; an apostrophe keeps it text. */
const COMPUTED = /^'*[=+\-@\t\r＝＋－＠]/;

const cell = (text: string): string => {
  const safe = COMPUTED.test(text) ? `'${text}` : text;
  return /[",;\r\n\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** With the mark by which office programs know UTF-8. */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;

const SEPARATORS = [',', ';', '\t'] as const;
/** A cell, quoted or not, and what ends it. */
const TOKENS = {
  ',': /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y,
  ';': /(?:"([^"]*(?:""[^"]*)*)"|([^";\r\n]*))(;|\r\n|\n|\r|$)/y,
  '\t': /(?:"([^"]*(?:""[^"]*)*)"|([^"\t\r\n]*))(\t|\r\n|\n|\r|$)/y,
} as const;

/** The separator is whichever its first line has more of; null when a quote never ends or there are more than `most` rows. */
export function readCsv(text: string, most: number): { line: number; cells: string[] }[] | null {
  const content = text.replace(/^\uFEFF/, '');
  const head = content.slice(0, content.search(/\r|\n|$/));
  const count = (separator: string): number => head.split(separator).length;
  const separator = SEPARATORS.toSorted((one, other) => count(other) - count(one))[0] ?? ',';
  const token = TOKENS[separator];
  token.lastIndex = 0;
  const rows: { line: number; cells: string[] }[] = [];
  let cells: string[] = [];
  let line = 1;
  while (token.lastIndex < content.length) {
    const match = token.exec(content);
    if (match === null) return null;
    const value = match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"');
    cells.push(COMPUTED.test(value) && value.startsWith("'") ? value.slice(1) : value);
    if (match[3] === separator) {
      if (token.lastIndex >= content.length) cells.push('');
      else continue;
    }
    if (cells.some((one) => one !== '')) rows.push({ line, cells });
    if (rows.length > most) return null;
    line += 1 + (match[1]?.match(/\r\n|\n|\r/g)?.length ?? 0);
    cells = [];
  }
  return rows;
}
