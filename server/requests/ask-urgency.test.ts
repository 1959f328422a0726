import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCatalogue } from '#contract/catalogue.ts';
import type { BodyInput } from '#contract/operation.ts';
import {
  fileRequest,
  listMyRequests,
  postMessage,
  readDrafts,
  readReceipt,
  readRequest,
  resolveRequest,
  saveDraft,
} from '#contract/requests.ts';
import { askUrgency, objectToUrgency } from '#contract/urgency.ts';
import { newId } from '#server/shared/ids.ts';
import { type Settled, settle } from '#tests/security/settled.ts';

let desk: Settled;
let rosa: string;
let other: string;
let owner: string;
let areaId: string;

const FACTS = {
  stops: 'El cobro en una de tres cajas. Hay fila en la calle.',
  affects: 'area',
  neededBy: '2026-11-23T15:00',
  alternative: 'another_way',
  meanwhile: 'Las cajas 1 y 2 siguen cobrando.',
} as const;

const filing = (more: Partial<BodyInput<typeof fileRequest>> = {}): BodyInput<typeof fileRequest> => ({
  draftId: null,
  subject: 'No podemos cobrar el refrendo en caja 3',
  description: 'Desde las once la caja 3 no guarda los cobros.',
  areaId,
  serviceId: null,
  place: { building: '', floor: '', office: '', phone: '' },
  attachments: [],
  ...more,
});
const file = async (more: Partial<BodyInput<typeof fileRequest>> = {}) => {
  const answer = await desk.call(fileRequest, { session: rosa, body: filing(more) });
  expect(answer.status, answer.raw.body).toBe(201);
  return answer.reply;
};
const ask = (id: string, session = rosa, facts: BodyInput<typeof askUrgency>['facts'] = FACTS) =>
  desk.call(askUrgency, { session, params: { id: id as never }, body: { facts } });

beforeAll(async () => {
  desk = await settle();
  areaId = String((await desk.call(readCatalogue, { session: desk.admin })).reply.areas[0]?.id);
  const enter = async (email: string, roles: Parameters<Settled['person']>[0]['roles']) => {
    await desk.person({ email, roles });
    return desk.enter(email);
  };
  rosa = await enter('rosa.canul@gobierno.example', ['requester']);
  other = await enter('jorge.balam@gobierno.example', ['requester']);
  owner = await enter('dsg@gobierno.example', ['service_owner', 'requester']);
});
afterAll(() => desk.close());

describe('asking for urgency on filing', () => {
  it('keeps the four answers, marks the request and leaves its level and dates as they were', async () => {
    const plain = await file();
    const urgent = await file({ urgency: FACTS });
    expect(plain).toMatchObject({ urgency: 'none', petition: null });
    expect(urgent).toMatchObject({ urgency: 'pending', petition: { facts: FACTS, objection: null } });
    expect(urgent.levelName).toEqual(plain.levelName);
    expect(urgent.resolution.dueAt).toBe(plain.resolution.dueAt);
    expect([plain.can.askUrgency, urgent.can.askUrgency]).toEqual([true, false]);
    expect(urgent.timeline[0]?.values).toEqual({ urgency: 'asked' });
    const { items } = (await desk.call(listMyRequests, { session: rosa })).reply;
    expect(items.find((item) => item.id === urgent.id)?.urgency).toBe('pending');
  });

  it('puts what was said into the receipt, and nothing into that of who did not ask', async () => {
    const receiptOf = async (id: string) =>
      (await desk.call(readReceipt, { session: rosa, params: { ref: id } })).reply;
    expect((await receiptOf((await file({ urgency: FACTS })).id)).urgency).toEqual(FACTS);
    expect((await receiptOf((await file()).id)).urgency).toBeNull();
  });

  it('refuses what was needed before it is asked, at its field, and files nothing', async () => {
    const before = (await desk.call(listMyRequests, { session: rosa })).reply.counts?.all;
    const late = { ...FACTS, neededBy: '2026-11-23T09:59' };
    const answer = await desk.call(fileRequest, { session: rosa, body: filing({ urgency: late }) });
    expect([answer.status, answer.problem.fields]).toEqual([
      400,
      [{ path: 'urgency.neededBy', message: 'field.date-past' }],
    ]);
    expect((await desk.call(listMyRequests, { session: rosa })).reply.counts?.all).toBe(before);
  });

  it('refuses a level sent by who files: only Servicios Generales sets one', async () => {
    const body = { ...filing(), levelId: newId() } as BodyInput<typeof fileRequest>;
    expect((await desk.call(fileRequest, { session: rosa, body })).status).toBe(400);
  });

  it('keeps half an answer in the draft', async () => {
    const { subject, description, place } = filing();
    const half = { stops: 'La caja', affects: null, neededBy: '', alternative: null, meanwhile: '' };
    const typed = { subject, description, place, areaId: null, serviceId: null, attachments: [], urgency: half };
    await desk.call(saveDraft, { session: rosa, params: { id: newId() as never }, body: typed });
    expect((await desk.call(readDrafts, { session: rosa })).reply.drafts[0]?.urgency).toEqual(half);
  });
});

describe('asking for it later', () => {
  it('is for the requester of an open request, once', async () => {
    const { id } = await file();
    expect((await ask(id, other)).status).toBe(404);
    expect((await ask(id, owner)).status).toBe(403);
    const answer = await ask(id);
    expect([answer.status, answer.reply.urgency]).toEqual([200, 'pending']);
    expect(answer.reply.timeline.at(-1)?.fact).toBe('request.urgency-asked');
    expect((await ask(id)).problem.code).toBe('urgency.asked');
    expect((await ask(newId())).status).toBe(404);
  });

  it('of two at once, one counts and the other is told', async () => {
    const { id } = await file();
    const answers = await Promise.all([ask(id), ask(id)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it('is refused once the request was attended', async () => {
    const { id } = await file();
    const solution = { solution: 'Quedó.', closureCode: 'solved', attachments: [] };
    const done = await desk.call(resolveRequest, { session: owner, params: { id }, body: solution });
    expect(done.reply.can.askUrgency).toBe(false);
    expect((await ask(id)).problem.code).toBe('request.transition');
  });

  it('refuses an answer that is missing and a date that has passed', async () => {
    const { id } = await file();
    expect((await ask(id, rosa, { ...FACTS, stops: 'Todo' })).problem.fields?.[0]?.path).toBe('facts.stops');
    expect((await ask(id, rosa, { ...FACTS, neededBy: '2026-11-20T10:00' })).problem.fields).toEqual([
      { path: 'facts.neededBy', message: 'field.date-past' },
    ]);
  });

  it('is not told to those who know the request by its state alone', async () => {
    const { id } = await file({ urgency: FACTS });
    await desk.person({ email: 'coordina@gobierno.example', roles: ['agency_coordinator'] });
    const session = await desk.enter('coordina@gobierno.example');
    const seen = (await desk.call(readRequest, { session, params: { ref: id } })).reply;
    expect(seen).toMatchObject({ urgency: 'pending', petition: null });
  });
});

describe('objecting', () => {
  it('is refused while nothing was decided', async () => {
    const { id } = await file({ urgency: FACTS });
    const object = (session: string) =>
      desk.call(objectToUrgency, { session, params: { id }, body: { reason: 'La fila ya llega a la calle.' } });
    expect((await object(rosa)).problem.code).toBe('urgency.settled');
    expect((await object(other)).status).toBe(404);
    expect((await object(owner)).status).toBe(403);
    // A word in between changes nothing of that.
    await desk.call(postMessage, { session: rosa, params: { id }, body: { text: 'Sigue igual.', attachments: [] } });
    expect((await object(rosa)).problem.code).toBe('urgency.settled');
  });
});
