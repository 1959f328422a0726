import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  endOtherSessions,
  readProfile,
  readSession,
  savePreferences,
  saveProfile,
  signIn,
} from '#contract/accounts.ts';
import { PASSWORD, type Settled, settle } from '#tests/security/settled.ts';
import { entriesOf } from '../shared/history.ts';

let desk: Settled;
beforeAll(async () => {
  desk = await settle();
});
afterAll(() => desk.close());

const factsOf = async (personId: string) => entriesOf(desk.house.store.read, `person:${personId}`);
const ALL = { messages: true, progress: true, assignment: true };

describe('what is one’s own to change', () => {
  it('is the telephone', async () => {
    await desk.person({ email: 'fono@gobierno.example' });
    const session = await desk.enter('fono@gobierno.example');
    const saved = await desk.call(saveProfile, { session, body: { phone: '(55) 1234 5678' } });
    expect(saved.reply).toEqual({ done: true });
    expect((await desk.call(readProfile, { session })).reply.phone).toBe('55 1234 5678');
    const bad = await desk.call(saveProfile, { session, body: { phone: '123' } });
    expect([bad.status, bad.problem.code]).toEqual([422, 'phone.unreadable']);
    const more = { phone: '312 316 2000', email: 'x@y.example' };
    expect((await desk.call(saveProfile, { session, body: more })).status).toBe(400);
  });

  it('is language, theme and letters, and each change is in the history', async () => {
    const id = await desk.person({ email: 'elige@gobierno.example' });
    const session = await desk.enter('elige@gobierno.example');
    expect((await desk.call(readProfile, { session })).reply).toMatchObject({ locale: 'es-MX', letters: ALL });
    const body = { locale: 'en', theme: 'dark', letters: { ...ALL, messages: false, assignment: false } } as const;
    expect((await desk.call(savePreferences, { session, body })).reply).toEqual({ done: true });
    expect((await desk.call(readProfile, { session })).reply).toMatchObject(body);
    expect((await desk.call(readSession, { session })).reply).toMatchObject({ locale: 'en', theme: 'dark' });
    const last = (await factsOf(id)).at(-1);
    expect(last).toMatchObject({ fact: 'profile.preferences-saved', actor_id: id });
    expect(last?.data).toMatchObject({ locale: 'en', mutedLetters: ['messages', 'assignment'] });
    const wrong = [{ ...body, letters: {} }, { ...body, letters: { ...ALL, receipt: false } }, { locale: 'en' }];
    for (const each of wrong)
      expect((await desk.call(savePreferences, { session, body: each as typeof body })).status).toBe(400);
  });
});

describe('open sessions', () => {
  const email = 'muchas@gobierno.example';

  it('are shown fifty at most, the present one first', { timeout: 60_000 }, async () => {
    const id = await desk.person({ email });
    const oldest = await desk.enter(email);
    for (let n = 0; n < 52; n += 1) {
      desk.clock.advance(1_000);
      await desk.call(signIn, { body: { email, password: PASSWORD } });
    }
    const { sessions } = (await desk.call(readProfile, { session: oldest })).reply;
    expect(sessions).toHaveLength(50);
    expect(sessions.map((session) => session.current)).toEqual([true, ...Array.from({ length: 49 }, () => false)]);
    const times = sessions.slice(1).map((session) => session.startedAt);
    expect(times).toEqual(times.toSorted().toReversed());

    expect((await desk.call(endOtherSessions, { session: oldest })).reply).toEqual({ done: true });
    expect((await desk.call(readProfile, { session: oldest })).reply.sessions).toHaveLength(1);
    expect((await factsOf(id)).at(-1)).toMatchObject({ fact: 'session.others-ended', data: { ended: 52 } });
  });

  it('all end but this one, and nobody else’s', async () => {
    const [mine, other] = [await desk.enter(email), await desk.enter(email)];
    await desk.call(endOtherSessions, { session: mine });
    expect((await desk.call(readSession, { session: other })).status).toBe(401);
    expect((await desk.call(readSession, { session: mine })).status).toBe(200);
    expect((await desk.call(readSession, { session: desk.admin })).status).toBe(200);
  });

  it('that lay unused too long are not shown', async () => {
    const left = await desk.enter(email);
    desk.clock.advance(2 * 3_600_000 + 1_000);
    const session = await desk.enter(email);
    expect((await desk.call(readSession, { session: left })).status).toBe(401);
    expect((await desk.call(readProfile, { session })).reply.sessions).toHaveLength(1);
  });
});
