import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import type { BodyInput } from '#contract/operation.ts';
import {
  acceptSolution,
  askRequester,
  fileRequest,
  postMessage,
  readRequest,
  readRequestClock,
  reclassifyRequest,
  reopenRequest,
  resolveRequest,
  resumeRequest,
  takeRequest,
  waitThirdParty,
} from '#contract/requests.ts';
import { accountFor, type Pause } from '#server/calendars/index.ts';
import { entriesOf } from '#server/shared/history.ts';
import { system } from '#server/shared/policy.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { performWithin } from './act.ts';
import { recomputeClock } from './clock.ts';
import { pausesOf } from './clock-rows.ts';
import { surroundings } from './surroundings.ts';

let desk: Settled;
let rosa: string;
let agent: string;
let areaId: BodyInput<typeof fileRequest>['areaId'];

const local = (time: string): Date => new Date(`${time}:00-06:00`);
/** Sessions end while nobody uses them: after each jump of the clock everybody signs in again. */
const at = async (time: string) => {
  desk.clock.set(local(time));
  rosa = await desk.enter('rosa@gobierno.example');
  agent = await desk.enter('laura@gobierno.example');
};

const file = async () => {
  const answer = await desk.call(fileRequest, {
    session: rosa,
    body: {
      draftId: null,
      subject: 'La impresora no imprime',
      description: 'Desde el viernes recibe los documentos pero no imprime.',
      areaId,
      serviceId: null,
      place: { building: '', floor: '', office: '', phone: '' },
      attachments: [],
    },
  });
  expect(answer.status, answer.raw.body).toBe(201);
  return { id: answer.reply.id };
};
const take = (params: { id: string }) => desk.call(takeRequest, { session: agent, params: params as never, body: {} });
const ask = (params: { id: string }) =>
  desk.call(askRequester, { session: agent, params: params as never, body: { text: '¿Cuál?', attachments: [] } });
const answer = (params: { id: string }) =>
  desk.call(postMessage, { session: rosa, params: params as never, body: { text: 'La azul', attachments: [] } });
const resolve = (params: { id: string }) =>
  desk.call(resolveRequest, {
    session: agent,
    params: params as never,
    body: { solution: 'Se cambió el tóner.', closureCode: 'solved', attachments: [] },
  });
const reopen = (params: { id: string }) =>
  desk.call(reopenRequest, { session: rosa, params: params as never, body: { reason: 'Otra vez.', attachments: [] } });
const clockOf = async ({ id }: { id: string }) => {
  const reply = await desk.call(readRequestClock, { session: rosa, params: { ref: id } });
  expect(reply.status, reply.raw.body).toBe(200);
  return reply.reply;
};

beforeAll(async () => {
  desk = await settle();
  const { areas } = (await desk.call(readCatalogue, { session: desk.admin })).reply;
  areaId = String(areas.find((area) => area.code === 'ST')?.id);
  const { teams } = (await desk.call(readDeskLists, { session: desk.admin })).reply;
  const teamIds = teams.filter((team) => team.areaId === areaId).map((team) => String(team.id));
  await desk.person({ email: 'rosa@gobierno.example' });
  await desk.person({ email: 'laura@gobierno.example', roles: ['agent'], teamIds });
});
afterAll(() => desk.close());

/** What the history says of the pauses, read apart from the program: each stay in a state that waits, or after the end. */
async function pausesInHistory(requestId: string) {
  const still = ['waiting_requester', 'waiting_third_party', 'resolved', 'closed'];
  const pauses: { reason: string; from: Date; to: Date | null }[] = [];
  for (const entry of await entriesOf(desk.house.store.read, `request:${requestId}`)) {
    const { from, to } = entry.data as { from?: string; to?: string };
    if (from === undefined || to === undefined || (from === 'resolved' && to === 'closed')) continue;
    const open = pauses.at(-1);
    if (open !== undefined && open.to === null) open.to = entry.at;
    if (still.includes(to)) pauses.push({ reason: to, from: entry.at, to: null });
  }
  return pauses;
}

type Clock = Awaited<ReturnType<typeof clockOf>>;

/** What the account of a request says, as a line for the command that counts for anybody. */
async function dueInBatch(clock: Clock, promise: Clock['resolution']) {
  const [edition] = clock.calendar.editions;
  const hours = Object.entries(edition?.hours ?? {}).filter(([, intervals]) => intervals.length > 0);
  const line = {
    calendar: {
      zone: clock.calendar.timeZone,
      weekdays: hours.map(([weekday]) => Number(weekday)),
      intervals: hours[0]?.[1],
      closed: clock.calendar.closures.map(({ day }) => day),
    },
    start: clock.registeredAt,
    minutes: promise.targetMinutes,
    pauses: promise.account.filter(({ kind }) => kind === 'pause').map(({ from, to }) => ({ from, to })),
  };
  const root = new URL('../..', import.meta.url).pathname;
  const command = spawn(process.execPath, ['server/commands/due.ts', '--batch'], { cwd: root });
  command.stdin.end(`${JSON.stringify(line)}\n`);
  const said = await text(command.stdout);
  return JSON.parse(said) as { due: string; account: { kind: string; from: string; minutes?: number }[] };
}

describe('the account of a deadline', () => {
  it('says every stretch that counts, what paused it and why, and comes to the deadline of the row', async () => {
    await at('2026-11-12T15:30');
    const request = await file();
    await at('2026-11-13T09:00');
    await take(request);
    await ask(request);
    await at('2026-11-13T11:00');
    await answer(request);
    const clock = await clockOf(request);
    expect(clock.level.version).toBe(1);
    expect(clock.resolution.account.map((line) => [line.kind, line.from, line.to, line.minutes, line.total])).toEqual([
      ['counted', '2026-11-12T21:30:00.000Z', '2026-11-12T22:30:00.000Z', 60, 60],
      ['counted', '2026-11-13T14:30:00.000Z', '2026-11-13T15:00:00.000Z', 30, 90],
      ['pause', '2026-11-13T15:00:00.000Z', '2026-11-13T17:00:00.000Z', 0, 90],
      ['counted', '2026-11-13T17:00:00.000Z', '2026-11-13T22:30:00.000Z', 330, 420],
      ['closure', '2026-11-16T06:00:00.000Z', '2026-11-17T06:00:00.000Z', 0, 420],
      ['counted', '2026-11-17T14:30:00.000Z', '2026-11-17T22:30:00.000Z', 480, 900],
      ['counted', '2026-11-18T14:30:00.000Z', '2026-11-18T15:30:00.000Z', 60, 960],
    ]);
    expect(clock.resolution.account[2]).toMatchObject({ reason: 'waiting_requester', skipped: 120 });
    expect(clock.resolution.account[4]).toMatchObject({ day: '2026-11-16', name: { en: 'Revolution Day (observed)' } });
    expect(clock.resolution.dueAt).toBe(clock.resolution.account.at(-1)?.to);
    expect(clock.calendar.closures.map((closure) => closure.day)).toEqual(['2026-11-16']);
    // It was answered before the pause: its own clock knows nothing of it.
    expect(clock.firstResponse).toMatchObject({ status: 'met', dueAt: '2026-11-13T17:30:00.000Z' });
    expect(clock.firstResponse.account.map((line) => line.kind)).toEqual(['counted', 'counted']);
    // Whoever has this answer and nothing else counts the same with `npm run -s due -- --batch`.
    for (const promise of [clock.resolution, clock.firstResponse]) {
      const counted = await dueInBatch(clock, promise);
      expect(new Date(counted.due).toISOString()).toBe(promise.dueAt);
      expect(counted.account.map(({ kind, from, minutes }) => [kind, new Date(from).toISOString(), minutes])).toEqual(
        promise.account.map(({ kind, from, minutes }) => [kind, from, kind === 'counted' ? minutes : undefined]),
      );
    }
  });

  it('while it waits, shows the pause without an end and keeps what is left', async () => {
    await at('2026-11-17T09:00');
    const request = await file();
    await take(request);
    await ask(request);
    await at('2026-11-18T09:00');
    const { resolution } = await clockOf(request);
    expect(resolution).toMatchObject({ status: 'paused', minutesLeft: 960, dueAt: '2026-11-19T15:00:00.000Z' });
    expect(resolution.account).toEqual([
      expect.objectContaining({ kind: 'pause', from: '2026-11-17T15:00:00.000Z', to: null, skipped: 0 }),
    ]);
  });

  it('counts from what it gives: whoever has it finds the same deadline', async () => {
    await at('2026-11-13T12:00');
    const request = await file();
    await take(request);
    await at('2026-11-13T15:00');
    await ask(request);
    await at('2026-11-17T10:00');
    await answer(request);
    const clock = await clockOf(request);
    const edition = clock.calendar.editions[0];
    const again = accountFor({
      calendar: {
        id: 'given',
        timeZone: clock.calendar.timeZone,
        hours: edition?.hours as never,
        closures: new Set(clock.calendar.closures.map((closure) => closure.day)),
      },
      start: new Date(clock.registeredAt),
      minutes: clock.resolution.targetMinutes,
      pauses: clock.resolution.account
        .filter((line) => line.kind === 'pause')
        .map((line): Pause => ({ from: new Date(line.from), to: new Date(line.to ?? 0), reason: String(line.reason) })),
    });
    expect(again.due?.toISOString()).toBe(clock.resolution.dueAt);
  });

  it('is closed to whoever may not see the request', async () => {
    await at('2026-11-17T09:00');
    const request = await file();
    await desk.person({ email: 'ajena@gobierno.example' });
    const stranger = await desk.enter('ajena@gobierno.example');
    expect((await desk.call(readRequestClock, { session: stranger, params: { ref: request.id } })).status).toBe(404);
  });
});

describe('the pauses of a request', () => {
  it('are those of its history, and its deadlines follow from them alone, whatever happened on the way', async () => {
    await at('2026-11-17T09:07');
    const request = await file();
    const params = request as { id: never };
    const row = async () => {
      const { rows } = await sql<{ resolution_due_at: Date; registered_at: Date }>`
        select * from requests where id = ${request.id}`.execute(desk.house.store.read);
      return rows[0];
    };
    const steps: readonly (readonly [string, () => Promise<{ status: number; raw: { body: string } }>])[] = [
      ['2026-11-17T09:40', () => take(request)],
      ['2026-11-17T10:12', () => ask(request)],
      ['2026-11-18T08:55', () => answer(request)],
      [
        '2026-11-18T12:03',
        () =>
          desk.call(waitThirdParty, {
            session: agent,
            params,
            body: { who: 'Proveedor', reference: '', until: '2026-11-30' },
          }),
      ],
      ['2026-11-19T16:20', () => desk.call(resumeRequest, { session: agent, params, body: {} })],
      ['2026-11-19T16:25', () => ask(request)],
      ['2026-11-20T10:00', () => resolve(request)],
      ['2026-11-20T13:00', () => reopen(request)],
      ['2026-11-20T15:00', () => resolve(request)],
      ['2026-11-20T15:10', () => desk.call(acceptSolution, { session: rosa, params, body: {} })],
      ['2026-11-23T11:00', () => reopen(request)],
    ];
    for (const [time, step] of steps) {
      await at(time);
      const done = await step();
      expect(done.status, `${time} ${done.raw.body}`).toBeLessThan(300);
      const kept = (await pausesOf(desk.house.store.read, request.id)).map(({ reason, from, to }) => ({
        reason,
        from,
        to,
      }));
      const told = await pausesInHistory(request.id);
      expect(kept, time).toEqual(told);
      const among = await surroundings(desk.house.store.settled, 1);
      const office = [...among.calendars.values()][0]?.plain;
      if (office === undefined) throw new Error('no calendar');
      const start = (await row())?.registered_at ?? new Date(0);
      const ended = told.filter((pause) => pause.to !== null);
      expect((await row())?.resolution_due_at, time).toEqual(
        accountFor({ calendar: office, start, minutes: 960, pauses: ended }).due,
      );
    }
    expect((await pausesInHistory(request.id)).map((pause) => pause.reason)).toEqual([
      'waiting_requester',
      'waiting_third_party',
      'waiting_requester',
      'resolved',
      'resolved',
    ]);
  });
});

describe('a change of level', () => {
  it('counts from the registration with the pauses so far, and keeps calendar and version of the new level', async () => {
    await at('2026-11-17T09:00');
    const request = await file();
    await at('2026-11-17T10:00');
    await ask(request);
    await at('2026-11-17T12:00');
    await answer(request);
    const among = await surroundings(desk.house.store.settled, 1);
    const urgent = [...among.levels.values()].find((level) => level.code === 'N2');
    if (urgent === undefined) throw new Error('no level');
    await desk.house.store.change(system('test'), (work) =>
      performWithin(work, {
        id: request.id,
        right: 'attend',
        act: 'note',
        decide: async (held) => ({ fact: 'request.noted', patch: await recomputeClock(work, held, { level: urgent }) }),
      }),
    );
    const { reply } = await desk.call(readRequest, { session: rosa, params: { ref: request.id } });
    // Eight hours from 09:00 without the two of the pause.
    expect(reply.resolution.dueAt).toBe(local('2026-11-18T11:00').toISOString());
    expect((await clockOf(request)).resolution.targetMinutes).toBe(480);
  });

  it('by another service takes that level as it is now, with its version and what it promises later; reopening keeps it', async () => {
    const now = (version: number, next: number) =>
      desk.house.store.aside('deadline', (db) =>
        sql`update service_levels set version = ${version}, next_response_minutes = ${next} where code = 'N2'`.execute(
          db,
        ),
      );
    const row = (id: string) =>
      desk.house.store.read
        .selectFrom('requests')
        .select(['level_version', 'next_response_minutes', 'resolution_due_at', 'next_response_due_at'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
    await at('2026-11-17T09:00');
    await now(7, 90);
    const request = await file();
    await take(request);
    await desk.call(postMessage, { session: agent, params: request as never, body: { text: 'Voy', attachments: [] } });
    await at('2026-11-17T10:00');
    await answer(request);
    // The level of the area promises no answer to what is written later.
    expect((await row(request.id)).next_response_due_at).toBeNull();
    const urgent = (await desk.house.store.read.selectFrom('service_levels').selectAll().execute()).find(
      ({ code }) => code === 'N2',
    );
    const { id: serviceId } = await desk.house.store.read
      .selectFrom('services')
      .select('id')
      .where('level_id', '=', String(urgent?.id))
      .where('area_id', '=', areaId)
      .where('active', '=', true)
      .executeTakeFirstOrThrow();
    const moved = await desk.call(reclassifyRequest, {
      session: agent,
      params: request as never,
      body: { areaId, serviceId: serviceId as never, reason: 'Es una falla.' },
    });
    expect(moved.status, moved.raw.body).toBe(200);
    const promised = { level_version: 7, next_response_minutes: 90 };
    expect(await row(request.id)).toMatchObject({ ...promised, resolution_due_at: local('2026-11-18T09:00') });
    await now(8, 30);
    await take(request);
    expect((await resolve(request)).status).toBe(200);
    await at('2026-11-17T12:00');
    await reopen(request);
    expect(await row(request.id)).toMatchObject({ ...promised, resolution_due_at: local('2026-11-18T11:00') });
    expect((await clockOf(request)).level).toMatchObject({ code: 'N2', version: 7 });
    // Reopening says something new: the answer to it is owed by the version it has.
    expect((await row(request.id)).next_response_due_at).toEqual(local('2026-11-17T13:30'));
  });
});
