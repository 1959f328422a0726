import { accountPage, facts, type LaidOut, paragraph, type Reading } from './page.ts';

type Told = Reading & {
  readonly number: number;
  /** The calendar day that ended, as ISO writes it. */
  readonly of: string;
  readonly entries: number;
  /** SHA-256 of the anchor's document, hex. */
  readonly sha256: string;
  /** The anchor itself, to be kept as a file. */
  readonly file: { readonly name: string; readonly text: string };
};

/** To who controls: a witness outside of the desk. */
export function anchorMade(given: Told): LaidOut {
  const { words, of: day, sha256, file } = given;
  const number = String(given.number);
  const title = words('letters.anchor-made.title', { day });
  return accountPage(given, {
    subject: words('letters.anchor-made.subject', { number, day }),
    title,
    parts: [
      paragraph(words('letters.anchor-made.body')),
      facts(
        [words('letters.anchor-made.number'), number],
        [words('letters.anchor-made.entries'), String(given.entries)],
        [words('letters.anchor-made.sum'), sha256],
      ),
      paragraph(words('letters.anchor-made.keep', { file: file.name })),
      { kind: 'quote', by: file.name, text: file.text },
    ],
  });
}
