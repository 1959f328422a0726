import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import {
  assignRequest,
  fileRequest,
  postMessage,
  postNote,
  type ReplyKind,
  type RequestView,
  readReplyDrafts,
  readRequest,
  resolveRequest,
  saveReplyDraft,
} from '#contract/requests.ts';
import { DAY } from '#server/shared/clock.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { sweepDrafts } from './drafts.ts';
import { returnToDraft } from './reply-draft-rows.ts';

let desk: Settled;
let rosa: string;
let other: string;
let agent: string;
let agentId: string;
let colleague: string;
let auditor: string;
let teamId: string;
let areaId: string;

const enter = async (name: string, roles: Parameters<Settled['person']>[0]['roles'], teamIds: string[] = []) => {
  const id = await desk.person({ email: `${name}@gobierno.example`, roles, teamIds });
  return { id, session: await desk.enter(`${name}@gobierno.example`) };
};

const file = async (): Promise<RequestView> => {
  const body = { draftId: null, subject: 'La impresora no imprime', description: 'Desde el viernes.', areaId };
  const rest = { serviceId: null, place: { building: '', floor: '', office: '', phone: '' }, attachments: [] };
  return (await desk.call(fileRequest, { session: rosa, body: { ...body, ...rest } as never })).reply;
};
const keep = (session: string, request: RequestView, draft: { kind?: ReplyKind; text: string; through?: number }) =>
  desk.call(saveReplyDraft, {
    session,
    params: { id: request.id },
    body: { kind: draft.kind ?? 'reply', text: draft.text, through: draft.through ?? 1 },
  });
const kept = async (session: string, request: RequestView) => {
  const { reply } = await desk.call(readReplyDrafts, { session, params: { id: request.id } });
  return { reply: reply.reply?.text ?? null, note: reply.note?.text ?? null };
};
const last = async (request: RequestView) =>
  (await desk.call(readRequest, { session: agent, params: { ref: request.id } })).reply.timeline.at(-1)?.sequence ?? 0;

beforeAll(async () => {
  desk = await settle();
  const { areas } = (await desk.call(readCatalogue, { session: desk.admin })).reply;
  areaId = String(areas[0]?.id);
  const owner = await enter('dsg', ['service_owner']);
  const { teams } = (await desk.call(readDeskLists, { session: owner.session })).reply;
  teamId = String(teams.find((team) => team.areaId === areaId)?.id);
  rosa = (await enter('rosa', ['requester'])).session;
  other = (await enter('jorge', ['requester'])).session;
  ({ session: agent, id: agentId } = await enter('laura', ['agent'], [teamId]));
  colleague = (await enter('karla', ['agent'], [teamId])).session;
  auditor = (await enter('contraloria', ['auditor'])).session;
});
afterAll(() => desk.close());

describe('an unsent reply', () => {
  it('is its author’s alone, one of each kind, and survives the end of the session', async () => {
    const request = await file();
    expect(await kept(agent, request)).toEqual({ reply: null, note: null });
    await keep(agent, request, { text: 'Buenos dí' });
    expect((await keep(agent, request, { text: '  Buenos días,\n' })).reply.savedAt).toBe(
      desk.clock.now().toISOString(),
    );
    await keep(agent, request, { kind: 'note', text: 'Falta el tóner' });
    await keep(rosa, request, { text: 'Ya la reinicié' });
    const again = await desk.enter('laura@gobierno.example');
    expect(await kept(again, request)).toEqual({ reply: '  Buenos días,\n', note: 'Falta el tóner' });
    expect(await kept(colleague, request)).toEqual({ reply: null, note: null });
    expect(await kept(rosa, request)).toEqual({ reply: 'Ya la reinicié', note: null });
    expect(await kept(auditor, request)).toEqual({ reply: null, note: null });
    await keep(agent, request, { kind: 'note', text: '  ' });
    expect(await kept(agent, request)).toEqual({ reply: '  Buenos días,\n', note: null });
  });

  it('is kept only by those who may send it', async () => {
    const request = await file();
    expect((await keep(rosa, request, { kind: 'note', text: 'x' })).status).toBe(403);
    expect((await keep(other, request, { text: 'x' })).status).toBe(404);
    expect((await keep(auditor, request, { text: 'x' })).status).toBe(403);
    expect((await desk.call(readReplyDrafts, { session: other, params: { id: request.id } })).status).toBe(404);
    expect((await keep(agent, request, { text: 'x'.repeat(10_001) })).status).toBe(400);
  });

  it('ends when it is sent, and a late copy of it does not come back', async () => {
    const request = await file();
    const through = await last(request);
    await keep(agent, request, { text: 'Voy para all', through });
    await keep(agent, request, { kind: 'note', text: 'Llevar cable', through });
    const body = { text: 'Voy para allá.', attachments: [] };
    await desk.call(postMessage, { session: agent, params: { id: request.id }, body });
    expect(await kept(agent, request)).toEqual({ reply: null, note: 'Llevar cable' });
    expect((await keep(agent, request, { text: 'Voy para allá', through })).reply.savedAt).toBeNull();
    expect(await kept(agent, request)).toEqual({ reply: null, note: 'Llevar cable' });
    await desk.call(postNote, {
      session: agent,
      params: { id: request.id },
      body: { text: 'Lo llevé', attachments: [] },
    });
    expect(await kept(agent, request)).toEqual({ reply: null, note: null });
    await keep(agent, request, { text: 'Otra cosa', through: await last(request) });
    expect((await kept(agent, request)).reply).toBe('Otra cosa');
  });

  it('stays when another act of its author carries other words', async () => {
    const request = await file();
    const through = await last(request);
    await keep(agent, request, { text: 'Pregunta a medias', through });
    await keep(agent, request, { kind: 'note', text: 'Cambio de', through });
    const reassign = { teamId: teamId as never, agentId: null, reason: 'Cambio de turno' };
    await desk.call(assignRequest, { session: agent, params: { id: request.id }, body: reassign });
    expect(await kept(agent, request)).toEqual({ reply: 'Pregunta a medias', note: null });
    const solution = { solution: 'Se cambió el tóner.', closureCode: 'solved', attachments: [] };
    await desk.call(resolveRequest, { session: agent, params: { id: request.id }, body: solution as never });
    expect((await kept(agent, request)).reply).toBe('Pregunta a medias');
  });

  it('takes words back that could not be sent, beside what is written meanwhile', async () => {
    const request = await file();
    const back = (text: string) =>
      desk.house.store.aside('draft', (db, now) =>
        returnToDraft(db, { personId: agentId, requestId: request.id, kind: 'reply', text, now }),
      );
    await back('La solución');
    await back('La solución');
    expect((await kept(agent, request)).reply).toBe('La solución');
    await keep(agent, request, { text: 'Nueva idea', through: await last(request) });
    await back('La solución');
    expect((await kept(agent, request)).reply).toBe('Nueva idea\n\nLa solución');
  });

  it('is forgotten after a month', async () => {
    const request = await file();
    await keep(agent, request, { text: 'Olvidada' });
    desk.clock.advance(31 * DAY);
    await sweepDrafts(desk.house);
    agent = await desk.enter('laura@gobierno.example');
    expect(await kept(agent, request)).toEqual({ reply: null, note: null });
  });
});
