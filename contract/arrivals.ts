/** Arriving from the desk before this one: its people, its requests and what was written in them, from a table. */
import * as v from 'valibot';
import {
  ARRIVAL_KINDS,
  ARRIVAL_OUTCOMES,
  ARRIVAL_STATES,
  type ArrivalColumn,
  CHOSEN_COLUMNS,
  EVERY_ARRIVAL_COLUMN,
} from './arrival-kinds.ts';
import { FileName } from './attachments.ts';
import { operation } from './operation.ts';
import { Done, Instant, id, line, Nothing } from './shapes.ts';

const bring = 'arrival.bring' as const;

export const ArrivalId = id('ArrivalId');
export type ArrivalId = v.InferOutput<typeof ArrivalId>;

const Kind = v.picklist(ARRIVAL_KINDS, 'field.choice');
const Outcome = v.picklist(ARRIVAL_OUTCOMES, 'field.choice');

export const ArrivalView = v.object({
  id: ArrivalId,
  version: v.number(),
  kind: Kind,
  /** What the desk before was called. */
  desk: v.string(),
  fileName: v.string(),
  sha256: v.string(),
  /** looked: nothing came in yet · running: lines come in · stopped: by somebody, and it may go on · done: over. */
  state: v.picklist(['looked', 'running', 'stopped', 'done']),
  lines: v.number(),
  /** How many lines stand how; `new` are those that would still come in. */
  counts: v.object({ new: v.number(), here: v.number(), fault: v.number(), brought: v.number() }),
  /** Headings that nothing is read from. */
  ignored: v.array(v.string()),
  letters: v.boolean(),
  lookedAt: Instant,
  startedAt: v.nullable(Instant),
  endedAt: v.nullable(Instant),
});
export type ArrivalView = v.InferOutput<typeof ArrivalView>;

export const ArrivalDetail = v.object({
  ...ArrivalView.entries,
  /** Words of the file that mean nothing here by themselves: what each was said to mean, or null. At most 300. */
  words: v.array(
    v.object({
      column: v.picklist(CHOSEN_COLUMNS),
      said: v.string(),
      /** Lines that wait for it; 0 once its meaning is said. */
      lines: v.number(),
      meaning: v.nullable(v.string()),
    }),
  ),
});
export type ArrivalDetail = v.InferOutput<typeof ArrivalDetail>;

export const ArrivalLine = v.object({
  line: v.number(),
  /** What a person knows it by: the folio of the desk before, or an address. */
  label: v.string(),
  outcome: Outcome,
  problems: v.array(
    v.object({
      /** Null: the line as a whole. */
      column: v.nullable(v.picklist(EVERY_ARRIVAL_COLUMN as readonly [ArrivalColumn, ...ArrivalColumn[]])),
      /** Key of the sentence. */
      message: v.string(),
      values: v.record(v.string(), v.union([v.string(), v.number()])),
      found: v.string(),
      /** False: it comes in all the same. */
      stops: v.boolean(),
    }),
  ),
  /** The folio here, or the name of the person; null: it is nothing here yet. */
  became: v.nullable(v.string()),
});
export type ArrivalLine = v.InferOutput<typeof ArrivalLine>;

const oneArrival = v.strictObject({ id: ArrivalId });
const acts = ['not-found', 'version.stale', 'arrival.state'] as const;

export const listArrivals = operation({
  name: 'listArrivals',
  method: 'GET',
  path: '/api/arrivals',
  permission: bring,
  summary: 'Files of the desk before that were looked at or brought in, the newest first, at most fifty',
  reply: v.object({ items: v.array(ArrivalView) }),
});

export const lookAtArrival = operation({
  name: 'lookAtArrival',
  method: 'POST',
  path: '/api/arrivals',
  permission: bring,
  summary:
    'Look at a file of the desk before (XLSX or CSV, the body is the file), line by line; nothing of it comes in',
  carrier: 'upload',
  query: v.strictObject({ name: FileName, kind: Kind, desk: line(1, 60) }),
  reply: ArrivalDetail,
  status: 201,
  refusals: ['payload.too-large', 'arrival.file-refused', 'arrival.columns-missing', 'workshop.busy'],
});

export const readArrival = operation({
  name: 'readArrival',
  method: 'GET',
  path: '/api/arrivals/:id',
  permission: bring,
  summary: 'How one file stands: counts, words that mean nothing yet, how far it has come',
  params: oneArrival,
  reply: ArrivalDetail,
  background: true,
  refusals: ['not-found'],
});

export const listArrivalLines = operation({
  name: 'listArrivalLines',
  method: 'GET',
  path: '/api/arrivals/:id/lines',
  permission: bring,
  summary: 'Lines of a file with what was found of each, fifty at a time in their order',
  params: oneArrival,
  query: v.strictObject({
    /** noted: those that come in and of which something is said all the same. */
    outcome: v.optional(v.picklist([...ARRIVAL_OUTCOMES, 'noted'], 'field.choice')),
    after: v.optional(v.pipe(v.string('field.text'), v.regex(/^\d{1,7}$/, 'field.cursor'))),
  }),
  reply: v.object({ items: v.array(ArrivalLine), next: v.nullable(v.string()) }),
  refusals: ['not-found'],
});

export const chooseArrivalWord = operation({
  name: 'chooseArrivalWord',
  method: 'POST',
  path: '/api/arrivals/:id/words',
  permission: bring,
  summary: 'Say once for all lines what a word of the file means here, and look at them again',
  params: oneArrival,
  body: v.strictObject({
    version: v.number('field.number'),
    column: v.picklist(CHOSEN_COLUMNS, 'field.choice'),
    said: v.pipe(v.string('field.text'), v.maxLength(80, 'field.too-long')),
    /** Id of an agency, a position or an area, or a state; null: nothing after all. */
    meaning: v.nullable(v.union([v.picklist(ARRIVAL_STATES), id('Meaning')], 'field.choice')),
  }),
  reply: ArrivalDetail,
  refusals: acts,
});

export const startArrival = operation({
  name: 'startArrival',
  method: 'POST',
  path: '/api/arrivals/:id/start',
  permission: bring,
  summary: 'Bring the lines in that are new, in the background; one that was stopped goes on',
  params: oneArrival,
  body: v.strictObject({ version: v.number('field.number'), letters: v.boolean('field.choice') }),
  reply: ArrivalDetail,
  refusals: acts,
});

export const stopArrival = operation({
  name: 'stopArrival',
  method: 'POST',
  path: '/api/arrivals/:id/stop',
  permission: bring,
  summary: 'Stop bringing lines in; what came in stays',
  params: oneArrival,
  body: Nothing,
  reply: ArrivalDetail,
  refusals: ['not-found', 'arrival.state'],
});

export const dropArrival = operation({
  name: 'dropArrival',
  method: 'DELETE',
  path: '/api/arrivals/:id',
  permission: bring,
  summary: 'Forget a file that was looked at and of which nothing came in',
  params: oneArrival,
  reply: Done,
  refusals: ['not-found', 'arrival.state'],
});

export const downloadArrivalReport = operation({
  name: 'downloadArrivalReport',
  method: 'GET',
  path: '/api/arrivals/:id/report',
  permission: bring,
  summary: 'What was found of each line, or became of it, as CSV',
  carrier: 'download',
  params: oneArrival,
  reply: Done,
  refusals: ['not-found'],
});

export const downloadArrivalTemplate = operation({
  name: 'downloadArrivalTemplate',
  method: 'GET',
  path: '/api/arrival-template',
  permission: bring,
  summary: 'An empty table of one kind with its headings and a line that shows how each is written',
  carrier: 'download',
  query: v.strictObject({ kind: Kind, format: v.picklist(['xlsx', 'csv'], 'field.choice') }),
  reply: Done,
});
