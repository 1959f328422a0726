/** Guardia: who arranges it, who reads it, what is refused; and the notes left from one to the next. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDeskLists } from '#contract/catalogue.ts';
import {
  addShifts,
  changeShift,
  listShifts,
  previewShifts,
  readDutyNow,
  readDutyPhone,
  removeShift,
  type ShiftView,
  swapShift,
} from '#contract/duty.ts';
import {
  closeHandover,
  confirmHandover,
  correctHandover,
  listHandovers,
  readHandover,
  rewordHandover,
  saveHandoverDraft,
} from '#contract/handovers.ts';
import { readSettings, saveSettings } from '#contract/institution.ts';
import { listNotices } from '#contract/notifications.ts';
import type { BodyInput } from '#contract/operation.ts';
import { assignRequest, fileRequest } from '#contract/requests.ts';
import { watchClocks } from '#server/requests/clock-watch.ts';
import { firstBreak } from '#server/shared/history.ts';
import { type Settled, settle } from '#tests/security/settled.ts';

type Plan = BodyInput<typeof addShifts>;
type Person = { id: string; session: string };

let desk: Settled;
let teamId: string;
let otherTeamId: string;
let areaId: string;
const who: Record<'dsg' | 'lead' | 'ana' | 'beto' | 'stranger' | 'auditor' | 'rosa', Person> = {} as never;

const EVENING = new Date('2026-11-24T02:00:00Z');

/** Sessions die of idleness while the clock is moved: everybody comes in again. */
async function enterAll() {
  for (const name of Object.keys(who) as (keyof typeof who)[])
    who[name].session = await desk.enter(`${name}@gobierno.example`);
}
const moveTo = async (at: string | Date) => {
  desk.clock.set(new Date(at));
  await enterAll();
};

beforeAll(async () => {
  desk = await settle();
  const { teams } = (await desk.call(readDeskLists, { session: desk.admin })).reply;
  const ours = teams.find((team) => team.areaId !== null);
  const theirs = teams.find((team) => team.areaId !== null && team.areaId !== ours?.areaId);
  [teamId, otherTeamId, areaId] = [String(ours?.id), String(theirs?.id), String(ours?.areaId)];
  const add = async (name: keyof typeof who, given: Omit<Parameters<Settled['person']>[0], 'email'>) => {
    who[name] = { id: await desk.person({ email: `${name}@gobierno.example`, ...given }), session: '' };
  };
  await add('dsg', { roles: ['service_owner'] });
  await add('lead', { roles: ['team_lead'], teamIds: [teamId] });
  await add('ana', { roles: ['agent'], teamIds: [teamId] });
  await add('beto', { roles: ['agent'], teamIds: [teamId] });
  await add('stranger', { roles: ['agent'], teamIds: [otherTeamId] });
  await add('auditor', { roles: ['auditor'] });
  await add('rosa', { roles: ['requester'] });
  await enterAll();
}, 60_000);
afterAll(() => desk.close());

const plan = (more: Partial<Plan> = {}): Plan => ({
  teamId,
  people: [who.ana.id],
  phone: '',
  note: '',
  from: '2026-11-23T18:00',
  to: '2026-11-24T08:00',
  repeat: null,
  without: [],
  ...more,
});
const add = (body: Plan, session = who.lead.session) => desk.call(addShifts, { session, body });
const look = (body: Plan, session = who.lead.session) => desk.call(previewShifts, { session, body });
const shifts = async (from: string, to = from, session = who.ana.session) =>
  (await desk.call(listShifts, { session, query: { from, to } })).reply.items;
async function one(day: string, session = who.ana.session): Promise<ShiftView> {
  const found = (await shifts(day, day, session)).find((shift) => shift.teamId === teamId && shift.from > `${day}T08`);
  if (found === undefined) throw new Error(`no shift on ${day}`);
  return found;
}

describe('shifts', () => {
  it('are arranged by Servicios Generales, and by who leads a team for it alone; the whole desk reads them', async () => {
    expect((await add(plan())).reply).toEqual({ added: 1 });
    expect((await add(plan({ teamId: null, people: [who.lead.id] }))).problem.code).toBe('right.missing');
    expect((await add(plan({ teamId: otherTeamId, people: [who.stranger.id] }))).problem.code).toBe('right.missing');
    expect((await add(plan(), who.ana.session)).status).toBe(403);
    expect((await add(plan({ teamId: null, people: [who.lead.id] }), who.dsg.session)).status).toBe(201);
    for (const name of ['dsg', 'lead', 'ana', 'stranger', 'auditor'] as const)
      expect(await shifts('2026-11-23', '2026-11-24', who[name].session), name).toHaveLength(2);
    const query = { from: '2026-11-23', to: '2026-11-23' };
    expect((await desk.call(listShifts, { session: who.rosa.session, query })).status).toBe(403);
    const shift = await one('2026-11-23', who.stranger.session);
    expect(shift.can).toEqual({ change: false, swap: false, handOver: false });
    expect(shift.phone).toBe('312 316 2000 ext. 2310');
    const { rosters } = (await desk.call(listShifts, { session: who.lead.session, query })).reply;
    expect(rosters.filter((roster) => roster.administer).map((roster) => roster.teamId)).toEqual([teamId]);
    expect(rosters.find((roster) => roster.teamId === teamId)?.people).toHaveLength(3);
    expect(rosters.find((roster) => roster.teamId === otherTeamId)?.people).toEqual([]);
    // Whoever has a shift passes it on to one of their own.
    const own = (await desk.call(listShifts, { session: who.ana.session, query })).reply.rosters;
    expect(own.filter((roster) => roster.people.length > 0).map((roster) => roster.teamId)).toEqual([null, teamId]);
    expect(own.some((roster) => roster.administer)).toBe(false);
  });

  it('of people who attend there alone, and of one at a time, with the sentence that says who', async () => {
    const later = { from: '2026-12-14T18:00', to: '2026-12-15T08:00' };
    for (const name of ['rosa', 'stranger'] as const)
      expect((await add(plan({ ...later, people: [who[name].id] }))).problem.code).toBe('duty.person');
    expect((await look(plan({ ...later, people: [who.rosa.id] }))).status).toBe(422);
    const clash = await add(plan({ from: '2026-11-24T07:00', to: '2026-11-24T10:00', people: [who.beto.id] }));
    expect([clash.status, clash.problem.code, clash.problem.values?.name]).toEqual([
      409,
      'duty.overlap',
      'Rosa Elena Canul Pech',
    ]);
    // One begins where the other ends.
    expect((await add(plan({ from: '2026-11-24T08:00', to: '2026-11-24T10:00', people: [who.beto.id] }))).status).toBe(
      201,
    );
    expect((await add(plan({ from: '2026-11-20T18:00', to: '2026-11-21T08:00' }))).problem.code).toBe('duty.past');
    const wrong = await add(plan({ to: '2026-11-23T18:00' }));
    expect([wrong.status, wrong.problem.fields?.[0]?.message]).toEqual([400, 'field.shift-hours']);
    const long = await desk.call(listShifts, {
      session: who.ana.session,
      query: { from: '2026-01-01', to: '2026-12-31' },
    });
    expect([long.status, long.problem.fields?.[0]?.message]).toEqual([400, 'field.shift-range']);
    const gone = '01890000-0000-7000-8000-00000000dead';
    expect((await add(plan({ ...later, teamId: gone }))).status).toBe(404);
    expect((await look(plan({ ...later, teamId: gone }))).status).toBe(404);
  });

  it('come week after week, in turns, looked at before, without the days left out', async () => {
    const weeks = plan({
      people: [who.ana.id, who.beto.id],
      from: '2026-11-27T18:00',
      to: '2026-11-28T08:00',
      repeat: { weekdays: [5, 6], weeks: 3 },
    });
    await add(plan({ from: '2026-12-05T20:00', to: '2026-12-05T22:00' }));
    const { items } = (await look(weeks)).reply;
    expect(items.map((item) => [item.day, item.trouble])).toEqual([
      ['2026-11-27', null],
      ['2026-11-28', null],
      ['2026-12-04', null],
      ['2026-12-05', 'overlap'],
      ['2026-12-11', null],
      ['2026-12-12', null],
    ]);
    expect((await add(weeks)).problem.code).toBe('duty.overlap');
    expect(await shifts('2026-11-27', '2026-11-29')).toEqual([]);
    const without = { ...weeks, without: ['2026-12-05'] };
    const key = 'las-semanas-1';
    const once = () => desk.call(addShifts, { session: who.lead.session, body: without, key });
    expect([(await once()).reply, (await once()).reply]).toEqual([{ added: 5 }, { added: 5 }]);
    const made = (await shifts('2026-11-27', '2026-12-13')).filter((shift) => shift.note === '');
    expect(made.filter((shift) => shift.person.id === who.beto.id)).toHaveLength(1);
    const all = { ...weeks, without: items.map((item) => item.day) };
    expect((await look(all)).problem.fields?.[0]?.message).toBe('field.shift-nothing');
  });

  it('asked for by two at the same instant, one is kept', async () => {
    const night = plan({ from: '2027-01-11T18:00', to: '2027-01-12T08:00' });
    const both = await Promise.all([add(night), add({ ...night, people: [who.beto.id] }, who.dsg.session)]);
    expect(both.map((each) => each.status).sort()).toEqual([201, 409]);
    expect(await shifts('2027-01-11', '2027-01-12')).toHaveLength(1);
  });

  it('change while they are to come, and by one of two who saw the same', async () => {
    const shift = await one('2026-12-11');
    const put = (more: object, session = who.lead.session, id: string = shift.id) =>
      desk.call(changeShift, {
        session,
        params: { id: id as typeof shift.id },
        body: {
          from: '2026-12-11T19:00',
          to: '2026-12-12T07:00',
          phone: '312 100 2030',
          note: 'Con llave',
          version: 1,
          ...more,
        },
      });
    expect((await put({}, who.ana.session)).status).toBe(403);
    expect((await put({}, who.lead.session, '01890000-0000-7000-8000-00000000dead')).status).toBe(404);
    expect((await put({ from: '2026-12-11T19:00', to: '2026-12-12T19:00' })).problem.code).toBe('duty.overlap');
    expect((await put({})).status).toBe(200);
    expect((await put({})).problem).toMatchObject({
      code: 'version.stale',
      values: { who: 'me', by: 'Rosa Elena Canul Pech', fact: 'duty.shift-changed' },
    });
    expect(await one('2026-12-11')).toMatchObject({ phone: '312 100 2030', note: 'Con llave', version: 2 });
    const gone = '01890000-0000-7000-8000-00000000dead' as typeof shift.id;
    const missing = await desk.call(removeShift, {
      session: who.lead.session,
      params: { id: gone },
      body: { version: 1 },
    });
    expect(missing.status).toBe(404);
    const body = { version: 2 };
    const take = (session: string) => desk.call(removeShift, { session, params: { id: shift.id }, body });
    expect((await take(who.ana.session)).status).toBe(403);
    expect((await take(who.lead.session)).status).toBe(200);
    expect((await take(who.lead.session)).status).toBe(404);
  });

  it('pass to a colleague, in exchange or not; who had them stays, both are told', async () => {
    const [mine, theirs] = [await one('2026-11-27'), await one('2026-12-04')];
    const pass = (shift: ShiftView, more: object, session: string) =>
      desk.call(swapShift, {
        session,
        params: { id: shift.id },
        body: { personId: who.beto.id, inExchange: null, phone: '', reason: 'Tengo cita médica', version: 1, ...more },
      });
    expect((await pass(mine, {}, who.beto.session)).problem.code).toBe('right.missing');
    expect((await pass(mine, {}, who.rosa.session)).status).toBe(403);
    expect((await pass(mine, { personId: who.stranger.id }, who.ana.session)).problem.code).toBe('duty.person');
    expect((await pass(mine, { personId: who.ana.id }, who.ana.session)).problem.code).toBe('duty.person');
    expect((await pass(mine, { inExchange: mine.id }, who.ana.session)).problem.code).toBe('not-found');
    expect((await pass(mine, { inExchange: theirs.id }, who.ana.session)).status).toBe(200);
    expect((await pass(mine, {}, who.lead.session)).problem.code).toBe('version.stale');
    const [now, then] = [await one('2026-11-27'), await one('2026-12-04')];
    expect([now.person.id, then.person.id]).toEqual([who.beto.id, who.ana.id]);
    expect(now.formerly).toMatchObject([{ name: 'Rosa Elena Canul Pech', reason: 'Tengo cita médica' }]);
    await desk.drain();
    const told = async (session: string) => (await desk.call(listNotices, { session })).reply.items;
    expect(await told(who.beto.session)).toMatchObject([
      { kind: 'shift-swapped', requestRef: null, values: { got: 'yes', subject: 'viernes 27 de noviembre, 18:00' } },
    ]);
    expect(await told(who.ana.session)).toEqual([]);
    expect((await pass(now, { personId: who.ana.id, version: 2 }, who.lead.session)).status).toBe(200);
    await desk.drain();
    expect((await told(who.beto.session)).map((line) => line.values.got)).toEqual(['no', 'yes']);
  });
});

describe('now', () => {
  it('says who is on call, the whole desk first; and mine, which is the next', async () => {
    const read = async (name: keyof typeof who) => (await desk.call(readDutyNow, { session: who[name].session })).reply;
    expect((await read('ana')).items).toEqual([]);
    expect((await read('ana')).mine?.standing).toBe('coming');
    await moveTo(EVENING);
    const { items, mine } = await read('ana');
    expect(items.map((item) => [item.teamId, item.person.id])).toEqual([
      [null, who.lead.id],
      [teamId, who.ana.id],
    ]);
    expect(items[1]).toMatchObject({ phone: '312 316 2000 ext. 2310', until: '2026-11-24T14:00:00.000Z' });
    expect(mine?.can).toEqual({ change: false, swap: false, handOver: true });
    expect((await desk.call(readDutyNow, { session: who.rosa.session })).status).toBe(403);
  });

  it('a shift under way keeps its beginning and its end to come; one that is over, everything', async () => {
    const shift = await one('2026-11-23');
    const put = (from: string, to: string, version = 1) =>
      desk.call(changeShift, {
        session: who.lead.session,
        params: { id: shift.id },
        body: { from, to, phone: '1', note: '', version },
      });
    expect((await put('2026-11-23T19:00', '2026-11-24T08:00')).problem.code).toBe('duty.past');
    expect((await put('2026-11-23T18:00', '2026-11-23T19:30')).problem.code).toBe('duty.past');
    expect((await put('2026-11-23T18:00', '2026-11-24T07:30')).status).toBe(200);
    const body = { version: 2 };
    const gone = await desk.call(removeShift, { session: who.lead.session, params: { id: shift.id }, body });
    expect([gone.status, gone.problem.code]).toEqual([409, 'duty.past']);
    await moveTo('2026-11-24T13:45:00Z');
    expect((await put('2026-11-23T18:00', '2026-11-24T09:00', 2)).problem.code).toBe('duty.past');
    await moveTo(EVENING);
  });

  it('requesters read the telephone outside hours, of the whole desk, where the institution wants it', async () => {
    const phone = async () => (await desk.call(readDutyPhone, { session: who.rosa.session })).reply;
    const nothing = { phone: null, until: null };
    expect(await phone()).toEqual(nothing);
    const admin = await desk.enter('direccion.ti@gobierno.example', 'tambor-lluvia-cobre-nueve');
    const { institution, version } = (await desk.call(readSettings, { session: admin })).reply;
    const body = { institution: { ...institution, dutyPhoneShown: true }, version };
    expect((await desk.call(saveSettings, { session: admin, body })).status).toBe(200);
    expect(await phone()).toEqual({ phone: '312 316 2000 ext. 2310', until: '2026-11-24T14:00:00.000Z' });
    // Monday at noon.
    await moveTo('2026-11-23T18:00:00Z');
    expect(await phone()).toEqual(nothing);
    await moveTo(EVENING);
  });

  it('who is on call is told of a deadline that breaks while the office is closed, if they may read it', async () => {
    await moveTo('2026-11-23T22:00:00Z');
    const filed = await desk.call(fileRequest, {
      session: who.rosa.session,
      body: {
        draftId: null,
        subject: 'No hay red en el archivo',
        description: 'Desde la mañana no hay red.',
        areaId,
        serviceId: null,
        place: { building: 'A', floor: '2', office: 'Archivo', phone: '' },
        attachments: [],
      } as BodyInput<typeof fileRequest>,
    });
    const assign = { teamId, agentId: who.beto.id } as never;
    const params = { id: filed.reply.id };
    expect((await desk.call(assignRequest, { session: who.dsg.session, params, body: assign })).status).toBe(200);
    await desk.drain();
    desk.mailbox.letters.length = 0;
    // Told of late, when the program was down: the office has been closed for hours.
    await moveTo('2026-11-26T02:00:00Z');
    await add(plan({ from: '2026-11-25T21:00', to: '2026-11-25T23:00' }));
    await moveTo('2026-11-26T03:30:00Z');
    await watchClocks(desk.house);
    await desk.drain();
    const told = (await desk.call(listNotices, { session: who.ana.session })).reply.items;
    expect(told.map((line) => line.kind)).toContain('request-breached');
    expect(desk.mailbox.letters.map((letter) => letter.to.address)).toContain('ana@gobierno.example');
    expect(desk.mailbox.letters.map((letter) => letter.to.address)).not.toContain('stranger@gobierno.example');
  });
});

describe('the hand-over note', () => {
  const read = (shift: ShiftView, session: string) => desk.call(readHandover, { session, params: { id: shift.id } });
  const close = (shift: ShiftView, body: string, session: string) =>
    desk.call(closeHandover, { session, params: { id: shift.id }, body: { body } });

  it('begins with how the team stands, keeps what is typed, and is for who was on call to write', async () => {
    const shift = await one('2026-11-25');
    const early = await one('2026-12-04');
    expect((await close(early, 'Nada todavía', who.ana.session)).problem.code).toBe('handover.early');
    const sheet = (await read(shift, who.ana.session)).reply;
    expect(sheet.note).toBeNull();
    expect(sheet.figures).toMatchObject({
      open: { count: 1, folios: [{ ref: expect.stringMatching(/^S[IST]-2026-/) }] },
      overdue: { count: 1 },
      waiting: { count: 0, folios: [] },
      unassigned: { count: 0 },
    });
    const params = { id: shift.id };
    const keep = (body: string, session: string) => desk.call(saveHandoverDraft, { session, params, body: { body } });
    expect((await keep('Se fue la luz', who.ana.session)).status).toBe(200);
    expect((await keep('x', who.beto.session)).problem.code).toBe('right.missing');
    expect((await read(shift, who.ana.session)).reply.draft?.body).toBe('Se fue la luz');
    expect((await read(shift, who.lead.session)).reply.draft).toBeNull();
    expect((await read(shift, who.beto.session)).status).toBe(403);
    expect((await read(shift, who.rosa.session)).status).toBe(403);
    const gone = { ...shift, id: '01890000-0000-7000-8000-00000000dead' as typeof shift.id };
    expect((await read(gone, who.ana.session)).status).toBe(404);
    expect((await close(gone, 'x', who.ana.session)).status).toBe(404);
    const nowhere = { session: who.ana.session, params: { id: gone.id }, body: { body: 'x' } };
    expect((await desk.call(saveHandoverDraft, nowhere)).status).toBe(404);
    expect((await keep('', who.ana.session)).status).toBe(200);
    expect((await read(shift, who.ana.session)).reply.draft).toBeNull();
  });

  it('once closed is told to who comes next, who confirms it as it stands; then it is corrected, never changed', async () => {
    const shift = await one('2026-11-25');
    expect((await close(shift, 'x', who.beto.session)).problem.code).toBe('right.missing');
    // Friday's is Ana's again: the next of somebody else is this one.
    await add(plan({ people: [who.beto.id], from: '2026-12-01T18:00', to: '2026-12-02T08:00' }));
    const note = (await close(shift, 'Quedó sin red el archivo.', who.ana.session)).reply;
    expect([note.nextName, note.confirmed, note.can]).toEqual([
      'Rosa Elena Canul Pech',
      null,
      { reword: true, correct: false, confirm: false },
    ]);
    expect((await close(shift, 'Otra', who.ana.session)).problem.code).toBe('handover.written');
    await desk.drain();
    const told = (await desk.call(listNotices, { session: who.beto.session })).reply.items[0];
    expect([told?.kind, told?.values.by]).toEqual(['handover-left', 'Rosa Elena Canul']);
    expect((await desk.call(readDutyNow, { session: who.beto.session })).reply.toRead).toMatchObject([
      { id: note.id, authorName: 'Rosa Elena Canul Pech' },
    ]);

    const params = { id: note.id };
    const reword = (body: string, version: number, session: string) =>
      desk.call(rewordHandover, { session, params, body: { body, version } });
    const confirm = (version: number, session: string) =>
      desk.call(confirmHandover, { session, params, body: { version } });
    const correct = (body: string, session: string) => desk.call(correctHandover, { session, params, body: { body } });
    expect((await correct('x', who.ana.session)).problem.code).toBe('handover.unread');
    expect((await reword('x', 1, who.beto.session)).problem.code).toBe('right.missing');
    expect((await reword('Quedó sin red el archivo: revisar el switch.', 1, who.ana.session)).reply.version).toBe(2);
    expect((await confirm(2, who.ana.session)).problem.code).toBe('right.missing');
    expect((await confirm(2, who.stranger.session)).problem.code).toBe('not-found');
    expect((await confirm(1, who.beto.session)).problem).toMatchObject({
      code: 'version.stale',
      values: { who: 'person', by: 'Rosa Elena Canul Pech', fact: 'handover.reworded' },
    });
    const read = (await confirm(2, who.beto.session)).reply;
    expect(read.confirmed).toEqual({ at: desk.clock.now().toISOString(), name: 'Rosa Elena Canul Pech' });
    expect((await confirm(3, who.beto.session)).problem.code).toBe('handover.confirmed');
    expect((await reword('x', 3, who.ana.session)).problem.code).toBe('handover.confirmed');
    expect((await correct('x', who.stranger.session)).status).toBe(404);
    expect((await desk.call(readHandover, { session: who.stranger.session, params: { id: shift.id } })).status).toBe(
      404,
    );
    const added = (await correct('Era el cable, no el switch.', who.ana.session)).reply;
    expect([added.corrects, added.confirmed, added.can.reword]).toEqual([note.id, null, true]);
    const whole = (await desk.call(readHandover, { session: who.beto.session, params: { id: shift.id } })).reply;
    expect([whole.note?.id, whole.corrections.map((each) => each.id), whole.figures]).toEqual([
      note.id,
      [added.id],
      null,
    ]);
    const missing = { session: who.ana.session, params: { id: shift.id as never } };
    expect((await desk.call(rewordHandover, { ...missing, body: { body: 'x', version: 1 } })).status).toBe(404);
    expect(await firstBreak(desk.house.store.read, `duty:${teamId}`)).toBeNull();
  });

  it('is found by day and team, by those of the team and those above it', async () => {
    const list = async (query: object, session: string) =>
      (await desk.call(listHandovers, { session, query })).reply.items;
    const all = await list({}, who.ana.session);
    expect(all.map((note) => note.correctedBy.length)).toEqual([0, 1]);
    expect(await list({ from: '2026-11-25', to: '2026-11-25', team: teamId }, who.dsg.session)).toHaveLength(2);
    expect(await list({ to: '2026-11-24' }, who.ana.session)).toEqual([]);
    expect(await list({ team: 'desk' }, who.ana.session)).toEqual([]);
    expect(await list({}, who.auditor.session)).toHaveLength(2);
    expect(await list({}, who.stranger.session)).toEqual([]);
    expect((await desk.call(listHandovers, { session: who.rosa.session })).status).toBe(403);
  });

  it('asked for twice with one key is one note', async () => {
    const shift = await one('2026-11-24').catch(() => one('2026-11-23'));
    const key = 'una-entrega-1';
    const send = (body: string) =>
      desk.call(closeHandover, { session: who.lead.session, params: { id: shift.id }, body: { body }, key });
    const [first, again] = [await send('Tarde, pero queda.'), await send('Tarde, pero queda.')];
    expect(again.reply.id).toBe(first.reply.id);
    expect((await send('Otra cosa')).problem.code).toBe('idempotency.mismatch');
  });
});
