import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import { markDuplicate } from '#contract/duplicates.ts';
import { HOLD_HEADER, undoHeld } from '#contract/held.ts';
import {
  cancelRequest,
  fileRequest,
  type RequestId,
  type RequestView,
  readRequest,
  reopenRequest,
  takeRequest,
} from '#contract/requests.ts';
import { firstBreak } from '#server/shared/history.ts';
import { type Settled, settle } from '#tests/security/settled.ts';

let desk: Settled;
let rosa: string;
let berta: string;
let agent: string;
let stranger: string;
let owner: string;
let areaId: string;

const person = async (name: string, roles: Parameters<Settled['person']>[0]['roles'], teamIds: string[] = []) => {
  await desk.person({ email: `${name}@gobierno.example`, roles, teamIds });
  return desk.enter(`${name}@gobierno.example`);
};
const file = async (session = rosa): Promise<RequestView> => {
  const body = { draftId: null, subject: 'No hay red en el edificio', description: 'Desde las nueve.', areaId };
  const rest = { serviceId: null, place: { building: '', floor: '', office: '', phone: '' }, attachments: [] };
  const answer = await desk.call(fileRequest, { session, body: { ...body, ...rest } as never });
  expect(answer.status, answer.raw.body).toBe(201);
  return answer.reply;
};
const now = async (request: { id: string }, session = owner): Promise<RequestView> =>
  (await desk.call(readRequest, { session, params: { ref: request.id } })).reply;
const mark = (request: { id: string; version?: number }, of: { id: string }, session = agent) =>
  desk.call(markDuplicate, {
    session,
    params: { id: request.id as RequestId },
    body: { of: of.id as RequestId, ...(request.version === undefined ? {} : { version: request.version }) },
  });

beforeAll(async () => {
  desk = await settle();
  owner = await person('dsg', ['service_owner']);
  areaId = String((await desk.call(readCatalogue, { session: owner })).reply.areas[0]?.id);
  const { teams } = (await desk.call(readDeskLists, { session: owner })).reply;
  const mine = teams.find((team) => team.areaId === areaId);
  const other = teams.find((team) => team.areaId !== null && team.areaId !== areaId);
  rosa = await person('rosa', ['requester']);
  berta = await person('berta', ['requester']);
  agent = await person('laura', ['agent'], [String(mine?.id)]);
  stranger = await person('ajeno', ['agent'], [String(other?.id)]);
});
afterAll(() => desk.close());

describe('a duplicate', () => {
  it('is closed and tied to the other, both ways, and its requester learns no folio of somebody else', async () => {
    const [first, again] = [await file(), await file(berta)];
    const { reply, status } = await mark(again, first);
    expect([status, reply.state, reply.closing?.code]).toEqual([200, 'closed', 'duplicate']);
    expect(reply.duplicateOf?.request?.folio).toBe(first.folio);
    expect((await now(first, agent)).duplicates.map(({ folio }) => folio)).toEqual([again.folio]);
    const seenByBerta = await now(again, berta);
    expect(seenByBerta.duplicateOf).toEqual({ request: null });
    expect(JSON.stringify(seenByBerta)).not.toContain(first.folio);
    expect(seenByBerta.timeline.at(-1)?.fact).toBe('request.duplicated');
    expect(seenByBerta.description).toBe('Desde las nueve.');
    expect((await now(first, rosa)).duplicates).toEqual([]);
    await desk.drain();
    const letter = desk.mailbox.letters.find(
      ({ to, text }) => to.address === 'berta@gobierno.example' && text.includes('una sola'),
    );
    expect(letter?.text).not.toContain(first.folio);
    expect(await firstBreak(desk.house.store.read, `request:${again.id}`)).toBeNull();
  });

  it('shows its requester the other one where it is theirs too, and may be reopened when it is not the same', async () => {
    const [first, again] = [await file(), await file()];
    await mark(again, first);
    expect((await now(again, rosa)).duplicateOf?.request?.id).toBe(first.id);
    const body = { reason: 'No es lo mismo: es otro piso.', attachments: [] };
    expect((await desk.call(reopenRequest, { session: rosa, params: { id: again.id }, body })).status).toBe(200);
    const back = await now(again, agent);
    expect([back.state, back.duplicateOf, back.closing]).toEqual(['in_progress', null, null]);
    expect((await now(first, agent)).duplicates).toEqual([]);
  });

  it('waits ten seconds, and taken back it never happened', async () => {
    const [first, again] = [await file(), await file()];
    const held = await desk.call(markDuplicate, {
      session: agent,
      headers: { [HOLD_HEADER]: '1' },
      params: { id: again.id },
      body: { version: again.version, of: first.id },
    });
    expect(held.status).toBe(202);
    const { heldId } = held.reply as unknown as { heldId: never };
    expect((await desk.call(undoHeld, { session: agent, params: { id: heldId } })).status).toBe(200);
    desk.clock.advance(11_000);
    await desk.drain();
    expect(await now(again)).toMatchObject({ state: 'registered', version: again.version, duplicateOf: null });
  });

  it('is refused of itself, of a duplicate, of what has ended, of what one may not see, and after another act', async () => {
    const [first, again, gone] = [await file(), await file(), await file()];
    const refused = async (answer: ReturnType<typeof mark>) => (await answer).problem.code;
    expect(await refused(mark(first, first))).toBe('input.invalid');
    await desk.call(cancelRequest, { session: rosa, params: { id: gone.id }, body: { reason: 'Ya no hace falta.' } });
    expect(await refused(mark(again, gone))).toBe('request.transition');
    expect(await refused(mark(again, first, stranger))).toBe('not-found');
    expect(await refused(mark(again, { id: '01890000-0000-7000-8000-00000000dead' }))).toBe('not-found');
    await desk.call(takeRequest, { session: agent, params: { id: again.id }, body: {} });
    expect(await refused(mark(again, first))).toBe('version.stale');
    await mark({ id: again.id }, first);
    expect(await refused(mark(first, again))).toBe('request.duplicate-chain');
    expect(await refused(mark({ id: again.id }, first))).toBe('request.transition');
  });

  it('leaves one of two that are marked of each other at once', async () => {
    const [one, two] = [await file(), await file()];
    const both = await Promise.all([mark(one, two), mark(two, one)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const states = [(await now(one)).state, (await now(two)).state];
    expect(states.toSorted()).toEqual(['closed', 'registered']);
  });
});
