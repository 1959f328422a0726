/** Who opened which request, enrolment or deactivation, what of it, when, from where and by which right (decision 54). */
import * as v from 'valibot';
import { PersonId } from './ids.ts';
import { operation } from './operation.ts';
import { Cursor, Day, Done, Instant, line } from './shapes.ts';

export const READ_THINGS = [
  'page',
  'clock',
  'receipt',
  'paper',
  'file',
  'dossier',
  'original',
  'urgency',
  'own_data',
  'log',
  'log_export',
  'enrolment',
  'deactivation',
] as const;
export const ReadThing = v.picklist(READ_THINGS, 'field.choice');
export type ReadThing = (typeof READ_THINGS)[number];

/** The nearest of the rights that opened it. */
export const READING_RIGHTS = [
  'own',
  'participant',
  'delegate',
  'desk',
  'service_owner',
  'operator',
  'agency',
  'auditor',
] as const;

/** Whose record was opened. */
export const READ_OF = ['request', 'enrolment', 'deactivation'] as const;

const filters = {
  /** As it is written on paper, or as it is typed. */
  folio: v.optional(line(1, 40)),
  person: v.optional(PersonId),
  /** Words of a name; as many people as it finds. */
  name: v.optional(line(2, 80)),
  what: v.optional(ReadThing),
  /** The first and the last day, of the institution. */
  from: v.optional(Day),
  to: v.optional(Day),
};

export const ReadingLine = v.object({
  id: v.string(),
  at: Instant,
  personId: PersonId,
  name: v.string(),
  right: v.picklist(READING_RIGHTS),
  what: ReadThing,
  /** Null: of no single one. */
  of: v.nullable(v.object({ kind: v.picklist(READ_OF), id: v.string(), folio: v.string() })),
  /** Of the file; null of anything else. */
  fileName: v.nullable(v.string()),
  /** Null after ninety days. */
  address: v.nullable(v.string()),
});
export type ReadingLine = v.InferOutput<typeof ReadingLine>;

export const listReadings = operation({
  name: 'listReadings',
  method: 'GET',
  path: '/api/readings',
  permission: 'reading.read',
  summary:
    'Who opened which request, enrolment or deactivation and what of it, newest first; that it is looked at is noted too',
  query: v.strictObject({ ...filters, cursor: v.optional(Cursor) }),
  reply: v.object({
    items: v.array(ReadingLine),
    next: v.nullable(v.string()),
    /** Whom `person` is. */
    personName: v.nullable(v.string()),
  }),
});

export const exportReadings = operation({
  name: 'exportReadings',
  method: 'GET',
  path: '/api/readings/export',
  permission: 'reading.read',
  summary: 'Those readings as a spreadsheet (CSV), one line each, the newest 20,000',
  carrier: 'download',
  query: v.strictObject(filters),
  reply: Done,
});
