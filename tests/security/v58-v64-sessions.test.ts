/** V58 fixation, V59 exposed ids, V60 sessions after a password change, V61 the hash as password, V63 floods, V64 guessing. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  askEmailChange,
  askPasswordReset,
  changePassword,
  confirmEmail,
  createAccount,
  giveResetCode,
  type PersonId,
  readProfile,
  readSession,
  useResetCode as resetByCode,
  setPassword,
  signIn,
} from '#contract/accounts.ts';
import { mintCredentialLink } from '#server/accounts/index.ts';
import { HOUR, MINUTE } from '#server/shared/clock.ts';
import { newSecret, sha256 } from '#server/shared/ids.ts';
import { OTHER_PASSWORD, PASSWORD, type Settled, settle } from './settled.ts';

let desk: Settled;
beforeAll(async () => {
  // The test's requests come from loopback, as a proxy's would: each may then say its own address.
  desk = await settle({ TRUSTED_PROXIES: '127.0.0.1' });
});
afterAll(() => desk.close());

const from = (address: string) => ({ 'x-forwarded-for': address });

describe('V52: a name in a header', () => {
  it.each([
    'x-remote-user',
    'x-forwarded-user',
    'x-forwarded-email',
    'remote-user',
    'remote_user',
    'x-ssl-client-s-dn',
  ])('signs nobody in as %s, not even through the proxy that is trusted', async (name) => {
    const email = 'direccion.ti@gobierno.example';
    const headers = { [name]: email, ...from('10.1.2.3') };
    expect((await desk.call(readSession, { headers })).status).toBe(401);
    const answer = await desk.call(signIn, { headers, body: { email, password: OTHER_PASSWORD } });
    expect([answer.problem.code, answer.session]).toEqual(['sign-in.mismatch', null]);
    desk.clock.advance(HOUR);
  });
});

describe('V58: a cookie planted before sign-in', () => {
  it('never becomes a session', async () => {
    await desk.person({ email: 'fijada@gobierno.example' });
    const planted = newSecret();
    const answer = await desk.call(signIn, {
      session: planted,
      body: { email: 'fijada@gobierno.example', password: PASSWORD },
    });
    expect(answer.session).not.toBe(planted);
    expect((await desk.call(readSession, { session: planted })).status).toBe(401);
    expect((await desk.call(readSession, { session: answer.session })).status).toBe(200);
  });

  it('that was somebody’s session ends when another person signs in over it', async () => {
    await desk.person({ email: 'atacante@gobierno.example' });
    const attacker = await desk.enter('atacante@gobierno.example');
    const answer = await desk.call(signIn, {
      session: attacker,
      body: { email: 'fijada@gobierno.example', password: PASSWORD },
    });
    expect((await desk.call(readSession, { session: attacker })).status).toBe(401);
    expect((await desk.call(readSession, { session: answer.session })).reply.person.email).toBe(
      'fijada@gobierno.example',
    );
  });
});

describe('V59: the secret of a session', () => {
  it('is 256 bits in a cookie scripts cannot read, a hash in the database, and nowhere else', async () => {
    const answer = await desk.call(signIn, { body: { email: 'fijada@gobierno.example', password: PASSWORD } });
    const session = answer.session ?? '';
    expect(Buffer.from(session, 'base64url')).toHaveLength(32);
    const cookie = String(answer.raw.headers['set-cookie']);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).toMatch(/; Path=\//);
    expect(answer.raw.body).not.toContain(session);
    expect((await desk.call(readProfile, { session })).raw.body).not.toContain(session);
    const rows = await desk.house.store.read.selectFrom('sessions').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(session);
    expect(rows.some((row) => row.token_hash.equals(sha256(session)))).toBe(true);
  });

  it('over https is bound to the host and to https', async () => {
    const secure = await settle({ PUBLIC_URL: 'https://mesa.gobierno.example' });
    const answer = await secure.call(signIn, {
      body: { email: 'direccion.ti@gobierno.example', password: 'tambor-lluvia-cobre-nueve' },
    });
    expect(String(answer.raw.headers['set-cookie'])).toMatch(/^__Host-mesa=[^;]+;.*; HttpOnly; Secure; SameSite=Lax/);
    await secure.close();
  });
});

describe('V60: after a password change', () => {
  const linkFor = (id: string) =>
    desk.house.store.aside('delivery', (db, now) => mintCredentialLink(db, { personId: id, purpose: 'reset' }, now));

  it('or a reset, every other session and every link is dead', async () => {
    const email = 'cambiada@gobierno.example';
    const id = await desk.person({ email });
    const old = [await desk.enter(email), await desk.enter(email)];
    const link = await linkFor(id);
    const changed = await desk.call(changePassword, {
      session: old[0],
      body: { current: PASSWORD, password: OTHER_PASSWORD },
    });
    for (const session of old) expect((await desk.call(readSession, { session })).status).toBe(401);
    const dead = await desk.call(setPassword, { body: { token: link?.token ?? '', password: 'nogal-arena-puente-3' } });
    expect([dead.status, dead.problem.code]).toEqual([410, 'token.spent']);
    const [first, second] = [await linkFor(id), await linkFor(id)];
    expect(
      (await desk.call(setPassword, { body: { token: first?.token ?? '', password: 'nogal-arena-puente-3' } })).status,
    ).toBe(410);
    expect(
      (await desk.call(setPassword, { body: { token: second?.token ?? '', password: 'nogal-arena-puente-3' } })).status,
    ).toBe(200);
    expect((await desk.call(readSession, { session: changed.session })).status).toBe(401);
  });
});

describe('V60: after a change of e-mail or a code of the desk', () => {
  it('every other session, link and code is dead', async () => {
    desk.clock.advance(HOUR);
    const email = 'mudada@gobierno.example';
    const id = (await desk.person({ email })) as PersonId;
    const [mine, other] = [await desk.enter(email), await desk.enter(email)];
    const admin = await desk.enter('direccion.ti@gobierno.example', 'tambor-lluvia-cobre-nueve');
    const giving = { session: admin, params: { id }, body: { proof: 'in_person', note: 'con su gafete' } } as const;
    const link = await desk.house.store.aside('delivery', (db, now) =>
      mintCredentialLink(db, { personId: id, purpose: 'reset' }, now),
    );
    const before = (await desk.call(giveResetCode, giving)).reply.code;
    const mark = desk.mailbox.letters.length;
    const moved = 'mudada.ya@gobierno.example';
    await desk.call(askEmailChange, { session: mine, body: { email: moved, password: PASSWORD } });
    await desk.drain();
    const letters = desk.mailbox.letters.slice(mark).map((letter) => letter.text);
    const token = /correo#([A-Za-z0-9_-]{43})/.exec(letters.join())?.[1] ?? '';
    expect((await desk.call(confirmEmail, { session: mine, body: { token } })).status).toBe(200);
    expect((await desk.call(readSession, { session: other })).status).toBe(401);
    expect((await desk.call(readSession, { session: mine })).status).toBe(200);
    const password = 'nogal-arena-puente-3';
    expect((await desk.call(setPassword, { body: { token: link?.token ?? '', password } })).status).toBe(410);
    expect((await desk.call(resetByCode, { body: { email: moved, code: before, password } })).status).toBe(422);

    const { code } = (await desk.call(giveResetCode, giving)).reply;
    expect((await desk.call(resetByCode, { body: { email: moved, code, password } })).status).toBe(200);
    expect((await desk.call(readSession, { session: mine })).status).toBe(401);
  });
});

describe('V61: the stored hash', () => {
  it('is no password', async () => {
    const email = 'hash@gobierno.example';
    await desk.person({ email });
    const row = await desk.house.store.read
      .selectFrom('people')
      .select('password_hash')
      .where('email', '=', email)
      .executeTakeFirstOrThrow();
    const password = row.password_hash ?? '';
    expect(password).toContain('$argon2id$');
    expect((await desk.call(signIn, { body: { email, password } })).status).toBe(401);
  });
});

describe('V63: a flood of forms for one address', () => {
  it('brings it three letters an hour, from however many networks', { timeout: 60_000 }, async () => {
    desk.clock.advance(HOUR);
    const email = 'inundada@gobierno.example';
    await desk.person({ email });
    await desk.drain();
    const mark = desk.mailbox.letters.length;
    for (let batch = 0; batch < 6; batch += 1) {
      const asked = Array.from({ length: 50 }, (_, n) =>
        desk.call(askPasswordReset, { body: { email }, headers: from(`10.${batch}.${n}.7`) }),
      );
      expect((await Promise.all(asked)).every((answer) => answer.status === 202)).toBe(true);
    }
    for (let n = 0; n < 10; n += 1)
      expect(
        (await desk.call(createAccount, { body: desk.applicant(email), headers: from(`11.0.${n}.7`) })).status,
      ).toBe(202);
    await desk.drain();
    expect(desk.mailbox.letters.slice(mark).filter((letter) => letter.to.address === email)).toHaveLength(3);
  });

  it('and from one network to many addresses, twenty an hour', { timeout: 60_000 }, async () => {
    desk.clock.advance(HOUR);
    const mark = desk.mailbox.letters.length;
    for (let n = 0; n < 26; n += 1) {
      const answer = await desk.call(createAccount, {
        body: desk.applicant(`lluvia${n}@gobierno.example`),
        headers: from('12.0.0.7'),
      });
      expect(answer.status).toBe(202);
    }
    await desk.drain();
    expect(desk.mailbox.letters.slice(mark)).toHaveLength(20);
  });

  it('repeats nothing that the flooder wrote but the name it asked to be called by', async () => {
    desk.clock.advance(HOUR);
    const mark = desk.mailbox.letters.length;
    const body = { ...desk.applicant('eco@gobierno.example'), secondSurname: 'http://evil.example <b>x</b>' };
    await desk.call(createAccount, { body, headers: from('13.0.0.7') });
    await desk.drain();
    const [letter] = desk.mailbox.letters.slice(mark);
    expect(letter?.html).not.toContain('<b>x</b>');
    expect(letter?.html).not.toMatch(/href="http:\/\/evil/);
  });
});

describe('V64: guessing', () => {
  it('over all networks does not lock the owner out where they work', { timeout: 60_000 }, async () => {
    desk.clock.advance(HOUR);
    const email = 'asediada@gobierno.example';
    await desk.person({ email });
    const owner = { body: { email, password: PASSWORD }, headers: from('10.20.30.40') };
    expect((await desk.call(signIn, owner)).status).toBe(200);
    const codes: string[] = [];
    for (let n = 0; n < 60; n += 1) {
      const answer = await desk.call(signIn, {
        body: { email, password: OTHER_PASSWORD },
        headers: from(`172.16.${n}.9`),
      });
      codes.push(answer.problem.code);
    }
    expect(codes.filter((code) => code === 'sign-in.mismatch')).toHaveLength(49);
    expect(codes.at(-1)).toBe('sign-in.paused');
    expect((await desk.call(signIn, { ...owner, headers: from('172.31.0.1') })).problem.code).toBe('sign-in.paused');
    expect((await desk.call(signIn, { ...owner, headers: from('10.20.30.99') })).status).toBe(200);
    desk.clock.advance(15 * MINUTE);
    expect((await desk.call(signIn, { ...owner, headers: from('172.31.0.1') })).status).toBe(200);
  });

  it('from one network pauses only there', async () => {
    const email = 'vecina@gobierno.example';
    await desk.person({ email });
    for (let n = 0; n < 6; n += 1)
      await desk.call(signIn, { body: { email, password: OTHER_PASSWORD }, headers: from(`192.168.1.${n + 1}`) });
    const body = { email, password: PASSWORD };
    expect((await desk.call(signIn, { body, headers: from('192.168.1.200') })).status).toBe(429);
    expect((await desk.call(signIn, { body, headers: from('192.168.2.1') })).status).toBe(200);
  });

  it('from an address that a stranger claims is counted by the real one', async () => {
    const plain = await settle();
    const codes: number[] = [];
    for (let n = 0; n < 8; n += 1)
      codes.push(
        (
          await plain.call(signIn, {
            body: { email: 'nadie@gobierno.example', password: 'x' },
            headers: from(`10.0.${n}.1`),
          })
        ).status,
      );
    expect(codes.slice(4).every((status) => status === 429)).toBe(true);
    await plain.close();
  });

  it('with a giant password is refused before anything is hashed', async () => {
    for (const [size, status] of [
      [257, 400],
      [100_000, 400],
      [10 * 1024 * 1024, 413],
    ] as const) {
      const started = performance.now();
      const answer = await desk.call(signIn, {
        body: { email: 'vecina@gobierno.example', password: 'a'.repeat(size) },
      });
      expect(answer.status).toBe(status);
      // Bytes of ten megabytes must be made and passed first; refusing is quick all the same.
      expect(performance.now() - started).toBeLessThan(1000);
    }
  });
});
