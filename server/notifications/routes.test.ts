import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  listLetters,
  listNotices,
  listTestMail,
  readNotices,
  readTestMail,
  retryLetter,
} from '#contract/notifications.ts';
import { fileRequest } from '#contract/requests.ts';
import { message, take } from '#server/requests/index.ts';
import { recordAnswer } from '#tests/kit/answers.ts';
import { type LetterDesk, openLetterDesk } from '#tests/letters/desk.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { newId } from '../shared/ids.ts';
import { demonstrationMailbox } from '../shared/mail/demonstration.ts';
import type { PersonActor } from '../shared/policy.ts';
import { addNotice, queueLetter } from './rows.ts';

const NOBODY = newId<never>();

describe('at a desk', () => {
  let desk: Settled;
  let rosa: string;
  let rosaId: string;

  beforeAll(async () => {
    desk = await settle();
    rosaId = await desk.person({ email: 'rosa@gobierno.example' });
    rosa = await desk.enter('rosa@gobierno.example');
  });
  afterAll(() => desk.close());

  const ring = async (personId: string, count: number) => {
    await desk.house.store.aside('delivery', async (db, now) => {
      for (let index = 0; index < count; index += 1) {
        const at = new Date(now.getTime() + index);
        const details = {
          ref: 'SS-2026-000123',
          folio: 'SS/2026/000123',
          side: 'requester' as const,
          subject: `asunto ${index}`,
          by: 'Laura Pech',
        };
        await addNotice(db, {
          id: newId(),
          historyId: newId(),
          personId,
          kind: 'request-message',
          requestId: await aRequestId(),
          details,
          at,
        });
      }
    });
  };
  /** Any request: the row only has to exist. */
  const aRequestId = async (): Promise<string> => {
    requestId ??= await fileOne();
    return requestId;
  };
  let requestId: string | undefined;
  const fileOne = async () => {
    const area = await desk.house.store.read.selectFrom('areas').select('id').executeTakeFirstOrThrow();
    const answer = await desk.call(fileRequest, {
      session: rosa,
      body: {
        draftId: null,
        subject: 'No imprime la de recepción',
        description: 'Saca las hojas en blanco.',
        areaId: area.id,
        serviceId: null,
        place: { building: '', floor: '', office: '', phone: '' },
        attachments: [],
      },
    });
    return answer.reply.id;
  };

  test('the bell shows one’s own, newest first, a page at a time, until they are read', async () => {
    const other = await desk.person({ email: 'otra@gobierno.example' });
    await ring(rosaId, 30);
    await ring(other, 3);
    const first = await desk.call(listNotices, { session: rosa });
    expect(first.status).toBe(200);
    expect(first.reply.items).toHaveLength(25);
    expect(first.reply.unread).toBe(30);
    expect(first.reply.items[0]).toMatchObject({
      kind: 'request-message',
      read: false,
      requestRef: 'SS-2026-000123',
      values: { folio: 'SS/2026/000123', subject: 'asunto 29', by: 'Laura Pech' },
    });
    const rest = await desk.call(listNotices, { session: rosa, query: { cursor: first.reply.next ?? '' } });
    expect(rest.reply.items.map((item) => item.values.subject)).toEqual([
      'asunto 4',
      'asunto 3',
      'asunto 2',
      'asunto 1',
      'asunto 0',
    ]);
    expect(rest.reply.next).toBeNull();
    expect((await desk.call(readNotices, { session: rosa, body: {} })).status).toBe(200);
    const after = await desk.call(listNotices, { session: rosa });
    expect(after.reply.unread).toBe(0);
    expect(after.reply.items.every((item) => item.read)).toBe(true);
    expect(await desk.house.unreadNotices(desk.house, other)).toBe(3);
    expect((await desk.call(listNotices, { session: rosa, query: { cursor: 'zzz' } })).status).toBe(400);
    expect((await desk.call(listNotices)).status).toBe(401);
    expect((await desk.call(readNotices, { body: {} })).status).toBe(401);
    expect((await desk.call(readNotices, { session: rosa, body: { all: true } as never })).status).toBe(400);
  });

  test('only who administers sees the letters, and never what they say', async () => {
    const id = newId();
    await desk.house.store.aside('delivery', (db, now) =>
      queueLetter(
        db,
        {
          id,
          fact: { id: newId(), at: now, sequence: 1 },
          kind: 'password-changed',
          personId: rosaId,
          to: { name: 'Rosa', address: 'rosa@gobierno.example' },
          messageId: `<${id}@localhost>`,
          requestId: null,
          locale: 'es-MX',
          subject: 'Cambió tu contraseña de Mesa de Servicios',
          content: { registrationId: null, at: now.toISOString() },
        },
        now,
      ),
    );
    const shown = await desk.call(listLetters, { session: desk.admin, query: { state: 'waiting' } });
    expect(shown.status).toBe(200);
    expect(shown.reply.counts.waiting).toBeGreaterThanOrEqual(1);
    const letter = shown.reply.items.find((item) => item.id === id);
    expect(Object.keys(letter ?? {}).sort()).toEqual([
      'attempts',
      'erasedAt',
      'id',
      'kind',
      'lastError',
      'queuedAt',
      'sentAt',
      'state',
      'subject',
      'to',
    ]);
    expect(letter).toMatchObject({
      to: 'rosa@gobierno.example',
      state: 'waiting',
      attempts: 0,
      sentAt: null,
      lastError: null,
    });
    expect((await desk.call(listLetters, { session: rosa })).status).toBe(403);
    expect((await desk.call(listLetters)).status).toBe(401);
    expect((await desk.call(listLetters, { session: desk.admin, query: { state: 'otro' } as never })).status).toBe(400);
  });

  test('a letter given up is tried again when asked, once, and the asking is on record', async () => {
    await desk.drain();
    desk.mailbox.letters.length = 0;
    desk.mailbox.answerWith(() => ({ outcome: 'refused', reason: '550 no such box' }));
    const id = newId();
    await desk.house.store.change({ kind: 'anonymous' }, async (work) => {
      await work.record({ stream: `person:${rosaId}`, fact: 'password.changed', data: { personId: rosaId } });
    });
    await desk.drain();
    const [failed] = (await desk.call(listLetters, { session: desk.admin, query: { state: 'failed' } })).reply.items;
    expect(failed).toMatchObject({ kind: 'password-changed', lastError: '550 no such box', attempts: 1 });
    if (!failed) throw new Error('no failed letter');
    const params = { id: failed.id };
    expect((await desk.call(retryLetter, { params, body: {} })).status).toBe(401);
    expect((await desk.call(retryLetter, { params, session: rosa, body: {} })).status).toBe(403);
    expect((await desk.call(retryLetter, { params: { id: id as never }, session: desk.admin, body: {} })).status).toBe(
      404,
    );
    expect((await desk.call(retryLetter, { params: { id: 'x' as never }, session: desk.admin, body: {} })).status).toBe(
      400,
    );
    desk.mailbox.answerWith(() => ({ outcome: 'sent' }));
    expect((await desk.call(retryLetter, { params, session: desk.admin, body: {} })).status).toBe(200);
    const again = await desk.call(retryLetter, { params, session: desk.admin, body: {} });
    expect([again.status, again.problem.code]).toEqual([409, 'letter.not-waiting']);
    await desk.drain();
    expect(desk.mailbox.letters.map((each) => each.to.address)).toEqual(['rosa@gobierno.example']);
    const history = await desk.house.store.read
      .selectFrom('history')
      .select('fact')
      .where('stream', '=', `letter:${failed.id}`)
      .execute();
    expect(history).toEqual([{ fact: 'letter.retried' }]);
  });

  test('a real desk has no page of test mail', async () => {
    expect((await desk.call(listTestMail)).status).toBe(404);
    expect((await desk.call(readTestMail, { params: { id: NOBODY } })).status).toBe(404);
  });
});

describe('at the demonstration', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mesa-test-mail-'));
  let desk: LetterDesk;
  let rosa: PersonActor;
  let laura: PersonActor;

  beforeAll(async () => {
    desk = await openLetterDesk({ mailbox: (clock) => demonstrationMailbox(folder, clock), demo: { accounts: [] } });
    rosa = await desk.person({ name: 'Rosa Canul' });
    laura = await desk.person({ name: 'Laura Pech', roles: ['agent'] });
  });
  afterAll(async () => {
    await desk.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const get = async (operation: { name: string }, url: string) => {
    const answer = await desk.app.inject({
      method: 'GET',
      url,
      headers: { host: 'mesa.gobierno.example', 'sec-fetch-site': 'same-origin' },
    });
    recordAnswer(operation.name, answer.statusCode);
    return { status: answer.statusCode, reply: answer.json() };
  };

  test('letters are read as they would arrive, newest first, and nothing leaves the machine', async () => {
    const request = await desk.file(rosa);
    await take(desk.house, laura, { id: request.id, body: {} });
    await message(desk.house, laura, { id: request.id, body: { text: 'Voy en camino.', attachments: [] } });
    await desk.drain();
    const list = await get(listTestMail, '/api/test-mail');
    expect(list.status).toBe(200);
    expect(list.reply.items.map((item: { to: string }) => item.to)).toEqual(
      Array(3).fill('rosa.canul@gobierno.example'),
    );
    expect(list.reply.items[0]).toMatchObject({
      toName: 'Rosa Canul',
      subject: `[${request.folio.slice(4)}] ${request.subject}`,
    });
    expect(list.reply.items[0].preview).toContain('Laura Pech te escribió');
    const letter = await get(readTestMail, `/api/test-mail/${list.reply.items[0].id}`);
    expect(letter.status).toBe(200);
    expect(letter.reply.from).toBe('Mesa de Servicios <mesa@demostracion.example>');
    expect(letter.reply.html).toContain('Voy en camino.');
    const names = letter.reply.headers.map((header: { name: string }) => header.name);
    expect(names).toEqual(expect.arrayContaining(['Message-ID', 'In-Reply-To', 'References', 'Auto-Submitted']));
    expect(desk.smtp.received).toEqual([]);
  });

  test('what is not there is not found, and what is no id is refused', async () => {
    expect((await get(readTestMail, `/api/test-mail/${NOBODY}`)).status).toBe(404);
    expect((await get(readTestMail, '/api/test-mail/..%2f..%2fetc%2fpasswd')).status).toBe(400);
    expect((await get(listTestMail, '/api/test-mail?cursor=%3C')).status).toBe(400);
  });
});
