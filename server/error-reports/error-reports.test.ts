import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ErrorContext,
  listErrorReports,
  mendErrorReport,
  readErrorReport,
  reopenErrorReport,
  reportError,
  reportErrorFromOutside,
} from '#contract/error-reports.ts';
import { listNotices } from '#contract/notifications.ts';
import { DAY, HOUR } from '#server/shared/clock.ts';
import { readDeskState } from '#server/upkeep/index.ts';
import { ADMIN, type Settled, settle } from '#tests/security/settled.ts';
import { errorReportsSlice, newReports, reportsForSupport } from './index.ts';

const context: ErrorContext = {
  page: '/solicitudes/$ref',
  build: 'Bx12_a',
  browser: { name: 'Firefox', version: 140 },
  window: { width: 1366, height: 768 },
  locale: 'es-MX',
  theme: 'light',
  online: true,
  calls: [
    { operation: 'readSession', status: 200, fault: null, milliseconds: 12, secondsAgo: 9, requestId: '0A1B2C3D' },
    {
      operation: 'readRequest',
      status: 500,
      fault: 'server.error',
      milliseconds: 40,
      secondsAgo: 8,
      requestId: '0A1B2C3E',
    },
    { operation: 'readSession', status: 200, fault: null, milliseconds: 12, secondsAgo: 1, requestId: '0A1B2C3F' },
  ],
  errors: [{ name: 'TypeError', frames: ['index-Bx12.js:1:2345'], secondsAgo: 3 }],
  shown: '0A1B2C3E',
};

/** What people would be found by, as a page could come by it. */
const PERSONAL: readonly [string, object][] = [
  ['a folio in the address', { page: '/solicitudes/SS-2026-000123' }],
  ['words that were searched for', { page: '/solicitudes?q=rosa' }],
  ['an e-mail address', { page: '/rosa.canul@gobierno.example' }],
  ['an id', { page: '/catalogo/01890000-0000-7000-8000-00000000dead' }],
  ['a name where a call is named', { calls: [{ ...context.calls[0], operation: 'Rosa Canul' }] }],
  ['a message of an error', { errors: [{ ...context.errors[0], name: 'No hay Rosa Canul' }] }],
  ['a message among the places', { errors: [{ ...context.errors[0], frames: ['no such folio SS-2026-000123'] }] }],
  ['what a call carried', { calls: [{ ...context.calls[0], body: { subject: 'Mi equipo' } }] }],
  ['who it was', { personId: '01890000-0000-7000-8000-00000000dead' }],
  ['a whole user agent', { browser: { name: 'Mozilla/5.0 (X11; rosa)', version: 1 } }],
];

describe('reporting an error of the program', () => {
  let desk: Settled;
  let rosa: string;
  let admin: string;
  beforeAll(async () => {
    desk = await settle();
    await desk.person({ email: 'rosa.canul@gobierno.example' });
    await enter();
  });
  afterAll(() => desk.close());

  /** A session left alone for an hour has ended. */
  const enter = async () => {
    rosa = await desk.enter('rosa.canul@gobierno.example');
    admin = await desk.enter(ADMIN.email, ADMIN.password);
  };
  const body = (said = '') => ({ said, context });
  const report = (said = '', session: string | null = rosa) => desk.call(reportError, { session, body: body(said) });
  const list = (query = {}) => desk.call(listErrorReports, { session: admin, query });
  const read = async (code: string) => {
    const [line] = (await list({ code })).reply.items;
    if (line === undefined) throw new Error(`no report ${code}`);
    return (await desk.call(readErrorReport, { session: admin, params: { id: line.id } })).reply;
  };

  it('gives an identifier to say on the telephone, and keeps of whom only what kind of account', async () => {
    const answer = await report('  Quise responder y se quedó pensando. ');
    expect([answer.status, answer.reply.code]).toEqual([
      201,
      expect.stringMatching(/^[A-HJKMNP-Z2-9]{3}-[A-HJKMNP-Z2-9]{3}$/),
    ]);
    const kept = await read(answer.reply.code.toLowerCase().replace('-', ' '));
    expect(kept).toMatchObject({ role: 'requester', state: 'new', page: '/solicitudes/$ref', context, mendedAt: null });
    expect([kept.said, kept.hasWords]).toEqual(['Quise responder y se quedó pensando.', true]);
    expect(kept.failed).toEqual({ operation: 'readRequest', status: 500 });
    const db = desk.house.store.read;
    const entries = await db
      .selectFrom('history')
      .selectAll()
      .where('stream', '=', `error-report:${kept.id}`)
      .execute();
    expect(entries.map((entry) => [entry.fact, entry.actor_kind, entry.actor_id])).toEqual([
      ['error-report.filed', 'anonymous', null],
    ]);
    expect(JSON.stringify(entries)).not.toContain('pensando');
  });

  it.each(PERSONAL)('has no room for %s', async (_what, more) => {
    const answer = await desk.call(reportError, {
      session: rosa,
      body: { said: '', context: { ...context, ...more } },
    });
    expect([answer.status, answer.problem.code]).toEqual([400, 'input.invalid']);
  });

  it('has one effect however often it is sent', async () => {
    const key = randomUUID();
    const send = () => desk.call(reportError, { session: rosa, body: body('una vez'), key });
    const [first, second] = [await send(), await send()];
    expect(second.reply).toEqual(first.reply);
    expect((await list({ code: first.reply.code })).reply.items.length).toBe(1);
  });

  it('rings the bells of administrators once an hour, and nobody else’s', async () => {
    const told = async (session: string) =>
      (await desk.call(listNotices, { session })).reply.items.filter(({ kind }) => kind === 'error-reported');
    await desk.drain();
    const before = (await told(admin)).length;
    expect(before).toBe(1);
    desk.clock.advance(HOUR + 1);
    await enter();
    const { code } = (await report('otra hora')).reply;
    await report('y otra más');
    await desk.drain();
    const notices = await told(admin);
    expect(notices.length).toBe(before + 1);
    expect(notices[0]).toMatchObject({ values: { code }, requestRef: null });
    expect(await told(rosa)).toEqual([]);
  });

  it('is open to who cannot sign in, a few times an hour from one place', async () => {
    const send = () => desk.call(reportErrorFromOutside, { body: body('No puedo entrar') });
    expect((await read((await send()).reply.code)).role).toBe('nobody');
    for (let times = 1; times < 5; times += 1) expect((await send()).status).toBe(201);
    expect([(await send()).status, (await send()).problem.code]).toEqual([429, 'rate.exceeded']);
    expect((await desk.call(reportErrorFromOutside, { body: { said: 'x'.repeat(2001), context } })).status).toBe(400);
  });

  it('is limited to twenty a day of one person', async () => {
    await desk.person({ email: 'prisa@gobierno.example', roles: ['agent'] });
    const session = await desk.enter('prisa@gobierno.example');
    for (let times = 0; times < 20; times += 1) expect((await report('', session)).status).toBe(201);
    expect((await report('', session)).problem.code).toBe('rate.exceeded');
    expect((await report()).status).toBe(201);
  });

  it('is mended with a note, found by that, and new again where it was not', async () => {
    const { code } = (await report('se mueve el botón')).reply;
    const { id, version } = await read(code);
    const params = { id };
    const session = admin;
    const waiting = (await list()).reply.counts.new;
    const mend = () => desk.call(mendErrorReport, { session, params, body: { version, note: ' Corregido en 0.1.1 ' } });
    expect((await mend()).status).toBe(200);
    expect([(await mend()).problem.code, (await mend()).problem.values?.by]).toEqual(['version.stale', 'Alma Ochoa']);
    const mended = await read(code);
    expect(mended).toMatchObject({ state: 'mended', note: 'Corregido en 0.1.1', mendedBy: 'Alma Ochoa' });
    expect((await list({ state: 'mended' })).reply.items.map((line) => line.code)).toEqual([code]);
    expect((await list({ state: 'new' })).reply.counts.new).toBe(waiting - 1);
    const reopen = (seen: number) => desk.call(reopenErrorReport, { session, params, body: { version: seen } });
    expect((await reopen(version)).problem.code).toBe('version.stale');
    expect((await reopen(mended.version)).status).toBe(200);
    expect(await read(code)).toMatchObject({ state: 'new', note: null, mendedBy: null });
    const nothing = { id: '01890000-0000-7000-8000-00000000dead' as typeof id };
    expect((await desk.call(mendErrorReport, { session, params: nothing, body: { version, note: '' } })).status).toBe(
      404,
    );
    expect((await desk.call(reopenErrorReport, { session, params: nothing, body: { version } })).status).toBe(404);
  });

  it('is listed in pages that miss nothing', async () => {
    const first = (await list()).reply;
    const rest = (await list({ cursor: first.next })).reply;
    const all = [...first.items, ...rest.items].map((line) => line.id);
    expect([first.items.length, new Set(all).size]).toEqual([25, all.length]);
    expect(all.length).toBeGreaterThan(25);
    expect((await list({ code: 'O0O-0O0' })).problem.fields?.[0]?.message).toBe('field.report-code');
  });

  it('is counted on the page of who looks after the desk, and goes to support without what anybody wrote', async () => {
    const { reportedErrors } = await readDeskState(desk.house);
    expect(reportedErrors.new).toBe((await newReports(desk.house.store.read)).count);
    expect(reportedErrors.oldestSince).not.toBeNull();
    const bare = JSON.stringify(await reportsForSupport(desk.house.store.read, false));
    expect(bare).toContain('readRequest');
    expect(bare).not.toMatch(/botón|Corregido|Alma/);
    expect(JSON.stringify(await reportsForSupport(desk.house.store.read, true))).toContain('botón');
  });

  it('is gone after a year', async () => {
    desk.clock.advance(366 * DAY);
    await errorReportsSlice.schedules?.[0]?.run(desk.house);
    expect((await newReports(desk.house.store.read)).count).toBe(0);
  });
});
