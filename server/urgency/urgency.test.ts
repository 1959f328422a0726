import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import { listNotices } from '#contract/notifications.ts';
import type { BodyInput } from '#contract/operation.ts';
import {
  askRequester,
  assignRequest,
  cancelRequest,
  fileRequest,
  postMessage,
  type RequestView,
  readRequest,
} from '#contract/requests.ts';
import { decideUrgency, listUrgency, objectToUrgency, readUrgency } from '#contract/urgency.ts';
import { exportUrgencyLedger, readUrgencyLedger } from '#contract/urgency-ledger.ts';
import { HOUR, MINUTE } from '#server/shared/clock.ts';
import { firstBreak } from '#server/shared/history.ts';
import { newId } from '#server/shared/ids.ts';
import { MORNING } from '#tests/kit/house.ts';
import { type Settled, settle } from '#tests/security/settled.ts';

let desk: Settled;
let areaId: string;
let teamId: string;
const sessions = { rosa: '', owner: '', second: '', agent: '', lead: '' };

const MAIL = {
  rosa: 'rosa.canul@gobierno.example',
  owner: 'laura.mendoza@gobierno.example',
  second: 'luis.dzib@gobierno.example',
  agent: 'saul.ku@gobierno.example',
  lead: 'marco.dzul@gobierno.example',
};
const FACTS = {
  stops: 'El cobro en una de tres cajas. Hay fila en la calle.',
  affects: 'area',
  neededBy: '2026-11-24T15:00',
  alternative: 'another_way',
  meanwhile: 'Las cajas 1 y 2 siguen cobrando.',
} as const;

/** Sessions end while nobody uses them. */
const arrive = async () => {
  for (const name of Object.keys(sessions) as (keyof typeof sessions)[]) sessions[name] = await desk.enter(MAIL[name]);
};
const pass = async (milliseconds: number) => {
  desk.clock.advance(milliseconds);
  await arrive();
};

const file = async (more: Partial<BodyInput<typeof fileRequest>> = {}): Promise<RequestView> => {
  const answer = await desk.call(fileRequest, {
    session: sessions.rosa,
    body: {
      draftId: null,
      subject: 'No podemos cobrar el refrendo en caja 3',
      description: 'Desde las once la caja 3 no guarda los cobros.',
      areaId,
      serviceId: null,
      place: { building: '', floor: '', office: '', phone: '' },
      attachments: [],
      urgency: FACTS,
      ...more,
    },
  });
  expect(answer.status, answer.raw.body).toBe(201);
  return answer.reply;
};
const caseOf = async (id: string) => {
  const answer = await desk.call(readUrgency, { session: sessions.owner, params: { ref: id } });
  expect(answer.status, answer.raw.body).toBe(200);
  return answer.reply;
};
type Choice = Partial<BodyInput<typeof decideUrgency>> & { code?: string };
const decide = async (id: RequestView['id'], { code = 'N2', ...more }: Choice = {}, session = sessions.owner) => {
  const found = await caseOf(id);
  const level = found.choices.find((choice) => choice.code === code);
  return desk.call(decideUrgency, {
    session,
    params: { id },
    body: {
      round: found.round,
      levelSeen: found.request.levelId,
      levelId: String(level?.levelId),
      reason: 'Hay otra forma de seguir trabajando',
      message: 'Rosa: cambiamos el nivel de tu solicitud.',
      ...more,
    },
  });
};
const view = async (id: string, session = sessions.rosa) =>
  (await desk.call(readRequest, { session, params: { ref: id } })).reply;

beforeAll(async () => {
  desk = await settle();
  areaId = String((await desk.call(readCatalogue, { session: desk.admin })).reply.areas[0]?.id);
  await desk.person({ email: MAIL.owner, roles: ['service_owner'] });
  await desk.person({ email: MAIL.second, roles: ['service_owner'] });
  sessions.owner = await desk.enter(MAIL.owner);
  const { teams } = (await desk.call(readDeskLists, { session: sessions.owner })).reply;
  teamId = String(teams.find((team) => team.areaId === areaId)?.id);
  await desk.person({ email: MAIL.rosa });
  await desk.person({ email: MAIL.agent, roles: ['agent', 'requester'], teamIds: [teamId] });
  await desk.person({ email: MAIL.lead, roles: ['team_lead', 'requester'], teamIds: [teamId] });
});
beforeEach(async () => {
  desk.clock.set(MORNING);
  await arrive();
});
afterAll(() => desk.close());

describe('what waits for Servicios Generales', () => {
  it('stands longest wait first, with the business minutes it waited, and leaves when the request ends', async () => {
    const first = await file();
    await pass(15 * MINUTE);
    const second = await file({ subject: 'Publicar hoy la convocatoria' });
    const plain = await file({ urgency: null });
    await pass(30 * MINUTE);
    const list = async () => (await desk.call(listUrgency, { session: sessions.owner })).reply;
    const before = await list();
    expect(before.items.map(({ id, waitedMinutes }) => [id, waitedMinutes])).toEqual([
      [first.id, 45],
      [second.id, 30],
    ]);
    expect(before.total).toBe(2);
    expect(before.items.map(({ id }) => id)).not.toContain(plain.id);
    await desk.call(cancelRequest, { session: sessions.rosa, params: { id: first.id }, body: { reason: 'Ya no.' } });
    expect((await list()).items.map(({ id }) => id)).toEqual([second.id]);
    expect((await desk.call(listUrgency, { session: sessions.owner, query: { cursor: '@' } })).status).toBe(400);
    await decide(second.id, { code: 'N3' });
  });

  it('shows what was said, what the rule gives and the date that each level would really give', async () => {
    const request = await file();
    const found = await caseOf(request.id);
    expect(found).toMatchObject({ pending: true, round: 1, decisions: [], petition: { facts: FACTS } });
    expect(found.neededAt).toBe('2026-11-24T21:00:00.000Z');
    const rows = found.choices.map((choice) => [choice.code, choice.resolutionDueAt, choice.inTime]);
    // Registered on Monday at 10:00; the office opens from 8:30 to 16:30. Promises of 4, 8, 16, 40 and 160 hours.
    expect(rows.slice(0, 3)).toEqual([
      ['N1', '2026-11-23T20:00:00.000Z', true],
      ['N2', '2026-11-24T16:00:00.000Z', true],
      ['N3', '2026-11-25T16:00:00.000Z', false],
    ]);
    expect(found.choices.filter((choice) => choice.suggested).map(({ code }) => code)).toEqual(['N2']);
    expect(found.choices.filter((choice) => choice.current).map(({ levelId }) => levelId)).toEqual([
      found.request.levelId,
    ]);
    expect(found.matrix).toHaveLength(9);
    expect(found.open.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(0);
    await decide(request.id, { code: 'N3' });
  });

  it('is for nobody else, and there is none where nobody asked', async () => {
    const plain = await file({ urgency: null });
    const read = (session: string) => desk.call(readUrgency, { session, params: { ref: plain.id } });
    expect((await read(sessions.owner)).status).toBe(404);
    for (const session of [sessions.rosa, sessions.agent, sessions.lead])
      expect((await read(session)).status).toBe(403);
    expect((await desk.call(readUrgency, { session: sessions.owner, params: { ref: 'x' } })).status).toBe(400);
  });
});

describe('deciding', () => {
  it('changes the level and counts both deadlines anew from the registration', async () => {
    const request = await file();
    await pass(2 * HOUR);
    const answer = await decide(request.id, { code: 'N2' });
    expect([answer.status, answer.reply]).toEqual([
      200,
      { outcome: 'changed', levelName: { es: 'Alto', en: 'High' }, resolutionDueAt: '2026-11-24T16:00:00.000Z' },
    ]);
    const seen = await view(request.id);
    expect(seen).toMatchObject({ urgency: 'changed', levelName: { es: 'Alto' } });
    expect(seen.resolution.dueAt).toBe('2026-11-24T16:00:00.000Z');
    expect(seen.firstResponse.dueAt).toBe('2026-11-23T17:00:00.000Z');
    // The decision is no answer to what was asked: the promise of one still stands, and was missed an hour ago.
    expect(seen.firstResponse.status).toBe('breached');
    const last = seen.timeline.at(-1);
    expect(last).toMatchObject({ fact: 'request.urgency-decided', values: { outcome: 'changed', level: 'Alto' } });
    expect(last?.message?.text).toBe('Rosa: cambiamos el nivel de tu solicitud.');
    expect(await firstBreak(desk.house.store.read, `request:${request.id}`)).toBeNull();
  });

  it('counts what stood still: as much later as it waited for the requester', async () => {
    const request = await file();
    await desk.call(askRequester, {
      session: sessions.owner,
      params: { id: request.id },
      body: { text: '¿Qué mensaje sale?', attachments: [] },
    });
    const waiting = await caseOf(request.id);
    expect(waiting.choices.find(({ code }) => code === 'N2')?.firstResponseDueAt).toBeNull();
    await pass(HOUR);
    await desk.call(postMessage, {
      session: sessions.rosa,
      params: { id: request.id },
      body: { text: 'Dice error 14.', attachments: [] },
    });
    await decide(request.id, { code: 'N1' });
    expect((await view(request.id)).resolution.dueAt).toBe('2026-11-23T21:00:00.000Z');
  });

  it('changes what is left while the request waits, and its date follows when it goes on', async () => {
    const request = await file();
    await pass(HOUR);
    await desk.call(askRequester, {
      session: sessions.owner,
      params: { id: request.id },
      body: { text: '¿Qué mensaje sale?', attachments: [] },
    });
    await decide(request.id, { code: 'N1' });
    const paused = await view(request.id);
    expect(paused.resolution).toMatchObject({ status: 'paused', minutesLeft: 180 });
    await pass(HOUR);
    await desk.call(postMessage, {
      session: sessions.rosa,
      params: { id: request.id },
      body: { text: 'Dice error 14.', attachments: [] },
    });
    expect((await view(request.id)).resolution.dueAt).toBe('2026-11-23T21:00:00.000Z');
  });

  it('keeps the level: nothing of the dates changes', async () => {
    const request = await file();
    const answer = await decide(request.id, { code: 'N3' });
    expect(answer.reply.outcome).toBe('kept');
    const seen = await view(request.id);
    expect(seen.urgency).toBe('kept');
    expect(seen.resolution.dueAt).toBe(request.resolution.dueAt);
    const found = await caseOf(request.id);
    expect(found).toMatchObject({ pending: false, decisions: [{ round: 1, outcome: 'kept', tookMinutes: 0 }] });
  });

  it('has one effect of two at once; the other is told who decided and what', async () => {
    const request = await file();
    const [one, two] = await Promise.all([
      decide(request.id, { code: 'N1' }),
      decide(request.id, { code: 'N2' }, sessions.second),
    ]);
    const refused = one.status === 409 ? one : two;
    expect([one.status, two.status].toSorted()).toEqual([200, 409]);
    expect(refused.problem).toMatchObject({
      code: 'urgency.decided',
      values: { by: 'Rosa Elena Canul Pech', outcome: 'changed', level: one.status === 409 ? 'Alto' : 'Crítico' },
    });
    expect((await caseOf(request.id)).decisions).toHaveLength(1);
  });

  it('repeated with its key it has been done once', async () => {
    const request = await file();
    const found = await caseOf(request.id);
    const body = {
      round: 1 as const,
      levelSeen: found.request.levelId,
      levelId: String(found.choices[0]?.levelId),
      reason: 'Se detiene el cobro',
      message: 'Rosa: subimos tu solicitud a Crítico.',
    };
    const send = (more: Partial<typeof body> = {}) =>
      desk.call(decideUrgency, {
        session: sessions.owner,
        params: { id: request.id },
        key: `decide-${request.id}`,
        body: { ...body, ...more },
      });
    expect([(await send()).status, (await send()).status]).toEqual([200, 200]);
    expect((await send({ reason: 'Otra razón' })).problem.code).toBe('idempotency.mismatch');
    expect((await view(request.id)).timeline.filter(({ fact }) => fact === 'request.urgency-decided')).toHaveLength(1);
  });

  it('is refused without a reason, for a level that is none, and of a request that ended or does not exist', async () => {
    const request = await file();
    expect((await decide(request.id, { reason: '' })).problem.fields?.[0]?.path).toBe('reason');
    expect((await decide(request.id, { levelId: newId() })).problem.fields).toEqual([
      { path: 'levelId', message: 'field.choice' },
    ]);
    expect((await decide(request.id, { levelSeen: newId() })).problem.code).toBe('version.stale');
    expect((await decide(request.id, { round: 2 })).problem.code).toBe('version.stale');
    expect((await decide(request.id, {}, sessions.lead)).status).toBe(403);
    await desk.call(cancelRequest, { session: sessions.rosa, params: { id: request.id }, body: { reason: 'Ya no.' } });
    expect((await decide(request.id)).problem.code).toBe('request.transition');
    const none = await desk.call(decideUrgency, {
      session: sessions.owner,
      params: { id: newId() as RequestView['id'] },
      body: { round: 1, levelSeen: newId(), levelId: newId(), reason: 'Ninguna', message: 'Nada que decir.' },
    });
    expect(none.status).toBe(404);
  });
});

describe('objecting', () => {
  const object = (id: RequestView['id']) =>
    desk.call(objectToUrgency, {
      session: sessions.rosa,
      params: { id },
      body: { reason: 'La fila ya llega a la calle.' },
    });

  it('brings it back once, marked; the second decision is final', async () => {
    const request = await file();
    await decide(request.id, { code: 'N3' });
    expect((await view(request.id)).can.objectUrgency).toBe(true);
    await pass(10 * MINUTE);
    const back = await object(request.id);
    expect([back.status, back.reply.urgency, back.reply.can.objectUrgency]).toEqual([200, 'pending', false]);
    expect(back.reply.petition?.objection?.reason).toBe('La fila ya llega a la calle.');
    const { items } = (await desk.call(listUrgency, { session: sessions.owner })).reply;
    expect(items.find(({ id }) => id === request.id)).toMatchObject({ round: 2, waitedMinutes: 0 });
    expect((await object(request.id)).problem.code).toBe('urgency.settled');
    expect((await decide(request.id, { round: 1, code: 'N2' })).problem).toMatchObject({
      code: 'urgency.decided',
      values: { outcome: 'kept' },
    });
    expect((await decide(request.id, { code: 'N2' })).reply.outcome).toBe('changed');
    expect((await view(request.id)).can.objectUrgency).toBe(false);
    expect((await object(request.id)).problem.code).toBe('urgency.settled');
    expect((await decide(request.id, { code: 'N1' })).problem.code).toBe('urgency.decided');
    expect((await caseOf(request.id)).decisions.map(({ round, outcome }) => [round, outcome])).toEqual([
      [1, 'kept'],
      [2, 'changed'],
    ]);
  });
});

describe('who is told', () => {
  it('Servicios Generales, by letter and bell, when somebody asks, and again of an objection', async () => {
    await desk.drain();
    desk.mailbox.letters.length = 0;
    const request = await file();
    await desk.drain();
    await decide(request.id, { code: 'N3' });
    await desk.drain();
    await desk.call(objectToUrgency, {
      session: sessions.rosa,
      params: { id: request.id },
      body: { reason: 'La fila ya llega a la calle.' },
    });
    await desk.drain();
    const letters = desk.mailbox.letters.filter(({ to }) => to.address === MAIL.second);
    expect(letters.map(({ text }) => /urgencias\/SS-\d+-\d+/.test(text))).toEqual([true, true]);
    expect(letters[0]?.text).toContain(FACTS.stops);
    expect(letters[1]?.text).toContain('La fila ya llega a la calle.');
    const { items } = (await desk.call(listNotices, { session: sessions.second })).reply;
    const ref = request.folio.split('/').slice(-3).join('-');
    const told = items.filter(({ requestRef }) => requestRef === ref).map(({ kind, side }) => `${kind} ${side}`);
    expect(told.toSorted()).toEqual(['request-urgency-asked desk', 'request-urgency-objected desk']);
  });

  it('a change by letter and bell to who asked and who attends, by bell to who leads the team', async () => {
    const request = await file();
    const { teams } = (await desk.call(readDeskLists, { session: sessions.owner })).reply;
    const agentId = teams.find(({ id }) => id === teamId)?.members.find(({ id }) => id)?.id ?? null;
    await desk.call(assignRequest, { session: sessions.owner, params: { id: request.id }, body: { teamId, agentId } });
    await desk.drain();
    desk.mailbox.letters.length = 0;
    await decide(request.id, { code: 'N2' });
    await desk.drain();
    const told = desk.mailbox.letters.map(({ to, text }) => [to.address, /Alto/.test(text)]);
    expect(told).toContainEqual([MAIL.rosa, true]);
    expect(told.length).toBeGreaterThanOrEqual(2);
    for (const session of [sessions.rosa, sessions.lead]) {
      const { items } = (await desk.call(listNotices, { session })).reply;
      expect(items[0]).toMatchObject({ kind: 'request-urgency-changed' });
    }
  });

  it('a level kept, to who asked alone, with how to object', async () => {
    const request = await file();
    await desk.drain();
    desk.mailbox.letters.length = 0;
    await decide(request.id, { code: 'N3', message: 'Rosa: mantenemos el nivel Estándar.' });
    await desk.drain();
    expect(desk.mailbox.letters.map(({ to }) => to.address)).toEqual([MAIL.rosa]);
    expect(desk.mailbox.letters[0]?.text).toContain('mantenemos el nivel Estándar');
    expect(desk.mailbox.letters[0]?.text).toContain('objetar la decisión una vez');
  });
});

describe('the ledger', () => {
  it('says by agency and by who decided what was asked, kept and changed, and goes along as a spreadsheet', async () => {
    await desk.person({ email: 'contraloria@gobierno.example', roles: ['auditor'] });
    const read = async () =>
      (await desk.call(readUrgencyLedger, { session: await desk.enter('contraloria@gobierno.example') })).reply;
    const before = await read();
    const request = await file();
    await pass(30 * MINUTE);
    await decide(request.id, { code: 'N2', reason: '=HYPERLINK("http://malo.example")' });
    const reply = await read();
    const asked = (ledger: typeof reply) => ledger.agencies.reduce((sum, each) => sum + each.asked, 0);
    const changed = (ledger: typeof reply) => ledger.deciders.reduce((sum, each) => sum + each.changed, 0);
    expect([asked(reply) - asked(before), changed(reply) - changed(before)]).toEqual([1, 1]);
    expect([reply.from, reply.to]).toEqual(['2025-12', '2026-11']);
    expect(reply.items.find(({ folio }) => folio === request.folio)).toMatchObject({
      outcome: 'changed',
      tookMinutes: 30,
    });
    expect(reply.agencies[0]?.filed).toBeGreaterThanOrEqual(reply.agencies[0]?.asked ?? 0);
    const sheet = await desk.call(exportUrgencyLedger, {
      session: sessions.owner,
      query: { from: '2026-11', to: '2026-11' },
    });
    const lines = sheet.raw.bytes.toString('utf8').split('\r\n');
    expect(lines[0]).toContain('"Folio","Dependencia","Qué se decidió","Decisión"');
    expect(lines.find((line) => line.includes(request.folio))).toContain(`"'=HYPERLINK(""http://malo.example"")"`);
  });

  it('of other months, agencies or people says nothing of these, and refuses months that are none', async () => {
    const read = (query: object) => desk.call(readUrgencyLedger, { session: sessions.owner, query });
    expect((await read({ from: '2025-01', to: '2025-02' })).reply).toMatchObject({
      agencies: [],
      deciders: [],
      items: [],
    });
    expect((await read({ agency: newId() })).reply).toMatchObject({ agencies: [], deciders: [], items: [] });
    expect((await read({ by: newId() })).reply.items).toEqual([]);
    expect((await read({ from: '2026-13' })).status).toBe(400);
    expect((await read({ from: '2026-11', to: '2026-10' })).status).toBe(400);
    const out = await desk.call(exportUrgencyLedger, { session: sessions.owner, query: { from: 'x' } });
    expect(out.status).toBe(400);
  });
});
