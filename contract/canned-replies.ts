/** Templates (plantillas): what the desk says often, with variables in braces that a request fills in. */
import * as v from 'valibot';
import { AreaId } from './catalogue.ts';
import { operation } from './operation.ts';
import { RequestId, RequestRef } from './request-shapes.ts';
import { Done, Instant, id, LocalText, line, text } from './shapes.ts';

export const CannedReplyId = id('CannedReplyId');

/**
 * The closed list of variables: those the request itself fills in, and those the person who writes does. Spanish, for they
 * are written and read by people.
 */
export const FILLED_VARIABLES = [
  'nombre',
  'folio',
  'asunto',
  'equipo',
  'tecnico',
  'area',
  'servicio',
  'nivel',
  'ubicacion',
  'limite_respuesta',
  'limite',
  'tercero',
  'fecha_estimada',
  'fecha_visita',
  'fecha_cierre',
  'fecha_objecion',
  'fecha_reapertura',
] as const;
export const BLANK_VARIABLES = [
  'lista',
  'fecha',
  'hora_inicio',
  'hora_fin',
  'referencia',
  'alcance',
  'motivo',
  'horas',
  'solucion',
  'fundamento',
  'requisito',
  'folio_principal',
  'autoriza',
] as const;
export const VARIABLES: readonly string[] = [...FILLED_VARIABLES, ...BLANK_VARIABLES];

const BRACES = /\{([^{}\n]{1,40})\}/g;
const named = (words: string): string[] => [...words.matchAll(BRACES)].map((match) => match[1] ?? '');

/** Names in braces that are no variable. */
export const unknownIn = (words: string): string[] =>
  [...new Set(named(words))].filter((name) => !VARIABLES.includes(name));
/** Variables still in braces: to be filled in before anybody reads it. */
export const blanksIn = (words: string): string[] =>
  [...new Set(named(words))].filter((name) => VARIABLES.includes(name));
/** Puts values in; what has none stays in its braces. */
export const filledIn = (words: string, values: Readonly<Record<string, string | null | undefined>>): string =>
  words.replace(BRACES, (whole, name: string) => values[name] || whole);

/** message: an answer · ask: a question that waits · resolve, reject: the words of that act. */
export const PURPOSES = ['message', 'ask', 'resolve', 'reject'] as const;
export type Purpose = (typeof PURPOSES)[number];
const BODY_MAX = 4000;

const Content = {
  name: v.strictObject({ es: line(1, 80), en: line(0, 80) }),
  /** English may be missing: readers of it then get the Spanish. */
  body: v.strictObject({ es: text(1, BODY_MAX), en: text(0, BODY_MAX) }),
  areaId: v.nullable(AreaId),
  purpose: v.picklist(PURPOSES, 'field.choice'),
  active: v.boolean('field.choice'),
};

export const CannedReplyView = v.object({
  id: CannedReplyId,
  name: LocalText,
  body: LocalText,
  areaId: v.nullable(AreaId),
  purpose: v.picklist(PURPOSES),
  active: v.boolean(),
  changedAt: Instant,
  changedBy: v.nullable(v.string()),
  version: v.number(),
  can: v.object({ change: v.boolean() }),
});
export type CannedReplyView = v.InferOutput<typeof CannedReplyView>;

export const listCannedReplies = operation({
  name: 'listCannedReplies',
  method: 'GET',
  path: '/api/canned-replies',
  permission: 'request.attend',
  summary: 'Every template, those no longer offered too, and whether this person may add one for everybody',
  reply: v.object({ items: v.array(CannedReplyView), addFor: v.union([v.literal('every'), v.array(AreaId)]) }),
});

const refusals = ['right.missing', 'canned-reply.variable'] as const;

export const addCannedReply = operation({
  name: 'addCannedReply',
  method: 'POST',
  path: '/api/canned-replies',
  permission: 'canned-reply.administer',
  summary: 'A new template, for an area or for all',
  status: 201,
  idempotent: true,
  body: v.strictObject(Content),
  reply: CannedReplyView,
  refusals: [...refusals, 'idempotency.mismatch'],
});

export const changeCannedReply = operation({
  name: 'changeCannedReply',
  method: 'PUT',
  path: '/api/canned-replies/:id',
  permission: 'canned-reply.administer',
  summary: 'Another wording, area or use of a template, or none offered any more; what it said stays in the history',
  params: v.strictObject({ id: CannedReplyId }),
  body: v.strictObject({ ...Content, version: v.pipe(v.number('field.number'), v.integer('field.number')) }),
  reply: CannedReplyView,
  refusals: [...refusals, 'not-found', 'version.stale'],
});

const Filled = { text: v.string(), blanks: v.array(v.string()) };

export const previewCannedReply = operation({
  name: 'previewCannedReply',
  method: 'POST',
  path: '/api/canned-replies/preview',
  permission: 'request.attend',
  summary: 'How these words read in a real request; what it cannot fill in stays in its braces',
  body: v.strictObject({ text: text(1, BODY_MAX), ref: RequestRef }),
  reply: v.object(Filled),
  refusals: ['not-found', 'canned-reply.variable'],
});

export const repliesForRequest = operation({
  name: 'repliesForRequest',
  method: 'GET',
  path: '/api/requests/:id/canned-replies',
  permission: 'request.attend',
  summary: 'The templates that fit a request, filled in for it and in its requester’s language',
  params: v.strictObject({ id: RequestId }),
  reply: v.object({
    items: v.array(v.object({ id: CannedReplyId, name: LocalText, purpose: v.picklist(PURPOSES), ...Filled })),
  }),
  refusals: ['not-found', 'right.missing'],
});

export const CAUSES_MAX = 60;
export const CAUSE_MAX = 160;

export const listCauses = operation({
  name: 'listCauses',
  method: 'GET',
  path: '/api/causes',
  permission: 'desk.lists',
  summary: 'Causes the desk chooses from when it resolves, by area; of none: for all. English may be empty',
  reply: v.object({ causes: v.array(v.object({ areaId: v.nullable(AreaId), name: LocalText })) }),
});

export const saveCauses = operation({
  name: 'saveCauses',
  method: 'PUT',
  path: '/api/causes',
  permission: 'canned-reply.administer',
  summary: 'The causes of an area, or of all, as a whole list; requests keep the words they were closed with',
  body: v.strictObject({
    areaId: v.nullable(AreaId),
    names: v.pipe(
      v.array(v.strictObject({ es: line(1, CAUSE_MAX), en: line(0, CAUSE_MAX) })),
      v.maxLength(CAUSES_MAX, 'field.too-many'),
    ),
  }),
  reply: Done,
  refusals: ['right.missing'],
});
