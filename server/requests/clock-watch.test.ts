import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { changeCalendar, listCalendars } from '#contract/calendars.ts';
import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import { listNotices } from '#contract/notifications.ts';
import type { BodyInput } from '#contract/operation.ts';
import {
  askRequester,
  assignRequest,
  fileRequest,
  postMessage,
  readRequest,
  resolveRequest,
  takeRequest,
  waitThirdParty,
} from '#contract/requests.ts';
import { entriesOf, firstBreak } from '#server/shared/history.ts';
import { openWatches } from '#server/shared/watches.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { hushClocks, watchClocks } from './clock-watch.ts';

let desk: Settled;
let rosa: string;
let agentId: string;
let agent: string;
let teamId: string;
let areaId: BodyInput<typeof fileRequest>['areaId'];

const local = (time: string): Date => new Date(`${time}:00-06:00`);
const enterAll = async () => {
  rosa = await desk.enter('rosa@gobierno.example');
  agent = await desk.enter('laura@gobierno.example');
};

const file = async () => {
  const body = {
    draftId: null,
    subject: 'La impresora no imprime',
    description: 'Desde el viernes recibe los documentos pero no imprime.',
    areaId,
    serviceId: null,
    place: { building: '', floor: '', office: '', phone: '' },
    attachments: [],
  };
  const { reply, status, raw } = await desk.call(fileRequest, { session: rosa, body });
  expect(status, raw.body).toBe(201);
  const params = { id: reply.id };
  const given = { teamId: teamId as never, agentId: agentId as never };
  expect((await desk.call(assignRequest, { session: agent, params, body: given })).status).toBe(200);
  return params;
};

const told = async (id: string) =>
  (await entriesOf(desk.house.store.read, `request:${id}`))
    .filter((entry) => /at-risk|breached|overdue/.test(entry.fact))
    .map((entry) => [entry.fact, (entry.data as { cause?: string }).cause, entry.at.toISOString()]);
const look = async (time: string) => {
  desk.clock.set(local(time));
  await watchClocks(desk.house);
  const { rows } = await sql<{ at: Date | null }>`
    select min(alarm_at) as at from requests`.execute(desk.house.store.read);
  return rows[0]?.at?.toISOString() ?? null;
};
const mail = () => desk.mailbox.letters.map((letter) => [letter.to.address.split('@')[0], letter.text]);
const readers = (words: string) =>
  mail()
    .filter(([, text]) => text?.includes(words))
    .map(([to]) => to)
    .toSorted();

beforeAll(async () => {
  desk = await settle();
  const { areas } = (await desk.call(readCatalogue, { session: desk.admin })).reply;
  areaId = String(areas.find((area) => area.code === 'ST')?.id);
  const { teams } = (await desk.call(readDeskLists, { session: desk.admin })).reply;
  teamId = String(teams.find((team) => team.areaId === areaId)?.id);
  await desk.person({ email: 'rosa@gobierno.example' });
  agentId = await desk.person({ email: 'laura@gobierno.example', roles: ['agent'], teamIds: [teamId] });
  await desk.person({ email: 'marco@gobierno.example', roles: ['team_lead'], teamIds: [teamId] });
  await desk.person({ email: 'dsg@gobierno.example', roles: ['service_owner'] });
  await desk.person({ email: 'titular@gobierno.example', roles: ['agency_head'] });
});
afterAll(() => desk.close());
beforeEach(async () => {
  desk.clock.set(local('2026-11-17T09:00'));
  await desk.house.store.aside('deadline', (db) => sql`update requests set alarm_at = null`.execute(db));
  await enterAll();
  await desk.drain();
  desk.mailbox.letters.length = 0;
});

it('tells once of each promise that it is at risk, that it was broken, and that it has been for long', async () => {
  const { id } = await file();
  const version = (await desk.call(readRequest, { session: rosa, params: { ref: id } })).reply.version;
  // Four hours to answer, at risk after three; sixteen to solve, at risk after twelve.
  expect(await look('2026-11-17T11:59')).toBe(local('2026-11-17T12:00').toISOString());
  expect(await told(id)).toEqual([]);
  expect(await look('2026-11-17T12:00')).toBe(local('2026-11-17T13:00').toISOString());
  expect(await look('2026-11-17T12:00')).toBe(local('2026-11-17T13:00').toISOString());
  expect(await look('2026-11-17T13:00')).toBe(local('2026-11-18T13:00').toISOString());
  expect(await look('2026-11-18T13:00')).toBe(local('2026-11-19T09:00').toISOString());
  expect(await look('2026-11-19T09:00')).toBe(local('2026-11-23T09:00').toISOString());
  expect(await look('2026-11-23T09:00')).toBeNull();
  expect(await told(id)).toEqual([
    ['request.at-risk', 'first_response', local('2026-11-17T12:00').toISOString()],
    ['request.breached', 'first_response', local('2026-11-17T13:00').toISOString()],
    ['request.at-risk', 'resolution', local('2026-11-18T13:00').toISOString()],
    ['request.breached', 'resolution', local('2026-11-19T09:00').toISOString()],
    ['request.overdue', 'resolution', local('2026-11-23T09:00').toISOString()],
  ]);
  expect(await firstBreak(desk.house.store.read, `request:${id}`)).toBeNull();
  await enterAll();
  const seen = (await desk.call(readRequest, { session: rosa, params: { ref: id } })).reply;
  // Facts of the desk alone, and nobody's words in the making are stale for them.
  expect([seen.version, seen.lastMovement.fact]).toEqual([version, 'request.assigned']);
  expect(seen.timeline.map((entry) => entry.fact)).not.toContain('request.breached');
});

it('goes up: lead at risk, service owner when broken, head of the agency when it has been for long', async () => {
  await file();
  await desk.drain();
  for (const [time, words, whom] of [
    ['2026-11-17T12:00', 'está por vencer', ['laura', 'marco']],
    ['2026-11-19T09:00', 'Venció el plazo', ['dsg', 'laura', 'marco']],
    ['2026-11-23T09:00', 'lleva mucho tiempo sin solución', ['titular']],
  ] as const) {
    desk.mailbox.letters.length = 0;
    await look(time);
    await desk.drain();
    expect([...new Set(readers(words))], time).toEqual(whom);
    expect(mail().map(([to]) => to)).not.toContain('rosa');
  }
  const dsg = await desk.enter('dsg@gobierno.example');
  const { items } = (await desk.call(listNotices, { session: dsg })).reply;
  expect(items.map((item) => item.kind)).toContain('request-overdue');
});

it('tells of an answer owed to what they wrote later, at its instants, also while a third party keeps the rest waiting', async () => {
  const params = await file();
  const write = (session: string, text: string) =>
    desk.call(postMessage, { session, params, body: { text, attachments: [] } });
  await desk.call(takeRequest, { session: agent, params, body: {} });
  await write(agent, 'Vamos para allá.');
  const promise = sql`update requests set next_response_minutes = 60 where id = ${params.id}`;
  await desk.house.store.aside('deadline', (db) => promise.execute(db));
  const party = { who: 'Proveedor', reference: '', until: '2026-11-30' };
  expect((await desk.call(waitThirdParty, { session: agent, params, body: party })).status).toBe(200);
  desk.clock.set(local('2026-11-17T10:00'));
  await enterAll();
  await write(rosa, '¿Ya saben algo?');
  expect(await look('2026-11-17T10:44')).toBe(local('2026-11-17T10:45').toISOString());
  expect(await look('2026-11-17T10:45')).toBe(local('2026-11-17T11:00').toISOString());
  await desk.drain();
  desk.mailbox.letters.length = 0;
  expect(await look('2026-11-17T11:00')).toBeNull();
  await desk.drain();
  expect(readers('Responder a lo que escribió, a más tardar')).toEqual(['dsg', 'laura', 'marco']);
  expect(await told(params.id)).toEqual([
    ['request.at-risk', 'next_response', local('2026-11-17T10:45').toISOString()],
    ['request.breached', 'next_response', local('2026-11-17T11:00').toISOString()],
  ]);
  await enterAll();
  await write(agent, 'Hoy nos lo entregan.');
  await write(rosa, 'Gracias.');
  // Answered, and asked again: another hour.
  expect(await look('2026-11-17T11:01')).toBe(local('2026-11-17T11:45').toISOString());
});

it('is silent while the clock stands still, and of what has ended', async () => {
  const [waiting, solved] = [await file(), await file()];
  const text = { text: '¿Cuál es?', attachments: [] };
  expect((await desk.call(askRequester, { session: agent, params: waiting, body: text })).status).toBe(200);
  const end = { solution: 'Se cambió el tóner.', closureCode: 'solved', attachments: [] };
  const done = await desk.call(resolveRequest, { session: agent, params: solved, body: end });
  expect(done.status, done.raw.body).toBe(200);
  expect(await look('2026-12-18T10:00')).toBeNull();
  expect([await told(waiting.id), await told(solved.id)]).toEqual([[], []]);
});

it('two nodes that look at once tell once; of what passed unseen only the last is told', async () => {
  const { id } = await file();
  desk.clock.set(local('2026-11-19T10:00'));
  await Promise.all([watchClocks(desk.house), watchClocks(desk.house), watchClocks(desk.house)]);
  expect((await told(id)).map(([fact, cause]) => [fact, cause])).toEqual([
    ['request.breached', 'first_response'],
    ['request.breached', 'resolution'],
  ]);
});

it('what was lived through at once is left untold; what is to come is not', async () => {
  const { id } = await file();
  desk.clock.set(local('2026-11-17T12:30'));
  await hushClocks(desk.house);
  expect(await told(id)).toEqual([]);
  expect(await look('2026-11-17T13:00')).toBe(local('2026-11-18T13:00').toISOString());
  expect(await told(id)).toHaveLength(1);
});

it('a watch looks by itself', async () => {
  const { id } = await file();
  desk.clock.set(local('2026-11-17T12:00'));
  const watches = openWatches([{ name: 'clocks', everyMs: 50, byTime: true, run: watchClocks }], desk.house.log);
  watches.work(desk.house);
  const begun = performance.now();
  while ((await told(id)).length === 0 && performance.now() - begun < 5_000)
    await new Promise((r) => setTimeout(r, 20));
  await watches.close();
  expect((await told(id)).map(([fact]) => fact)).toEqual(['request.at-risk']);
});

it('a change of the calendar tells each requester once, of the nearest, and how many more', async () => {
  await file();
  await file();
  const owner = await desk.enter('dsg@gobierno.example');
  const { calendars } = (await desk.call(listCalendars, { session: owner })).reply;
  await desk.drain();
  desk.mailbox.letters.length = 0;
  const change = {
    kind: 'close',
    days: ['2026-11-18'],
    closure: 'closed',
    name: { es: 'Contingencia', en: '' },
    notice: 'Oficio SA/1/2026',
    attachments: [],
  };
  const body = { version: calendars[0]?.version ?? 1, reason: 'Ciclón', change } as never;
  const done = await desk.call(changeCalendar, { session: owner, params: { id: calendars[0]?.id as never }, body });
  expect(done.status, done.raw.body).toBe(200);
  await desk.drain();
  expect(readers('La fecha de tu solicitud es otra')).toEqual(['rosa']);
  expect(mail()[0]?.[1]).toMatch(/viernes 20 de noviembre, 09:00[\s\S]*otras solicitudes tuyas: \d+/);
  expect(mail().map(([to]) => to)).toEqual(['rosa']);
});
