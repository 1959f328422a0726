/** What the log says of who tried what they may not (C87, C89), and that nobody writes into it (C88). */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { grantRoles, listPeople } from '#contract/accounts.ts';
import { systemClock } from '../clock.ts';
import type { Log } from '../log.ts';
import { readSettings } from '../settings.ts';
import { answer } from './answer.ts';
import { openLeaving } from './leaving.ts';
import { openHttp } from './server.ts';

const said: { fields: Record<string, unknown>; message: string }[] = [];
const note = (fields: object, message: string) => void said.push({ fields: { ...fields }, message });
const log: Log = { info: note, warn: note, error: note, debug: note };
const ROSA = '0195c0de-0000-7000-8000-000000000001';

let app: FastifyInstance;
beforeAll(async () => {
  app = await openHttp({
    settings: readSettings({ LOG_LEVEL: 'silent' }),
    log,
    routes: [
      answer(listPeople).with(async () => {
        throw new Error('the disk said\nno');
      }),
      answer(grantRoles).with(async () => {
        throw new Error('never reached');
      }),
    ],
    identify: async (token) => ({
      actor: {
        kind: 'person',
        id: ROSA,
        sessionId: 's',
        roles: [token === 'admin' ? 'operator_admin' : 'requester'],
        agencyId: 'a',
        teamIds: [],
        areaIds: [],
        locale: 'es-MX',
      },
      gate: null,
      confirmed: true,
    }),
    hold: async () => undefined,
    measure: () => undefined,
    isReady: async () => true,
    leaving: openLeaving(systemClock),
    openapi: () => ({}),
    webFolder: null,
    keptLetters: null,
  });
});
afterAll(() => app.close());

const ask = async (headers: Record<string, string>, more: { method?: 'GET' | 'PUT'; url?: string } = {}) => {
  said.length = 0;
  const { method = 'GET', url = listPeople.path } = more;
  return app.inject({ method, url, remoteAddress: '10.1.2.3', headers: { host: 'localhost:3000', ...headers } });
};

it('a right that is missing is logged with who, what, where from and the code the person sees', async () => {
  const refused = await ask({ cookie: 'mesa=rosa' });
  expect(refused.statusCode).toBe(403);
  const route = { method: 'GET', route: listPeople.path, address: '10.1.2.3' };
  const { requestId } = refused.json();
  expect(said).toEqual([
    { fields: { code: 'right.missing', personId: ROSA, requestCode: requestId, ...route }, message: 'refused' },
  ]);
});

it('a forged request and a foreign host are logged, without a word of what they sent', async () => {
  await ask({ origin: 'https://evil.example', cookie: 'mesa=rosa' }, { method: 'PUT', url: grantRoles.path });
  expect(said.map((each) => each.fields.code)).toEqual(['origin.refused']);
  const line = 'x\r\n{"level":50,"msg":"forged"}';
  await ask({ host: `evil.example`, 'user-agent': line, 'x-forwarded-host': line });
  expect(said.map((each) => each.fields.code)).toEqual(['host.unknown']);
  expect(JSON.stringify(said)).not.toMatch(/evil|forged/);
});

it('an accident is logged whole and told as nothing but a code', async () => {
  const answered = await ask({ cookie: 'mesa=admin' });
  expect(answered.statusCode).toBe(500);
  expect(answered.body).not.toContain('disk');
  expect(Object.keys(answered.json()).sort()).toEqual(['code', 'requestId', 'status', 'title', 'type']);
  expect(said[0]?.fields).toMatchObject({
    personId: ROSA,
    requestCode: answered.json().requestId,
    address: '10.1.2.3',
  });
});

it('what is everybody’s every day is not: a page not found, a field that does not fit, no session', async () => {
  await ask({}, { url: '/api/nothing' });
  await ask({ cookie: 'mesa=admin' }, { url: `${listPeople.path}?limit=x` });
  await ask({});
  expect(said).toEqual([]);
});
