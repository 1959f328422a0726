/** A paper: every byte of the file is under its seal, and the record it encloses under its own. */
import { fromBase64, hex, lettersOf, utf8 } from './bytes.ts';
import { type Keys, publicKey } from './keys.ts';
import { enclosedIn } from './pdf-enclosed.ts';
import { checkRecord, type Proof, sealBy } from './record.ts';
import { Notebook } from './report.ts';
import { isMadeBy } from './rsa.ts';
import { Sha256 } from './sha256.ts';

const WORD = '%MesaSello ';
/** Marks looked at from the end: a file that has more is no paper of ours. */
const MARKS = 3;
/** Of a file that was added to; above this the place is not looked for. */
const LONGEST_LOOK = 64 * 1024 * 1024;

type Mark = {
  readonly keyId: string;
  readonly seal: Uint8Array;
  /** Where the base64 stands: all that is not under the seal. */
  readonly from: number;
  readonly end: number;
};

export const looksLikePdf = (letters: string): boolean =>
  letters.startsWith('%PDF-') || letters.slice(0, 1_024).includes('%PDF-') || letters.includes(WORD);

export function checkPdf(bytes: Uint8Array, keys: Keys): Notebook {
  const book = new Notebook();
  const letters = lettersOf(bytes);
  const { document, proof, isNamed } = enclosedIn(bytes, letters);
  const inside = document && proof ? checkRecord({ document, proof }, keys) : null;
  const marks = marksIn(letters);
  if (marks.length === 0 && !isNamed && !letters.includes(WORD)) {
    book.find('file', 'no-seal');
    return book;
  }
  checkFileSeal(book, { bytes, letters, marks }, { keys, proof: inside?.proof ?? null });
  if (inside) joinRecord(book, inside);
  else if (isNamed) book.find(document === null ? 'record' : 'proof', 'form');
  else book.note('record', 'no-record');
  return book;
}

/** The page is named where the record within is whole: then it is the page, or what surrounds it, that was changed. */
function joinRecord(book: Notebook, inside: Notebook): void {
  const isWhole = inside.findings.length === 0;
  for (const [index, each] of book.findings.entries())
    if (each.part === 'file' && each.fault === 'changed' && isWhole) book.findings[index] = { ...each, part: 'page' };
  const mine = [...book.findings];
  book.findings.length = 0;
  book.take(inside, '');
  // The same key is not told twice.
  const told = book.findings.map((each) => ({ ...each, within: null }));
  book.findings.length = 0;
  const isDoubted = told.some(({ fault }) => fault === 'unknown-key' || fault === 'no-keys');
  book.findings.push(
    ...told,
    ...mine.filter(({ fault }) => !isDoubted || (fault !== 'unknown-key' && fault !== 'no-keys')),
  );
  for (const [index, note] of book.notes.entries()) book.notes[index] = { ...note, within: null };
}

type Paper = { readonly bytes: Uint8Array; readonly letters: string; readonly marks: readonly Mark[] };
type By = { readonly keys: Keys; readonly proof: Proof | null };

function checkFileSeal(book: Notebook, paper: Paper, by: By): void {
  const mark = paper.marks.at(-1);
  if (mark === undefined) {
    book.find('file-seal', 'missing');
    return;
  }
  const { answer, key } = sealOver(paper.bytes, paper.bytes.length, { mark, by });
  const doubt = by.keys.none ? 'no-keys' : 'unknown-key';
  if (answer === 'right' && endsAfter(paper, mark)) {
    if (key !== null) {
      book.right('file-seal');
      book.keys.add(mark.keyId);
    } else book.find('file-seal', doubt, { key: mark.keyId });
    return;
  }
  const end = paper.bytes.length > LONGEST_LOOK ? null : sealedEnd(paper, by);
  if (end !== null) book.find('file', 'appended', { byte: end, bytes: paper.bytes.length - end });
  else if (answer === 'unknown-key' && !isOfAnother(mark, by)) book.find('file-seal', doubt, { key: mark.keyId });
  else if (answer === 'broken') book.find('file-seal', 'changed');
  else book.find('file', 'changed');
}

/** Under the id of a key nobody knows, a seal by a key that is known: the id was changed, and it is under the seal too. */
function isOfAnother({ seal }: Mark, { keys, proof }: By): boolean {
  const told = proof === null ? null : publicKey(proof.publicKey, null);
  return keys.made(seal) || (told !== null && isMadeBy(told.rsa, seal));
}

const sumOver = (bytes: Uint8Array, end: number, mark: Mark): Uint8Array =>
  new Sha256().add(bytes.subarray(0, mark.from)).add(bytes.subarray(mark.end, end)).digest();

/** The paper may be of a later key than the record in it: what the record tells counts for its own id only. */
function sealOver(bytes: Uint8Array, end: number, { mark, by: { keys, proof } }: { mark: Mark; by: By }) {
  return sealBy(keys, {
    ...{ keyId: mark.keyId, text: `mesa-pdf/1 ${hex(sumOver(bytes, end, mark))}`, seal: mark.seal },
    told: proof?.keyId === mark.keyId ? proof.publicKey : null,
  });
}

/** Nothing may come after what the mark belongs to: `startxref`, where, `%%EOF`. */
const TAIL = /^\r?\nstartxref\r?\n\d{1,15}\r?\n%%EOF(?:\r?\n)?$/;
const endsAfter = ({ letters }: Paper, mark: Mark): boolean =>
  TAIL.test(letters.slice(mark.end, mark.end + 100)) && letters.length - mark.end < 100;

/** Where the file ended when it was sealed, if something was added behind; null: that is not what happened. */
function sealedEnd(paper: Paper, by: By): number | null {
  for (const mark of paper.marks.slice(-MARKS)) {
    const close = paper.letters.indexOf('%%EOF', mark.end);
    if (close < 0 || close - mark.end > 60) continue;
    for (const more of ['\n', '', '\r\n']) {
      const end = close + 5 + more.length;
      if (end >= paper.bytes.length || !paper.letters.startsWith(more, close + 5)) continue;
      if (sealOver(paper.bytes, end, { mark, by }).answer === 'right') return end;
    }
  }
  return null;
}

const LINE = /^%MesaSello 1 ([0-9a-f]{16,64}) ([A-Za-z0-9+/]{300,4000}={0,2})$/;

function marksIn(letters: string): Mark[] {
  const marks: Mark[] = [];
  for (
    let at = letters.lastIndexOf(WORD);
    at >= 0 && marks.length < MARKS;
    at = at === 0 ? -1 : letters.lastIndexOf(WORD, at - 1)
  ) {
    if (at > 0 && !'\r\n'.includes(letters.charAt(at - 1))) continue;
    const [line = ''] = letters.slice(at, at + 5_000).split(/[\r\n]/, 1);
    const match = LINE.exec(line);
    const seal = fromBase64(match?.[2] ?? '');
    if (match === null || seal === null) continue;
    const end = at + line.length;
    marks.unshift({ keyId: match[1] ?? '', seal, from: end - (match[2] ?? '').length, end });
  }
  return marks;
}

/** For whoever seals or tests: the text a file's seal is over. */
export const fileText = (sum: Uint8Array): Uint8Array => utf8(`mesa-pdf/1 ${hex(sum)}`);
