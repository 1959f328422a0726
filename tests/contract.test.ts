/** Walks the contract: nothing may be declared and not served, or served and not declared, and its documents are fresh. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAULTS } from '#contract/faults.ts';
import { OPERATIONS } from '#contract/index.ts';
import { PERMISSIONS } from '#contract/permissions.ts';
import { refusalsOf } from '#server/shared/http/openapi.ts';
import { routesOf, SLICES } from '#server/wiring.ts';
import { errorsText, openapiText } from '../scripts/openapi.ts';
import { openTestHouse, type TestHouse } from './kit/house.ts';

let desk: TestHouse;
beforeAll(async () => {
  desk = await openTestHouse();
});
afterAll(() => desk.close());

const docs = (name: string): string => readFileSync(new URL(`../docs/${name}`, import.meta.url), 'utf8');
const forReal = OPERATIONS.filter((operation) => !operation.demoOnly);

describe('the contract', () => {
  it('has every operation served once, and serves nothing it does not have', () => {
    const served = routesOf(SLICES, desk.house).map((route) => route.operation.name);
    expect(served.toSorted()).toEqual(forReal.map((operation) => operation.name).toSorted());
    expect(new Set(served).size).toBe(served.length);
  });

  it.each(OPERATIONS.map((operation) => [operation.name, operation] as const))(
    '%s says who may, what for, and how it refuses',
    (_name, operation) => {
      expect(operation.permission === 'public' || operation.permission in PERMISSIONS).toBe(true);
      expect(operation.summary.length).toBeGreaterThan(15);
      for (const code of refusalsOf(operation)) expect(FAULTS[code]).toBeGreaterThanOrEqual(400);
      if (operation.params !== undefined && operation.path.includes('/:'))
        expect(refusalsOf(operation)).toContain('not-found');
    },
  );

  it.each(
    OPERATIONS.filter((operation) => operation.method !== 'GET').map(
      (operation) => [operation.name, operation] as const,
    ),
  )('%s refuses a key it does not know (mass assignment, V40)', (_name, operation) => {
    for (const key of ['state', 'roles', '__proto__x', 'constructor', 'requester_id']) {
      const result = v.safeParse(operation.body, { [key]: 'x' });
      const declared = 'entries' in operation.body && key in (operation.body.entries as object);
      if (!declared) expect(result.success).toBe(false);
    }
  });

  it('stands in docs/openapi.json and docs/errors.md as it is (node scripts/openapi.ts writes them)', () => {
    expect(docs('openapi.json')).toBe(openapiText());
    expect(docs('errors.md')).toBe(errorsText());
  });

  it('is served at /api/openapi.json', async () => {
    const response = await desk.app.inject({ url: '/api/openapi.json', headers: { host: 'localhost:3000' } });
    expect(response.statusCode).toBe(200);
    expect(response.json().openapi).toBe('3.1.0');
    expect(response.json().paths['/api/requests'].post.operationId).toBe('fileRequest');
  });
});
