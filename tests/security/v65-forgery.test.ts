/** V65 (forgery), V50 (foreign hosts), V67 and S17 (what every answer carries), V77 (nothing secret in the log). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '#contract/accounts.ts';
import { OPERATIONS } from '#contract/index.ts';
import { readInstitution } from '#contract/institution.ts';
import { ADMIN, type Settled, settle } from './settled.ts';

let desk: Settled;
beforeAll(async () => {
  desk = await settle();
});
afterAll(() => desk.close());

const unsafe = OPERATIONS.filter((operation) => operation.method !== 'GET' && !operation.demoOnly);
const path = (template: string) => template.replace(/:[a-zA-Z]+/g, '01890000-0000-7000-8000-00000000dead');

describe('a forged request', () => {
  it.each(unsafe.map((operation) => [operation.name, operation] as const))(
    '%s is refused from another site, or from nowhere',
    async (_name, operation) => {
      const forged: Record<string, string>[] = [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        {},
      ];
      for (const headers of forged) {
        const answer = await desk.app.inject({
          method: operation.method,
          url: path(operation.path),
          headers: {
            host: 'localhost:3000',
            'content-type': 'application/json',
            cookie: `mesa=${desk.admin}`,
            ...headers,
          },
          payload: '{}',
        });
        expect([answer.statusCode, answer.json().code]).toEqual([403, 'origin.refused']);
      }
    },
  );

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'as %s is not JSON and is not read',
    async (type) => {
      const answer = await desk.app.inject({
        method: 'POST',
        url: signIn.path,
        headers: { host: 'localhost:3000', origin: 'http://localhost:3000', 'content-type': type },
        payload: JSON.stringify(ADMIN),
      });
      expect(answer.statusCode).toBe(415);
    },
  );

  it('polluted prototypes and broken JSON are refused as unreadable', async () => {
    for (const payload of ['{"__proto__":{"x":1}}', '{"constructor":{"prototype":{"x":1}}}', '{', '']) {
      const answer = await desk.app.inject({
        method: 'POST',
        url: signIn.path,
        headers: { host: 'localhost:3000', origin: 'http://localhost:3000', 'content-type': 'application/json' },
        payload,
      });
      expect(answer.statusCode).toBe(400);
    }
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});

describe('a foreign host (V50)', () => {
  it.each([
    { host: 'evil.example' },
    { host: 'localhost:3000', 'x-forwarded-host': 'evil.example' },
    { host: 'localhost:3001' },
    { host: '' },
  ])('%j gets 421 from the API and a page in Spanish elsewhere', async (headers) => {
    const api = await desk.app.inject({ url: readInstitution.path, headers });
    expect([api.statusCode, api.json().code]).toEqual([421, 'host.unknown']);
    const page = await desk.app.inject({ url: '/entrar', headers });
    expect(page.statusCode).toBe(421);
    expect(page.body).toContain('PUBLIC_URL');
    expect(page.body).not.toContain('evil.example');
  });

  it.each(['localhost:3000', '127.0.0.1:3000', '[::1]:3000'])('%s is the desk itself', async (host) => {
    expect((await desk.app.inject({ url: readInstitution.path, headers: { host } })).statusCode).toBe(200);
  });

  it('health answers under any name, without a word of detail', async () => {
    const live = await desk.app.inject({ url: '/health/live', headers: { host: '10.0.0.7' } });
    expect([live.statusCode, live.body]).toEqual([200, 'ok']);
    expect((await desk.app.inject({ url: '/health/ready', headers: { host: '10.0.0.7' } })).body).toBe('ok');
  });
});

describe('every answer', () => {
  it.each(['/api/institution', '/api/session', '/api/nothing-here', '/health/live', '/entrar'])(
    '%s carries the policies of the page',
    async (url) => {
      const { headers } = await desk.app.inject({ url, headers: { host: 'localhost:3000' } });
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['content-security-policy']).toContain("require-trusted-types-for 'script'");
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['access-control-allow-origin']).toBeUndefined();
      if (url.startsWith('/api/')) expect(headers['cache-control']).toBe('no-store');
      if (url.startsWith('/api/')) expect(String(headers['content-type'])).toMatch(/json; charset=utf-8$/);
    },
  );
});
