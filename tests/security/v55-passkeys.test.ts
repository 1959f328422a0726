/**
 * V55 of passkeys: the step is bound to its session and its person, and an answer opens once. V58: each step up gives
 * another token. V61: what the table keeps opens nothing. Beside it what WebAuthn asks of who verifies.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addPasskey,
  answerByPasskey,
  answerSecondStep,
  askPasskey,
  askPasskeyEntry,
  beginPasskey,
  confirmByPasskey,
  enterByPasskey,
  type PasskeyId,
  readFactors,
  readSecondFactorRule,
  readSession,
  removePasskey,
  renewRecoveryCodes,
  saveSecondFactorRule,
  signIn,
} from '#contract/accounts.ts';
import type { Role } from '#contract/permissions.ts';
import { DAY, MINUTE } from '#server/shared/clock.ts';
import { entriesOf } from '#server/shared/history.ts';
import { newId } from '#server/shared/ids.ts';
import { make, newKey, type Said, type TestKey, use } from '#tests/kit/authenticator.ts';
import { ADMIN, PASSWORD, type Settled, settle } from './settled.ts';

let desk: Settled;
beforeAll(async () => {
  desk = await settle();
}, 60_000);
afterAll(() => desk.close());

type Owner = { id: string; email: string; key: TestKey; session: string; codes: string[] };

let made = 0;
async function add(session: string, key: TestKey, said: Said = {}) {
  const begun = await desk.call(beginPasskey, { session });
  return desk.call(addPasskey, { session, body: { name: 'Teléfono', made: make(key, begun.reply, said) } });
}

async function owner(roles: Role[] = ['requester']): Promise<Owner> {
  made += 1;
  const email = `passkey.${made}@gobierno.example`;
  const id = await desk.person({ email, roles });
  const key = newKey();
  const added = await add(await desk.enter(email), key);
  return { id, email, key, session: added.session ?? '', codes: added.reply.recoveryCodes ?? [] };
}
let known: Promise<Owner> | null = null;
/** One whose factors no test changes: to make one takes ten hashes. */
const somebody = (): Promise<Owner> => {
  known ??= owner();
  return known;
};

const half = async ({ email }: Owner) =>
  (await desk.call(signIn, { body: { email, password: PASSWORD } })).session ?? '';
const asked = async (session: string) => (await desk.call(askPasskey, { session })).reply;
const answer = (session: string, body: ReturnType<typeof use>) => desk.call(answerByPasskey, { session, body });

describe('a passkey', () => {
  it('is made at this session, brings recovery codes, ends the other sessions and is listed without a secret (V60)', async () => {
    const email = 'nueva@gobierno.example';
    await desk.person({ email });
    const [session, other] = [await desk.enter(email), await desk.enter(email)];
    const begun = await desk.call(beginPasskey, { session });
    expect(begun.reply).toMatchObject({
      ...{ rp: { id: 'localhost', name: 'Mesa de Servicios' }, user: { name: email }, attestation: 'none' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    const key = newKey();
    const body = { name: '  Teléfono   de Ana ', made: make(key, begun.reply, { synced: true }) };
    const added = await desk.call(addPasskey, { session, body });
    expect([added.status, added.reply.recoveryCodes?.length]).toEqual([201, 10]);
    expect((await desk.call(readSession, { session: other })).status).toBe(401);
    expect((await desk.call(readSession, { session })).status).toBe(401);
    const { reply, raw } = await desk.call(readFactors, { session: added.session });
    expect(reply.passkeys).toMatchObject([{ name: 'Teléfono de Ana', synced: true, lastUsedAt: null }]);
    expect(raw.body).not.toContain(key.id);
    const second = await desk.call(beginPasskey, { session: added.session });
    expect(second.reply.excludeCredentials.map(({ id }) => id)).toEqual([key.id]);
    // The same answer once more, and the same credential with a fresh challenge, at this account or at another.
    expect((await desk.call(addPasskey, { session: added.session, body })).problem.code).toBe('passkey.refused');
    expect((await add(added.session ?? '', key)).problem.code).toBe('passkey.refused');
    expect((await add((await somebody()).session, key)).problem.code).toBe('passkey.refused');
    await desk.drain();
    expect(desk.mailbox.letters.filter(({ to }) => to.address === email).map(({ subject }) => subject)).toEqual([
      'Se agregó un segundo factor a tu cuenta de Mesa de Servicios',
    ]);
  });

  it.each<[string, Said]>([
    ['at pages of another origin', { origin: 'https://gobierno.example.net' }],
    ['for another name', { party: 'gobierno.example.net' }],
    ['without its person verified at the device', { verified: false }],
    ['out of the use of another', { type: 'webauthn.get' }],
  ])('is not made %s', async (_what, said) => {
    expect(await add((await somebody()).session, newKey(), said)).toMatchObject({
      ...{ status: 422, problem: { code: 'passkey.refused' } },
    });
  });

  it('is taken away alone; the last one stays with whoever must have one', async () => {
    const rosa = await owner(['auditor']);
    const second = await add(rosa.session, newKey());
    expect([second.status, second.reply.recoveryCodes]).toEqual([201, null]);
    const { passkeys } = (await desk.call(readFactors, { session: second.session })).reply;
    const [first, last] = passkeys.map(({ id }) => id as PasskeyId);
    const nobody = await desk.call(removePasskey, { session: second.session, params: { id: newId<PasskeyId>() } });
    expect(nobody.status).toBe(404);
    const foreign = (await somebody()).session;
    const others = await desk.call(removePasskey, { session: foreign, params: { id: first as PasskeyId } });
    expect(others.status).toBe(404);
    const gone = await desk.call(removePasskey, { session: second.session, params: { id: first as PasskeyId } });
    expect(gone.status).toBe(200);
    const admin = await desk.enter(ADMIN.email, ADMIN.password);
    const { version } = (await desk.call(readSecondFactorRule, { session: admin })).reply;
    await desk.call(saveSecondFactorRule, { session: admin, body: { roles: ['auditor'], version } });
    const kept = await desk.call(removePasskey, { session: gone.session, params: { id: last as PasskeyId } });
    expect([kept.status, kept.problem.code]).toEqual([409, 'factor.last']);
    await desk.call(saveSecondFactorRule, { session: admin, body: { roles: [], version: version + 1 } });
    const done = await desk.call(removePasskey, { session: gone.session, params: { id: last as PasskeyId } });
    expect((await desk.call(readFactors, { session: done.session })).reply).toMatchObject({
      ...{ passkeys: [], recoveryCodesLeft: 0 },
    });
    expect((await desk.call(askPasskey, { session: done.session })).status).toBe(422);
  });
});

describe('the step after the password, by a passkey', () => {
  it('opens the session under another token, once; a recovery code does as well (V55, V58)', async () => {
    const rosa = await somebody();
    const session = await half(rosa);
    expect((await desk.call(readSession, { session })).reply.secondStep).toEqual({ code: true, passkey: true });
    const options = await asked(session);
    expect(options.allowCredentials.map(({ id }) => id)).toEqual([rosa.key.id]);
    const body = use(rosa.key, options);
    const opened = await answer(session, body);
    expect([opened.status, opened.session === session]).toEqual([200, false]);
    expect((await desk.call(readSession, { session })).status).toBe(401);
    expect((await desk.call(readSession, { session: opened.session })).reply.person.email).toBe(rosa.email);
    const again = await answer(opened.session ?? '', body);
    expect([again.status, again.problem.code]).toEqual([409, 'second-step.done']);
    expect((await answer(await half(rosa), body)).problem.code).toBe('passkey.refused');
    const { passkeys } = (await desk.call(readFactors, { session: opened.session })).reply;
    expect(passkeys[0]?.lastUsedAt).toBe(desk.clock.now().toISOString());
    const code = { code: rosa.codes[0] ?? '' };
    expect((await desk.call(answerSecondStep, { session: await half(rosa), body: code })).status).toBe(200);
  });

  it.each<[string, Said]>([
    ['of another origin', { origin: 'https://gobierno.example.net' }],
    ['of another port', { origin: 'http://localhost:3001' }],
    ['for another name', { party: 'gobierno.example.net' }],
    ['without its person verified at the device', { verified: false }],
    ['that was the making of one', { type: 'webauthn.create' }],
  ])('takes no answer %s', async (_what, said) => {
    const rosa = await somebody();
    const session = await half(rosa);
    const refused = await answer(session, use(rosa.key, await asked(session), said));
    expect([refused.status, refused.problem.code]).toEqual([422, 'passkey.refused']);
  });

  it('takes nobody else’s passkey, and no answer of another key under the right name (V61)', async () => {
    const [rosa, ana] = [await somebody(), await owner()];
    const session = await half(rosa);
    const foreign = await answer(session, use(ana.key, await asked(session)));
    expect(foreign.problem.code).toBe('passkey.refused');
    const forged = await answer(session, use({ ...newKey(), id: rosa.key.id }, await asked(session)));
    expect(forged.problem.code).toBe('passkey.refused');
  });

  it('takes a challenge of its own session alone, once, for five minutes, and given for this', async () => {
    const rosa = await somebody();
    const [one, two] = [await half(rosa), await half(rosa)];
    const options = await asked(one);
    expect((await answer(two, use(rosa.key, options))).problem.code).toBe('passkey.refused');
    const invented = { ...options, challenge: newKey().id };
    expect((await answer(one, use(rosa.key, invented))).problem.code).toBe('passkey.refused');
    // Whatever came of the first answer, the challenge is used up by it.
    const spoilt = await asked(one);
    await answer(one, use(rosa.key, spoilt, { verified: false }));
    expect((await answer(one, use(rosa.key, spoilt))).problem.code).toBe('passkey.refused');
    const late = await asked(one);
    desk.clock.advance(5 * MINUTE);
    expect((await answer(one, use(rosa.key, late))).problem.code).toBe('passkey.refused');
    const both = await asked(one);
    const answers = await Promise.all([1, 2].map(() => answer(one, use(rosa.key, both))));
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    const begun = (await desk.call(beginPasskey, { session: answers.find(({ session }) => session)?.session })).reply;
    const crossed = { rpId: 'localhost', challenge: begun.challenge };
    const whole = answers.find(({ session }) => session)?.session ?? '';
    const confirmed = await desk.call(confirmByPasskey, { session: whole, body: use(rosa.key, crossed) });
    expect([confirmed.status, confirmed.problem.code]).toEqual([422, 'passkey.refused']);
  });

  it('takes no copy: once an authenticator counts, it counts on', async () => {
    const rosa = await owner();
    const step = async (counter: number) => {
      const session = await half(rosa);
      return (await answer(session, use(rosa.key, await asked(session), { counter }))).status;
    };
    expect([await step(0), await step(7), await step(7), await step(6), await step(0), await step(8)]).toEqual([
      ...[200, 200, 422, 422, 422, 200],
    ]);
  });
});

it('asked again, a passkey proves who sits there, under another token, for ten minutes (C65)', async () => {
  const rosa = await owner();
  desk.clock.advance(11 * MINUTE);
  const late = await desk.call(renewRecoveryCodes, { session: rosa.session });
  expect(late.problem.code).toBe('session.confirm');
  const body = use(rosa.key, await asked(rosa.session));
  const confirmed = await desk.call(confirmByPasskey, { session: rosa.session, body });
  expect(confirmed.status).toBe(200);
  expect((await desk.call(readSession, { session: rosa.session })).status).toBe(401);
  expect((await desk.call(renewRecoveryCodes, { session: confirmed.session })).status).toBe(201);
});

describe('signing in by a passkey alone', () => {
  const atDoor = async () => (await desk.call(askPasskeyEntry)).reply;
  const enter = (body: ReturnType<typeof use>) => desk.call(enterByPasskey, { body });
  const refusal = async (body: ReturnType<typeof use>) => {
    const { status, problem, session } = await enter(body);
    return [status, problem.code, session];
  };
  const refused = [422, 'passkey.refused', null];
  const put = (id: string, values: object) =>
    desk.house.store.aside('sweep', (db) => db.updateTable('people').set(values).where('id', '=', id).execute());

  it('opens a session that asks nothing more, and is told in the history', async () => {
    const rosa = await somebody();
    const options = await atDoor();
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    expect(options).not.toHaveProperty('allowCredentials');
    const entered = await enter(use(rosa.key, options));
    expect(entered.status).toBe(200);
    const session = (await desk.call(readSession, { session: entered.session })).reply;
    expect(session).toMatchObject({ person: { email: rosa.email }, secondStep: null, mustChangePassword: false });
    const last = (await entriesOf(desk.house.store.read, `person:${rosa.id}`)).at(-1);
    expect(last).toMatchObject({ fact: 'session.started', data: { by: 'passkey' } });
  });

  it('takes a challenge once, for five minutes, made by this desk and for this', async () => {
    const rosa = await somebody();
    const options = await atDoor();
    const both = await Promise.all([1, 2].map(() => enter(use(rosa.key, options))));
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 422]);
    const late = await atDoor();
    desk.clock.advance(5 * MINUTE + 1);
    expect(await refusal(use(rosa.key, late))).toEqual(refused);
    const own = await atDoor();
    const bytes = Buffer.from(own.challenge, 'base64url');
    // A later end under the seal of an earlier one, one without a seal, one of the desk's other kind, one of nobody.
    bytes.writeBigUInt64BE(bytes.readBigUInt64BE(32) + 1_000_000n, 32);
    const ofSession = (await asked(await half(rosa))).challenge;
    for (const challenge of [bytes.toString('base64url'), own.challenge.slice(0, 54), ofSession, newKey().id])
      expect(await refusal(use(rosa.key, { ...own, challenge }))).toEqual(refused);
    // And one given at the door is none of a session.
    const session = await half(rosa);
    expect((await answer(session, use(rosa.key, own))).problem.code).toBe('passkey.refused');
    // An answer that does not hold uses its challenge up.
    const spoilt = await atDoor();
    await enter(use(rosa.key, spoilt, { verified: false }));
    expect(await refusal(use(rosa.key, spoilt))).toEqual(refused);
  });

  it.each<[string, Said]>([
    ['of another origin', { origin: 'https://gobierno.example.net' }],
    ['for another name', { party: 'gobierno.example.net' }],
    ['without its person verified at the device', { verified: false }],
    ['that was the making of one', { type: 'webauthn.create' }],
  ])('takes no answer %s', async (_what, said) => {
    expect(await refusal(use((await somebody()).key, await atDoor(), said))).toEqual(refused);
  });

  it('knows nobody by a key nobody has, by another key under a known name, by one that was taken away', async () => {
    expect(await refusal(use(newKey(), await atDoor()))).toEqual(refused);
    const rosa = await somebody();
    expect(await refusal(use({ ...newKey(), id: rosa.key.id }, await atDoor()))).toEqual(refused);
    const ana = await owner();
    const { passkeys } = (await desk.call(readFactors, { session: ana.session })).reply;
    const params = { id: passkeys[0]?.id as PasskeyId };
    expect((await desk.call(removePasskey, { session: ana.session, params })).status).toBe(200);
    expect(await refusal(use(ana.key, await atDoor()))).toEqual(refused);
  });

  it('is no way around an account that ended, a roll that lapsed, a password that is old, or a directory', async () => {
    const ana = await owner();
    const before = desk.clock.now();
    await put(ana.id, { state: 'inactive' });
    expect(await refusal(use(ana.key, await atDoor()))).toEqual(refused);
    const last = (await entriesOf(desk.house.store.read, `person:${ana.id}`)).at(-1);
    expect(last).toMatchObject({ fact: 'session.refused', data: { by: 'passkey', state: 'inactive' } });
    await put(ana.id, { state: 'active', unconfirmed_since: before });
    expect(await refusal(use(ana.key, await atDoor()))).toEqual([403, 'sign-in.unconfirmed', null]);
    await put(ana.id, { unconfirmed_since: null, password_changed_at: new Date(before.getTime() - 31 * DAY) });
    const old = await enter(use(ana.key, await atDoor()));
    expect((await desk.call(readSession, { session: old.session })).reply.mustChangePassword).toBe(true);
    const kept = await desk.call(renewRecoveryCodes, { session: old.session });
    expect([kept.status, kept.problem.code]).toEqual([403, 'password.expired']);
    await put(ana.id, { password_changed_at: before });
    const { entersByDesk } = desk.house;
    Object.assign(desk.house, { entersByDesk: async () => false });
    expect(await refusal(use(ana.key, await atDoor()))).toEqual([403, 'sign-in.directory', null]);
    Object.assign(desk.house, { entersByDesk });
    expect((await enter(use(ana.key, await atDoor()))).status).toBe(200);
  });

  it('does not keep out whoever others kept guessing at, and has an end of its own', async () => {
    const rosa = await owner();
    for (let n = 0; n < 6; n += 1)
      await desk.call(signIn, { body: { email: rosa.email, password: 'no-es-esta-palabra-9' } });
    expect((await enter(use(rosa.key, await atDoor()))).status).toBe(200);
    const body = use(newKey(), await atDoor());
    let tries = 0;
    for (; tries < 400 && (await enter(body)).status !== 429; tries += 1);
    expect(tries).toBeLessThan(300);
    desk.clock.advance(16 * MINUTE);
    expect((await enter(use(rosa.key, await atDoor()))).status).toBe(200);
  });
});
