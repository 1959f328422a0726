/** Rights over personal data, through the API: terms, two people for a cancellation, and a history that verifies once all is forgotten. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findColleagues, readProfile, reopenAccount, signIn } from '#contract/accounts.ts';
import { readCatalogue } from '#contract/catalogue.ts';
import type { DataRightId, DataRightView } from '#contract/data-right-shapes.ts';
import * as contract from '#contract/data-rights.ts';
import { findLeavers } from '#contract/deactivations.ts';
import type { PersonId } from '#contract/ids.ts';
import type { BodyInput } from '#contract/operation.ts';
import type { Role } from '#contract/permissions.ts';
import { cancelRequest, fileRequest, findRequesters, listQueue } from '#contract/requests.ts';
import { DAY } from '#server/shared/clock.ts';
import { entriesOf, verifyChains } from '#server/shared/history.ts';
import { newId } from '#server/shared/ids.ts';
import { PASSWORD, type Settled, settle } from '#tests/security/settled.ts';
import { lookAfterRights } from './look-after.ts';

let desk: Settled;
const ids = new Map<string, PersonId>();
const sessions = new Map<string, string>();
const as = (name: string): string => sessions.get(name) ?? '';
const idOf = (name: string): PersonId => ids.get(name) ?? (newId() as PersonId);
const mail = (name: string): string => `${name}@gobierno.example`;

async function person(name: string, roles: Role[] = ['requester']): Promise<void> {
  ids.set(name, (await desk.person({ email: mail(name), roles })) as PersonId);
  sessions.set(name, await desk.enter(mail(name)));
}

/** Heard from just now, with passwords none the older. */
async function enterAgain(...names: string[]): Promise<void> {
  await desk.house.store.aside('session', (db, now) =>
    db.updateTable('people').set({ password_changed_at: now }).execute(),
  );
  for (const name of names) sessions.set(name, await desk.enter(mail(name)));
}

const ask = async (name: string, body: Partial<BodyInput<typeof contract.askDataRight>> = {}, key = newId()) =>
  desk.call(contract.askDataRight, { session: as(name), key, body: { kind: 'access', words: 'Todo lo mío', ...body } });
const at = (view: DataRightView) => ({ id: view.id as DataRightId });
const read = async (name: string, view: DataRightView) =>
  (await desk.call(contract.readDataRight, { session: as(name), params: at(view) })).reply;
const decide = (name: string, view: DataRightView, outcome: 'granted' | 'denied', version = view.version) =>
  desk.call(contract.answerDataRight, {
    ...{ session: as(name), params: at(view) },
    body: { version, outcome, words: 'Procede conforme a la ley.' },
  });
const effect = (name: string, view: DataRightView, version = view.version) =>
  desk.call(contract.effectDataRight, { session: as(name), params: at(view), body: { version } });
const codeOf = (answer: { problem: { code: string } }) => answer.problem.code;

beforeAll(async () => {
  desk = await settle();
  await person('transparencia', ['requester', 'privacy_officer']);
  await person('admin', ['requester', 'operator_admin']);
  for (const name of ['ana', 'beto', 'carla']) await person(name);
}, 60_000);
afterAll(() => desk.close());

describe('a request about one’s own data', () => {
  it('gets a folio and twenty business days, is seen by its holder and the privacy officer alone, and one of a kind at a time', async () => {
    const key = newId();
    const { reply: view, status } = await ask('ana', {}, key);
    expect([status, view.folio, view.state]).toEqual([201, 'DTI/DP/2026/000001', 'received']);
    // From Monday 23 November; no closed day between but those of the calendar.
    expect((new Date(view.dueAt ?? '').getTime() - desk.clock.now().getTime()) / DAY).toBeGreaterThan(27);
    expect((await ask('ana', {}, key)).reply.id).toBe(view.id);
    expect(codeOf(await ask('ana'))).toBe('data-right.open');
    expect((await read('ana', view)).can).toMatchObject({ withdraw: true, answer: false });
    expect((await read('transparencia', view)).can).toMatchObject({ withdraw: false, answer: true, extend: true });
    const strange = await desk.call(contract.readDataRight, { session: as('beto'), params: at(view) });
    expect(strange.status).toBe(404);
    const queue = await desk.call(contract.listDataRights, { session: as('transparencia') });
    expect(queue.reply.items.map(({ id }) => id)).toContain(view.id);
    const own = await desk.call(contract.listOwnDataRights, { session: as('ana') });
    expect(own.reply.items).toHaveLength(1);
    const gone = await desk.call(contract.withdrawDataRight, {
      ...{ session: as('ana'), params: at(view), body: { version: 9 } },
    });
    expect(codeOf(gone)).toBe('version.stale');
    const took = await desk.call(contract.withdrawDataRight, {
      ...{ session: as('ana'), params: at(view), body: { version: view.version } },
    });
    expect(took.reply.state).toBe('withdrawn');
    const over = await desk.call(contract.listDataRights, { session: as('transparencia'), query: { over: 'yes' } });
    expect(over.reply.items.map(({ id }) => id)).toEqual([view.id]);
  });

  it('is asked to be completed once, begins its term anew, and may be extended once', async () => {
    const { reply: view } = await ask('ana', { kind: 'opposition' });
    const session = as('transparencia');
    const correct = (version: number) =>
      desk.call(contract.askCorrection, { session, params: at(view), body: { version, words: 'Diga cuáles.' } });
    const complete = (name: string, version: number) =>
      desk.call(contract.completeDataRight, {
        ...{ session: as(name), params: at(view), body: { version, words: 'Mi teléfono' } },
      });
    expect(codeOf(await complete('ana', view.version))).toBe('data-right.state');
    const asked = (await correct(view.version)).reply;
    expect([asked.state, asked.correction?.words]).toEqual(['correcting', 'Diga cuáles.']);
    expect(codeOf(await decide('transparencia', asked, 'denied'))).toBe('data-right.state');
    desk.clock.advance(2 * DAY);
    await enterAgain('ana', 'transparencia', 'admin');
    const done = (await complete('ana', asked.version)).reply;
    expect(done.state).toBe('received');
    expect(new Date(done.dueAt ?? '').getTime()).toBeGreaterThan(new Date(view.dueAt ?? '').getTime());
    expect(
      codeOf(
        await desk.call(contract.askCorrection, {
          ...{ session: as('transparencia'), params: at(view) },
          body: { version: done.version, words: 'Más' },
        }),
      ),
    ).toBe('data-right.late');
    const extend = (version: number) =>
      desk.call(contract.extendDataRight, {
        ...{ session: as('transparencia'), params: at(view), body: { version, reason: 'Hay que buscar en archivo.' } },
      });
    const longer = (await extend(done.version)).reply;
    expect(new Date(longer.dueAt ?? '').getTime()).toBeGreaterThan(new Date(done.dueAt ?? '').getTime());
    expect(codeOf(await extend(longer.version))).toBe('data-right.late');
    const answered = (await decide('transparencia', longer, 'denied')).reply;
    expect([answered.state, answered.dueAt]).toEqual(['denied', null]);
  });

  it('lapses when nobody completes it', async () => {
    const { reply: view } = await ask('ana', { kind: 'opposition' });
    await desk.call(contract.askCorrection, {
      ...{ session: as('transparencia'), params: at(view), body: { version: view.version, words: 'Diga cuáles.' } },
    });
    desk.clock.advance(20 * DAY);
    await lookAfterRights(desk.house);
    await enterAgain('ana', 'beto', 'carla', 'transparencia', 'admin');
    expect((await read('ana', view)).state).toBe('lapsed');
  });
});

describe('a rectification', () => {
  it('changes the account once granted, keeps before and after out of the history, and sends a link to the new address', async () => {
    const wanted = { givenNames: 'Beatriz', phone: '312 316 2000 ext. 99', email: mail('beatriz') };
    expect((await ask('beto', { kind: 'rectification' })).status).toBe(400);
    expect(codeOf(await ask('beto', { kind: 'rectification', wanted: { phone: '1' } }))).toBe('phone.unreadable');
    const { reply: view } = await ask('beto', { kind: 'rectification', wanted });
    const granted = (await decide('transparencia', view, 'granted')).reply;
    expect(codeOf(await effect('admin', granted))).toBe('right.missing');
    expect(codeOf(await effect('transparencia', granted, 9))).toBe('version.stale');
    const done = (await effect('transparencia', granted)).reply;
    const change = done.changes.find(({ field }) => field === 'givenNames');
    expect([change?.before?.es, change?.after.es]).toEqual(['Rosa Elena', 'Beatriz']);
    const profile = (await desk.call(readProfile, { session: as('beto') })).reply;
    expect(profile).toMatchObject({ givenNames: 'Beatriz', email: mail('beto') });
    expect(profile.pendingEmail?.email).toBe(mail('beatriz'));
    const entries = [
      ...(await entriesOf(desk.house.store.read, `person:${idOf('beto')}`)),
      ...(await entriesOf(desk.house.store.read, `data-right:${view.id}`)),
    ];
    expect(entries.map(({ fact }) => fact)).toContain('account.rectified');
    expect(JSON.stringify(entries.map(({ data }) => data))).not.toMatch(/beatriz|rosa|316 ?200/i);
  });

  it('never takes what is another person’s', async () => {
    const { reply: view } = await ask('carla', { kind: 'rectification', wanted: { email: mail('ana') } });
    const granted = (await decide('transparencia', view, 'granted')).reply;
    expect(codeOf(await effect('transparencia', granted))).toBe('data-right.taken');
  });
});

describe('what the privacy officer writes down', () => {
  it('names whose data it is about and how it was known, never oneself', async () => {
    const session = as('transparencia');
    const found = await desk.call(contract.findDataHolders, { session, query: { q: 'canul' } });
    expect(found.reply.people.map(({ id }) => id)).toContain(idOf('carla'));
    const body = {
      kind: 'access',
      words: 'Copia de mis datos',
      way: 'paper',
      representative: 'Lic. Juan Uc',
      identity: 'Credencial para votar y carta poder',
    } as const;
    const capture = (personId: PersonId, key = newId()) =>
      desk.call(contract.captureDataRight, { session, key, body: { ...body, personId } });
    expect((await capture(idOf('transparencia'))).status).toBe(400);
    const { reply: view } = await capture(idOf('carla'));
    expect(view).toMatchObject({ way: 'paper', representative: 'Lic. Juan Uc', capturedBy: 'Rosa Elena Canul Pech' });
    expect(codeOf(await capture(idOf('carla')))).toBe('data-right.open');
  });

  it('is not told from one that never was', async () => {
    const params = { id: newId() as DataRightId };
    const [session, version] = [as('transparencia'), 1];
    const answers = [
      await desk.call(contract.askCorrection, { session, params, body: { version, words: 'Diga cuáles.' } }),
      await desk.call(contract.extendDataRight, { session, params, body: { version, reason: 'Hay que buscar.' } }),
      await desk.call(contract.answerDataRight, {
        session,
        params,
        body: { version, outcome: 'denied', words: 'No.' },
      }),
      await desk.call(contract.effectDataRight, { session, params, body: { version } }),
      await desk.call(contract.completeDataRight, { session, params, body: { version, words: 'Mi teléfono' } }),
      await desk.call(contract.withdrawDataRight, { session, params, body: { version } }),
    ];
    expect(answers.map(({ status, problem }) => [status, problem.code])).toEqual(answers.map(() => [404, 'not-found']));
  });

  it('is never decided by whom it is about', async () => {
    const { reply: view } = await ask('transparencia');
    expect(codeOf(await decide('transparencia', view, 'granted'))).toBe('right.missing');
  });
});

describe('a cancellation', () => {
  it('is carried out by an administrator, blocks the account, and is forgotten after the term; the history still verifies', async () => {
    const { areas } = (await desk.call(readCatalogue, { session: as('ana') })).reply;
    const place = { building: 'A', floor: '1', office: '2', phone: '312 316 2000' };
    const words = { subject: 'Sin red', description: 'No hay red en mi lugar', place };
    const body = { draftId: null, ...words, areaId: areas[0]?.id, serviceId: null, attachments: [] } as never;
    const filed = await desk.call(fileRequest, { session: as('ana'), body });
    expect(filed.status, filed.raw.body).toBe(201);
    const { reply: view } = await ask('ana', { kind: 'cancellation' });
    const granted = (await decide('transparencia', view, 'granted')).reply;
    expect((await read('admin', granted)).obstacles).toEqual(['requests']);
    expect(codeOf(await effect('transparencia', granted))).toBe('right.missing');
    expect(codeOf(await effect('admin', granted))).toBe('data-right.requests-open');
    const { id, version } = filed.reply;
    const cancelled = await desk.call(cancelRequest, {
      ...{ session: as('ana'), params: { id }, body: { version, reason: 'Ya hay red' } as never },
    });
    expect(cancelled.status, cancelled.raw.body).toBe(200);
    const done = (await effect('admin', granted)).reply;
    expect(done.state).toBe('effective');
    expect(done.anonymiseAt?.slice(0, 4)).toBe('2031');
    expect((await desk.call(readProfile, { session: as('ana') })).status).toBe(401);
    const reopened = await desk.call(reopenAccount, {
      ...{ session: as('admin'), params: { id: idOf('ana') }, body: { note: 'Volvió a la oficina' } },
    });
    expect(codeOf(reopened)).toBe('account.blocked');
    await lookAfterRights(desk.house);
    expect((await read('transparencia', done)).anonymisedAt).toBeNull();
    desk.clock.advance(5 * 366 * DAY);
    await lookAfterRights(desk.house);
    const row = await desk.house.store.read
      .selectFrom('people')
      .selectAll()
      .where('id', '=', idOf('ana'))
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      full_name: 'Persona 1',
      email: 'persona-1@anonimo.invalid',
      phone: '',
      last_place: null,
    });
    const entry = await desk.call(signIn, { body: { email: mail('ana'), password: PASSWORD } });
    expect(entry.status).toBe(401);
    await enterAgain('transparencia');
    const forgotten = await read('transparencia', done);
    expect([forgotten.holder.name, forgotten.words, forgotten.answer?.words]).toEqual(['Persona 1', '', '']);
    expect((await verifyChains(desk.house.store.read)).breaks).toEqual([]);
  });

  it('hides whom it blocked from every search of the desk but that of who administers accounts', async () => {
    await person('dora');
    await person('tecnica', ['agent']);
    await person('titular', ['agency_head']);
    await enterAgain('admin', 'transparencia', 'carla');
    await desk.house.store.aside('session', (db) =>
      db
        .updateTable('people')
        .set({ given_names: 'Dorotea', first_surname: 'Bloqueo' })
        .where('id', '=', idOf('dora'))
        .execute(),
    );
    const q = 'dorotea';
    const found = async () => [
      (await desk.call(findColleagues, { session: as('tecnica'), query: { q } })).reply.people.length,
      (await desk.call(findColleagues, { session: as('carla'), query: { q } })).reply.people.length,
      (await desk.call(findRequesters, { session: as('tecnica'), query: { q } })).reply.people.length,
      (await desk.call(findLeavers, { session: as('titular'), query: { q } })).reply.people.length,
      (await desk.call(findLeavers, { session: as('admin'), query: { q } })).reply.people.length,
    ];
    expect(await found()).toEqual([1, 1, 1, 1, 1]);
    const { reply: view } = await ask('dora', { kind: 'cancellation' });
    const granted = (await decide('transparencia', view, 'granted')).reply;
    expect((await effect('admin', granted)).reply.state).toBe('effective');
    expect(await found()).toEqual([0, 0, 0, 0, 0]);
    // The queue is searched by subject and folio: nobody's name leads to a request there.
    const queue = await desk.call(listQueue, { session: as('tecnica'), query: { q } });
    expect(queue.reply.items).toEqual([]);
    // Who answers for the data and who keeps the accounts still find whom they may not open again.
    const holders = await desk.call(contract.findDataHolders, { session: as('transparencia'), query: { q } });
    expect(holders.reply.people.map(({ id }) => id)).toEqual([idOf('dora')]);
  });

  it('waits while the person holds an office, and for another person than who decided', async () => {
    await enterAgain('admin', 'transparencia', 'beto');
    await desk.house.store.aside('session', (db) =>
      db
        .updateTable('people')
        .set({ roles: ['requester', 'agent'] })
        .where('id', '=', idOf('beto'))
        .execute(),
    );
    const { reply: view } = await ask('beto', { kind: 'cancellation' });
    const granted = (await decide('transparencia', view, 'granted')).reply;
    expect(codeOf(await effect('admin', granted))).toBe('data-right.roles-held');
    // Somebody who was made an administrator since.
    await desk.house.store.aside('session', (db) =>
      db
        .updateTable('people')
        .set({ roles: ['operator_admin'] })
        .where('id', '=', idOf('transparencia'))
        .execute(),
    );
    await enterAgain('transparencia');
    expect(codeOf(await effect('transparencia', granted))).toBe('data-right.same-person');
  });
});
