/** Leaving, through the API: told at once or for a day to come, on screen or on paper; one desk for the file. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRoleHistory, readSession, setPassword } from '#contract/accounts.ts';
import { listOrganisation } from '#contract/agencies.ts';
import { uploadAttachment } from '#contract/attachments.ts';
import { readCatalogue } from '#contract/catalogue.ts';
import type { DeactivationView } from '#contract/deactivation-shapes.ts';
import * as contract from '#contract/deactivations.ts';
import * as acts from '#contract/enrolment-acts.ts';
import { draftEnrolment, saveEnrolment } from '#contract/enrolments.ts';
import type { PersonId } from '#contract/ids.ts';
import { listNotices } from '#contract/notifications.ts';
import type { BodyInput } from '#contract/operation.ts';
import type { Role } from '#contract/permissions.ts';
import { listReadings } from '#contract/readings.ts';
import * as sealed from '#contract/records.ts';
import {
  cancelRequest,
  fileRequest,
  listMyRequests,
  postMessage,
  type RequestId,
  readRequest,
} from '#contract/requests.ts';
import { addPerson, hashPassword, insertTeam, teamById } from '#server/accounts/index.ts';
import { recordsOf, verifyReceipts } from '#server/records/index.ts';
import { DAY, MINUTE } from '#server/shared/clock.ts';
import { entriesOf } from '#server/shared/history.ts';
import { newId } from '#server/shared/ids.ts';
import { system } from '#server/shared/policy.ts';
import { pdfOf } from '#tests/kit/hostile.ts';
import { MORNING } from '#tests/kit/house.ts';
import { recordsHeld } from '#tests/kit/records.ts';
import { PASSWORD, type Settled, settle } from '#tests/security/settled.ts';
import { carryOutDue } from './carry-out.ts';

let desk: Settled;
let agencies: { id: string }[];
let positions: { id: string; eligible: boolean }[];
let passwordHash: string;
let areaId: string;
const ids = new Map<string, PersonId>();
const sessions = new Map<string, string>();
const as = (name: string): string => sessions.get(name) ?? '';
const idOf = (name: string): PersonId => ids.get(name) ?? (newId() as PersonId);
const addressOf = (name: string): string => `${name}@gobierno.example`;

/** Of the first agency of the list unless another is said; signed in. */
async function person(name: string, roles: Role[] = ['requester'], given: { agency?: number; number?: string } = {}) {
  const agencyId = agencies[given.agency ?? 0]?.id ?? '';
  const id = await desk.house.store.change(system('test'), (work) =>
    addPerson(work, {
      ...{ givenNames: name, firstSurname: 'Canul', secondSurname: 'Pech', email: addressOf(name) },
      ...{ employeeNumber: given.number ?? '', agencyId: agencyId as never, positionId: positions[0]?.id as never },
      ...{ phone: '+523123162000', extension: '2310', state: 'active', roles, teamIds: [], passwordHash },
    }),
  );
  ids.set(name, id as PersonId);
  sessions.set(name, await desk.enter(addressOf(name)));
  return id as PersonId;
}

/** The same people, heard from just now. */
async function enterAgain(...names: string[]): Promise<void> {
  for (const name of names) sessions.set(name, await desk.enter(addressOf(name)));
}

beforeAll(async () => {
  desk = await settle();
  const organisation = (await desk.call(listOrganisation)).reply;
  agencies = organisation.agencies;
  positions = organisation.positions.filter(({ eligible }) => eligible);
  areaId = String((await desk.call(readCatalogue, { session: desk.admin })).reply.areas[0]?.id);
  passwordHash = await hashPassword(PASSWORD);
  await person('coordinacion', ['agency_coordinator', 'requester']);
  await person('titular', ['agency_head']);
  await person('ajena', ['agency_coordinator'], { agency: 1 });
  await person('dti', ['operator_admin']);
  await person('dsg', ['service_owner']);
  await person('contraloria', ['auditor']);
  await person('luis', ['requester'], { number: '00451' });
  await person('vecina', ['requester'], { agency: 1 });
}, 60_000);
afterAll(() => desk.close());

const file = async (name: string): Promise<RequestId> => {
  const place = { building: '', floor: '', office: '', phone: '' };
  const words = { subject: 'La impresora no imprime', description: 'Desde el viernes.', place };
  const body = { draftId: null, ...words, areaId, serviceId: null, attachments: [] } as never;
  const answer = await desk.call(fileRequest, { session: as(name), body });
  expect(answer.status, answer.raw.body).toBe(201);
  return answer.reply.id;
};

type Asking = BodyInput<typeof contract.askDeactivation>;
const ask = (whom: string, given: Partial<Asking> = {}, by = 'coordinacion') =>
  desk.call(contract.askDeactivation, {
    session: as(by),
    body: {
      ...{ personId: idOf(whom), ground: 'separation', effectiveOn: null, colleagueId: null },
      by: { way: 'screen' },
      ...given,
    },
    headers: { 'idempotency-key': newId() },
  });
const read = async (id: string, by = 'dti'): Promise<DeactivationView> =>
  (await desk.call(contract.readDeactivation, { session: as(by), params: { id: id as never } })).reply;
const callOff = (form: DeactivationView, by = 'coordinacion', version = form.version) =>
  desk.call(contract.callOffDeactivation, {
    session: as(by),
    params: { id: form.id },
    body: { version, reason: 'Se queda en la dependencia' },
  });
const stateOf = async (name: string) =>
  desk.house.store.read
    .selectFrom('people')
    .select(['state', 'roles'])
    .where('id', '=', idOf(name))
    .executeTakeFirstOrThrow();
/** A team whose only member and lead is the person; `again` writes them into it behind the desk's back. */
async function leads(name: string) {
  const id = newId();
  const { store } = desk.house;
  const words = { key: 'redes', name: { es: 'Redes', en: 'Networks' }, areaId: areaId as never, tier: 2 };
  await store.change(system('test'), async (work) => {
    await insertTeam(work, { id, ...words });
    await work.record({ stream: `team:${id}`, fact: 'team.created', data: { teamId: id } });
  });
  const again = () =>
    store.aside('sweep', async (db) => {
      await db
        .insertInto('team_members')
        .values({ team_id: id, person_id: idOf(name) })
        .execute();
      await db
        .updateTable('teams')
        .set({ lead_id: idOf(name) })
        .where('id', '=', id)
        .execute();
    });
  const now = async () => {
    const rows = await store.read.selectFrom('team_members').select('person_id').where('team_id', '=', id).execute();
    return { members: rows.map((row) => row.person_id), lead: (await teamById(store.read, id))?.leadId ?? null };
  };
  await again();
  return { id, again, now };
}
const problem = (answer: { status: number; problem: { code: string } }) => [answer.status, answer.problem.code];
/** What was written about a form, in order: to whom, and what. */
const toldOf = async ({ folio }: { folio: string }): Promise<string[]> => {
  await desk.drain();
  return desk.mailbox.letters
    .filter(({ subject }) => subject.includes(folio.slice(4)))
    .map(({ to, subject }) => `${to.address.split('@')[0]}: ${subject.replace(/^\[.*\] /, '')}`)
    .sort();
};
const sheet = async (by: string, name = 'Baja firmada.pdf') => {
  const pdf = pdfOf('0 0 1 rg 0 0 9 9 re f', { width: 612, height: 792 });
  return (await desk.call(uploadAttachment, { session: as(by), query: { name }, upload: pdf })).reply.id;
};

describe('a deactivation at once', () => {
  it('ends the account and its office, and hands what is open to the colleague', async () => {
    await person('ana', ['requester', 'agency_coordinator']);
    const [open, cancelled] = [await file('ana'), await file('ana')];
    const { version } = (await desk.call(readRequest, { session: as('ana'), params: { ref: cancelled } })).reply;
    const body = { version, reason: 'Ya no hace falta' };
    await desk.call(cancelRequest, { session: as('ana'), params: { id: cancelled }, body });
    const seen = (await desk.call(contract.lookAtLeaver, { session: as('coordinacion'), params: { id: idOf('ana') } }))
      .reply;
    expect(seen).toMatchObject({
      ...{ follows: 1, attends: 0, obstacle: null, person: { name: 'ana Canul Pech' } },
      coordinator: { id: idOf('coordinacion') },
      ways: ['screen'],
    });

    const answer = await ask('ana', { colleagueId: idOf('luis'), note: 'Entregó su equipo' });
    expect(answer.status, answer.raw.body).toBe(201);
    expect(answer.reply).toMatchObject({
      ...{ folio: 'DTI/BU/2026/000001', state: 'done', requestsPassed: 1, way: 'screen', note: 'Entregó su equipo' },
      ...{ signerName: 'coordinacion Canul Pech', signedOn: '2026-11-23', takenBy: { id: idOf('luis') } },
      can: { callOff: false },
    });
    expect((await desk.call(readSession, { session: as('ana') })).status).toBe(401);
    expect(await stateOf('ana')).toEqual({ state: 'inactive', roles: ['requester'] });

    // Who takes over is told once, with the requests; who signed and DTI that it is done; who left, nothing.
    const done = 'Se llevó a cabo una baja de usuario';
    expect(await toldOf(answer.reply)).toEqual([
      `coordinacion: ${done}`,
      `direccion.ti: ${done}`,
      `dti: ${done}`,
      'luis: Te toca seguir solicitudes de un colega',
    ]);
    const bell = (await desk.call(listNotices, { session: as('luis') })).reply.items;
    const lines = bell.map(({ kind, values }) => [kind, values.folio, values.passed]);
    expect(lines).toContainEqual(['deactivation-taken', 'BU/2026/000001', '1']);

    // Whoever takes over follows it as if it were theirs; what was over stays where it was.
    const mine = (await desk.call(listMyRequests, { session: as('luis') })).reply.items;
    expect(mine.map(({ id }) => id)).toEqual([open]);
    const theirs = (await desk.call(readRequest, { session: as('luis'), params: { ref: open } })).reply;
    expect(theirs).toMatchObject({ filedBy: 'ana Canul Pech', requesterName: 'luis Canul Pech' });
    expect(theirs.can).toMatchObject({ message: true, cancel: true });
    expect(theirs.timeline[0]?.by).toMatchObject({ name: 'ana Canul Pech', side: 'requester', mine: false });
    expect(theirs.timeline.map(({ fact, values, by }) => [fact, values.who, values.agent, by?.side])).toEqual([
      ['request.registered', undefined, undefined, 'requester'],
      ['request.passed-on', 'ana Canul Pech', 'luis Canul Pech', undefined],
    ]);
    const said = { version: theirs.version, text: 'Sigo yo con esto.', attachments: [] };
    expect((await desk.call(postMessage, { session: as('luis'), params: { id: open }, body: said })).status).toBe(201);
    const kept = await desk.house.store.read
      .selectFrom('requests')
      .select(['requester_id', 'filed_by', 'agency_id'])
      .where('id', 'in', [open, cancelled])
      .orderBy('id')
      .execute();
    expect(kept).toEqual([
      { requester_id: idOf('luis'), filed_by: idOf('ana'), agency_id: agencies[0]?.id },
      { requester_id: idOf('ana'), filed_by: null, agency_id: agencies[0]?.id },
    ]);

    const story = await entriesOf(desk.house.store.read, `deactivation:${answer.reply.id}`);
    expect(story.map(({ fact, actor_kind }) => [fact, actor_kind])).toEqual([
      ['deactivation.signed', 'person'],
      ['deactivation.done', 'system'],
    ]);
    expect((await entriesOf(desk.house.store.read, `person:${idOf('ana')}`)).map(({ fact }) => fact)).toContain(
      'account.roles-ended',
    );
    const held = await desk.call(readRoleHistory, { session: as('dti'), params: { id: idOf('ana') } });
    expect(held.reply.grants.map(({ role, ended }) => [role, ended?.how ?? null])).toEqual([
      ['requester', null],
      ['agency_coordinator', 'office'],
    ]);
    expect(await verifyReceipts(desk.house.store.read)).toMatchObject({ altered: [] });
  });

  it('goes to who signed where no colleague is named, and to whoever coordinates where the named one is gone', async () => {
    await person('beto');
    await person('carla');
    const one = await file('beto');
    expect((await ask('beto', { ground: 'death' })).reply.takenBy?.id).toBe(idOf('coordinacion'));
    const form = (await ask('carla', { colleagueId: idOf('luis'), effectiveOn: '2026-11-24' }, 'titular')).reply;
    await file('carla');
    await desk.house.store.aside('session', (db) =>
      db.updateTable('people').set({ state: 'inactive' }).where('id', '=', idOf('luis')).execute(),
    );
    desk.clock.set(new Date('2026-11-24T06:00:30Z'));
    await carryOutDue(desk.house);
    await desk.house.store.aside('session', (db) =>
      db.updateTable('people').set({ state: 'active' }).where('id', '=', idOf('luis')).execute(),
    );
    desk.clock.set(new Date(MORNING.getTime() + DAY));
    await enterAgain('coordinacion', 'titular', 'ajena', 'dti', 'dsg', 'contraloria', 'luis');
    expect(await read(form.id)).toMatchObject({ state: 'done', takenBy: { id: idOf('titular') }, requestsPassed: 1 });
    expect((await desk.call(readRequest, { session: as('coordinacion'), params: { ref: one } })).reply.filedBy).toBe(
      'beto Canul Pech',
    );
  });

  it('opens again by another alta, with nothing of before', async () => {
    await person('vuelve', ['agency_head', 'team_lead'], { number: '00777' });
    const team = await leads('vuelve');
    const left = await ask('vuelve', { ground: 'leave' });
    expect(left.reply.state).toBe('done');
    expect(await team.now()).toEqual({ members: [], lead: null });
    expect((await entriesOf(desk.house.store.read, `team:${team.id}`)).at(-1)).toMatchObject({
      fact: 'team.members-changed',
      data: { joined: [], left: [idOf('vuelve')] },
    });
    // One that closed before teams ended with the office comes back without it all the same.
    await team.again();
    const session = as('coordinacion');
    const form = (await desk.call(draftEnrolment, { session, body: { agencyId: null } })).reply;
    const row = {
      ...{ id: newId(), employeeNumber: '00777', givenNames: 'Vuelve', firstSurname: 'Canul', secondSurname: 'Pech' },
      ...{ singleSurname: false, email: addressOf('vuelve'), phone: '312 316 2000', positionId: positions[0]?.id },
      ...{ positionText: '', role: 'requester', exceptionReason: '', exceptionUntil: null },
    } as BodyInput<typeof saveEnrolment>['rows'][number];
    const saving = { version: form.version, rows: [row] };
    const saved = (await desk.call(saveEnrolment, { session, params: { id: form.id }, body: saving })).reply;
    expect(saved.findings).toMatchObject([{ code: 'returning', severity: 'warning' }]);
    const signing = {
      ...{ version: saved.version, attested: { active: true, accepted: true, assigned: true } as const },
      ...{ responsibilitiesVersion: saved.responsibilitiesVersion, by: { way: 'screen' as const, password: PASSWORD } },
    };
    const signed = (await desk.call(acts.signEnrolment, { session, params: { id: form.id }, body: signing })).reply;
    const dti = { session: as('dti'), params: { id: form.id } };
    const begun = (await desk.call(acts.reviewEnrolment, { ...dti, body: { version: signed.version } })).reply;
    const granted = await desk.call(acts.decideEnrolmentRow, {
      ...{ session: as('dti'), params: { id: form.id, rowId: row.id as never } },
      body: { version: begun.version, decision: 'approved' },
    });
    expect(granted.reply.rows[0]?.personId).toBe(idOf('vuelve'));
    await desk.drain();
    const letter = desk.mailbox.letters.findLast(
      ({ to, text }) => to.address === addressOf('vuelve') && text.includes('/activar#'),
    );
    const token = /#([A-Za-z0-9_-]{43})/.exec(letter?.text ?? '')?.[1] ?? '';
    await expect(desk.enter(addressOf('vuelve'))).rejects.toThrow('401');
    const chosen = { token, password: 'otra-frase-muy-distinta-5' };
    expect((await desk.call(setPassword, { body: chosen })).status).toBe(200);
    await expect(desk.enter(addressOf('vuelve'), chosen.password)).resolves.toBeTruthy();
    expect(await stateOf('vuelve')).toEqual({ state: 'active', roles: ['requester'] });
    expect(await team.now()).toEqual({ members: [], lead: null });
    await expect(desk.enter(addressOf('vuelve'))).rejects.toThrow('401');
    // And may leave again.
    expect((await ask('vuelve')).reply.state).toBe('done');
  });
});

describe('a deactivation for a day to come', () => {
  it('does nothing before that day, may be called off, and then never runs', async () => {
    await person('dora');
    const form = (await ask('dora', { effectiveOn: '2026-12-01', ground: 'other', groundWords: 'Fin de contrato' }))
      .reply;
    expect(form).toMatchObject({
      ...{ state: 'scheduled', effectiveAt: '2026-12-01T06:00:00.000Z', can: { callOff: true } },
      groundWords: 'Fin de contrato',
    });
    await carryOutDue(desk.house);
    const dated = ['coordinacion', 'direccion.ti', 'dti'].map(
      (name) => `${name}: Una baja de usuario quedó programada`,
    );
    expect(await toldOf(form)).toEqual(dated);
    expect((await stateOf('dora')).state).toBe('active');
    expect(problem(await ask('dora'))).toEqual([409, 'deactivation.scheduled']);
    const seen = await desk.call(contract.lookAtLeaver, { session: as('dti'), params: { id: idOf('dora') } });
    expect(seen.reply).toMatchObject({ obstacle: 'scheduled', ways: ['scan'] });
    expect(problem(await callOff(form, 'coordinacion', form.version + 1))).toEqual([409, 'version.stale']);
    expect(problem(await callOff(form, 'ajena'))).toEqual([404, 'not-found']);
    expect((await callOff(form)).reply).toMatchObject({
      ...{ state: 'called_off', calledOff: { by: 'coordinacion Canul Pech', reason: 'Se queda en la dependencia' } },
    });
    const now = await read(form.id);
    const off = ['direccion.ti', 'dti'].map((name) => `${name}: Una baja de usuario quedó sin efecto`);
    expect(await toldOf(form)).toEqual([...dated, ...off].sort());
    expect(problem(await callOff(now))).toEqual([409, 'deactivation.state']);
    const before = desk.clock.now();
    desk.clock.set(new Date('2026-12-02T00:00:00Z'));
    await carryOutDue(desk.house);
    desk.clock.set(before);
    expect((await stateOf('dora')).state).toBe('active');
  });

  it('runs once after a night without service, on whichever of two nodes', async () => {
    await person('elsa');
    await file('elsa');
    const form = (await ask('elsa', { effectiveOn: '2026-11-26', colleagueId: idOf('luis') })).reply;
    const before = desk.clock.now();
    desk.clock.set(new Date('2026-11-26T05:59:00Z'));
    await carryOutDue(desk.house);
    expect((await stateOf('elsa')).state).toBe('active');
    desk.clock.set(new Date('2026-11-26T13:00:00Z'));
    await Promise.all([carryOutDue(desk.house), carryOutDue(desk.house)]);
    desk.clock.set(before);
    expect(await read(form.id)).toMatchObject({ state: 'done', requestsPassed: 1 });
    const facts = (await entriesOf(desk.house.store.read, `deactivation:${form.id}`)).map(({ fact }) => fact);
    expect(facts).toEqual(['deactivation.signed', 'deactivation.done']);
  });

  it('waits while its person is the only one left who administers, and says so once', async () => {
    const form = (await ask('dti', { effectiveOn: '2026-11-25' }, 'titular')).reply;
    const before = desk.clock.now();
    const others = (state: string) =>
      desk.house.store.aside('session', (db) =>
        db
          .updateTable('people')
          .set({ state })
          .where(sql<boolean>`'operator_admin' = any(roles)`)
          .where('id', '<>', idOf('dti'))
          .execute(),
      );
    await others('inactive');
    desk.clock.set(new Date('2026-11-25T06:01:00Z'));
    await carryOutDue(desk.house);
    await carryOutDue(desk.house);
    // Servicios Generales sees to it that there is another; who leaves does not hear of it from the desk.
    const held = ['dsg', 'titular'].map((name) => `${name}: Una baja de usuario está detenida`);
    const told = await toldOf(form);
    expect(told.filter((line) => line.includes('detenida'))).toEqual(held);
    expect(told.filter((line) => line.startsWith('dti:'))).toEqual([]);
    desk.clock.set(before);
    expect((await stateOf('dti')).state).toBe('active');
    expect(problem(await ask('dti', {}, 'titular'))).toEqual([422, 'role.last-admin']);
    const waiting = await read(form.id, 'titular');
    expect(waiting).toMatchObject({ state: 'scheduled', heldUpAt: '2026-11-25T06:01:00.000Z' });
    // One's own leaving is not one's own to take back.
    expect(problem(await callOff(waiting, 'dti'))).toEqual([403, 'right.missing']);
    await others('active');
    expect((await callOff(waiting, 'titular')).reply.state).toBe('called_off');
    const facts = (await entriesOf(desk.house.store.read, `deactivation:${form.id}`)).map(({ fact }) => fact);
    expect(facts).toEqual(['deactivation.signed', 'deactivation.held-up', 'deactivation.called-off']);
  });

  it('lapses where the person is of another agency by then', async () => {
    await person('flor');
    const form = (await ask('flor', { effectiveOn: '2026-11-27' })).reply;
    await desk.house.store.aside('session', (db) =>
      db
        .updateTable('people')
        .set({ agency_id: agencies[1]?.id ?? '' })
        .where('id', '=', idOf('flor'))
        .execute(),
    );
    const before = desk.clock.now();
    desk.clock.set(new Date('2026-11-27T06:01:00Z'));
    await carryOutDue(desk.house);
    desk.clock.set(before);
    expect((await read(form.id)).state).toBe('lapsed');
    expect(await toldOf(form)).toContain('coordinacion: Una baja de usuario ya no se llevó a cabo');
    expect((await stateOf('flor')).state).toBe('active');
  });
});

describe('a deactivation on paper', () => {
  it('is captured by DTI with its scan, who signed it and the day', async () => {
    await person('gil', ['requester'], { agency: 1 });
    const attachmentId = (await sheet('dti')) as never;
    const by = { way: 'scan' as const, attachmentId, signerName: 'Mtra. Julia Tun', signedOn: '2026-11-20' };
    const answer = await ask('gil', { by, colleagueId: idOf('vecina') }, 'dti');
    expect(answer.reply).toMatchObject({
      ...{ state: 'done', way: 'scan', signerName: 'Mtra. Julia Tun', signedOn: '2026-11-20' },
      ...{ askedBy: 'dti Canul Pech', scan: { name: 'Baja firmada.pdf' }, takenBy: null },
    });
    const scan = { session: as('ajena'), params: { id: answer.reply.id } };
    expect((await desk.call(contract.downloadDeactivationScan, scan)).status).toBe(200);
    const papers = await recordsHeld(desk, {
      ...{ list: sealed.listDeactivationRecords, download: sealed.downloadDeactivationRecord },
      ...{ session: as('ajena'), stranger: as('coordinacion'), of: { id: answer.reply.id } },
    });
    expect(papers.map(({ record }) => [record.act, record.folio])).toEqual([['deactivation', answer.reply.folio]]);
    const [document] = (await recordsOf(desk.house.store.read, answer.reply.id)).map((record) =>
      JSON.parse(record.document),
    );
    const named = { name: 'gil Canul Pech', positionName: expect.any(String), agencyName: document.agencyName };
    expect([document.person, document.colleague]).toEqual([named, { ...named, name: 'vecina Canul Pech' }]);
    await desk.call(contract.readDeactivation, { session: as('dti'), params: { id: answer.reply.id } });
    const auditor = { session: as('contraloria'), query: { folio: answer.reply.folio } };
    const opened = (await desk.call(listReadings, auditor)).reply.items;
    expect(opened.map(({ what, right, fileName }) => [what, right, fileName]).sort()).toEqual([
      ['deactivation', 'agency', null],
      ['deactivation', 'operator', null],
      ['file', 'agency', 'Baja firmada.pdf'],
      ['log', 'auditor', null],
      ['paper', 'agency', null],
    ]);
    expect(opened[0]?.of).toEqual({ kind: 'deactivation', id: answer.reply.id, folio: answer.reply.folio });
    const marked = (as: 'held' | 'clean') =>
      desk.house.store.aside('scan', (db) =>
        db.updateTable('attachments').set({ scan: as }).where('id', '=', attachmentId).execute(),
      );
    // Nobody opens what was not found clean.
    await marked('held');
    expect(problem(await desk.call(contract.downloadDeactivationScan, scan))).toEqual([409, 'attachment.held']);
    await marked('clean');
    const elsewhere = { ...scan, session: as('coordinacion') };
    expect((await desk.call(contract.downloadDeactivationScan, elsewhere)).status).toBe(404);
  });

  it('needs a scan that is one, of a day that came', async () => {
    await person('hugo');
    const by = async (name: string, signedOn = '2026-11-20') =>
      ({ way: 'scan', attachmentId: (await sheet('dti', name)) as never, signerName: 'Julia Tun', signedOn }) as const;
    const future = await ask('hugo', { by: await by('a.pdf', '2027-01-01') }, 'dti');
    expect([...problem(future), future.problem.fields?.[0]?.path]).toEqual([400, 'input.invalid', 'by.signedOn']);
    const gone = { ...(await by('b.pdf')), attachmentId: newId() as never };
    expect(problem(await ask('hugo', { by: gone }, 'dti'))).toEqual([422, 'attachment.gone']);
    const upload = Buffer.from('no es una hoja');
    const text = await desk.call(uploadAttachment, { session: as('dti'), query: { name: 'a.txt' }, upload });
    const wrong = { ...(await by('c.pdf')), attachmentId: text.reply.id as never };
    expect(problem(await ask('hugo', { by: wrong }, 'dti'))).toEqual([415, 'attachment.type-refused']);
    const onScreen = await ask('hugo', {}, 'dti');
    const asAgency = await ask('hugo', { by: await by('d.pdf') });
    for (const each of [onScreen, asAgency])
      expect([each.status, each.problem.fields?.[0]?.path]).toEqual([400, 'by.way']);
    expect((await stateOf('hugo')).state).toBe('active');
  });
});

describe('what is refused, and who sees', () => {
  it('oneself, people of other agencies, who is gone, days that passed, colleagues who cannot', async () => {
    await person('iris');
    expect(problem(await ask('coordinacion'))).toEqual([403, 'deactivation.own']);
    expect(problem(await ask('vecina'))).toEqual([404, 'not-found']);
    expect(problem(await ask('nadie'))).toEqual([404, 'not-found']);
    expect(problem(await ask('ana'))).toEqual([409, 'account.closed']);
    expect(problem(await ask('iris', { effectiveOn: '2026-11-24' }))).toEqual([422, 'date.past']);
    const fields = async (given: Partial<Asking>) => (await ask('iris', given)).problem.fields?.map(({ path }) => path);
    expect(await fields({ effectiveOn: '2028-01-01' })).toEqual(['effectiveOn']);
    expect(await fields({ ground: 'other' })).toEqual(['groundWords']);
    for (const colleague of ['iris', 'vecina', 'ana', 'nadie', 'contraloria'])
      expect([colleague, await fields({ colleagueId: idOf(colleague) })]).toEqual([colleague, ['colleagueId']]);
    expect((await stateOf('iris')).state).toBe('active');
  });

  it('leads whoever signs second to the one that is signed', async () => {
    await person('karen');
    const { id, folio } = (await ask('karen', { effectiveOn: '2026-12-24' }, 'titular')).reply;
    const second = await ask('karen');
    expect([...problem(second), second.problem.values]).toEqual([409, 'deactivation.scheduled', { id, folio }]);
    const seen = await desk.call(contract.lookAtLeaver, { session: as('coordinacion'), params: { id: idOf('karen') } });
    expect(seen.reply).toMatchObject({ obstacle: 'scheduled', scheduled: { id, folio } });
  });

  it('says what somebody holds beside requests: offices with who else has them, the team they lead, delegations', async () => {
    const look = async (whom: string) =>
      (await desk.call(contract.lookAtLeaver, { session: as('dti'), params: { id: idOf(whom) } })).reply.holds;
    expect(await look('luis')).toEqual({ roles: [], alone: [], leads: [], filesFor: 0, filedForBy: 0 });
    expect(await look('ajena')).toMatchObject({ roles: ['agency_coordinator'], alone: ['agency_coordinator'] });
    await person('otra', ['agency_coordinator'], { agency: 1 });
    expect(await look('ajena')).toMatchObject({ alone: [] });
    await person('dirige', ['agent', 'team_lead']);
    await person('delegada', ['delegate', 'requester']);
    const { id: teamId } = await desk.house.store.read
      .selectFrom('teams')
      .select('id')
      .limit(1)
      .executeTakeFirstOrThrow();
    await desk.house.store.aside('session', async (db) => {
      await db
        .insertInto('team_members')
        .values({ team_id: teamId, person_id: idOf('dirige') })
        .execute();
      await db
        .updateTable('teams')
        .set({ lead_id: idOf('dirige') })
        .where('id', '=', teamId)
        .execute();
      const between = { principal_id: idOf('dirige'), delegate_id: idOf('delegada') };
      const given = { since: desk.clock.now(), until_day: '2026-12-31', ground: 'Oficio 7', granted_by: idOf('dti') };
      await db
        .insertInto('delegations')
        .values({ id: newId(), ...between, ...given })
        .execute();
    });
    expect(await look('dirige')).toMatchObject({ roles: ['agent', 'team_lead'], filesFor: 0, filedForBy: 1 });
    expect((await look('dirige')).leads).toHaveLength(1);
    expect(await look('delegada')).toMatchObject({ roles: ['delegate'], filesFor: 1, filedForBy: 0 });
  });

  it('counts what nobody was there to take, which is not the same as nothing', async () => {
    await person('solo', ['requester'], { agency: 2 });
    await person('sola', ['requester'], { agency: 2 });
    await file('solo');
    const scan = await sheet('dti');
    const by = (attachmentId: string) =>
      ({ way: 'scan', attachmentId, signerName: 'Rosa Pech', signedOn: '2026-11-23' }) as never;
    const gone = (await ask('solo', { by: by(scan) }, 'dti')).reply;
    expect(gone).toMatchObject({ state: 'done', takenBy: null, requestsPassed: 0, requestsLeft: 1 });
    const empty = (await ask('sola', { by: by(await sheet('dti', 'Otra baja.pdf')) }, 'dti')).reply;
    expect(empty).toMatchObject({ takenBy: null, requestsPassed: 0, requestsLeft: 0 });
  });

  it('asks who signs to prove who they are, and does the same key once', async () => {
    await person('julia');
    const key = newId();
    const body = { personId: idOf('julia'), ground: 'retirement', effectiveOn: null, colleagueId: null } as const;
    const send = (more: Partial<Asking> = {}) =>
      desk.call(contract.askDeactivation, {
        ...{ session: as('coordinacion'), headers: { 'idempotency-key': key } },
        body: { ...body, by: { way: 'screen' }, ...more },
      });
    const before = desk.clock.now();
    desk.clock.advance(11 * MINUTE);
    expect(problem(await send())).toEqual([403, 'session.confirm']);
    desk.clock.set(before);
    const [first, second] = [await send(), await send()];
    expect([first.reply.folio, first.reply.state]).toEqual([second.reply.folio, 'done']);
    expect(problem(await send({ ground: 'death' }))).toEqual([409, 'idempotency.mismatch']);
  });

  it('shows an agency its own, and all of them to DTI, Servicios Generales and Contraloría', async () => {
    const list = async (name: string, query = {}) =>
      (await desk.call(contract.listDeactivations, { session: as(name), query })).reply.items;
    const all = await list('dti');
    expect(await list('ajena')).toMatchObject([{ person: { name: 'gil Canul Pech' } }]);
    const ofOthers = all.filter(({ agency }) => agency.id !== agencies[0]?.id);
    expect((await list('titular')).length).toBe(all.length - ofOthers.length);
    for (const name of ['dsg', 'contraloria']) expect(await list(name)).toEqual(all);
    expect((await list('dti', { state: 'called_off' })).length).toBe(2);
    expect((await list('dti', { q: 'ELSA' })).map(({ person: { name } }) => name)).toEqual(['elsa Canul Pech']);
    expect(await list('dti', { agencyId: agencies[1]?.id, state: 'done' })).toHaveLength(1);
    const [theirs] = await list('ajena');
    expect(await list('dti', { q: theirs?.folio.slice(4) })).toEqual([theirs]);
    const read = (name: string) =>
      desk.call(contract.readDeactivation, { session: as(name), params: { id: theirs?.id as never } });
    expect((await read('coordinacion')).status).toBe(404);
    expect((await read('contraloria')).reply.can.callOff).toBe(false);
  });

  it('finds people by name or number, of one’s own agency, and not letter by letter', async () => {
    const find = async (name: string, query: { q: string; agencyId?: string }) =>
      desk.call(contract.findLeavers, { session: as(name), query: query as never });
    const names = async (...given: Parameters<typeof find>) =>
      (await find(...given)).reply.people.map(({ name }) => name.split(' ')[0]);
    expect(await names('coordinacion', { q: '00451' })).toEqual(['luis']);
    expect(await names('coordinacion', { q: 'lui can' })).toEqual(['luis']);
    expect(await names('coordinacion', { q: 'vecina' })).toEqual([]);
    expect(await names('dti', { q: 'vecina' })).toEqual(['vecina']);
    expect(await names('dti', { q: 'vecina', agencyId: agencies[0]?.id })).toEqual([]);
    expect(await names('coordinacion', { q: 'ana' })).toEqual([]);
    const look = (name: string, whom: string) =>
      desk.call(contract.lookAtLeaver, { session: as(name), params: { id: idOf(whom) } });
    for (const whom of ['vecina', 'nadie', 'ana']) expect((await look('coordinacion', whom)).status).toBe(404);
    expect((await look('coordinacion', 'coordinacion')).reply.obstacle).toBe('self');
    let last = 200;
    for (let n = 0; n < 210 && last === 200; n += 1) last = (await find('titular', { q: 'zzz' })).status;
    expect(last).toBe(429);
  });
});
