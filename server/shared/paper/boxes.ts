/** What stands on a washed ground or beside something: the number of a paper, its seal. */
import type { Banner, Beside, Code, Text } from './document.ts';
import type { Line } from './lines.ts';
import { fill, heightOf, INNER, PAGE, type Sheet, STYLES, type Style, WASH } from './sheet.ts';

const PAD = 10;
const GAP = 16;
const BEFORE = 12;

/** The title of the paper on the left; on the right, in a box, the number everybody will ask for. */
export function drawBanner(sheet: Sheet, { title, name, number, under }: Banner): void {
  const width = Math.min(
    INNER * 0.55,
    Math.max(sheet.wide(number, STYLES.number), sheet.wide(under, STYLES.edge)) + 2 * PAD,
  );
  const left = PAGE.left + INNER - width;
  const box: Stack = [
    [sheet.lines(name, STYLES.label, width - 2 * PAD), STYLES.label],
    [sheet.lines(number, STYLES.number, width - 2 * PAD), STYLES.number],
    [sheet.lines(under, STYLES.edge, width - 2 * PAD), STYLES.edge],
  ];
  const heading: Stack = [[sheet.lines(title, STYLES.h1, INNER - width - GAP), STYLES.h1]];
  const height = Math.max(tall(box) + 2 * PAD, tall(heading));
  sheet.beside(() => sheet.doc.rect(left, sheet.y, width, tall(box) + 2 * PAD).fill(WASH));
  sheet.doc.outline.addItem(title);
  write(sheet, heading, { x: PAGE.left, y: sheet.y + (height - tall(heading)) / 2, type: 'H1' });
  write(sheet, box, { x: left + PAD, y: sheet.y + PAD, type: 'P' });
  sheet.y += height + 14;
}

export function drawCode(sheet: Sheet, code: Code): void {
  const stack = stackOf(sheet, code, INNER);
  // Long ones may be parted; their name never stands alone.
  if (sheet.room() < Math.min(tall(stack), 6 * STYLES.code.leading)) sheet.nextPage();
  for (const [lines, style] of stack) {
    const part = sheet.part('P');
    for (let from = 0; from < lines.length; ) {
      const fits = Math.max(1, Math.floor(sheet.room() / style.leading));
      const some = lines.slice(from, from + fits);
      sheet.mark(part, 'P', () => sheet.write(some, { x: PAGE.left, y: sheet.y }, style));
      sheet.y += some.length * style.leading;
      from += fits;
      if (from < lines.length) sheet.nextPage();
    }
    part.end();
  }
  sheet.y += 8;
}

export function drawBeside(sheet: Sheet, { title, figure, caption, parts }: Beside): void {
  const left = PAGE.left + figure.width + GAP;
  const width = PAGE.left + INNER - left;
  const stacks = parts.map((part) => stackOf(sheet, part, width));
  const under: Stack = caption.map((text) => [
    sheet.lines(text, STYLES.caption, figure.width + GAP / 2),
    STYLES.caption,
  ]);
  const right = stacks.reduce((sum, stack) => sum + tall(stack) + 6, 0);
  const height = Math.max(heightOf(figure) + 4 + tall(under), right);
  const head: Stack = [[sheet.lines(title, STYLES.h2, INNER), STYLES.h2]];
  if (sheet.room() < BEFORE + tall(head) + 6 + height) sheet.nextPage();
  else sheet.y += BEFORE;
  sheet.doc.outline.addItem(title);
  write(sheet, head, { x: PAGE.left, y: sheet.y, type: 'H2' });
  const top = sheet.y + tall(head) + 6;
  const part = sheet.part('Figure', sheet.root, { alt: figure.alt, placement: 'Block' });
  sheet.mark(part, 'Figure', () => fill(sheet.doc, figure, { x: PAGE.left, y: top }));
  part.end();
  write(sheet, under, { x: PAGE.left, y: top + heightOf(figure) + 4, type: 'P' });
  let y = top;
  for (const stack of stacks) {
    write(sheet, stack, { x: left, y, type: 'P' });
    y += tall(stack) + 6;
  }
  sheet.y = top + height + 10;
}

type Stack = readonly (readonly [lines: readonly Line[], style: Style])[];

const tall = (stack: Stack): number => stack.reduce((sum, [lines, style]) => sum + lines.length * style.leading, 0);

const stackOf = (sheet: Sheet, block: Text | Code, width: number): Stack =>
  block.kind === 'code'
    ? [
        [sheet.lines(block.name, STYLES.label, width), STYLES.label],
        [sheet.lines(block.text, STYLES.code, width), STYLES.code],
      ]
    : [[sheet.lines(block.text, styleOf(block), width), styleOf(block)]];

const styleOf = ({ tone }: Text): Style => (tone === 'quiet' ? STYLES.edge : STYLES.text);

function write(sheet: Sheet, stack: Stack, { x, y, type }: { x: number; y: number; type: 'H1' | 'H2' | 'P' }): void {
  let at = y;
  for (const [lines, style] of stack) {
    const part = sheet.part(type);
    sheet.mark(part, type, () => sheet.write(lines, { x, y: at }, style));
    part.end();
    at += lines.length * style.leading;
  }
}
