/**
 * One operation of the API: its door, its shapes, its refusals. Plain data, shared by server and browser.
 */
import type * as v from 'valibot';
import type { FaultCode } from './faults.ts';
import type { Permission } from './permissions.ts';
import { Nothing } from './shapes.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** `public`: nobody need sign in, and someone decided so. */
export type Door = Permission | 'public';

/** `json` in and out; `upload`: the body is a file; `download`: the answer is a file; `picture`: it is one we drew; `stream`: it is events without end. */
export type Carrier = 'json' | 'upload' | 'download' | 'picture' | 'stream';

type ObjectSchema = v.GenericSchema<Record<string, unknown>, Record<string, unknown>>;

export type Operation<
  Params extends ObjectSchema = ObjectSchema,
  Query extends ObjectSchema = ObjectSchema,
  Body extends ObjectSchema = ObjectSchema,
  Reply extends v.GenericSchema = v.GenericSchema,
> = {
  readonly name: string;
  readonly method: Method;
  readonly path: `/api/${string}`;
  readonly permission: Door;
  readonly summary: string;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly reply: Reply;
  readonly status: 200 | 201 | 202;
  readonly carrier: Carrier;
  /** True: the caller sends `Idempotency-Key`, and a repeated key gets the first answer again. */
  readonly idempotent: boolean;
  /** True: with the header `mesa-hold: 1` it waits ten seconds and may be taken back (`held.ts`). */
  readonly undoable: boolean;
  /** True: pages call it by themselves, so it does not count as use of the session (C58). */
  readonly background: boolean;
  /** True: its answer carries an ETag, and who has that very answer already is told so (304). */
  readonly revalidates: boolean;
  /** True: only where the person of the session proved who they are in the last ten minutes (C65). */
  readonly asksAgain: boolean;
  /** Served by `npm run demo` alone. */
  readonly demoOnly: boolean;
  /** Refusals beyond those every operation may give (input, session, right, rate, server). */
  readonly refusals: readonly FaultCode[];
};

type Given<P extends ObjectSchema, Q extends ObjectSchema, B extends ObjectSchema, R extends v.GenericSchema> = {
  name: string;
  method: Method;
  path: `/api/${string}`;
  permission: Door;
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  reply: R;
  status?: 200 | 201 | 202;
  carrier?: Carrier;
  idempotent?: boolean;
  undoable?: boolean;
  background?: boolean;
  revalidates?: boolean;
  asksAgain?: boolean;
  demoOnly?: boolean;
  refusals?: readonly FaultCode[];
};

type Empty = typeof Nothing;

/**
 * Declares an operation; what is not said takes the plain default.
 * @__NO_SIDE_EFFECTS__ (a page carries only the operations it calls)
 */
export function operation<
  const R extends v.GenericSchema,
  const P extends ObjectSchema = Empty,
  const Q extends ObjectSchema = Empty,
  const B extends ObjectSchema = Empty,
>(given: Given<P, Q, B, R>): Operation<P, Q, B, R> {
  return {
    name: given.name,
    method: given.method,
    path: given.path,
    permission: given.permission,
    summary: given.summary,
    params: (given.params ?? Nothing) as P,
    query: (given.query ?? Nothing) as Q,
    body: (given.body ?? Nothing) as B,
    reply: given.reply,
    status: given.status ?? 200,
    carrier: given.carrier ?? 'json',
    idempotent: given.idempotent ?? false,
    undoable: given.undoable ?? false,
    background: given.background ?? false,
    revalidates: given.revalidates ?? false,
    asksAgain: given.asksAgain ?? false,
    demoOnly: given.demoOnly ?? false,
    refusals: given.refusals ?? [],
  };
}

export type ParamsOf<O> =
  O extends Operation<infer P, ObjectSchema, ObjectSchema, v.GenericSchema> ? v.InferOutput<P> : never;
export type QueryOf<O> =
  O extends Operation<ObjectSchema, infer Q, ObjectSchema, v.GenericSchema> ? v.InferOutput<Q> : never;
export type BodyOf<O> =
  O extends Operation<ObjectSchema, ObjectSchema, infer B, v.GenericSchema> ? v.InferOutput<B> : never;
export type ReplyOf<O> =
  O extends Operation<ObjectSchema, ObjectSchema, ObjectSchema, infer R> ? v.InferOutput<R> : never;
/** What a caller writes before parsing (branded ids and trims come after). */
export type BodyInput<O> =
  O extends Operation<ObjectSchema, ObjectSchema, infer B, v.GenericSchema> ? v.InferInput<B> : never;
export type QueryInput<O> =
  O extends Operation<ObjectSchema, infer Q, ObjectSchema, v.GenericSchema> ? v.InferInput<Q> : never;
