/** What heads the papers of the institution: the legend of the year, its sign, the legal sentence of a receipt. */
import * as v from 'valibot';
import { operation } from './operation.ts';
import { Done, line } from './shapes.ts';

/** What arrives may weigh so much; it is drawn anew as a PNG of so many points at most. */
export const LOGO_MAX_BYTES = 2 * 1024 * 1024;
export const LOGO_SIDE = 480;

const Year = v.pipe(
  v.number('field.number'),
  v.integer('field.number'),
  v.minValue(2000, 'field.number'),
  v.maxValue(2200, 'field.number'),
);
/** Empty: that year has none. */
const Legend = v.strictObject({ year: Year, text: v.union([v.literal(''), line(1, 240)]) });

export const LetterheadView = v.object({
  /** The year it is at the institution; the years told are this one, the next, and whichever had a legend before. */
  year: v.number(),
  legends: v.array(v.object({ year: v.number(), text: v.string() })),
  /** Empty: `usualLegalText` stands on receipts. */
  legalText: v.string(),
  usualLegalText: v.string(),
  /** PNG, in base64. */
  logo: v.nullable(v.object({ sha256: v.string(), width: v.number(), height: v.number(), png: v.string() })),
  version: v.number(),
});
export type LetterheadView = v.InferOutput<typeof LetterheadView>;

export const readLetterhead = operation({
  name: 'readLetterhead',
  method: 'GET',
  path: '/api/institution/letterhead',
  permission: 'institution.administer',
  summary: 'What heads the papers: legends by year, sign, legal sentence of a receipt',
  reply: LetterheadView,
});

export const saveLetterhead = operation({
  name: 'saveLetterhead',
  method: 'PUT',
  path: '/api/institution/letterhead',
  permission: 'institution.administer',
  summary:
    'Change legends and the legal sentence: they stand on what is sealed from now on; what was sealed keeps its own',
  body: v.strictObject({
    legends: v.pipe(v.array(Legend), v.maxLength(10, 'field.too-many')),
    legalText: v.union([v.literal(''), line(20, 600)]),
    version: v.number('field.number'),
  }),
  reply: Done,
  refusals: ['version.stale'],
});

export const putLogo = operation({
  name: 'putLogo',
  method: 'PUT',
  path: '/api/institution/logo',
  permission: 'institution.administer',
  summary:
    'Set the sign of the institution (the body is a PNG, JPEG or WebP): drawn anew on white, kept for ever by its sum',
  carrier: 'upload',
  reply: LetterheadView,
  refusals: ['logo.too-large', 'logo.refused'],
});

export const removeLogo = operation({
  name: 'removeLogo',
  method: 'DELETE',
  path: '/api/institution/logo',
  permission: 'institution.administer',
  summary: 'Papers have no sign from now on; those of before keep theirs',
  reply: LetterheadView,
});

export const printLetterheadSample = operation({
  name: 'printLetterheadSample',
  method: 'GET',
  path: '/api/institution/letterhead/sample',
  permission: 'institution.administer',
  summary: 'A sheet under the letterhead of today, marked as a sample, without seal or code',
  carrier: 'download',
  reply: Done,
  refusals: ['workshop.busy'],
});
