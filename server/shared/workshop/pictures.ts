/** At the bench: raster pictures, opened by the four decoders we trust and none else. */
import sharp from 'sharp';
import { type MadePicture, type MadeSign, PICTURE_LIMITS, type PictureFacts, Refusal, type Square } from './words.ts';

// Everything libvips could open is closed first: SVG would be drawn (and may name files), TIFF and HEIF are large targets.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Png', 'Jpeg', 'Nsgif', 'Webp'].map((name) => `VipsForeignLoad${name}Buffer`),
});
sharp.cache(false);
sharp.concurrency(1);

const FORMATS = ['png', 'jpeg', 'gif', 'webp'] as const;

const startsWith = (bytes: Buffer, text: string, at = 0): boolean =>
  bytes.toString('latin1', at, at + text.length) === text;

/** The decoder is chosen by the bytes, before any library sees them. */
function formatOf(bytes: Buffer): PictureFacts['format'] {
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return 'png';
  if (startsWith(bytes, '\xff\xd8\xff')) return 'jpeg';
  if (startsWith(bytes, 'GIF8')) return 'gif';
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return 'webp';
  throw new Refusal('unsupported');
}

function withinLimits(facts: PictureFacts): PictureFacts {
  const { width, height, pages } = facts;
  const { pixels, side, pages: frames } = PICTURE_LIMITS;
  if (width > side || height > side || width * height > pixels || pages > frames) throw new Refusal('too-large');
  return facts;
}

export async function describePicture(bytes: Buffer): Promise<PictureFacts> {
  const format = formatOf(bytes);
  // A PNG says its size in its first bytes; beyond its own limits the library would only call it unreadable.
  if (format === 'png' && bytes.length >= 24 && startsWith(bytes, 'IHDR', 12))
    withinLimits({ format, width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), pages: 1 });
  const found = await sharp(bytes, { limitInputPixels: false, sequentialRead: true }).metadata();
  if (!FORMATS.some((known) => known === found.format)) throw new Refusal('unsupported');
  return withinLimits({ format, width: found.width, height: found.height, pages: found.pages ?? 1 });
}

/** Drawn anew as WebP: first frame, upright, nothing of the original's metadata. */
export async function drawPicture(bytes: Buffer, wanted: { max: number; square: Square | null }): Promise<MadePicture> {
  const { max, square } = wanted;
  const { data, info } = await (await opened(bytes))
    .resize({ width: max, height: max, ...shape(square) })
    .webp({ quality: 80, effort: 3 })
    .toBuffer({ resolveWithObject: true });
  return { webp: data, width: info.width, height: info.height };
}

/** Likewise, as a PNG without transparency: paper is white, and a reader's program has nothing to mix. */
export async function drawSign(bytes: Buffer, max: number): Promise<MadeSign> {
  const { data, info } = await (await opened(bytes))
    .resize({ width: max, height: max, ...shape(null) })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .png({ compressionLevel: 9, palette: false })
    .toBuffer({ resolveWithObject: true });
  return { png: data, width: info.width, height: info.height };
}

/** Its first frame, upright; nothing is decoded before its kind and size are known. */
async function opened(bytes: Buffer) {
  await describePicture(bytes);
  const { pixels } = PICTURE_LIMITS;
  return sharp(bytes, { limitInputPixels: pixels, sequentialRead: true, pages: 1, failOn: 'error' }).autoOrient();
}

const shape = (square: Square | null) =>
  square === null
    ? { fit: 'inside' as const, withoutEnlargement: true }
    : { fit: 'cover' as const, position: square === 'top' ? 'top' : 'centre' };

/** Raw pixels of a page that was drawn elsewhere. */
export async function encode(pixels: Uint8Array, size: { width: number; height: number }): Promise<MadePicture> {
  const raw = { ...size, channels: 4 as const };
  const { data, info } = await sharp(pixels, { raw })
    .removeAlpha()
    .webp({ quality: 80, effort: 3 })
    .toBuffer({ resolveWithObject: true });
  return { webp: data, width: info.width, height: info.height };
}
