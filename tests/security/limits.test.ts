/** C18, C21: what one person may do in an hour, held where it is done; C45: how long a password may be. */
import { type AddressInfo, connect, type Socket } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changePassword } from '#contract/accounts.ts';
import { uploadAttachment } from '#contract/attachments.ts';
import { readCatalogue } from '#contract/catalogue.ts';
import { putPhoto } from '#contract/profile.ts';
import { downloadAttachment, fileRequest, postMessage } from '#contract/requests.ts';
import { HOUR } from '#server/shared/clock.ts';
import { DOWNLOADS_AT_ONCE } from '#server/shared/http/downloads.ts';
import { PASSWORD, type Settled, settle } from './settled.ts';

let desk: Settled;
let rosa: string;
beforeAll(async () => {
  desk = await settle();
  await desk.person({ email: 'rosa@gobierno.example' });
  rosa = await desk.enter('rosa@gobierno.example');
});
afterAll(() => desk.close());

/** As if all that one may do had been done in this hour. */
const exhaust = (points: number, name: string) =>
  desk.house.store.aside('counter', (db) =>
    sql`update rate_limits set points = ${points} where key like ${`${name}:%`}`.execute(db),
  );

describe('an hour of one person', () => {
  const words = { subject: 'La impresora no imprime', description: 'Desde el viernes no imprime nada.' };
  const file = async () => {
    const { areas } = (await desk.call(readCatalogue, { session: rosa })).reply;
    const place = { building: '', floor: '', office: 'Archivo', phone: '' };
    const about = { draftId: null, ...words, areaId: String(areas[0]?.id), serviceId: null, place, attachments: [] };
    return desk.call(fileRequest, { session: rosa, body: about });
  };
  const say = (id: string) =>
    desk.call(postMessage, { session: rosa, params: { id } as never, body: { text: 'Sigue igual.', attachments: [] } });

  it('has an end for requests, messages, files and pictures: 429, when to come back, and nothing done', async () => {
    const { id } = (await file()).reply;
    const upload = Buffer.from('hola');
    const acts = [
      { name: 'file', points: 60, act: file, done: 201 },
      { name: 'message', points: 300, act: () => say(id), done: 201 },
      {
        ...{ name: 'upload', points: 300, done: 201 },
        act: () => desk.call(uploadAttachment, { session: rosa, query: { name: 'a.txt' }, upload }),
      },
      { name: 'photos', points: 30, act: () => desk.call(putPhoto, { session: rosa, upload }), done: 422 },
    ];
    for (const { name, points, act, done } of acts) {
      expect([name, (await act()).status]).toEqual([name, done]);
      await exhaust(points - 1, name);
      expect([name, (await act()).status]).toEqual([name, done]);
      const refused = await act();
      expect([name, refused.status, refused.problem.code]).toEqual([name, 429, 'rate.exceeded']);
      expect(Number(refused.raw.headers['retry-after'])).toBeLessThanOrEqual(HOUR / 1000);
    }
    desk.clock.advance(HOUR);
    expect((await file()).status).toBe(201);
  });
});

describe('the length of a password', () => {
  const change = (current: string, password: string) =>
    desk.call(changePassword, { session: rosa, body: { current, password } });

  it('is 12 to 256 characters of any kind, and nothing else is asked of it', async () => {
    const long = 'durazno cobre lluvia tambor nogal arena puente jacaranda viento 9 '.repeat(4).slice(0, 256);
    for (const refused of ['corta-7-aqu', `${long}x`])
      expect([refused.length, (await change(PASSWORD, refused)).status]).toEqual([refused.length, 400]);
    let current = PASSWORD;
    for (const taken of ['nogalpuentec', long.slice(0, 64), 'ñandú 🦙 tañe el güiro', long]) {
      const answer = await change(current, taken);
      expect([taken, answer.status]).toEqual([taken, 200]);
      rosa = answer.session ?? '';
      current = taken;
    }
  });
});

describe('downloads of one person at once (C21)', () => {
  const lines: Socket[] = [];
  const files = new Map<string, string>();
  let port = 0;
  let luis = '';
  beforeAll(async () => {
    await desk.person({ email: 'luis@gobierno.example' });
    luis = await desk.enter('luis@gobierno.example');
    // More than the buffers of a line hold, so that whoever does not read keeps it on its way.
    for (const session of [rosa, luis]) files.set(session, await filed(session, Buffer.alloc(20 * 1024 * 1024, 'a')));
    await desk.app.listen({ port: 0, host: '127.0.0.1' });
    port = (desk.app.server.address() as AddressInfo).port;
  });
  afterAll(() => {
    for (const line of lines) line.destroy();
  });

  async function filed(session: string, upload: Buffer): Promise<string> {
    const { id: file } = (await desk.call(uploadAttachment, { session, query: { name: 'bitacora.txt' }, upload }))
      .reply;
    const { areas } = (await desk.call(readCatalogue, { session })).reply;
    const place = { building: '', floor: '', office: 'Archivo', phone: '' };
    const words = { subject: 'Una bitácora larga', description: 'Va completa.', place };
    const body = { draftId: null, ...words, areaId: String(areas[0]?.id), serviceId: null, attachments: [file] };
    const { id } = (await desk.call(fileRequest, { session, body })).reply;
    return downloadAttachment.path.replace(':id', id).replace(':attachmentId', file);
  }

  /** Asks for the own file, hears how the answer begins, and reads no further. */
  const begin = (session: string): Promise<string> =>
    new Promise((resolve) => {
      const line = connect(port, '127.0.0.1');
      lines.push(line);
      line.write(`GET ${files.get(session)} HTTP/1.1\r\nHost: localhost:3000\r\nCookie: mesa=${session}\r\n\r\n`);
      line.once('data', (piece) => {
        line.pause();
        resolve(piece.toString('latin1'));
      });
    });

  it('are so many and no more; others are served, and whoever ends one may begin another', async () => {
    for (let n = 0; n < DOWNLOADS_AT_ONCE; n += 1) expect(await begin(rosa)).toContain('HTTP/1.1 200');
    const refused = await begin(rosa);
    expect(refused).toContain('HTTP/1.1 429');
    expect(refused.toLowerCase()).toContain('retry-after: 60');
    expect(refused).toContain('rate.exceeded');
    expect(await begin(luis)).toContain('HTTP/1.1 200');
    lines[0]?.destroy();
    await expect.poll(() => begin(rosa)).toContain('HTTP/1.1 200');
  });
});
