/** Head and foot of each page; whoever listens to a paper does not hear them. */
import type { Paper } from './document.ts';
import { fill, heightOf, INNER, PAGE, RULE, type Sheet, STYLES } from './sheet.ts';

const SIGN_GAP = 14;

/** The whole letterhead, on the first page; the text begins under it. */
export function drawLetterhead(sheet: Sheet, { letterhead: { lines, legend, sign } }: Paper): void {
  const { doc } = sheet;
  const left = sign === null ? PAGE.left : PAGE.left + sign.width + SIGN_GAP;
  const width = PAGE.left + INNER - left;
  const top = 46;
  let y = top;
  edge(sheet, 'Top', () => {
    if (sign !== null) fill(doc, sign, { x: PAGE.left, y });
    for (const [index, line] of lines.entries()) {
      const style = index === 0 ? STYLES.owner : STYLES.quiet;
      const written = sheet.lines(line, style, width);
      sheet.write(written, { x: left, y, width }, style);
      y += written.length * style.leading;
    }
    y = Math.max(y, sign === null ? 0 : top + heightOf(sign)) + 8;
    rule(sheet, y, 1.2, STYLES.owner.ink);
    if (legend === null) return;
    const written = sheet.lines(legend, STYLES.edge, INNER);
    sheet.write(written, { x: PAGE.left, y: y + 6, width: INNER, to: 'right' }, STYLES.edge);
    y += 6 + written.length * STYLES.edge.leading;
  });
  sheet.y = y + 16;
}

/** Once it is known how many pages there are: the foot of each, and the head of all but the first. */
export function drawEdges(sheet: Sheet, paper: Paper): void {
  const { doc } = sheet;
  const { start, count } = doc.bufferedPageRange();
  const head = [paper.letterhead.lines[0] ?? '', paper.title].filter((each) => each !== '').join(' · ');
  for (let index = 0; index < count; index += 1) {
    doc.switchToPage(start + index);
    if (index > 0)
      edge(sheet, 'Top', () => {
        sheet.write(sheet.lines(head, STYLES.edge, INNER).slice(0, 1), { x: PAGE.left, y: 34 }, STYLES.edge);
        rule(sheet, 48, 0.6, RULE);
      });
    const page = paper.pageOf.replace('{page}', String(index + 1)).replace('{pages}', String(count));
    edge(sheet, 'Bottom', () => {
      rule(sheet, PAGE.height - 46, 0.6, RULE);
      const y = PAGE.height - 40;
      const left = { x: PAGE.left, y, width: INNER - 110 };
      sheet.write(sheet.lines(paper.foot, STYLES.edge, left.width).slice(0, 2), left, STYLES.edge);
      const right = { x: PAGE.left + INNER - 100, y, width: 100, to: 'right' as const };
      sheet.write(sheet.lines(page, STYLES.edge, 100), right, STYLES.edge);
    });
  }
}

function edge({ doc }: Sheet, where: 'Top' | 'Bottom', draw: () => void): void {
  doc.markContent('Artifact', { type: 'Pagination', attached: [where] });
  draw();
  doc.endMarkedContent();
}

export const rule = ({ doc }: Sheet, y: number, thick: number, ink: string): void => {
  doc.rect(PAGE.left, y, INNER, thick).fill(ink);
};
