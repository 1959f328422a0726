import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  changePassword,
  POLICY_BOUNDS,
  readPasswordPolicy,
  readSession,
  savePasswordPolicy,
  savePreferences,
  saveProfile,
  signIn,
} from '#contract/accounts.ts';
import { readInstitution, readSettings } from '#contract/institution.ts';
import { INSTITUTION_STREAM } from '#server/institution/index.ts';
import { DAY } from '#server/shared/clock.ts';
import { entriesOf } from '#server/shared/history.ts';
import { addressOf, HOST, type LetterDesk, openLetterDesk } from '#tests/letters/desk.ts';
import { OTHER_PASSWORD, PASSWORD, type Settled, settle } from '#tests/security/settled.ts';
import { tellOfEndingPasswords } from './password-notices.ts';
import { hashPassword } from './passwords.ts';

const FIRST = {
  maxAgeDays: 30,
  remembered: 12,
  minLength: 12,
  wrongHere: 5,
  wrongAnywhere: 50,
  wrongFrom: 30,
  pauseMinutes: 15,
  exemptsPasswordless: false,
};

describe('the policy of the institution', () => {
  let desk: Settled;
  beforeAll(async () => {
    desk = await settle();
  });
  afterAll(() => desk.close());

  const read = async () => (await desk.call(readPasswordPolicy, { session: desk.admin })).reply;
  const save = async (over: object, note = 'Acuerdo del comité de noviembre') => {
    const { policy, version } = await read();
    return desk.call(savePasswordPolicy, {
      session: desk.admin,
      body: { policy: { ...policy, ...over }, note, version },
    });
  };

  it('begins as the documents ask', async () => {
    const { policy, version, history } = await read();
    expect([policy, version]).toEqual([FIRST, 1]);
    expect(history).toMatchObject([{ version: 1, by: null, note: '' }]);
  });

  it.each(
    Object.entries(POLICY_BOUNDS).flatMap(([name, [least, most]]) => [
      [name, least - 1],
      [name, most + 1],
    ]),
  )('refuses %s of %i, and the database does too', async (name, value) => {
    const answer = await save({ [name]: value });
    const message = name === 'maxAgeDays' ? 'field.password-age' : 'field.policy-range';
    expect([answer.status, answer.problem.fields]).toMatchObject([400, [{ path: `policy.${name}`, message }]]);
    const column = String(name).replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const by = desk.house.store.aside('session', (db) =>
      db
        .updateTable('password_policies')
        .set({ [column]: value } as never)
        .execute(),
    );
    await expect(by).rejects.toThrow(/check constraint/);
  });

  it('takes another value with its reason, as a version of its own that holds at once', async () => {
    const email = 'semana@gobierno.example';
    await desk.person({ email });
    const session = await desk.enter(email);
    expect((await save({ maxAgeDays: 7, minLength: 16 })).status).toBe(200);
    expect((await desk.call(readSession, { session })).reply.passwordDaysLeft).toBe(7);
    const short = { current: PASSWORD, password: 'nogal-tren-4' };
    const refused = await desk.call(changePassword, { session, body: short });
    expect([refused.status, refused.problem.code, refused.problem.values]).toEqual([
      422,
      'password.short',
      { least: 16 },
    ]);
    // Forms say it before anybody types: the sign-in page, the link of a letter, the change.
    expect((await desk.call(readInstitution)).reply).toMatchObject({ passwordMinLength: 16, passwordMaxAgeDays: 7 });
    const { version, history } = await read();
    expect(version).toBe(2);
    expect(history[0]).toMatchObject({ version: 2, note: 'Acuerdo del comité de noviembre', by: expect.any(String) });
    expect((await entriesOf(desk.house.store.read, INSTITUTION_STREAM)).at(-1)).toMatchObject({
      fact: 'password-policy.changed',
      data: { version: 2, changed: ['maxAgeDays', 'minLength'] },
    });
    const stale = await desk.call(savePasswordPolicy, {
      session: desk.admin,
      body: { policy: FIRST, note: 'Otra vez como antes', version: 1 },
    });
    expect([stale.status, stale.problem.code]).toEqual([409, 'version.stale']);
    expect((await save({ maxAgeDays: 30, minLength: 12 })).status).toBe(200);
  });

  it('says how many wrong ones make an account rest, and for how long', async () => {
    const email = 'tres@gobierno.example';
    await desk.person({ email });
    await save({ wrongHere: 3, pauseMinutes: 5 });
    const codes: (string | undefined)[] = [];
    for (let n = 0; n < 4; n += 1)
      codes.push((await desk.call(signIn, { body: { email, password: OTHER_PASSWORD } })).problem.code);
    expect(codes).toEqual(['sign-in.mismatch', 'sign-in.mismatch', 'sign-in.paused', 'sign-in.paused']);
    desk.clock.advance(5 * 60_000 + 1_000);
    await desk.enter(email);
    await save({ wrongHere: 5, pauseMinutes: 15 });
  });

  it('is weakened by no setting of a person', async () => {
    const email = 'rosa@gobierno.example';
    await desk.person({ email });
    const session = await desk.enter(email);
    for (const name of ['passwordMaxAgeDays', 'maxAgeDays', 'exemptsPasswordless', 'mustChangePassword'])
      for (const operation of [saveProfile, savePreferences])
        expect((await desk.call(operation, { session, body: { [name]: 365 } as never })).status).toBe(400);
    const policy = await desk.call(savePasswordPolicy, {
      session,
      body: { policy: FIRST, note: 'para mí', version: 1 },
    });
    expect(policy.status).toBe(403);
    expect((await desk.call(readSettings, { session })).status).toBe(403);
    // Who has a password is exempt from nothing, whatever the institution says of those who have none.
    await save({ exemptsPasswordless: true });
    desk.clock.advance(31 * DAY);
    const later = await desk.enter(email);
    expect((await desk.call(readSession, { session: later })).reply).toMatchObject({
      mustChangePassword: true,
      passwordDaysLeft: 0,
    });
  });
});

describe('a clock moved by 31 days', () => {
  let desk: LetterDesk;
  beforeAll(async () => {
    desk = await openLetterDesk();
  });
  afterAll(() => desk.close());

  const ask = async (method: 'GET' | 'POST', url: string, given: { session?: string; body?: object } = {}) => {
    const { session, body } = given;
    const answer = await desk.app.inject({
      method,
      url,
      headers: {
        host: HOST,
        origin: `https://${HOST}`,
        'sec-fetch-site': 'same-origin',
        ...(session ? { cookie: `__Host-mesa=${session}` } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { payload: JSON.stringify(body) } : {}),
    });
    const cookie = answer.cookies.find((each) => each.name === '__Host-mesa');
    return { status: answer.statusCode, body: answer.json(), session: cookie?.value ?? '' };
  };
  const enter = async (name: string) =>
    ask('POST', '/api/session', { body: { email: addressOf(name), password: PASSWORD } });
  const lettersTo = (name: string) =>
    desk.smtp.received.filter(({ to, raw }) => to.includes(addressOf(name)) && /^Subject: .*contrase/im.test(raw))
      .length;

  it('shows notices at 7, 3 and 1 days, then only the change page, and nothing for the exempted', {
    timeout: 60_000,
  }, async () => {
    const [rosa, luis, ana] = await Promise.all(
      ['Rosa Canul', 'Luis Tun', 'Ana Nah'].map((name) => desk.person({ name })),
    );
    const hash = await hashPassword(PASSWORD);
    const now = desk.clock.now();
    await desk.house.store.aside('session', async (db) => {
      const set = { password_hash: hash, password_changed_at: now };
      await db
        .updateTable('people')
        .set(set)
        .where('id', 'in', [String(rosa?.id), String(ana?.id)])
        .execute();
      // Comes in through the directory, and has no password here.
      await db
        .updateTable('people')
        .set({ password_hash: null, password_changed_at: null })
        .where('id', '=', String(luis?.id))
        .execute();
      await db.updateTable('password_policies').set({ exempts_passwordless: true }).execute();
      await db.updateTable('institution').set({ exempts_passwordless: true }).execute();
    });
    const told: number[] = [];
    for (let hours = 0; hours < 31 * 24; hours += 24) {
      // Twice at the same moment: a second node.
      await Promise.all([tellOfEndingPasswords(desk.house), tellOfEndingPasswords(desk.house)]);
      await desk.drain();
      const count = lettersTo('Rosa Canul');
      if (count > told.length) told.push((30 * 24 - hours) / 24);
      if (hours === 28 * 24) {
        // Ana changes hers after two letters: the third never comes, nor does another before 23 days are over.
        await desk.house.store.aside('session', (db) =>
          db
            .updateTable('people')
            .set({ password_changed_at: desk.clock.now() })
            .where('id', '=', String(ana?.id))
            .execute(),
        );
      }
      desk.clock.advance(DAY);
    }
    expect(told).toEqual([7, 3, 1]);
    expect([lettersTo('Rosa Canul'), lettersTo('Ana Nah'), lettersTo('Luis Tun')]).toEqual([3, 2, 0]);
    const [letter] = desk.smtp.received.filter(({ to }) => to.includes(addressOf('Rosa Canul')));
    expect(letter?.message.text).toContain('miércoles 23 de diciembre, 10:00');
    expect(letter?.message.text).toContain(`https://${HOST}/perfil`);

    const { status, session } = await enter('Rosa Canul');
    expect(status).toBe(200);
    const own = await ask('GET', '/api/session', { session });
    expect(own.body).toMatchObject({ mustChangePassword: true, passwordDaysLeft: 0 });
    for (const path of ['/api/requests', '/api/notices', '/api/profile/factors'])
      expect([path, (await ask('GET', path, { session })).body.code]).toEqual([path, 'password.expired']);
    const fresh = await enter('Ana Nah');
    const anas = await ask('GET', '/api/session', { session: fresh.session });
    expect(anas.body).toMatchObject({ mustChangePassword: false, passwordDaysLeft: 27 });
  });
});
