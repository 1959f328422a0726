/** A paper → the bytes of its PDF/A-3a. The same paper gives the same bytes: its instant is given, and its id is of what it says. */
import { drawBanner, drawBeside, drawCode } from './boxes.ts';
import type { Block, Enclosed, Figure, Heading, List, Paper, Text } from './document.ts';
import { drawEdges, drawLetterhead } from './edges.ts';
import { fill, heightOf, INNER, openSheet, PAGE, type Sheet, STYLES, type Style } from './sheet.ts';
import { beginningOf, drawFacts, drawTable } from './tables.ts';

const H = { 1: STYLES.h1, 2: STYLES.h2, 3: STYLES.h3 } as const;
const BEFORE = { 1: 0, 2: 12, 3: 6 } as const;
const AFTER = { 1: 8, 2: 6, 3: 4 } as const;
/** What must follow a heading on its page. */
const COMPANY = 92;
const INDENT = 14;

export async function drawPaper(paper: Paper): Promise<Buffer> {
  const sheet = openSheet(paper);
  const pieces: Buffer[] = [];
  const done = new Promise<void>((resolve, reject) => {
    sheet.doc.on('data', (piece: Buffer) => pieces.push(piece));
    sheet.doc.on('end', resolve);
    sheet.doc.on('error', reject);
  });
  drawLetterhead(sheet, paper);
  for (const [index, block] of paper.blocks.entries())
    drawBlock(sheet, block, paper.blocks.slice(index + 1, index + 3));
  drawEdges(sheet, paper);
  for (const each of paper.enclosed) enclose(sheet, each, paper.madeAt);
  sheet.root.end();
  sheet.doc.end();
  await done;
  return Buffer.concat(pieces);
}

function drawBlock(sheet: Sheet, block: Block, next: readonly Block[]): void {
  switch (block.kind) {
    case 'heading':
      drawHeading(sheet, block, next);
      break;
    case 'text':
      drawText(sheet, block);
      break;
    case 'list':
      drawList(sheet, block);
      break;
    case 'facts':
      drawFacts(sheet, block);
      break;
    case 'table':
      drawTable(sheet, block);
      break;
    case 'figure':
      drawFigure(sheet, block);
      break;
    case 'banner':
      drawBanner(sheet, block);
      break;
    case 'code':
      drawCode(sheet, block);
      break;
    case 'beside':
      drawBeside(sheet, block);
      break;
  }
}

const tall = (sheet: Sheet, { level, text }: Heading): number =>
  BEFORE[level] + sheet.lines(text, H[level], INNER).length * H[level].leading + AFTER[level];

/** No heading ends a page: it goes on with what it heads, and with the headings between. */
function drawHeading(sheet: Sheet, heading: Heading, next: readonly Block[]): void {
  const { level, text } = heading;
  const followed = next.findIndex(({ kind }) => kind !== 'heading');
  const under = next.slice(0, followed === -1 ? next.length : followed) as Heading[];
  const first = next[followed];
  // A short table whole is company enough.
  const least = first?.kind === 'table' ? Math.min(COMPANY, beginningOf(sheet, first)) : COMPANY;
  const company = under.reduce((sum, each) => sum + tall(sheet, each), least);
  const style = H[level];
  if (sheet.room() < tall(sheet, heading) + company) sheet.nextPage();
  else sheet.y += BEFORE[level];
  const lines = sheet.lines(text, style, INNER);
  if (level < 3) sheet.doc.outline.addItem(text);
  const part = sheet.part(`H${level}`);
  sheet.mark(part, `H${level}`, () => sheet.write(lines, { x: PAGE.left, y: sheet.y }, style));
  part.end();
  sheet.y += lines.length * style.leading + AFTER[level];
}

function drawText(sheet: Sheet, { text, tone }: Text): void {
  const style = tone === 'quiet' ? STYLES.quiet : STYLES.text;
  for (const paragraph of text.split('\n').filter((each) => each.trim() !== '')) {
    drawParagraph(sheet, { text: paragraph, style, x: PAGE.left, part: sheet.part('P'), type: 'P' });
    sheet.y += 6;
  }
}

type Paragraph = { text: string; style: Style; x: number; part: ReturnType<Sheet['part']>; type: string };

/** No line of a paragraph stands alone at the head or the foot of a page. */
function drawParagraph(sheet: Sheet, { text, style, x, part, type }: Paragraph): void {
  const lines = sheet.lines(text, style, PAGE.left + INNER - x);
  for (let from = 0; from < lines.length; ) {
    const left = lines.length - from;
    let fits = Math.min(left, Math.floor(sheet.room() / style.leading));
    if (left - fits === 1) fits -= 1;
    if (fits < Math.min(2, left)) {
      sheet.nextPage();
      continue;
    }
    const piece = lines.slice(from, from + fits);
    sheet.mark(part, type, () => sheet.write(piece, { x, y: sheet.y }, style));
    sheet.y += fits * style.leading;
    from += fits;
  }
  part.end();
}

function drawList(sheet: Sheet, { items }: List): void {
  const list = sheet.part('L');
  for (const item of items) {
    if (sheet.room() < 2 * STYLES.text.leading) sheet.nextPage();
    const li = sheet.part('LI', list);
    const label = sheet.part('Lbl', li);
    const bullet = [{ text: '•', open: false }];
    sheet.mark(label, 'Lbl', () => sheet.write(bullet, { x: PAGE.left + 3, y: sheet.y }, STYLES.text));
    const part = sheet.part('LBody', li);
    drawParagraph(sheet, { text: item, style: STYLES.text, x: PAGE.left + INDENT, part, type: 'LBody' });
    li.end();
    sheet.y += 2;
  }
  list.end();
  sheet.y += 6;
}

function drawFigure(sheet: Sheet, figure: Figure): void {
  if (sheet.room() < heightOf(figure)) sheet.nextPage();
  const part = sheet.part('Figure', sheet.root, { alt: figure.alt, placement: 'Block' });
  sheet.mark(part, 'Figure', () => fill(sheet.doc, figure, { x: PAGE.left, y: sheet.y }));
  part.end();
  sheet.y += heightOf(figure) + 10;
}

const RELATIONS = { source: 'Source', data: 'Data', other: 'Unspecified' } as const;

function enclose({ doc }: Sheet, { name, mediaType, description, relation, base64 }: Enclosed, madeAt: string): void {
  const at = new Date(madeAt);
  const options = {
    name,
    type: mediaType,
    description,
    relationship: RELATIONS[relation],
    creationDate: at,
    modifiedDate: at,
  };
  doc.file(Buffer.from(base64, 'base64'), options);
}
