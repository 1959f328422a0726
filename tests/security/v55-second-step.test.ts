/**
 * V55: the second step is bound to the session that gave the password, a code opens once, and guessing ends after five,
 * from wherever. Beside it what V58, V60 and V41 say of the second factor.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  answerSecondStep,
  beginTotp,
  changePassword,
  confirmSession,
  confirmTotp,
  giveResetCode,
  listPeople,
  type PersonId,
  readFactors,
  readSecondFactorRule,
  readSession,
  removeFactors,
  removeTotp,
  renewRecoveryCodes,
  useResetCode as resetByCode,
  saveSecondFactorRule,
  signIn,
  unlockPerson,
} from '#contract/accounts.ts';
import { OPERATIONS } from '#contract/index.ts';
import { listQueue } from '#contract/queue.ts';
import { MINUTE } from '#server/shared/clock.ts';
import { codeAt } from '#tests/kit/second-factor.ts';
import { ADMIN, OTHER_PASSWORD, PASSWORD, type Settled, settle } from './settled.ts';

let desk: Settled;
beforeAll(async () => {
  desk = await settle();
}, 60_000);
afterAll(() => desk.close());
/** Each test begins with fresh codes and fresh counts. */
beforeEach(() => desk.clock.advance(20 * MINUTE));

let made = 0;

type Owner = { id: PersonId; email: string; secret: string; codes: string[]; session: string };

/** Somebody with an application of codes. */
async function owner(): Promise<Owner> {
  made += 1;
  const email = `factor.${made}@gobierno.example`;
  const id = (await desk.person({ email })) as PersonId;
  const session = await desk.enter(email);
  const { secret } = (await desk.call(beginTotp, { session })).reply;
  const added = await desk.call(confirmTotp, { session, body: { code: codeAt(secret, desk.clock.now()) } });
  desk.clock.advance(MINUTE);
  return { id, email, secret, codes: added.reply.recoveryCodes ?? [], session: added.session ?? '' };
}

let known: Promise<Owner> | null = null;
/** One whose factors no test changes: to make one takes ten hashes. The session may be over. */
const somebody = (): Promise<Owner> => {
  known ??= owner();
  return known;
};

const code = ({ secret }: Owner): string => codeAt(secret, desk.clock.now());
/** Six digits that are none of the three that would do. */
function wrong({ secret }: Owner): string {
  const now = desk.clock.now().getTime();
  const good = [-30_000, 0, 30_000].map((apart) => codeAt(secret, new Date(now + apart)));
  return ['000000', '111111', '222222', '333333'].find((each) => !good.includes(each)) ?? '';
}
const half = async ({ email }: Owner, password = PASSWORD) =>
  (await desk.call(signIn, { body: { email, password } })).session ?? '';
const answer = (session: string, given: string, address = '10.9.9.9') =>
  desk.app.inject({
    method: 'POST',
    url: answerSecondStep.path,
    remoteAddress: address,
    headers: {
      ...{ host: 'localhost:3000', origin: 'http://localhost:3000', 'content-type': 'application/json' },
      cookie: `mesa=${session}`,
    },
    payload: JSON.stringify({ code: given }),
  });

describe('after the right password of who has a second factor (V55)', () => {
  it('only the second step answers, and the session tells nothing of its person', async () => {
    const rosa = await somebody();
    const session = await half(rosa);
    const { status, reply } = await desk.call(readSession, { session });
    expect([status, reply.secondStep]).toEqual([200, { code: true, passkey: false }]);
    expect([reply.person.email, reply.person.givenNames, reply.roles]).toEqual(['', '', []]);
    const open = new Set(['readSession', 'signOut', 'answerSecondStep', 'askPasskey', 'answerByPasskey']);
    for (const operation of OPERATIONS.filter((each) => each.permission !== 'public' && !open.has(each.name))) {
      const refused = await desk.call(operation, {
        session,
        params: Object.fromEntries((operation.path.match(/:[a-zA-Z]+/g) ?? []).map((name) => [name.slice(1), rosa.id])),
        ...(operation.carrier === 'upload' ? { upload: Buffer.from('x') } : {}),
      });
      const told = [operation.name, refused.status, refused.problem.code];
      expect(told).toEqual([operation.name, 403, 'session.second-step']);
    }
  });

  it('a code of now, of the step before or of the next opens it, under a new token; the old one is dead (V58)', async () => {
    const rosa = await somebody();
    const session = await half(rosa);
    const { status, session: whole } = await desk.call(answerSecondStep, { session, body: { code: code(rosa) } });
    expect(status).toBe(200);
    expect(whole).not.toBe(session);
    expect((await desk.call(readSession, { session })).status).toBe(401);
    expect((await desk.call(readSession, { session: whole })).reply.person.email).toBe(rosa.email);
    const again = await desk.call(answerSecondStep, { session: whole, body: { code: code(rosa) } });
    expect([again.status, again.problem.code]).toEqual([409, 'second-step.done']);
    for (const apart of [-30_000, 30_000]) {
      desk.clock.advance(3 * MINUTE);
      const near = codeAt(rosa.secret, new Date(desk.clock.now().getTime() + apart));
      expect((await answer(await half(rosa), near)).statusCode).toBe(200);
    }
    desk.clock.advance(3 * MINUTE);
    const far = codeAt(rosa.secret, new Date(desk.clock.now().getTime() - 60_000));
    expect((await answer(await half(rosa), far)).json().code).toBe('second-step.wrong');
  });

  it('a code opens once, also at the same moment, and none of before it afterwards', async () => {
    const rosa = await somebody();
    const [one, two] = [await half(rosa), await half(rosa)];
    const before = codeAt(rosa.secret, new Date(desk.clock.now().getTime() - 30_000));
    const both = await Promise.all([one, two].map((session) => answer(session, code(rosa))));
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 422]);
    expect((await answer(await half(rosa), code(rosa))).json().code).toBe('second-step.wrong');
    expect((await answer(await half(rosa), before)).json().code).toBe('second-step.wrong');
  });

  it('five wrong codes from five networks pause it for everybody, the right one too, until an administrator lifts it', async () => {
    const rosa = await somebody();
    const session = await half(rosa);
    for (let n = 1; n <= 4; n += 1)
      expect((await answer(await half(rosa), wrong(rosa), `10.${n}.0.1`)).json().code).toBe('second-step.wrong');
    expect((await answer(session, wrong(rosa), '10.5.0.1')).json()).toMatchObject({
      ...{ status: 429, code: 'second-step.paused', values: { minutes: 15 } },
    });
    expect((await answer(session, code(rosa), '10.6.0.1')).json().code).toBe('second-step.paused');
    expect((await answer(await half(rosa), rosa.codes[0] ?? '')).json().code).toBe('second-step.paused');
    const admin = await desk.enter(ADMIN.email, ADMIN.password);
    const { reply } = await desk.call(listPeople, { session: admin, query: { q: rosa.email } });
    expect(reply.items[0]).toMatchObject({ paused: true, factors: ['totp'] });
    await desk.call(unlockPerson, { session: admin, params: { id: rosa.id } });
    expect((await answer(session, code(rosa))).statusCode).toBe(200);
  });

  it('many tries at once are five guesses all the same', async () => {
    const rosa = await somebody();
    const session = await half(rosa);
    const answers = await Promise.all(Array.from({ length: 12 }, () => answer(session, wrong(rosa))));
    expect(answers.filter((each) => each.json().code === 'second-step.wrong').length).toBeLessThanOrEqual(4);
  });

  it('the step belongs to its session and its person: somebody else’s code opens nothing, and it is over after ten minutes', async () => {
    const [rosa, ana] = [await somebody(), await owner()];
    const session = await half(rosa);
    expect((await answer(session, code(ana))).json().code).toBe('second-step.wrong');
    expect((await answer(session, ana.codes[0] ?? '')).json().code).toBe('second-step.wrong');
    desk.clock.advance(10 * MINUTE);
    expect((await answer(session, code(rosa))).statusCode).toBe(401);
  });
});

describe('a recovery code', () => {
  it('opens once, however it is typed; ten new ones end the old (C51)', async () => {
    const rosa = await owner();
    const [first = '', second = ''] = rosa.codes;
    expect([rosa.codes.length, new Set(rosa.codes).size]).toEqual([10, 10]);
    expect(first).toMatch(/^[A-HJKMNP-Z2-9]{4}(-[A-HJKMNP-Z2-9]{4}){2}$/);
    const typed = first.toLowerCase().replaceAll('-', ' ');
    const opened = await desk.call(answerSecondStep, { session: await half(rosa), body: { code: typed } });
    const session = opened.session ?? '';
    expect((await desk.call(readFactors, { session })).reply).toMatchObject({ recoveryCodesLeft: 9, required: false });
    expect((await answer(await half(rosa), first)).json().code).toBe('second-step.wrong');
    const nothing = await desk.call(confirmSession, { session, body: { by: 'code', proof: 'ábaco' } });
    expect(nothing.problem.fields).toEqual([{ path: 'proof', message: 'field.factor-code' }]);
    const again = { by: 'code' as const, proof: rosa.codes[2] ?? '' };
    const { session: confirmed } = await desk.call(confirmSession, { session, body: again });
    const renewed = await desk.call(renewRecoveryCodes, { session: confirmed });
    expect([renewed.status, renewed.reply.recoveryCodes.length]).toEqual([201, 10]);
    expect((await answer(await half(rosa), second)).json().code).toBe('second-step.wrong');
    expect((await answer(await half(rosa), renewed.reply.recoveryCodes[3] ?? '')).statusCode).toBe(200);
  });

  it('is for who has a second factor', async () => {
    const email = 'sin.factor@gobierno.example';
    await desk.person({ email });
    const refused = await desk.call(renewRecoveryCodes, { session: await desk.enter(email) });
    expect([refused.status, refused.problem.code]).toEqual([409, 'factor.none']);
  });
});

describe('a change of factors', () => {
  it('ends every other session and every link and code of before; this one goes on under a new token (V60)', async () => {
    const rosa = await owner();
    const other = (await desk.call(answerSecondStep, { session: await half(rosa), body: { code: code(rosa) } }))
      .session;
    const admin = await desk.enter(ADMIN.email, ADMIN.password);
    const given = await desk.call(giveResetCode, {
      ...{ session: admin, params: { id: rosa.id } },
      body: { proof: 'in_person' as const, note: 'Con su gafete.' },
    });
    await desk.call(confirmSession, { session: other, body: { by: 'password', proof: PASSWORD } });
    const removed = await desk.call(removeTotp, { session: rosa.session });
    expect(removed.status).toBe(200);
    expect((await desk.call(readSession, { session: other })).status).toBe(401);
    expect((await desk.call(readSession, { session: rosa.session })).status).toBe(401);
    expect((await desk.call(readSession, { session: removed.session })).status).toBe(200);
    const body = { email: rosa.email, code: given.reply.code, password: OTHER_PASSWORD };
    expect((await desk.call(resetByCode, { body })).problem.code).toBe('reset-code.wrong');
    expect((await desk.call(readFactors, { session: removed.session })).reply).toMatchObject({
      ...{ totp: null, recoveryCodesLeft: 0 },
    });
    expect((await desk.call(removeTotp, { session: removed.session })).status).toBe(404);
  });

  it('counts for nothing before its first code, and a code is good for what was begun last', async () => {
    const email = 'a.medias@gobierno.example';
    await desk.person({ email });
    const session = await desk.enter(email);
    const none = await desk.call(confirmTotp, { session, body: { code: '123456' } });
    expect([none.status, none.problem.code]).toEqual([409, 'factor.not-begun']);
    const first = (await desk.call(beginTotp, { session })).reply;
    expect(first.uri).toMatch(/^otpauth:\/\/totp\/Mesa%20de%20Servicios:a\.medias%40gobierno\.example\?/);
    const second = (await desk.call(beginTotp, { session })).reply;
    const now = desk.clock.now();
    const former = await desk.call(confirmTotp, { session, body: { code: codeAt(first.secret, now) } });
    expect(former.problem.code).toBe('second-step.wrong');
    expect((await desk.call(readFactors, { session: await desk.enter(email) })).reply.totp).toBeNull();
    expect((await desk.call(confirmTotp, { session, body: { code: codeAt(second.secret, now) } })).status).toBe(200);
  });

  it('and its secret is sealed at rest and told to nobody (V41)', async () => {
    const rosa = await somebody();
    const rows = await desk.house.store.read.selectFrom('totp_factors').selectAll().execute();
    const kept = JSON.stringify(rows.map((row) => row.secret?.toString('latin1')));
    expect(kept).not.toContain(rosa.secret);
    const codes = await desk.house.store.read.selectFrom('recovery_codes').select('code_hash').execute();
    expect(codes.every(({ code_hash }) => code_hash.startsWith('$argon2id$'))).toBe(true);
    const opened = await desk.call(answerSecondStep, { session: await half(rosa), body: { code: code(rosa) } });
    const { raw } = await desk.call(readFactors, { session: opened.session });
    expect(raw.body).not.toContain(rosa.secret);
  });
});

describe('a password chosen anew', () => {
  it('passes no second step: neither a code of the desk nor the change of one’s own (C50)', async () => {
    const rosa = await owner();
    const session = await half(rosa);
    const change = await desk.call(changePassword, { session, body: { current: PASSWORD, password: OTHER_PASSWORD } });
    expect(change.problem.code).toBe('session.second-step');
    const admin = await desk.enter(ADMIN.email, ADMIN.password);
    const given = await desk.call(giveResetCode, {
      ...{ session: admin, params: { id: rosa.id } },
      body: { proof: 'in_person' as const, note: 'Con su gafete.' },
    });
    await desk.call(resetByCode, { body: { email: rosa.email, code: given.reply.code, password: OTHER_PASSWORD } });
    const entered = await desk.call(readSession, { session: await half(rosa, OTHER_PASSWORD) });
    expect(entered.reply.secondStep).toEqual({ code: true, passkey: false });
  });
});

describe('who lost everything', () => {
  it('proves who they are to an administrator, who takes the factors away: sessions end, both names stay in the history', async () => {
    const rosa = await owner();
    const admin = await desk.enter(ADMIN.email, ADMIN.password);
    const asked = { proof: 'in_person' as const, note: 'Vino con su gafete y su INE.' };
    const done = await desk.call(removeFactors, { session: admin, params: { id: rosa.id }, body: asked });
    expect([done.status, done.reply.factors]).toEqual([200, []]);
    expect((await desk.call(readSession, { session: rosa.session })).status).toBe(401);
    const entry = await desk.house.store.read
      .selectFrom('history')
      .select(['fact', 'actor_id', 'data'])
      .where('stream', '=', `person:${rosa.id}`)
      .orderBy('sequence', 'desc')
      .executeTakeFirstOrThrow();
    expect(entry).toMatchObject({ fact: 'factor.all-removed', data: { proof: 'in_person', personId: rosa.id } });
    expect(JSON.stringify(entry.data)).not.toContain('gafete');
    await desk.drain();
    const told = desk.mailbox.letters.filter(({ to }) => to.address === rosa.email).map(({ subject }) => subject);
    expect(told).toEqual([
      'Se agregó un segundo factor a tu cuenta de Mesa de Servicios',
      'Se quitó el segundo factor de tu cuenta de Mesa de Servicios',
    ]);
    const kept = await desk.house.store.read.selectFrom('factor_removals').selectAll().executeTakeFirstOrThrow();
    expect([kept.note, kept.removed_by === entry.actor_id]).toEqual([asked.note, true]);
    expect((await desk.call(readSession, { session: await half(rosa) })).reply.secondStep).toBeNull();
    const twice = await desk.call(removeFactors, { session: admin, params: { id: rosa.id }, body: asked });
    expect(twice.status).toBe(403);
  });
});

describe('who must have a second factor', () => {
  it('is a value of the institution: by role, with who changed it and when', async () => {
    const session = await desk.enter(ADMIN.email, ADMIN.password);
    const { reply: before } = await desk.call(readSecondFactorRule, { session });
    const { version } = before;
    const saved = await desk.call(saveSecondFactorRule, { session, body: { roles: ['auditor', 'agent'], version } });
    expect(saved.reply).toMatchObject({ roles: ['agent', 'auditor'], version: version + 1 });
    expect(saved.reply.changes[0]).toMatchObject({
      ...{ by: 'Alma Ochoa', at: desk.clock.now().toISOString(), roles: ['agent', 'auditor'] },
    });
    const late = await desk.call(saveSecondFactorRule, { session, body: { roles: [], version } });
    expect([late.status, late.problem.code]).toEqual([409, 'version.stale']);
    const body = { roles: before.roles, version: version + 1 };
    expect((await desk.call(saveSecondFactorRule, { session, body })).status).toBe(200);
  });

  it('and who must and has none sees only the enrolment after the password; from then on, everything (C49)', async () => {
    const session = await desk.enter(ADMIN.email, ADMIN.password);
    const email = 'agente.nuevo@gobierno.example';
    await desk.person({ email, roles: ['agent'] });
    const { version } = (await desk.call(readSecondFactorRule, { session })).reply;
    await desk.call(saveSecondFactorRule, { session, body: { roles: ['agent'], version } });
    const fresh = await desk.enter(email);
    expect((await desk.call(readSession, { session: fresh })).reply).toMatchObject({ mustEnrol: true });
    for (const closed of [listQueue, changePassword, renewRecoveryCodes]) {
      const refused = await desk.call(closed, { session: fresh });
      expect([refused.status, refused.problem.code]).toEqual([403, 'session.enrol']);
    }
    const { secret } = (await desk.call(beginTotp, { session: fresh })).reply;
    const body = { code: codeAt(secret, desk.clock.now()) };
    const { session: whole } = await desk.call(confirmTotp, { session: fresh, body });
    expect((await desk.call(readSession, { session: whole })).reply).toMatchObject({ mustEnrol: false });
    expect((await desk.call(listQueue, { session: whole })).status).toBe(200);
    const last = await desk.call(removeTotp, { session: whole });
    expect([last.status, last.problem.code]).toEqual([409, 'factor.last']);
    // A role given asks for it at once, and so does the rule: the page one is at opens nothing more.
    const none = { roles: [], version: version + 1 };
    await desk.call(saveSecondFactorRule, { session, body: none });
    expect((await desk.call(removeTotp, { session: whole })).status).toBe(200);
  });
});
