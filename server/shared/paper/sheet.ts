/** The sheets a paper is drawn on: letter size, its letters, its letterhead and foot, and the structure a reader's program follows. */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import type { Figure, Paper, Picture } from './document.ts';
import { type Line, linesOf, linesOfFixed, shown, type Widths } from './lines.ts';

export type Letters = 'text' | 'strong' | 'title' | 'fixed';
export type Style = {
  readonly letters: Letters;
  readonly size: number;
  readonly leading: number;
  readonly ink: string;
};

const INK = '#10242b';
const QUIET = '#4b5b61';
const TEAL = '#05313d';
export const RULE = '#c9d1d3';
export const WASH = '#eef2f2';

export const STYLES = {
  h1: { letters: 'title', size: 22, leading: 27, ink: TEAL },
  h2: { letters: 'title', size: 14.5, leading: 19, ink: TEAL },
  h3: { letters: 'strong', size: 10.5, leading: 14, ink: INK },
  text: { letters: 'text', size: 10, leading: 14, ink: INK },
  quiet: { letters: 'text', size: 9, leading: 12.5, ink: QUIET },
  cell: { letters: 'text', size: 9, leading: 12, ink: INK },
  head: { letters: 'strong', size: 8.5, leading: 11.5, ink: QUIET },
  owner: { letters: 'title', size: 13.5, leading: 17, ink: TEAL },
  edge: { letters: 'text', size: 8, leading: 10.5, ink: QUIET },
  label: { letters: 'strong', size: 8, leading: 11, ink: QUIET },
  number: { letters: 'strong', size: 12.5, leading: 16, ink: TEAL },
  code: { letters: 'fixed', size: 6.4, leading: 8.6, ink: INK },
  /** As tall as a cell's line, so that a row stays one. */
  sum: { letters: 'fixed', size: 6.6, leading: 12, ink: INK },
  caption: { letters: 'fixed', size: 8, leading: 11, ink: INK },
} as const satisfies Record<string, Style>;

/** Named by their paths: under a name of ours, the library would open the first of them again at every line. */
const FILES: Readonly<Record<Letters, string>> = {
  text: fileURLToPath(new URL('fonts/atkinson-400.ttf', import.meta.url)),
  strong: fileURLToPath(new URL('fonts/atkinson-700.ttf', import.meta.url)),
  title: fileURLToPath(new URL('fonts/petrona-600.ttf', import.meta.url)),
  fixed: fileURLToPath(new URL('fonts/mono-400.ttf', import.meta.url)),
};

/** Points. */
export const PAGE = { width: 612, height: 792, left: 62, right: 62, top: 66, bottom: 56 } as const;
export const INNER = PAGE.width - PAGE.left - PAGE.right;
const FLOOR = PAGE.height - PAGE.bottom;

export type Structure = PDFKit.PDFStructureElement;
type Marks = { readonly scope?: 'Row' | 'Column'; readonly alt?: string; readonly placement?: 'Block' };

export type Sheet = {
  readonly doc: PDFKit.PDFDocument;
  readonly root: Structure;
  /** Where the next line begins. */
  y: number;
  lines(text: string, style: Style, width: number): Line[];
  /** How wide it is on one line. */
  wide(text: string, style: Style): number;
  /** Space left on this page. */
  room(): number;
  nextPage(): void;
  /** A part of the structure, under another or at the top. */
  part(type: string, under?: Structure, marks?: Marks): Structure;
  /** What `draw` draws on this page is (one more piece of) that part's content. */
  mark(part: Structure, type: string, draw: () => void): void;
  /** What is drawn is no content: rules, washes, heads said again. */
  beside(draw: () => void): void;
  write(lines: readonly Line[], at: { x: number; y: number; width?: number; to?: 'right' }, style: Style): void;
};

export function openSheet(paper: Paper): Sheet {
  const doc = openDocument(paper);
  const { lines, wide } = openLetters(doc);
  const struct = doc.struct.bind(doc) as (type: string, marks: Marks) => Structure;
  const root = struct('Document', {});
  doc.addStructure(root);
  const sheet: Sheet = {
    ...{ doc, root, lines, wide, y: PAGE.top },
    room: () => FLOOR - sheet.y,
    nextPage: () => {
      doc.addPage();
      sheet.y = PAGE.top;
    },
    part: (type, under = root, marks = {}) => {
      const part = struct(type, marks);
      under.add(part);
      return part;
    },
    mark: (part, type, draw) => {
      part.add(doc.markStructureContent(type));
      draw();
      doc.endMarkedContent();
    },
    beside: (draw) => {
      doc.markContent('Artifact', { type: 'Layout' });
      draw();
      doc.endMarkedContent();
    },
    write: (written, { x, y, width = INNER, to }, style) => {
      doc.font(FILES[style.letters]).fontSize(style.size).fillColor(style.ink);
      for (const [index, line] of written.entries()) {
        const text = line.open ? `${line.text} ` : line.text;
        const left = to === 'right' ? x + width - doc.widthOfString(line.text) : x;
        // A line of nothing would be drawn as nothing, in a mark of its own.
        if (line.text !== '') doc.text(text, left, y + index * style.leading, { lineBreak: false });
      }
    },
  };
  doc.addPage();
  return sheet;
}

function openDocument(paper: Paper): PDFKit.PDFDocument {
  const { title, subject, author, madeAt, lang } = paper;
  const doc = new PDFDocument({
    ...{ pdfVersion: '1.7', subset: 'PDF/A-3a', tagged: true, displayTitle: true, lang },
    ...{ autoFirstPage: false, bufferPages: true, size: [PAGE.width, PAGE.height], margin: 0 },
    // Without one, Helvetica stands in the file, which cannot be embedded.
    font: FILES.text,
    info: {
      ...{ Title: named(title), Subject: named(subject), Author: named(author) },
      ...{ Creator: 'Mesa de Servicios', CreationDate: new Date(madeAt) },
    },
  });
  // The file's id is of what it says: the same paper is the same file, to the last byte.
  const sum = createHash('sha256').update(JSON.stringify(paper)).digest();
  Object.assign(doc, { _id: sum.subarray(0, 16) });
  return doc;
}

/** The library writes these into XML as they are. */
const named = (text: string): string => text.replace(/[<>&]/g, ' ').replace(/\s+/g, ' ').trim();

type Measured = { font: { hasGlyphForCodePoint(code: number): boolean } };

function openLetters(doc: PDFKit.PDFDocument): Pick<Sheet, 'lines' | 'wide'> {
  const known = new Map<string, { has: (code: number) => boolean; widths: Widths }>();
  const of = (style: Style) => {
    const name = `${style.letters} ${style.size}`;
    const before = known.get(name);
    if (before !== undefined) return before;
    doc.font(FILES[style.letters]).fontSize(style.size);
    const { font } = (doc as unknown as { _font: Measured })._font;
    const measured = new Map<string, number>();
    const widths: Widths = (text) => {
      const width = measured.get(text);
      if (width !== undefined) return width;
      const wide = doc.font(FILES[style.letters]).fontSize(style.size).widthOfString(text);
      // Words come again and again; a whole payroll's names need not stay in memory.
      if (measured.size < 20_000) measured.set(text, wide);
      return wide;
    };
    const made = { has: (code: number) => font.hasGlyphForCodePoint(code), widths };
    known.set(name, made);
    return made;
  };
  return {
    wide: (text, style) => of(style).widths(text),
    lines: (text, style, width) => {
      const { has, widths } = of(style);
      const broken = style.letters === 'fixed' ? linesOfFixed : linesOf;
      return broken(shown(text, has), width, widths);
    },
  };
}

/** Of a figure, fills alone, from its own units to points. */
export function fill(doc: PDFKit.PDFDocument, figure: Figure | Picture, at: { x: number; y: number }): void {
  if (figure.kind === 'picture') {
    doc.image(Buffer.from(figure.base64, 'base64'), at.x, at.y, { width: figure.width });
    return;
  }
  const scale = figure.width / figure.size[0];
  doc.save().translate(at.x, at.y).scale(scale);
  for (const { d, fill: ink } of figure.paths) doc.path(d).fill(ink);
  doc.restore();
}

export const heightOf = ({ size, width }: Figure | Picture): number => (size[1] * width) / size[0];
