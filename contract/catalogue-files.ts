/** The catalogue as a file: brought in by whoever administers it, and taken out in the same form. */
import * as v from 'valibot';
import { FileName } from './attachments.ts';
import { operation } from './operation.ts';
import { ContentChange } from './service-content.ts';
import { Done, LocalText, line } from './shapes.ts';

const administer = 'catalogue.administer' as const;

/** check: says what would happen and does nothing · drafts: as drafts, to look through · publish: in force from today. */
export const IMPORT_MODES = ['check', 'drafts', 'publish'] as const;
export const IMPORT_MAX_BYTES = 5 * 1024 * 1024;

export const ImportReport = v.object({
  /** What of the file cannot come in, and where: nothing comes in while there is any. At most 200. */
  troubles: v.array(
    v.object({
      /** Of a spreadsheet, as it counts them; null: the file as a whole. */
      line: v.nullable(v.number()),
      /** Heading of the column, or the path inside the JSON. */
      column: v.nullable(v.string()),
      /** Key of the sentence, as of a field. */
      message: v.string(),
      limit: v.optional(v.number()),
      /** What stands there, cut. */
      found: v.string(),
    }),
  ),
  services: v.array(
    v.object({
      code: v.string(),
      name: LocalText,
      outcome: v.picklist(['new', 'changed', 'same']),
      questions: v.number(),
      /** What the file says of its being on offer, where that differs; drafts never change it. */
      offering: v.nullable(v.picklist(['retires', 'restores'])),
      changes: v.array(ContentChange),
      /** A draft under way that it would replace. */
      replacesDraft: v.boolean(),
    }),
  ),
  /** Codes of areas and keys of systems that come along. */
  areas: v.array(v.string()),
  systems: v.array(v.string()),
  /** True: it was done; false: only looked at. */
  applied: v.boolean(),
});
export type ImportReport = v.InferOutput<typeof ImportReport>;

export const importServices = operation({
  name: 'importServices',
  method: 'POST',
  path: '/api/catalogue/import',
  permission: administer,
  summary:
    'Bring services in from JSON, XLSX or CSV (the body is the file): looked at first, then all of it or nothing',
  carrier: 'upload',
  query: v.strictObject({
    name: FileName,
    mode: v.picklist(IMPORT_MODES, 'field.choice'),
    reason: v.optional(line(0, 500)),
  }),
  reply: ImportReport,
  refusals: ['payload.too-large', 'catalogue.file-refused', 'catalogue.later-version', 'workshop.busy'],
});

export const exportServices = operation({
  name: 'exportServices',
  method: 'GET',
  path: '/api/catalogue/export',
  permission: administer,
  summary: 'The catalogue on offer as a file that can be brought in again: JSON, XLSX or CSV',
  carrier: 'download',
  query: v.strictObject({ format: v.picklist(['json', 'xlsx', 'csv'], 'field.choice') }),
  reply: Done,
});
