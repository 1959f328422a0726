import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  changePassword,
  giveResetCode,
  listPeople,
  type PersonId,
  readSession,
  useResetCode as resetByCode,
  signIn,
} from '#contract/accounts.ts';
import { OTHER_PASSWORD, PASSWORD, type Settled, settle } from '#tests/security/settled.ts';
import { HOUR, MINUTE } from '../shared/clock.ts';
import { entriesOf, firstBreak } from '../shared/history.ts';
import { sha256 } from '../shared/ids.ts';

let desk: Settled;
beforeAll(async () => {
  desk = await settle();
});
afterAll(() => desk.close());
beforeEach(() => desk.clock.advance(20 * MINUTE));

const NOTE = 'Llamé a su dependencia y contestó su jefa, Ana Uc.';
let made = 0;
const somebody = async (state: 'active' | 'inactive' = 'active') => {
  made += 1;
  const email = `sin.correo.${made}@gobierno.example`;
  return { email, id: (await desk.person({ email, state })) as PersonId };
};
/** The administrator, signed in again: half an hour unused ends a session. */
const admin = () => desk.enter('direccion.ti@gobierno.example', 'tambor-lluvia-cobre-nueve');
const give = async (id: PersonId, session?: string) =>
  desk.call(giveResetCode, {
    session: session ?? (await admin()),
    params: { id },
    body: { proof: 'agency_call_back', note: NOTE },
  });
const use = (email: string, code: string, password = OTHER_PASSWORD, address = '10.1.1.1') =>
  desk.app.inject({
    method: 'POST',
    url: resetByCode.path,
    remoteAddress: address,
    headers: { host: 'localhost:3000', origin: 'http://localhost:3000', 'content-type': 'application/json' },
    payload: JSON.stringify({ email, code, password }),
  });

describe('a code read out by the desk', () => {
  it('is shown once to who gives it, told to its person, and chooses a password', async () => {
    const { id, email } = await somebody();
    const session = await desk.enter(email);
    await desk.drain();
    const mark = desk.mailbox.letters.length;
    const given = await give(id);
    expect(given.status).toBe(200);
    expect(given.reply.code).toMatch(/^[A-HJKMNP-Z2-9]{8}$/);
    expect(new Date(given.reply.expiresAt).getTime()).toBe(desk.clock.now().getTime() + 10 * MINUTE);
    await desk.drain();
    const [letter, ...more] = desk.mailbox.letters.slice(mark);
    expect([letter?.to.address, more.length]).toEqual([email, 0]);
    expect(letter?.text).toContain('Alma Ochoa dio el');
    expect(letter?.text).not.toContain(given.reply.code);

    const { code } = given.reply;
    const typed = `${code.slice(0, 4).toLowerCase()} - ${code.slice(4)}`;
    const answer = await desk.call(resetByCode, { body: { email, code: typed, password: OTHER_PASSWORD } });
    expect([answer.status, answer.reply, answer.session]).toEqual([200, { done: true }, null]);
    expect((await desk.call(readSession, { session })).status).toBe(401);
    expect((await desk.call(signIn, { body: { email, password: PASSWORD } })).status).toBe(401);
    await desk.enter(email, OTHER_PASSWORD);
    const again = await desk.call(resetByCode, { body: { email, code, password: 'membrillo-canoa-faro-31' } });
    expect([again.status, again.problem.code]).toEqual([422, 'reset-code.wrong']);
  });

  it('leaves who gave it, on what proof and the hash of the note in the history; the note beside it, no code anywhere', async () => {
    const { id } = await somebody();
    const { code } = (await give(id)).reply;
    const entry = (await entriesOf(desk.house.store.read, `person:${id}`)).at(-1);
    expect(entry).toMatchObject({ fact: 'password.code-given', actor_kind: 'person' });
    expect(entry?.data).toMatchObject({ proof: 'agency_call_back', note: sha256(NOTE).toString('hex') });
    expect(await firstBreak(desk.house.store.read, `person:${id}`)).toBeNull();
    const [row] = await desk.house.store.read
      .selectFrom('reset_codes')
      .selectAll()
      .where('person_id', '=', id)
      .execute();
    expect(row).toMatchObject({ note: NOTE, given_by: entry?.actor_id });
    expect(JSON.stringify([entry, row])).not.toContain(code);
    expect(row?.code_hash).toMatch(/^\$argon2id\$/);
  });

  it('is refused for oneself, for who is not active, and for nobody', async () => {
    const session = await admin();
    const { items } = (await desk.call(listPeople, { session, query: { q: 'direccion.ti' } })).reply;
    const [self] = items;
    if (!self) throw new Error('no administrator');
    expect(self.can.giveCode).toBe(false);
    expect((await give(self.id, session)).status).toBe(403);
    expect((await give((await somebody('inactive')).id, session)).status).toBe(403);
    expect((await give('01890000-0000-7000-8000-00000000dead' as PersonId, session)).status).toBe(404);
    const { id, email } = await somebody();
    expect((await desk.call(listPeople, { session, query: { q: email } })).reply.items[0]?.can.giveCode).toBe(true);
    const short = await desk.call(giveResetCode, {
      session,
      params: { id },
      body: { proof: 'in_person', note: 'ok' },
    });
    expect([short.status, short.problem.fields?.[0]?.path]).toEqual([400, 'note']);
  });

  it('dies after ten minutes, with another code, with another password', async () => {
    const { id, email } = await somebody();
    const late = (await give(id)).reply.code;
    desk.clock.advance(10 * MINUTE + 1_000);
    expect((await use(email, late)).statusCode).toBe(422);
    const first = (await give(id)).reply.code;
    const second = (await give(id)).reply.code;
    expect((await use(email, first)).statusCode).toBe(422);
    const body = { current: PASSWORD, password: OTHER_PASSWORD };
    await desk.call(changePassword, { session: await desk.enter(email), body });
    expect((await use(email, second, 'membrillo-canoa-faro-31')).statusCode).toBe(422);
  });

  it('survives a password that is refused, which costs no try', async () => {
    const { id, email } = await somebody();
    const { code } = (await give(id)).reply;
    for (const [password, fault] of [
      ['123456789012', 'password.weak'],
      ['password1234', 'password.known'],
      ['RosaCanul.2026', 'password.context'],
      ['123412341234', 'password.weak'],
      ['abcdefghijkl', 'password.weak'],
      ['qwertyuiopas', 'password.weak'],
    ] as const)
      expect((await use(email, code, password)).json().code).toBe(fault);
    expect((await use(email, code)).statusCode).toBe(200);
  });
});

describe('guessing a code', () => {
  it('ends it at the fifth wrong try, whatever networks they come from (V55)', async () => {
    const { id, email } = await somebody();
    const { code } = (await give(id)).reply;
    for (let n = 0; n < 5; n += 1)
      expect((await use(email, 'AAAA-2222', OTHER_PASSWORD, `10.2.${n}.1`)).json().code).toBe('reset-code.wrong');
    expect((await use(email, code, OTHER_PASSWORD, '10.2.9.1')).json().code).toBe('reset-code.wrong');
    const fresh = (await give(id)).reply.code;
    expect((await use(email, fresh, OTHER_PASSWORD, '10.2.9.1')).statusCode).toBe(200);
  });

  it('at the same time is five guesses all the same', async () => {
    const { id, email } = await somebody();
    await give(id);
    await Promise.all(Array.from({ length: 9 }, (_, n) => use(email, 'AAAA-2222', OTHER_PASSWORD, `10.3.${n}.1`)));
    const row = await desk.house.store.read
      .selectFrom('reset_codes')
      .select('tries')
      .where('person_id', '=', id)
      .executeTakeFirst();
    expect(row?.tries).toBe(5);
  });

  it('is slowed down by network, for addresses with and without an account alike', async () => {
    const { email } = await somebody();
    for (const [address, network] of [
      [email, '10.4.0'],
      ['ninguna@gobierno.example', '10.5.0'],
    ] as const) {
      const codes: string[] = [];
      for (let n = 0; n < 12; n += 1)
        codes.push((await use(address, 'AAAA-2222', OTHER_PASSWORD, `${network}.${n + 1}`)).json().code);
      expect(codes).toEqual([...Array(10).fill('reset-code.wrong'), 'rate.exceeded', 'rate.exceeded']);
    }
    desk.clock.advance(HOUR);
    expect((await use(email, 'AAAA-2222', OTHER_PASSWORD, '10.4.0.1')).json().code).toBe('reset-code.wrong');
  });

  it.each(['%%%%%%%%', '********', '', 'AAAA222', 'AAAA22222', 'OOOO0000', null, ['AAAA2222']])(
    'as %j is refused before anything is looked at (V48)',
    async (code) => {
      const answer = await use('ninguna@gobierno.example', code as string);
      expect([answer.statusCode, answer.json().fields[0].path]).toEqual([400, 'code']);
    },
  );
});
