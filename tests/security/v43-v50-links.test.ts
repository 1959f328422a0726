/** V43 set-up left open, V47 V48 reset links, V49 live secrets at rest, V50 poisoned host, V62 fixed secrets. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  askEmailChange,
  askPasswordReset,
  confirmEmail,
  createAccount,
  giveResetCode,
  invitePerson,
  type PersonId,
  setPassword,
  signIn,
  verifyAccount,
} from '#contract/accounts.ts';
import { listOrganisation } from '#contract/agencies.ts';
import { OPERATIONS } from '#contract/index.ts';
import { completeSetUp, openSetUp, sendSetUpLetter } from '#contract/institution.ts';
import type { Operation } from '#contract/operation.ts';
import { keyFor } from '#server/accounts/index.ts';
import { ensureSetUpLink } from '#server/institution/index.ts';
import { HOUR, MINUTE } from '#server/shared/clock.ts';
import { newSecret } from '#server/shared/ids.ts';
import { openTestHouse } from '#tests/kit/house.ts';
import { ADMIN, OTHER_PASSWORD, PASSWORD, SET_UP, type Settled, settle, tokenOf } from './settled.ts';

let desk: Settled;
beforeAll(async () => {
  desk = await settle();
});
afterAll(() => desk.close());

const tokensIn = (text: string): string[] =>
  [...text.matchAll(/#([A-Za-z0-9_-]{43})/g)].map((match) => String(match[1]));

/** Letters that left since the mark, after everything queued was done. */
const lettersSince = async (mark: number) => {
  await desk.drain();
  return desk.mailbox.letters.slice(mark);
};

const post = (url: string, payload: string, headers: Record<string, string> = {}) =>
  desk.app.inject({
    method: 'POST',
    url,
    headers: {
      host: 'localhost:3000',
      origin: 'http://localhost:3000',
      'content-type': 'application/json',
      ...headers,
    },
    payload,
  });

describe('V43: after set-up', () => {
  it('its doors answer the same refusal to everybody and do nothing', async () => {
    const mark = desk.mailbox.letters.length;
    const mail = { smtpUrl: 'smtp://mail.example', mailFrom: 'mesa@gobierno.example' };
    const institution = { ...SET_UP.institution, mailDomains: ['evil.example'] };
    const answers = [
      await desk.call(openSetUp, { body: { token: newSecret() } }),
      await desk.call(sendSetUpLetter, { body: { token: newSecret(), mail, to: 'victima@gobierno.example' } }),
      await desk.call(completeSetUp, { body: { ...SET_UP, institution, token: newSecret() } }),
    ];
    expect(answers.map((answer) => answer.problem.code)).toEqual(['set-up.done', 'set-up.done', 'set-up.done']);
    expect(desk.mailbox.letters.length).toBe(mark);
  });

  it('health says ok and nothing else', async () => {
    for (const url of ['/health/live', '/health/ready']) {
      const answer = await desk.app.inject({ url });
      expect(answer.body).toBe('ok');
    }
  });
});

describe('V47: a reset', () => {
  const EMAIL = 'victima@gobierno.example';

  it.each([
    ['a list', JSON.stringify({ email: [EMAIL, 'evil@evil.example'] })],
    ['a comma list', JSON.stringify({ email: `${EMAIL},evil@evil.example` })],
    ['a semicolon list', JSON.stringify({ email: `${EMAIL};evil@evil.example` })],
    ['an object', JSON.stringify({ email: { 0: EMAIL } })],
    ['a trailing dot', JSON.stringify({ email: `${EMAIL}.` })],
    ['a line break and a header', JSON.stringify({ email: `${EMAIL}\r\nBcc: evil@evil.example` })],
    ['a name and an address', JSON.stringify({ email: `<${EMAIL}> evil@evil.example` })],
    ['a null byte', JSON.stringify({ email: `${EMAIL}\u0000@evil.example` })],
    ['a full-width letter', JSON.stringify({ email: 'ｖictima@gobierno.example' })],
    ['a Cyrillic letter', JSON.stringify({ email: 'victimа@gobierno.example' })],
    ['nothing', JSON.stringify({ email: null })],
    ['a second key', JSON.stringify({ email: EMAIL, to: 'evil@evil.example' })],
  ])('asked for with %s is refused', async (_what, payload) => {
    expect((await post('/api/password-reset', payload)).statusCode).toBe(400);
  });

  it.each([
    ['a list', { email: [EMAIL, 'evil@evil.example'] }],
    ['a comma list', { email: `${EMAIL},evil@evil.example` }],
    ['a line break and a header', { email: `${EMAIL}\r\nBcc: evil@evil.example` }],
    ['a full-width letter', { email: 'ｖictima@gobierno.example' }],
    ['a second key', { email: EMAIL, to: 'evil@evil.example' }],
  ])('or another e-mail, asked for with %s, is refused', async (_what, said) => {
    const cookie = `mesa=${await desk.enter(ADMIN.email, ADMIN.password)}`;
    const payload = JSON.stringify({ ...said, password: ADMIN.password });
    expect((await post('/api/profile/email', payload, { cookie })).statusCode).toBe(400);
  });

  it('letter goes to the stored address alone, however the address was written', async () => {
    await desk.person({ email: 'kevin@gobierno.example' });
    const mark = desk.mailbox.letters.length;
    const spellings = ['KEVIN@GOBIERNO.EXAMPLE', 'Kevin@gobierno.example'];
    for (const email of spellings)
      expect((await post('/api/password-reset', JSON.stringify({ email }))).statusCode).toBe(202);
    const duplicate = '{"email":"evil@evil.example","email":"kevin@gobierno.example"}';
    expect((await post('/api/password-reset', duplicate)).statusCode).toBe(202);
    const letters = await lettersSince(mark);
    expect(letters.length).toBe(3);
    expect(new Set(letters.map((letter) => letter.to.address))).toEqual(new Set(['kevin@gobierno.example']));
  });
});

describe('V48: a link', () => {
  it.each([
    '%',
    '*',
    '',
    ' ',
    '%'.repeat(43),
    '*'.repeat(43),
    `${'a'.repeat(42)}%`,
    'a'.repeat(42),
    'a'.repeat(44),
    '\u0000'.repeat(43),
  ])('of %j is refused as no token', async (token) => {
    expect((await desk.call(setPassword, { body: { token, password: PASSWORD } })).status).toBe(400);
    expect((await desk.call(verifyAccount, { body: { token, password: PASSWORD } })).status).toBe(400);
    expect((await desk.call(confirmEmail, { body: { token } })).status).toBe(400);
  });

  it.each([null, [], {}, true, 0, ['a'.repeat(43)]])('of %j is refused as no token', async (token) => {
    expect((await post('/api/password', JSON.stringify({ token, password: PASSWORD }))).statusCode).toBe(400);
    expect((await post('/api/profile/email/confirm', JSON.stringify({ token }))).statusCode).toBe(400);
  });

  it('guessed ten times stops being asked about, and a right one waits too', async () => {
    const codes: string[] = [];
    for (let n = 0; n < 12; n += 1)
      codes.push((await desk.call(setPassword, { body: { token: newSecret(), password: PASSWORD } })).problem.code);
    expect(codes.filter((code) => code === 'token.spent')).toHaveLength(10);
    expect(codes.slice(10)).toEqual(['rate.exceeded', 'rate.exceeded']);
    expect((await desk.call(verifyAccount, { body: { token: newSecret(), password: PASSWORD } })).status).toBe(429);
    desk.clock.advance(15 * MINUTE);
  });

  it('used twice at the same moment works once', async () => {
    await desk.person({ email: 'doble@gobierno.example' });
    const mark = desk.mailbox.letters.length;
    await desk.call(askPasswordReset, { body: { email: 'doble@gobierno.example' } });
    const [token = ''] = tokensIn((await lettersSince(mark))[0]?.text ?? '');
    const answers = await Promise.all(
      [OTHER_PASSWORD, 'nogal-arena-puente-3'].map((password) => desk.call(setPassword, { body: { token, password } })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 410]);
  });
});

describe('V49: a live secret', () => {
  it('lies in no table, in no queue and in no history: only in the letter', async () => {
    desk.clock.advance(HOUR);
    const mark = desk.mailbox.letters.length;
    const { agencies, positions } = (await desk.call(listOrganisation)).reply;
    const [agency, position] = [agencies[0], positions[0]];
    if (!agency || !position) throw new Error('no organisation');
    const id = (await desk.person({ email: 'secreta@gobierno.example' })) as PersonId;
    const session = await desk.enter('secreta@gobierno.example');
    const asking = { email: 'mas.secreta@gobierno.example', password: PASSWORD };
    expect((await desk.call(askEmailChange, { session, body: asking })).status).toBe(202);
    await desk.call(askPasswordReset, { body: { email: 'secreta@gobierno.example' } });
    await desk.call(createAccount, { body: desk.applicant('nueva.secreta@gobierno.example') });
    await desk.call(invitePerson, {
      session: await desk.enter(ADMIN.email, ADMIN.password),
      body: {
        ...{
          givenNames: 'Iris',
          firstSurname: 'Dzul',
          secondSurname: '',
          email: 'iris@gobierno.example',
          employeeNumber: '',
        },
        ...{ agencyId: agency.id, positionId: position.id, phone: '312 316 2000', roles: ['requester'], teamIds: [] },
      },
    });
    const code = await desk.call(giveResetCode, {
      session: await desk.enter(ADMIN.email, ADMIN.password),
      params: { id },
      body: { proof: 'in_person', note: 'con su gafete' },
    });
    const letters = await lettersSince(mark);
    const tokens = letters.flatMap((letter) => tokensIn(letter.text));
    expect(new Set(tokens).size).toBe(4);
    const secrets = [...tokens, code.reply.code];
    expect(letters.map((letter) => `${letter.text}${letter.html}`).join()).not.toContain(code.reply.code);
    const text = await wholeDatabase();
    expect(text).toContain('secreta@gobierno.example');
    for (const secret of [...secrets, PASSWORD, ADMIN.password]) expect(text).not.toContain(secret);
    const admin = await desk.enter(ADMIN.email, ADMIN.password);
    const readings = OPERATIONS.filter(
      ({ method, path, demoOnly, carrier }) =>
        method === 'GET' && !path.includes(':') && !demoOnly && carrier === 'json',
    );
    const said: string[] = [];
    for (const operation of readings) said.push((await desk.call(operation as Operation, { session: admin })).raw.body);
    expect(said.filter((body) => body.includes('secreta@gobierno.example')).length).toBeGreaterThan(0);
    for (const secret of secrets) expect(said.join('\n')).not.toContain(secret);
  });

  /** Every row of every table as text, the queues' included, as the program itself may read them. */
  const wholeDatabase = (): Promise<string> =>
    desk.house.store.aside('sweep', async (db) => {
      const tables = await sql<{ name: string }>`
        select format('%I.%I', schemaname, tablename) name from pg_tables
        where schemaname in ('public', 'jobs') and tablename <> 'migrations'`.execute(db);
      expect(tables.rows.filter(({ name }) => name.startsWith('jobs.')).length).toBeGreaterThan(2);
      const texts: string[] = [];
      for (const { name } of tables.rows) {
        const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`.execute(db);
        texts.push(...rows.map(({ row }) => row));
      }
      return texts.join('\n');
    });
});

describe('V50: a foreign host', () => {
  const foreign: Record<string, string>[] = [{ host: 'evil.example' }, { 'x-forwarded-host': 'evil.example' }];
  it.each(foreign)('%o is refused and sends nothing', async (headers) => {
    const mark = desk.mailbox.letters.length;
    const payload = JSON.stringify({ email: ADMIN.email });
    expect((await post('/api/password-reset', payload, headers)).statusCode).toBe(421);
    expect(await lettersSince(mark)).toEqual([]);
  });

  it('named in any other header leaves links with the configured origin', async () => {
    const mark = desk.mailbox.letters.length;
    const headers = {
      forwarded: 'host=evil.example',
      'x-host': 'evil.example',
      'x-original-url': 'http://evil.example/',
    };
    expect((await post('/api/password-reset', JSON.stringify({ email: ADMIN.email }), headers)).statusCode).toBe(202);
    const [letter] = await lettersSince(mark);
    expect(letter?.text).toContain('http://localhost:3000/');
    expect(`${letter?.text}${letter?.html}`).not.toContain('evil');
  });
});

describe('V50: the letter of another e-mail', () => {
  it('leads to the configured origin, whatever the headers said', async () => {
    const email = 'origen@gobierno.example';
    await desk.person({ email });
    const mark = desk.mailbox.letters.length;
    const cookie = `mesa=${await desk.enter(email)}`;
    const payload = JSON.stringify({ email: 'otro.origen@gobierno.example', password: PASSWORD });
    const headers = { cookie, forwarded: 'host=evil.example', 'x-host': 'evil.example' };
    expect((await post('/api/profile/email', payload, headers)).statusCode).toBe(202);
    const letters = await lettersSince(mark);
    const link = letters.find((letter) => letter.to.address.startsWith('otro'))?.text;
    expect(link).toMatch(/http:\/\/localhost:3000\/correo#[A-Za-z0-9_-]{43}/);
    expect(JSON.stringify(letters)).not.toContain('evil');
  });
});

describe('V62: a fresh desk', () => {
  it('has no account, no password that works and a set-up secret of its own', async () => {
    const [one, two] = await Promise.all([openTestHouse(), openTestHouse()]);
    const links = [await ensureSetUpLink(one.house), await ensureSetUpLink(two.house)].map(tokenOf);
    expect(links[0]).not.toBe(links[1]);
    const keys = [one, two].map(({ house }) => keyFor(house.secrets, 'totp').toString('hex'));
    expect(keys[0]).not.toBe(keys[1]);
    expect(await one.house.store.read.selectFrom('people').select('id').execute()).toEqual([]);
    for (const email of ['admin@localhost.example', 'admin@gobierno.example', 'root@example.com'])
      for (const password of ['admin', 'password', 'changeme'])
        expect((await one.call(signIn, { body: { email, password } })).status).toBe(401);
    await Promise.all([one.close(), two.close()]);
  });
});
