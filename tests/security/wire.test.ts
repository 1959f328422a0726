/** What the wire itself must not allow: other methods, blurred ends of a request, foreign readers, doubled names, forged log lines. */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn, signOut } from '#contract/accounts.ts';
import { uploadAttachment } from '#contract/attachments.ts';
import { readCatalogue } from '#contract/catalogue.ts';
import { OPERATIONS } from '#contract/index.ts';
import { readInstitution } from '#contract/institution.ts';
import { followLive } from '#contract/live.ts';
import type { Operation } from '#contract/operation.ts';
import { ROLES } from '#contract/permissions.ts';
import { downloadAttachment, fileRequest, listMyRequests, listQueue } from '#contract/requests.ts';
import { systemClock } from '#server/shared/clock.ts';
import { openLeaving } from '#server/shared/http/leaving.ts';
import { openHttp } from '#server/shared/http/server.ts';
import { PASSWORD, type Settled, settle } from './settled.ts';

let desk: Settled;
let port: number;
/** Session of a person of every role. */
let everybody: string;
/** A request with a file, as it stands in addresses. */
const known: Record<string, string> = {};
beforeAll(async () => {
  desk = await settle();
  await desk.person({ email: 'todo@gobierno.example', roles: [...ROLES] });
  everybody = await desk.enter('todo@gobierno.example');
  await fileOne();
  await desk.app.listen({ port: 0, host: '127.0.0.1' });
  port = (desk.app.server.address() as AddressInfo).port;
});
afterAll(() => desk.close());

async function fileOne(): Promise<void> {
  const as = { session: everybody };
  const file = await desk.call(uploadAttachment, { ...as, query: { name: 'a.txt' }, upload: Buffer.from('hola') });
  const { areas } = (await desk.call(readCatalogue, as)).reply;
  const filed = await desk.call(fileRequest, {
    ...as,
    body: {
      ...{ draftId: null, subject: 'La impresora no imprime', description: 'Desde el viernes no imprime nada.' },
      ...{ areaId: String(areas[0]?.id), serviceId: null, attachments: [file.reply.id] },
      place: { building: '', floor: '', office: 'Archivo', phone: '' },
    },
  });
  Object.assign(known, { id: filed.reply.id, ref: filed.reply.id, attachmentId: file.reply.id });
}

/** Sends bytes as they are; gives whatever came back until the line was closed or fell silent. */
const raw = (bytes: string): Promise<string> =>
  new Promise((resolve) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.on('data', (piece) => (heard += piece.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(heard));
  });

const HOST = 'Host: localhost:3000\r\n';
const OURS = 'Origin: http://localhost:3000\r\nContent-Type: application/json\r\n';
const SMUGGLED = 'GET /health/live HTTP/1.1\r\nHost: localhost:3000\r\n\r\n';
const answers = (heard: string): string[] => heard.match(/HTTP\/1\.1 \d{3}/g) ?? [];

describe('where a request ends (C35)', () => {
  it.each([
    ['a length and chunks', `Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`],
    ['two lengths', `Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello${SMUGGLED}`],
    ['a length with a sign', `Content-Length: +5\r\n\r\nhello${SMUGGLED}`],
    ['a blank before the colon', `Content-Length : 5\r\n\r\nhello${SMUGGLED}`],
    ['chunks that are not last', `Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${SMUGGLED}`],
    ['a folded header', `X-One: a\r\n Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n${SMUGGLED}`],
    ['a bare line feed in a header', `X-One: a\nContent-Length: 5\r\n\r\nhello${SMUGGLED}`],
    ['a NUL in a header', `X-One: a\0b\r\nContent-Length: 0\r\n\r\n${SMUGGLED}`],
    ['a chunk size that is none', `Transfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n0\r\n\r\n${SMUGGLED}`],
  ])('told by %s: one refusal, and what was hidden behind is not answered', async (_what, rest) => {
    const heard = await raw(`POST ${signIn.path} HTTP/1.1\r\n${HOST}${OURS}${rest}`);
    expect([answers(heard), heard]).toEqual([['HTTP/1.1 400'], expect.not.stringContaining('stack')]);
  });
});

describe('what is not asked of a desk (C80)', () => {
  it.each(['TRACE', 'OPTIONS', 'PATCH', 'PROPFIND', 'CONNECT'])(
    '%s does nothing and echoes nothing',
    async (method) => {
      const heard = await raw(
        `${method} ${readInstitution.path} HTTP/1.1\r\n${HOST}${OURS}X-Secret: eco\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      );
      expect(heard).not.toMatch(/HTTP\/1\.1 2\d\d|eco|access-control|^allow:/im);
    },
  );

  it.each([
    ...['/.git/config', '/.env', '/package.json', '/server/main.ts', '/data/secrets/set-up', '/node_modules/'],
    ...[
      '/metrics',
      '/api/metrics',
      '/debug',
      '/status',
      '/server-status',
      '/api/',
      '/assets/',
      '/api/../server/main.ts',
    ],
  ])('%s is not there', async (url) => {
    const answer = await raw(`GET ${url} HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ code: 'not-found' });
  });

  it('no file of the page’s folder that begins with a dot, none outside of it, and no list of any', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mesa-web-'));
    for (const name of ['web/assets', 'web/.git']) await mkdir(join(folder, name), { recursive: true });
    for (const name of ['web/index.html', 'web/assets/a.js', 'web/.git/config', 'web/.env', 'secret'])
      await writeFile(join(folder, name), `eco of ${name}`);
    const app = await openHttp({
      settings: desk.house.settings,
      log: desk.house.log,
      routes: [],
      identify: async () => null,
      hold: async () => undefined,
      measure: () => undefined,
      isReady: async () => true,
      leaving: openLeaving(systemClock),
      openapi: () => ({}),
      webFolder: join(folder, 'web'),
      keptLetters: null,
    });
    const get = (url: string) => app.inject({ url, headers: { host: 'localhost:3000' } });
    for (const url of ['/.git/config', '/.git/', '/.git', '/.env', '/assets', '/assets/', '/assets/b.js', '/api']) {
      const answer = await get(url);
      expect([url, answer.statusCode, answer.json().code]).toEqual([url, 404, 'not-found']);
    }
    for (const url of [
      '/../secret',
      '/%2e%2e/secret',
      '/assets/..%2f..%2fsecret',
      '/..%5csecret',
      '/%00',
      '//secret',
    ]) {
      const answer = await get(url);
      expect([url, answer.statusCode < 500, answer.body.includes('eco of secret')]).toEqual([url, true, false]);
    }
    expect((await get('/assets/a.js')).body).toBe('eco of web/assets/a.js');
    for (const url of ['/', '/solicitudes', '/entrar?volver=/solicitudes/.x.js'])
      expect((await get(url)).body).toBe('eco of web/index.html');
    await app.close();
    await rm(folder, { recursive: true });
  });

  it('no answer says which program gave it', async () => {
    for (const url of ['/api/institution', '/api/nothing', '/entrar', '/health/live']) {
      const { headers } = await desk.app.inject({ url, headers: { host: 'localhost:3000' } });
      expect([headers.server, headers['x-powered-by'], headers.via]).toEqual([undefined, undefined, undefined]);
    }
  });
});

describe('pages of other sites (C24, C25)', () => {
  it('are never allowed to read, asked beforehand or not', async () => {
    for (const operation of OPERATIONS.filter((each) => each.carrier === 'json')) {
      const asked = await desk.app.inject({
        method: 'OPTIONS',
        url: path(operation),
        headers: { host: 'localhost:3000', origin: 'https://evil.example', 'access-control-request-method': 'PUT' },
      });
      const read = await desk.app.inject({
        method: operation.method,
        url: path(operation),
        headers: { host: 'localhost:3000', origin: 'https://evil.example', cookie: `mesa=${desk.admin}` },
      });
      expect([operation.name, asked.statusCode]).toEqual([operation.name, 404]);
      for (const { headers } of [asked, read])
        expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('over https every answer keeps the browser there for a year, names below included', async () => {
    const secure = await settle({ PUBLIC_URL: 'https://mesa.gobierno.example' });
    for (const url of ['/api/institution', '/api/nothing', '/entrar', '/health/live']) {
      const { headers } = await secure.app.inject({ url, headers: { host: 'mesa.gobierno.example' } });
      expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    }
    await secure.close();
  });
});

const NO_SUCH = '01890000-0000-7000-8000-00000000dead';
const path = (operation: Operation) => operation.path.replace(/:[a-zA-Z]+/g, NO_SUCH);

/** Every row of every table as one number; what sessions say of their last use is left out, and the papers that are
 * kept as they were drawn when somebody first asked: whoever asks again gets the same. Nor what is said of the reading itself. */
async function allRows(): Promise<unknown> {
  const { read } = desk.house.store;
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('sessions', 'sealed_papers', 'readings', 'reading_places')
    order by 1`.execute(read);
  expect(tables.length).toBeGreaterThan(25);
  const sums = tables.map(async ({ name }) => [
    name,
    (
      await sql<{ sum: string }>`select coalesce(sum(hashtext(t::text)), 0) as sum from ${sql.table(name)} t`.execute(
        read,
      )
    ).rows[0]?.sum,
  ]);
  return Object.fromEntries(await Promise.all(sums));
}

describe('reading (C30)', () => {
  it('changes no row, whoever reads whatever', async () => {
    const before = await allRows();
    const reads = OPERATIONS.filter((each) => each.method === 'GET' && !each.demoOnly && each.carrier !== 'stream');
    expect(reads.length).toBeGreaterThan(15);
    const found: string[] = [];
    for (const operation of reads)
      for (const method of ['GET', 'HEAD', 'OPTIONS'] as const) {
        const url = operation.path.replace(/:([a-zA-Z]+)/g, (_, name: string) => known[name] ?? NO_SUCH);
        const headers = { host: 'localhost:3000', cookie: `mesa=${everybody}` };
        const answer = await desk.app.inject({ method, url, headers });
        expect([operation.name, method, answer.statusCode < 500]).toEqual([operation.name, method, true]);
        if (answer.statusCode === 200) found.push(operation.name);
      }
    expect(found).toEqual(expect.arrayContaining(['readRequest', 'readReceipt', 'downloadAttachment', 'listQueue']));
    expect(await allRows()).toEqual(before);
  });
});

describe('every answer (C26, C27, C28)', () => {
  it('carries the policies of the page: a file, a stream, a refusal, a page', async () => {
    const get = (url: string, more = '') => raw(`GET ${url} HTTP/1.1\r\n${HOST}Connection: close\r\n${more}\r\n`);
    const cookie = `Cookie: mesa=${everybody}\r\n`;
    const download = downloadAttachment.path.replace(/:([a-zA-Z]+)/g, (_, name: string) => known[name] ?? NO_SUCH);
    const heard = [
      await get(followLive.path, cookie),
      await get(download, cookie),
      await get(readInstitution.path),
      await get(download),
      await get('/%ff'),
      await get(`/api/requests/${'a'.repeat(200)}`),
      await raw('GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'),
    ];
    expect(heard.flatMap(answers)).toEqual([200, 200, 200, 401, 404, 404, 421].map((status) => `HTTP/1.1 ${status}`));
    for (const each of heard) {
      const head = each.split('\r\n\r\n')[0]?.toLowerCase() ?? '';
      expect(head).toMatch(/^content-security-policy: .*default-src 'none'/m);
      expect(head).toMatch(/^content-security-policy: (?:sandbox;|.*frame-ancestors 'none')/m);
      expect(head).toContain('x-content-type-options: nosniff');
      expect(head).toContain('referrer-policy: no-referrer');
      expect(head).toContain('x-frame-options: deny');
      expect(each).not.toMatch(/FST_|%ff|a{20}/);
    }
  });
});

describe('what a body is (C33)', () => {
  it('is said with its letters by every answer that has one', async () => {
    const headers = { host: 'localhost:3000', origin: 'http://localhost:3000', cookie: `mesa=${desk.admin}` };
    const operations = OPERATIONS.filter((each) => !each.demoOnly && each.carrier !== 'stream' && each !== signOut);
    const asked = [
      ...operations.map((operation) => ({
        method: operation.method,
        url: path(operation),
        file: operation.carrier === 'download',
      })),
      ...['/health/live', '/health/ready', '/api/openapi.json', '/nada.txt'].map((url) => ({
        method: 'GET' as const,
        url,
      })),
      { method: 'GET' as const, url: '/', headers: { host: 'evil.example' } },
    ];
    for (const { method, url, ...rest } of asked) {
      const more = 'headers' in rest ? rest.headers : {};
      const answer = await desk.app.inject({ method, url, headers: { ...headers, ...more } });
      // A file is bytes and nothing else to a browser, which keeps it.
      const given = 'file' in rest && rest.file && answer.statusCode === 200;
      const words = /^(application\/(problem\+)?json|text\/plain|text\/html); charset=utf-8$/;
      expect([url, String(answer.headers['content-type'])]).toEqual([
        url,
        given ? 'application/octet-stream' : expect.stringMatching(words),
      ]);
    }
  });
});

describe('a name that comes twice (C86)', () => {
  it.each(['state=open&state=all', 'q=a&q=b', 'limit=1&limit=100', 'state[]=open', 'state[x]=open', '__proto__[x]=1'])(
    '%s is refused, not chosen from',
    async (query) => {
      for (const operation of [listMyRequests, listQueue]) {
        const headers = { host: 'localhost:3000', cookie: `mesa=${everybody}` };
        const answer = await desk.app.inject({ url: `${operation.path}?${query}`, headers });
        expect([answer.statusCode, answer.json().code]).toEqual([400, 'input.invalid']);
      }
      expect(({} as Record<string, unknown>).x).toBeUndefined();
    },
  );

  it('in a body counts as its last, and never as both', async () => {
    const headers = { host: 'localhost:3000', origin: 'http://localhost:3000', 'content-type': 'application/json' };
    const twice = await desk.app.inject({
      method: 'POST',
      url: signIn.path,
      headers,
      payload: `{"email":"todo@gobierno.example","password":"x","password":"${PASSWORD}"}`,
    });
    expect(twice.statusCode).toBe(200);
  });
});

describe('signing out (C62)', () => {
  it('bids the browser forget what it kept, and is bid by nobody else', async () => {
    const session = await desk.enter('todo@gobierno.example');
    const answer = await desk.call(signOut, { session });
    expect(answer.raw.headers['clear-site-data']).toBe('"cache"');
    expect((await desk.call(readInstitution)).raw.headers['clear-site-data']).toBeUndefined();
  });
});
