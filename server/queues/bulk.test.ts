import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actOnMany, type BulkAct, previewBulk } from '#contract/bulk.ts';
import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import { savePreferences } from '#contract/profile.ts';
import { fileRequest, type RequestId, type RequestView, readRequest, takeRequest } from '#contract/requests.ts';
import { firstBreak } from '#server/shared/history.ts';
import { newId } from '#server/shared/ids.ts';
import { type Settled, settle } from '#tests/security/settled.ts';

let desk: Settled;
let rosa: string;
let agent: string;
let colleague: string;
let stranger: string;
let owner: string;
let teamId: string;
let areaId: string;

const NOBODY = '01890000-0000-7000-8000-00000000dead' as RequestId;

const person = async (name: string, roles: Parameters<Settled['person']>[0]['roles'], teamIds: string[] = []) => {
  await desk.person({ email: `${name}@gobierno.example`, roles, teamIds });
  return desk.enter(`${name}@gobierno.example`);
};
const file = async (subject = 'La impresora no imprime', session = rosa): Promise<RequestView> => {
  const body = { draftId: null, subject, description: 'Desde el viernes no imprime.', areaId, serviceId: null };
  const rest = { place: { building: '', floor: '', office: '', phone: '' }, attachments: [] };
  const answer = await desk.call(fileRequest, { session, body: { ...body, ...rest } as never });
  expect(answer.status, answer.raw.body).toBe(201);
  return answer.reply;
};
const some = async (count: number, subject?: string): Promise<RequestView[]> => {
  const filed: RequestView[] = [];
  for (let n = 0; n < count; n += 1) filed.push(await file(subject));
  return filed;
};
const now = async (request: { id: string }, session = owner): Promise<RequestView> =>
  (await desk.call(readRequest, { session, params: { ref: request.id } })).reply;
const preview = async (session: string, act: BulkAct, of: object) => {
  const answer = await desk.call(previewBulk, { session, body: { act, of } as never });
  expect(answer.status, answer.raw.body).toBe(200);
  return answer.reply;
};
const act = (session: string, what: BulkAct, items: readonly { id: RequestId; version: number }[], key = newId()) =>
  desk.call(actOnMany, { session, key, body: { act: what, items: items.map(({ id, version }) => ({ id, version })) } });
const TAKE: BulkAct = { do: 'take' };
const resolving = (text: string) => ({ do: 'resolve', solution: text, closureCode: 'solved' }) as BulkAct;

beforeAll(async () => {
  desk = await settle();
  owner = await person('dsg', ['service_owner']);
  areaId = String((await desk.call(readCatalogue, { session: owner })).reply.areas[0]?.id);
  const { teams } = (await desk.call(readDeskLists, { session: owner })).reply;
  const [first, second] = teams.filter((team) => team.areaId === areaId);
  teamId = String(first?.id);
  rosa = await person('rosa', ['requester']);
  agent = await person('laura', ['agent'], [teamId]);
  colleague = await person('karla', ['agent'], [teamId]);
  const other = teams.find((team) => team.areaId !== null && team.areaId !== areaId);
  stranger = await person('otra', ['agent'], [String(other?.id ?? second?.id)]);
});
afterAll(() => desk.close());

describe('the preview of an act on many', () => {
  it('says of each what would change or why not, and does nothing', async () => {
    const [fresh, taken, done] = [await file(), await file(), await file()];
    await desk.call(takeRequest, { session: colleague, params: { id: taken.id }, body: {} });
    const solved = { solution: 'Listo.', closureCode: 'solved', attachments: [] };
    await act(owner, resolving(solved.solution), [done]);
    const before = await Promise.all([fresh, taken, done].map((each) => now(each)));
    const ids = [fresh.id, taken.id, done.id, NOBODY, fresh.id];
    const { items, more } = await preview(agent, TAKE, { ids });
    expect(more).toBe(false);
    expect(items.map((item) => [item.folio, item.after?.state ?? null, item.refusal?.code ?? null])).toEqual([
      [fresh.folio, 'in_progress', null],
      [taken.folio, null, 'request.taken'],
      [done.folio, null, 'request.transition'],
      [null, null, 'not-found'],
    ]);
    expect(items[0]).toMatchObject({
      subject: fresh.subject,
      version: fresh.version,
      before: { state: 'registered', agentName: null },
      after: { state: 'in_progress', agentName: 'Rosa Elena Canul Pech' },
    });
    expect(await Promise.all([fresh, taken, done].map((each) => now(each)))).toEqual(before);
    expect(await firstBreak(desk.house.store.read, `request:${fresh.id}`)).toBeNull();
  });

  it('looks at a view as its reader would see it, up to two hundred', async () => {
    const subject = `Escáner ${newId().slice(-6)}`;
    const filed = await some(3, subject);
    const seen = await preview(
      agent,
      { do: 'assign', teamId: teamId as never, agentId: null },
      { filters: { q: subject } },
    );
    expect(new Set(seen.items.map((item) => item.id))).toEqual(new Set(filed.map((each) => each.id)));
    expect(seen.items.every((item) => item.after?.state === 'assigned' && item.after.teamName !== null)).toBe(true);
    expect((await preview(stranger, TAKE, { filters: { q: subject } })).items).toEqual([]);
  });

  it('refuses as a whole what no request could take', async () => {
    const request = await file();
    const foreign = { do: 'assign', teamId: NOBODY, agentId: null } as never;
    const answer = await desk.call(previewBulk, { session: agent, body: { act: foreign, of: { ids: [request.id] } } });
    expect([answer.status, answer.problem.fields?.[0]?.path]).toEqual([400, 'act.teamId']);
    const many = Array.from({ length: 201 }, () => newId()) as RequestId[];
    expect((await desk.call(previewBulk, { session: agent, body: { act: TAKE, of: { ids: many } } })).status).toBe(400);
    expect(
      (await desk.call(previewBulk, { session: rosa, body: { act: TAKE, of: { ids: [request.id] } } })).status,
    ).toBe(403);
  });
});

describe('the words of an act on many', () => {
  it('are each request’s own; one that cannot fill them in is refused with what it lacks, and the others go', async () => {
    const [free, taken] = [await file(), await file()];
    await desk.call(takeRequest, { session: agent, params: { id: taken.id }, body: {} });
    const text = 'Hola, {nombre}. Te escribe {tecnico} por {folio}.';
    const seen = await preview(agent, { do: 'reply', text }, { ids: [free.id, taken.id] });
    const own = `Hola, Rosa Elena. Te escribe Rosa Elena Canul Pech por ${taken.folio}.`;
    expect(seen.items.map(({ words, refusal }) => [words, refusal])).toEqual([
      [null, { code: 'canned-reply.blank', values: { names: '{tecnico}' } }],
      [own, null],
    ]);
    const { reply } = await act(agent, { do: 'reply', text }, [await now(free), await now(taken)]);
    expect([reply.done.map(({ id }) => id), reply.refused.map(({ code }) => code)]).toEqual([
      [taken.id],
      ['canned-reply.blank'],
    ]);
    expect((await now(taken)).timeline.at(-1)?.message?.text).toBe(own);
    expect((await now(free)).version).toBe(free.version);
  });

  it('come in the language of each reader where there are both, and the preview says which gets what', async () => {
    const english = await person('emily', ['requester']);
    const preferences = {
      locale: 'en',
      theme: 'system',
      letters: { messages: true, progress: true, assignment: true },
    };
    expect((await desk.call(savePreferences, { session: english, body: preferences as never })).status).toBe(200);
    const [hers, his] = [await file(undefined, english), await file()];
    const two = { text: 'Hola, {nombre}.', english: 'Hello, {nombre}: {folio}.' };
    const own = `Hello, Rosa Elena: ${hers.folio}.`;
    const seen = async (act: BulkAct) =>
      (await preview(agent, act, { ids: [hers.id, his.id] })).items.map(({ words, language }) => [language, words]);
    expect(await seen({ do: 'reply', ...two })).toEqual([
      ['en', own],
      ['es-MX', 'Hola, Rosa Elena.'],
    ]);
    const solved = { do: 'resolve', solution: 'Listo.', english: 'Done.', closureCode: 'solved' } as BulkAct;
    expect(await seen(solved)).toEqual([
      ['en', 'Done.'],
      ['es-MX', 'Listo.'],
    ]);
    const said = async (request: RequestView) => (await now(request)).timeline.at(-1)?.message?.text;
    expect((await act(agent, { do: 'ask', ...two }, [hers, his])).reply.refused).toEqual([]);
    expect([await said(hers), await said(his)]).toEqual([own, 'Hola, Rosa Elena.']);
    expect((await act(agent, solved, [await now(hers), await now(his)])).reply.refused).toEqual([]);
    expect([await said(hers), await said(his)]).toEqual(['Done.', 'Listo.']);
  });

  it('may not grow past what an answer holds', async () => {
    const request = await file('M'.repeat(150));
    const solution = '{asunto}'.repeat(40);
    const act = { do: 'resolve', solution, closureCode: 'solved' } as BulkAct;
    const [line] = (await preview(owner, act, { ids: [request.id] })).items;
    expect(line?.refusal).toEqual({ code: 'canned-reply.long', values: { limit: 4000 } });
  });

  it('stay as they were written where there is nothing to fill in', async () => {
    const request = await file();
    const [line] = (await preview(owner, { do: 'note', text: 'Va {esto} así.' }, { ids: [request.id] })).items;
    expect([line?.words, line?.refusal]).toEqual([null, null]);
  });
});

describe('an act on many', () => {
  it('does each on its own and names by folio those it did not do', async () => {
    const [one, two, foreign] = [await file(), await file(), await file()];
    await desk.call(takeRequest, { session: colleague, params: { id: two.id }, body: {} });
    const items = [one, two, { ...foreign, version: 7 }, { id: NOBODY, version: 1 }];
    const { status, reply } = await act(agent, { do: 'reply', text: 'Vamos en camino.' }, items);
    expect(status).toBe(200);
    expect(reply.done).toEqual([{ id: one.id, folio: one.folio }]);
    expect(reply.refused.map((each) => [each.folio, each.code])).toEqual([
      [two.folio, 'version.stale'],
      [foreign.folio, 'version.stale'],
      [null, 'not-found'],
    ]);
    expect((await now(one)).timeline.at(-1)?.message?.text).toBe('Vamos en camino.');
    expect((await now(two)).timeline.at(-1)?.message).toBeNull();
  });

  it('takes what a colleague has for a reason, and says it where it changes hands alone', async () => {
    const [fresh, taken] = [await file(), await file()];
    await desk.call(takeRequest, { session: colleague, params: { id: taken.id }, body: {} });
    const items = [await now(fresh), await now(taken)];
    const bare = (await act(agent, TAKE, items)).reply;
    expect(bare.done.map(({ id }) => id)).toEqual([fresh.id]);
    expect(bare.refused).toMatchObject([
      { id: taken.id, code: 'request.taken', values: { by: 'Rosa Elena Canul Pech', fact: 'request.taken' } },
    ]);
    const reason = 'Karla salió a una visita.';
    const other = await file();
    const again = [other, await now(taken)];
    expect((await act(agent, { do: 'take', reason }, again)).reply.refused).toEqual([]);
    const said = (request: RequestView) => request.timeline.filter((entry) => entry.message?.text === reason).length;
    expect([said(await now(other)), said(await now(taken))]).toEqual([0, 1]);
  });

  it('leads through a day: assign, take, ask, wait, resume, note, resolve', async () => {
    const filed = await some(2);
    const steps: [BulkAct, string][] = [
      [{ do: 'assign', teamId: teamId as never, agentId: null, reason: 'Turno de la tarde' }, 'assigned'],
      [TAKE, 'in_progress'],
      [{ do: 'wait', who: 'Proveedor', reference: 'OC-12', until: '2026-12-01' }, 'waiting_third_party'],
      [{ do: 'resume' }, 'in_progress'],
      [{ do: 'note', text: 'Ya llegó la pieza.' }, 'in_progress'],
      [{ do: 'ask', text: '¿Ya imprime?' }, 'waiting_requester'],
      [resolving('Se cambió la pieza.'), 'resolved'],
    ];
    for (const [what, state] of steps) {
      const items = await Promise.all(filed.map((each) => now(each)));
      const { reply } = await act(agent, what, items);
      expect([what.do, reply.done.length, reply.refused]).toEqual([what.do, 2, []]);
      for (const each of filed) expect([what.do, (await now(each)).state]).toEqual([what.do, state]);
    }
  });

  it('has one effect on each, however often its key comes and whoever else acts on the same', async () => {
    const filed = await some(4);
    const key = newId();
    const both = await Promise.all([
      act(agent, TAKE, filed, key),
      act(agent, TAKE, filed, key),
      act(colleague, TAKE, filed),
      act(colleague, TAKE, filed.toReversed()),
    ]);
    expect(both.map((each) => each.status)).toEqual([200, 200, 200, 200]);
    for (const request of filed) {
      const { timeline } = await now(request);
      expect(timeline.filter((entry) => entry.fact === 'request.taken')).toHaveLength(1);
      expect(await firstBreak(desk.house.store.read, `request:${request.id}`)).toBeNull();
    }
    const again = await act(agent, TAKE, filed, key);
    expect(again.reply.done).toEqual(both[0].reply.done);
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from history
      where fact = 'request.taken' and stream = any(${filed.map((each) => `request:${each.id}`)})`.execute(
      desk.house.store.read,
    );
    expect(rows[0]?.count).toBe(filed.length);
    const other = await act(agent, { do: 'note', text: 'Otra cosa' }, filed, key);
    expect([other.status, other.problem.code]).toEqual([409, 'idempotency.mismatch']);
  });
});
