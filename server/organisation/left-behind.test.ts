/** What names an agency that is followed by another: what waits for a day goes over, what is a decision is shown. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AgencyId } from '#contract/agencies.ts';
import { currentAnnouncements } from '#contract/announcements.ts';
import { askDeactivation, readDeactivation } from '#contract/deactivations.ts';
import { addAgency, dissolveAgency, planSuccession, readAgency, readOrganisation } from '#contract/organisation.ts';
import type { Role } from '#contract/permissions.ts';
import { addPerson, hashPassword } from '#server/accounts/index.ts';
import { allPositions } from '#server/agencies/index.ts';
import { deactivationsSlice } from '#server/deactivations/index.ts';
import { DAY, later } from '#server/shared/clock.ts';
import { entriesOf } from '#server/shared/history.ts';
import { newId } from '#server/shared/ids.ts';
import { system } from '#server/shared/policy.ts';
import { staffRollsSlice } from '#server/staff-rolls/index.ts';
import { ADMIN, PASSWORD, type Settled, settle } from '#tests/security/settled.ts';
import { followSuccessions } from './follow.ts';

let desk: Settled;
let admin: string;
let hash: string;
let positionIds: string[];
beforeAll(async () => {
  desk = await settle();
  admin = desk.admin;
  hash = await hashPassword(PASSWORD);
  positionIds = (await allPositions(desk.house.store.read)).map(({ id }) => id);
});
afterAll(() => desk.close());

const dayFrom = (days: number): string =>
  later(desk.clock.now(), days * DAY)
    .toISOString()
    .slice(0, 10);

async function made(acronym: string): Promise<{ id: AgencyId; version: number }> {
  const words = { acronym, name: { es: `Secretaría ${acronym}`, en: acronym }, kind: 'dependencia', parentId: null };
  const body = { ...words, kind: 'dependencia' as const, validFrom: '2020-01-01' };
  return (await desk.call(addAgency, { session: admin, body })).reply.agency;
}

const person = (email: string, agencyId: AgencyId, roles: Role[] = ['requester']): Promise<string> =>
  desk.house.store.change(system('test'), (work) =>
    addPerson(work, {
      ...{ givenNames: email, firstSurname: 'Tun', secondSurname: '', email: `${email}@gobierno.example` },
      ...{ employeeNumber: '', agencyId, positionId: positionIds[0] as never, phone: '', extension: '' },
      ...{ state: 'active', roles, teamIds: [], passwordHash: hash },
    }),
  );

/** As if it had been said at the desk before. */
const write = (statement: ReturnType<typeof sql>) => desk.house.store.aside('sweep', (db) => statement.execute(db));

const pageOf = async (id: AgencyId) => (await desk.call(readAgency, { session: admin, params: { id } })).reply;

const succeed = async (from: { id: AgencyId; version: number }, successorId: AgencyId, days: number) => {
  const { version } = (await pageOf(from.id)).agency;
  const body = { successorId, onDay: dayFrom(days), ground: 'Ley Orgánica, Decreto 501', version };
  const answer = await desk.call(planSuccession, { session: admin, params: { id: from.id }, body });
  expect(answer.status, answer.raw.body).toBe(200);
};

const nextDay = async (days: number) => {
  desk.clock.advance(days * DAY);
  admin = await desk.enter(ADMIN.email, ADMIN.password);
};

const hourly = () => staffRollsSlice.schedules?.[0]?.run(desk.house);

it('a baja that waits for its day is carried out in the agency that follows, and its coordinator sees it', async () => {
  const [from, to] = [await made('BAJA1'), await made('BAJA2')];
  await person('coordina.baja', from.id, ['requester', 'agency_coordinator']);
  const [leaver, early] = [await person('se.va', from.id), await person('se.va.antes', from.id)];
  let session = await desk.enter('coordina.baja@gobierno.example');
  const asked = async (personId: string, days: number) => {
    const given = { personId: personId as never, ground: 'separation' as const, colleagueId: null };
    const body = { ...given, effectiveOn: dayFrom(days), by: { way: 'screen' as const } };
    return (await desk.call(askDeactivation, { session, body, headers: { 'idempotency-key': newId() } })).reply.id;
  };
  const [form, first] = [await asked(leaver, 5), await asked(early, 2)];
  await succeed(from, to.id, 2);
  await nextDay(3);
  await followSuccessions(desk.house);
  // One that was due before it was written over to the successor is carried out as well.
  await write(sql`update deactivations set agency_id = ${from.id} where id = ${first}`);
  const carryOut = () => deactivationsSlice.schedules?.[0]?.run(desk.house);
  await carryOut();
  session = await desk.enter('coordina.baja@gobierno.example');
  const read = async (id: typeof form) =>
    (await desk.call(readDeactivation, { session: admin, params: { id } })).reply.state;
  expect(await read(first)).toBe('done');
  const seen = await desk.call(readDeactivation, { session, params: { id: form } });
  expect([seen.status, seen.reply.agency.acronym, seen.reply.state]).toEqual([200, 'BAJA2', 'scheduled']);
  await nextDay(3);
  await carryOut();
  expect(await read(form)).toBe('done');
  const rows = await desk.house.store.read.selectFrom('people').select('state').where('id', '=', leaver).execute();
  expect(rows).toEqual([{ state: 'inactive' }]);
});

it('notices, directories and planned movements name the successor from its day on, each with it in its history', async () => {
  const [from, to] = [await made('AVISO1'), await made('AVISO2')];
  const reader = await person('lee.avisos', from.id);
  const [notice, over, directory, planned, pointless] = [newId(), newId(), newId(), newId(), newId()];
  const other = await person('va.a.aviso1', to.id);
  const now = desk.clock.now();
  const title = JSON.stringify({ es: 'Mantenimiento', en: '' });
  for (const [id, endedAt] of [
    [notice, null],
    [over, now],
  ] as const)
    await write(sql`insert into announcements
      (id, kind, title, body, shown_from, begins_at, audience, agency_ids, state, started_at, ended_at, made_at, changed_at)
      values (${id}, 'information', ${title}, ${title}, ${now}, ${now}, 'agencies', array[${from.id}]::uuid[], 'published', ${now},
        ${endedAt}, ${now}, ${now})`);
  await write(sql`insert into directories (id, kind, name_es, name_en, enabled, domains, position, settings, newcomers,
      newcomer_agency_id, newcomer_position_id, keeps_password, group_roles, created_at)
    values (${directory}, 'oidc', 'Directorio', 'Directory', false, '{}', 1, '{}', 'active', ${from.id}, ${positionIds[0]}, true,
      '[]', ${now})`);
  const movement = (id: string, who: string, out: string, into: string, position: string | undefined) =>
    write(sql`insert into planned_movements (id, person_id, from_agency_id, from_position_id, to_agency_id, to_position_id, ground,
        note, since, passes, planned_by, planned_at)
      values (${id}, ${who}, ${out}, ${positionIds[0]}, ${into}, ${position}, 'transfer', '', ${dayFrom(9)}, false, ${who}, ${now})`);
  await movement(planned, reader, from.id, to.id, positionIds[1]);
  await movement(pointless, other, to.id, from.id, positionIds[0]);
  expect((await pageOf(from.id)).named.map(({ kind }) => kind)).toEqual(['announcement', 'directory']);
  await succeed(from, to.id, 1);
  await nextDay(1);
  await followSuccessions(desk.house);
  await followSuccessions(desk.house);
  const session = await desk.enter('lee.avisos@gobierno.example');
  const { items } = (await desk.call(currentAnnouncements, { session })).reply;
  expect(items.map(({ id }) => id as string)).toEqual([notice]);
  const { rows } = await sql`
    select array(select agency_ids from announcements where id = ${over}) as over,
      (select newcomer_agency_id from directories where id = ${directory}) as newcomers,
      (select json_build_array(from_agency_id, to_agency_id) from planned_movements where id = ${planned}) as planned,
      (select json_build_array(from_agency_id, to_agency_id) from planned_movements where id = ${pointless}) as pointless`.execute(
    desk.house.store.read,
  );
  expect(rows).toMatchObject([{ newcomers: to.id, planned: [to.id, to.id], pointless: [to.id, from.id] }]);
  const facts = async (stream: string) => (await entriesOf(desk.house.store.read, stream)).map(({ fact }) => fact);
  expect(await facts(`announcement:${notice}`)).toEqual(['announcement.agency-followed']);
  expect(await facts(`announcement:${over}`)).toEqual([]);
  expect(await facts(`directory:${directory}`)).toEqual(['directory.changed']);
  expect((await facts(`agency:${from.id}`)).slice(-2)).toEqual(['agency.names-passed', 'agency.succeeded']);
  const page = await pageOf(from.id);
  expect([page.named, page.agency.stillNamed]).toEqual([[], 0]);
});

it('rules and services that name only the former agency are shown until somebody names the successor or takes it out', async () => {
  const [from, to] = [await made('REGLA1'), await made('REGLA2')];
  const rule = newId();
  await write(sql`insert into routing_rules (id, rank, name, match, team_id, by_load, active, changed_at)
    select ${rule}, 900, 'De la anterior', 'all', id, false, true, ${desk.clock.now()} from teams limit 1`);
  await write(sql`insert into routing_conditions (rule_id, agency_id) values (${rule}, ${from.id})`);
  await write(sql`update services set audience = jsonb_set(audience, '{agencyIds}', ${JSON.stringify([from.id])}::jsonb)
    where id = (select id from services where active order by id limit 1)`);
  await succeed(from, to.id, 1);
  await nextDay(1);
  await followSuccessions(desk.house);
  expect((await pageOf(from.id)).named).toMatchObject([
    { kind: 'rule', id: rule, name: { es: 'De la anterior' } },
    { kind: 'service' },
  ]);
  const still = async () => {
    const { agencies } = (await desk.call(readOrganisation, { session: admin })).reply;
    return agencies.filter(({ stillNamed }) => stillNamed > 0).map(({ acronym, stillNamed }) => [acronym, stillNamed]);
  };
  expect(await still()).toEqual([['REGLA1', 2]]);
  await write(sql`insert into routing_conditions (rule_id, agency_id) values (${rule}, ${to.id})`);
  await write(
    sql`update services set audience = jsonb_set(audience, '{agencyIds}', '[]') where audience @> ${JSON.stringify({ agencyIds: [from.id] })}::jsonb`,
  );
  expect(await still()).toEqual([]);
});

it('a staff roll of the former agency is asked about no more, and whoever it kept out may come in again', async () => {
  const [from, to] = [await made('PLANT1'), await made('PLANT2')];
  await person('coordina.plant', from.id, ['requester', 'agency_coordinator']);
  const kept = await person('sin.confirmar', from.id);
  const roll = newId();
  const now = desk.clock.now();
  await write(sql`insert into staff_rolls (id, agency_id, month, opened_at, due_at, people, suspended_at)
    values (${roll}, ${from.id}, '2020-01', ${later(now, -90 * DAY)}, ${later(now, -60 * DAY)}, 1, ${now})`);
  await write(sql`insert into staff_roll_suspensions (roll_id, person_id, since) values (${roll}, ${kept}, ${now})`);
  await write(sql`update people set unconfirmed_since = ${now} where id = ${kept}`);
  await succeed(from, to.id, 0);
  await hourly();
  await desk.enter('sin.confirmar@gobierno.example');
  const reminders = await desk.house.store.read
    .selectFrom('staff_roll_reminders')
    .selectAll()
    .where('roll_id', '=', roll)
    .execute();
  expect(reminders).toEqual([]);
  const suspended = await desk.house.store.read
    .selectFrom('staff_roll_suspensions')
    .select('until')
    .where('person_id', '=', kept)
    .execute();
  expect(suspended).toEqual([{ until: now }]);
});

it('an agency ends with nobody after it once it is empty, and never before: nobody is left in it unseen', async () => {
  const [gone, other] = [await made('EXTINTA'), await made('OTRA')];
  const who = await person('queda.sola', gone.id);
  const dissolve = async (id = gone.id, given: { version?: number; session?: string } = {}) => {
    const version = given.version ?? (await pageOf(gone.id)).agency.version;
    const body = { ground: 'Decreto 12, artículo segundo', version };
    return desk.call(dissolveAgency, { session: given.session ?? admin, params: { id }, body });
  };
  const refused = async () => {
    const { status, problem } = await dissolve();
    return [status, problem.code];
  };
  const moves = async () =>
    Object.entries((await pageOf(gone.id)).moves).flatMap(([what, count]) => (count > 0 ? [what] : []));
  expect([await moves(), await refused()]).toEqual([['people'], [409, 'agency.not-empty']]);
  await write(sql`insert into planned_movements (id, person_id, from_agency_id, from_position_id, to_agency_id, to_position_id,
      ground, note, since, passes, planned_by, planned_at)
    values (${newId()}, ${who}, ${other.id}, ${positionIds[0]}, ${gone.id}, ${positionIds[0]}, 'transfer', '', ${dayFrom(9)}, false,
      ${who}, ${desk.clock.now()})`);
  await write(sql`update people set agency_id = ${other.id} where id = ${who}`);
  expect([await moves(), await refused()]).toEqual([['movements'], [409, 'agency.not-empty']]);
  await write(sql`update planned_movements set ended_at = now(), ended_how = 'cancelled' where person_id = ${who}`);
  // Somebody counts on it.
  await succeed(other, gone.id, 3);
  expect([await moves(), await refused()]).toEqual([[], [409, 'agency.not-empty']]);
  await write(sql`update agency_successions set called_off_at = now() where successor_id = ${gone.id}`);
  await write(sql`update agencies set valid_to = null, successor_id = null where id = ${other.id}`);
  expect((await dissolve(gone.id, { version: 77 })).problem.code).toBe('version.stale');
  expect((await dissolve('00000000-0000-4000-8000-000000000000' as AgencyId)).status).toBe(404);
  const { status, reply } = await dissolve();
  expect([status, reply.agency]).toMatchObject([200, { standing: 'ended', validTo: dayFrom(0), successorId: null }]);
  expect(reply.dissolved).toMatchObject({ by: 'Alma Ochoa', ground: 'Decreto 12, artículo segundo' });
  expect(reply.can).toEqual({ change: false, succeed: false, dissolve: false, callOff: false });
  expect(await refused()).toEqual([409, 'agency.ended']);
  await expect(person('tarde', gone.id)).rejects.toMatchObject({ code: 'input.invalid' });
});
