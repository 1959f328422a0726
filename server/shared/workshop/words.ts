/** What the program and its bench say to each other: tasks one way, what was made or why not the other way. */

/** Why nothing was made. `unsupported`: not of a kind the bench opens; `busy`: ask again later. */
export type Failure = 'too-large' | 'damaged' | 'unsupported' | 'timeout' | 'busy' | 'crashed';

export type Outcome<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly why: Failure };

/** Told from the header alone; nothing is decoded. */
export type PictureFacts = {
  readonly format: 'png' | 'jpeg' | 'gif' | 'webp';
  readonly width: number;
  readonly height: number;
  /** Frames of an animation; 1 otherwise. */
  readonly pages: number;
};

export type MadePicture = { readonly webp: Buffer; readonly width: number; readonly height: number };

/** Drawn on white, to be printed. */
export type MadeSign = { readonly png: Buffer; readonly width: number; readonly height: number };

export type ArchiveFacts = {
  readonly entries: number;
  /** Bytes after unpacking. */
  readonly unpacked: number;
  /** Some of it is locked with a password and was not looked into. */
  readonly encrypted: boolean;
};

/** Which part of a longer picture the square keeps: a page says what it is at its top. */
export type Square = 'middle' | 'top';

export type Task =
  | { readonly do: 'describe' }
  | { readonly do: 'picture'; readonly max: number; readonly square: Square | null }
  | { readonly do: 'sign'; readonly max: number }
  | { readonly do: 'pdf'; readonly page: number; readonly max: number }
  | { readonly do: 'archive' }
  | { readonly do: 'sheet' };

/** The reply's facts; the bytes, if any, follow in the frame. */
export type Reply =
  | { readonly ok: true; readonly facts: Readonly<Record<string, string | number | boolean>> }
  | { readonly ok: false; readonly why: Failure };

/** No office scans or photographs beyond these; a file that says so is made to fill the memory. */
export const PICTURE_LIMITS = { pixels: 40_000_000, side: 12_000, pages: 1_000 } as const;

/** A line of a table as its spreadsheet counts them; columns whose cell is a formula are told apart. */
export type SheetRow = {
  readonly line: number;
  readonly cells: readonly string[];
  readonly formulas: readonly number[];
};

/** More is no table that somebody wrote; the bytes are those of the parts that are read, unpacked. */
export const SHEET_LIMITS = { rows: 20_001, columns: 100, bytes: 24 * 1024 * 1024 } as const;

export const ARCHIVE_LIMITS = {
  entries: 10_000,
  unpacked: 1024 ** 3,
  /** Unpacked : packed. Below `harmless` unpacked bytes no proportion does harm. */
  ratio: 200,
  harmless: 10 * 1024 * 1024,
} as const;

/** Thrown inside the bench to answer with a reason. */
export class Refusal extends Error {
  readonly why: Failure;
  constructor(why: Failure) {
    super(why);
    this.why = why;
  }
}
