/** Text → lines that fit. Pure: how wide a piece is, is asked. */

/** `open`: broken between two words, so a reader of the text puts a blank there. */
export type Line = { readonly text: string; readonly open: boolean };
export type Widths = (text: string) => number;

/** A long word breaks after one of these where it can. */
const AFTER = /[-/_.@,;:=&?]/;

const INVISIBLE = /\p{Cc}|\p{Cf}|\p{Variation_Selector}/gu;

/**
 * What the letters of a paper can show. A letter they lack keeps its base where it has one (Š → S), and else says its number:
 * nothing is left out without a trace, and no empty box is drawn (PDF/A forbids it).
 */
export function shown(text: string, has: (codePoint: number) => boolean): string {
  const plain = text.normalize('NFC').replace(/\t/g, ' ').replace(/\r\n?/g, '\n');
  return plain
    .split('\n')
    .map((line) => [...line.replace(INVISIBLE, '')].map((letter) => one(letter, has)).join(''))
    .join('\n');
}

function one(letter: string, has: (codePoint: number) => boolean): string {
  const code = letter.codePointAt(0) ?? 0;
  if (has(code)) return letter;
  if (/\s/u.test(letter)) return ' ';
  const base = letter.normalize('NFKD').replace(/\p{M}/gu, '');
  if (base !== '' && [...base].every((each) => has(each.codePointAt(0) ?? 0))) return base;
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}

/** Never without a line: an empty paragraph has its height too. */
export function linesOf(text: string, width: number, widths: Widths): Line[] {
  return text.split('\n').flatMap((paragraph) => linesOfOne(paragraph, width, widths));
}

function linesOfOne(paragraph: string, width: number, widths: Widths): Line[] {
  const lines: Line[] = [];
  const blank = widths(' ');
  let line = '';
  let taken = 0;
  const end = (open: boolean) => {
    lines.push({ text: line, open });
    line = '';
    taken = 0;
  };
  for (const word of paragraph.split(/ +/).filter((each) => each !== '')) {
    const long = widths(word);
    if (line !== '' && taken + blank + long > width) end(true);
    if (long <= width) {
      line = line === '' ? word : `${line} ${word}`;
      taken += (taken === 0 ? 0 : blank) + long;
      continue;
    }
    const pieces = piecesOf(word, width, widths);
    for (const piece of pieces.slice(0, -1)) lines.push({ text: piece, open: false });
    line = pieces.at(-1) ?? '';
    taken = widths(line);
  }
  if (line !== '' || lines.length === 0) end(false);
  return lines;
}

/** So many letters a line, whatever they are: for what is copied letter by letter. All letters are as wide as `0`. */
export function linesOfFixed(text: string, width: number, widths: Widths): Line[] {
  const each = Math.max(1, Math.floor(width / widths('0')));
  return text.split('\n').flatMap((paragraph) => {
    const letters = [...paragraph];
    return Array.from({ length: Math.max(1, Math.ceil(letters.length / each)) }, (_, line) => ({
      text: letters.slice(line * each, (line + 1) * each).join(''),
      open: false,
    }));
  });
}

/** As much of the word as fits, again and again. */
function piecesOf(word: string, width: number, widths: Widths): string[] {
  const pieces: string[] = [];
  let piece = '';
  let taken = 0;
  for (const letter of word) {
    const wide = widths(letter);
    if (piece !== '' && taken + wide > width) {
      const kept = breakOf(piece);
      pieces.push(piece.slice(0, kept));
      piece = piece.slice(kept);
      taken = widths(piece);
    }
    piece += letter;
    taken += wide;
  }
  return [...pieces, piece];
}

/** Behind the last sign in its second half, or else at its end. */
function breakOf(piece: string): number {
  for (let at = piece.length - 1; at > piece.length / 2; at -= 1) if (AFTER.test(piece.charAt(at))) return at + 1;
  return piece.length;
}
