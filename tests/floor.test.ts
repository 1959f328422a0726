/** The floor stays what it was: whoever changes it says so on its page. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const floor = read('bench/floor.ts');

it('has at most 120 lines', () => {
  expect(floor.trimEnd().split('\n').length).toBeLessThanOrEqual(120);
});

it('is the one its decision describes', () => {
  const page = read('docs/decisions/0014-the-floor-and-what-reaching-it-took.md');
  const [, said] = /`bench\/floor\.ts`: `(\w+)`/.exec(page) ?? [];
  expect(said).toBe(createHash('sha256').update(floor).digest('hex'));
});
