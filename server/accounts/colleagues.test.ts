/** Finding people by name is a convenience of forms, not a directory: who is found, by whom, and how often. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findColleagues, type PersonId, readColleague } from '#contract/accounts.ts';
import { agenciesInForce } from '#server/agencies/index.ts';
import { MINUTE } from '#server/shared/clock.ts';
import { system } from '#server/shared/policy.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { addPerson } from './index.ts';

let desk: Settled;
let rosa: string;
let agent: string;
const ids = new Map<string, string>();

async function person(surname: string, agency: number, state: 'active' | 'inactive' = 'active') {
  const agencies = await agenciesInForce(desk.house.store.read, '2026-11-23');
  const someone = await desk.person({ email: `molde.${surname.toLowerCase()}@gobierno.example`, state: 'inactive' });
  const { position_id } = await desk.house.store.read
    .selectFrom('people')
    .select('position_id')
    .where('id', '=', someone)
    .executeTakeFirstOrThrow();
  const id = await desk.house.store.change(system('test'), (work) =>
    addPerson(work, {
      givenNames: 'José Ángel',
      firstSurname: surname,
      secondSurname: 'Ek',
      email: `${surname.toLowerCase()}@gobierno.example`,
      employeeNumber: '',
      agencyId: agencies[agency]?.id ?? agencies[0]?.id ?? ('' as never),
      positionId: position_id as never,
      phone: '+523123162000',
      extension: '',
      state,
      roles: ['requester'],
      teamIds: [],
      passwordHash: 'none',
    }),
  );
  ids.set(surname, id);
}

beforeAll(async () => {
  desk = await settle();
  await desk.person({ email: 'rosa@gobierno.example' });
  await desk.person({ email: 'tecnico@gobierno.example', roles: ['agent'] });
  await person('Pérez', 0);
  await person('Peraza', 1);
  await person('Perdomo', 0, 'inactive');
  rosa = await desk.enter('rosa@gobierno.example');
  agent = await desk.enter('tecnico@gobierno.example');
});
afterAll(() => desk.close());

const names = async (session: string, q: string) =>
  (await desk.call(findColleagues, { session, query: { q } })).reply.people.map(({ name }) => name);

describe('finding a colleague', () => {
  it('knows names by the beginning of their words, without accents, in any order', async () => {
    for (const q of ['per', 'PEREZ', 'pérez jos', 'angel pe', 'jose  angel'])
      expect(await names(rosa, q), q).toEqual(['José Ángel Pérez Ek']);
    for (const q of ['rez', 'perez luis', '%%%', 'p_r']) expect(await names(rosa, q), q).toEqual([]);
  });

  it('stays in the own agency, and finds nobody whose account is closed; who attends finds every agency', async () => {
    expect(await names(rosa, 'per')).toEqual(['José Ángel Pérez Ek']);
    expect(await names(agent, 'per')).toEqual(['José Ángel Peraza Ek', 'José Ángel Pérez Ek']);
  });

  it('tells name, position and agency, and nothing to reach them by', async () => {
    const { reply, raw } = await desk.call(findColleagues, { session: rosa, query: { q: 'pérez' } });
    expect(Object.keys(reply.people[0] ?? {}).sort()).toEqual(['agencyAcronym', 'id', 'name', 'positionName']);
    expect(raw.body).not.toContain('@');
  });

  it('asks for three letters', async () => {
    const { status, problem } = await desk.call(findColleagues, { session: rosa, query: { q: 'pe' } });
    expect([status, problem.fields?.[0]?.path]).toEqual([400, 'q']);
  });

  it('reads the name of one already chosen, and of nobody of another agency', async () => {
    const read = async (session: string, surname: string) =>
      (await desk.call(readColleague, { session, params: { id: (ids.get(surname) ?? '') as PersonId } })).status;
    expect(await read(rosa, 'Pérez')).toBe(200);
    expect(await read(rosa, 'Peraza')).toBe(404);
    expect(await read(agent, 'Peraza')).toBe(200);
  });

  it('is refused to who asks all the time', async () => {
    const asked = [];
    for (let n = 0; n < 121; n += 1)
      asked.push((await desk.call(findColleagues, { session: agent, query: { q: 'zzz' } })).status);
    expect(asked.at(-1)).toBe(429);
    expect(asked[0]).toBe(200);
    desk.clock.advance(15 * MINUTE);
    expect((await desk.call(findColleagues, { session: agent, query: { q: 'zzz' } })).status).toBe(200);
  });
});
