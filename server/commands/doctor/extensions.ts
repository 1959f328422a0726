import { sql } from 'kysely';
import { type Check, finding } from './finding.ts';

/** Made by the first migration; a restore by other means may have left them out. */
const NEEDED = ['btree_gist', 'pg_trgm', 'unaccent'];

export const extensions: Check = async ({ db }) => {
  if (db === null) return [];
  const { rows } = await sql<{ extname: string }>`select extname from pg_extension`.execute(db);
  const there = new Set(rows.map((row) => row.extname));
  const missing = NEEDED.filter((name) => !there.has(name));
  if (missing.length === 0) return [finding('extensions', 'fine', { key: 'doctor.extensions.fine' })];
  const commands = missing.map((name) => `create extension ${name};`).join(' ');
  const values = { names: missing.join(', '), commands };
  return [finding('extensions', 'fault', { key: 'doctor.extensions.missing', values })];
};
