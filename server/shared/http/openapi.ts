/** The OpenAPI 3.1 description, generated from the contract. */
import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { PersonView, ProfileView, SessionView } from '#contract/accounts.ts';
import { AgencyView } from '#contract/agencies.ts';
import { AttachmentView } from '#contract/attachments.ts';
import { AreaView, LevelView, ServiceView } from '#contract/catalogue.ts';
import { FAULTS, type FaultCode, Problem } from '#contract/faults.ts';
import { Held, HOLD_HEADER } from '#contract/held.ts';
import { InstitutionSettings } from '#contract/institution.ts';
import { LetterView, NoticeView } from '#contract/notifications.ts';
import type { Operation } from '#contract/operation.ts';
import { DraftView, Place, ReceiptView, RequestSummary, RequestView, TimelineEntry } from '#contract/requests.ts';

const COMMON: readonly FaultCode[] = ['input.invalid', 'server.error', 'server.unavailable'];
const SIGNED_IN: readonly FaultCode[] = [
  'session.required',
  'right.missing',
  'password.expired',
  'session.second-step',
  'session.enrol',
];

/** Every refusal an operation may answer, its own and those of its door. */
export const refusalsOf = (operation: Operation): FaultCode[] => [
  ...new Set([
    ...COMMON,
    ...(operation.permission === 'public' ? [] : SIGNED_IN),
    ...(operation.asksAgain ? (['session.confirm'] as const) : []),
    ...(operation.method === 'GET' ? [] : (['origin.refused', 'rate.exceeded'] as const)),
    ...operation.refusals,
  ]),
];

/** Shapes with a name of their own in the description; everything else stands where it is used. */
const NAMED: Record<string, v.GenericSchema> = {
  AgencyView,
  AreaView,
  AttachmentView,
  DraftView,
  InstitutionSettings,
  LetterView,
  LevelView,
  NoticeView,
  PersonView,
  Place,
  Problem,
  ProfileView,
  ReceiptView,
  RequestSummary,
  RequestView,
  ServiceView,
  SessionView,
  TimelineEntry,
};

const inComponents = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(inComponents);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => key !== '$schema' && key !== '$defs')
      .map(([key, value]) => [
        key,
        key === '$ref' ? String(value).replace('#/$defs/', '#/components/schemas/') : inComponents(value),
      ]),
  );
};

type SchemaOf = (schema: v.GenericSchema, typeMode: 'input' | 'output') => Record<string, unknown>;
type Converted = { of: ReadonlyMap<v.GenericSchema, Record<string, unknown>>; named: Record<string, unknown> };

/** All in one pass: each pass converts the named shapes anew, and they are the largest. */
function convert(schemas: readonly v.GenericSchema[], typeMode: 'input' | 'output'): Converted {
  const distinct = [...new Set(schemas)];
  const together = v.strictObject(Object.fromEntries(distinct.map((schema, place) => [`at${place}`, schema])));
  const { properties, $defs } = toJsonSchema(together, { typeMode, errorMode: 'ignore', definitions: NAMED });
  const clean = inComponents(properties) as Record<string, Record<string, unknown>>;
  return {
    of: new Map(distinct.map((schema, place) => [schema, clean[`at${place}`] ?? {}])),
    named: inComponents($defs) as Record<string, unknown>,
  };
}

const parametersOf = (operation: Operation, schemaOf: SchemaOf): object[] => {
  const of = (schema: v.GenericSchema, where: 'path' | 'query') => {
    const json = schemaOf(schema, 'input') as { properties?: Record<string, object>; required?: string[] };
    return Object.entries(json.properties ?? {}).map(([name, property]) => ({
      name,
      in: where,
      required: where === 'path' || (json.required ?? []).includes(name),
      schema: property,
    }));
  };
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{8,100}$' },
  };
  const hold = { name: HOLD_HEADER, in: 'header', required: false, schema: { const: '1' } };
  return [
    ...of(operation.params, 'path'),
    ...of(operation.query, 'query'),
    ...(operation.idempotent ? [key] : []),
    ...(operation.undoable ? [hold] : []),
  ];
};

function requestBody(operation: Operation, schemaOf: SchemaOf): object {
  if (operation.method === 'GET' || operation.method === 'DELETE') return {};
  if (operation.carrier === 'upload') {
    return {
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
    };
  }
  return {
    requestBody: { required: true, content: { 'application/json': { schema: schemaOf(operation.body, 'input') } } },
  };
}

function responses(operation: Operation, schemaOf: SchemaOf): object {
  const good = {
    download: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
    picture: { 'image/webp': { schema: { type: 'string', format: 'binary' } } },
    // Each event's `data`; its name is the event's.
    stream: { 'text/event-stream': { schema: schemaOf(operation.reply, 'output') } },
    json: { 'application/json': { schema: schemaOf(operation.reply, 'output') } },
  }[operation.carrier === 'upload' ? 'json' : operation.carrier];
  const byStatus = Map.groupBy(refusalsOf(operation), (code) => FAULTS[code]);
  const bad = [...byStatus]
    .sort(([a], [b]) => a - b)
    .map(([status, codes]) => [
      String(status),
      {
        description: codes.join(', '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]);
  const held = {
    description: 'Waits until then and may be taken back',
    content: { 'application/json': { schema: schemaOf(Held, 'output') } },
  };
  return {
    [operation.status]: { description: operation.summary, content: good },
    ...(operation.undoable ? { 202: held } : {}),
    ...Object.fromEntries(bad),
  };
}

export function describe(operations: readonly Operation[], version: string): object {
  const asked = convert(
    operations.flatMap(({ params, query, body }) => [params, query, body]),
    'input',
  );
  const answered = convert([Held, ...operations.map(({ reply }) => reply)], 'output');
  const schemaOf: SchemaOf = (schema, typeMode) => (typeMode === 'input' ? asked : answered).of.get(schema) ?? {};
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    const path = operation.path.replace(/:([a-zA-Z]+)/g, '{$1}');
    paths[path] ??= {};
    paths[path][operation.method.toLowerCase()] = {
      operationId: operation.name,
      summary: operation.summary,
      'x-permission': operation.permission,
      ...(operation.demoOnly ? { 'x-demonstration-only': true } : {}),
      ...(operation.permission === 'public' ? { security: [] } : {}),
      parameters: parametersOf(operation, schemaOf),
      ...requestBody(operation, schemaOf),
      responses: responses(operation, schemaOf),
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Mesa de Servicios', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-mesa' } },
      schemas: answered.named,
    },
  };
}
