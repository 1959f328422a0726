/** V36: a file of people asked for by somebody who is deactivated or demoted meanwhile is never delivered; and what files hold. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeAccount, grantRoles, type PersonId, reopenAccount } from '#contract/accounts.ts';
import {
  askPeopleExport,
  downloadPeopleExport,
  listPeopleExports,
  type PeopleExportId,
} from '#contract/people-exports.ts';
import { addPerson } from '#server/accounts/index.ts';
import { agenciesInForce, allPositions } from '#server/agencies/index.ts';
import { DAY } from '#server/shared/clock.ts';
import { readCsv } from '#server/shared/csv.ts';
import { entriesOf } from '#server/shared/history.ts';
import { system } from '#server/shared/policy.ts';
import { type Settled, settle } from './settled.ts';

let desk: Settled;
const FORMULA = '=HYPERLINK("http://malo.example","Ver")';

beforeAll(async () => {
  desk = await settle();
  const [agency] = await agenciesInForce(desk.house.store.read, '2026-11-23');
  const [position] = await allPositions(desk.house.store.read);
  if (!agency || !position) throw new Error('no organisation');
  await desk.house.store.change(system('test'), (work) =>
    addPerson(work, {
      ...{ givenNames: FORMULA, firstSurname: 'Ñu', secondSurname: '+52', email: 'formula@gobierno.example' },
      ...{ employeeNumber: '00172', agencyId: agency.id, positionId: position.id, phone: '', extension: '' },
      ...{ state: 'active', roles: ['requester'], passwordHash: null, teamIds: [] },
    }),
  );
});
afterAll(() => desk.close());

async function administrator(email: string) {
  const id = (await desk.person({ email, roles: ['requester', 'operator_admin'] })) as PersonId;
  return { id, email, session: await desk.enter(email) };
}
const ask = async (session: string, over: { q?: string; format?: 'csv' | 'xlsx' } = {}) =>
  desk.call(askPeopleExport, { session, body: { format: 'csv', ...over } });
const list = async (session: string) => (await desk.call(listPeopleExports, { session })).reply.items;
const fetched = (session: string, id: string) =>
  desk.call(downloadPeopleExport, { session, params: { id: id as PeopleExportId } });
const standing = async () =>
  (await desk.house.store.read.selectFrom('people_exports').select(['state', 'content']).execute()).length;

describe('a file of people that waits in the queue or lies ready (V36)', () => {
  it('is never made for whoever was deactivated, and is gone when the account opens again', async () => {
    const ana = await administrator('ana@gobierno.example');
    const ready = (await ask(ana.session)).reply.id;
    await desk.drain();
    expect((await list(ana.session))[0]).toMatchObject({ id: ready, state: 'ready' });
    const queued = (await ask(ana.session)).reply.id;
    const params = { id: ana.id };
    const body = { reason: 'left' as const, note: 'Oficio SA/123' };
    expect((await desk.call(closeAccount, { session: desk.admin, params, body })).status).toBe(200);
    expect((await fetched(ana.session, ready)).status).toBe(401);
    await desk.drain();
    expect(await standing()).toBe(0);
    await desk.call(reopenAccount, { session: desk.admin, params, body: { note: 'Regresó de su licencia' } });
    const again = await desk.enter(ana.email);
    expect(await list(again)).toEqual([]);
    for (const id of [ready, queued]) expect((await fetched(again, id)).status).toBe(404);
    const facts = (await entriesOf(desk.house.store.read, `people-export:${queued}`)).map(({ fact }) => fact);
    expect(facts).not.toContain('people.export-made');
  });

  it('is never made for whoever lost the right meanwhile, and opens to them no more', async () => {
    const luis = await administrator('luis@gobierno.example');
    const ready = (await ask(luis.session)).reply.id;
    await desk.drain();
    const queued = (await ask(luis.session)).reply.id;
    const grant = (roles: ('requester' | 'operator_admin')[]) =>
      desk.call(grantRoles, { session: desk.admin, params: { id: luis.id }, body: { roles, teamIds: [] } });
    await grant(['requester']);
    await desk.drain();
    const demoted = await desk.enter(luis.email);
    expect((await fetched(demoted, ready)).status).toBe(403);
    await grant(['requester', 'operator_admin']);
    const back = await desk.enter(luis.email);
    expect((await list(back)).find(({ id }) => id === queued)).toMatchObject({ state: 'refused', people: null });
    expect((await fetched(back, queued)).status).toBe(404);
  });

  it('is nobody else’s, and nobody’s after a day', async () => {
    const eva = await administrator('eva@gobierno.example');
    const { id } = (await ask(eva.session)).reply;
    await desk.drain();
    expect((await fetched(desk.admin, id)).status).toBe(404);
    expect((await fetched(eva.session, id)).status).toBe(200);
    desk.clock.advance(DAY);
    const later = await desk.enter(eva.email);
    expect((await fetched(later, id)).status).toBe(404);
    expect(await list(later)).toEqual([]);
  });
});

describe('what a file of people holds', () => {
  it('is whom the search finds, as text in every cell, and the history keeps that it was fetched', async () => {
    const admin = await administrator('otra@gobierno.example');
    const csv = (await ask(admin.session, { q: 'nu 00172' })).reply.id;
    const xlsx = (await ask(admin.session, { q: 'nu 00172', format: 'xlsx' })).reply.id;
    await desk.drain();
    const text = await fetched(admin.session, csv);
    expect(text.raw.body).toContain(`'${FORMULA.replaceAll('"', '""')}`);
    const rows = readCsv(text.raw.body, 10) ?? [];
    expect(rows).toHaveLength(2);
    expect(rows[1]?.cells.slice(0, 5)).toEqual(['00172', FORMULA, 'Ñu', '+52', 'formula@gobierno.example']);
    const sheet = await desk.house.workshop.sheet((await fetched(admin.session, xlsx)).raw.bytes);
    const [, line] = sheet.ok ? sheet.rows : [];
    expect([line?.cells.slice(0, 2), line?.formulas ?? []]).toEqual([['00172', FORMULA], []]);
    const entries = await entriesOf(desk.house.store.read, `people-export:${csv}`);
    expect(entries.map(({ fact }) => fact)).toEqual([
      'people.export-asked',
      'people.export-made',
      'people.export-fetched',
    ]);
    expect(JSON.stringify(entries)).not.toContain('nu 00172');
  });

  it('is asked for twenty times an hour at most', async () => {
    const admin = await administrator('sin.fin@gobierno.example');
    for (let n = 0; n < 20; n += 1) expect((await ask(admin.session)).status).toBe(202);
    const refused = await ask(admin.session);
    expect([refused.status, refused.problem.code]).toEqual([429, 'rate.exceeded']);
  });
});
