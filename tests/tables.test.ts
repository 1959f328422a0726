/** The row types are those of the migrations as they are, on a real PostgreSQL. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { rowTypes } from '../scripts/tables.ts';

it('database/tables.ts is fresh (node scripts/tables.ts writes it)', async () => {
  const kept = readFileSync(fileURLToPath(new URL('../database/tables.ts', import.meta.url)), 'utf8');
  expect(kept).toBe(await rowTypes());
}, 60_000);
