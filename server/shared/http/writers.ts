/** Replies as JSON, with nothing in them that the contract does not name (S3). */
import { toJsonSchema } from '@valibot/to-json-schema';
import type { FastifyReply } from 'fastify';
import type * as v from 'valibot';

type Write = (answered: unknown) => string;

/** One for each shape, for as long as the program runs. */
const writers = new WeakMap<v.GenericSchema, Write>();

/**
 * `answered` as the JSON of `shape`: what the shape does not name is dropped; where something is missing it throws. A
 * writer is compiled when it is first needed: for all operations at once that would be half of what a start takes.
 */
export const written = (reply: FastifyReply, shape: v.GenericSchema, answered: unknown): string =>
  readyWriter(reply, shape)(answered);

export function readyWriter(reply: FastifyReply, shape: v.GenericSchema): Write {
  const known = writers.get(shape);
  if (known) return known;
  const made = reply.compileSerializationSchema({ ...jsonSchema(shape) }) as Write;
  writers.set(shape, made);
  return made;
}

/** Formats are the types' business. */
function jsonSchema(shape: v.GenericSchema): object {
  const schema = toJsonSchema(shape, { typeMode: 'output', errorMode: 'ignore' });
  const strip = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(strip);
    if (typeof node !== 'object' || node === null) return node;
    const kept = Object.entries(node).filter(
      ([key, value]) =>
        !(['$schema', 'pattern', 'format', 'minLength', 'maxLength'].includes(key) && typeof value !== 'object'),
    );
    return Object.fromEntries(kept.map(([key, value]) => [key, strip(value)]));
  };
  return strip(schema) as object;
}
