import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantRoles, type PersonId } from '#contract/accounts.ts';
import { listOrganisation } from '#contract/agencies.ts';
import { readCatalogue } from '#contract/catalogue.ts';
import {
  endDelegation,
  fileForPrincipal,
  grantDelegation,
  listDelegations,
  listOwnDelegations,
} from '#contract/delegations.ts';
import { listMovements, movePerson } from '#contract/movements.ts';
import { listNotices } from '#contract/notifications.ts';
import { closeAccount } from '#contract/people.ts';
import {
  acceptSolution,
  cancelRequest,
  fileRequest,
  listMyRequests,
  postMessage,
  readReceipt,
  readRequest,
} from '#contract/requests.ts';
import { actingPerson } from '#server/accounts/index.ts';
import { DAY, later } from '#server/shared/clock.ts';
import { entriesOf } from '#server/shared/history.ts';
import { newId } from '#server/shared/ids.ts';
import { ADMIN, type Settled, settle } from '#tests/security/settled.ts';
import { followDelegations } from './grant.ts';

let desk: Settled;
const ids: Record<string, PersonId> = {};
const sessions: Record<string, string> = {};
const idOf = (name: string): PersonId => ids[name] ?? ('' as PersonId);
const as = (name: string): string => sessions[name] ?? '';
let area = '';

beforeAll(async () => {
  desk = await settle();
  for (const [name, roles] of [
    ['rosa', ['requester', 'delegate']],
    ['titular', ['requester', 'agency_head']],
    ['otro', ['requester']],
  ] as const) {
    ids[name] = (await desk.person({ email: `${name}@gobierno.example`, roles: [...roles] })) as PersonId;
    sessions[name] = await desk.enter(`${name}@gobierno.example`);
  }
  const { areas } = (await desk.call(readCatalogue, { session: as('rosa') })).reply;
  area = String(areas[0]?.id);
}, 60_000);
afterAll(() => desk.close());

const dayFrom = (days: number): string =>
  later(desk.clock.now(), days * DAY)
    .toISOString()
    .slice(0, 10);
const grant = (given: Partial<{ id: PersonId; principalId: PersonId; until: string; key: string }> = {}) =>
  desk.call(grantDelegation, {
    ...{ session: desk.admin, key: given.key ?? newId() },
    params: { id: given.id ?? idOf('rosa') },
    body: {
      principalId: given.principalId ?? idOf('titular'),
      until: given.until ?? dayFrom(30),
      ground: 'Oficio SA/0123/2026',
    },
  });
const words = (subject: string) =>
  ({
    ...{ draftId: null, subject, description: 'Desde la mañana, en toda la oficina.' },
    ...{ areaId: area, serviceId: null, attachments: [] },
    place: { building: '', floor: '', office: '', phone: '' },
  }) as never;
const file = (session: string, principalId = idOf('titular'), key = newId()) =>
  desk.call(fileForPrincipal, {
    ...{ session, key },
    body: {
      ...{ draftId: null, subject: 'No enciende el proyector', description: 'El de la sala de juntas del titular.' },
      ...{ areaId: area, serviceId: null, attachments: [], principalId },
      place: { building: '', floor: '', office: '', phone: '' },
    } as never,
  });
const lettersTo = (name: string): string[] =>
  desk.mailbox.letters.filter(({ to }) => to.address === `${name}@gobierno.example`).map(({ subject }) => subject);
const read = (session: string, ref: string) => desk.call(readRequest, { session, params: { ref } as never });

describe('filing on account of somebody', () => {
  it('is given by who administers, to who holds the role, until a day, once, and never to or by oneself', async () => {
    expect((await file(as('rosa'))).problem.code).toBe('delegation.none');
    expect((await grant({ id: idOf('otro') })).problem.code).toBe('delegation.not-possible');
    expect((await grant({ until: '2020-01-01' })).problem.fields).toEqual([
      { path: 'until', message: 'field.day-past' },
    ]);
    expect((await grant({ principalId: idOf('rosa') })).status).toBe(400);
    expect((await grant({ id: '00000000-0000-4000-8000-000000000000' as PersonId })).status).toBe(404);
    const admin = (await desk.house.store.read
      .selectFrom('people')
      .select('id')
      .where('email', '=', ADMIN.email)
      .executeTakeFirstOrThrow()) as { id: PersonId };
    expect((await grant({ principalId: admin.id })).problem.code).toBe('role.own');
    const key = newId();
    const given = await grant({ key });
    expect([given.status, given.reply.delegate.id, given.reply.principal.id]).toEqual([
      201,
      idOf('rosa'),
      idOf('titular'),
    ]);
    expect((await grant()).problem.code).toBe('delegation.exists');
    expect((await grant({ key, until: dayFrom(20) })).problem.code).toBe('idempotency.mismatch');
    const own = await desk.call(listOwnDelegations, { session: as('titular') });
    expect(own.reply.items.map(({ delegate, can }) => [delegate.id, can.end])).toEqual([[idOf('rosa'), true]]);
    const held = await desk.call(listDelegations, { session: desk.admin, params: { id: idOf('rosa') } });
    expect(held.reply.items).toHaveLength(1);
    const nobody = '00000000-0000-4000-8000-000000000000' as PersonId;
    expect((await desk.call(listDelegations, { session: desk.admin, params: { id: nobody } })).status).toBe(404);
  });

  it('makes a request of the person represented, with both names on it, its receipt and its history', async () => {
    const key = newId();
    const filed = await file(as('rosa'), idOf('titular'), key);
    expect((await file(as('rosa'), idOf('otro'), key)).status).toBe(409);
    expect([filed.status, filed.reply.filedBy, filed.reply.can.message]).toEqual([201, 'Rosa Elena Canul Pech', true]);
    // What is accepted, reopened or cancelled is theirs who asked.
    expect([filed.reply.can.cancel, filed.reply.can.accept]).toEqual([false, false]);
    const ref = filed.reply.folio.split('/').slice(-3).join('-');
    const [entry] = await entriesOf(desk.house.store.read, `request:${filed.reply.id}`);
    expect(entry).toMatchObject({
      actor_id: idOf('rosa'),
      data: { filedBy: idOf('rosa'), onAccountOf: idOf('titular') },
    });
    expect(filed.reply.timeline[0]?.values.onAccountOf).toBe(filed.reply.requesterName);
    const row = await desk.house.store.read
      .selectFrom('requests')
      .select(['requester_id', 'filed_by'])
      .where('id', '=', filed.reply.id)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ requester_id: idOf('titular'), filed_by: idOf('rosa') });
    const receipt = await desk.call(readReceipt, { session: as('titular'), params: { ref } as never });
    expect(receipt.reply.filedBy).toBe('Rosa Elena Canul Pech');
    const theirs = await read(as('titular'), ref);
    expect([theirs.status, theirs.reply.can.cancel]).toEqual([200, true]);
    const said = await desk.call(postMessage, {
      session: as('rosa'),
      params: { id: filed.reply.id },
      body: { text: 'Es la sala del tercer piso.', attachments: [] },
    });
    expect(said.status).toBe(201);
    expect((await read(as('titular'), ref)).reply.timeline.at(-1)?.by?.side).toBe('requester');
    expect((await read(as('otro'), ref)).status).toBe(404);
    const mine = await desk.call(listMyRequests, { session: as('rosa') });
    expect(mine.reply.items.map(({ folio, onAccount }) => [folio, onAccount])).toEqual([[filed.reply.folio, true]]);
  });

  it('shows what the principal asked for by themselves, to read and to answer and not to settle, with both names', async () => {
    const own = await desk.call(fileRequest, {
      session: as('titular'),
      key: newId(),
      body: words('El aire no enfría'),
    });
    const ref = own.reply.id;
    expect((await desk.call(readRequest, { session: as('rosa'), params: { ref } as never })).reply).toMatchObject({
      ...{ onAccount: true, filedBy: null, requesterName: 'Rosa Elena Canul Pech' },
      can: { message: true, cancel: false, accept: false, reopen: false },
    });
    const params = { id: own.reply.id };
    const text = 'Es la oficina del segundo piso.';
    const said = await desk.call(postMessage, { session: as('rosa'), params, body: { text, attachments: [] } });
    const { by, values } = said.reply.timeline.at(-1) ?? {};
    expect([by?.side, values?.onAccountOf]).toEqual(['requester', 'Rosa Elena Canul Pech']);
    const [last] = (await entriesOf(desk.house.store.read, `request:${own.reply.id}`)).slice(-1);
    expect(last).toMatchObject({ actor_id: idOf('rosa'), data: { onAccountOf: idOf('titular') } });
    for (const operation of [acceptSolution, cancelRequest] as const) {
      const { version } = said.reply;
      const body = operation === cancelRequest ? { reason: 'Ya no hace falta.', version } : { version };
      expect((await desk.call(operation as never, { session: as('rosa'), params, body } as never)).status).toBe(403);
    }
    const list = async (whose?: 'own' | 'theirs', q?: string) => {
      const query = { ...(whose ? { whose } : {}), ...(q ? { q } : {}) };
      return (await desk.call(listMyRequests, { session: as('rosa'), query })).reply;
    };
    const all = await list();
    expect([all.items.length, all.counts?.all, (await list('own')).items, (await list('own')).counts?.all]).toEqual([
      ...[2, 2],
      ...[[], 0],
    ]);
    expect((await list('theirs', 'aire')).items.map(({ id }) => id)).toEqual([own.reply.id]);
    await desk.drain();
    const told = desk.mailbox.letters.filter(({ to }) => to.address === 'rosa@gobierno.example');
    expect(told.some(({ subject }) => subject.includes('El aire no enfría'))).toBe(true);
  });

  it('ends at once by a word of either, and what was filed is followed by who it is for alone', async () => {
    const { items } = (await desk.call(listOwnDelegations, { session: as('rosa') })).reply;
    const [before] = (await desk.call(listMyRequests, { session: as('rosa') })).reply.items;
    const letters = () => desk.mailbox.letters.filter(({ to }) => to.address === 'rosa@gobierno.example').length;
    await desk.drain();
    const params = { id: items[0]?.id ?? ('' as never) };
    expect((await desk.call(endDelegation, { session: as('otro'), params })).status).toBe(404);
    expect((await desk.call(endDelegation, { session: as('titular'), params })).status).toBe(200);
    expect((await desk.call(endDelegation, { session: as('rosa'), params })).status).toBe(200);
    expect((await file(as('rosa'))).problem.code).toBe('delegation.none');
    expect((await desk.call(listMyRequests, { session: as('rosa') })).reply.items).toEqual([]);
    expect((await desk.call(listMyRequests, { session: as('titular') })).reply.items).toHaveLength(2);
    const ref = String(before?.id);
    expect((await read(as('rosa'), ref)).status).toBe(404);
    const on = { params: { id: ref as never }, body: { text: 'Sigue sin enfriar.', attachments: [] } };
    expect((await desk.call(postMessage, { session: as('rosa'), ...on })).status).toBe(404);
    await desk.drain();
    const sent = letters();
    expect((await desk.call(postMessage, { session: as('titular'), ...on })).status).toBe(201);
    await desk.drain();
    expect(letters()).toBe(sent);
  });

  it('ends by its day, and the moment the role or the account is gone, before any sweep', async () => {
    await grant({ until: dayFrom(1) });
    expect((await file(as('rosa'))).status).toBe(201);
    const roles = { session: desk.admin, params: { id: idOf('rosa') } };
    await desk.call(grantRoles, { ...roles, body: { roles: ['requester'], teamIds: [] } });
    const back = await desk.enter('rosa@gobierno.example');
    expect((await file(back)).status).toBe(403);
    await followDelegations(desk.house);
    const ended = await desk.call(listDelegations, { session: desk.admin, params: { id: idOf('rosa') } });
    expect(ended.reply.items.map((each) => each.ended?.how)).toEqual(['lapsed', 'withdrawn']);
    await desk.call(grantRoles, { ...roles, body: { roles: ['requester', 'delegate'], teamIds: [] } });
    await grant({ until: dayFrom(8) });
    desk.clock.advance(2 * DAY);
    await followDelegations(desk.house);
    await followDelegations(desk.house);
    await desk.drain();
    desk.clock.advance(7 * DAY);
    const later = await desk.enter('rosa@gobierno.example');
    expect((await file(later)).problem.code).toBe('delegation.none');
    await followDelegations(desk.house);
    await followDelegations(desk.house);
    const admin = await desk.enter(ADMIN.email, ADMIN.password);
    const all = await desk.call(listDelegations, { session: admin, params: { id: idOf('rosa') } });
    expect(all.reply.items[0]?.ended).toMatchObject({ how: 'term', by: null });
    await desk.drain();
    expect(lettersTo('rosa').filter((subject) => subject.includes('delegación'))).toEqual([
      ...['Terminó la delegación que tenías', 'Terminó la delegación que tenías'],
      ...['Está por terminar la delegación que tienes', 'Terminó la delegación que tenías'],
    ]);
    expect(lettersTo('titular')).toContain('Está por terminar una delegación tuya');
    const bell = (await desk.call(listNotices, { session: await desk.enter('titular@gobierno.example') })).reply.items;
    expect(bell.find(({ kind }) => kind === 'delegation')?.values).toMatchObject({ own: 'principal', what: 'ended' });
    const rest = await sql<{ n: number }>`select count(*)::int as n from request_participants`.execute(
      desk.house.store.read,
    );
    expect(rest.rows[0]?.n).toBe(0);
  });

  it('ends with the account or the agency of either of the two, seen at once and written by the next turn', async () => {
    const admin = await desk.enter(ADMIN.email, ADMIN.password);
    const given = async (id: PersonId, principalId: PersonId) => {
      const body = { principalId, until: dayFrom(30), ground: 'Oficio SA/0124/2026' };
      return (await desk.call(grantDelegation, { session: admin, key: newId(), params: { id }, body })).status;
    };
    for (const name of ['ana', 'beto', 'ciro'])
      ids[name] = (await desk.person({
        ...{ email: `${name}@gobierno.example`, roles: ['requester', 'delegate'] },
      })) as PersonId;
    expect([await given(idOf('ana'), idOf('beto')), await given(idOf('beto'), idOf('ciro'))]).toEqual([201, 201]);
    const held = async (id: PersonId) =>
      (await desk.call(listDelegations, { session: admin, params: { id } })).reply.items.map(({ ended }) => ended?.how);
    const acts = async (name: string) =>
      (await actingPerson(desk.house.store.read, { ...{ personId: idOf(name), sessionId: '' }, now: desk.clock.now() }))
        ?.principalIds;
    expect([await acts('ana'), await acts('beto')]).toEqual([[idOf('beto')], [idOf('ciro')]]);
    const params = { id: idOf('beto') };
    const { now } = (await desk.call(listMovements, { session: admin, params })).reply;
    const { agencies } = (await desk.call(listOrganisation)).reply;
    const other = agencies.find(({ id }) => id !== now.agencyId)?.id;
    const body = {
      seen: now,
      ...now,
      agencyId: other,
      ground: 'transfer',
      since: dayFrom(0),
      passRequests: true,
    } as never;
    expect((await desk.call(movePerson, { session: admin, params, body })).status).toBe(200);
    expect([await acts('ana'), await acts('beto')]).toEqual([[], []]);
    await followDelegations(desk.house);
    expect(await held(idOf('beto'))).toEqual(['lapsed', 'lapsed']);
    expect(await given(idOf('ana'), idOf('ciro'))).toBe(201);
    await desk.call(closeAccount, {
      ...{ session: admin, params: { id: idOf('ciro') }, body: { reason: 'left', note: 'Renunció ayer' } },
    });
    expect(await acts('ana')).toEqual([]);
    await followDelegations(desk.house);
    expect((await held(idOf('ciro'))).slice(0, 1)).toEqual(['lapsed']);
  });
});
