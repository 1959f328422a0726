/** The desk's list and its counts against a reference that looks at one row at a time. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import type { BodyInput, QueryInput } from '#contract/operation.ts';
import {
  countQueue,
  DUE_GROUPS,
  fileRequest,
  listQueue,
  QUEUE_VIEWS,
  type QueueView,
  REQUEST_STATES,
  type RequestState,
  STATE_GROUPS,
} from '#contract/requests.ts';
import { DAY, HOUR, later } from '#server/shared/clock.ts';
import { MORNING } from '#tests/kit/house.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { type QueueReach, withinReach } from './policy.ts';

type Row = {
  id: string;
  state: RequestState;
  requester_id: string;
  agency_id: string;
  area_id: string;
  team_id: string | null;
  agent_id: string | null;
  resolution_due_at: Date;
  registered_at: Date;
  last_at: Date;
  paused_at: Date | null;
  urgency: string;
  takes_part: false;
};
type Who = { session: string; id: string; reach: QueueReach; teamIds: readonly string[] };

/** Nine in the evening of the same day in Colima; at midnight there it is six in the morning of the next day in UTC. */
const MIDNIGHT = new Date('2026-11-24T06:00:00Z');
const COUNT = 120;

let desk: Settled;
let rows: Row[] = [];
let people: Record<'agent' | 'firstContact' | 'lead' | 'owner' | 'auditor' | 'elsewhere', Who>;
let areaIds: string[];

const isOpen = (row: Row): boolean => (STATE_GROUPS.open as readonly string[]).includes(row.state);

const inView = (row: Row, view: QueueView, who: Who): boolean =>
  ({
    mine: row.agent_id === who.id,
    unassigned: row.agent_id === null,
    due_today: isOpen(row) && row.paused_at === null && row.resolution_due_at < MIDNIGHT,
    waiting: row.state === 'waiting_requester' || row.state === 'waiting_third_party',
    urgency: isOpen(row) && row.urgency === 'pending',
    team: row.team_id !== null && who.teamIds.includes(row.team_id),
    all: true,
  })[view];

const groupOf = (row: Row): string | null => {
  if (!isOpen(row)) return null;
  if (row.paused_at !== null) return 'paused';
  if (row.resolution_due_at <= MORNING) return 'overdue';
  return row.resolution_due_at < MIDNIGHT ? 'today' : 'later';
};

const expected = (who: Who, wanted: (row: Row) => boolean): Row[] =>
  rows.filter((row) => withinReach(who.reach, row) && wanted(row));

const idsOf = (list: readonly { id: string }[]): string[] => list.map((each) => each.id);

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const dueFirst = (a: Row, b: Row): number =>
  Number(a.paused_at !== null) - Number(b.paused_at !== null) ||
  a.resolution_due_at.getTime() - b.resolution_due_at.getTime() ||
  byText(a.id, b.id);

/** Every page, one after the other. */
async function listed(who: Who, query: QueryInput<typeof listQueue>): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const answer = await desk.call(listQueue, {
      session: who.session,
      query: { ...query, ...(cursor === undefined ? {} : { cursor }) },
    });
    expect(answer.status, answer.raw.body).toBe(200);
    ids.push(...idsOf(answer.reply.items));
    cursor = answer.reply.next ?? undefined;
  } while (cursor !== undefined);
  return ids;
}

async function settleDesk(): Promise<void> {
  desk = await settle();
  const { areas } = (await desk.call(readCatalogue, { session: desk.admin })).reply;
  areaIds = areas.map((area) => area.id);
  const person = async (
    email: string,
    roles: Parameters<Settled['person']>[0]['roles'],
    teamIds: string[],
    reach: (id: string) => QueueReach,
  ): Promise<Who> => {
    const id = await desk.person({ email, roles, teamIds });
    return { session: await desk.enter(email), id, reach: reach(id), teamIds };
  };
  const every = (): QueueReach => ({ kind: 'all' });
  const owner = await person('dsg@gobierno.example', ['service_owner'], [], every);
  const { teams } = (await desk.call(readDeskLists, { session: owner.session })).reply;
  const ofArea = (id: string | undefined) => teams.filter((team) => team.areaId === id).map((team) => String(team.id));
  const [first = '', second = ''] = ofArea(areaIds[0]);
  const [other = ''] = ofArea(areaIds[1]);
  const contact = String(teams.find((team) => team.areaId === null)?.id);
  const some = (more: Partial<Extract<QueueReach, { kind: 'some' }>>): QueueReach => ({
    kind: 'some',
    agentId: '',
    teamIds: [],
    unassignedAreaIds: [],
    wholeAreaIds: [],
    ...more,
  });
  const area = areaIds[0] ?? '';
  people = {
    owner,
    agent: await person('agente@gobierno.example', ['agent'], [first], (agentId) =>
      some({ agentId, teamIds: [first], unassignedAreaIds: [area] }),
    ),
    firstContact: await person('contacto@gobierno.example', ['agent'], [contact], every),
    lead: await person('lider@gobierno.example', ['team_lead'], [first], () => some({ wholeAreaIds: [area] })),
    auditor: await person('contraloria@gobierno.example', ['auditor'], [], every),
    elsewhere: await person('otra@gobierno.example', ['agent'], [other], (agentId) =>
      some({ agentId, teamIds: [other], unassignedAreaIds: [areaIds[1] ?? ''] }),
    ),
  };
  await fill([null, first, second, other], [null, people.agent.id, people.elsewhere.id]);
}

/** Requests of every state, team and agent, with deadlines on both sides of now and of midnight. */
async function fill(teamIds: (string | null)[], agentIds: (string | null)[]): Promise<void> {
  await desk.person({ email: 'rosa@gobierno.example' });
  const rosa = await desk.enter('rosa@gobierno.example');
  const dues = [-30 * HOUR, -HOUR, 0, HOUR, MIDNIGHT.getTime() - MORNING.getTime() - 1];
  const later24 = [MIDNIGHT.getTime() - MORNING.getTime(), 3 * DAY];
  const offsets = [...dues, ...later24];
  for (let index = 0; index < COUNT; index += 1) {
    // The limit of an hour of one person is 60.
    if (index % 50 === 49) await desk.house.store.aside('sweep', (db) => sql`delete from rate_limits`.execute(db));
    const body = {
      draftId: null,
      subject: `Falla número ${index} del equipo`,
      description: 'No enciende desde la mañana.',
      areaId: areaIds[index % 2],
      serviceId: null,
      place: { building: '', floor: '', office: '', phone: '' },
      attachments: [],
    } as BodyInput<typeof fileRequest>;
    const { reply, status } = await desk.call(fileRequest, { session: rosa, body });
    expect(status).toBe(201);
    const state = REQUEST_STATES[index % 7 === 0 ? index % 10 : index % 6];
    const paused = state?.startsWith('waiting_') || (state === 'scheduled' && index % 4 === 3);
    await desk.house.store.aside('sweep', (db) =>
      sql`update requests set state = ${state}, team_id = ${teamIds[(index * 5) % teamIds.length]},
        agent_id = ${agentIds[(index * 7) % agentIds.length]},
        resolution_due_at = ${later(MORNING, offsets[(index * 3) % offsets.length] ?? 0)},
        registered_at = ${later(MORNING, -((index * 37) % COUNT) * HOUR)}, last_at = ${later(MORNING, -((index * 11) % 50) * HOUR)},
        urgency = ${index % 9 === 0 ? 'pending' : 'none'}, paused_at = ${paused ? MORNING : null} where id = ${reply.id}`.execute(
        db,
      ),
    );
  }
  const found = await sql<Row>`select * from requests`.execute(desk.house.store.read);
  rows = found.rows.map((row) => ({ ...row, takes_part: false }));
}

beforeAll(settleDesk, 120_000);
afterAll(() => desk.close());

describe('the list of the desk', () => {
  it('shows each of them what the policy lets them see, in every view, by deadline with the paused last', async () => {
    for (const who of Object.values(people)) {
      for (const view of QUEUE_VIEWS) {
        const wanted = expected(who, (row) => isOpen(row) && inView(row, view, who)).toSorted(dueFirst);
        expect(await listed(who, { view }), view).toEqual(idsOf(wanted));
      }
    }
  });

  it('counts what it shows', async () => {
    for (const who of Object.values(people)) {
      const { reply } = await desk.call(countQueue, { session: who.session });
      const counted = QUEUE_VIEWS.map((view) => [
        view,
        expected(who, (row) => isOpen(row) && inView(row, view, who)).length,
      ]);
      expect(reply.views).toEqual(Object.fromEntries(counted));
    }
  });

  it('divides the open ones by their deadline', async () => {
    const { owner } = people;
    const groups = await Promise.all(DUE_GROUPS.map((due) => listed(owner, { due })));
    expect(groups.flat()).toEqual(await listed(owner, {}));
    for (const [index, due] of DUE_GROUPS.entries()) {
      expect(groups[index]?.length).toBeGreaterThan(0);
      expect(groups[index]).toEqual(idsOf(expected(owner, (row) => groupOf(row) === due).toSorted(dueFirst)));
    }
    expect(await listed(owner, { due: 'overdue', state: 'all' })).toHaveLength(groups[0]?.length ?? -1);
    expect(await listed(owner, { view: 'due_today', state: 'closed' })).toEqual([]);
  });

  it('names the team and the level of each, for the columns that show them', async () => {
    const { teams } = (await desk.call(readDeskLists, { session: people.owner.session })).reply;
    const { levels } = (await desk.call(readCatalogue, { session: people.owner.session })).reply;
    const { items } = (await desk.call(listQueue, { session: people.owner.session })).reply;
    for (const item of items) {
      const row = rows.find(({ id }) => id === item.id);
      expect(item.teamName).toEqual(teams.find(({ id }) => id === row?.team_id)?.name ?? null);
      expect(levels.map(({ name }) => name)).toContainEqual(item.levelName);
    }
    expect(new Set(items.map(({ teamName }) => teamName === null))).toEqual(new Set([true, false]));
  });

  it('keeps to each filter, alone and together', async () => {
    const { owner, agent } = people;
    const one = rows.find((row) => row.team_id !== null && row.agent_id !== null && isOpen(row));
    if (!one) throw new Error('no row to look for');
    const { team_id: team, agent_id: assigned, agency_id: agency, area_id: area } = one;
    const same = async (query: object, wanted: (row: Row) => boolean) =>
      expect(new Set(await listed(owner, query))).toEqual(new Set(idsOf(expected(owner, wanted))));
    await same({ team }, (row) => isOpen(row) && row.team_id === team);
    await same({ agent: assigned }, (row) => isOpen(row) && row.agent_id === assigned);
    await same({ agency, area }, (row) => isOpen(row) && row.area_id === area);
    await same({ state: 'all' }, () => true);
    await same(
      { state: 'closed', area },
      (row) => groupOf(row) === null && row.state !== 'resolved' && row.area_id === area,
    );
    await same({ state: 'scheduled' }, (row) => row.state === 'scheduled');
    await same({ service: '01890000-0000-7000-8000-00000000dead' }, () => false);
    await same({ level: '01890000-0000-7000-8000-00000000dead' }, () => false);
    expect(await listed(agent, { q: 'numero falla', view: 'team' })).toEqual(await listed(agent, { view: 'team' }));
    expect(await listed(agent, { q: 'teclado' })).toEqual([]);
  });

  it('follows the order asked for, page after page', async () => {
    const { owner } = people;
    const open = expected(owner, isOpen);
    const newest = (a: Row, b: Row) => b.registered_at.getTime() - a.registered_at.getTime() || byText(b.id, a.id);
    const oldest = (a: Row, b: Row) => a.last_at.getTime() - b.last_at.getTime() || byText(a.id, b.id);
    expect(await listed(owner, { order: 'newest' })).toEqual(idsOf(open.toSorted(newest)));
    expect(await listed(owner, { order: 'oldest_movement' })).toEqual(idsOf(open.toSorted(oldest)));
    expect(await listed(owner, { state: 'all' })).toEqual(idsOf(rows.toSorted(newest)));
    expect(await listed(owner, { state: 'all', order: 'due' })).toEqual(idsOf(rows.toSorted(dueFirst)));
  });

  it('refuses filters it does not know', async () => {
    for (const query of [{ view: 'theirs' }, { due: 'soon' }, { order: 'random' }, { team: 'x' }])
      expect((await desk.call(listQueue, { session: people.owner.session, query: query as never })).status).toBe(400);
  });
});
