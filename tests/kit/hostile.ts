/** Files made to harm whoever opens them, built here byte by byte; none is larger than its own trick. */
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';

const u16 = (value: number) => Buffer.from([value & 255, (value >> 8) & 255]);
const u32 = (value: number) => {
  const four = Buffer.alloc(4);
  four.writeUInt32LE(value >>> 0);
  return four;
};
const big32 = (value: number) => {
  const four = Buffer.alloc(4);
  four.writeUInt32BE(value >>> 0);
  return four;
};

const chunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([big32(data.length), body, big32(crc32(body))]);
};
const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const header = (width: number, height: number) =>
  chunk('IHDR', Buffer.concat([big32(width), big32(height), Buffer.from([8, 2, 0, 0, 0])]));

/** A black PNG of this size; where that would be megabytes, one that only declares it. */
export const pngOf = (width: number, height: number, extra: Buffer = Buffer.alloc(0)): Buffer => {
  const pixels = Math.min(height * (1 + width * 3), 1_000_000);
  const data = chunk('IDAT', deflateSync(Buffer.alloc(pixels)));
  return Buffer.concat([PNG, header(width, height), extra, data, chunk('IEND', Buffer.alloc(0))]);
};

const jpegOf = (width: number, height: number): Buffer =>
  Buffer.concat([
    Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
    Buffer.from('ffdb004300', 'hex'),
    Buffer.alloc(64, 1),
    Buffer.from('ffc0000b08', 'hex'),
    Buffer.from([height >> 8, height & 255, width >> 8, width & 255]),
    Buffer.from('01011100', 'hex'),
    Buffer.from('ffda0008010100003f00', 'hex'),
    Buffer.from('ffd9', 'hex'),
  ]);

const gifOf = (frames: number): Buffer =>
  Buffer.concat([
    Buffer.from('474946383961', 'hex'),
    u16(1),
    u16(1),
    Buffer.from('800000000000ffffff', 'hex'),
    ...Array.from({ length: frames }, () =>
      Buffer.from('21f9040001000000' + '2c00000000010001000002024401' + '00', 'hex'),
    ),
    Buffer.from('3b', 'hex'),
  ]);

/** One page with these drawing instructions. */
export function pdfOf(drawing: string, page: { width: number; height: number }): Buffer {
  const parts = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${page.width} ${page.height}] /Contents 4 0 R /Resources << >> >>`,
    `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
  ];
  let text = '%PDF-1.4\n';
  const offsets = parts.map((part, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${part}\nendobj\n`;
    return at;
  });
  const xref = text.length;
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(
    `${text}xref\n0 5\n0000000000 65535 f \n${rows}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`,
    'latin1',
  );
}

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/><script>alert(1)</script></svg>`;

export type ZipEntry = {
  readonly name: string;
  readonly content: Buffer;
  /** What the list says instead of the truth. */
  readonly declared?: number;
  /** Set when the bytes are those of an earlier entry. */
  readonly sharedWith?: number;
};

/** A zip written by hand, so that it can lie. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const list: Buffer[] = [];
  const starts: number[] = [];
  let at = 0;
  for (const entry of entries) {
    const packed = deflateRawSync(entry.content, { level: 9 });
    const name = Buffer.from(entry.name);
    const sizes = Buffer.concat([
      u32(crc32(entry.content)),
      u32(packed.length),
      u32(entry.declared ?? entry.content.length),
    ]);
    const common = Buffer.concat([u16(20), u16(0), u16(8), u16(0), u16(33), sizes, u16(name.length), u16(0)]);
    const start = entry.sharedWith === undefined ? at : (starts[entry.sharedWith] ?? 0);
    starts.push(start);
    if (entry.sharedWith === undefined) {
      const local = Buffer.concat([u32(0x04034b50), common, name, packed]);
      locals.push(local);
      at += local.length;
    }
    list.push(Buffer.concat([u32(0x02014b50), u16(20), common, u16(0), u16(0), u16(0), u32(0), u32(start), name]));
  }
  const central = Buffer.concat(list);
  const end = [
    u32(0x06054b50),
    u16(0),
    u16(0),
    u16(entries.length),
    u16(entries.length),
    u32(central.length),
    u32(at),
    u16(0),
  ];
  return Buffer.concat([...locals, central, ...end]);
}

const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024);

export const hostile = {
  pngOf50000: () => pngOf(50_000, 50_000),
  jpegOf60000: () => jpegOf(60_000, 60_000),
  gifOf30000Frames: () => gifOf(30_000),
  /** A colour profile that unpacks to 200 MB. */
  pngWithHugeProfile: () =>
    pngOf(8, 8, chunk('iCCP', Buffer.concat([Buffer.from('p\0\0', 'latin1'), deflateSync(zeros(200))]))),
  svg: () => Buffer.from(SVG),
  svgAfterGif: () => Buffer.from(`GIF89a${SVG}`),
  gifScript: () =>
    Buffer.concat([
      Buffer.from('474946383961', 'hex'),
      Buffer.from('/*'),
      gifOf(1).subarray(8),
      Buffer.from('*/=1;alert(1)'),
    ]),
  jpegZip: () => Buffer.concat([jpegOf(8, 8), zipOf([{ name: 'a.js', content: Buffer.from('alert(1)') }])]),
  pdfZip: () =>
    Buffer.concat([
      pdfOf('0 0 1 rg 0 0 9 9 re f', { width: 9, height: 9 }),
      zipOf([{ name: 'a.js', content: Buffer.from('alert(1)') }]),
    ]),
  tiff: () => Buffer.concat([Buffer.from('49492a0008000000', 'hex'), Buffer.alloc(64)]),
  html: () => Buffer.from('<!doctype html><script>alert(1)</script>'),
  /** Ten gigabytes declared in a list of a few hundred bytes. */
  zipDeclaring10GB: () =>
    zipOf(Array.from({ length: 10 }, (_, n) => ({ name: `${n}.bin`, content: Buffer.from('x'), declared: 1024 ** 3 }))),
  /** Three hundred megabytes of nothing, truly packed. */
  zipOfZeros: () => zipOf([{ name: 'ceros.bin', content: zeros(300) }]),
  /** Says ten bytes, unpacks to a hundred megabytes. */
  zipThatLies: () => zipOf([{ name: 'diez.txt', content: zeros(100), declared: 10 }]),
  /** A thousand entries that are the same bytes. */
  zipWithOverlaps: () =>
    zipOf([
      { name: '0', content: zeros(1) },
      ...Array.from({ length: 999 }, (_, n) => ({ name: `${n + 1}`, content: Buffer.from(''), sharedWith: 0 })),
    ]),
  /** Looks like a document to whoever reads its first bytes. */
  docxBomb: () =>
    zipOf([
      {
        name: '[Content_Types].xml',
        content: Buffer.from(
          '<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        ),
      },
      { name: 'word/document.xml', content: zeros(100) },
    ]),
  zipInZip: () => zipOf([{ name: 'dentro.zip', content: zipOf([{ name: 'ceros.bin', content: zeros(300) }]) }]),
  /** Nothing wrong with it. */
  zipOfOffice: () => zipOf([{ name: 'word/document.xml', content: Buffer.from('<w:document/>'.repeat(1_000)) }]),
  zipOf20000Entries: () =>
    zipOf(Array.from({ length: 20_000 }, (_, n) => ({ name: `${n}`, content: Buffer.from('x') }))),
} as const;
