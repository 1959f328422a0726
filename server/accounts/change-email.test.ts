import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  askEmailChange,
  cancelEmailChange,
  changePassword,
  confirmEmail,
  createAccount,
  readProfile,
  readSession,
  signIn,
} from '#contract/accounts.ts';
import { OTHER_PASSWORD, PASSWORD, type Settled, settle } from '#tests/security/settled.ts';
import { DAY, HOUR, MINUTE } from '../shared/clock.ts';
import { entriesOf } from '../shared/history.ts';
import { newSecret } from '../shared/ids.ts';
import { schedules } from './reactions.ts';

let desk: Settled;
beforeAll(async () => {
  desk = await settle();
});
afterAll(() => desk.close());
beforeEach(() => desk.clock.advance(2 * HOUR));

const tokenIn = (text: string | undefined): string => /\/correo#([A-Za-z0-9_-]{43})/.exec(text ?? '')?.[1] ?? '';

/** What leaves because of `act`, by address. */
const lettersOf = async (act: () => Promise<unknown>) => {
  await desk.drain();
  const mark = desk.mailbox.letters.length;
  await act();
  await desk.drain();
  return desk.mailbox.letters.slice(mark);
};

const ask = (session: string, email: string, password = PASSWORD) =>
  desk.call(askEmailChange, { session, body: { email, password } });

const pendingOf = async (session: string) => (await desk.call(readProfile, { session })).reply.pendingEmail;

let made = 0;
/** A person, signed in, and the letters of another address asked for. */
const asking = async () => {
  made += 1;
  const former = `antes.${made}@gobierno.example`;
  const email = `despues.${made}@gobierno.example`;
  const id = await desk.person({ email: former });
  const session = await desk.enter(former);
  const letters = await lettersOf(async () => expect((await ask(session, email)).status).toBe(202));
  const token = tokenIn(letters.find((letter) => letter.to.address === email)?.text);
  return { id, former, email, session, letters, token };
};

describe('another e-mail', () => {
  it('is told at once to the present address and proven by a link sent to the new one', async () => {
    const { id, former, email, session, letters, token } = await asking();
    expect(letters.map((letter) => letter.to.address).toSorted()).toEqual([former, email].toSorted());
    const toNew = letters.find((letter) => letter.to.address === email);
    expect(toNew?.to.name).toBe('');
    expect(`${toNew?.text} ${toNew?.subject}`).not.toMatch(/Rosa|Canul/);
    const toOld = letters.find((letter) => letter.to.address === former);
    expect(toOld?.text).toContain('Hola, Rosa Elena');
    expect(toOld?.text).not.toMatch(/#[A-Za-z0-9_-]{43}/);
    expect(await pendingOf(session)).toMatchObject({ email });

    const other = await desk.enter(former);
    const told = await lettersOf(async () => {
      const done = await desk.call(confirmEmail, { session, body: { token } });
      expect([done.status, done.reply]).toEqual([200, { done: true }]);
    });
    expect(told.map((letter) => letter.to.address).toSorted()).toEqual([former, email].toSorted());
    const profile = (await desk.call(readProfile, { session })).reply;
    expect(profile).toMatchObject({ email, pendingEmail: null });
    expect(profile.sessions).toHaveLength(1);
    expect((await desk.call(readSession, { session: other })).status).toBe(401);
    expect((await desk.call(signIn, { body: { email: former, password: PASSWORD } })).status).toBe(401);
    await desk.enter(email);
    const facts = (await entriesOf(desk.house.store.read, `person:${id}`)).map((entry) => entry.fact);
    expect(facts).toEqual(expect.arrayContaining(['account.email-asked', 'account.email-changed']));
    const again = await desk.call(confirmEmail, { body: { token } });
    expect([again.status, again.problem.code]).toEqual([410, 'token.spent']);
  });

  it('followed without a session, or in somebody else’s, ends every session of the person and opens none', async () => {
    for (const borrowed of [null, desk.admin]) {
      const { session, token, email } = await asking();
      const done = await desk.call(confirmEmail, { session: borrowed, body: { token } });
      expect([done.status, done.session]).toEqual([200, null]);
      expect((await desk.call(readSession, { session })).status).toBe(401);
      await desk.enter(email);
    }
    expect((await desk.call(readSession, { session: await desk.enter('despues.2@gobierno.example') })).status).toBe(
      200,
    );
  });

  it('needs the password, another address, and one of the institution', async () => {
    const email = 'cuidada@gobierno.example';
    await desk.person({ email });
    const session = await desk.enter(email);
    const wrong = await ask(session, 'nueva@gobierno.example', OTHER_PASSWORD);
    expect([wrong.status, wrong.problem.code]).toEqual([422, 'password.current-wrong']);
    const same = await ask(session, email.toUpperCase());
    expect([same.status, same.problem.fields]).toEqual([400, [{ path: 'email', message: 'field.email-same' }]]);
    const elsewhere = await ask(session, 'nueva@correo.example');
    expect([elsewhere.status, elsewhere.problem.code]).toEqual([422, 'registration.domain']);
    expect(await pendingOf(session)).toBeNull();
    for (let n = 0; n < 4; n += 1) await ask(session, 'nueva@gobierno.example', OTHER_PASSWORD);
    const paused = await ask(session, 'nueva@gobierno.example');
    expect([paused.status, paused.problem.code]).toEqual([429, 'sign-in.paused']);
  });

  it('can be taken back, once', async () => {
    const { session, token } = await asking();
    expect((await desk.call(cancelEmailChange, { session })).reply).toEqual({ done: true });
    expect(await pendingOf(session)).toBeNull();
    expect((await desk.call(confirmEmail, { body: { token } })).status).toBe(410);
    expect((await desk.call(cancelEmailChange, { session })).status).toBe(404);
  });

  it('is over after a day, with another asked for, and with a new password', async () => {
    const late = await asking();
    desk.clock.advance(DAY + MINUTE);
    expect((await desk.call(confirmEmail, { body: { token: late.token } })).status).toBe(410);

    const twice = await asking();
    desk.clock.advance(HOUR);
    const letters = await lettersOf(() => ask(twice.session, 'tercera@gobierno.example'));
    expect((await desk.call(confirmEmail, { body: { token: twice.token } })).status).toBe(410);
    const token = tokenIn(letters.find((letter) => letter.to.address === 'tercera@gobierno.example')?.text);
    const body = { current: PASSWORD, password: OTHER_PASSWORD };
    const changed = await desk.call(changePassword, { session: twice.session, body });
    expect(await pendingOf(changed.session ?? '')).toBeNull();
    expect((await desk.call(confirmEmail, { body: { token } })).status).toBe(410);
  });

  it('that became somebody’s meanwhile is not given twice', async () => {
    const { email, token } = await asking();
    await desk.person({ email });
    expect((await desk.call(confirmEmail, { body: { token } })).status).toBe(410);
  });

  it('asked for by two, with both links followed at the same moment, is one’s; and one link works once', async () => {
    const email = 'disputada@gobierno.example';
    const tokens: string[] = [];
    for (const n of [1, 2]) {
      await desk.person({ email: `pide.${n}@gobierno.example` });
      const session = await desk.enter(`pide.${n}@gobierno.example`);
      const letters = await lettersOf(() => ask(session, email));
      tokens.push(tokenIn(letters.find((letter) => letter.to.address === email)?.text));
    }
    const follow = (token: string) => desk.call(confirmEmail, { body: { token } });
    const both = await Promise.all([...tokens, ...tokens].map(follow));
    expect(both.map((answer) => answer.status).toSorted()).toEqual([200, 410, 410, 410]);
  });

  it('never followed is forgotten after a month; one that counted stays, to tell whose an address was', async () => {
    const { id, session, former } = await asking();
    const letters = await lettersOf(() => ask(session, 'mes@gobierno.example'));
    const token = tokenIn(letters.find((letter) => letter.to.address.startsWith('mes@'))?.text);
    await desk.call(confirmEmail, { body: { token } });
    desk.clock.advance(40 * DAY);
    for (const schedule of schedules) await schedule.run(desk.house);
    const rows = await desk.house.store.read
      .selectFrom('email_changes')
      .select(['email', 'former_email'])
      .where('person_id', '=', id)
      .execute();
    expect(rows).toEqual([{ email: 'mes@gobierno.example', former_email: former }]);
  });

  it('takes the address from an account asked for and never verified', async () => {
    const { email, token } = await asking();
    const letters = await lettersOf(() => desk.call(createAccount, { body: desk.applicant(email) }));
    expect(letters).toHaveLength(1);
    expect((await desk.call(confirmEmail, { body: { token } })).status).toBe(200);
    const open = await desk.house.store.read
      .selectFrom('registrations')
      .select('id')
      .where('email', '=', email)
      .where('used_at', 'is', null)
      .execute();
    expect(open).toEqual([]);
  });

  it('is asked for five times an hour at most, and a guesser of links is slowed down', async () => {
    const { session } = await asking();
    const statuses: number[] = [];
    for (let n = 0; n < 5; n += 1) statuses.push((await ask(session, `varia.${n}@gobierno.example`)).status);
    expect(statuses).toEqual([202, 202, 202, 202, 429]);
    const guesses: number[] = [];
    for (let n = 0; n < 11; n += 1)
      guesses.push((await desk.call(confirmEmail, { body: { token: newSecret() } })).status);
    expect(guesses.at(-1)).toBe(429);
  });
});
