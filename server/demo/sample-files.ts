/** Small true files to send with the invented requests: made here, so that no stranger's document travels with the desk. */
import { crc32, deflateSync } from 'node:zlib';
import type { SampleFile } from './data.ts';

export function bytesOf(file: SampleFile): Buffer {
  if (file.name.endsWith('.png')) return picture(file.name.includes('1920') ? [1920, 600] : [800, 450]);
  if (file.name.endsWith('.pdf')) return page(file.lines);
  return Buffer.from(`${file.lines.join('\n')}\n`);
}

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
}

/** A screen with a window on it, in greys. */
function picture([width, height]: readonly [number, number]): Buffer {
  const grey = (x: number, y: number): number => {
    const inside = x > width / 8 && x < (width * 7) / 8 && y > height / 8 && y < (height * 7) / 8;
    if (!inside) return 150;
    if (y < height / 8 + height / 12) return 70;
    const written = ((Math.floor(y / 36) * 5) % 7) / 7;
    const isLine = y % 36 > 22 && x > width / 6 && x < width / 2 + (written * width) / 3;
    return isLine ? 120 : 240;
  };
  const rows: Buffer[] = [];
  for (let y = 0; y < height; y += 1) {
    const row = Buffer.alloc(width + 1);
    for (let x = 0; x < width; x += 1) row[x + 1] = grey(x, y);
    rows.push(row);
  }
  // 8 bits, greyscale, no interlace.
  const header = Buffer.concat([uint32(width), uint32(height), Buffer.from([8, 0, 0, 0, 0])]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** One letter page with a line under the other, in a typeface every reader has. */
function page(lines: readonly string[]): Buffer {
  const safe = (line: string): string => line.replace(/[\\()]/g, (sign) => `\\${sign}`);
  const text = lines.map((line, index) => `1 0 0 1 72 ${700 - index * 22} Tm (${safe(line)}) Tj`).join('\n');
  const content = `BT /F1 12 Tf\n${text}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(file.length);
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  // One byte a letter, as the typeface's encoding and the offsets want it.
  return Buffer.from(`${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${trailer}`, 'latin1');
}
