/** Keyset cursors: the sort values of the last row, opaque to the caller, parsed and bounded on the way back. */
import { Fault } from './fault.ts';

export const PAGE_SIZE = 25;

/** `last`: the row stands in the part of its list that comes after all others. */
export type Cursor = readonly [at: Date, id: string, last?: boolean];

const CURSOR = /^(\d{4}-\d{2}-\d{2}T[\d:.]{12}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})( last)?$/;

export const toCursor = (at: Date, id: string, last = false): string =>
  Buffer.from(`${at.toISOString()} ${id}${last ? ' last' : ''}`).toString('base64url');

export function fromCursor(cursor: string | undefined): Cursor | null {
  if (cursor === undefined) return null;
  // Made up by hand it could hold what is a date to us and none to PostgreSQL.
  const [, at = '', id = '', last] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  const when = new Date(at);
  if (Number.isNaN(when.getTime())) {
    throw new Fault('input.invalid', {}, { fields: [{ path: 'cursor', message: 'field.cursor' }] });
  }
  return [when, id, last !== undefined];
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** For a list that its last row alone continues: the sort values are read again with it. */
export const toIdCursor = (id: string): string => Buffer.from(id).toString('base64url');

export function fromIdCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const id = Buffer.from(cursor, 'base64url').toString('utf8');
  if (ID.test(id)) return id;
  throw new Fault('input.invalid', {}, { fields: [{ path: 'cursor', message: 'field.cursor' }] });
}

/** Cuts `rows` (fetched with one more than the page) and tells where the next page starts. */
export function cutPage<Row>(
  rows: readonly Row[],
  size: number,
  key: (row: Row) => Cursor,
): { items: Row[]; next: string | null } {
  const items = rows.slice(0, size);
  const last = items.at(-1);
  return { items, next: rows.length > size && last ? toCursor(...key(last)) : null };
}
