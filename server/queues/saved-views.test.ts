import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import type { BodyInput } from '#contract/operation.ts';
import { countQueue, fileRequest, listQueue, rejectRequest, takeRequest } from '#contract/requests.ts';
import {
  changeView,
  dropView,
  listSavedViews,
  SAVED_VIEWS_MAX,
  type SavedView,
  saveView,
} from '#contract/saved-views.ts';
import { firstBreak } from '#server/shared/history.ts';
import { type Settled, settle } from '#tests/security/settled.ts';

type Content = BodyInput<typeof saveView>;

let desk: Settled;
let agent: string;
let colleague: string;
let lead: string;
let otherLead: string;
let stranger: string;
let owner: string;
let teamId: string;
let otherTeamId: string;
let areaId: string;

const content = (more: Partial<Content> = {}): Content => ({
  name: 'Impresoras',
  filters: { q: 'impresora' },
  columns: ['folio', 'due', 'subject'],
  form: null,
  teamId: null,
  ...more,
});
const save = async (session: string, more: Partial<Content> = {}): Promise<SavedView> => {
  const answer = await desk.call(saveView, { session, body: content(more) });
  expect(answer.status, answer.raw.body).toBe(201);
  return answer.reply;
};
const namesOf = async (session: string): Promise<string[]> =>
  (await desk.call(listSavedViews, { session })).reply.items.map((view) => view.name);
const drop = (session: string, id: string) => desk.call(dropView, { session, params: { id: id as SavedView['id'] } });
const change = (session: string, view: SavedView, more: Partial<Content> = {}, version = view.version) =>
  desk.call(changeView, {
    session,
    params: { id: view.id },
    body: { ...content({ name: view.name, teamId: view.teamId }), ...more, version },
  });

beforeAll(async () => {
  desk = await settle();
  const person = async (name: string, roles: Parameters<Settled['person']>[0]['roles'], teamIds: string[] = []) => {
    await desk.person({ email: `${name}@gobierno.example`, roles, teamIds });
    return desk.enter(`${name}@gobierno.example`);
  };
  owner = await person('dsg', ['service_owner']);
  const { areas } = (await desk.call(readCatalogue, { session: owner })).reply;
  areaId = String(areas[0]?.id);
  const { teams } = (await desk.call(readDeskLists, { session: owner })).reply;
  const ids = teams.filter((team) => team.areaId === areaId).map((team) => String(team.id));
  [teamId = '', otherTeamId = ''] = ids;
  agent = await person('agente', ['agent'], [teamId]);
  colleague = await person('colega', ['agent'], [teamId]);
  lead = await person('lider', ['team_lead'], [teamId]);
  otherLead = await person('otro.lider', ['team_lead'], [otherTeamId]);
  stranger = await person('otra', ['agent'], [otherTeamId]);
});
afterAll(() => desk.close());

describe('a saved view', () => {
  it('is its owner’s alone, or of a team of theirs', async () => {
    const mine = await save(agent, { name: 'Solo mía', form: 'list', filters: { q: 'impresora', order: 'newest' } });
    expect(mine).toMatchObject({ mine: true, canChange: true, version: 1, teamId: null });
    expect(mine).toMatchObject({ form: 'list', filters: { q: 'impresora', order: 'newest' } });
    expect(mine.columns).toEqual(['folio', 'due', 'subject']);
    const shared = await save(agent, { name: 'Del equipo', teamId: teamId as never, filters: { view: 'mine' } });
    expect(await namesOf(agent)).toEqual(['Del equipo', 'Solo mía']);
    expect(await namesOf(colleague)).toEqual(['Del equipo']);
    expect(await namesOf(lead)).toEqual(['Del equipo']);
    for (const session of [stranger, otherLead, owner]) expect(await namesOf(session)).toEqual([]);
    const seen = (await desk.call(listSavedViews, { session: colleague })).reply.items[0];
    expect(seen).toMatchObject({ mine: false, canChange: false, ownerName: 'Rosa Elena Canul Pech' });
    const foreign = await desk.call(saveView, { session: agent, body: content({ teamId: otherTeamId as never }) });
    expect([foreign.status, foreign.problem.fields?.[0]?.path]).toEqual([400, 'teamId']);
    expect((await save(owner, { name: 'De Servicios Generales', teamId: otherTeamId as never })).mine).toBe(true);
    expect(await namesOf(stranger)).toEqual(['De Servicios Generales']);
    for (const view of [mine, shared]) expect((await drop(agent, view.id)).status).toBe(200);
  });

  it('stands in the order of its name, numbers as a person counts them', async () => {
    const views = [];
    for (const name of ['Piso 11', 'Piso 2', 'Piso 1']) views.push(await save(colleague, { name }));
    expect(await namesOf(colleague)).toEqual(['Piso 1', 'Piso 2', 'Piso 11']);
    for (const { id } of views) expect((await drop(colleague, id)).status).toBe(200);
  });

  it('is changed by its owner or the lead of its team, who see what the other did', async () => {
    const view = await save(agent, { name: 'Vencidas', teamId: teamId as never });
    expect([(await change(colleague, view)).status, (await drop(colleague, view.id)).status]).toEqual([403, 403]);
    expect([(await change(stranger, view)).status, (await drop(otherLead, view.id)).status]).toEqual([404, 404]);
    const renamed = await change(lead, view, { name: 'Vencidas del equipo', columns: ['due', 'due'] });
    expect([renamed.status, renamed.reply]).toMatchObject([
      200,
      { name: 'Vencidas del equipo', version: 2, columns: ['due'], mine: false, canChange: true },
    ]);
    const late = await change(agent, view, { name: 'Otra' });
    expect(late.status).toBe(409);
    expect(late.problem).toMatchObject({
      code: 'version.stale',
      values: { who: 'person', by: 'Rosa Elena Canul Pech', fact: 'view.changed' },
    });
    expect((await change(agent, view, { name: 'Otra', teamId: null }, 2)).reply).toMatchObject({ teamId: null });
    expect((await change(lead, view, {}, 3)).status).toBe(404);
    expect((await drop(agent, view.id)).status).toBe(200);
    expect((await drop(agent, view.id)).status).toBe(404);
    expect(await firstBreak(desk.house.store.read, `view:${view.id}`)).toBeNull();
  });

  it('keeps to what a list may ask for', async () => {
    for (const body of [
      { ...content(), filters: { cursor: 'x' } },
      { ...content(), filters: { view: 'theirs' } },
      { ...content(), columns: ['password'] },
      { ...content(), form: 'cards' },
      { ...content(), name: ' ' },
      { ...content(), name: 'x'.repeat(61) },
    ])
      expect((await desk.call(saveView, { session: agent, body: body as never })).status).toBe(400);
  });

  it('is counted as it would be listed, open ones alone', async () => {
    await desk.person({ email: 'rosa@gobierno.example' });
    const rosa = await desk.enter('rosa@gobierno.example');
    const file = async (subject: string) => {
      const body = { draftId: null, subject, description: 'No funciona desde ayer.', areaId, serviceId: null };
      const rest = { place: { building: '', floor: '', office: '', phone: '' }, attachments: [] };
      return (await desk.call(fileRequest, { session: rosa, body: { ...body, ...rest } as never })).reply;
    };
    const [first] = [await file('La impresora no imprime'), await file('La impresora atasca hojas')];
    const third = await file('El teclado falla');
    await desk.call(takeRequest, { session: owner, params: { id: first.id }, body: {} });
    await desk.call(rejectRequest, {
      session: owner,
      params: { id: third.id },
      body: { reason: 'No corresponde aquí.' },
    });
    const asked = [
      { name: 'a', filters: { q: 'impresora' }, count: 2 },
      { name: 'b', filters: { view: 'mine', area: areaId }, count: 0 },
      { name: 'c', filters: { state: 'registered' }, count: 1 },
      { name: 'd', filters: { state: 'all' }, count: null },
      { name: 'e', filters: { due: 'later', order: 'newest' }, count: 2 },
      { name: 'f', filters: { q: 'monitor' }, count: 0 },
    ] as const;
    const views = [];
    for (const { name, filters } of asked) views.push(await save(agent, { name, filters: filters as never }));
    const { saved } = (await desk.call(countQueue, { session: agent })).reply;
    expect(views.map((view) => saved.find(({ id }) => id === view.id)?.count)).toEqual(asked.map(({ count }) => count));
    for (const [index, { filters, count }] of asked.entries()) {
      const { items } = (await desk.call(listQueue, { session: agent, query: filters as never })).reply;
      if (count !== null) expect(items.length, String(index)).toBe(count);
    }
    for (const view of views) await drop(agent, view.id);
  });

  it('is one of thirty at most', async () => {
    for (let n = 0; n < SAVED_VIEWS_MAX; n += 1) await save(stranger, { name: `Vista ${n}` });
    const more = await desk.call(saveView, { session: stranger, body: content() });
    expect([more.status, more.problem.code]).toEqual([409, 'view.too-many']);
    expect((await desk.call(countQueue, { session: stranger })).reply.saved).toHaveLength(SAVED_VIEWS_MAX + 1);
  });
});
