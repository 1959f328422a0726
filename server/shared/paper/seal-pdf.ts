/** The seal of a whole file (decision 53, "Paper"): a comment line before `startxref`, over every byte but its own base64. */
import { sha256 } from '../ids.ts';

export type PaperSealer = { readonly keyId: string; sign(text: string): Promise<string> };

const LAST = Buffer.from('startxref\n', 'latin1');

/** What is sealed of a file whose SHA-256, without the seal's base64, is that. */
export const sealedText = (sum: Buffer): string => `mesa-pdf/1 ${sum.toString('hex')}`;

/** A reader of PDF passes over it: a comment after the table of objects moves none of them. */
export async function sealPdf(pdf: Buffer, { keyId, sign }: PaperSealer): Promise<Buffer> {
  const at = pdf.lastIndexOf(LAST);
  if (at < 0) throw new Error('no PDF of ours: it has no startxref');
  const head = Buffer.concat([pdf.subarray(0, at), Buffer.from(`%MesaSello 1 ${keyId} `, 'latin1')]);
  const tail = Buffer.concat([Buffer.from('\n', 'latin1'), pdf.subarray(at)]);
  const seal = await sign(sealedText(sha256(Buffer.concat([head, tail]))));
  return Buffer.concat([head, Buffer.from(seal, 'latin1'), tail]);
}
