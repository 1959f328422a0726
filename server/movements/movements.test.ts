/** Changing position and agency, through the API, on one desk. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRoleHistory, readSession } from '#contract/accounts.ts';
import { listOrganisation } from '#contract/agencies.ts';
import { readCatalogue } from '#contract/catalogue.ts';
import type { AgencyId, PersonId, PositionId } from '#contract/ids.ts';
import { cancelMovement, listMovements, movePerson } from '#contract/movements.ts';
import { listNotices } from '#contract/notifications.ts';
import type { BodyInput } from '#contract/operation.ts';
import { closeAccount } from '#contract/people.ts';
import type { Role } from '#contract/permissions.ts';
import { readPerson } from '#contract/person-page.ts';
import { fileRequest, listMyRequests, readRequest } from '#contract/requests.ts';
import { addPerson, hashPassword } from '#server/accounts/index.ts';
import { DAY } from '#server/shared/clock.ts';
import { entriesOf } from '#server/shared/history.ts';
import { newId } from '#server/shared/ids.ts';
import { system } from '#server/shared/policy.ts';
import { ADMIN, PASSWORD, type Settled, settle } from '#tests/security/settled.ts';
import { followPlans } from './planned.ts';

let desk: Settled;
let agencies: { id: AgencyId; name: { es: string; en: string } }[];
let positions: { id: PositionId; eligible: boolean }[];
let passwordHash: string;
let areaId: string;
const ids = new Map<string, PersonId>();
const idOf = (name: string) => ids.get(name) as PersonId;
const addressOf = (name: string) => `${name}@gobierno.example`;
const as = (name: string) => desk.enter(addressOf(name));
const agency = (index: number) => agencies[index]?.id as AgencyId;
const position = (index: number) => positions.filter(({ eligible }) => eligible)[index]?.id as PositionId;
const below = () => positions.find(({ eligible }) => !eligible)?.id as PositionId;

async function person(name: string, roles: Role[] = ['requester'], at = 0, held = position(0)) {
  const id = await desk.house.store.change(system('test'), (work) =>
    addPerson(work, {
      ...{ givenNames: name, firstSurname: 'Canul', secondSurname: 'Pech', email: addressOf(name), employeeNumber: '' },
      ...{ agencyId: agency(at), positionId: held, phone: '+523123162000', extension: '' },
      ...{ state: 'active', roles, teamIds: [], passwordHash },
    }),
  );
  ids.set(name, id as PersonId);
}

beforeAll(async () => {
  desk = await settle();
  const organisation = (await desk.call(listOrganisation)).reply;
  agencies = organisation.agencies;
  positions = organisation.positions;
  areaId = String((await desk.call(readCatalogue, { session: desk.admin })).reply.areas[0]?.id);
  passwordHash = await hashPassword(PASSWORD);
  await person('coordina', ['requester', 'agency_coordinator']);
  await person('recibe', ['requester', 'agency_coordinator'], 1);
}, 60_000);
afterAll(() => desk.close());

type Body = BodyInput<typeof movePerson>;
const move = async (name: string, given: Partial<Body>, session = desk.admin) => {
  const params = { id: idOf(name) };
  const { now } = (await desk.call(listMovements, { session: desk.admin, params })).reply;
  const body = { seen: now, ...now, ground: 'transfer', since: '2026-11-20', passRequests: true, ...given } as Body;
  return desk.call(movePerson, { session, params, body });
};
const file = async (name: string) => {
  const place = { building: '', floor: '', office: '', phone: '' };
  const words = { subject: 'La impresora no imprime', description: 'Desde el viernes.', place };
  const body = { draftId: null, ...words, areaId, serviceId: null, attachments: [] } as never;
  return (await desk.call(fileRequest, { session: await as(name), body })).reply.id;
};
const followed = async (name: string) =>
  (await desk.call(listMyRequests, { session: await as(name) })).reply.items.map(({ id }) => id);
const lettersTo = async (name: string): Promise<string[]> => {
  await desk.drain();
  return desk.mailbox.letters.filter(({ to }) => to.address === addressOf(name)).map(({ subject }) => subject);
};
const problem = (answer: { status: number; problem: { code: string } }) => [answer.status, answer.problem.code];

describe('a change of position', () => {
  it('is recorded with both names, ground, day and who did it; nothing else changes, and those concerned are told', async () => {
    await person('ana', ['requester', 'agency_head']);
    const session = await as('ana');
    const answer = await move('ana', { positionId: position(1), ground: 'promotion', note: 'Oficio 12/2026' });
    expect(answer.status, answer.raw.body).toBe(200);
    expect(answer.reply).toMatchObject({
      now: { agencyId: agency(0), positionId: position(1) },
      ends: ['agency_head'],
    });
    expect(answer.reply.items).toMatchObject([
      {
        ...{ agencyChanged: false, ground: 'promotion', note: 'Oficio 12/2026', since: '2026-11-20' },
        ...{ by: 'Alma Ochoa', ended: [], takenBy: null, requestsPassed: 0, from: { agency: agencies[0]?.name } },
      },
    ]);
    expect((await desk.call(readSession, { session })).status).toBe(200);
    const last = (await entriesOf(desk.house.store.read, `person:${idOf('ana')}`)).at(-1);
    expect(last).toMatchObject({
      fact: 'account.moved',
      data: { fromPositionId: position(0), lost: [], passes: false },
    });
    expect(JSON.stringify(last?.data)).not.toContain('Oficio');
    expect(await lettersTo('ana')).toContain('Cambiaron los datos de tu puesto');
    expect(await lettersTo('coordina')).toContain('Una persona de tu dependencia cambió de puesto');
  });

  it('never goes below mando medio, but for who works at the desk', async () => {
    await person('beto');
    expect(problem(await move('beto', { positionId: below() }))).toEqual([422, 'movement.below']);
    await person('tecnica', ['requester', 'agent']);
    expect((await move('tecnica', { positionId: below() })).status).toBe(200);
  });
});

describe('a change of agency', () => {
  it('ends offices and sessions, and leaves what is open with a colleague, of the agency it was filed for', async () => {
    await person('carla', ['requester', 'agency_coordinator']);
    const open = await file('carla');
    const session = await as('carla');
    const seen = (await desk.call(listMovements, { session: desk.admin, params: { id: idOf('carla') } })).reply;
    expect(seen).toMatchObject({ follows: 1, taker: { id: idOf('coordina') }, ends: ['agency_coordinator'] });
    const answer = await move('carla', { agencyId: agency(1) });
    expect(answer.status, answer.raw.body).toBe(200);
    expect((await desk.call(readSession, { session })).status).toBe(401);
    await desk.drain();
    expect([await followed('carla'), await followed('coordina')]).toEqual([[], [open]]);
    const kept = await desk.house.store.read
      .selectFrom('requests')
      .select(['agency_id', 'filed_by'])
      .where('id', '=', open)
      .executeTakeFirstOrThrow();
    expect(kept).toEqual({ agency_id: agency(0), filed_by: idOf('carla') });
    const thread = (await desk.call(readRequest, { session: await as('coordina'), params: { ref: open } })).reply;
    expect(thread.timeline.at(-1)).toMatchObject({ fact: 'request.passed-on', values: { who: 'carla Canul Pech' } });
    const after = (await desk.call(listMovements, { session: desk.admin, params: { id: idOf('carla') } })).reply;
    expect(after.items[0]).toMatchObject({
      ...{ agencyChanged: true, ended: ['agency_coordinator'], takenBy: 'coordina Canul Pech', requestsPassed: 1 },
      ...{ from: { agency: agencies[0]?.name }, to: { agency: agencies[1]?.name } },
    });
    const page = (await desk.call(readPerson, { session: desk.admin, params: { id: idOf('carla') } })).reply;
    expect([page.state, page.roles, page.can.move]).toEqual(['active', ['requester'], true]);
    const grants = (await desk.call(readRoleHistory, { session: desk.admin, params: { id: idOf('carla') } })).reply
      .grants;
    expect(grants.find(({ role }) => role === 'agency_coordinator')?.ended?.how).toBe('office');
    expect(await lettersTo('coordina')).toEqual(
      expect.arrayContaining(['Una persona con cuenta dejó tu dependencia', 'Te toca seguir solicitudes de un colega']),
    );
    expect(await lettersTo('recibe')).toContain('Una persona con cuenta llegó a tu dependencia');
    expect(await lettersTo('carla')).toContain('Cambiaron los datos de tu puesto');
  });

  it('takes what is open along where that is said, or where nobody of the agency left could take it', async () => {
    await person('dora');
    const along = await file('dora');
    expect((await move('dora', { agencyId: agency(1), passRequests: false })).status).toBe(200);
    await person('elsa', ['requester'], 2);
    const alone = await file('elsa');
    expect((await move('elsa', { agencyId: agency(1) })).status).toBe(200);
    await desk.drain();
    expect([await followed('dora'), await followed('elsa')]).toEqual([[along], [alone]]);
  });
});

describe('a change said before its day', () => {
  const planned = async (name: string) =>
    (await desk.call(listMovements, { session: desk.admin, params: { id: idOf(name) } })).reply.planned;
  const cancel = (name: string, session = desk.admin) =>
    desk.call(cancelMovement, { session, params: { id: idOf(name) }, body: {} });

  it('is kept until that day opens, may be called off, and is done once with the colleague named', async () => {
    await person('gala', ['requester', 'agency_head']);
    await person('hugo');
    const open = await file('gala');
    const given = { agencyId: agency(1), since: '2026-11-25', colleagueId: idOf('hugo') };
    const seen = (await desk.call(listMovements, { session: desk.admin, params: { id: idOf('gala') } })).reply;
    expect(seen.holds).toMatchObject({ roles: ['agency_head'], leads: [], filesFor: 0, filedForBy: 0 });
    const answer = await move('gala', given);
    expect(answer.status, answer.raw.body).toBe(200);
    expect(answer.reply).toMatchObject({
      now: { agencyId: agency(0) },
      planned: {
        to: { agency: agencies[1]?.name },
        since: '2026-11-25',
        by: 'Alma Ochoa',
        colleague: 'hugo Canul Pech',
      },
    });
    expect(problem(await move('gala', { positionId: position(1) }))).toEqual([409, 'movement.planned']);
    expect((await cancel('gala')).reply.planned).toBeNull();
    expect((await cancel('gala')).status).toBe(200);
    ids.set('nobody', newId<PersonId>());
    expect((await cancel('nobody')).status).toBe(404);
    expect((await move('gala', given)).status).toBe(200);
    await person('ines');
    expect((await move('ines', given)).status).toBe(200);
    await desk.call(closeAccount, {
      ...{ session: desk.admin, params: { id: idOf('ines') }, body: { reason: 'left', note: 'Renunció ayer' } },
    });
    await followPlans(desk.house);
    expect((await planned('gala'))?.since).toBe('2026-11-25');
    desk.clock.advance(3 * DAY);
    await followPlans(desk.house);
    await followPlans(desk.house);
    await desk.drain();
    Object.assign(desk, { admin: await desk.enter(ADMIN.email, ADMIN.password) });
    const after = (await desk.call(listMovements, { session: desk.admin, params: { id: idOf('gala') } })).reply;
    expect(after).toMatchObject({ now: { agencyId: agency(1) }, planned: null });
    expect(after.items).toMatchObject([
      { since: '2026-11-25', by: 'Alma Ochoa', ended: ['agency_head'], takenBy: 'hugo Canul Pech', requestsPassed: 1 },
    ]);
    expect(await followed('hugo')).toContain(open);
    expect(await planned('ines')).toBeNull();
    const bell = (await desk.call(listNotices, { session: desk.admin })).reply.items;
    expect(bell.find(({ kind }) => kind === 'movement')?.values).toMatchObject({ what: 'lapsed', id: idOf('ines') });
    expect((await desk.call(listNotices, { session: await as('gala') })).reply.items[0]?.values.what).toBe('own');
  });

  it('is nobody’s to call off but who administers, never one’s own', async () => {
    expect((await cancel('hugo', await as('hugo'))).status).toBe(403);
    await person('jose', ['operator_admin']);
    expect((await move('jose', { agencyId: agency(1), since: '2026-12-20' })).status).toBe(200);
    expect((await cancel('jose', await as('jose'))).status).toBe(403);
  });
});

describe('what is refused', () => {
  it('names the field, what was recorded meanwhile, and whom it is not for', async () => {
    await person('flor');
    const { now } = (await desk.call(listMovements, { session: desk.admin, params: { id: idOf('flor') } })).reply;
    const fields = async (given: Partial<Body>) => {
      const answer = await move('flor', given);
      return [answer.status, ...(answer.problem.fields ?? []).map(({ path, message }) => `${path} ${message}`)];
    };
    expect(await fields({})).toEqual([400, 'positionId field.choice']);
    expect(await fields({ agencyId: agency(1), since: '2028-11-24' })).toEqual([400, 'since field.day-far']);
    expect(await fields({ agencyId: agency(1), colleagueId: idOf('recibe') })).toEqual([
      400,
      'colleagueId field.choice',
    ]);
    expect(await fields({ agencyId: agency(1), ground: 'other' })).toEqual([400, 'note field.required']);
    expect(await fields({ agencyId: newId<AgencyId>() })).toEqual([400, 'agencyId field.choice']);
    expect((await move('flor', { agencyId: agency(1), ground: 'reorganisation' })).status).toBe(200);
    expect(problem(await move('flor', { seen: now, agencyId: agency(2) }))).toEqual([409, 'version.stale']);
    await person('dti', ['operator_admin']);
    expect(problem(await move('dti', { agencyId: agency(1) }, await as('dti')))).toEqual([403, 'right.missing']);
    const params = { id: idOf('flor') };
    await desk.call(closeAccount, { session: desk.admin, params, body: { reason: 'left', note: 'Renunció ayer' } });
    expect(problem(await move('flor', { agencyId: agency(2) }))).toEqual([409, 'account.closed']);
    const nobody = { id: newId<PersonId>() };
    expect(problem(await desk.call(listMovements, { session: desk.admin, params: nobody }))).toEqual([
      404,
      'not-found',
    ]);
    const body: Body = { seen: now, ...now, ground: 'transfer', since: '2026-11-20', passRequests: true };
    expect(problem(await desk.call(movePerson, { session: desk.admin, params: nobody, body }))).toEqual([
      404,
      'not-found',
    ]);
  });
});
