/** The stream of open pages: V42 who hears what, V36 and C58 when it ends, Last-Event-ID, bounds. */
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { endSession, grantRoles, type PersonId, readProfile, signOut } from '#contract/accounts.ts';
import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import { endDelegation, grantDelegation } from '#contract/delegations.ts';
import { BACKGROUND_HEADER, followLive, showPresence } from '#contract/live.ts';
import { readNotices } from '#contract/notifications.ts';
import type { BodyInput } from '#contract/operation.ts';
import type { Role } from '#contract/permissions.ts';
import { assignRequest, fileRequest, postMessage, postNote, type RequestId, readRequest } from '#contract/requests.ts';
import { DAY, later, MINUTE } from '#server/shared/clock.ts';
import { newId } from '#server/shared/ids.ts';
import { system } from '#server/shared/policy.ts';
import { type Followed, follow, type Heard } from '../kit/stream.ts';
import { type Settled, settle } from './settled.ts';

let desk: Settled;
let port = 0;
let areaId: BodyInput<typeof fileRequest>['areaId'];
let teamId: string;
let otherTeamId: string;
const open: Followed[] = [];

const stream = async (session: string, more: { lastEventId?: string; after?: string } = {}): Promise<Followed> => {
  const followed = await follow({ port, host: 'localhost:3000', session, ...more });
  open.push(followed);
  return followed.status === 200 ? followed.ready() : followed;
};

let serial = 0;
const someone = async (roles: Role[], teamIds: string[] = []) => {
  serial += 1;
  const email = `persona${serial}@gobierno.example`;
  const id = (await desk.person({ email, roles, teamIds })) as PersonId;
  return { id, email, session: await desk.enter(email) };
};

const file = async (session: string): Promise<RequestId> => {
  const body = {
    draftId: null,
    subject: 'La impresora no imprime',
    description: 'Desde el viernes recibe los documentos pero no imprime.',
    areaId,
    serviceId: null,
    place: { building: '', floor: '', office: '', phone: '' },
    attachments: [],
  };
  const answer = await desk.call(fileRequest, { session, body });
  expect(answer.status, answer.raw.body).toBe(201);
  return answer.reply.id;
};

const say = (session: string, id: RequestId, text = 'Ya quedó.') =>
  desk.call(postMessage, { session, params: { id }, body: { text, attachments: [] } });
const note = (session: string, id: RequestId) =>
  desk.call(postNote, { session, params: { id }, body: { text: 'Entre nosotros', attachments: [] } });

/** The filing itself may still be on its way when a stream opens: it is heard only by whoever asks for it. */
const about = (id: RequestId, fact?: string) => (event: Heard) =>
  event.event === 'change' &&
  event.data.requestId === id &&
  (fact === undefined ? event.data.fact !== 'request.registered' : event.data.fact === fact);
const changes = (followed: Followed) =>
  followed.heard.filter((event) => event.event === 'change' && event.data.fact !== 'request.registered');
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

beforeAll(async () => {
  desk = await settle();
  await desk.app.listen({ port: 0, host: '127.0.0.1' });
  port = (desk.app.server.address() as AddressInfo).port;
  const { areas } = (await desk.call(readCatalogue, { session: desk.admin })).reply;
  const { teams } = (await desk.call(readDeskLists, { session: desk.admin })).reply;
  const area = (code: string) => String(areas.find((each) => each.code === code)?.id);
  areaId = area('ST');
  teamId = String(teams.find((team) => team.areaId === area('ST'))?.id);
  otherTeamId = String(teams.find((team) => team.areaId === area('SI'))?.id);
});
afterEach(() => {
  for (const followed of open.splice(0)) followed.leave();
});
afterAll(() => desk.close());

describe('what reaches an open page', () => {
  it('comes to every window, says what moved, and nothing of what was said', async () => {
    const rosa = await someone(['requester']);
    const laura = await someone(['agent', 'requester'], [teamId]);
    const hers = await stream(laura.session);
    const id = await file(rosa.session);
    // Told before anything is said: what happens in one moment comes as one event, and is hers only if all of it is.
    await hers.until(about(id, 'request.registered'));
    const windows = await Promise.all([1, 2, 3].map(() => stream(rosa.session)));
    const answer = await say(laura.session, id, 'Un texto secreto');
    expect(answer.status, answer.raw.body).toBe(201);
    for (const window of windows) {
      const event = await window.until(about(id, 'request.messaged'));
      expect(event.data).toEqual({
        topic: 'request',
        requestId: id,
        fact: 'request.messaged',
        sequence: expect.any(Number),
        mine: false,
      });
      expect(window.text()).not.toContain('secreto');
    }
    expect((await hers.until(about(id))).data.mine).toBe(true);
    expect(windows[0]?.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    expect(windows[0]?.text()).toMatch(/^retry: 2000\n\n/);
  });

  it('rings the bell of whom it concerns, and of the other windows when it was seen', async () => {
    const rosa = await someone(['requester']);
    const laura = await someone(['agent', 'requester'], [teamId]);
    const id = await file(rosa.session);
    await desk.drain();
    const [hers, nobodys] = await Promise.all([stream(rosa.session), stream(laura.session)]);
    await say(laura.session, id);
    await desk.drain();
    await hers.until((event) => event.event === 'notices');
    const rung = hers.heard.filter((event) => event.event === 'notices').length;
    await desk.call(readNotices, { session: rosa.session, body: {} });
    await hers.until(() => hers.heard.filter((event) => event.event === 'notices').length > rung);
    expect(nobodys.heard.filter((event) => event.event === 'notices')).toEqual([]);
  });

  it('is one event when several things happen to a request in a moment', async () => {
    const rosa = await someone(['requester']);
    const id = await file(rosa.session);
    const hers = await stream(rosa.session);
    await desk.house.store.change(system('test'), async (work) => {
      for (let n = 0; n < 12; n += 1)
        await work.record({ stream: `request:${id}`, fact: 'request.resumed', data: { requestId: id } });
    });
    expect((await hers.until(about(id, 'request.resumed'))).data.sequence).toBe(13);
    await pause(150);
    expect(changes(hers).filter((event) => event.data.fact === 'request.resumed')).toHaveLength(1);
  });

  it('says that a request left to whom it was taken from, and nothing more of it', async () => {
    const rosa = await someone(['requester']);
    const laura = await someone(['agent', 'requester'], [teamId]);
    const karla = await someone(['agent', 'requester'], [otherTeamId]);
    const lead = await someone(['service_owner', 'requester']);
    const id = await file(rosa.session);
    const [hers, karlas] = await Promise.all([stream(laura.session), stream(karla.session)]);
    const { version } = (await desk.call(readRequest, { session: lead.session, params: { ref: id } })).reply;
    const body = { teamId: otherTeamId, agentId: null, reason: 'Es de sistemas', version } as never;
    const answer = await desk.call(assignRequest, { session: lead.session, params: { id }, body });
    expect(answer.status, answer.raw.body).toBe(200);
    await hers.until(about(id, 'request.withdrawn'));
    await karlas.until(about(id, 'request.assigned'));
    await say(rosa.session, id);
    await karlas.until(about(id, 'request.messaged'));
    await pause(150);
    expect(changes(hers).map((event) => event.data.fact)).toEqual(['request.withdrawn']);
  });
});

describe('V42: what is not theirs', () => {
  it('opens to nobody without a session, with a forged one, or with an id that is not ours', async () => {
    expect((await desk.call(followLive, {})).status).toBe(401);
    expect((await desk.call(followLive, { session: 'A'.repeat(43) })).status).toBe(401);
    expect((await follow({ port, host: 'localhost:3000' })).status).toBe(401);
    const { session } = await someone(['requester']);
    for (const forged of [
      '../../x',
      'x',
      '../../etc/passwd',
      'ABCDEF01-1; drop table',
      '1',
      `ABCDEF01-${'9'.repeat(40)}`,
    ]) {
      const answer = await desk.call(followLive, { session, headers: { 'last-event-id': forged } });
      expect([forged, answer.status, answer.problem.code]).toEqual([forged, 400, 'input.invalid']);
      expect((await desk.call(followLive, { session, query: { after: forged } })).status).toBe(400);
    }
    expect((await desk.call(followLive, { session, query: { channel: 'all' } as never })).status).toBe(400);
  });

  it('opens to no page of another site (C36)', async () => {
    const { session } = await someone(['requester']);
    const foreign: Record<string, string>[] = [
      { origin: 'https://otro.example', 'sec-fetch-site': 'cross-site' },
      { origin: 'https://otro.example' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of foreign) {
      const answer = await desk.call(followLive, { session, headers });
      expect([answer.status, answer.problem.code]).toEqual([403, 'origin.refused']);
    }
  });

  it('stays silent for 100 changes: not a byte beyond heartbeats, in any role', async () => {
    const rosa = await someone(['requester']);
    const laura = await someone(['agent', 'requester'], [teamId]);
    const id = await file(rosa.session);
    const strangers: Role[] = ['requester', 'operator_admin', 'privacy_officer', 'archivist', 'delegate'];
    const outside = await Promise.all(strangers.map((role) => someone([role])));
    const karla = await someone(['agent'], [otherTeamId]);
    const streams = await Promise.all([...outside, karla].map((person) => stream(person.session)));
    const hers = await stream(rosa.session);
    const before = streams.map((followed) => followed.text());
    for (let n = 0; n < 50; n += 1) {
      expect((await say(n % 2 ? rosa.session : laura.session, id, `Mensaje ${n}`)).status).toBe(201);
      expect((await note(laura.session, id)).status).toBe(201);
    }
    await hers.until((event) => about(id)(event) && Number(event.data.sequence) > 95);
    await pause(300);
    streams.forEach((followed, index) => {
      const more = followed.text().slice(before[index]?.length);
      expect(more.replace(/event: beat\nid: [0-9A-F]{8}-\d+\ndata: \{\}\n\n/g, '')).toBe('');
    });
  });

  it('keeps the desk’s notes from who asked and from who watches the agency', async () => {
    const rosa = await someone(['requester']);
    const chief = await someone(['agency_head', 'requester']);
    const laura = await someone(['agent', 'requester'], [teamId]);
    const marco = await someone(['agent', 'requester'], [teamId]);
    const id = await file(rosa.session);
    const [hers, chiefs, marcos] = await Promise.all([rosa, chief, marco].map((person) => stream(person.session)));
    await note(laura.session, id);
    await marcos?.until(about(id, 'request.noted'));
    await say(laura.session, id);
    await hers?.until(about(id, 'request.messaged'));
    await chiefs?.until(about(id, 'request.messaged'));
    for (const followed of [hers, chiefs]) expect(followed?.text()).not.toContain('noted');
  });

  it('asks the rights anew for what is told after a gap', async () => {
    const rosa = await someone(['requester']);
    const laura = await someone(['agent', 'requester'], [teamId]);
    const id = await file(rosa.session);
    const first = await stream(laura.session);
    const witness = await stream(rosa.session);
    first.leave();
    await say(rosa.session, id);
    await witness.until(about(id));
    await desk.house.store.aside('session', (db) =>
      db.updateTable('requests').set({ team_id: otherTeamId }).where('id', '=', id).execute(),
    );
    const again = await stream(laura.session, { lastEventId: first.lastId() });
    await pause(200);
    expect(again.heard).toEqual([]);
  });
});

describe('V36 and C58: when it ends', () => {
  it('is told to stop and closed when the session is ended here or elsewhere', async () => {
    const { session, email } = await someone(['requester']);
    const elsewhere = await desk.enter(email);
    const [one, two] = [await stream(session), await stream(elsewhere)];
    await desk.call(signOut, { session, body: {} });
    expect((await one.until((event) => event.event === 'end')).data).toEqual({ reason: 'session' });
    await one.untilClosed(1_000);
    expect(two.isClosed()).toBe(false);
    const { sessions } = (await desk.call(readProfile, { session: elsewhere })).reply;
    const third = await desk.enter(email);
    const mine = sessions.find((each) => each.current)?.id;
    await desk.call(endSession, { session: third, params: { id: String(mine) as never }, body: {} });
    await two.untilClosed(1_000);
  });

  it('closes within 5 s when the person was demoted or made inactive by any means, and tells nothing meanwhile', async () => {
    const rosa = await someone(['requester']);
    const [demoted, inactive] = [await someone(['agent'], [teamId]), await someone(['agent'], [teamId])];
    const id = await file(rosa.session);
    const [one, two] = [await stream(demoted.session), await stream(inactive.session)];
    const body = { roles: ['requester' as const], teamIds: [] };
    await desk.call(grantRoles, { session: desk.admin, params: { id: demoted.id }, body });
    await say(rosa.session, id);
    await one.untilClosed(1_000);
    expect(one.text()).not.toContain('request.messaged');
    await desk.house.store.aside('session', (db) =>
      db.updateTable('people').set({ state: 'inactive' }).where('id', '=', inactive.id).execute(),
    );
    await two.untilClosed(5_500);
    expect(two.heard.at(-1)?.event).toBe('end');
  });

  it('tells a delegate what moves of their principal’s while it holds, loads anew at its end, and nothing after', async () => {
    const [principal, delegate] = [await someone(['requester']), await someone(['requester', 'delegate'])];
    const id = await file(principal.session);
    const until = later(desk.clock.now(), 20 * DAY)
      .toISOString()
      .slice(0, 10);
    const given = { principalId: principal.id, until, ground: 'Oficio SA/0123/2026' };
    const answer = await desk.call(grantDelegation, {
      ...{ session: desk.admin, key: newId(), params: { id: delegate.id }, body: given },
    });
    expect(answer.status, answer.raw.body).toBe(201);
    const followed = await stream(delegate.session);
    await say(principal.session, id);
    await followed.until(about(id));
    const params = { id: answer.reply.id };
    expect((await desk.call(endDelegation, { session: principal.session, params })).status).toBe(200);
    await followed.until((event) => event.event === 'reset');
    const before = changes(followed).length;
    await say(principal.session, id, 'Sigue igual.');
    await pause(300);
    expect(changes(followed)).toHaveLength(before);
  });

  it('loads everything anew when the person’s reach changed', async () => {
    const { id, session } = await someone(['agent', 'requester'], [teamId]);
    const followed = await stream(session);
    await desk.house.store.aside('session', (db) =>
      db.updateTable('team_members').set({ team_id: otherTeamId }).where('person_id', '=', id).execute(),
    );
    await followed.until((event) => event.event === 'reset', 5_000);
    expect(followed.isClosed()).toBe(false);
  });

  it('ends with a session left alone, which it does not keep alive, nor what pages ask by themselves', async () => {
    const { id, session } = await someone(['agent'], [teamId]);
    const lastUsed = async () =>
      (
        await desk.house.store.read
          .selectFrom('sessions')
          .select('last_used_at')
          .where('person_id', '=', id)
          .executeTakeFirstOrThrow()
      ).last_used_at.getTime();
    const began = await lastUsed();
    desk.clock.advance(20 * MINUTE);
    const followed = await stream(session);
    const asked = { session, headers: { [BACKGROUND_HEADER]: '1' } };
    expect((await desk.call(readProfile, asked)).status).toBe(200);
    await pause(100);
    expect(await lastUsed()).toBe(began);
    desk.clock.advance(15 * MINUTE);
    await followed.untilClosed(5_500);
    expect(followed.heard.at(-1)).toMatchObject({ event: 'end', data: { reason: 'session' } });
    expect((await stream(session)).status).toBe(401);
  });
});

describe('after a gap', () => {
  it('goes on after the last event, by header or by address, with nothing missed and nothing told twice', async () => {
    const rosa = await someone(['requester']);
    const laura = await someone(['agent', 'requester'], [teamId]);
    const [one, two] = [await file(rosa.session), await file(rosa.session)];
    const first = await stream(rosa.session);
    const witness = await stream(rosa.session);
    await say(laura.session, one);
    await first.until(about(one));
    first.leave();
    await say(laura.session, two);
    await witness.until(about(two));
    for (const more of [{ lastEventId: first.lastId() }, { after: first.lastId() }]) {
      const again = await stream(rosa.session, more);
      await again.until(about(two));
      expect(changes(again).map((event) => event.data.requestId)).toEqual([two]);
    }
    const current = await stream(rosa.session, { after: witness.lastId() });
    await pause(200);
    expect(current.heard).toEqual([]);
  });

  it('is told to load anew when the event is of another start of the program, or not yet told', async () => {
    const { session } = await someone(['requester']);
    const boot = (await stream(session)).lastId().slice(0, 8);
    for (const lastEventId of ['00000000-12', `${boot}-999999999999999`]) {
      const again = await stream(session, { lastEventId });
      await again.until((event) => event.event === 'reset');
    }
  });

  it('loads anew when the database cut the line that listens', async () => {
    const { session } = await someone(['requester']);
    const followed = await stream(session);
    const client = new pg.Client(desk.postgres.app);
    await client.connect();
    await client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'mesa-live' and datname = current_database()",
    );
    await client.end();
    await followed.until((event) => event.event === 'reset');
    const id = await file(session);
    await followed.until(about(id, 'request.registered'));
  });
});

describe('bounds', () => {
  it('lets a session have six streams: the oldest makes room and is told so', async () => {
    const { session } = await someone(['requester']);
    const first = await stream(session);
    const others: Followed[] = [];
    for (let n = 0; n < 6; n += 1) others.push(await stream(session));
    await first.untilClosed(1_000);
    expect(first.heard).toMatchObject([{ event: 'end', data: { reason: 'crowded' } }]);
    expect(others.map((followed) => followed.isClosed())).toEqual(Array.from({ length: 6 }, () => false));
  });

  it('forgets whoever left', async () => {
    const { session } = await someone(['requester']);
    await pause(50);
    const before = desk.house.live.figures().streams;
    const followed = await Promise.all([1, 2, 3].map(() => stream(session)));
    expect(desk.house.live.figures().streams).toBe(before + 3);
    for (const each of followed) each.leave();
    await pause(100);
    expect(desk.house.live.figures().streams).toBe(before);
  });
});

describe('who else looks', () => {
  const looking = (session: string, id: RequestId, state: 'looking' | 'writing' | 'gone' = 'looking') =>
    desk.call(showPresence, { session, params: { id }, body: { state } });

  it('is known to those of the desk who look too, and to nobody else', async () => {
    const rosa = await someone(['requester']);
    const [laura, marco] = [await someone(['agent'], [teamId]), await someone(['agent'], [teamId])];
    const auditor = await someone(['auditor']);
    const id = await file(rosa.session);
    const [hers, lauras, marcos] = await Promise.all([rosa, laura, marco].map((person) => stream(person.session)));
    expect((await looking(laura.session, id)).reply.people).toEqual([]);
    expect((await looking(marco.session, id, 'writing')).reply.people).toMatchObject([{ personId: laura.id }]);
    const event = await lauras?.until(
      (each) => each.event === 'presence' && (each.data.people as unknown[]).length > 0,
    );
    expect(event?.data).toMatchObject({
      requestId: id,
      people: [{ personId: marco.id, initials: 'RC', writing: true }],
    });
    expect((await looking(auditor.session, id)).reply.people).toHaveLength(2);
    await looking(marco.session, id, 'gone');
    await lauras?.until((each) => each.event === 'presence' && (each.data.people as unknown[]).length === 0);
    await pause(150);
    expect(hers?.text()).not.toContain('presence');
    const seen = marcos?.heard.filter((each) => each.event === 'presence') ?? [];
    expect(seen.filter((each) => (each.data.people as unknown[]).length > 1)).toEqual([]);
  });

  it('is forgotten after 40 s of silence', async () => {
    const rosa = await someone(['requester']);
    const [laura, marco] = [await someone(['agent'], [teamId]), await someone(['agent'], [teamId])];
    const id = await file(rosa.session);
    await looking(marco.session, id);
    const lauras = await stream(laura.session);
    desk.clock.advance(30_000);
    expect((await looking(laura.session, id)).reply.people).toHaveLength(1);
    desk.clock.advance(11_000);
    await lauras.until((each) => each.event === 'presence' && (each.data.people as unknown[]).length === 0);
  });

  it('answers 404 for what they may not know of, 403 to who asked, 400 to other words', async () => {
    const rosa = await someone(['requester', 'agent'], [otherTeamId]);
    const karla = await someone(['agent'], [otherTeamId]);
    const id = await file(rosa.session);
    expect((await looking(karla.session, id)).status).toBe(404);
    expect((await looking(rosa.session, id)).status).toBe(403);
    expect((await looking(karla.session, id, 'sleeping' as never)).status).toBe(400);
  });
});

describe('the end of the program', () => {
  it('ends every stream at once, with a hint of when to come back', async () => {
    const other = await settle();
    await other.app.listen({ port: 0, host: '127.0.0.1' });
    const at = (other.app.server.address() as AddressInfo).port;
    const followed = await (await follow({ port: at, host: 'localhost:3000', session: other.admin })).ready();
    const began = performance.now();
    await other.close();
    await followed.untilClosed(1_000);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(followed.text()).toMatch(/retry: \d+\n\n$/);
  });
});
