/** RFC 8785: one text for one value. The bytes of a document must be their own canonical form. */
import { textOf } from './bytes.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

const DEEPEST = 64;

/** Throws for what nests deeper than any document of ours. */
export function canonical(value: Json, depth = 0): string {
  if (depth > DEEPEST) throw new RangeError('too deep');
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((each: Json) => canonical(each, depth + 1)).join(',')}]`;
  const object = value as JsonObject;
  const pairs = Object.keys(object)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(object[key] as Json, depth + 1)}`);
  return `{${pairs.join(',')}}`;
}

/** What the bytes say; undefined where they are no JSON. */
export function parsed(bytes: Uint8Array): Json | undefined {
  const text = textOf(bytes);
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object whose one way to be written these bytes are; null where they are not. */
export function canonicalObject(bytes: Uint8Array): JsonObject | null {
  const value = parsed(bytes);
  if (!isObject(value)) return null;
  try {
    return canonical(value) === textOf(bytes) ? value : null;
  } catch {
    return null;
  }
}

export const textIn = (object: JsonObject, key: string): string | null => {
  const value = Object.hasOwn(object, key) ? object[key] : null;
  return typeof value === 'string' ? value : null;
};
export const listIn = (object: JsonObject, key: string): readonly Json[] | null => {
  const value = Object.hasOwn(object, key) ? object[key] : null;
  return Array.isArray(value) ? value : null;
};
export const countIn = (object: JsonObject, key: string): number | null => {
  const value = Object.hasOwn(object, key) ? object[key] : null;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
};
