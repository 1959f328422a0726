import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantRoles } from '#contract/accounts.ts';
import { readDeskLists } from '#contract/catalogue.ts';
import { readCatalogueTree } from '#contract/catalogue-admin.ts';
import { createArea, saveArea } from '#contract/catalogue-areas.ts';
import type { BodyInput } from '#contract/operation.ts';
import { assignRequest, fileRequest, type RequestView, readRequest, takeRequest } from '#contract/requests.ts';
import * as teams from '#contract/teams.ts';
import { absencesFrom, presentMembers } from '#server/accounts/index.ts';
import { leadsOf, standInsFor } from '#server/notifications/stand-ins.ts';
import { entriesOf, firstBreak } from '#server/shared/history.ts';
import { MORNING } from '#tests/kit/house.ts';
import { type Settled, settle } from '#tests/security/settled.ts';

let desk: Settled;
let dsg: string;
let lead: string;
let marco: string;
let rosa: string;
const ids: Record<string, teams.TeamMember['id']> = {};
let team: teams.TeamView;
let other: teams.TeamView;

const person = async (
  name: string,
  roles: Parameters<Settled['person']>[0]['roles'],
  teamIds: string[] = [],
): Promise<string> => {
  ids[name] = (await desk.person({ email: `${name}@gobierno.example`, roles, teamIds })) as never;
  return desk.enter(`${name}@gobierno.example`);
};
const id = (name: string) => {
  const found = ids[name];
  if (!found) throw new Error(`no ${name}`);
  return found;
};
const list = async (session: string) => (await desk.call(teams.listTeams, { session })).reply;
const fresh = async (of: teams.TeamView): Promise<teams.TeamView> => {
  const found = (await list(dsg)).teams.find((each) => each.id === of.id);
  if (!found) throw new Error('no team');
  return found;
};
const factsOf = async (stream: string) => (await entriesOf(desk.house.store.read, stream)).map((entry) => entry.fact);
const members = async (of: teams.TeamView, names: readonly string[], session = dsg) =>
  desk.call(teams.saveTeamMembers, {
    session,
    params: { id: of.id },
    body: { memberIds: names.map(id), version: (await fresh(of)).version },
  });
const file = async (): Promise<RequestView> => {
  const said = { subject: 'No hay red', description: 'Desde el lunes no hay red.', areaId: team.areaId };
  const place = { building: '', floor: '', office: '', phone: '' };
  const body = { draftId: null, serviceId: null, place, attachments: [], ...said } as BodyInput<typeof fileRequest>;
  const { reply } = await desk.call(fileRequest, { session: rosa, body });
  return reply;
};
const assign = (request: RequestView, to: string | null, given: { session?: string; reason?: string } = {}) =>
  desk.call(assignRequest, {
    session: given.session ?? lead,
    params: { id: request.id },
    body: { teamId: team.id, agentId: to === null ? null : id(to), ...(given.reason ? { reason: given.reason } : {}) },
  });
const now = async (request: RequestView) =>
  (await desk.call(readRequest, { session: dsg, params: { ref: request.id } })).reply;
const absence = (name: string, more: Partial<BodyInput<typeof teams.setAbsence>> = {}, session = lead) => {
  const days = { from: '2026-11-23', to: '2026-11-27', deputyId: id('lupita'), kind: 'vacation' as const };
  return desk.call(teams.setAbsence, { session, body: { personId: id(name), ...days, ...more } });
};

beforeAll(async () => {
  desk = await settle();
  dsg = await person('dsg', ['service_owner']);
  const found = (await list(dsg)).teams.filter((each) => each.areaId !== null);
  const [first] = found;
  const second = found.find((each) => each.areaId !== first?.areaId);
  if (!first || !second) throw new Error('no teams of two areas');
  [team, other] = [first, second];
  lead = await person('lead', ['team_lead', 'agent'], [team.id]);
  marco = await person('marco', ['agent'], [team.id]);
  await person('lupita', ['agent'], [team.id]);
  await person('saul', ['agent'], [other.id]);
  rosa = await person('rosa', ['requester']);
});
afterAll(() => desk.close());

describe('a team', () => {
  it('is begun, named and led by Servicios Generales', async () => {
    const body = { name: { es: 'Telefonía y vídeo', en: '' }, areaId: team.areaId, tier: 2 as const };
    expect((await desk.call(teams.addTeam, { session: lead, body })).status).toBe(403);
    const strange = { ...body, areaId: id('rosa') as never };
    expect((await desk.call(teams.addTeam, { session: dsg, body: strange })).problem.fields?.[0]?.path).toBe('areaId');
    const { status, reply } = await desk.call(teams.addTeam, { session: dsg, body, key: 'un-equipo-nuevo-1' });
    expect([status, reply.members, reply.open]).toEqual([201, [], { all: 0, unassigned: 0 }]);
    const again = await desk.call(teams.addTeam, { session: dsg, body, key: 'un-equipo-nuevo-1' });
    expect(again.reply.id).toBe(reply.id);
    const clash = { ...body, tier: 3 as const };
    expect((await desk.call(teams.addTeam, { session: dsg, body: clash, key: 'un-equipo-nuevo-1' })).status).toBe(409);
    const change = (leadId: typeof reply.leadId, version: number, session = dsg) =>
      desk.call(teams.changeTeam, { session, params: { id: reply.id }, body: { ...body, leadId, version } });
    expect((await change(id('marco'), 1)).problem.fields?.[0]).toMatchObject({ message: 'field.choice' });
    expect((await change(null, 1, lead)).status).toBe(403);
    expect((await members(reply, ['lead', 'marco'])).status).toBe(200);
    expect((await change(id('marco'), 2)).status).toBe(400);
    expect((await change(id('lead'), 2)).reply.leadId).toBe(id('lead'));
    expect((await change(null, 2)).problem).toMatchObject({
      code: 'version.stale',
      values: { who: 'me', by: 'Rosa Elena Canul Pech', fact: 'team.changed' },
    });
    const nobody = { id: id('rosa') as unknown as typeof reply.id };
    const gone = { session: dsg, params: nobody, body: { ...body, leadId: null, version: 1 } };
    expect((await desk.call(teams.changeTeam, gone)).status).toBe(404);
    // Who leaves the team leads it no longer.
    expect((await members(reply, ['marco'])).reply.leadId).toBeNull();
    expect(await factsOf(`team:${reply.id}`)).toEqual([
      'team.added',
      'team.members-changed',
      'team.changed',
      'team.members-changed',
    ]);
  });

  it('has the people its lead says, and another area’s has not', async () => {
    expect((await members(team, ['lead', 'marco', 'lupita', 'saul'], lead)).reply.members).toHaveLength(4);
    expect((await factsOf(`person:${id('saul')}`)).at(-1)).toBe('account.teams-changed');
    expect((await members(team, ['lead', 'marco', 'lupita'], lead)).reply.members).toHaveLength(3);
    expect((await members(team, ['lead', 'marco', 'lupita'], lead)).status).toBe(200);
    expect((await members(team, ['lead', 'rosa'], lead)).problem.fields?.[0]?.message).toBe('field.choice');
    expect((await members(other, ['saul', 'lead'], lead)).status).toBe(403);
    expect((await members(team, ['lead'], marco)).status).toBe(403);
    const stale = { memberIds: [id('lead')], version: 1 };
    expect(
      (await desk.call(teams.saveTeamMembers, { session: lead, params: { id: team.id }, body: stale })).status,
    ).toBe(409);
    const gone = { session: dsg, params: { id: id('rosa') as never } };
    const asked = { ...gone, body: { memberIds: [], version: 1 } };
    expect((await desk.call(teams.saveTeamMembers, asked)).status).toBe(404);
    const bye = { ...gone, body: { reason: 'Ya no existe', version: 1 } };
    expect((await desk.call(teams.retireTeam, bye)).status).toBe(404);
    const view = await list(lead);
    expect(view.can.add).toBe(false);
    expect(view.teams.filter((each) => each.can.members).map((each) => each.id)).toContain(team.id);
    // How much another area has is not theirs to know.
    expect(view.teams.find((each) => each.id === other.id)).toMatchObject({ open: null, can: { members: false } });
    expect(view.teams.find((each) => each.id === team.id)?.open).not.toBeNull();
  });

  it('keeps one history whichever door its people came through', async () => {
    const before = (await factsOf(`team:${team.id}`)).length;
    const grant = (teamIds: readonly string[]) =>
      desk.call(grantRoles, {
        session: desk.admin,
        params: { id: id('saul') },
        body: { roles: ['requester', 'agent'], teamIds: teamIds as never },
      });
    expect((await grant([other.id, team.id])).reply.teamIds).toHaveLength(2);
    expect((await grant([other.id])).reply.teamIds).toEqual([other.id]);
    expect((await factsOf(`team:${team.id}`)).slice(before)).toEqual(['team.members-changed', 'team.members-changed']);
    expect(await firstBreak(desk.house.store.read, `team:${team.id}`)).toBeNull();
  });

  it('is retired only when nothing points to it, and then attends nothing', async () => {
    const retire = async (of: teams.TeamView, session = dsg) =>
      desk.call(teams.retireTeam, {
        session,
        params: { id: of.id },
        body: { reason: 'Se une a Redes', version: (await fresh(of)).version },
      });
    expect((await retire(team, lead)).status).toBe(403);
    const body = { name: { es: 'De paso', en: '' }, areaId: team.areaId, tier: 2 as const };
    const { reply: passing } = await desk.call(teams.addTeam, { session: dsg, body });
    await members(passing, ['marco']);
    const request = await file();
    const give = (teamId: typeof passing.id) =>
      desk.call(assignRequest, { session: dsg, params: { id: request.id }, body: { teamId, agentId: null } });
    await give(passing.id);
    expect((await retire(passing)).problem).toMatchObject({ code: 'team.in-use', values: { open: 1, services: 0 } });
    await give(team.id);
    const { reply } = await retire(passing);
    expect(reply).toMatchObject({
      retired: true,
      members: [],
      can: { change: false, members: false, retire: false, restore: true },
    });
    expect((await give(passing.id)).problem.fields?.[0]?.path).toBe('teamId');
    expect((await members(passing, ['marco'])).status).toBe(403);
    const lists = (await desk.call(readDeskLists, { session: dsg })).reply;
    expect(lists.teams.map((each) => each.id)).not.toContain(passing.id);
    const serving = (await list(dsg)).teams.find((each) => each.id !== team.id && each.areaId === team.areaId);
    if (!serving) throw new Error('no other team');
    expect((await retire(serving)).problem.values).toMatchObject({ services: expect.any(Number) });
  });

  it('is put back into use as it was, without people, once its area is in use', async () => {
    const { areas } = (await desk.call(readCatalogueTree, { session: dsg })).reply;
    const level = areas[0]?.levelId as string;
    const said = { name: { es: 'Vehículos', en: '' }, description: { es: '', en: '' }, levelId: level };
    const whole = { ...said, examples: { es: '', en: '' } };
    const area = (await desk.call(createArea, { session: dsg, body: { code: 'VH', ...whole } as never })).reply;
    const body = { name: { es: 'Taller', en: '' }, areaId: area.id, tier: 2 as const };
    const { reply: made } = await desk.call(teams.addTeam, { session: dsg, body });
    await members(made, ['marco']);
    const reason = 'Se abre otra vez';
    const act = async (operation: typeof teams.retireTeam | typeof teams.restoreTeam, session = dsg) =>
      desk.call(operation as typeof teams.restoreTeam, {
        session,
        params: { id: made.id },
        body: { reason, version: (await fresh(made)).version },
      });
    expect((await act(teams.restoreTeam)).status).toBe(403);
    expect((await act(teams.retireTeam)).status).toBe(200);
    expect((await act(teams.restoreTeam, lead)).status).toBe(403);
    const offer = (active: boolean, version: number) =>
      desk.call(saveArea, {
        session: dsg,
        params: { id: area.id },
        body: { ...whole, active, version } as never,
      });
    expect((await offer(false, 1)).status).toBe(200);
    expect((await act(teams.restoreTeam)).problem).toMatchObject({
      code: 'team.area-retired',
      values: { area: 'Vehículos' },
    });
    expect((await offer(true, 2)).status).toBe(200);
    const stale = { reason, version: 1 };
    const params = { id: made.id };
    expect((await desk.call(teams.restoreTeam, { session: dsg, params, body: stale })).problem.code).toBe(
      'version.stale',
    );
    const nobody = { id: id('rosa') as never };
    expect((await desk.call(teams.restoreTeam, { session: dsg, params: nobody, body: stale })).status).toBe(404);
    expect((await act(teams.restoreTeam)).reply).toMatchObject({
      retired: false,
      members: [],
      areaId: area.id,
      can: { change: true },
    });
    expect((await factsOf(`team:${made.id}`)).slice(-2)).toEqual(['team.retired', 'team.restored']);
    expect((await members(made, ['marco'])).status).toBe(200);
  });

  it('finds who may be in it among those who attend', async () => {
    const found = async (session: string, q?: string) =>
      desk.call(teams.findDeskPeople, { session, query: q === undefined ? {} : { q } });
    const people = (await found(lead)).reply.people.map((each) => each.id);
    expect(people).toContain(id('saul'));
    expect(people).not.toContain(id('rosa'));
    expect((await found(lead, 'nadie así')).reply.people).toEqual([]);
    expect((await found(marco)).status).toBe(403);
  });
});

describe('who had a request', () => {
  it('loses it for a reason that is said', async () => {
    const request = await file();
    expect((await assign(request, 'marco')).status).toBe(200);
    const bare = await assign(request, 'lupita');
    expect([bare.status, bare.problem.code]).toEqual([422, 'request.reason-needed']);
    expect((await assign(request, null)).problem.code).toBe('request.reason-needed');
    // One's own, or to the same person, needs none.
    expect((await assign(request, 'marco')).status).toBe(200);
    const { reply } = await assign(request, 'lupita', { reason: 'Marco está en campo.' });
    expect(reply.timeline.some((entry) => entry.message?.text === 'Marco está en campo.')).toBe(true);
    const take = (session: string, reason?: string) =>
      desk.call(takeRequest, { session, params: { id: request.id }, body: reason === undefined ? {} : { reason } });
    expect((await take(marco)).problem.code).toBe('request.reason-needed');
    expect((await take(marco, 'La empecé yo.')).reply.state).toBe('in_progress');
    expect((await take(lead)).problem).toMatchObject({
      code: 'request.taken',
      values: { who: 'person', by: 'Rosa Elena Canul Pech', fact: 'request.taken' },
    });
    const taken = await take(lead, 'Marco salió a una visita.');
    expect([taken.status, taken.reply.state]).toEqual([200, 'in_progress']);
    const mine = await assign(request, 'marco');
    expect(mine.status).toBe(200);
    // A reason is the desk’s word, and no requester reads it.
    const seen = (await desk.call(readRequest, { session: rosa, params: { ref: request.id } })).raw.body;
    expect(seen).not.toContain('Marco está en campo.');
    expect(seen).not.toContain('salió a una visita');
  });
});

describe('an absence', () => {
  it('is set by whom it is of, their lead or Servicios Generales, and names who stands in', async () => {
    desk.clock.set(MORNING);
    expect((await absence('marco', {}, rosa)).status).toBe(403);
    const saul = await desk.enter('saul@gobierno.example');
    expect((await absence('marco', {}, saul)).status).toBe(404);
    expect((await absence('marco', { deputyId: id('saul') })).problem.fields?.[0]?.message).toBe('field.choice');
    expect((await absence('marco', { to: '2026-11-22' })).problem.fields?.[0]?.message).toBe('field.absence-crossed');
    const over = { from: '2026-11-20', to: '2026-11-20' };
    expect((await absence('marco', over)).problem.fields?.[0]?.message).toBe('field.date-past');
    expect((await absence('marco', { to: '2028-01-01' })).problem.fields?.[0]?.message).toBe('field.too-many');
    const { status, reply } = await absence('marco', {}, marco);
    expect(status).toBe(201);
    expect(reply).toMatchObject({ now: true, kind: 'vacation', can: { change: true, handOver: true } });
    expect((await absence('marco', { from: '2026-11-27', to: '2026-12-01' })).problem).toMatchObject({
      code: 'absence.overlaps',
      values: { from: 'lunes 23 de noviembre', to: 'viernes 27 de noviembre' },
    });
    expect((await absence('lupita', { deputyId: id('marco') })).problem.code).toBe('absence.deputy-away');
    expect(await factsOf(`absence:${reply.id}`)).toEqual(['absence.set']);
    expect((await factsOf(`person:${id('marco')}`)).at(-1)).toBe('absence.set');
    const read = desk.house.store.read;
    expect((await presentMembers(read, team.id, '2026-11-24')).map((each) => each.id)).not.toContain(id('marco'));
    expect((await presentMembers(read, team.id, '2026-11-28')).map((each) => each.id)).toContain(id('marco'));
    const lists = (await desk.call(readDeskLists, { session: lead })).reply;
    const member = lists.teams.find((each) => each.id === team.id)?.members.find((each) => each.id === id('marco'));
    expect(member?.away).toMatchObject({ to: '2026-11-27', standIn: { id: id('lupita') } });
  });

  it('has what a clock says told to who stands in as well', async () => {
    const of = { agentId: id('marco'), teamId: team.id };
    const told = (at: string) => standInsFor(desk.house, of, new Date(at));
    expect(await told('2026-11-24T18:00:00Z')).toEqual([id('lupita')]);
    expect(await told('2026-12-24T18:00:00Z')).toEqual([]);
    expect(await leadsOf(desk.house.store.read, team.id)).toEqual([id('lead')]);
  });

  it('is seen by the team, its kind by who arranges it, and by nobody of another area', async () => {
    const seen = async (session: string) => (await desk.call(teams.listAbsences, { session })).reply;
    const lupita = await desk.enter('lupita@gobierno.example');
    const saul = await desk.enter('saul@gobierno.example');
    expect((await seen(lupita)).absences).toMatchObject([{ kind: null, open: null, can: { change: false } }]);
    expect((await seen(saul)).absences).toEqual([]);
    expect((await seen(lead)).absences).toMatchObject([{ kind: 'vacation' }]);
    expect((await seen(lead)).people.map((each) => each.id)).not.toContain(id('saul'));
    expect((await seen(marco)).people.map((each) => each.id)).toEqual([id('marco')]);
    expect((await seen(dsg)).people.map((each) => each.id)).toContain(id('saul'));
    const deputies = (session: string, name: string) =>
      desk.call(teams.listDeputies, { session, query: { person: id(name), from: '2026-11-24', to: '2026-11-24' } });
    expect((await deputies(saul, 'marco')).status).toBe(404);
    const { people } = (await deputies(lead, 'lupita')).reply;
    expect(people.find((each) => each.id === id('marco'))?.away).toBe(true);
    expect(people.map((each) => each.id)).not.toContain(id('saul'));
  });

  it('leaves requests that are handed over in one act, each history with its reason', async () => {
    const [one, two, third] = [await file(), await file(), await file()];
    for (const each of [one, two, third]) await assign(each, 'marco', { session: dsg });
    const [own] = (await desk.call(teams.listAbsences, { session: lead })).reply.absences;
    if (!own) throw new Error('nobody is away');
    const to = { params: { id: own.id } };
    const { items, people, deputyId } = (await desk.call(teams.readHandOver, { session: lead, ...to })).reply;
    expect(items.map((each) => each.id)).toEqual(expect.arrayContaining([one.id, two.id, third.id]));
    expect(deputyId).toBe(id('lupita'));
    expect(people.map((each) => each.id)).not.toContain(id('marco'));
    // Ended or given away meanwhile: left as it is.
    await assign(third, 'lead', { reason: 'La veo yo.' });
    const body = { toId: id('lupita'), reason: 'Marco está de vacaciones.', requestIds: [one.id, two.id, third.id] };
    const hand = (session: string, more: Partial<typeof body> = {}) =>
      desk.call(teams.handOver, { session, ...to, body: { ...body, ...more }, key: 'entrega-de-marco-1' });
    const saul = await desk.enter('saul@gobierno.example');
    expect((await hand(saul)).status).toBe(404);
    expect((await desk.call(teams.readHandOver, { session: saul, ...to })).status).toBe(404);
    const lupita = await desk.enter('lupita@gobierno.example');
    expect((await hand(lupita)).status).toBe(403);
    expect((await hand(lead, { toId: id('saul') })).problem.fields?.[0]?.path).toBe('toId');
    const done = await hand(lead);
    expect(new Set(done.reply.handed)).toEqual(new Set([one.id, two.id]));
    expect(done.reply.left).toEqual([third.id]);
    expect((await hand(lead)).reply).toEqual(done.reply);
    expect((await hand(lead, { reason: 'Otra' })).problem.code).toBe('idempotency.mismatch');
    const rest = (await desk.call(teams.readHandOver, { session: lead, ...to })).reply.items.map((each) => each.id);
    for (const each of [one, two]) {
      expect(rest).not.toContain(each.id);
      const { timeline } = await now(each);
      expect(timeline.filter((entry) => entry.message?.text === 'Marco está de vacaciones.')).toHaveLength(1);
      expect(await firstBreak(desk.house.store.read, `request:${each.id}`)).toBeNull();
    }
    expect((await factsOf(`absence:${own.id}`)).at(-1)).toBe('absence.handed-over');
  });

  it('is changed as it was seen, and ended when they are back', async () => {
    const [own] = (await desk.call(teams.listAbsences, { session: lead })).reply.absences;
    if (!own) throw new Error('nobody is away');
    const days = { from: own.from, to: '2026-11-30', deputyId: id('lupita'), kind: 'leave' as const };
    const change = (version: number, more: object = {}, session = lead) =>
      desk.call(teams.changeAbsence, { session, params: { id: own.id }, body: { ...days, ...more, version } });
    expect((await change(own.version)).reply).toMatchObject({ to: '2026-11-30', kind: 'leave' });
    expect((await change(own.version)).problem).toMatchObject({
      code: 'version.stale',
      values: { who: 'me', by: 'Rosa Elena Canul Pech', fact: 'absence.changed' },
    });
    expect((await change(2, { deputyId: id('marco') })).status).toBe(400);
    const lupita = await absence('lupita', { from: '2026-12-01', to: '2026-12-02', deputyId: id('lead') });
    expect((await change(2, { to: '2026-12-01' })).problem.code).toBe('absence.deputy-away');
    await desk.call(teams.endAbsence, { session: lead, params: { id: lupita.reply.id }, body: { version: 1 } });
    const strange = { session: lead, params: { id: id('rosa') as never }, body: { ...days, version: 1 } };
    expect((await desk.call(teams.changeAbsence, strange)).status).toBe(404);
    const end = (version: number, of = own.id) =>
      desk.call(teams.endAbsence, { session: lead, params: { id: of }, body: { version } });
    expect((await end(own.version)).status).toBe(409);
    desk.clock.set(new Date('2026-11-25T16:00:00Z'));
    lead = await desk.enter('lead@gobierno.example');
    expect((await end(2)).reply).toEqual({ done: true });
    expect((await end(2, id('rosa') as never)).status).toBe(404);
    expect((await desk.call(teams.listAbsences, { session: lead })).reply.absences).toEqual([]);
    // What was lived stays.
    expect(await absencesFrom(desk.house.store.read, '2026-11-24')).toMatchObject([{ to: '2026-11-24' }]);
    const { reply: coming } = await absence('marco', { from: '2026-12-07', to: '2026-12-11' });
    expect(coming.now).toBe(false);
    expect((await end(1, coming.id)).status).toBe(200);
    expect(await absencesFrom(desk.house.store.read, '2026-11-30')).toEqual([]);
  });
});
