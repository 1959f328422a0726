/** Papers: what PDF/A and a reader's program ask of the file, the order of its words, its pages, and the same bytes each time. */
import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Block, Paper } from './document.ts';
import { drawPaper } from './draw.ts';
import { linesOf, linesOfFixed, shown } from './lines.ts';
import { openPress } from './press.ts';
import { qrFigure } from './qr.ts';
import { sealedText, sealPdf } from './seal-pdf.ts';

const LONG = 'La impresora del segundo piso no imprime desde el lunes y el oficio debe salir hoy mismo. ';
const NAME = 'María Fernanda de los Ángeles Xiuhtlaltzin Covarrubias-Ñúñez de la Torre y Echeverría';
const HASH = '9d48ed2aba6a255b5677c7ce4e77ed602579d5cc3198951a07406d463cc9adbf';

const paperOf = (blocks: readonly Block[]): Paper => ({
  ...{ lang: 'es-MX', title: 'Copia <de> prueba', subject: 'Prueba', author: 'Gobierno & Estado' },
  madeAt: '2026-11-23T08:00:00.000Z',
  letterhead: { lines: ['Gobierno del Estado', 'Secretaría'], legend: '2026, año de la prueba', sign: null },
  ...{ foot: 'Al pie', pageOf: 'Página {page} de {pages}' },
  blocks,
  enclosed: [
    ...[{ name: 'datos.json', mediaType: 'application/json', description: 'Datos', relation: 'source' as const }].map(
      (file) => ({ ...file, base64: Buffer.from('{"a":1}').toString('base64') }),
    ),
  ],
});
const BLOCKS: readonly Block[] = [
  { kind: 'heading', level: 1, text: 'Título' },
  { kind: 'text', text: `Uno ${LONG}\nDos` },
  { kind: 'facts', rows: [['Nombre', NAME]] },
  { kind: 'list', items: ['Primero', 'Segundo'] },
  {
    ...{ kind: 'figure', alt: 'Un cuadro', size: [10, 10], width: 40 },
    paths: [{ d: 'M0 0h10v10h-10z', fill: '#05313d' }],
  },
  ...Array.from({ length: 12 }, (_, part): Block[] => [
    { kind: 'heading', level: 2, text: `Parte ${part}` },
    {
      kind: 'table',
      heads: [
        { text: 'Fecha', share: 1 },
        { text: 'Mensaje', share: 3 },
      ],
      rows: Array.from({ length: 20 }, (_, row) => [`fila ${part}.${row}`, LONG.repeat(row % 4)]),
    },
  ]).flat(),
  { kind: 'facts', rows: [['Descripción', LONG.repeat(120)]] },
];

/** The file with its streams unpacked, as text to search. */
const unpacked = (pdf: Buffer): string => {
  const text = pdf.toString('latin1');
  return text.replace(/stream\n([\s\S]*?)\nendstream/g, (whole, body: string) => {
    try {
      return inflateSync(Buffer.from(body, 'latin1')).toString('latin1');
    } catch {
      return whole;
    }
  });
};

async function pagesOf(pdf: Buffer): Promise<string[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const pages = Array.from({ length: document.getPageCount() }, (_, index) => document.getPage(index).getText());
  document.destroy();
  library.destroy();
  return pages;
}

let pdf: Buffer;
let pages: string[];
beforeAll(async () => {
  pdf = await drawPaper(paperOf(BLOCKS));
  pages = await pagesOf(pdf);
});

describe('a paper', () => {
  it('is PDF/A-3a: tagged, in its language, with a profile of its colours, and letters of its own alone', () => {
    const text = unpacked(pdf);
    expect(text).toContain('<pdfaid:part>3</pdfaid:part>');
    expect(text).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    for (const part of ['/Marked true', '/StructTreeRoot', '/OutputIntents', '/Lang (es-MX)', '/DisplayDocTitle true'])
      expect(text).toContain(part);
    expect(text).not.toContain('Helvetica');
    expect(text.match(/\/FontFile2/g)?.length).toBe(text.match(/\/Type \/FontDescriptor/g)?.length);
    // What stands in its XML must not break it.
    expect(text).toContain('<rdf:li>Gobierno Estado</rdf:li>');
  });

  it('leaves no short table for the next page where there is room for all of it', async () => {
    const filler = (count: number): Block => ({ kind: 'text', text: Array(count).fill('Relleno').join('\n') });
    const short: Block[] = [
      { kind: 'heading', level: 2, text: 'Archivos' },
      { kind: 'table', heads: [{ text: 'Archivo', share: 1 }], rows: [['captura.png']] },
    ];
    const pagesFor = async (...blocks: Block[]) => (await pagesOf(await drawPaper(paperOf(blocks)))).length;
    let most = 20;
    while ((await pagesFor(filler(most + 1))) === 1) most += 1;
    // Four lines are 80 points, the table and its heading 72.5.
    expect(await pagesFor(filler(most - 4), ...short)).toBe(1);
    expect(await pagesFor(filler(most), ...short)).toBe(2);
  });

  it('says what each part is: headings, paragraphs, lists, figures with words, cells that head rows and columns', () => {
    const text = unpacked(pdf);
    for (const type of ['Document', 'H1', 'H2', 'P', 'L', 'LI', 'Lbl', 'LBody', 'Table', 'TR', 'TH', 'TD', 'Figure'])
      expect(text).toContain(`/S /${type}\n`);
    expect(text).toContain('/Alt (Un cuadro)');
    expect(text).toMatch(/\/Scope \/Row\b/);
    expect(text).toMatch(/\/Scope \/Column\b/);
    expect(text).toContain('/Type /Pagination');
  });

  it('encloses the files it came from', () => {
    const text = unpacked(pdf);
    expect(text).toContain('/AFRelationship /Source');
    expect(text).toContain('(datos.json)');
  });

  it('is read in the order it was written, whole, with its heads on every page and its pages counted', () => {
    const whole = pages.join('\n').replace(/\s+/g, ' ');
    const order = ['Título', 'Uno La impresora', 'Nombre', 'Primero', 'Segundo', 'Parte 0', 'fila 0.0', 'fila 11.19'];
    const places = order.map((word) => whole.indexOf(word));
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(places).not.toContain(-1);
    for (let part = 0; part < 12; part += 1)
      for (let row = 0; row < 20; row += 1) expect(whole).toContain(`fila ${part}.${row} `);
    expect(pages.length).toBeGreaterThan(10);
    for (const [index, text] of pages.entries()) expect(text).toContain(`Página ${index + 1} de ${pages.length}`);
    expect(pages.slice(1, -3).filter((text) => !text.includes('Mensaje'))).toEqual([]);
  });

  it('has no heading at the end of a page', () => {
    const last = (text: string) =>
      text
        .replace(/Al pie[\s\S]*$/, '')
        .trim()
        .split(/\r?\n/)
        .at(-1) ?? '';
    expect(pages.map(last).filter((line) => /^(Parte|Título|Fecha|Mensaje)/.test(line))).toEqual([]);
  });

  it('is the same bytes for the same words, here and in the press; another word is another file', async () => {
    const small = paperOf(BLOCKS.slice(0, 5));
    const press = openPress();
    const [one, again, other] = await Promise.all([press.print(small), press.print(small), drawPaper(small)]);
    press.close();
    expect(again.equals(one)).toBe(true);
    expect(createHash('sha256').update(one).digest('hex')).toBe(createHash('sha256').update(other).digest('hex'));
    const changed = await drawPaper(paperOf([...BLOCKS.slice(0, 4), { kind: 'text', text: 'Tres' }]));
    const idOf = (file: Buffer) => /\/ID \[([^\]]+)\]/.exec(file.toString('latin1'))?.[1];
    expect(idOf(changed)).not.toBe(idOf(one));
  });
});

/** Eight squares, half seen through. */
function picture(): string {
  const chunk = (type: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    size.writeUInt32BE(body.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([size, named, sum]);
  };
  const head = Buffer.from([0, 0, 0, 8, 0, 0, 0, 8, 8, 6, 0, 0, 0]);
  const rows = Buffer.concat(
    Array.from({ length: 8 }, () => Buffer.from([0, ...Array(8).fill([5, 49, 61, 128]).flat()])),
  );
  const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts]).toString('base64');
}

const CADENA = `||1.0|SOLICITUD|DTI/SS/2026/000101|2026-11-09T08:52:07-06:00|SEFOME|  |00001000000500003415|${HASH}||`;
const FORMAL: readonly Block[] = [
  { kind: 'banner', title: 'Acuse', name: 'Folio', number: 'DTI/SS/2026/000101', under: '9 de noviembre' },
  { kind: 'code', name: 'Cadena original', text: CADENA },
  {
    kind: 'beside',
    title: 'Sello de la institución',
    figure: qrFigure('https://mesa.example/verificar/ABCD-EFGH-JKMN-PQRS', 'Un QR', 96),
    caption: ['ABCD-EFGH-JKMN-PQRS'],
    parts: [
      { kind: 'code', name: 'Sello digital', text: HASH.repeat(5) },
      { kind: 'text', tone: 'quiet', text: 'Se verifica sin nosotros.' },
    ],
  },
];

describe('an official paper', () => {
  it('has its number, its sign, and what is copied letter by letter', async () => {
    const sign = { kind: 'picture' as const, alt: 'Escudo', size: [8, 8] as const, width: 40, base64: picture() };
    const plain = paperOf(FORMAL);
    const file = await drawPaper({ ...plain, letterhead: { ...plain.letterhead, sign } });
    const [page = ''] = await pagesOf(file);
    const tight = page.replace(/\s+/g, '');
    for (const text of [
      'Acuse',
      'Sello de la institución',
      'DTI/SS/2026/000101',
      CADENA,
      HASH.repeat(5),
      'ABCD-EFGH-JKMN-PQRS',
    ])
      expect(tight).toContain(text.replace(/\s+/g, ''));
    expect(unpacked(file)).toContain('/Subtype /Image');
    expect(unpacked(file)).toContain('/Alt (Un QR)');
  });

  it('goes to the next page rather than be parted from its seal', async () => {
    const filled = { kind: 'text' as const, text: Array.from({ length: 33 }, (_, line) => `Línea ${line}`).join('\n') };
    const pages = await pagesOf(await drawPaper(paperOf([filled, ...FORMAL.slice(2)])));
    expect(pages).toHaveLength(2);
    expect(pages[0]).not.toContain('Sello');
    expect(pages[1]).toContain('ABCD-EFGH-JKMN-PQRS');
  });

  it('is sealed whole, but for the letters of the seal', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const by = {
      keyId: '00001000000500003415',
      sign: async (text: string) => sign('sha256', Buffer.from(text), privateKey).toString('base64'),
    };
    const sealed = (await sealPdf(pdf, by)).toString('latin1');
    const [line = '', seal = ''] =
      /\n%MesaSello 1 00001000000500003415 ([A-Za-z0-9+/=]{344})\nstartxref\n\d+\n%%EOF\n$/.exec(sealed) ?? [];
    expect(line).not.toBe('');
    const rest = createHash('sha256')
      .update(Buffer.from(sealed.replace(seal, ''), 'latin1'))
      .digest();
    expect(verify('sha256', Buffer.from(sealedText(rest)), publicKey, Buffer.from(seal, 'base64'))).toBe(true);
    expect(await pagesOf(Buffer.from(sealed, 'latin1'))).toEqual(pages);
  });

  it('V69: draws what people write as letters: no script, no action, no file but those enclosed', async () => {
    const evil =
      ') Tj ET /JS (app.alert(1)) <img src="file:///etc/passwd"> php://filter @import url(http://127.0.0.1/x) <</S/Launch/URI(x)>> endstream endobj %%EOF';
    const file = await drawPaper({
      ...paperOf([
        { kind: 'heading', level: 1, text: evil },
        { kind: 'facts', rows: [[evil, evil]] },
        { kind: 'banner', title: evil, name: evil, number: evil, under: evil },
        { kind: 'code', name: evil, text: evil },
      ]),
      ...{ title: evil, subject: evil, author: evil, foot: evil },
    });
    // What stands outside strings and streams is what a reader obeys.
    const obeyed = file
      .toString('latin1')
      .replace(/stream\n[\s\S]*?\nendstream/g, '')
      .replace(/\((?:\\.|[^\\)])*\)/g, '()');
    expect(obeyed).not.toMatch(/\/(JS|JavaScript|Launch|URI|OpenAction|AA|SubmitForm|GoToR|RichMedia)\b/);
    expect(obeyed.match(/\/Type \/Filespec/g)).toHaveLength(1);
    const whole = (await pagesOf(file)).join('').replace(/\s+/g, '');
    expect(whole).toContain(evil.replace(/\s+/g, ''));
  });
});

describe('the press', () => {
  it('has a bench for short papers, that waits for no long one, and begins anew after one that took too long', async () => {
    const press = openPress({ long: { patienceMs: 300 } });
    const long = paperOf(
      Array.from({ length: 40 }, () => BLOCKS.at(-2) as Block).concat([{ kind: 'text', text: LONG.repeat(9_000) }]),
    );
    const ended: string[] = [];
    const slow = press.print(long).catch((error: Error) => ended.push(error.message));
    await press.print(paperOf(FORMAL)).then(() => ended.push('short'));
    await slow;
    expect(ended.sort()).toEqual(['a paper took too long', 'short']);
    await expect(press.print(paperOf(FORMAL))).resolves.toBeInstanceOf(Buffer);
    press.close();
  });

  it('takes no more than it can draw in time', async () => {
    const press = openPress({ short: { line: 1 } });
    const first = press.print(paperOf(FORMAL));
    await expect(press.print(paperOf(FORMAL))).rejects.toMatchObject({ code: 'workshop.busy' });
    await first;
    press.close();
  });
});

describe('lines', () => {
  const widths = (text: string) => [...text].length;

  it('break between words, and inside a word only when it has no line of its own', () => {
    expect(linesOf('uno dos tres', 7, widths).map(({ text }) => text)).toEqual(['uno dos', 'tres']);
    const broken = linesOf(`a ${HASH}`, 20, widths).map(({ text }) => text);
    expect(broken.join('')).toBe(`a${HASH}`);
    expect(Math.max(...broken.map((line) => line.length))).toBeLessThanOrEqual(20);
    expect(linesOf('correo@gobierno.example', 18, widths)[0]?.text).toBe('correo@gobierno.');
    expect(linesOf('', 10, widths)).toEqual([{ text: '', open: false }]);
  });

  it('of what is copied letter by letter are filled to their end', () => {
    expect(linesOfFixed('||a| b||', 3, widths).map(({ text }) => text)).toEqual(['||a', '| b', '||']);
  });

  it('leave out no letter without a trace', () => {
    const latin = (code: number) => code >= 32 && code < 256;
    expect(shown('Ñandú Š 😀\u200d\tfin\r\nya', latin)).toBe('Ñandú S [U+1F600] fin\nya');
  });
});
