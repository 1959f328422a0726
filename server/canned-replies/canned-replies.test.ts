/** Templates: who words them, what they say in a request, and the causes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addCannedReply,
  BLANK_VARIABLES,
  blanksIn,
  type CannedReplyView,
  changeCannedReply,
  FILLED_VARIABLES,
  listCannedReplies,
  listCauses,
  previewCannedReply,
  repliesForRequest,
  saveCauses,
  unknownIn,
} from '#contract/canned-replies.ts';
import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import type { BodyInput, ParamsOf } from '#contract/operation.ts';
import { fileRequest, takeRequest } from '#contract/requests.ts';
import starting from '#database/starting-data/canned-replies.json' with { type: 'json' };
import catalogue from '#database/starting-data/catalogue.json' with { type: 'json' };
import { answersTo } from '#tests/kit/filled-in.ts';
import { type Settled, settle } from '#tests/security/settled.ts';

type Id = ParamsOf<typeof repliesForRequest>['id'];
type Content = BodyInput<typeof addCannedReply>;

let desk: Settled;
let dsg: string;
let lead: string;
let agent: string;
let rosa: string;
let stranger: string;
let areaId: string;
let otherAreaId: string;
let requestId: Id;
let folio: string;

beforeAll(async () => {
  desk = await settle();
  const enter = async (email: string, given: Omit<Parameters<Settled['person']>[0], 'email'>) => {
    await desk.person({ email, ...given });
    return desk.enter(email);
  };
  dsg = await enter('dsg@gobierno.example', { roles: ['service_owner', 'requester'] });
  const { areas } = (await desk.call(readCatalogue, { session: dsg })).reply;
  areaId = String(areas.find((area) => area.code === 'ST')?.id);
  otherAreaId = String(areas.find((area) => area.code === 'SI')?.id);
  const { teams } = (await desk.call(readDeskLists, { session: dsg })).reply;
  const teamOf = (area: string) => [String(teams.find((team) => team.areaId === area)?.id)];
  lead = await enter('lead@gobierno.example', { roles: ['team_lead'], teamIds: teamOf(areaId) });
  agent = await enter('agent@gobierno.example', { roles: ['agent'], teamIds: teamOf(areaId) });
  stranger = await enter('other@gobierno.example', { roles: ['agent'], teamIds: teamOf(otherAreaId) });
  rosa = await enter('rosa@gobierno.example', { roles: ['requester'] });
  const serviceId = String(areas.find((area) => area.id === areaId)?.services[0]?.id);
  const filed = await desk.call(fileRequest, {
    session: rosa,
    body: {
      draftId: null,
      subject: 'La impresora no imprime',
      description: 'Desde el viernes no imprime.',
      areaId,
      serviceId,
      ...(await answersTo(desk, { session: rosa, serviceId })),
      place: { building: 'Edificio A', floor: '2', office: 'Archivo', phone: '' },
      attachments: [],
    } as BodyInput<typeof fileRequest>,
  });
  requestId = filed.reply.id;
  folio = filed.reply.folio;
  // Whoever the service's team is, DSG takes it.
  await desk.call(takeRequest, { session: dsg, params: { id: requestId }, body: {} });
}, 60_000);
afterAll(() => desk.close());

const content = (more: Partial<Content> = {}): Content => ({
  name: { es: 'Llamada', en: '' },
  body: { es: 'Hola, {nombre}: te llamamos por el folio {folio}. Nos falta {lista}.', en: '' },
  areaId: null,
  purpose: 'message',
  active: true,
  ...more,
});
const add = (body: Content, session = dsg) => desk.call(addCannedReply, { session, body });
const change = (reply: CannedReplyView, more: Partial<Content> & { version?: number }, session = dsg) => {
  const { name, body, areaId: area, purpose, active, version } = reply;
  return desk.call(changeCannedReply, {
    session,
    params: { id: reply.id },
    body: { name, body, areaId: area, purpose, active, version, ...more },
  });
};
const fitting = async (session = dsg) =>
  (await desk.call(repliesForRequest, { session, params: { id: requestId } })).reply.items;

describe('the templates one begins with', () => {
  it('come with causes and closing codes in both languages', () => {
    for (const name of [...starting.causes, ...catalogue.closureCodes.map((code) => code.name)])
      expect([name.es, name.en].map((words) => words.trim()).filter((words) => words === '')).toEqual([]);
  });

  it('are the eighteen, in both languages, with variables that exist, in the voice of the desk', () => {
    expect(starting.replies).toHaveLength(18);
    for (const { body } of starting.replies) {
      for (const words of [body.es, body.en]) {
        expect(unknownIn(words)).toEqual([]);
        expect(words).not.toMatch(/[¡!]|ticket|\busted\b|\bsu solicitud\b|Lo sentimos/i);
      }
      expect(blanksIn(body.en).sort()).toEqual(blanksIn(body.es).sort());
    }
  });

  it('are there once the desk is set up, and read in a request as the request says', async () => {
    const items = await fitting();
    expect(items).toHaveLength(18);
    const receipt = items.find((each) => each.name.es === 'Recepción');
    expect(receipt?.text).toContain(`Recibimos tu solicitud ${folio}.`);
    expect(receipt?.text).toMatch(/^Hola, Rosa Elena\./);
    expect(receipt?.blanks).toEqual([]);
    const missing = items.find((each) => each.name.es === 'Falta información');
    expect(missing?.blanks).toEqual(['lista']);
    // Asked on Monday 23, it would close at the end of the fifth business day.
    expect(missing?.text).toContain('se cerrará el lunes 30 de noviembre');
    expect(items.find((each) => each.name.es === 'Visita')?.text).toContain('Edificio A, 2, Archivo');
  });
});

describe('wording them', () => {
  it('is for Servicios Generales, and for who leads a team in their own areas', async () => {
    expect((await add(content())).status).toBe(201);
    expect((await add(content({ areaId }), lead)).status).toBe(201);
    expect((await add(content(), lead)).status).toBe(403);
    expect((await add(content({ areaId: otherAreaId }), lead)).status).toBe(403);
    expect((await add(content({ areaId }), agent)).status).toBe(403);
    expect((await add(content({ areaId: requestId }))).status).toBe(400);
    const list = async (session: string) => (await desk.call(listCannedReplies, { session })).reply;
    expect((await list(dsg)).addFor).toBe('every');
    expect((await list(lead)).addFor).toEqual([areaId]);
    expect((await list(agent)).addFor).toEqual([]);
    expect((await list(lead)).items.filter((each) => each.can.change)).toHaveLength(1);
    const own = (await list(lead)).items.find((each) => each.can.change);
    if (!own) throw new Error('none');
    expect((await change(own, { areaId: null }, lead)).status).toBe(403);
  });

  it('refuses a variable that is none and says which there are', async () => {
    const refused = await add(content({ body: { es: 'Hola, {apodo}.', en: '' } }));
    expect([refused.status, refused.problem.code]).toEqual([422, 'canned-reply.variable']);
    expect(refused.problem.values).toMatchObject({ name: '{apodo}' });
    for (const name of [...FILLED_VARIABLES, ...BLANK_VARIABLES])
      expect(String(refused.problem.values?.known)).toContain(`{${name}}`);
    const { reply } = await add(content());
    expect((await change(reply, { body: { es: 'x', en: 'Hi {nickname}' } })).problem.code).toBe(
      'canned-reply.variable',
    );
    const ref = String(requestId) as BodyInput<typeof previewCannedReply>['ref'];
    const body = { text: 'Hola, {apodo}.', ref };
    expect((await desk.call(previewCannedReply, { session: dsg, body })).status).toBe(422);
  });

  it('by two at once has one effect, and what it said stays in the history', async () => {
    const { reply } = await add(content());
    const both = await Promise.all(['Uno', 'Dos'].map((es) => change(reply, { name: { es, en: '' } })));
    expect(both.map((each) => each.status).sort()).toEqual([200, 409]);
    expect(both.find((each) => each.status === 409)?.problem).toMatchObject({
      code: 'version.stale',
      values: { who: 'me', by: 'Rosa Elena Canul Pech', fact: 'canned-reply.changed' },
    });
    const entries = await desk.house.store.read
      .selectFrom('history')
      .select(['fact', 'data'])
      .where('stream', '=', `canned-reply:${reply.id}`)
      .orderBy('sequence')
      .execute();
    expect(entries.map((entry) => entry.fact)).toEqual(['canned-reply.added', 'canned-reply.changed']);
    expect(JSON.stringify(entries[0]?.data)).toContain('Llamada');
    const gone = '01890000-0000-7000-8000-00000000dead' as typeof reply.id;
    expect((await change({ ...reply, id: gone }, {})).status).toBe(404);
  });

  it('retired or of another area, is not offered in a request', async () => {
    const { reply } = await add(content({ name: { es: 'Se retira', en: '' } }));
    await add(content({ name: { es: 'De otra área', en: '' }, areaId: otherAreaId }));
    await add(content({ name: { es: 'De esta área', en: '' }, areaId }));
    await change(reply, { active: false });
    const names = (await fitting()).map((each) => each.name.es);
    expect(names).toContain('De esta área');
    expect(names).not.toContain('De otra área');
    expect(names).not.toContain('Se retira');
  });
});

describe('a request’s own words', () => {
  it('are for who attends it: 404 for who may not know of it', async () => {
    const asked = (session: string) => desk.call(repliesForRequest, { session, params: { id: requestId } });
    expect((await asked(stranger)).status).toBe(404);
    expect((await asked(rosa)).status).toBe(403);
    const body = { text: 'Hola, {nombre}.', ref: String(requestId) } as BodyInput<typeof previewCannedReply>;
    expect((await desk.call(previewCannedReply, { session: stranger, body })).status).toBe(404);
    expect((await desk.call(previewCannedReply, { session: dsg, body })).reply).toEqual({
      text: 'Hola, Rosa Elena.',
      blanks: [],
    });
  });

  it('are never read as variables again', async () => {
    const filed = await desk.call(fileRequest, {
      session: rosa,
      body: {
        draftId: null,
        subject: 'Dice {lista} y {folio}',
        description: 'Un asunto con llaves en medio.',
        areaId,
        serviceId: null,
        place: { building: '', floor: '', office: '', phone: '' },
        attachments: [],
      } as BodyInput<typeof fileRequest>,
    });
    const body = { text: '{asunto}: {folio}', ref: filed.reply.id } as BodyInput<typeof previewCannedReply>;
    const { reply } = await desk.call(previewCannedReply, { session: dsg, body });
    expect(reply.text).toBe(`Dice {lista} y {folio}: ${filed.reply.folio}`);
  });
});

describe('causes', () => {
  it('are a list of each area, written as a whole by who may', async () => {
    const read = async () => (await desk.call(listCauses, { session: agent })).reply.causes;
    expect((await read()).filter((cause) => cause.areaId === null)).toHaveLength(starting.causes.length);
    const named = (es: string, en = '') => ({ es, en });
    const save = (names: { es: string; en: string }[], area: string | null, session: string) =>
      desk.call(saveCauses, { session, body: { areaId: area, names } as BodyInput<typeof saveCauses> });
    expect(
      (await save([named('Cable roto'), named('cable roto', 'Broken cable'), named('Toner')], areaId, lead)).status,
    ).toBe(200);
    expect((await read()).filter((cause) => cause.areaId === areaId).map((cause) => cause.name)).toEqual([
      named('cable roto', 'Broken cable'),
      named('Toner'),
    ]);
    expect((await save([named('Otra')], null, lead)).status).toBe(403);
    // English alone is no name.
    expect((await save([named('', 'Nameless')], areaId, dsg)).status).toBe(400);
    expect((await save([], areaId, dsg)).status).toBe(200);
    expect((await read()).filter((cause) => cause.areaId === areaId)).toEqual([]);
  });
});

it('a template is added once a key; the same key for another is refused', async () => {
  const once = (more: Partial<Content>) =>
    desk.call(addCannedReply, { session: dsg, body: content(more), key: 'una-plantilla-1' });
  const first = await once({});
  expect((await once({})).reply.id).toBe(first.reply.id);
  const clash = await once({ active: false });
  expect([clash.status, clash.problem.code]).toEqual([409, 'idempotency.mismatch']);
});
