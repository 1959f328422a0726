/** Months of staff rolls at one desk, with a clock that moves: opened, reminded of, overdue, kept out, confirmed and back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeAccount, readSession, reopenAccount, signIn } from '#contract/accounts.ts';
import type { Role } from '#contract/permissions.ts';
import {
  confirmStaffRoll,
  listStaffRollPeople,
  listStaffRolls,
  markStaffRollPerson,
  readOwnStaffRoll,
  readStaffRoll,
  readStaffRollSettings,
  type StaffRollView,
  saveStaffRollSettings,
} from '#contract/staff-rolls.ts';
import { PASSWORD, type Settled, settle } from '#tests/security/settled.ts';
import { addPerson, hashPassword } from '../accounts/index.ts';
import { agenciesInForce, allPositions } from '../agencies/index.ts';
import { entriesOf } from '../shared/history.ts';
import { sha256 } from '../shared/ids.ts';
import { system } from '../shared/policy.ts';
import { ALL_ROLLS } from './facts.ts';
import { lookAfterRolls } from './look-after.ts';

let desk: Settled;
let agencies: { id: string; name: { es: string } }[];
let positionId: string;
let passwordHash: string;
const ids = new Map<string, string>();

const mail = (name: string): string => `${name}@gobierno.example`;

async function person(name: string, agency: number, roles: Role[] = ['requester']): Promise<void> {
  const id = await desk.house.store.change(system('test'), (work) =>
    addPerson(work, {
      ...{ givenNames: 'Rosa', firstSurname: name, secondSurname: '', email: mail(name), employeeNumber: '' },
      ...{
        agencyId: agencies[agency]?.id as never,
        positionId: positionId as never,
        phone: '+523123162000',
        extension: '',
      },
      ...{ state: 'active', roles, teamIds: [], passwordHash },
    }),
  );
  ids.set(name, id);
}

beforeAll(async () => {
  desk = await settle();
  agencies = (await agenciesInForce(desk.house.store.read, '2026-11-23')).slice(1);
  positionId = (await allPositions(desk.house.store.read)).find(({ eligible }) => eligible)?.id ?? '';
  passwordHash = await hashPassword(PASSWORD);
  await person('coordinacion', 0, ['agency_coordinator']);
  await person('titular', 0, ['agency_head']);
  await person('beto', 0);
  await person('carla', 0);
  await person('dario', 0, ['requester', 'agent']);
  // An agency without anybody to answer for it.
  await person('eva', 1);
  // Another, of which somebody does.
  await person('vecina', 2, ['agency_coordinator']);
  await person('fabian', 2);
  await person('contraloria', 2, ['auditor']);
}, 60_000);
afterAll(() => desk.close());

const at = (local: string) => desk.clock.set(new Date(`${local}-06:00`));
const look = () => lookAfterRolls(desk.house);
const as = (name: string) => desk.enter(mail(name));
const admin = () => desk.enter('direccion.ti@gobierno.example', 'tambor-lluvia-cobre-nueve');
const own = async (session: string): Promise<StaffRollView> => {
  const { reply } = await desk.call(readOwnStaffRoll, { session });
  if (reply.roll === null) throw new Error('no roll');
  return reply.roll;
};
const idOf = (name: string) => ids.get(name) as never;
const factsOf = async (stream: string) => (await entriesOf(desk.house.store.read, stream)).map(({ fact }) => fact);
const tries = async (name: string, password = PASSWORD) => {
  const answer = await desk.call(signIn, { body: { email: mail(name), password } });
  return answer.session === null ? answer.problem.code : 'in';
};
const lettersTo = (name: string): string[] =>
  desk.mailbox.letters.filter(({ to }) => to.address === mail(name)).map(({ subject }) => subject);
const line = async (agency: number, session: string) =>
  (await desk.call(listStaffRolls, { session })).reply.items.find(({ agencyId }) => agencyId === agencies[agency]?.id);

describe('a month', () => {
  it('does not open half way through the one the desk begins in', async () => {
    await look();
    await look();
    const { reply } = await desk.call(listStaffRolls, { session: desk.admin });
    expect(reply).toMatchObject({ items: [], nextOpening: '2026-12-01' });
    expect((await desk.call(readOwnStaffRoll, { session: await as('coordinacion') })).reply).toEqual({ roll: null });
  });

  it('opens once for each agency with people, though the desk slept on the day and two nodes look at once', async () => {
    at('2026-12-02T09:00:00');
    await Promise.all([look(), look()]);
    await look();
    const session = await admin();
    const { reply } = await desk.call(listStaffRolls, { session });
    expect(reply.items.map(({ month, state }) => `${month} ${state}`)).toEqual(Array(4).fill('2026-12 open'));
    expect([reply.nextOpening, reply.counts]).toEqual([
      '2027-01-01',
      // DTI's own agency has its administrator alone.
      { overdue: 0, open: 4, confirmed: 0, unanswerable: 2, gone: 0 },
    ]);
    const opened = (await entriesOf(desk.house.store.read, ALL_ROLLS)).filter(
      ({ fact }) => fact === 'staff-roll.month-opened',
    );
    expect(opened.map(({ data }) => data)).toEqual([{ month: '2026-12', rolls: 4, unanswerable: 2 }]);
    for (const { id } of reply.items) expect(await factsOf(`staff-roll:${id}`)).toEqual(['staff-roll.opened']);
    // One letter to each who answers, and one to DTI of the agencies where nobody does.
    await desk.drain();
    await desk.drain();
    expect(lettersTo('coordinacion')).toEqual(['Confirma quién sigue en tu dependencia: diciembre de 2026']);
    expect(lettersTo('titular')).toHaveLength(1);
    expect(lettersTo('direccion.ti')).toEqual(['Dependencias sin quien confirme su plantilla: diciembre de 2026']);
    expect(lettersTo('beto')).toEqual([]);
  });

  it('shows whoever answers the people of the day it opened, and nobody else’s', async () => {
    await person('gema', 0);
    const session = await as('coordinacion');
    const roll = await own(session);
    expect(roll).toMatchObject({ month: '2026-12', people: 5, marked: 0, can: { answer: true }, others: [] });
    expect(roll.answerers.map(({ isHead }) => isHead)).toEqual([false, true]);
    const listed = (query = {}) =>
      desk.call(listStaffRollPeople, { session, params: { id: roll.id }, query }).then(({ reply }) => reply);
    expect((await listed()).items.map(({ fullName }) => fullName)).toEqual(
      ['beto', 'carla', 'coordinacion', 'dario', 'titular'].map((name) => `Rosa ${name}`),
    );
    expect((await listed({ q: 'dárIO' })).items).toHaveLength(1);
    expect(await listed({ marked: 'yes' })).toEqual({ items: [], next: null });
    for (const operation of [readStaffRoll, listStaffRollPeople] as const)
      expect((await desk.call(operation, { session: await as('vecina'), params: { id: roll.id } })).status).toBe(404);
    const others = { session: await as('vecina'), params: { id: roll.id }, body: { version: 1 } };
    expect((await desk.call(confirmStaffRoll, others)).status).toBe(404);
    const auditor = await as('contraloria');
    expect((await desk.call(readStaffRoll, { session: auditor, params: { id: roll.id } })).reply.can.answer).toBe(
      false,
    );
    // DTI reads, and answers where nobody else can.
    const dti = await admin();
    const refused = await desk.call(confirmStaffRoll, { session: dti, params: { id: roll.id }, body: { version: 1 } });
    expect(refused.problem.code).toBe('right.missing');
    const mark = { mark: 'gone', note: '' } as const;
    const params = { id: roll.id, personId: idOf('beto') };
    expect((await desk.call(markStaffRollPerson, { session: dti, params, body: mark })).status).toBe(403);
  });

  it('is confirmed at once but for those marked, and what was confirmed stays as it was', async () => {
    const session = await as('vecina');
    const before = await own(session);
    const params = { id: before.id, personId: idOf('fabian') };
    const marking = { session, params, body: { mark: 'gone', note: 'Renunció el 30' } } as const;
    const marked = (await desk.call(markStaffRollPerson, marking)).reply;
    expect([marked.marked, marked.goneOpen, marked.version]).toEqual([1, 1, 2]);
    const stranger = { ...params, personId: idOf('beto') };
    expect((await desk.call(markStaffRollPerson, { ...marking, params: stranger })).status).toBe(404);
    const confirm = (version: number) =>
      desk.call(confirmStaffRoll, { session, params: { id: before.id }, body: { version } });
    expect((await confirm(before.version)).problem.code).toBe('version.stale');
    const { reply } = await confirm(marked.version);
    expect(reply).toMatchObject({
      state: 'confirmed',
      can: { answer: false },
      confirmation: { as: 'coordinator', late: false },
    });
    expect(reply.confirmation?.statement).toContain(agencies[2]?.name.es);
    const kept = await desk.house.store.read
      .selectFrom('staff_roll_confirmations')
      .select(['rows', 'rows_sha256'])
      .where('roll_id', '=', before.id)
      .executeTakeFirstOrThrow();
    expect(sha256(kept.rows).equals(kept.rows_sha256)).toBe(true);
    expect(reply.confirmation?.sha256).toBe(kept.rows_sha256.toString('hex'));
    expect(JSON.parse(kept.rows).people.map(({ mark, note }: { mark: string; note: string }) => [mark, note])).toEqual([
      [null, ''],
      ['gone', 'Renunció el 30'],
      [null, ''],
    ]);
    for (const again of [await confirm(reply.version), await desk.call(markStaffRollPerson, marking)])
      expect([again.status, again.problem.code]).toEqual([409, 'staff-roll.closed']);
    // The mark stays open until an account is closed.
    expect(await line(2, await admin())).toMatchObject({ goneOpen: 1, lastConfirmed: '2026-12', daysLate: 0 });
  });

  it('is answered by DTI where an agency has nobody, and the record says so', async () => {
    const session = await admin();
    const roll = await line(1, session);
    const params = { id: roll?.id as never };
    const { reply } = await desk.call(confirmStaffRoll, { session, params, body: { version: 1 } });
    expect(reply.confirmation?.as).toBe('operator');
    expect(reply.answerers).toEqual([]);
  });
});

describe('silence', () => {
  it('is reminded of at each of the fixed days once, however often and wherever it is looked at', async () => {
    const roll = await own(await as('coordinacion'));
    const stages = async () =>
      (await entriesOf(desk.house.store.read, `staff-roll:${roll.id}`))
        .filter(({ fact }) => fact === 'staff-roll.reminded')
        .map(({ data }) => (data as { stage: string }).stage);
    const due = roll.dueAt.slice(0, 10);
    expect(due).toBe('2026-12-16');
    at('2026-12-11T09:00:00');
    await Promise.all([look(), look()]);
    at('2026-12-15T09:00:00');
    await look();
    await look();
    expect(await stages()).toEqual(['before-3', 'before-1']);
    at('2026-12-17T09:00:00');
    await Promise.all([look(), look()]);
    expect(await stages()).toEqual(['before-3', 'before-1', 'after-1']);
    const dsg = await admin();
    await desk.drain();
    // Those of before its day waited too long: one says what is true now.
    expect(lettersTo('titular').slice(1)).toEqual(['Se venció la confirmación de tu dependencia: diciembre de 2026']);
    expect(await line(0, dsg)).toMatchObject({ state: 'overdue', daysLate: 1, lastConfirmed: null });
    const first = (await desk.call(listStaffRolls, { session: dsg, query: { standing: 'overdue' } })).reply;
    expect(first.items[0]?.daysLate).toBe(1);
  });

  it('keeps nobody out unless the institution says so', async () => {
    at('2026-12-18T09:00:00');
    await look();
    expect(await tries('beto')).toBe('in');
    const session = await admin();
    const { reply } = await desk.call(readStaffRollSettings, { session });
    expect(reply.settings).toEqual({ opensOn: 1, answerDays: 10, suspends: false, suspendAfter: 10 });
    const settings = { ...reply.settings, suspends: true, suspendAfter: 5 };
    const save = (version: number) => desk.call(saveStaffRollSettings, { session, body: { settings, version } });
    expect((await save(reply.version)).status).toBe(200);
    expect((await save(reply.version)).problem.code).toBe('version.stale');
  });

  it('ends sessions at once, spares who answers and who works at the desk, and is told after the right password alone', async () => {
    at('2026-12-18T12:00:00');
    const open = new Map<string, string>();
    for (const name of ['beto', 'coordinacion', 'titular', 'dario', 'gema']) open.set(name, await as(name));
    at('2026-12-18T12:10:00');
    await desk.house.store.aside('counter', (db) =>
      // Five business days late by now, without waiting for them: Christmas would end the sessions by itself.
      db
        .updateTable('staff_rolls')
        .set({ due_at: new Date('2026-12-11T22:00:00Z') })
        .where('confirmed_at', 'is', null)
        .execute(),
    );
    await Promise.all([look(), look()]);
    const alive = async (name: string) =>
      (await desk.call(readSession, { session: open.get(name) ?? null })).status === 200;
    const still = [];
    for (const name of open.keys()) if (await alive(name)) still.push(name);
    // Gema came after the roll opened: she was approved a few days ago.
    expect(still).toEqual(['coordinacion', 'titular', 'dario', 'gema']);
    expect([await tries('beto'), await tries('beto', 'no-es-esta-contraseña')]).toEqual([
      'sign-in.unconfirmed',
      'sign-in.mismatch',
    ]);
    // A right password is no wrong try, however often it comes.
    for (let times = 0; times < 7; times += 1) expect(await tries('beto')).toBe('sign-in.unconfirmed');
    const history = (await entriesOf(desk.house.store.read, `person:${ids.get('beto')}`)).filter(
      ({ fact }) => fact === 'account.suspended',
    );
    expect(history.map(({ data }) => (data as { reason: string }).reason)).toEqual(['unconfirmed']);
    // Told at once whom to see, and nobody else is.
    await desk.drain();
    const kept = 'Por ahora no puedes entrar a Mesa de Servicios';
    expect([lettersTo('beto').at(-1), lettersTo('gema').includes(kept)]).toEqual([kept, false]);
    // DTI's agency is late as well: the last administrator comes in.
    expect(await line(0, await admin())).toMatchObject({ suspendedAt: expect.any(String) });
  });

  it('ends with the confirmation: everybody is back at once but who is gone, each with a line of history', async () => {
    const session = await as('coordinacion');
    const { id } = await own(session);
    const body = { mark: 'gone', note: '' } as const;
    const marked = await desk.call(markStaffRollPerson, { session, params: { id, personId: idOf('carla') }, body });
    const { reply } = await desk.call(confirmStaffRoll, {
      session,
      params: { id },
      body: { version: marked.reply.version },
    });
    expect(reply).toMatchObject({ state: 'confirmed', suspendedAt: null, confirmation: { late: true } });
    expect([await tries('beto'), await tries('carla')]).toEqual(['in', 'sign-in.unconfirmed']);
    await desk.drain();
    expect((await factsOf(`person:${ids.get('beto')}`)).filter((fact) => fact === 'account.resumed')).toHaveLength(1);
    expect(await factsOf(`person:${ids.get('carla')}`)).not.toContain('account.resumed');
    // By hand, DTI decides of one person: closing and opening again ends what silence began.
    const dti = await admin();
    const params = { id: idOf('carla') };
    await desk.call(closeAccount, { session: dti, params, body: { reason: 'left', note: 'Renunció en noviembre' } });
    expect((await desk.call(readStaffRoll, { session: dti, params: { id } })).reply.goneOpen).toBe(0);
    await desk.call(reopenAccount, { session: dti, params, body: { note: 'Volvió en diciembre' } });
    expect(await tries('carla')).toBe('in');
  });

  it('follows a month nobody answered into the next one, and ends when the institution takes its consequence back', async () => {
    at('2027-01-01T09:00:00');
    await desk.house.store.aside('session', (db, now) =>
      db.updateTable('people').set({ password_changed_at: now }).execute(),
    );
    await look();
    const dti = await admin();
    const rolls = (await desk.call(listStaffRolls, { session: dti })).reply.items;
    // DTI's own of December was never confirmed: it counts as late though January's has just opened.
    const host = rolls.find(({ lastConfirmed }) => lastConfirmed === null);
    expect(host).toMatchObject({ month: '2027-01', state: 'open', lastTwelve: { opened: 2, confirmed: 0 } });
    expect(host?.daysLate).toBeGreaterThan(5);
    const view = (await desk.call(readStaffRoll, { session: dti, params: { id: host?.id as never } })).reply;
    const before = view.others[0];
    expect(before).toMatchObject({ month: '2026-12', state: 'unanswered' });
    const late = { session: dti, params: { id: before?.id as never }, body: { version: 1 } };
    expect((await desk.call(confirmStaffRoll, late)).problem.code).toBe('staff-roll.closed');
    // Who was marked as gone and still has an account comes marked.
    const vecina = await own(await as('vecina'));
    expect(vecina).toMatchObject({ month: '2027-01', marked: 1, goneOpen: 1 });
    // Silence again; then the institution wants no consequence of it.
    await desk.house.store.aside('counter', (db) =>
      db
        .updateTable('staff_rolls')
        .set({ due_at: new Date('2026-12-23T22:00:00Z') })
        .where('agency_id', '=', agencies[0]?.id ?? '')
        .where('confirmed_at', 'is', null)
        .execute(),
    );
    await look();
    expect(await tries('beto')).toBe('sign-in.unconfirmed');
    const read = (await desk.call(readStaffRollSettings, { session: dti })).reply;
    const body = { settings: { ...read.settings, suspends: false }, version: read.version };
    expect((await desk.call(saveStaffRollSettings, { session: dti, body })).status).toBe(200);
    expect(await tries('beto')).toBe('in');
    await desk.drain();
    expect((await factsOf(`person:${ids.get('beto')}`)).filter((fact) => fact === 'account.resumed')).toHaveLength(2);
  });
});
