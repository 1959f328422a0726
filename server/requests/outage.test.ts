/** Requests that report one outage: joined and taken out, resolved together, and what each reader learns of it. */
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addAnnouncement,
  endAnnouncement,
  publishAnnouncement,
  withdrawAnnouncement,
} from '#contract/announcements.ts';
import { actOnMany, type BulkAct, previewBulk } from '#contract/bulk.ts';
import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import { listNotices } from '#contract/notifications.ts';
import type { BodyInput } from '#contract/operation.ts';
import { joinOutage, leaveOutage, listOutages, readOutage, readPossibleOutage } from '#contract/outages.ts';
import {
  cancelRequest,
  fileRequest,
  listQueue,
  type RequestId,
  type RequestView,
  readRequest,
  readRequestClock,
} from '#contract/requests.ts';
import { HOUR, MINUTE } from '#server/shared/clock.ts';
import { entriesOf, firstBreak } from '#server/shared/history.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { follow } from '../../tests/kit/stream.ts';

let desk: Settled;
let port = 0;
let dsg: string;
let agent: string;
let stranger: string;
let auditor: string;
let people: string[];
let rosa: string;
let salud: string;
let saludId: string;
let areaId: string;
let mailId: string;
let systems: { areaId: string; passwordId: string };

const person = async (name: string, roles: Parameters<Settled['person']>[0]['roles'], teamIds: string[] = []) => {
  const id = await desk.person({ email: `${name}@gobierno.example`, roles, teamIds });
  return { id, session: await desk.enter(`${name}@gobierno.example`) };
};
type Filing = { area?: string; serviceId?: string | null; answers?: object; building?: string };
const file = async (session = rosa, { area = areaId, serviceId = null, answers = {}, building = '' }: Filing = {}) => {
  const place = { building, floor: '', office: '', phone: '' };
  const words = { draftId: null, subject: 'No llega el correo', description: 'Desde las nueve no llega nada.' };
  const body = { ...words, areaId: area, serviceId, place, attachments: [], answers };
  const answer = await desk.call(fileRequest, { session, body: body as never });
  expect(answer.status, answer.raw.body).toBe(201);
  return answer.reply;
};
const MAIL = { account: 'rosa@gobierno.example', direction: 'recibir' };
const now = async (request: { id: string }, session = agent): Promise<RequestView> =>
  (await desk.call(readRequest, { session, params: { ref: request.id } })).reply;

const outage = async (title: string, more: Partial<BodyInput<typeof addAnnouncement>> = {}) => {
  const words = { title: { es: title, en: '' }, body: { es: 'Se trabaja en ello.', en: '' }, kind: 'outage' } as const;
  const times = { showFrom: null, begins: null, until: null, audience: 'everybody', onSignIn: false } as const;
  const touches = { areaIds: [areaId], serviceIds: [], systems: [], agencyIds: [] };
  const body = { ...words, ...times, ...touches, ...more };
  const { reply } = await desk.call(addAnnouncement, { session: dsg, body });
  const on = { session: dsg, params: { id: reply.id }, body: { version: reply.version } };
  return (await desk.call(publishAnnouncement, on)).reply;
};
const end = (one: { id: never; version: number }, solution?: string) =>
  desk.call(endAnnouncement, {
    session: dsg,
    params: { id: one.id },
    body: { version: one.version, ...(solution === undefined ? {} : { solution }) },
  });
type On = { id: string; version?: number };
const join = (request: On, to: { id: string }, session = agent) =>
  desk.call(joinOutage, {
    session,
    params: { id: request.id as RequestId },
    body: { outageId: to.id as never, ...(request.version === undefined ? {} : { version: request.version }) },
  });
const leave = ({ id, version }: On, session = agent) =>
  desk.call(leaveOutage, {
    session,
    params: { id: id as RequestId },
    body: version === undefined ? {} : { version },
  });

beforeAll(async () => {
  desk = await settle();
  await desk.app.listen({ port: 0, host: '127.0.0.1' });
  port = (desk.app.server.address() as AddressInfo).port;
  dsg = (await person('dsg', ['service_owner'])).session;
  const { areas } = (await desk.call(readCatalogue, { session: dsg })).reply;
  const area = areas.find(({ code }) => code === 'ST');
  areaId = String(area?.id);
  mailId = String(area?.services.find(({ name }) => name.es === 'Falla de correo electrónico')?.id);
  const si = areas.find(({ code }) => code === 'SI');
  const password = si?.services.find(({ name }) => name.es === 'Restablecer contraseña de un sistema');
  systems = { areaId: String(si?.id), passwordId: String(password?.id) };
  const { teams } = (await desk.call(readDeskLists, { session: dsg })).reply;
  const mine = teams.find((team) => team.areaId === areaId);
  const other = teams.find((team) => team.areaId !== null && team.areaId !== areaId);
  agent = (await person('laura', ['agent', 'team_lead'], [String(mine?.id)])).session;
  stranger = (await person('ajeno', ['agent'], [String(other?.id)])).session;
  auditor = (await person('oic', ['auditor'])).session;
  people = [];
  for (const name of ['rosa', 'berta', 'carla', 'dora']) people.push((await person(name, ['requester'])).session);
  rosa = String(people[0]);
  const elsewhere = await person('salud', ['requester']);
  salud = elsewhere.session;
  const { read } = desk.house.store;
  const { agency_id: home } = await read
    .selectFrom('people')
    .select('agency_id')
    .where('id', '=', elsewhere.id)
    .executeTakeFirstOrThrow();
  const agencies = await read.selectFrom('agencies').select('id').where('id', '!=', home).limit(1).execute();
  saludId = String(agencies[0]?.id);
  await desk.house.store.aside('upload', (db) =>
    db.updateTable('people').set({ agency_id: saludId }).where('id', '=', elsewhere.id).execute(),
  );
}, 60_000);
afterAll(() => desk.close());

describe('joining a request to an outage', () => {
  it('tells its requester once, in words, and moves no deadline and no state', async () => {
    const [fault, request] = [await outage('El correo está detenido'), await file()];
    const clockOf = async () =>
      (await desk.call(readRequestClock, { session: agent, params: { ref: request.id } })).reply;
    const before = await clockOf();
    const stream = await (await follow({ port, host: 'localhost:3000', session: rosa })).ready();
    const joined = await join(request, fault);
    expect(joined.status, joined.raw.body).toBe(200);
    expect(joined.reply).toMatchObject({
      state: 'registered',
      outage: { id: fault.id, title: fault.title, endedAt: null, people: null, requests: { open: 1, total: 1 } },
      can: { joinOutage: true, leaveOutage: true },
    });
    expect(await clockOf()).toEqual(before);
    await stream.until(({ data }) => JSON.stringify(data).includes(request.id));
    stream.leave();
    const seen = await now(request, rosa);
    expect(seen.outage).toMatchObject({ title: fault.title, people: null, requests: null });
    expect(seen.timeline.at(-1)).toMatchObject({
      fact: 'request.outage-joined',
      values: { outage: 'El correo está detenido' },
      unread: true,
    });
    expect(seen.can).toMatchObject({ joinOutage: false, leaveOutage: false });
    await desk.drain();
    const told = desk.mailbox.letters.filter(
      ({ to, text }) => to.address === 'rosa@gobierno.example' && text.includes('El correo está detenido'),
    );
    expect(told.map(({ text }) => text)).toEqual([expect.stringContaining('forma parte de una falla general')]);
    const { items } = (await desk.call(listNotices, { session: rosa })).reply;
    expect(items.filter(({ kind }) => kind === 'request-outage')).toHaveLength(1);
    const entries = await entriesOf(desk.house.store.read, `request:${request.id}`);
    expect(entries.at(-1)?.data).toMatchObject({ outageId: fault.id, outageTitle: fault.title });
    expect(await firstBreak(desk.house.store.read, `request:${request.id}`)).toBeNull();
  });

  it('moves it from another outage, and takes it out again', async () => {
    const [one, two, request] = [await outage('Sin red'), await outage('Sin teléfono'), await file()];
    await join(request, one);
    const moved = await join(await now(request), two);
    expect(moved.reply.outage?.title.es).toBe('Sin teléfono');
    const counts = async (id: string) =>
      (await desk.call(readOutage, { session: agent, params: { id: id as never } })).reply.requests;
    expect([await counts(one.id), await counts(two.id)]).toEqual([
      { open: 0, total: 0 },
      { open: 1, total: 1 },
    ]);
    const out = await leave(moved.reply);
    expect([out.status, out.reply.outage, out.reply.can.leaveOutage]).toEqual([200, null, false]);
    expect((await now(request, rosa)).timeline.at(-1)?.fact).toBe('request.outage-left');
    expect((await leave({ id: request.id })).problem.code).toBe('outage.left');
  });

  it('is refused in words: after another act, twice, when it is over, withdrawn, no outage, or not for that agency', async () => {
    const [fault, request] = [await outage('Sin correo web'), await file()];
    const code = async (answer: Promise<{ problem: { code: string } }>) => (await answer).problem.code;
    await join(request, fault);
    expect(await code(join(request, fault))).toBe('version.stale');
    expect(await code(leave(request))).toBe('version.stale');
    expect(await code(join({ id: request.id }, fault))).toBe('outage.joined');
    expect(await code(join({ id: request.id }, { id: '01890000-0000-7000-8000-00000000dead' }))).toBe('outage.over');
    const works = await outage('Mantenimiento', {
      kind: 'maintenance',
      begins: '2027-01-10T10:00',
      until: '2027-01-10T12:00',
    });
    expect(await code(join({ id: request.id }, works))).toBe('outage.over');
    const theirs = await outage('Solo en Salud', { audience: 'agencies', agencyIds: [saludId as never] });
    expect(await code(join({ id: request.id }, theirs))).toBe('outage.audience');
    expect((await join(await file(salud), theirs)).status).toBe(200);
    const inside = await outage('Solo para la Mesa', { audience: 'desk' });
    expect(await code(join({ id: request.id }, inside))).toBe('outage.audience');
    expect(await code(join({ id: request.id }, fault, stranger))).toBe('not-found');
    expect(await code(join({ id: request.id }, fault, rosa))).toBe('right.missing');
    await desk.call(cancelRequest, { session: rosa, params: { id: request.id }, body: { reason: 'Ya llegó.' } });
    expect(await code(join({ id: request.id }, theirs))).toBe('request.transition');
    expect(await code(leave({ id: request.id }))).toBe('request.transition');
  });

  it('goes on for three days after it is over; one withdrawn is told of no more', async () => {
    const [fault, wrong] = [await outage('Sin impresión'), await outage('Fue un error')];
    const [early, mistaken] = [await file(), await file()];
    expect((await end(fault as never, 'Se cambió el disco.')).reply).toMatchObject({ solution: 'Se cambió el disco.' });
    desk.clock.advance(MINUTE);
    expect((await join(early, fault)).status).toBe(200);
    expect((await now(early, rosa)).outage?.endedAt).not.toBeNull();
    await join(mistaken, wrong);
    const body = { version: wrong.version, reason: 'Nada fallaba' };
    await desk.call(withdrawAnnouncement, { session: dsg, params: { id: wrong.id }, body });
    expect([(await now(mistaken, rosa)).outage, (await now(mistaken)).outage?.title.es]).toEqual([
      null,
      'Fue un error',
    ]);
    const listed = (await desk.call(listOutages, { session: auditor })).reply.items;
    expect(listed.find(({ id }) => id === fault.id)).toMatchObject({
      solution: 'Se cambió el disco.',
      requests: { open: 1, total: 1 },
      joinable: true,
    });
    expect(listed.some(({ id }) => id === wrong.id)).toBe(false);
    expect((await desk.call(readOutage, { session: agent, params: { id: wrong.id } })).status).toBe(404);
  });

  it('says how many report it once they are three people, and never who', async () => {
    const fault = await outage('Sin intranet');
    const theirs = await Promise.all(people.slice(0, 3).map((session) => file(session)));
    const seen = async () => (await now({ id: String(theirs[0]?.id) }, rosa)).outage?.people;
    for (const [index, expected] of [null, null, 3].entries()) {
      await join({ id: String(theirs[index]?.id) }, fault);
      expect(await seen()).toBe(expected);
    }
    const told = JSON.stringify(await now({ id: String(theirs[0]?.id) }, rosa));
    for (const { folio } of theirs.slice(1)) expect(told).not.toContain(folio);
  });
});

describe('many at once', () => {
  it('are joined by one act with its preview, found by a filter, and resolved together when it is over', async () => {
    const fault = await outage('Sin telefonía');
    const filed = await Promise.all(people.map((session) => file(session)));
    const [gone] = filed;
    await desk.call(cancelRequest, { session: rosa, params: { id: gone?.id as never }, body: { reason: 'Ya no.' } });
    const joining: BulkAct = { do: 'join', outageId: fault.id };
    const ids = filed.map(({ id }) => id);
    const preview = async (act: BulkAct, of: object) =>
      (await desk.call(previewBulk, { session: agent, body: { act, of } as never })).reply.items;
    const lines = await preview(joining, { ids });
    expect(lines.map(({ after, refusal }) => after?.outage?.es ?? refusal?.code)).toEqual([
      'request.transition',
      ...['Sin telefonía', 'Sin telefonía', 'Sin telefonía'],
    ]);
    const act = async (what: BulkAct, from: typeof lines) =>
      (
        await desk.call(actOnMany, {
          session: agent,
          body: { act: what, items: from.flatMap(({ id, version }) => (version === null ? [] : [{ id, version }])) },
        })
      ).reply;
    const joined = await act(joining, lines);
    expect([joined.done.length, joined.refused.map(({ code }) => code)]).toEqual([3, ['request.transition']]);
    const query = { view: 'all', outage: fault.id } as const;
    const listed = (await desk.call(listQueue, { session: agent, query })).reply.items;
    expect(new Set(listed.map(({ id }) => id))).toEqual(new Set(ids.slice(1)));
    expect((await desk.call(listQueue, { session: stranger, query })).reply.items).toEqual([]);
    await end(fault as never, 'Se cambió la central.');
    const resolving: BulkAct = { do: 'resolve', solution: 'Se cambió la central.', closureCode: 'solved' };
    const ready = await preview(resolving, { filters: query });
    expect(ready.map(({ after }) => after?.state)).toEqual(['resolved', 'resolved', 'resolved']);
    expect((await act(resolving, ready)).done).toHaveLength(3);
    const one = await now({ id: String(ids[1]) }, String(people[1]));
    expect([one.state, one.solution, one.outage?.title.es]).toEqual([
      'resolved',
      'Se cambió la central.',
      'Sin telefonía',
    ]);
    const { requests } = (await desk.call(readOutage, { session: agent, params: { id: fault.id } })).reply;
    expect(requests).toEqual({ open: 0, total: 3 });
  });
});

describe('what may be an outage', () => {
  const possible = async (request: { id: RequestId }, session = agent) =>
    desk.call(readPossibleOutage, { session, params: { id: request.id } });

  it('names the outages people know of that touch it, and is asked by who attends it alone', async () => {
    const elsewhere = await outage('Sin agua', { areaIds: [], serviceIds: [] });
    const touching = await outage('Correo lento', { areaIds: [], serviceIds: [mailId as never] });
    const request = await file(rosa, { serviceId: mailId, answers: MAIL });
    const { known } = (await possible(request)).reply;
    expect(known.map(({ id }) => id)).toContain(touching.id);
    expect(known.map(({ id }) => id)).not.toContain(elsewhere.id);
    expect((await possible(request, stranger)).status).toBe(404);
    expect((await possible(request, rosa)).status).toBe(403);
  });

  it('is said of a request once three people ask for the same service about the same time', async () => {
    const mail = { serviceId: mailId, answers: MAIL, building: 'Edificio A' };
    const [first, again] = [await file(rosa, mail), await file(rosa, mail)];
    await file(people[1], mail);
    expect((await possible(first)).reply.alike).toBeNull();
    await file(people[2], { ...mail, building: 'edificio a' });
    expect((await possible(first)).reply.alike).toEqual({ people: 3, building: 'Edificio A' });
    expect((await possible(again)).reply.alike?.people).toBe(3);
    expect((await possible(await file(rosa))).reply.alike).toBeNull();
    // Of what is asked of many systems, only the same one is alike.
    const ask = (session: string | undefined, system: string) =>
      file(session, { area: systems.areaId, serviceId: systems.passwordId, answers: { system, account: 'rcanul' } });
    const lost = await ask(rosa, 'opergob');
    await Promise.all([ask(people[1], 'opergob'), ask(people[2], 'rh_tramites')]);
    expect((await possible(lost, dsg)).reply.alike).toBeNull();
    await ask(people[3], 'opergob');
    expect((await possible(lost, dsg)).reply.alike).toEqual({ people: 3, building: '' });
    desk.clock.advance(5 * HOUR);
    const [dora, laura] = [await desk.enter('dora@gobierno.example'), await desk.enter('laura@gobierno.example')];
    expect((await possible(await file(dora, mail), laura)).reply.alike).toBeNull();
  });
});
