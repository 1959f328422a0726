/** What is generated is a desk like any other: its own program reads it, trusts it, and goes on with it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listLetters, listNotices } from '#contract/notifications.ts';
import {
  countQueue,
  fileRequest,
  listMyRequests,
  listQueue,
  type RequestState,
  readReceipt,
  readRequest,
  takeRequest,
} from '#contract/requests.ts';
import { isPublicFact } from '#server/requests/rules.ts';
import { firstBreak } from '#server/shared/history.ts';
import { sha256 } from '#server/shared/ids.ts';
import { answersTo } from '#tests/kit/filled-in.ts';
import { openTestHouse, type TestHouse } from '#tests/kit/house.ts';
import { type Generated, generate } from './generate.ts';

const REQUESTS = 200;
let house: TestHouse;
let made: Generated;

beforeAll(async () => {
  house = await openTestHouse();
  const { postgres, clock } = house;
  const publicUrl = house.house.settings.publicUrl;
  made = await generate({ postgres, clock, publicUrl, requests: REQUESTS, seed: 7, log: () => {} });
}, 60_000);
afterAll(() => house.close());

const db = () => house.house.store.read;
const rows = () => db().selectFrom('requests').selectAll().orderBy('year').orderBy('sequence').execute();

test('every stream of the history is unbroken', async () => {
  const streams = await db().selectFrom('history').select('stream').distinct().execute();
  expect(streams.length).toBeGreaterThan(REQUESTS);
  for (const { stream } of streams) expect([stream, await firstBreak(db(), stream)]).toEqual([stream, null]);
});

test('folios have no gap and follow the order of filing', async () => {
  const found = await rows();
  expect(found).toHaveLength(REQUESTS);
  const years = new Set(found.map((row) => row.year));
  expect(years.size).toBe(4);
  for (const year of years) {
    const sequences = found.filter((row) => row.year === year).map((row) => row.sequence);
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
  }
  const times = found.map((row) => row.registered_at.getTime());
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test('the next request goes on with the numbers', async () => {
  const last = (await rows()).filter((row) => row.year === 2026).length;
  const { area, service } = await offered();
  const answer = await house.call(fileRequest, {
    session: made.typical.token,
    body: {
      draftId: null,
      subject: 'No prende la computadora',
      description: 'Desde la mañana no enciende.',
      areaId: area,
      serviceId: service,
      place: { building: 'Palacio', floor: '1', office: '2', phone: '312 000 1000' },
      attachments: [],
      ...(await answersTo(house, { session: made.typical.token, serviceId: service })),
    },
  });
  expect([answer.status, answer.reply.folio]).toEqual([201, `DTI/SS/2026/${String(last + 1).padStart(6, '0')}`]);
});

async function offered() {
  const row = await db().selectFrom('services').select(['id', 'area_id']).executeTakeFirstOrThrow();
  return { area: row.area_id as never, service: row.id as never };
}

test('the state of each request is where its history leads, and its marks are of its last entries', async () => {
  for (const row of await rows()) {
    const entries = await db()
      .selectFrom('history')
      .selectAll()
      .where('stream', '=', `request:${row.id}`)
      .orderBy('sequence')
      .execute();
    const data = entries.map((entry) => entry.data as { from?: RequestState; to?: RequestState });
    let state = 'registered';
    for (const { from, to } of data) {
      if (to === undefined) continue;
      expect(from).toBe(state);
      state = to;
    }
    expect(row.state).toBe(state);
    const [last, lastPublic] = [entries.at(-1), entries.findLast((entry) => isPublicFact(entry.fact))];
    expect([row.last_fact, row.last_sequence, row.last_at, row.last_by, row.version]).toEqual([
      last?.fact,
      last?.sequence,
      last?.at,
      last?.actor_id,
      entries.length,
    ]);
    expect([row.last_public_fact, row.last_public_sequence, row.last_public_at, row.last_public_by]).toEqual([
      lastPublic?.fact,
      lastPublic?.sequence,
      lastPublic?.at,
      lastPublic?.actor_id,
    ]);
    const times = entries.map((entry) => entry.at.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBeLessThanOrEqual(house.clock.now().getTime());
  }
});

test('each message stands where its history has it, with the words it was hashed with', async () => {
  const messages = await db().selectFrom('messages').selectAll().execute();
  expect(messages.length).toBeGreaterThan(REQUESTS);
  for (const message of messages) {
    const entry = await db()
      .selectFrom('history')
      .selectAll()
      .where('stream', '=', `request:${message.request_id}`)
      .where('sequence', '=', message.sequence)
      .executeTakeFirstOrThrow();
    expect(entry.data).toMatchObject({ messageId: message.id, textSha256: sha256(message.body).toString('hex') });
    expect([entry.actor_id, entry.at]).toEqual([message.author_id, message.at]);
    expect(message.visibility === 'internal').toBe(entry.fact === 'request.noted');
  }
});

test('a requester finds their requests, and each opens with its receipt', async () => {
  const session = made.typical.token;
  const { reply } = await house.call(listMyRequests, { session });
  expect(reply.counts?.all).toBeGreaterThanOrEqual(REQUESTS / 5);
  for (const item of reply.items) {
    const view = await house.call(readRequest, { session, params: { ref: item.id } });
    expect([view.status, view.reply.folio]).toEqual([200, item.folio]);
    const receipt = await house.call(readReceipt, { session, params: { ref: item.id } });
    expect([receipt.status, receipt.reply.subject]).toEqual([200, item.subject]);
  }
  const notices = await house.call(listNotices, { session });
  expect(notices.status).toBe(200);
});

test('the desk finds its queue and takes what waits; the administrator sees the letters that left', async () => {
  const { reply } = await house.call(listQueue, { session: made.owner.token, query: { view: 'all' } });
  const counts = await house.call(countQueue, { session: made.owner.token });
  expect(counts.reply.views.all).toBeGreaterThan(REQUESTS * 0.04);
  const waits = reply.items.find((item) => item.state === 'registered' || item.state === 'assigned');
  expect(waits).toBeDefined();
  if (waits !== undefined) {
    // Whoever had it is told why.
    const body = waits.state === 'assigned' ? { reason: 'Lo atiende la dirección.' } : {};
    const taken = await house.call(takeRequest, { session: made.owner.token, params: { id: waits.id }, body });
    expect([taken.status, taken.reply.state]).toEqual([200, 'in_progress']);
  }
  const agent = await house.call(listQueue, { session: made.agent.token, query: { view: 'team' } });
  expect(agent.status).toBe(200);
  const letters = await house.call(listLetters, { session: made.administrator.token });
  expect(letters.reply.items.length).toBeGreaterThan(20);
});

test('it is not poured over a desk that is somebody’s', async () => {
  const { postgres, clock } = house;
  const publicUrl = house.house.settings.publicUrl;
  await expect(generate({ postgres, clock, publicUrl, requests: 1, seed: 1, log: () => {} })).rejects.toThrow(
    /empty one/,
  );
});
