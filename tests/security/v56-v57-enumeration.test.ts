/** V56 V57: nobody learns from words, headers, letters or time whether an address has an account. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  askEmailChange,
  askPasswordReset,
  createAccount,
  giveResetCode,
  type PersonId,
  readProfile,
  useResetCode as resetByCode,
  signIn,
} from '#contract/accounts.ts';
import { addDirectory, linkDirectory } from '#contract/directories.ts';
import type { BodyInput } from '#contract/operation.ts';
import { HOUR } from '#server/shared/clock.ts';
import { hashAsDesksDo } from '#tests/kit/hashes.ts';
import { LDAP_ACCOUNT, openLdap } from '#tests/kit/ldap.ts';
import { ADMIN, OTHER_PASSWORD, PASSWORD, type Settled, settle } from './settled.ts';

hashAsDesksDo();

let desk: Settled;
beforeAll(async () => {
  desk = await settle();
  await desk.person({ email: 'existe@gobierno.example' });
  await desk.person({ email: 'baja@gobierno.example', state: 'inactive' });
});
afterAll(() => desk.close());

const EMAILS = ['existe@gobierno.example', 'ninguna@gobierno.example', 'baja@gobierno.example'] as const;

/** What an answer shows, without what differs between any two. */
const shown = (answer: { status: number; raw: { headers: Record<string, unknown>; body: string } }, email: string) => {
  const { date: _date, 'x-request-id': _id, ...headers } = answer.raw.headers;
  const body = answer.raw.body.replaceAll(email, 'EMAIL').replace(/"requestId":"[^"]+"/, '');
  return { status: answer.status, headers: { ...headers, 'content-length': undefined }, body };
};

describe('V56: the answer is the same for a known, an unknown and a closed account', () => {
  it('at sign-in, up to the pause and in it', async () => {
    const seen = new Map<string, unknown[]>();
    for (const email of EMAILS) {
      for (let n = 0; n < 7; n += 1) {
        const answer = await desk.call(signIn, { body: { email, password: OTHER_PASSWORD } });
        seen.set(email, [...(seen.get(email) ?? []), shown(answer, email)]);
      }
    }
    const [known, ...others] = EMAILS.map((email) => seen.get(email));
    for (const other of others) expect(other).toEqual(known);
    expect(JSON.stringify(known)).toContain('sign-in.paused');
    desk.clock.advance(HOUR);
  });

  it('at a forgotten password', async () => {
    const answers = [];
    for (const email of EMAILS) answers.push(shown(await desk.call(askPasswordReset, { body: { email } }), email));
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('when creating an account, and both addresses get one letter', async () => {
    desk.clock.advance(HOUR);
    await desk.drain();
    const mark = desk.mailbox.letters.length;
    const known = await desk.call(createAccount, { body: desk.applicant(EMAILS[0]) });
    const unknown = await desk.call(createAccount, { body: desk.applicant(EMAILS[1]) });
    expect(shown(unknown, EMAILS[1])).toEqual(shown(known, EMAILS[0]));
    await desk.drain();
    const letters = desk.mailbox.letters.slice(mark);
    expect(letters.map((letter) => letter.to.address).sort()).toEqual([EMAILS[0], EMAILS[1]].sort());
    const toKnown = letters.find((letter) => letter.to.address === EMAILS[0]);
    expect(toKnown?.text).not.toMatch(/#[A-Za-z0-9_-]{43}/);
  });
});

describe('V56: another e-mail asked for', () => {
  it('gets the same answer, the same profile and as many letters when the address is somebody’s', async () => {
    const seen: unknown[] = [];
    for (const [n, email] of [EMAILS[0], 'libre@gobierno.example', EMAILS[2]].entries()) {
      desk.clock.advance(HOUR);
      await desk.person({ email: `curiosa.${n}@gobierno.example` });
      const session = await desk.enter(`curiosa.${n}@gobierno.example`);
      await desk.drain();
      const mark = desk.mailbox.letters.length;
      const asked = await desk.call(askEmailChange, { session, body: { email, password: PASSWORD } });
      const { pendingEmail } = (await desk.call(readProfile, { session })).reply;
      await desk.drain();
      const to = desk.mailbox.letters.slice(mark).map((letter) => letter.to.address === email);
      seen.push([shown(asked, email), pendingEmail?.email === email, to.toSorted()]);
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
    expect(seen[0]).toEqual([expect.objectContaining({ status: 202 }), true, [false, true]]);
  });
});

describe('V56: a code of the desk', () => {
  const tried = async (email: string) =>
    shown(await desk.call(resetByCode, { body: { email, code: 'AAAA2222', password: OTHER_PASSWORD } }), email);

  it('tells nobody who has an account or a code', async () => {
    desk.clock.advance(HOUR);
    const id = (await desk.person({ email: 'con.codigo@gobierno.example' })) as PersonId;
    const session = await desk.enter(ADMIN.email, ADMIN.password);
    const body = { proof: 'in_person', note: 'con su gafete' } as const;
    expect((await desk.call(giveResetCode, { session, params: { id }, body })).status).toBe(200);
    const [withCode, ...others] = [
      await tried('con.codigo@gobierno.example'),
      ...(await Promise.all(EMAILS.map(tried))),
    ];
    expect(withCode?.status).toBe(422);
    for (const other of others) expect(other).toEqual(withCode);
  });
});

/** An LDAP directory that answers for one domain. */
const directoryAt = (port: number): BodyInput<typeof addDirectory> => ({
  ...{
    nameEs: 'Directorio activo',
    nameEn: 'Active Directory',
    enabled: true,
    domains: ['dentro.example'],
    position: 1,
  },
  settings: {
    ...{ kind: 'ldap', url: `ldap://127.0.0.1:${port}`, startTls: false, bindDn: LDAP_ACCOUNT.dn },
    ...{ base: 'dc=gobierno,dc=example', userFilter: '(mail={email})', authority: '' },
    attributes: {
      ...{ uniqueId: 'entryUUID', email: 'mail', givenNames: 'givenName', surnames: 'sn' },
      ...{ employeeNumber: '', groups: 'memberOf' },
    },
  },
  ...{ newcomers: 'no', newcomerAgencyId: null, newcomerPositionId: null, keepsPassword: false },
  ...{ groupRoles: [], secret: LDAP_ACCOUNT.password },
});

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Normal score of the rank sum of two samples: how unlikely it is that both come from one. */
function rankScore(a: readonly number[], b: readonly number[]): number {
  const all = [...a.map((value) => ({ value, mine: true })), ...b.map((value) => ({ value, mine: false }))];
  const ranked = all.toSorted((x, y) => x.value - y.value);
  const sum = ranked.reduce((total, item, index) => total + (item.mine ? index + 1 : 0), 0);
  const mean = (a.length * (a.length + b.length + 1)) / 2;
  const deviation = Math.sqrt((a.length * b.length * (a.length + b.length + 1)) / 12);
  return Math.abs(sum - mean) / deviation;
}

type Timed = readonly [string, () => Promise<unknown>];

/** Times each in turn, in changing order, so that a slow moment of the machine falls on all. */
async function times(rounds: number, tasks: readonly Timed[]): Promise<Map<string, number[]>> {
  const taken = new Map<string, number[]>(tasks.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const turn = tasks.map((_, index) => tasks[(index + round) % tasks.length]).filter((task) => task !== undefined);
    for (const [name, run] of turn) {
      const started = performance.now();
      await run();
      taken.get(name)?.push(performance.now() - started);
    }
  }
  return taken;
}

/** Equal when the medians are within a tenth, or the ranks tell nothing (p > 0.01); a noisy machine gets two more tries. */
async function expectSameTime(measure: () => Promise<Map<string, number[]>>): Promise<void> {
  let worst = '';
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const [reference = [], ...others] = (await measure()).values();
    const unlike = others.filter(
      (other) => Math.abs(median(other) / median(reference) - 1) > 0.1 && rankScore(reference, other) > 2.58,
    );
    if (unlike.length === 0) return;
    worst = `${median(reference)} ms against ${unlike.map(median).join(', ')} ms`;
  }
  expect.fail(`the times tell addresses apart: ${worst}`);
}

describe('V57: the answer takes as long', () => {
  /** Wrong passwords at each address in turn, in blocks between which pauses end. */
  async function expectNoAddressTold(emails: readonly string[]): Promise<void> {
    const task = (email: string): Timed => [
      email,
      async () => {
        const { status } = await desk.call(signIn, { body: { email, password: OTHER_PASSWORD } });
        expect(status).toBe(401);
      },
    ];
    await expectSameTime(async () => {
      const whole = new Map<string, number[]>(emails.map((email) => [email, []]));
      for (let block = 0; block < 6; block += 1) {
        desk.clock.advance(HOUR);
        for (const [email, taken] of await times(4, emails.map(task))) whole.get(email)?.push(...taken);
      }
      return whole;
    });
  }

  it('at sign-in', { timeout: 90_000 }, () => expectNoAddressTold(EMAILS));

  it('at sign-in where a directory is asked: linked to it, known there alone, known here alone, nobody', {
    timeout: 90_000,
  }, async () => {
    desk.clock.advance(HOUR);
    const there = await openLdap();
    const session = await desk.enter(ADMIN.email, ADMIN.password);
    const body = directoryAt(there.port);
    const params = { id: (await desk.call(addDirectory, { session, body })).reply.id };
    const [linked, known, here, nobody] = ['con', 'alla', 'aqui', 'nadie'].map((name) => `${name}@dentro.example`) as [
      string,
      string,
      string,
      string,
    ];
    for (const email of [linked, known])
      there.people.set(email, {
        dn: `mail=${email},dc=gobierno,dc=example`,
        password: 'palabra-de-aquel-directorio-5',
        attributes: { entryUUID: `id-de-${email}`, mail: email, givenName: 'Rosa', sn: 'Canul Pech' },
      });
    for (const email of [linked, here]) await desk.person({ email });
    const own = { password: PASSWORD, directoryPassword: 'palabra-de-aquel-directorio-5' };
    const link = await desk.call(linkDirectory, { session: await desk.enter(linked), params, body: own });
    expect(link.status, link.raw.body).toBe(200);
    await expectNoAddressTold([linked, known, here, nobody]);
    await there.close();
  });

  it('when creating an account', { timeout: 90_000 }, async () => {
    await expectSameTime(async () => {
      const whole = new Map<string, number[]>([
        ['known', []],
        ['unknown', []],
      ]);
      for (let block = 0; block < 8; block += 1) {
        desk.clock.advance(HOUR);
        const ask = (email: string) => async () => {
          expect((await desk.call(createAccount, { body: desk.applicant(email) })).status).toBe(202);
        };
        const taken = await times(3, [
          ['known', ask(EMAILS[0])],
          ['unknown', ask(`nueva${block}@gobierno.example`)],
        ]);
        for (const [name, values] of taken) whole.get(name)?.push(...values);
      }
      return whole;
    });
  });

  it('at a forgotten password', { timeout: 90_000 }, async () => {
    await expectSameTime(async () => {
      const whole = new Map<string, number[]>([
        ['known', []],
        ['unknown', []],
      ]);
      for (let block = 0; block < 6; block += 1) {
        desk.clock.advance(HOUR);
        const ask = (email: string) => async () => {
          expect((await desk.call(askPasswordReset, { body: { email } })).status).toBe(202);
        };
        const taken = await times(3, [
          ['known', ask(EMAILS[0])],
          ['unknown', ask(EMAILS[1])],
        ]);
        for (const [name, values] of taken) whole.get(name)?.push(...values);
      }
      return whole;
    });
  });

  it('at a code of the desk', { timeout: 90_000 }, async () => {
    const id = (await desk.person({ email: 'tiempo@gobierno.example' })) as PersonId;
    const ask = (email: string) => async () => {
      const body = { email, code: 'AAAA2222', password: OTHER_PASSWORD };
      expect((await desk.call(resetByCode, { body })).status).toBe(422);
    };
    await expectSameTime(async () => {
      const whole = new Map<string, number[]>([
        ['with a code', []],
        ['unknown', []],
      ]);
      for (let block = 0; block < 5; block += 1) {
        desk.clock.advance(HOUR);
        const session = await desk.enter(ADMIN.email, ADMIN.password);
        const body = { proof: 'in_person', note: 'con su gafete' } as const;
        await desk.call(giveResetCode, { session, params: { id }, body });
        const taken = await times(4, [
          ['with a code', ask('tiempo@gobierno.example')],
          ['unknown', ask('ninguna@gobierno.example')],
        ]);
        for (const [name, values] of taken) whole.get(name)?.push(...values);
      }
      return whole;
    });
  });
});
