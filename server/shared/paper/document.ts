/** What a paper of the desk says, before anybody knows where its lines break: plain data, so that it can be told to another process. */

/** Drawn with fills alone, in its own units; `width` is points on the paper. A QR code, a seal, the sign of an institution. */
export type Figure = {
  readonly kind: 'figure';
  /** What it shows, for who cannot see it. */
  readonly alt: string;
  readonly size: readonly [width: number, height: number];
  readonly width: number;
  /** SVG path data and "#rrggbb". */
  readonly paths: readonly { readonly d: string; readonly fill: string }[];
};

/** PNG or JPEG: the sign of an institution that has it in no other form. `width` is points on the paper. */
export type Picture = {
  readonly kind: 'picture';
  readonly alt: string;
  /** Pixels. */
  readonly size: readonly [width: number, height: number];
  readonly width: number;
  readonly base64: string;
};

export type Heading = { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string };
/** Each line of it is a paragraph. */
export type Text = { readonly kind: 'text'; readonly text: string; readonly tone?: 'quiet' };
export type List = { readonly kind: 'list'; readonly items: readonly string[] };
/** Names and what they stand for, two columns. */
export type Facts = { readonly kind: 'facts'; readonly rows: readonly (readonly [name: string, value: string])[] };
/** `share`: of the width, beside the shares of the others. */
export type Table = {
  readonly kind: 'table';
  readonly heads: readonly {
    readonly text: string;
    readonly share: number;
    readonly to?: 'right';
    /** Sums, codes: what is copied letter by letter. */
    readonly letters?: 'fixed';
  }[];
  readonly rows: readonly (readonly string[])[];
};
/** What a paper is, and beside it the number it has. */
export type Banner = {
  readonly kind: 'banner';
  readonly title: string;
  /** What the number is called; the number; when it was given. */
  readonly name: string;
  readonly number: string;
  readonly under: string;
};
/** To be copied letter by letter: in letters of one width, broken wherever a line ends. */
export type Code = { readonly kind: 'code'; readonly name: string; readonly text: string };
/** A figure with its caption, and what belongs beside it; it goes to the next page rather than be parted. */
export type Beside = {
  readonly kind: 'beside';
  readonly title: string;
  readonly figure: Figure;
  readonly caption: readonly string[];
  readonly parts: readonly (Text | Code)[];
};
export type Block = Banner | Beside | Code | Heading | Text | List | Facts | Table | Figure;

/** Membrete: whose paper it is. On the first page whole, on the others its first line. */
export type Letterhead = {
  /** The government, then the agency, then the unit. */
  readonly lines: readonly string[];
  /** Legend of the year; null where the institution has none. */
  readonly legend: string | null;
  readonly sign: Figure | Picture | null;
};

/** Goes with the paper, inside its file (PDF/A-3). */
export type Enclosed = {
  readonly name: string;
  readonly mediaType: string;
  readonly description: string;
  /** `source`: what the paper was made from; `data`: what stands behind a figure or table of it; `other`: neither. */
  readonly relation: 'source' | 'data' | 'other';
  readonly base64: string;
};

export type Paper = {
  readonly lang: 'es-MX' | 'en';
  readonly title: string;
  readonly subject: string;
  /** The institution, as its author. */
  readonly author: string;
  /** ISO 8601; the same paper at the same instant is the same bytes. */
  readonly madeAt: string;
  readonly letterhead: Letterhead;
  /** At the foot of each page, on its left. */
  readonly foot: string;
  /** "Página {page} de {pages}". */
  readonly pageOf: string;
  readonly blocks: readonly Block[];
  readonly enclosed: readonly Enclosed[];
};
