/** At the bench: one page of a PDF, drawn by PDFium inside WebAssembly. Its build knows no JavaScript and no XFA. */
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { encode } from './pictures.ts';
import { type MadePicture, Refusal } from './words.ts';

export async function drawPage(bytes: Buffer, wanted: { page: number; max: number }): Promise<MadePicture> {
  // A fresh memory for each document: what a hostile one breaks, the next one does not inherit.
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(bytes);
  if (wanted.page > document.getPageCount()) throw new Refusal('damaged');
  const page = document.getPage(wanted.page - 1);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const longest = Math.max(originalWidth, originalHeight);
  if (!(Math.min(originalWidth, originalHeight) > 0)) throw new Refusal('damaged');
  const scale = wanted.max / longest;
  const size = {
    width: Math.max(1, Math.floor(originalWidth * scale)),
    height: Math.max(1, Math.floor(originalHeight * scale)),
  };
  const drawn = await page.render({ ...size, colorSpace: 'BGRA', renderFormFields: true });
  return encode(drawn.data, { width: drawn.width, height: drawn.height });
}
