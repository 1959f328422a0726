/** What a network and its strangers do to a server: broken uploads, readers who stop reading, malformed everything. */
import { readdir } from 'node:fs/promises';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '#contract/accounts.ts';
import { ATTACHMENT_MAX_BYTES, uploadAttachment } from '#contract/attachments.ts';
import { type AreaId, readCatalogue } from '#contract/catalogue.ts';
import type { RequestId } from '#contract/request-shapes.ts';
import {
  downloadAttachment,
  fileRequest,
  listMyRequests,
  readDrafts,
  saveDraft,
  scheduleVisit,
  waitThirdParty,
} from '#contract/requests.ts';
import { newId } from '#server/shared/ids.ts';
import { type Settled, settle } from '#tests/security/settled.ts';

let desk: Settled;
let rosa: string;
let agent: string;
let port: number;

beforeAll(async () => {
  desk = await settle();
  await desk.person({ email: 'rosa.canul@gobierno.example', roles: ['requester'] });
  rosa = await desk.enter('rosa.canul@gobierno.example');
  await desk.person({ email: 'laura.mendoza@gobierno.example', roles: ['agent'] });
  agent = await desk.enter('laura.mendoza@gobierno.example');
  await desk.app.listen({ port: 0, host: '127.0.0.1' });
  port = (desk.app.server.address() as AddressInfo).port;
});
let isOpen = true;
afterAll(() => (isOpen ? desk.close() : undefined));

const HEADERS = { host: 'localhost:3000', origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' };

type Arrived = { status: number; body: string };
const readAll = async (response: IncomingMessage): Promise<Arrived> => {
  let body = '';
  for await (const piece of response) body += String(piece);
  return { status: response.statusCode ?? 0, body };
};

/** Uploads so many bytes over a real socket, whatever the server answers meanwhile. */
const uploading = (bytes: number, name = 'bitacora.txt') => {
  // As a browser does: a line that is to be closed after the answer may be cut while bytes are still on their way.
  const agent = new Agent({ keepAlive: true });
  const request = httpRequest({
    agent,
    port,
    host: '127.0.0.1',
    method: 'POST',
    path: `${uploadAttachment.path}?name=${name}`,
    headers: {
      ...HEADERS,
      cookie: `mesa=${rosa}`,
      'content-type': 'application/octet-stream',
      'content-length': String(bytes),
    },
  });
  const answered = new Promise<Arrived>((resolve, reject) => {
    let isAnswering = false;
    request.on('response', (response) => {
      isAnswering = true;
      readAll(response).then(resolve, reject);
    });
    // Once the answer is there, what could not be sent any more is nobody's concern.
    request.on('error', (error) => {
      if (!isAnswering) reject(error);
    });
  }).finally(() => agent.destroy());
  return { request, answered };
};

const incoming = async () => readdir(join(desk.dataDir, 'files', 'incoming'));

describe('an upload', () => {
  it('that weighs too much is told so, instead of cutting the line', async () => {
    const bytes = ATTACHMENT_MAX_BYTES + 4 * 1024 * 1024;
    const { request, answered } = uploading(bytes);
    request.end(Buffer.alloc(bytes, 'a'));
    const answer = await answered;
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body).code).toBe('attachment.too-large');
    expect(await incoming()).toEqual([]);
  });

  it('that weighs too much is told so while it is still on its way', async () => {
    const { request, answered } = uploading(ATTACHMENT_MAX_BYTES + 8 * 1024 * 1024);
    const piece = Buffer.alloc(1024 * 1024, 'a');
    for (let sent = 0; sent < ATTACHMENT_MAX_BYTES + 8 * 1024 * 1024; sent += piece.length) {
      if (!request.write(piece)) await new Promise((resolve) => setTimeout(resolve, 10));
    }
    request.end();
    expect((await answered).status).toBe(413);
  });

  it('of a gigabyte is told so by its headers alone', async () => {
    const { request, answered } = uploading(1024 ** 3);
    answered.catch(() => undefined);
    request.write(Buffer.alloc(1024, 'a'));
    const answer = await answered;
    request.destroy();
    expect([answer.status, JSON.parse(answer.body).code]).toEqual([413, 'attachment.too-large']);
    expect(await incoming()).toEqual([]);
  });

  it('of the largest file has time on a line of 400 kbit/s', () => {
    const seconds = (ATTACHMENT_MAX_BYTES * 8) / 400_000;
    expect(desk.app.server.requestTimeout).toBeGreaterThan(seconds * 1000);
  });

  it('that breaks off half way leaves nothing on disk', async () => {
    const { request, answered } = uploading(1024 * 1024);
    answered.catch(() => undefined);
    request.write(Buffer.alloc(64 * 1024, 'a'));
    await expect.poll(incoming).toHaveLength(1);
    request.destroy();
    await expect.poll(incoming).toEqual([]);
  });
});

describe('what does not fit', () => {
  const inject = (method: 'GET' | 'HEAD' | 'POST' | 'PUT', url: string, payload?: string) =>
    desk.app.inject({
      method,
      url,
      headers: {
        ...HEADERS,
        cookie: `mesa=${rosa}`,
        ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(payload === undefined ? {} : { payload }),
    });

  it.each([
    ['ten megabytes of JSON', `{"email":"${'a'.repeat(10 * 1024 * 1024)}"}`, 413],
    ['a hundred thousand brackets', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 400],
    ['a hundred thousand objects', `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`, 400],
    ['a field that is a deep nest', `{"email":${'['.repeat(100_000)}${']'.repeat(100_000)},"password":"x"}`, 400],
  ])('%s', async (_what, payload, status) => {
    expect((await inject('POST', signIn.path, payload)).statusCode).toBe(status);
  });

  it('an address that cannot be read', async () => {
    for (const url of ['/%ff', '/api/%ff', '/api/requests/%ff', '/api/requests/%00']) {
      const answer = await inject('GET', url);
      expect([url, answer.statusCode]).toEqual([url, answer.statusCode === 400 ? 400 : 404]);
      expect([url, answer.json().code]).toEqual([url, expect.any(String)]);
    }
  });

  it('HEAD has no body and changes nothing', async () => {
    const answer = await inject('HEAD', listMyRequests.path);
    expect([answer.statusCode, answer.body]).toEqual([404, '']);
  });

  it('a cursor made up by hand', async () => {
    for (const text of [
      '+275760-09-13T00:00:00.000Z 01890000-0000-7000-8000-00000000dead',
      '-271821-04-20T00:00:00.000Z 01890000-0000-7000-8000-00000000dead',
      '2026-01-01T00:00:00.000Z ------------------------------------',
      'nonsense',
    ]) {
      const cursor = Buffer.from(text).toString('base64url');
      expect([text, (await desk.call(listMyRequests, { session: rosa, query: { cursor } })).status]).toEqual([
        text,
        400,
      ]);
    }
  });

  it('what no database stores: refused in a record, let fall from a draft', async () => {
    const place = { building: '\ud800', floor: '\0', office: '', phone: '' };
    const words = { subject: 'La impresora \udfff', description: 'Desde el viernes no imprime.' };
    const draft = { ...words, areaId: null, serviceId: null, place, attachments: [] };
    const id = newId();
    expect((await inject('PUT', saveDraft.path.replace(':id', id), JSON.stringify(draft))).statusCode).toBe(200);
    const kept = (await desk.call(readDrafts, { session: rosa })).reply.drafts.find((each) => each.id === id);
    expect(kept).toMatchObject({ subject: 'La impresora ', place: { building: '', floor: '' } });
    const filed = await desk.call(fileRequest, {
      session: rosa,
      body: { ...draft, draftId: null, areaId: newId<AreaId>(), place: { ...place, office: 'Archivo' } },
    });
    expect(filed.status).toBe(400);
    expect(filed.problem.fields?.map((field) => field.path)).toEqual(
      expect.arrayContaining(['subject', 'place.building', 'place.floor']),
    );
  });

  it('a day that no calendar has', async () => {
    const params = { id: newId<RequestId>() };
    for (const until of ['2027-02-30', '2027-13-01'])
      expect(
        (await desk.call(waitThirdParty, { session: agent, params, body: { who: 'Telmex', reference: '', until } }))
          .status,
      ).toBe(400);
    for (const at of ['2027-02-30T10:00', '2027-03-01T24:61'])
      expect((await desk.call(scheduleVisit, { session: agent, params, body: { at, where: 'Archivo' } })).status).toBe(
        400,
      );
    const day = { who: 'Telmex', reference: '', until: '2028-02-29' };
    expect((await desk.call(waitThirdParty, { session: agent, params, body: day })).status).toBe(404);
  });
});

it('a flood of headers is cut off', async () => {
  const answer = await new Promise<string>((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => {
      socket.write('GET /health/live HTTP/1.1\r\nhost: localhost:3000\r\n');
      for (let index = 0; index < 3_000; index += 1) socket.write(`x-${index}: ${'a'.repeat(20)}\r\n`);
      socket.write('\r\n');
    });
    socket.on('data', (piece) => (text += piece.toString()));
    socket.on('close', () => resolve(text));
    // It hangs up while we still talk.
    socket.on('error', () => undefined);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 431 /);
});

describe('a download', () => {
  const sent = async () => {
    const file = (
      await desk.call(uploadAttachment, {
        session: rosa,
        query: { name: 'grande.txt' },
        upload: Buffer.alloc(20 * 1024 * 1024, 'a'),
      })
    ).reply;
    const { areas } = (await desk.call(readCatalogue, { session: rosa })).reply;
    const filed = await desk.call(fileRequest, {
      session: rosa,
      body: {
        draftId: null,
        subject: 'La impresora no imprime',
        description: 'Desde el viernes no imprime nada.',
        areaId: areas[0]?.id ?? newId<AreaId>(),
        serviceId: null,
        place: { building: 'A', floor: '', office: 'Archivo', phone: '' },
        attachments: [file.id],
      },
    });
    expect(filed.status, filed.raw.body).toBe(201);
    return { id: filed.reply.id, attachmentId: file.id };
  };

  it('of a file the disk has lost is our fault, said as JSON and not as a file, and not worth a retry', async () => {
    const params = await sent();
    await desk.house.files.remove(params.attachmentId);
    const answer = await desk.call(downloadAttachment, { session: rosa, params });
    expect([answer.status, answer.problem.code]).toEqual([500, 'server.error']);
    expect(answer.raw.headers['content-disposition']).toBeUndefined();
    expect(answer.raw.headers['retry-after']).toBeUndefined();
  });

  it('nobody reads on does not keep the desk from closing', async () => {
    const params = await sent();
    const path = downloadAttachment.path.replace(':id', params.id).replace(':attachmentId', params.attachmentId);
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost:3000\r\ncookie: mesa=${rosa}\r\n\r\n`);
    await new Promise((resolve) => socket.once('data', resolve));
    socket.pause();
    const began = performance.now();
    isOpen = false;
    await desk.close();
    expect(performance.now() - began).toBeLessThan(10_000);
    socket.destroy();
  });
});
