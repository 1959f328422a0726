/** The tree through the API, and SAyGP → SPFyA from its planning to the requests that keep the old name. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AgencyId, listOrganisation } from '#contract/agencies.ts';
import { readCatalogue } from '#contract/catalogue.ts';
import { draftEnrolment, readEnrolment } from '#contract/enrolments.ts';
import {
  type AgencyPage,
  addAgency,
  callOffSuccession,
  changeAgency,
  planSuccession,
  readAgency,
  readOrganisation,
} from '#contract/organisation.ts';
import type { Role } from '#contract/permissions.ts';
import { cancelRequest, fileRequest, readRequest } from '#contract/requests.ts';
import { addPerson, hashPassword } from '#server/accounts/index.ts';
import { allPositions } from '#server/agencies/index.ts';
import { DAY, later } from '#server/shared/clock.ts';
import { entriesOf } from '#server/shared/history.ts';
import { system } from '#server/shared/policy.ts';
import { ADMIN, PASSWORD, type Settled, settle } from '#tests/security/settled.ts';
import { followSuccessions } from './follow.ts';

let desk: Settled;
let admin: string;
let hash: string;
beforeAll(async () => {
  desk = await settle();
  admin = desk.admin;
  hash = await hashPassword(PASSWORD);
});
afterAll(() => desk.close());

const dayFrom = (days: number): string =>
  later(desk.clock.now(), days * DAY)
    .toISOString()
    .slice(0, 10);
const NOBODY = '00000000-0000-4000-8000-000000000000' as AgencyId;

const content = (acronym: string, es = `Secretaría de ${acronym}`) => ({
  ...{ acronym, name: { es, en: `Ministry of ${acronym}` }, kind: 'dependencia' as const, parentId: null },
});

async function made(acronym: string, over: object = {}): Promise<AgencyPage['agency']> {
  const body = { ...content(acronym), validFrom: '2020-01-01', ...over };
  const answer = await desk.call(addAgency, { session: admin, body });
  if (answer.status !== 201) throw new Error(answer.raw.body);
  return answer.reply.agency;
}

async function person(email: string, agencyId: AgencyId, roles: Role[] = ['requester']): Promise<string> {
  const [position] = await allPositions(desk.house.store.read);
  if (!position) throw new Error('no position');
  return desk.house.store.change(system('test'), (work) =>
    addPerson(work, {
      ...{ givenNames: 'Marco', firstSurname: 'Tun', secondSurname: '', email: `${email}@gobierno.example` },
      ...{ employeeNumber: '', agencyId, positionId: position.id, phone: '', extension: '', state: 'active' },
      ...{ roles, teamIds: [], passwordHash: hash },
    }),
  );
}

const nodeOf = async (id: AgencyId) => {
  const { agencies } = (await desk.call(readOrganisation, { session: admin })).reply;
  return agencies.find((agency) => agency.id === id);
};
const pageOf = async (id: AgencyId) => (await desk.call(readAgency, { session: admin, params: { id } })).reply;

async function filed(session: string) {
  const { areas } = (await desk.call(readCatalogue, { session })).reply;
  const areaId = String(areas.find((area) => area.code === 'ST')?.id);
  const body = {
    ...{ draftId: null, subject: 'No imprime', description: 'Recibe los documentos pero no imprime.', areaId },
    ...{ serviceId: null, place: { building: 'A', floor: '2', office: 'RH', phone: '' }, attachments: [] },
  };
  const answer = await desk.call(fileRequest, { session, body });
  if (answer.status !== 201) throw new Error(answer.raw.body);
  return answer.reply;
}

const seen = async (session: string, { folio }: { folio: string }) => {
  const ref = folio.split('/').slice(1).join('-');
  return (await desk.call(readRequest, { session, params: { ref } })).reply;
};

describe('the tree of agencies', () => {
  it('shows each with who heads and coordinates it since when, and the vacancies by their absence', async () => {
    const parent = await made('SALUD');
    const child = await made('HRC', { parentId: parent.id, kind: 'entidad' });
    await person('titular.hrc', child.id, ['requester', 'agency_head']);
    await person('coordina.hrc', child.id, ['requester', 'agency_coordinator']);
    await person('otra.hrc', child.id);
    expect(await nodeOf(child.id)).toMatchObject({
      ...{ parentId: parent.id, standing: 'in_force', people: 3, successorId: null },
      heads: [{ name: 'Marco Tun', since: desk.clock.now().toISOString(), until: null }],
      coordinators: [{ name: 'Marco Tun' }],
    });
    expect(await nodeOf(parent.id)).toMatchObject({ heads: [], coordinators: [], people: 0 });
    expect((await pageOf(parent.id)).moves).toMatchObject({ people: 0, requests: 0, enrolments: 0, children: 1 });
    const ended = (await desk.call(readOrganisation, { session: admin })).reply.agencies.find(
      ({ acronym }) => acronym === 'SAyGP',
    );
    expect(ended).toMatchObject({ standing: 'ended', validTo: '2021-11-01' });
  });

  it('is kept by DTI and read by Servicios Generales and Contraloría, who may change nothing', async () => {
    await desk.person({ email: 'dsg@gobierno.example', roles: ['service_owner'] });
    const session = await desk.enter('dsg@gobierno.example');
    const { reply } = await desk.call(readOrganisation, { session });
    expect([reply.agencies.length > 10, reply.can.add]).toEqual([true, false]);
    const id = reply.agencies.find(({ standing }) => standing === 'in_force')?.id ?? NOBODY;
    const page = (await desk.call(readAgency, { session, params: { id } })).reply;
    expect(page.can).toMatchObject({ change: false, succeed: false, dissolve: false, callOff: false });
    expect((await desk.call(addAgency, { session, body: { ...content('X'), validFrom: '2020-01-01' } })).status).toBe(
      403,
    );
  });

  it('takes no acronym in use, no parent that ended or is not there, and no agency under itself', async () => {
    const one = await made('UNO');
    const two = await made('DOS', { parentId: one.id });
    const change = async (over: object, agency = one) => {
      const body = { ...content(agency.acronym), keepsFormer: false, version: agency.version, ...over };
      const answer = await desk.call(changeAgency, { session: admin, params: { id: agency.id }, body });
      return [answer.status, answer.problem.fields?.[0]];
    };
    expect(await change({ acronym: 'dos' })).toEqual([400, { path: 'acronym', message: 'field.agency-taken' }]);
    expect(await change({ parentId: two.id })).toEqual([400, { path: 'parentId', message: 'field.agency-cycle' }]);
    expect(await change({ parentId: NOBODY })).toEqual([400, { path: 'parentId', message: 'field.choice' }]);
    expect((await change({ version: 9 }))[0]).toBe(409);
    expect((await change({}, { ...one, id: NOBODY }))[0]).toBe(404);
    expect((await change({ parentId: two.parentId }, two))[0]).toBe(200);
  });

  it('gives an office over one agency none over those under it, however deep', async () => {
    const top = await made('NIVEL1');
    const middle = await made('NIVEL2', { parentId: top.id });
    const low = await made('NIVEL3', { parentId: middle.id });
    const last = await made('NIVEL4', { parentId: low.id });
    await person('pide.nivel4', last.id);
    const request = await filed(await desk.enter('pide.nivel4@gobierno.example'));
    const ref = request.folio.split('/').slice(1).join('-');
    await person('coordina.nivel4', last.id, ['requester', 'agency_coordinator']);
    const own = await desk.enter('coordina.nivel4@gobierno.example');
    const { id } = (await desk.call(draftEnrolment, { session: own, body: { agencyId: null } })).reply;
    const reach = async (session: string) => [
      (await desk.call(readRequest, { session, params: { ref } })).status,
      (await desk.call(readEnrolment, { session, params: { id } })).status,
    ];
    expect(await reach(own)).toEqual([200, 200]);
    for (const agency of [top, middle, low]) {
      const name = `coordina.${agency.acronym.toLowerCase()}`;
      await person(name, agency.id, ['requester', 'agency_coordinator', 'agency_head']);
      expect(await reach(await desk.enter(`${name}@gobierno.example`))).toEqual([404, 404]);
    }
  });

  it('makes an agency once for one key', async () => {
    const body = { ...content('SOLO'), validFrom: '2020-01-01' };
    const sent = { session: admin, body, headers: { 'idempotency-key': crypto.randomUUID() } };
    const [first, again] = [await desk.call(addAgency, sent), await desk.call(addAgency, sent)];
    expect([again.status, again.reply.agency.id]).toEqual([201, first.reply.agency.id]);
    const other = await desk.call(addAgency, { ...sent, body: { ...body, acronym: 'OTRO' } });
    expect([other.status, other.problem.code]).toEqual([409, 'idempotency.mismatch']);
  });
});

describe('another name', () => {
  it('is shown from then on, and what was filed before keeps the one of its day; a correction is shown everywhere', async () => {
    const agency = await made('TURISMO', { name: { es: 'Secretaría de Turismo', en: 'Ministry of Tourism' } });
    await person('turista', agency.id);
    const session = await desk.enter('turista@gobierno.example');
    const before = await filed(session);
    desk.clock.advance(60_000);
    const rename = async (es: string, keepsFormer: boolean, acronym: string) => {
      const { version } = (await pageOf(agency.id)).agency;
      const body = { ...content(acronym), name: { es, en: es }, keepsFormer, version };
      return (await desk.call(changeAgency, { session: admin, params: { id: agency.id }, body })).reply;
    };
    const renamed = await rename('Secretaría de Turismo y Cultura', true, 'TURyC');
    expect(renamed.former).toMatchObject([{ acronym: 'TURISMO', name: { es: 'Secretaría de Turismo' } }]);
    const after = await filed(session);
    await rename('Secretaría de Turismo, Cultura y Arte', false, 'TURyC');
    expect(await seen(session, before)).toMatchObject({
      ...{ agencyAcronym: 'TURISMO', agencyName: { es: 'Secretaría de Turismo' } },
    });
    expect(await seen(session, after)).toMatchObject({
      ...{ agencyAcronym: 'TURyC', agencyName: { es: 'Secretaría de Turismo, Cultura y Arte' } },
    });
    const facts = (await entriesOf(desk.house.store.read, `agency:${agency.id}`)).map(({ fact }) => fact);
    expect(facts).toEqual(['agency.made', 'agency.renamed', 'agency.renamed']);
  });
});

const plan = (from: AgencyPage['agency'], successorId: AgencyId, over: object = {}) =>
  desk.call(planSuccession, {
    session: admin,
    params: { id: from.id },
    body: { successorId, onDay: dayFrom(10), ground: 'Ley Orgánica, Decreto 501', version: from.version, ...over },
  });

describe('a succession', () => {
  it('is refused into itself, into one that ended, for a day gone by, twice, and as seen before', async () => {
    const [from, to] = [await made('VIEJA'), await made('NUEVA')];
    const { agencies } = (await desk.call(readOrganisation, { session: admin })).reply;
    const ended = agencies.find(({ standing }) => standing === 'ended')?.id ?? NOBODY;
    const wrong = [
      [await plan(from, from.id), 'successorId'],
      [await plan(from, ended), 'successorId'],
      [await plan(from, NOBODY), 'successorId'],
      [await plan(from, to.id, { onDay: dayFrom(-1) }), 'onDay'],
    ] as const;
    for (const [{ status, problem }, path] of wrong) expect([status, problem.fields?.[0]?.path]).toEqual([400, path]);
    expect((await plan(from, to.id, { version: 7 })).problem.code).toBe('version.stale');
    expect((await plan({ ...from, id: NOBODY }, to.id)).status).toBe(404);
    const { reply } = await plan(from, to.id);
    const again = await plan(reply.agency, to.id);
    expect([again.status, again.problem.code]).toEqual([409, 'agency.ended']);
    const third = await made('TERCERA');
    const awaited = await plan(to, third.id, { onDay: dayFrom(5) });
    expect([awaited.status, awaited.problem.code]).toEqual([409, 'agency.awaited']);
  });

  it('may be called off before its day, and then it is as it was', async () => {
    const [from, to] = [await made('QUEDA'), await made('ESPERA')];
    const planned = (await plan(from, to.id)).reply;
    expect(planned).toMatchObject({ agency: { validTo: dayFrom(10) }, can: { succeed: false, callOff: true } });
    const callOff = (version: number, id = from.id) =>
      desk.call(callOffSuccession, {
        session: admin,
        params: { id },
        body: { note: 'El decreto no se publicó', version },
      });
    expect((await callOff(from.version)).problem.code).toBe('version.stale');
    expect((await callOff(1, NOBODY)).status).toBe(404);
    const { agency, successions, can } = (await callOff(planned.agency.version)).reply;
    expect(agency).toMatchObject({ validTo: null, successorId: null, standing: 'in_force' });
    expect(successions).toMatchObject([{ calledOff: { by: 'Alma Ochoa', note: 'El decreto no se publicó' } }]);
    expect(can).toEqual({ change: true, succeed: true, dissolve: true, callOff: false });
    expect((await callOff(agency.version)).problem.code).toBe('agency.ended');
    expect((await plan(agency, to.id)).status).toBe(200);
  });

  it('takes people, offices, open requests and forms along on its day; what is over keeps the old name', async () => {
    const from = await made('SAyGP', { name: { es: 'Secretaría de Administración y Gestión Pública', en: 'SAyGP' } });
    const { agencies } = (await desk.call(listOrganisation)).reply;
    const to = agencies.find(({ acronym }) => acronym === 'SPFyA')?.id ?? NOBODY;
    const child = await made('DSG', { parentId: from.id });
    const coordinator = await person('coordina.saygp', from.id, ['requester', 'agency_coordinator']);
    await person('rosa.saygp', from.id);
    let rosa = await desk.enter('rosa.saygp@gobierno.example');
    const [over, open] = [await filed(rosa), await filed(rosa)];
    const cancel = { session: rosa, params: { id: over.id }, body: { reason: 'Ya imprime', version: 1 } };
    expect((await desk.call(cancelRequest, cancel as never)).status).toBe(200);
    const session = await desk.enter('coordina.saygp@gobierno.example');
    const form = (await desk.call(draftEnrolment, { session, body: { agencyId: null } })).reply;
    expect((await pageOf(from.id)).moves).toMatchObject({ people: 2, requests: 1, enrolments: 1, children: 1 });
    await plan(from, to, { onDay: dayFrom(2) });
    await followSuccessions(desk.house);
    expect(await nodeOf(from.id)).toMatchObject({ people: 2, standing: 'in_force' });

    desk.clock.advance(2 * DAY);
    admin = await desk.enter(ADMIN.email, ADMIN.password);
    // Before anything passed over, nobody comes into it any more.
    const late = await person('tarde', from.id);
    await Promise.all([followSuccessions(desk.house), followSuccessions(desk.house)]);
    expect(await nodeOf(from.id)).toMatchObject({ people: 0, coordinators: [], standing: 'ended', successorId: to });
    const page = await pageOf(from.id);
    expect(page.successions).toMatchObject([
      { people: 2, requests: 1, enrolments: 1, doneAt: desk.clock.now().toISOString(), calledOff: null },
    ]);
    expect(page.can).toEqual({ change: false, succeed: false, dissolve: false, callOff: false });
    expect((await nodeOf(to))?.coordinators.map(({ personId }) => personId)).toEqual([coordinator]);
    expect(await nodeOf(child.id)).toMatchObject({ parentId: to });
    const where = await desk.house.store.read.selectFrom('people').select('agency_id').where('id', '=', late).execute();
    expect(where).toEqual([{ agency_id: to }]);

    rosa = await desk.enter('rosa.saygp@gobierno.example');
    expect(await seen(rosa, over)).toMatchObject({ agencyAcronym: 'SAyGP' });
    expect(await seen(rosa, open)).toMatchObject({ agencyAcronym: 'SPFyA' });
    const latest = await filed(rosa);
    expect(await seen(rosa, latest)).toMatchObject({ agencyAcronym: 'SPFyA' });
    const coordinates = await desk.enter('coordina.saygp@gobierno.example');
    expect(
      (await desk.call(readEnrolment, { session: coordinates, params: { id: form.id } })).reply.agency.acronym,
    ).toBe('SPFyA');
    expect(await seen(coordinates, open)).toMatchObject({ agencyAcronym: 'SPFyA' });
    const facts = (await entriesOf(desk.house.store.read, `agency:${from.id}`)).map(({ fact }) => fact);
    expect(facts).toEqual([
      ...['agency.made', 'agency.succession-planned', 'agency.requests-passed', 'agency.enrolments-passed'],
      'agency.succeeded',
    ]);
    const own = await entriesOf(desk.house.store.read, `person:${coordinator}`);
    expect(own.filter(({ fact }) => fact === 'account.agency-succeeded')).toHaveLength(1);
    const after = await desk.call(callOffSuccession, {
      session: admin,
      params: { id: from.id },
      body: { note: 'Demasiado tarde', version: page.agency.version },
    });
    expect(after.problem.code).toBe('agency.ended');
  });

  it('of today is done before it answers, and goes on to who follows the successor', async () => {
    const [first, second, third] = [await made('A1'), await made('A2'), await made('A3')];
    const who = await person('tres.pasos', first.id);
    expect((await plan(second, third.id, { onDay: dayFrom(0) })).reply.agency.standing).toBe('ended');
    const refused = await plan(first, second.id, { onDay: dayFrom(0) });
    expect(refused.problem.fields?.[0]?.path).toBe('successorId');
    const { reply } = await plan(first, third.id, { onDay: dayFrom(0) });
    expect(reply.successions).toMatchObject([{ people: 1, doneAt: expect.any(String) }]);
    const rows = await desk.house.store.read.selectFrom('people').select('agency_id').where('id', '=', who).execute();
    expect(rows).toEqual([{ agency_id: third.id }]);
  });
});
