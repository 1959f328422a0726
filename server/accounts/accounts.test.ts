import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  askPasswordReset,
  changePassword,
  createAccount,
  endSession,
  readProfile,
  readSession,
  type SessionId,
  saveProfile,
  setPassword,
  signIn,
  signOut,
  verifyAccount,
} from '#contract/accounts.ts';
import { saveSettings } from '#contract/institution.ts';
import { DAY, HOUR, MINUTE } from '#server/shared/clock.ts';
import { entriesOf } from '#server/shared/history.ts';
import { newSecret, sha256 } from '#server/shared/ids.ts';
import { ADMIN, OTHER_PASSWORD, PASSWORD, SET_UP, type Settled, settle } from '#tests/security/settled.ts';
import { mintCredentialLink, mintRegistrationLink } from './index.ts';

let desk: Settled;
beforeAll(async () => {
  desk = await settle();
});
afterAll(() => desk.close());

const registrationOf = async (email: string) => {
  const rows = await desk.house.store.read
    .selectFrom('registrations')
    .select(['id', 'known'])
    .where('email', '=', email)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const [last] = rows;
  if (!last) throw new Error(`${email} asked for no account`);
  return last;
};

const linkOf = async (email: string): Promise<string> => {
  const { id } = await registrationOf(email);
  const link = await desk.house.store.aside('delivery', (db, now) => mintRegistrationLink(db, id, now));
  if (!link) throw new Error('no link for this registration');
  return link.token;
};

const resetFor = async (personId: string, purpose: 'reset' | 'activation' = 'reset'): Promise<string> => {
  const link = await desk.house.store.aside('delivery', (db, now) =>
    mintCredentialLink(db, { personId, purpose }, now),
  );
  if (!link) throw new Error('no link for this person');
  return link.token;
};

const personOfEmail = (email: string) =>
  desk.house.store.read.selectFrom('people').selectAll().where('email', '=', email).executeTakeFirstOrThrow();

const setMode = async (over: object) => {
  const { version } = await desk.house.store.read.selectFrom('institution').select('version').executeTakeFirstOrThrow();
  const institution = { ...SET_UP.institution, mailDomains: ['gobierno.example'], ...over };
  const admin = await desk.enter(ADMIN.email, ADMIN.password);
  expect((await desk.call(saveSettings, { session: admin, body: { institution, version } })).status).toBe(200);
};

describe('creating an account', () => {
  it('answers where the letter went, keeps nothing but a registration, and tells the others', async () => {
    const answer = await desk.call(createAccount, { body: desk.applicant('Marco.Tun@Gobierno.example') });
    expect(answer.status).toBe(202);
    expect(answer.reply).toEqual({ sentTo: 'marco.tun@gobierno.example' });
    expect(answer.session).toBeNull();
    const { id } = await registrationOf('marco.tun@gobierno.example');
    const [entry] = await entriesOf(desk.house.store.read, `registration:${id}`);
    expect(entry).toMatchObject({ fact: 'account.asked', data: { registrationId: id, known: false } });
    const signedIn = await desk.call(signIn, { body: { email: 'marco.tun@gobierno.example', password: PASSWORD } });
    expect(signedIn.problem.code).toBe('sign-in.mismatch');
  });

  it('ends with the link and the password: the person is active and signed in', async () => {
    const email = 'marco.tun@gobierno.example';
    const token = await linkOf(email);
    const wrong = await desk.call(verifyAccount, { body: { token, password: OTHER_PASSWORD } });
    expect([wrong.status, wrong.problem.code]).toEqual([401, 'sign-in.mismatch']);
    const answer = await desk.call(verifyAccount, { body: { token, password: PASSWORD } });
    expect(answer.reply).toEqual({ outcome: 'signed-in' });
    const session = await desk.call(readSession, { session: answer.session });
    expect(session.reply).toMatchObject({ person: { email, givenNames: 'Marco' }, roles: ['requester'] });
    const person = await personOfEmail(email);
    expect(person).toMatchObject({ employee_number: '00123', phone: '+523123162000', extension: '2310' });
    const again = await desk.call(verifyAccount, { body: { token, password: PASSWORD } });
    expect([again.status, again.problem.code]).toEqual([410, 'token.spent']);
  });

  it('of two registrations of one address, the first verified wins', async () => {
    const email = 'dos.veces@gobierno.example';
    await desk.call(createAccount, { body: desk.applicant(email) });
    const first = await linkOf(email);
    await desk.call(createAccount, { body: { ...desk.applicant(email), password: OTHER_PASSWORD } });
    const second = await linkOf(email);
    expect((await desk.call(verifyAccount, { body: { token: second, password: OTHER_PASSWORD } })).status).toBe(200);
    const late = await desk.call(verifyAccount, { body: { token: first, password: PASSWORD } });
    expect([late.status, late.problem.code]).toEqual([410, 'token.spent']);
  });

  it('that somebody invited meanwhile answers that the account exists', async () => {
    const email = 'invitada.antes@gobierno.example';
    await desk.call(createAccount, { body: desk.applicant(email) });
    const token = await linkOf(email);
    await desk.person({ email });
    const late = await desk.call(verifyAccount, { body: { token, password: PASSWORD } });
    expect([late.status, late.problem.code]).toEqual([409, 'account.exists']);
  });

  it('of a known address makes no link, so no letter can open anything', async () => {
    const email = 'conocida@gobierno.example';
    await desk.person({ email });
    expect((await desk.call(createAccount, { body: desk.applicant(email) })).status).toBe(202);
    const { id, known } = await registrationOf(email);
    expect(known).toBe(true);
    const link = await desk.house.store.aside('delivery', (db, now) => mintRegistrationLink(db, id, now));
    expect(link).toBeNull();
  });

  it('with an employee number of somebody else still makes the account, without the number', async () => {
    const email = 'otro.numero@gobierno.example';
    await desk.call(createAccount, { body: desk.applicant(email) });
    await desk.call(verifyAccount, { body: { token: await linkOf(email), password: PASSWORD } });
    expect((await personOfEmail(email)).employee_number).toBe('');
  });

  it.each([
    ['registration.domain', 422, { email: 'rosa@otra.example' }],
    ['password.weak', 422, { password: 'aaaaaaaaaaaa' }],
    ['password.known', 422, { password: 'password1234' }],
    ['password.context', 422, { password: 'Marco.Tun.2026' }],
    ['phone.unreadable', 422, { phone: '316 2000' }],
    ['input.invalid', 400, { password: 'corta' }],
    ['input.invalid', 400, { privacyNoticeRead: false }],
    ['input.invalid', 400, { email: 'marco@' }],
    ['input.invalid', 400, { agencyId: '00000000-0000-4000-8000-000000000000' }],
    ['input.invalid', 400, { positionId: '00000000-0000-4000-8000-000000000000' }],
    ['input.invalid', 400, { roles: ['operator_admin'] }],
  ])('is refused with %s (%i) for %o', async (code, status, over) => {
    const body = { ...desk.applicant('nueva@gobierno.example'), ...over };
    const answer = await desk.call(createAccount, { body: body as ReturnType<Settled['applicant']> });
    expect([answer.status, answer.problem.code]).toEqual([status, code]);
  });

  it('waits for approval where the institution wants it, and is off where there is none to trust', async () => {
    const email = 'espera@gobierno.example';
    await setMode({ selfRegistration: 'verified_email_and_approval' });
    await desk.call(createAccount, { body: desk.applicant(email) });
    const answer = await desk.call(verifyAccount, { body: { token: await linkOf(email), password: PASSWORD } });
    expect(answer.reply).toEqual({ outcome: 'awaiting-approval' });
    expect(answer.session).toBeNull();
    const refused = await desk.call(signIn, { body: { email, password: PASSWORD } });
    expect(refused.problem.code).toBe('sign-in.mismatch');
    for (const over of [{ selfRegistration: 'off' }, { mailDomains: [] }]) {
      await setMode(over);
      const off = await desk.call(createAccount, { body: desk.applicant('nadie@gobierno.example') });
      expect([off.status, off.problem.code]).toEqual([403, 'registration.off']);
    }
    await setMode({});
  });

  it('link dies after three days', async () => {
    desk.clock.advance(HOUR);
    const email = 'tarde@gobierno.example';
    await desk.call(createAccount, { body: desk.applicant(email) });
    const token = await linkOf(email);
    desk.clock.advance(72 * HOUR);
    const late = await desk.call(verifyAccount, { body: { token, password: PASSWORD } });
    expect([late.status, late.problem.code]).toEqual([410, 'token.spent']);
  });
});

describe('signing in', () => {
  it('opens a session that says who it is and what it may', async () => {
    await desk.person({ email: 'tecnica@gobierno.example', roles: ['requester', 'agent'] });
    const session = await desk.enter('tecnica@gobierno.example');
    const { reply } = await desk.call(readSession, { session });
    expect(reply).toMatchObject({
      person: { email: 'tecnica@gobierno.example', firstSurname: 'Canul' },
      roles: ['requester', 'agent'],
      can: { file: true, attend: true, queue: true, levels: false, administer: false },
      mustChangePassword: false,
      passwordDaysLeft: 30,
      locale: 'es-MX',
      theme: 'system',
      standingNotices: [],
    });
  });

  it('takes the address in any case and never the password with blanks cut', async () => {
    expect(
      (await desk.call(signIn, { body: { email: ' TECNICA@Gobierno.Example ', password: PASSWORD } })).status,
    ).toBe(200);
    expect(
      (await desk.call(signIn, { body: { email: 'tecnica@gobierno.example', password: ` ${PASSWORD}` } })).status,
    ).toBe(401);
  });

  it('says the same of a wrong password, an unknown address and an account that is not active', async () => {
    await desk.person({ email: 'baja@gobierno.example', state: 'inactive' });
    for (const email of ['tecnica@gobierno.example', 'nadie@gobierno.example', 'baja@gobierno.example']) {
      const password = email.startsWith('baja') ? PASSWORD : OTHER_PASSWORD;
      const answer = await desk.call(signIn, { body: { email, password } });
      expect([answer.status, answer.problem.code]).toEqual([401, 'sign-in.mismatch']);
    }
  });

  it('hashes anew when the stored hash is of a lower cost', async () => {
    const id = await desk.person({ email: 'antigua@gobierno.example' });
    const { argon2Sync, randomBytes } = await import('node:crypto');
    const salt = randomBytes(16);
    const tag = argon2Sync('argon2id', {
      message: PASSWORD,
      nonce: salt,
      parallelism: 1,
      tagLength: 32,
      memory: 1024,
      passes: 1,
    });
    const text = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
    const cheap = `$argon2id$v=19$m=1024,t=1,p=1$${text(salt)}$${text(tag)}`;
    await desk.house.store.aside('session', (db) =>
      db.updateTable('people').set({ password_hash: cheap }).where('id', '=', id).execute(),
    );
    await desk.enter('antigua@gobierno.example');
    expect((await personOfEmail('antigua@gobierno.example')).password_hash).toContain('m=19456');
    await desk.enter('antigua@gobierno.example');
  });

  it('needs both fields and nothing else', async () => {
    for (const body of [
      { email: 'a@b.example' },
      { email: 'a@b.example', password: '' },
      { email: 'a@b.example', password: 'x', admin: true },
    ]) {
      const answer = await desk.call(signIn, { body: body as { email: string; password: string } });
      expect(answer.status).toBe(400);
    }
  });

  it('ends after half an hour unused for the desk, two hours for others, twelve hours for all', async () => {
    await desk.person({ email: 'paciente@gobierno.example' });
    const agent = await desk.enter('tecnica@gobierno.example');
    const requester = await desk.enter('paciente@gobierno.example');
    const reads = async (session: string) => (await desk.call(readSession, { session })).status;
    desk.clock.advance(29 * MINUTE);
    expect([await reads(agent), await reads(requester)]).toEqual([200, 200]);
    await settled();
    desk.clock.advance(31 * MINUTE);
    expect([await reads(agent), await reads(requester)]).toEqual([401, 200]);
    await settled();
    for (let hours = 1; hours < 11; hours += 1) {
      desk.clock.advance(HOUR);
      expect(await reads(requester)).toBe(200);
      await settled();
    }
    desk.clock.advance(HOUR);
    expect(await reads(requester)).toBe(401);
  });

  it('marks a session as used once a minute at most', async () => {
    const session = await desk.enter('paciente@gobierno.example');
    const lastUsed = async () => {
      const hash = sha256(session);
      const row = await desk.house.store.read
        .selectFrom('sessions')
        .select('last_used_at')
        .where('token_hash', '=', hash)
        .executeTakeFirstOrThrow();
      return row.last_used_at.getTime();
    };
    const opened = await lastUsed();
    desk.clock.advance(59_000);
    await desk.call(readSession, { session });
    await settled();
    expect(await lastUsed()).toBe(opened);
    desk.clock.advance(1000);
    await desk.call(readSession, { session });
    await settled();
    expect(await lastUsed()).toBe(opened + MINUTE);
  });

  /** The mark is made after the answer; let it land. */
  const settled = () => new Promise((resolve) => setTimeout(resolve, 40));
});

describe('signing out', () => {
  it('ends the session on the server and takes the cookie', async () => {
    await desk.person({ email: 'sale@gobierno.example' });
    const session = await desk.enter('sale@gobierno.example');
    const answer = await desk.call(signOut, { session });
    expect(answer.reply).toEqual({ done: true });
    expect(String(answer.raw.headers['set-cookie'])).toMatch(/^mesa=;/);
    expect((await desk.call(readSession, { session })).status).toBe(401);
    expect((await desk.call(signOut, { session })).status).toBe(401);
  });
});

describe('too many wrong passwords', () => {
  const EMAIL = 'insistida@gobierno.example';
  const wrong = () => desk.call(signIn, { body: { email: EMAIL, password: OTHER_PASSWORD } });

  it('pause the account for a quarter of an hour, with a way out, and leave a trace', async () => {
    const id = await desk.person({ email: EMAIL });
    for (let tries = 1; tries < 5; tries += 1) expect((await wrong()).problem.code).toBe('sign-in.mismatch');
    const fifth = await wrong();
    expect(fifth.status).toBe(429);
    expect(fifth.problem).toMatchObject({
      code: 'sign-in.paused',
      values: { minutes: 15, phone: '312 316 2000 ext. 2400' },
    });
    expect(fifth.raw.headers['retry-after']).toBe('900');
    const right = await desk.call(signIn, { body: { email: EMAIL, password: PASSWORD } });
    expect(right.problem.code).toBe('sign-in.paused');
    const facts = (await entriesOf(desk.house.store.read, `person:${id}`)).map((entry) => entry.fact);
    expect(facts.filter((fact) => fact === 'account.paused')).toHaveLength(1);
    desk.clock.advance(15 * MINUTE);
    await desk.enter(EMAIL);
  });

  it('are forgotten by a right one', async () => {
    for (let round = 0; round < 3; round += 1) {
      for (let tries = 0; tries < 4; tries += 1) expect((await wrong()).status).toBe(401);
      await desk.enter(EMAIL);
    }
  });

  it('of many at once count before they are compared', async () => {
    desk.clock.advance(HOUR);
    const answers = await Promise.all(Array.from({ length: 20 }, wrong));
    const codes = answers.map((answer) => answer.problem.code);
    expect(codes.filter((code) => code === 'sign-in.mismatch').length).toBeLessThanOrEqual(5);
    expect(codes.filter((code) => code === 'sign-in.paused').length).toBeGreaterThanOrEqual(15);
    desk.clock.advance(HOUR);
  });

  it('from one address over many accounts are slowed down too', async () => {
    const answers: number[] = [];
    for (let n = 0; n < 40; n += 1) {
      const answer = await desk.call(signIn, {
        body: { email: `nadie${n}@gobierno.example`, password: 'verano-2026-x' },
      });
      answers.push(answer.status);
    }
    expect(answers.slice(0, 30).every((status) => status === 401)).toBe(true);
    expect(answers.slice(30).every((status) => status === 429)).toBe(true);
    desk.clock.advance(HOUR);
  });
});

describe('a forgotten password', () => {
  it('is chosen anew with a link that works once, for half an hour', async () => {
    const email = 'olvida@gobierno.example';
    const id = await desk.person({ email });
    const asked = await desk.call(askPasswordReset, { body: { email } });
    expect([asked.status, asked.reply]).toEqual([202, { done: true }]);
    const facts = await entriesOf(desk.house.store.read, `person:${id}`);
    expect(facts.at(-1)).toMatchObject({ fact: 'password.reset-asked', data: { personId: id } });
    const token = await resetFor(id);
    expect((await desk.call(setPassword, { body: { token, password: OTHER_PASSWORD } })).reply).toEqual({ done: true });
    await desk.enter(email, OTHER_PASSWORD);
    const again = await desk.call(setPassword, { body: { token, password: 'otra-frase-larga-nogal' } });
    expect([again.status, again.problem.code]).toEqual([410, 'token.spent']);
    const late = await resetFor(id);
    desk.clock.advance(30 * MINUTE);
    expect((await desk.call(setPassword, { body: { token: late, password: 'otra-frase-larga-nogal' } })).status).toBe(
      410,
    );
  });

  it('lifts the pause', async () => {
    const email = 'pausada@gobierno.example';
    const id = await desk.person({ email });
    for (let tries = 0; tries < 5; tries += 1) await desk.call(signIn, { body: { email, password: OTHER_PASSWORD } });
    expect((await desk.call(signIn, { body: { email, password: PASSWORD } })).status).toBe(429);
    await desk.call(setPassword, { body: { token: await resetFor(id), password: OTHER_PASSWORD } });
    await desk.enter(email, OTHER_PASSWORD);
  });

  it.each([
    ['password.weak', '123456789012'],
    ['password.known', 'password1234'],
    ['password.context', 'RosaCanul.2026'],
    ['password.reused', PASSWORD],
  ])('is refused with %s and the link still works', async (code, password) => {
    const email = `rechaza.${code.slice(9)}@gobierno.example`;
    const id = await desk.person({ email });
    await desk.call(setPassword, { body: { token: await resetFor(id), password: OTHER_PASSWORD } });
    await desk.call(setPassword, { body: { token: await resetFor(id), password: PASSWORD } });
    const token = await resetFor(id);
    const answer = await desk.call(setPassword, { body: { token, password } });
    expect([answer.status, answer.problem.code]).toEqual([422, code]);
    expect((await desk.call(setPassword, { body: { token, password: 'nogal-arena-puente-3' } })).status).toBe(200);
  });

  it('of who was invited and never came brings the activation link again', async () => {
    const email = 'invitada@gobierno.example';
    const id = await desk.person({ email });
    await desk.house.store.aside('session', (db) =>
      db.updateTable('people').set({ state: 'invited', password_hash: null }).where('id', '=', id).execute(),
    );
    await desk.call(askPasswordReset, { body: { email } });
    expect((await entriesOf(desk.house.store.read, `person:${id}`)).at(-1)?.fact).toBe('account.invited');
    const token = await resetFor(id, 'activation');
    desk.clock.advance(71 * HOUR);
    expect((await desk.call(setPassword, { body: { token, password: PASSWORD } })).status).toBe(200);
    expect((await entriesOf(desk.house.store.read, `person:${id}`)).at(-1)?.fact).toBe('account.activated');
    await desk.enter(email);
  });

  it('asked for with something that is no address is refused', async () => {
    expect((await desk.call(askPasswordReset, { body: { email: 'nadie' } })).status).toBe(400);
    expect((await desk.call(setPassword, { body: { token: 'x', password: PASSWORD } })).status).toBe(400);
    expect((await desk.call(verifyAccount, { body: { token: 'x', password: PASSWORD } })).status).toBe(400);
    const unknown = await desk.call(setPassword, { body: { token: newSecret(), password: PASSWORD } });
    expect(unknown.status).toBe(410);
  });
});

describe('changing the own password', () => {
  const EMAIL = 'cambia@gobierno.example';
  const change = (session: string | null, current: string, password: string) =>
    desk.call(changePassword, { session, body: { current, password } });

  it('gives this session a new token and ends the others', async () => {
    await desk.person({ email: EMAIL });
    const [here, there] = [await desk.enter(EMAIL), await desk.enter(EMAIL)];
    const answer = await change(here, PASSWORD, OTHER_PASSWORD);
    expect(answer.status).toBe(200);
    for (const old of [here, there]) expect((await desk.call(readSession, { session: old })).status).toBe(401);
    expect((await desk.call(readSession, { session: answer.session })).status).toBe(200);
    await desk.enter(EMAIL, OTHER_PASSWORD);
  });

  it('needs the present one, and pauses who guesses it', async () => {
    const session = await desk.enter(EMAIL, OTHER_PASSWORD);
    for (let tries = 1; tries < 5; tries += 1) {
      const answer = await change(session, 'equivocada', 'nogal-arena-puente-3');
      expect([answer.status, answer.problem.code]).toEqual([422, 'password.current-wrong']);
    }
    expect((await change(session, 'equivocada', 'nogal-arena-puente-3')).problem.code).toBe('sign-in.paused');
    desk.clock.advance(16 * MINUTE);
  });

  it('refuses the last twelve, and takes the thirteenth again', { timeout: 60_000 }, async () => {
    const email = 'repite@gobierno.example';
    const id = await desk.person({ email });
    let session: string | null = await desk.enter(email);
    let current = PASSWORD;
    for (let n = 0; n < 13; n += 1) {
      desk.clock.advance(MINUTE);
      const password = `membrillo-${'abcdefghijklm'.charAt(n)}-tren-nogal-${n}`;
      const answer = await change(session, current, password);
      expect(answer.status).toBe(200);
      [session, current] = [answer.session, password];
    }
    const kept = await desk.house.store.read
      .selectFrom('former_passwords')
      .select('changed_at')
      .where('person_id', '=', id)
      .execute();
    expect(kept).toHaveLength(12);
    expect((await change(session, current, 'membrillo-b-tren-nogal-1')).problem.code).toBe('password.reused');
    expect((await change(session, current, 'membrillo-a-tren-nogal-0')).status).toBe(200);
  });

  it('is all that answers once the password has expired', async () => {
    const email = 'vencida@gobierno.example';
    await desk.person({ email });
    desk.clock.advance(29 * DAY);
    const almost = await desk.enter(email);
    expect((await desk.call(readSession, { session: almost })).reply.passwordDaysLeft).toBe(1);
    desk.clock.advance(DAY);
    const session = await desk.enter(email);
    expect((await desk.call(readSession, { session })).reply).toMatchObject({
      mustChangePassword: true,
      passwordDaysLeft: 0,
    });
    expect((await desk.call(readProfile, { session })).status).toBe(200);
    const refused = await desk.call(saveProfile, {
      session,
      body: { phone: '312 316 2000' },
    });
    expect([refused.status, refused.problem.code]).toEqual([403, 'password.expired']);
    const sessions = (await desk.call(readProfile, { session })).reply.sessions;
    const [first] = sessions;
    if (!first) throw new Error('no session');
    expect((await desk.call(endSession, { session, params: { id: first.id } })).status).toBe(403);
    const changed = await change(session, PASSWORD, OTHER_PASSWORD);
    expect(changed.status).toBe(200);
    expect((await desk.call(readSession, { session: changed.session })).reply.passwordDaysLeft).toBe(30);
  });

  it.each([
    ['password.weak', '123456789012'],
    ['password.known', 'password1234'],
    ['password.context', 'RosaCanul.2026'],
  ])('is refused with %s', async (code, password) => {
    const email = `cambia.${code.slice(9)}@gobierno.example`;
    await desk.person({ email });
    const answer = await change(await desk.enter(email), PASSWORD, password);
    expect([answer.status, answer.problem.code]).toEqual([422, code]);
    expect((await change(null, PASSWORD, OTHER_PASSWORD)).status).toBe(401);
  });
});

describe('the own profile', () => {
  it('shows what is known, and the open sessions with the present one marked', async () => {
    const email = 'perfil@gobierno.example';
    await desk.person({ email });
    const userAgent = 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0';
    const other = await desk.enter(email);
    const answer = await desk.call(signIn, {
      body: { email, password: PASSWORD },
      headers: { 'user-agent': userAgent },
    });
    const { reply } = await desk.call(readProfile, { session: answer.session });
    expect(reply).toMatchObject({ email, phone: '312 316 2000 ext. 2310', locale: 'es-MX', employeeNumber: '' });
    expect(reply.passwordExpiresAt).not.toBeNull();
    expect(reply.sessions).toHaveLength(2);
    const here = reply.sessions.find((session) => session.current);
    const there = reply.sessions.find((session) => !session.current);
    expect(here).toMatchObject({ browser: 'Firefox', system: 'Windows', address: '127.0.0.1' });
    if (!there) throw new Error('one session only');
    expect((await desk.call(endSession, { session: answer.session, params: { id: there.id } })).status).toBe(200);
    expect((await desk.call(readSession, { session: other })).status).toBe(401);
    expect((await desk.call(endSession, { session: answer.session, params: { id: there.id } })).status).toBe(404);
  });

  it('never ends the session of somebody else', async () => {
    await desk.person({ email: 'ajena@gobierno.example' });
    const foreign = await desk.enter('ajena@gobierno.example');
    const [theirs] = (await desk.call(readProfile, { session: foreign })).reply.sessions;
    const session = await desk.enter('perfil@gobierno.example');
    const id = theirs?.id ?? ('00000000-0000-4000-8000-000000000000' as SessionId);
    expect((await desk.call(endSession, { session, params: { id } })).status).toBe(404);
    expect((await desk.call(readSession, { session: foreign })).status).toBe(200);
    expect((await desk.call(endSession, { session, params: { id: 'x' as SessionId } })).status).toBe(400);
  });
});

it('what time has made useless is swept', async () => {
  desk.clock.advance(120 * DAY);
  const { schedules } = await import('./reactions.ts');
  for (const schedule of schedules) await schedule.run(desk.house);
  const counts = await sql<{ n: number }>`
    select (select count(*) from sessions) + (select count(*) from registrations) + (select count(*) from sign_in_pauses)
      + (select count(*) from known_networks) + (select count(*) from credential_links) n`.execute(
    desk.house.store.read,
  );
  expect(counts.rows[0]?.n).toBe(0);
});
