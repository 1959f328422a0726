import { afterAll, beforeAll, expect, test } from 'vitest';
import { giveActivationLink, invitePerson, setPassword, signIn } from '#contract/accounts.ts';
import { listOrganisation } from '#contract/agencies.ts';
import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import { completeSetUp } from '#contract/institution.ts';
import type { Role } from '#contract/permissions.ts';
import catalogueData from '#database/starting-data/catalogue.json' with { type: 'json' };
import { openTestHouse, type TestHouse } from '#tests/kit/house.ts';
import { askNobodyOf } from '#tests/kit/second-factor.ts';
import { ensureSetUpLink } from '../institution/index.ts';
import { system } from '../shared/policy.ts';
import { startingData } from '../starting-data.ts';
import { everyArea, everyService, importCatalogue, serviceById } from './index.ts';

const ADMIN = { email: 'admin@gobierno.example', password: 'una-frase-larga-y-distinta-9' };
const PASSWORD = 'cuatro-palabras-sin-relacion-7';
const STRANGER = '00000000-0000-4000-8000-000000000000';
let desk: TestHouse;
let admin: string | null;

const sessionOf = async (who: { email: string; password: string }) => (await desk.call(signIn, { body: who })).session;
const token = (url: string | null): string => url?.split('#')[1] ?? '';

async function person(role: Role, teamIds: string[] = []): Promise<string | null> {
  const { reply: organisation } = await desk.call(listOrganisation);
  const email = `${role.replace('_', '-')}@gobierno.example`;
  const invited = await desk.call(invitePerson, {
    session: admin,
    body: {
      givenNames: 'Itzel',
      firstSurname: 'Güereña',
      secondSurname: 'Zúñiga',
      email,
      employeeNumber: '',
      phone: '312 316 2000',
      agencyId: organisation.agencies[0]?.id ?? '',
      positionId: organisation.positions[0]?.id ?? '',
      roles: [role],
      teamIds,
    },
  });
  const link = await desk.call(giveActivationLink, { session: admin, params: { id: invited.reply.id } });
  await desk.call(setPassword, { body: { token: token(link.reply.url), password: PASSWORD } });
  return sessionOf({ email, password: PASSWORD });
}

beforeAll(async () => {
  desk = await openTestHouse();
  await desk.call(completeSetUp, {
    body: {
      token: token(await ensureSetUpLink(desk.house)),
      institution: {
        productName: 'Mesa de Servicios',
        productYear: 2026,
        governmentName: 'Gobierno del Estado de Ejemplo',
        hostAgencyName: 'Secretaría de Planeación, Finanzas y Administración',
        ownerUnit: 'Dirección de Servicios Generales',
        operatorUnit: 'Dirección de Tecnologías de la Información',
        folioUnit: 'DTI',
        timeZone: 'America/Mexico_City',
        selfRegistration: 'off',
        mailDomains: [],
        deskPhone: '',
      },
      mail: { smtpUrl: '', mailFrom: '' },
      administrator: { givenNames: 'Ana', firstSurname: 'Núñez', secondSurname: '', ...ADMIN },
      withStartingCatalogue: true,
    },
  });
  await askNobodyOf(desk.postgres);
  admin = await sessionOf(ADMIN);
});

afterAll(() => desk.close());

test('whoever is signed in reads the two areas in the words of the manual, with their services and levels', async () => {
  const { status, reply } = await desk.call(readCatalogue, { session: admin });
  expect(status).toBe(200);
  expect(reply.areas.map((area) => [area.code, area.name.es, area.services.length])).toEqual([
    ['SI', 'Sistemas de Información', 15],
    ['ST', 'Soporte técnico', 20],
  ]);
  const [systems, support] = reply.areas;
  expect(systems?.examples.es).toContain('OperGob');
  expect(support?.description.es).toBe('Servicios de asistencia tecnológica.');
  expect(reply.levels.map((level) => [level.code, level.firstResponseMinutes, level.resolutionMinutes])).toEqual([
    ['N1', 30, 240],
    ['N2', 60, 480],
    ['N3', 240, 960],
    ['N4', 480, 2400],
    ['N5', 960, 9600],
  ]);
  const known = new Set<string>(reply.levels.map((level) => level.id));
  for (const area of reply.areas) {
    expect(known).toContain(area.levelId);
    for (const service of area.services) expect(known).toContain(service.levelId);
  }
});

test('the catalogue needs a session, and takes no query', async () => {
  expect((await desk.call(readCatalogue)).status).toBe(401);
  const strange = await desk.app.inject({
    url: '/api/catalogue?area=1',
    headers: { host: 'localhost:3000', cookie: `mesa=${admin}` },
  });
  expect(strange.statusCode).toBe(400);
});

test('the desk chooses from teams with their people and from nine closure codes', async () => {
  const before = await desk.call(readDeskLists, { session: await person('team_lead') });
  expect(before.status).toBe(200);
  expect(before.reply.closureCodes.map((code) => code.key)).toEqual(catalogueData.closureCodes.map((code) => code.key));
  expect(before.reply.teams).toHaveLength(10);
  const [desk1] = before.reply.teams;
  expect(desk1).toMatchObject({ name: { es: 'Mesa de Servicios (primer contacto)' }, areaId: null, members: [] });
  const networks = before.reply.teams.find((team) => team.name.en.startsWith('Networks'));
  const agent = await person('agent', [networks?.id ?? '']);
  const after = await desk.call(readDeskLists, { session: agent });
  const found = after.reply.teams.find((team) => team.id === networks?.id);
  expect(found?.members.map((member) => member.name)).toEqual(['Itzel Güereña Zúñiga']);
});

test('the desk’s lists are closed to who asks, and open to who puts people into teams', async () => {
  expect((await desk.call(readDeskLists)).status).toBe(401);
  expect((await desk.call(readDeskLists, { session: await person('requester') })).status).toBe(403);
  expect((await desk.call(readDeskLists, { session: admin })).status).toBe(200);
});

test('a service is found by its id, and absence is no accident', async () => {
  const { read } = desk.house.store;
  const { areas } = (await desk.call(readCatalogue, { session: admin })).reply;
  const [area] = areas;
  const [service] = area?.services ?? [];
  expect((await everyArea(read)).map(({ id, levelId }) => [id, levelId])).toContainEqual([area?.id, area?.levelId]);
  expect(await serviceById(read, service?.id ?? '')).toMatchObject({
    code: 'SI-01',
    areaId: area?.id,
    kind: 'access',
    active: true,
    keywords: ['usuario', 'permiso', 'perfil', 'acceso'],
  });
  expect(await serviceById(read, STRANGER)).toBeUndefined();
});

test('a service no longer offered leaves the catalogue but is still found by the requests that name it', async () => {
  const { areas } = (await desk.call(readCatalogue, { session: admin })).reply;
  const retired = areas[1]?.services.at(-1);
  await desk.house.store.aside('sweep', async (db) => {
    await db
      .updateTable('services')
      .set({ active: false })
      .where('id', '=', retired?.id ?? '')
      .execute();
  });
  const after = (await desk.call(readCatalogue, { session: admin })).reply;
  expect(after.areas[1]?.services).toHaveLength(19);
  expect(await everyService(desk.house.store.read)).toContainEqual(
    expect.objectContaining({ id: retired?.id, code: 'ST-20', active: false }),
  );
});

test('a second import is refused whole: the keys are taken', async () => {
  await expect(desk.house.store.change(system('test'), startingData)).rejects.toThrow(/duplicate key/);
  expect((await desk.call(readCatalogue, { session: admin })).reply.areas).toHaveLength(2);
});

test('a catalogue that names something it does not hold is refused', async () => {
  const [service] = catalogueData.services;
  const stray = { areas: [], teams: [], services: [{ ...service, area: 'nowhere' }], closureCodes: [] };
  await expect(desk.house.store.change(system('test'), (work) => importCatalogue(work, stray))).rejects.toThrow(
    /nowhere/,
  );
});

test('no text of the starting data addresses the person as usted', () => {
  const texts = JSON.stringify(
    catalogueData.services.map(({ name, description, fields }) => ({ name, description, fields })),
  );
  expect(texts).not.toMatch(/\b(indíquelo|cópielo|escriba|envíe|abrió|capturó|usted|borre|desconecte)\b/i);
});
