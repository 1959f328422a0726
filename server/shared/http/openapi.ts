/** The OpenAPI 3.1 description, generated from the contract. */
import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
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
const SIGNED_IN: readonly FaultCode[] = ['session.required', 'right.missing', 'password.expired'];

/** Every refusal an operation may answer, its own and those of its door. */
export const refusalsOf = (operation: Operation): FaultCode[] => [
  ...new Set([
    ...COMMON,
    ...(operation.permission === 'public' ? [] : SIGNED_IN),
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

const schemaOf = (schema: v.GenericSchema, typeMode: 'input' | 'output', named = NAMED): Record<string, unknown> =>
  inComponents(toJsonSchema(schema, { typeMode, errorMode: 'ignore', definitions: named })) as Record<string, unknown>;

/** A named shape itself: by its parts, the other names by reference. */
const component = (name: string): Record<string, unknown> => {
  const { [name]: schema, ...others } = NAMED;
  return schema === undefined ? {} : schemaOf(schema, 'output', others);
};

const parametersOf = (operation: Operation): object[] => {
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

function requestBody(operation: Operation): object {
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

function responses(operation: Operation): object {
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
      parameters: parametersOf(operation),
      ...requestBody(operation),
      responses: responses(operation),
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Mesa de Servicios', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-mesa' } },
      schemas: Object.fromEntries(Object.keys(NAMED).map((name) => [name, component(name)])),
    },
  };
}
