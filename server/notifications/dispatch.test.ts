import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { HOST, type LetterDesk, openLetterDesk } from '#tests/letters/desk.ts';
import type { Mode } from '#tests/letters/smtp.ts';
import { DAY, HOUR, later, MINUTE } from '../shared/clock.ts';
import type { House } from '../shared/house.ts';
import { newId } from '../shared/ids.ts';
import type { Delivery } from '../shared/mailbox.ts';
import { dispatch, type Write } from './dispatch.ts';
import { mailFailing } from './letters.ts';
import { claimLetter, queueLetter } from './rows.ts';

let desk: LetterDesk;

beforeAll(async () => {
  desk = await openLetterDesk();
});
afterAll(() => desk.close());
afterEach(async () => {
  desk.smtp.behave(() => 'accept');
  desk.smtp.received.length = 0;
  await desk.house.store.aside('sweep', (db) => db.deleteFrom('letters').execute());
});

/** What the letters of these tests say is of no matter: only that each leaves. */
const plain: Write = async (_house, row) => ({
  letter: {
    messageId: row.message_id,
    references: [],
    to: { name: row.to_name, address: row.to_address },
    subject: row.subject,
    text: row.subject,
    html: `<p>${row.subject}</p>`,
  },
});

const rounds = (house: House = desk.house) => dispatch(house, plain);
const rows = () => desk.house.store.read.selectFrom('letters').selectAll().orderBy('sequence').execute();
const states = async () =>
  Object.fromEntries(
    Object.entries(Object.groupBy(await rows(), (row) => row.state)).map(([state, of]) => [state, of?.length]),
  );
const names = () => desk.smtp.received.map((each) => each.message.header('Message-ID') ?? '');

let sequence = 0;
async function queue(
  count: number,
  given: { to?: (index: number) => string; requestId?: string | null } = {},
): Promise<string[]> {
  const ids: string[] = [];
  await desk.house.store.aside('delivery', async (db, now) => {
    for (let index = 0; index < count; index += 1) {
      const id = newId();
      sequence += 1;
      ids.push(id);
      const address = given.to?.(index) ?? `persona.${index}@gobierno.example`;
      await queueLetter(
        db,
        {
          id,
          fact: { id: newId(), at: now, sequence },
          kind: 'password-changed',
          personId: null,
          to: { name: '', address },
          messageId: `<${id}@${HOST}>`,
          requestId: given.requestId ?? null,
          locale: 'es-MX',
          subject: `carta ${sequence}`,
          content: {},
        },
        now,
      );
    }
  });
  return ids;
}

/** A house whose mailbox fails as told before or after the real one is asked. */
const withMailbox = (send: (next: () => Promise<Delivery>) => Promise<Delivery>): House => ({
  ...desk.house,
  mailbox: { ...desk.house.mailbox, send: (letter) => send(() => desk.house.mailbox.send(letter)) },
});

test('R7: 200 letters through every way a mail server can fail: none missing, and twice only where the end was unknown', {
  timeout: 60_000,
}, async () => {
  const ids = await queue(200, { to: (index) => `persona.${index % 40}@gobierno.example` });
  const modes: Mode[] = ['accept', '451', 'accept', '421', 'drop', 'accept'];
  let letters = 0;
  desk.smtp.behave((to) => {
    if (to === '') return 'accept';
    letters += 1;
    return modes[letters % modes.length] ?? 'accept';
  });
  let killed = 0;
  /** The worker dies after the server said yes: nobody writes down that the letter left. */
  const dying = withMailbox(async (next) => {
    const delivery = await next();
    if (delivery.outcome === 'sent' && killed < 8) {
      killed += 1;
      throw new Error('killed');
    }
    return delivery;
  });
  await dispatch(dying, plain).catch((error: unknown) => expect(String(error)).toContain('killed'));
  await desk.smtp.stop();
  for (let hour = 0; hour < 6; hour += 1) {
    desk.clock.advance(HOUR);
    await rounds();
  }
  expect((await states()).failed).toBeUndefined();
  await desk.smtp.start();
  for (let round = 0; round < 60 && (await states()).waiting !== undefined; round += 1) {
    desk.clock.advance(15 * MINUTE);
    await rounds();
  }
  expect(await states()).toEqual({ sent: 200 });
  const seen = names();
  expect(new Set(seen)).toEqual(new Set(ids.map((id) => `<${id}@${HOST}>`)));
  const unknownEnds = desk.smtp.received.filter((each) => !each.answered).length + killed;
  expect(unknownEnds).toBeGreaterThan(5);
  expect(seen.length - 200).toBeLessThanOrEqual(unknownEnds);
  for (const letter of desk.smtp.received) expect(letter.to).toHaveLength(1);
});

test('letters of one request to one address never overtake each other, whatever happens to the first', async () => {
  const requestId = await aRequest();
  await queue(12, { to: () => 'rosa@gobierno.example', requestId });
  let asked = 0;
  desk.smtp.behave((to) => {
    if (to === '') return 'accept';
    asked += 1;
    return asked % 3 === 1 ? '451' : 'accept';
  });
  for (let round = 0; round < 80 && (await states()).waiting !== undefined; round += 1) {
    desk.clock.advance(30 * MINUTE);
    await Promise.all([rounds(), rounds()]);
  }
  const order = desk.smtp.received.map((each) => Number(each.message.text.replace('carta ', '')));
  expect(order).toHaveLength(12);
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

const aRequest = async (): Promise<string> => {
  const rosa = await desk.person({ name: `Rosa ${newId().slice(-6)}` });
  const request = await desk.file(rosa);
  await desk.house.store.aside('sweep', (db) => db.deleteFrom('letters').execute());
  return request.id;
};

test('a letter that one address refuses for a while holds up nobody else', async () => {
  const [slow] = await queue(1, { to: () => 'lenta@gobierno.example' });
  await queue(30);
  desk.smtp.behave((to) => (to.startsWith('lenta') ? '451' : 'accept'));
  await rounds();
  expect(desk.smtp.received).toHaveLength(30);
  expect((await rows()).filter((row) => row.state === 'waiting').map((row) => row.id)).toEqual([slow]);
  const [row] = (await rows()).filter((each) => each.id === slow);
  expect(row?.attempts).toBe(1);
  expect(row?.last_error).toContain('451');
  await rounds();
  expect((await rows()).find((each) => each.id === slow)?.attempts).toBe(1);
});

test('one address that makes the server hang up holds up nobody else either', async () => {
  await queue(1, { to: () => 'cuelga@gobierno.example' });
  await queue(30);
  desk.smtp.behave((to) => (to.startsWith('cuelga') ? '421' : 'accept'));
  for (let round = 0; round < 3; round += 1) {
    await rounds();
    desk.clock.advance(2 * MINUTE);
  }
  expect(desk.smtp.received).toHaveLength(30);
});

test('a server that is down is asked by a few letters at most, and costs none of them an attempt', async () => {
  await queue(50);
  await desk.smtp.stop();
  let asked = 0;
  const counting = withMailbox((next) => {
    asked += 1;
    return next();
  });
  await dispatch(counting, plain);
  expect(asked).toBeLessThanOrEqual(4);
  for (let day = 0; day < 5; day += 1) {
    desk.clock.advance(DAY);
    await rounds();
  }
  expect(await states()).toEqual({ waiting: 50 });
  expect((await rows()).every((row) => row.attempts === 0)).toBe(true);
  await desk.smtp.start();
  desk.clock.advance(2 * MINUTE);
  await rounds();
  expect(await states()).toEqual({ sent: 50 });
});

test('a refused letter is given up at once and seen; one put off for three days is given up then', async () => {
  await queue(2, { to: (index) => (index === 0 ? 'noexiste@gobierno.example' : 'llena@gobierno.example') });
  desk.smtp.behave((to) => (to.startsWith('noexiste') ? '550' : '451'));
  await rounds();
  expect((await rows()).map((row) => row.state)).toEqual(['failed', 'waiting']);
  expect((await rows())[0]?.last_error).toContain('no such box');
  const start = desk.clock.now();
  while ((await states()).waiting !== undefined) {
    desk.clock.advance(HOUR + 13 * MINUTE);
    await rounds();
    expect(desk.clock.now().getTime() - start.getTime()).toBeLessThan(5 * DAY);
  }
  expect(desk.clock.now().getTime() - start.getTime()).toBeGreaterThan(3 * DAY);
  expect(await states()).toEqual({ failed: 2 });
});

test('a letter that cannot be written waits, and the others leave', async () => {
  const [bad] = await queue(5);
  const failing: Write = async (house, row) => {
    if (row.id === bad) throw new TypeError('a bad row');
    return plain(house, row);
  };
  await dispatch(desk.house, failing);
  expect(await states()).toEqual({ waiting: 1, sent: 4 });
  expect((await rows()).find((row) => row.id === bad)?.last_error).toContain('a bad row');
});

test('two senders never take the same letter, and a dead one gives it back', async () => {
  await queue(40);
  await Promise.all([rounds(), rounds(), rounds()]);
  expect(desk.smtp.received).toHaveLength(40);
  expect(new Set(names()).size).toBe(40);
  await queue(1);
  const now = desk.clock.now();
  const claim = () =>
    desk.house.store.aside('delivery', (db) =>
      claimLetter(db, { now: desk.clock.now(), until: later(now, 10 * MINUTE) }),
    );
  const claims = await Promise.all([claim(), claim(), claim()]);
  expect(claims.filter((each) => each !== undefined)).toHaveLength(1);
  desk.clock.advance(9 * MINUTE);
  await rounds();
  expect(desk.smtp.received).toHaveLength(40);
  desk.clock.advance(2 * MINUTE);
  await rounds();
  expect(desk.smtp.received).toHaveLength(41);
});

test('without a mail server letters wait, and nothing is tried', async () => {
  await queue(3);
  const none: House = { ...desk.house, mailbox: { ...desk.house.mailbox, isConfigured: () => false } };
  await rounds(none);
  expect(await states()).toEqual({ waiting: 3 });
  expect(await mailFailing(none)).toBeNull();
});

test('the administrator is told while letters are late or were given up this week', async () => {
  expect(await mailFailing(desk.house)).toBeNull();
  await queue(1);
  await desk.smtp.stop();
  await rounds();
  expect(await mailFailing(desk.house)).toBeNull();
  desk.clock.advance(16 * MINUTE);
  expect(await mailFailing(desk.house)).toBe('mail-failing');
  await desk.smtp.start();
  desk.smtp.behave(() => '550');
  await rounds();
  expect(await states()).toEqual({ failed: 1 });
  expect(await mailFailing(desk.house)).toBe('mail-failing');
  desk.clock.advance(8 * DAY);
  expect(await mailFailing(desk.house)).toBeNull();
});

test('200 letters leave at twenty a second or more', { timeout: 30_000 }, async () => {
  await queue(200);
  const started = performance.now();
  await rounds();
  const perSecond = 200 / ((performance.now() - started) / 1000);
  expect(await states()).toEqual({ sent: 200 });
  expect(perSecond).toBeGreaterThan(20);
});
