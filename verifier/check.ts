/**
 * Checks a paper or a package of the desk with nothing but the public keys of the institution: no server, no network, no
 * library. Runs in a browser and in Node alike. The formats are those of docs/decisions/0053-official-record.md.
 */
import { lettersOf } from './bytes.ts';
import { Keys, type PublicKey } from './keys.ts';
import { type Breathe, checkPackage } from './package.ts';
import { checkPdf, looksLikePdf } from './pdf.ts';
import { type Kind, Notebook, type Report } from './report.ts';
import { looksLikeZip } from './zip.ts';

/** A package of a request with many large files; a browser holds it in memory. */
export const LARGEST = 1_500 * 1024 * 1024;
/** Papers are a few hundred kilobytes; one that is looked through letter by letter is not larger. */
const LARGEST_PDF = 256 * 1024 * 1024;

export type Given = { readonly bytes: Uint8Array; readonly keys: readonly PublicKey[]; readonly breathe?: Breathe };

export async function check({ bytes, keys, breathe = () => Promise.resolve() }: Given): Promise<Report> {
  const known = new Keys(keys);
  if (looksLikeZip(bytes)) {
    if (bytes.length > LARGEST) return tooLarge('package');
    return (await checkPackage(bytes, known, breathe)).report('package');
  }
  if (bytes.length > LARGEST_PDF) return tooLarge('pdf');
  if (looksLikePdf(lettersOf(bytes))) return checkPdf(bytes, known).report('pdf');
  const book = new Notebook();
  book.find('file', 'not-ours');
  return book.report(null);
}

function tooLarge(kind: Kind): Report {
  const book = new Notebook();
  book.find('file', 'too-large');
  return book.report(kind);
}
