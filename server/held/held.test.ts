import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantRoles, type PersonId, signOut } from '#contract/accounts.ts';
import { actOnMany } from '#contract/bulk.ts';
import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import { type Held, HOLD_HEADER, listHeld, settleHeld, undoHeld } from '#contract/held.ts';
import { listNotices } from '#contract/notifications.ts';
import type { Operation } from '#contract/operation.ts';
import {
  assignRequest,
  cancelRequest,
  fileRequest,
  postMessage,
  postNote,
  type RequestId,
  type RequestView,
  readReplyDrafts,
  readRequest,
  rejectRequest,
  resolveRequest,
  takeRequest,
} from '#contract/requests.ts';
import { MINUTE } from '#server/shared/clock.ts';
import { firstBreak } from '#server/shared/history.ts';
import { newId } from '#server/shared/ids.ts';
import type { Asked } from '#tests/kit/house.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { performDue } from './perform.ts';
import { claimDue } from './rows.ts';

let desk: Settled;
let rosa: string;
let agent: string;
let agentId: string;
let lead: string;
let owner: string;
let teamId: string;
let areaId: string;

const person = async (name: string, roles: Parameters<Settled['person']>[0]['roles'], teamIds: string[] = []) => {
  const id = await desk.person({ email: `${name}@gobierno.example`, roles, teamIds });
  return { id, session: await desk.enter(`${name}@gobierno.example`) };
};
const file = async (): Promise<RequestView> => {
  const body = { draftId: null, subject: 'La impresora no imprime', description: 'Desde el viernes.', areaId };
  const rest = { serviceId: null, place: { building: '', floor: '', office: '', phone: '' }, attachments: [] };
  const answer = await desk.call(fileRequest, { session: rosa, body: { ...body, ...rest } as never });
  expect(answer.status, answer.raw.body).toBe(201);
  return answer.reply;
};
const now = async (request: { id: string }, session = owner): Promise<RequestView> =>
  (await desk.call(readRequest, { session, params: { ref: request.id } })).reply;
const factsOf = async (request: { id: string }): Promise<string[]> =>
  (await now(request)).timeline.map((entry) => entry.fact);

const hold = <O extends Operation>(operation: O, asked: Asked<O>) =>
  desk.call(operation, { ...asked, headers: { [HOLD_HEADER]: '1' } });
/** Asked to wait, and told until when. */
const held = async <O extends Operation>(operation: O, asked: Asked<O>): Promise<Held> => {
  const answer = await hold(operation, asked);
  expect(answer.status, answer.raw.body).toBe(202);
  return answer.reply as unknown as Held;
};
const undo = (session: string, of: Held) => desk.call(undoHeld, { session, params: { id: of.heldId } });
const assigning = (request: { id: string; version: number }, session = agent) => ({
  session,
  params: { id: request.id as RequestId },
  body: { version: request.version, teamId: teamId as never, agentId: agentId as never, reason: 'Es de su turno' },
});
const resolving = (request: { id: string; version: number }, session = agent, key = newId()) => ({
  session,
  key,
  params: { id: request.id as RequestId },
  body: { version: request.version, solution: 'Se cambió el tóner.', closureCode: 'solved', attachments: [] },
});
const pass = async (seconds = 10): Promise<void> => {
  desk.clock.advance(seconds * 1_000);
  await desk.drain();
};
const bellOf = async (session: string) => (await desk.call(listNotices, { session })).reply.items;
const draftsOf = async (session: string, request: { id: string }) => {
  const { reply } = await desk.call(readReplyDrafts, { session, params: { id: request.id as RequestId } });
  return { reply: reply.reply?.text ?? null, note: reply.note?.text ?? null };
};

beforeAll(async () => {
  desk = await settle();
  ({ session: owner } = await person('dsg', ['service_owner']));
  areaId = String((await desk.call(readCatalogue, { session: owner })).reply.areas[0]?.id);
  const { teams } = (await desk.call(readDeskLists, { session: owner })).reply;
  teamId = String(teams.find((team) => team.areaId === areaId)?.id);
  ({ session: rosa } = await person('rosa', ['requester']));
  ({ session: agent, id: agentId } = await person('laura', ['agent'], [teamId]));
  ({ session: lead } = await person('marco', ['team_lead'], [teamId]));
  await desk.drain();
});
afterAll(() => desk.close());

describe('an act that waits', () => {
  it('leaves no trace and sends no letter before its instant, and is done then by who asked for it', async () => {
    const request = await file();
    await desk.drain();
    const letters = desk.mailbox.letters.length;
    const { heldId, until } = await held(assignRequest, assigning(request));
    expect(Date.parse(until) - desk.clock.now().getTime()).toBe(10_000);
    const waiting = (await desk.call(listHeld, { session: agent })).reply.items;
    expect(waiting).toEqual([{ heldId, until, operation: 'assignRequest', requestId: request.id }]);
    expect((await desk.call(listHeld, { session: lead })).reply.items).toEqual([]);
    await pass(9);
    expect(await now(request)).toMatchObject({ version: request.version, state: 'registered' });
    expect(desk.mailbox.letters).toHaveLength(letters);
    await pass(1);
    const done = await now(request);
    expect(done).toMatchObject({ state: 'assigned', agentName: 'Rosa Elena Canul Pech' });
    expect(done.timeline.find((entry) => entry.fact === 'request.assigned')?.by?.name).toBe('Rosa Elena Canul Pech');
    expect(desk.mailbox.letters.length).toBeGreaterThan(letters);
    expect((await desk.call(listHeld, { session: agent })).reply.items).toEqual([]);
    expect(await firstBreak(desk.house.store.read, `request:${request.id}`)).toBeNull();
  });

  it('never happened when it is taken back, and can be taken back only before', async () => {
    const request = await file();
    const first = await held(resolveRequest, resolving(request));
    expect((await undo(lead, first)).status).toBe(404);
    expect((await undo(agent, first)).status).toBe(200);
    expect((await undo(agent, first)).status).toBe(200);
    await pass();
    expect(await now(request)).toMatchObject({ version: request.version, state: 'registered' });
    const second = await held(resolveRequest, resolving(request));
    await pass();
    const late = await undo(agent, second);
    expect([late.status, late.problem.code]).toEqual([410, 'held.over']);
    expect((await now(request)).state).toBe('resolved');
    const { rows } = await sql<{ kept: number }>`select count(*)::int as kept from held_acts
      where over_at is not null and (params is not null or body is not null)`.execute(desk.house.store.read);
    expect(rows).toEqual([{ kept: 0 }]);
  });

  it('is refused at once where it could not be done, or cannot wait', async () => {
    const request = await file();
    const stale = await hold(resolveRequest, resolving({ ...request, version: 9 }));
    expect([stale.status, stale.problem.code]).toEqual([409, 'version.stale']);
    const foreign = await hold(cancelRequest, {
      session: agent,
      params: { id: request.id },
      body: { reason: 'No la pedí yo.' },
    });
    expect([foreign.status, foreign.problem.code]).toEqual([403, 'right.missing']);
    const never = await hold(takeRequest, { session: agent, params: { id: request.id }, body: {} });
    expect([never.status, never.problem.fields?.[0]?.path]).toEqual([400, HOLD_HEADER]);
    const odd = await desk.call(assignRequest, { ...assigning(request), headers: { [HOLD_HEADER]: 'yes' } });
    expect(odd.status).toBe(400);
    expect((await desk.call(listHeld, { session: agent })).reply.items).toEqual([]);
    expect(await now(request)).toMatchObject({ version: request.version, state: 'registered' });
  });

  it('is done although its person signed out, and for requesters and leads too', async () => {
    const [one, two, three] = [await file(), await file(), await file()];
    const elsewhere = await desk.enter('laura@gobierno.example');
    await held(assignRequest, assigning(one, elsewhere));
    await held(cancelRequest, { session: rosa, params: { id: two.id }, body: { reason: 'Ya no hace falta.' } });
    const reason = 'Corresponde a otra dependencia.';
    await held(rejectRequest, { session: lead, params: { id: three.id }, body: { reason } });
    await desk.call(signOut, { session: elsewhere });
    await pass();
    expect([(await now(one)).state, (await now(two)).state, (await now(three)).state]).toEqual([
      'assigned',
      'cancelled',
      'rejected',
    ]);
  });

  it('asks the rights again: who lost them is told, and keeps the words', async () => {
    const request = await file();
    const { id, session } = await person('breve', ['agent', 'requester'], [teamId]);
    await held(resolveRequest, resolving(request, session));
    const roles = ['requester'] as const;
    const granted = await desk.call(grantRoles, {
      session: desk.admin,
      params: { id: id as PersonId },
      body: { roles: [...roles], teamIds: [] } as never,
    });
    expect(granted.status, granted.raw.body).toBe(200);
    await pass();
    expect((await now(request)).state).toBe('registered');
    const [line] = await bellOf(await desk.enter('breve@gobierno.example'));
    expect(line).toMatchObject({
      kind: 'act-refused',
      requestRef: null,
      values: { why: 'right', kept: 'no' },
    });
  });

  it('tells what happened meanwhile and gives the words back as a draft', async () => {
    const request = await file();
    await held(resolveRequest, resolving(request));
    await desk.call(postNote, { session: lead, params: { id: request.id }, body: { text: 'Ojo', attachments: [] } });
    await pass();
    expect((await now(request)).state).toBe('registered');
    const [line] = await bellOf(agent);
    expect(line).toMatchObject({
      kind: 'act-refused',
      side: 'desk',
      requestRef: request.folio.replace(/^DTI\//, '').replaceAll('/', '-'),
      values: { act: 'resolveRequest', why: 'changed', kept: 'yes' },
    });
    expect(await draftsOf(agent, request)).toEqual({ reply: 'Se cambió el tóner.', note: null });
    expect(await factsOf(request)).not.toContain('request.resolved');
  });
});

describe('an act that waits and is wanted now', () => {
  const settleIt = (session: string, of: Held) => desk.call(settleHeld, { session, params: { id: of.heldId } });

  it('is done before its instant, once, and its author sees the request after it', async () => {
    const request = await file();
    const body = { version: request.version, text: 'Vamos en camino.', attachments: [] };
    const waiting = await held(postMessage, { session: agent, params: { id: request.id }, body });
    expect((await settleIt(lead, waiting)).status).toBe(404);
    const both = await Promise.all([settleIt(agent, waiting), settleIt(agent, waiting)]);
    const done = both.find((each) => each.reply.request !== null);
    expect(done?.reply).toMatchObject({ outcome: 'done', code: null, refusedOfMany: 0 });
    expect(done?.reply.request?.timeline.at(-1)?.message?.text).toBe('Vamos en camino.');
    expect((await settleIt(agent, waiting)).reply).toMatchObject({ outcome: 'done', request: null });
    expect((await undo(agent, waiting)).status).toBe(410);
    await pass();
    expect((await factsOf(request)).filter((fact) => fact === 'request.messaged')).toHaveLength(1);
  });

  it('says why it was refused, at once and to whoever asks later', async () => {
    const request = await file();
    const waiting = await held(resolveRequest, resolving(request));
    await desk.call(takeRequest, { session: lead, params: { id: request.id }, body: {} });
    const refused = { outcome: 'refused', code: 'version.stale', request: null };
    expect((await settleIt(agent, waiting)).reply).toMatchObject(refused);
    expect((await settleIt(agent, waiting)).reply).toMatchObject(refused);
    const other = await held(assignRequest, assigning(await now(request)));
    await undo(agent, other);
    expect((await settleIt(agent, other)).reply.outcome).toBe('undone');
  });
});

describe('one effect', () => {
  it('for one key, however often it is sent, waiting or not', async () => {
    const request = await file();
    const asked = resolving(request);
    const first = await held(resolveRequest, asked);
    expect(await held(resolveRequest, asked)).toEqual(first);
    const other = await hold(resolveRequest, { ...asked, body: { ...asked.body, solution: 'Otra cosa.' } });
    expect([other.status, other.problem.code]).toEqual([409, 'idempotency.mismatch']);
    expect((await desk.call(resolveRequest, asked)).reply.state).toBe('resolved');
    await pass();
    expect((await factsOf(request)).filter((fact) => fact === 'request.resolved')).toHaveLength(1);
    expect(await held(resolveRequest, asked)).toEqual(first);
    expect((await bellOf(agent)).filter((line) => line.requestRef?.endsWith(request.folio.slice(-6)))).toEqual([]);
  });

  it('although two nodes look at the same time', async () => {
    const requests = [await file(), await file(), await file(), await file()];
    for (const request of requests) await held(assignRequest, assigning(request));
    desk.clock.advance(10_000);
    await Promise.all([performDue(desk.house), performDue(desk.house), performDue(desk.house)]);
    for (const request of requests) {
      expect((await factsOf(request)).filter((fact) => fact === 'request.assigned')).toHaveLength(1);
      expect(await firstBreak(desk.house.store.read, `request:${request.id}`)).toBeNull();
    }
  });

  it('although the node was cut between the act and the note that it was done', async () => {
    const request = await file();
    const waiting = await held(assignRequest, assigning(request));
    desk.clock.advance(10_000);
    const undoable = desk.house.undoable.get('assignRequest');
    const cut = new Map([
      [
        'assignRequest',
        {
          ...undoable,
          handle: async (call: never) => {
            await undoable?.handle(call);
            throw new Error('cut');
          },
        },
      ],
    ]) as never;
    await performDue({ ...desk.house, undoable: cut, log: { ...desk.house.log, error: () => undefined } as never });
    expect((await now(request)).state).toBe('assigned');
    expect((await undo(agent, waiting)).status).toBe(410);
    await pass(120);
    expect((await factsOf(request)).filter((fact) => fact === 'request.assigned')).toHaveLength(1);
    expect((await desk.call(listHeld, { session: agent })).reply.items).toEqual([]);
    const { rows } = await sql<{ outcome: string }>`select outcome from held_acts where id = ${waiting.heldId}`.execute(
      desk.house.store.read,
    );
    expect(rows).toEqual([{ outcome: 'done' }]);
  });

  it('although the node that had taken it was killed', async () => {
    const request = await file();
    await held(assignRequest, assigning(request));
    desk.clock.advance(10_000);
    expect(await desk.house.store.aside('held', claimDue)).toMatchObject({ operation: 'assignRequest' });
    await performDue(desk.house);
    expect((await now(request)).state).toBe('registered');
    desk.clock.advance(MINUTE);
    await performDue(desk.house);
    expect((await now(request)).state).toBe('assigned');
  });
});

describe('an act on many that waits', () => {
  const many = (items: readonly { id: RequestId; version: number }[], session = agent) => ({
    session,
    key: newId(),
    body: {
      act: { do: 'resolve' as const, solution: 'Se reinició el servidor.', closureCode: 'solved' },
      items: items.map(({ id, version }) => ({ id, version })),
    },
  });

  it('is done, taken back, and told of where some were refused', async () => {
    const [one, two, three] = [await file(), await file(), await file()];
    const back = await held(actOnMany, many([one, two]));
    const taken = await undo(agent, back);
    const stays = [one, two].map(({ id, folio }) => ({ id, folio, outcome: 'undone', code: null, values: {} }));
    expect([taken.status, taken.reply.items]).toEqual([200, stays]);
    expect((await undo(agent, back)).reply.items).toEqual(stays);
    await pass();
    expect((await now(one)).state).toBe('registered');
    const late = await held(actOnMany, many([one, two, three]));
    await desk.call(takeRequest, { session: lead, params: { id: two.id }, body: {} });
    await pass();
    const each = [
      { id: one.id, folio: one.folio, outcome: 'done', code: null },
      { id: three.id, folio: three.folio, outcome: 'done', code: null },
      { id: two.id, folio: two.folio, outcome: 'refused', code: 'version.stale', values: { fact: 'request.taken' } },
    ];
    const answer = await undo(agent, late);
    expect([answer.status, answer.reply.items]).toMatchObject([200, each]);
    const told = await desk.call(settleHeld, { session: agent, params: { id: late.heldId } });
    expect(told.reply).toMatchObject({ outcome: 'refused', items: each });
    expect([(await now(one)).state, (await now(two)).state, (await now(three)).state]).toEqual([
      'resolved',
      'in_progress',
      'resolved',
    ]);
    const [line] = await bellOf(agent);
    expect(line).toMatchObject({ kind: 'acts-refused', requestRef: null, values: { asked: '3', refused: '1' } });
    expect((await draftsOf(agent, two)).reply).toBe('Se reinició el servidor.');
    expect((await draftsOf(agent, one)).reply).toBeNull();
  });

  it('is answered at once where none of them would change', async () => {
    const request = await file();
    const answer = await hold(actOnMany, many([{ ...request, version: 12 }]));
    expect([answer.status, answer.reply.refused.length]).toEqual([200, 1]);
  });
});
