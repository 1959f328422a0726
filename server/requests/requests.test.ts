import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discardAttachment, uploadAttachment } from '#contract/attachments.ts';
import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import type { BodyInput } from '#contract/operation.ts';
import {
  acceptSolution,
  askRequester,
  assignRequest,
  cancelRequest,
  discardDraft,
  downloadAttachment,
  fileRequest,
  listMyRequests,
  listQueue,
  markRead,
  postMessage,
  postNote,
  readDrafts,
  readReceipt,
  readRequest,
  rejectRequest,
  reopenRequest,
  resolveRequest,
  resumeRequest,
  saveDraft,
  scheduleVisit,
  takeRequest,
  waitThirdParty,
} from '#contract/requests.ts';
import { DAY, HOUR, MINUTE } from '#server/shared/clock.ts';
import { firstBreak } from '#server/shared/history.ts';
import { newId } from '#server/shared/ids.ts';
import { MORNING } from '#tests/kit/house.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { closeResting } from './close-resting.ts';

let desk: Settled;
let rosa: string;
let other: string;
let agent: string;
let stranger: string;
let lead: string;
let areaId: BodyInput<typeof fileRequest>['areaId'];
let otherAreaId: BodyInput<typeof fileRequest>['areaId'];
let teamId: string;

const PLACE = { building: 'Edificio A', floor: '2', office: 'Recursos Humanos', phone: '' };
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const signedIn = async (email: string, roles: Parameters<Settled['person']>[0]['roles'], teamIds: string[] = []) => {
  await desk.person({ email, roles, teamIds });
  return desk.enter(email);
};

const filing = (more: Partial<BodyInput<typeof fileRequest>> = {}): BodyInput<typeof fileRequest> => ({
  draftId: null,
  subject: 'La impresora no imprime',
  description: 'Desde el viernes recibe los documentos pero no imprime.',
  areaId,
  serviceId: null,
  place: PLACE,
  attachments: [],
  ...more,
});

const file = async (more: Partial<BodyInput<typeof fileRequest>> = {}, session = rosa) => {
  const answer = await desk.call(fileRequest, { session, body: filing(more) });
  expect(answer.status, answer.raw.body).toBe(201);
  return answer.reply;
};

const attach = async (name = 'captura.png', bytes: Buffer = PNG, session = rosa) =>
  (await desk.call(uploadAttachment, { session, query: { name }, upload: bytes })).reply;

/** Sessions end while nobody uses them: after each jump of the clock everybody signs in again. */
const arrive = async () => {
  rosa = await desk.enter('rosa.canul@gobierno.example');
  other = await desk.enter('jorge.balam@gobierno.example');
  agent = await desk.enter('laura.mendoza@gobierno.example');
  stranger = await desk.enter('karla.uc@gobierno.example');
  lead = await desk.enter('marco.dzul@gobierno.example');
};
const pass = async (milliseconds: number) => {
  desk.clock.advance(milliseconds);
  await arrive();
};
const backToMorning = async () => {
  desk.clock.set(MORNING);
  await arrive();
};

beforeAll(async () => {
  desk = await settle();
  const { areas } = (await desk.call(readCatalogue, { session: desk.admin })).reply;
  const named = (code: string) => areas.find((area) => area.code === code)?.id ?? areas[0]?.id;
  areaId = String(named('ST'));
  otherAreaId = String(named('SI'));
  const owner = await signedIn('dsg@gobierno.example', ['service_owner', 'requester']);
  const { teams } = (await desk.call(readDeskLists, { session: owner })).reply;
  const ofArea = (id: string) => String(teams.find((team) => team.areaId === id)?.id);
  teamId = ofArea(areaId);
  rosa = await signedIn('rosa.canul@gobierno.example', ['requester']);
  other = await signedIn('jorge.balam@gobierno.example', ['requester']);
  agent = await signedIn('laura.mendoza@gobierno.example', ['agent', 'requester'], [teamId]);
  stranger = await signedIn('karla.uc@gobierno.example', ['agent', 'requester'], [ofArea(otherAreaId)]);
  lead = await signedIn('marco.dzul@gobierno.example', ['team_lead', 'requester'], [teamId]);
});
afterAll(() => desk.close());

describe('filing a request', () => {
  it('issues consecutive folios, keeps the receipt and remembers the place', async () => {
    const first = await file();
    const second = await file();
    expect(first.folio).toMatch(/^DTI\/SS\/2026\/\d{6}$/);
    expect(Number(second.folio.slice(-6))).toBe(Number(first.folio.slice(-6)) + 1);
    expect(first.state).toBe('registered');
    expect(first.resolution.status).toBe('running');
    const receipt = (await desk.call(readReceipt, { session: rosa, params: { ref: first.id } })).reply;
    expect(receipt).toMatchObject({
      folio: first.folio,
      subject: 'La impresora no imprime',
      requesterName: 'Rosa Elena Canul Pech',
    });
    expect(receipt.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect((await desk.call(readDrafts, { session: rosa })).reply.lastPlace).toEqual(PLACE);
  });

  it('gives its answer again to who repeats a call past the limit of an hour, and makes no new request then', async () => {
    const busy = await signedIn('muchas@gobierno.example', ['requester']);
    const send = (key: string) => desk.call(fileRequest, { session: busy, key, body: filing() });
    const first = await send('primera-del-lote');
    for (let n = 2; n <= 60; n += 1) expect((await send(`del-lote-numero-${n}`)).status).toBe(201);
    expect((await send('una-de-mas-1')).problem.code).toBe('rate.exceeded');
    expect((await send('primera-del-lote')).reply.folio).toBe(first.reply.folio);
  });

  it('makes one request of one idempotency key, however often it is sent, also at the same time', async () => {
    const before = (await desk.call(listMyRequests, { session: rosa, query: { state: 'all' } })).reply.counts?.all ?? 0;
    const asked = { session: rosa, body: filing({ subject: 'Una sola vez' }), key: 'doble-clic-0001' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => desk.call(fileRequest, asked)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.reply.folio)).size).toBe(1);
    expect((await desk.call(listMyRequests, { session: rosa, query: { state: 'all' } })).reply.counts?.all).toBe(
      before + 1,
    );
    const changed = await desk.call(fileRequest, { ...asked, body: filing({ subject: 'Otra cosa distinta' }) });
    expect([changed.status, changed.problem.code]).toEqual([409, 'idempotency.mismatch']);
  });

  it('gives no folio twice and skips none under parallel writers (V85)', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => file({}, other)));
    const numbers = made.map((request) => Number(request.folio.slice(-6))).toSorted((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => Number(numbers[0]) + index));
  });

  it('a refused filing leaves no gap', async () => {
    const before = await file();
    const refused = await desk.call(fileRequest, {
      session: rosa,
      body: filing({ attachments: ['01890000-0000-7000-8000-000000000000'] }),
    });
    expect([refused.status, refused.problem.code]).toEqual([422, 'attachment.gone']);
    const after = await file();
    expect(Number(after.folio.slice(-6))).toBe(Number(before.folio.slice(-6)) + 1);
  });

  it('tells every field that does not fit', async () => {
    const answer = await desk.call(fileRequest, { session: rosa, body: filing({ subject: ' a ', description: '' }) });
    expect([answer.status, answer.problem.code]).toEqual([400, 'input.invalid']);
    expect(answer.problem.fields?.map((field) => field.path)).toEqual(['subject', 'description']);
  });

  it('refuses a service of another area', async () => {
    const { areas } = (await desk.call(readCatalogue, { session: rosa })).reply;
    const foreign = areas.find((area) => area.id === otherAreaId)?.services[0]?.id ?? null;
    const answer = await desk.call(fileRequest, { session: rosa, body: filing({ serviceId: foreign }) });
    expect([answer.status, answer.problem.code]).toEqual([422, 'service.not-in-area']);
  });

  it('is not for whoever is not signed in', async () => {
    expect((await desk.call(fileRequest, { body: filing() })).status).toBe(401);
    expect((await desk.call(readRequest, { params: { ref: (await file()).id } })).status).toBe(401);
  });
});

describe('following a request', () => {
  it('is found by folio in any form, by words of the subject without accents, and by state', async () => {
    const request = await file({ subject: 'Configuración del correo électronico' });
    const found = async (query: { q?: string; state?: 'open' | 'closed' }) =>
      (await desk.call(listMyRequests, { session: rosa, query })).reply.items.map((item) => item.id);
    const number = String(Number(request.folio.slice(-6)));
    for (const q of [
      number,
      request.folio.slice(-6),
      `SS/2026/${number}`,
      request.folio,
      'configuracion CORREO',
      'electronico',
    ]) {
      expect(await found({ q }), q).toContain(request.id);
    }
    expect(await found({ q: 'configuracion', state: 'closed' })).toEqual([]);
    expect(await found({ q: '100%_' })).toEqual([]);
    const ref = `SS-2026-${request.folio.slice(-6)}`;
    expect((await desk.call(readRequest, { session: rosa, params: { ref } })).reply.id).toBe(request.id);
  });

  it('pages by key without repeating or losing a row', async () => {
    const session = await signedIn('muchas.solicitudes@gobierno.example', ['requester']);
    const made: string[] = [];
    for (let n = 0; n < 30; n += 1) made.push((await file({ subject: `Solicitud número ${n}` }, session)).id);
    const first = (await desk.call(listMyRequests, { session, query: {} })).reply;
    expect(first.items).toHaveLength(25);
    const second = (await desk.call(listMyRequests, { session, query: { cursor: String(first.next) } })).reply;
    expect(second.next).toBeNull();
    expect([...first.items, ...second.items].map((item) => item.id).toSorted()).toEqual(made.toSorted());
    expect((await desk.call(listMyRequests, { session, query: { cursor: 'eso-no-es' } })).status).toBe(400);
  });

  it('is nobody else’s: 404, the same as what does not exist (V28)', async () => {
    const request = await file({ attachments: [(await attach()).id] });
    const attachmentId = String(request.attachments[0]?.id);
    for (const session of [other, stranger, desk.admin]) {
      const asked = [
        await desk.call(readRequest, { session, params: { ref: request.id } }),
        await desk.call(readReceipt, { session, params: { ref: request.id } }),
        await desk.call(postMessage, { session, params: { id: request.id }, body: { text: 'hola', attachments: [] } }),
        await desk.call(cancelRequest, { session, params: { id: request.id }, body: { reason: 'porque sí' } }),
        await desk.call(downloadAttachment, { session, params: { id: request.id, attachmentId } as never }),
        await desk.call(markRead, { session, params: { id: request.id }, body: { through: 1 } }),
      ];
      expect(asked.map((answer) => answer.status)).toEqual([404, 404, 404, 404, 404, 404]);
    }
    const absent = await desk.call(readRequest, {
      session: other,
      params: { ref: '01890000-0000-7000-8000-000000000000' },
    });
    expect(absent.problem.code).toBe('not-found');
  });

  it('marks what is new for the reader, and no longer once read', async () => {
    const request = await file();
    await desk.call(takeRequest, { session: agent, params: { id: request.id }, body: {} });
    await desk.call(postMessage, {
      session: agent,
      params: { id: request.id },
      body: { text: 'Voy para allá.', attachments: [] },
    });
    const mine = async () =>
      (await desk.call(listMyRequests, { session: rosa, query: {} })).reply.items.find(
        (item) => item.id === request.id,
      );
    expect((await mine())?.unread).toBe(true);
    expect((await mine())?.lastMovement).toMatchObject({ fact: 'request.messaged', mine: false });
    const view = (await desk.call(readRequest, { session: rosa, params: { ref: request.id } })).reply;
    expect(view.timeline.map((entry) => entry.unread)).toEqual([false, true, true]);
    await desk.call(markRead, {
      session: rosa,
      params: { id: request.id },
      body: { through: view.timeline.at(-1)?.sequence ?? 0 },
    });
    expect((await mine())?.unread).toBe(false);
  });
});

describe('attending a request', () => {
  it('walks from taken to asked, answered, resolved, accepted; the clock pauses while the requester must act', async () => {
    const { id } = await file();
    const on = { params: { id } };
    const taken = await desk.call(takeRequest, { session: agent, ...on, body: {} });
    expect(taken.reply).toMatchObject({ state: 'in_progress', agentName: 'Rosa Elena Canul Pech' });
    const asked = (
      await desk.call(askRequester, { session: agent, ...on, body: { text: '¿Prende la luz verde?', attachments: [] } })
    ).reply;
    expect(asked.state).toBe('waiting_requester');
    expect(asked.resolution.status).toBe('paused');
    expect(asked.firstResponse.status).toBe('met');
    const waiting = (await desk.call(listMyRequests, { session: rosa, query: {} })).reply.waiting;
    expect(waiting[0]).toMatchObject({ question: '¿Prende la luz verde?', request: { id } });
    await pass(90 * MINUTE);
    const answered = (
      await desk.call(postMessage, { session: rosa, ...on, body: { text: 'Sí, está en verde.', attachments: [] } })
    ).reply;
    expect(answered.state).toBe('in_progress');
    expect(answered.resolution.minutesLeft).toBe(asked.resolution.minutesLeft);
    const resolved = await desk.call(resolveRequest, {
      session: agent,
      ...on,
      body: { solution: 'Se cambió la fuente.', closureCode: 'solved', attachments: [] },
    });
    expect(resolved.reply).toMatchObject({ state: 'resolved', solution: 'Se cambió la fuente.' });
    expect(resolved.reply.resolution.status).toBe('met');
    const accepted = await desk.call(acceptSolution, { session: rosa, ...on, body: {} });
    expect(accepted.reply.state).toBe('closed');
    expect(accepted.reply.timeline.map((entry) => entry.fact)).toEqual([
      'request.registered',
      'request.taken',
      'request.asked',
      'request.answered',
      'request.resolved',
      'request.accepted',
    ]);
    expect(await firstBreak(desk.house.store.read, `request:${id}`)).toBeNull();
    await backToMorning();
  });

  it('an internal note never reaches the requester: not its text, its file, its event nor its mark (V11)', async () => {
    const { id } = await file();
    const secret = await attach('nota.png', PNG, agent);
    const note = await desk.call(postNote, {
      session: agent,
      params: { id },
      body: { text: 'canario-interno', attachments: [secret.id] },
    });
    expect(note.status).toBe(201);
    const seen = await desk.call(readRequest, { session: rosa, params: { ref: id } });
    expect(seen.raw.body).not.toContain('canario-interno');
    expect(seen.raw.body).not.toContain('noted');
    expect(seen.raw.body).not.toContain(secret.id);
    expect(seen.reply.unread).toBe(false);
    expect(
      (await desk.call(downloadAttachment, { session: rosa, params: { id, attachmentId: secret.id } as never })).status,
    ).toBe(404);
    const mine = await desk.call(downloadAttachment, {
      session: agent,
      params: { id, attachmentId: secret.id } as never,
    });
    expect(mine.raw.bytes.equals(PNG)).toBe(true);
    expect(
      (await desk.call(postNote, { session: rosa, params: { id }, body: { text: 'x', attachments: [] } })).status,
    ).toBe(403);
  });

  it('refuses what the state table does not have, and keeps two hands from taking the same request (V86)', async () => {
    const { id } = await file();
    expect((await desk.call(acceptSolution, { session: rosa, params: { id }, body: {} })).problem.code).toBe(
      'request.transition',
    );
    expect((await desk.call(resumeRequest, { session: agent, params: { id }, body: {} })).status).toBe(409);
    const hands = await Promise.all(
      [agent, lead].map((session) => desk.call(takeRequest, { session, params: { id }, body: {} })),
    );
    expect(hands.map((hand) => hand.status).toSorted()).toEqual([200, 409]);
    const second = hands.find((hand) => hand.status === 409);
    expect(second?.problem).toMatchObject({
      code: 'request.taken',
      values: { who: 'person', by: 'Rosa Elena Canul Pech', fact: 'request.taken' },
    });
  });

  it('an act on a version that has moved on is refused', async () => {
    const request = await file();
    await desk.call(takeRequest, { session: agent, params: { id: request.id }, body: { version: request.version } });
    const late = await desk.call(takeRequest, {
      session: lead,
      params: { id: request.id },
      body: { version: request.version },
    });
    expect(late.status).toBe(409);
    expect(late.problem).toMatchObject({
      code: 'version.stale',
      values: { who: 'person', by: 'Rosa Elena Canul Pech', fact: 'request.taken' },
    });
    // What the desk wrote to itself names nobody to who may not read it.
    await desk.call(postNote, { session: agent, params: { id: request.id }, body: { text: 'Ojo', attachments: [] } });
    const body = { version: request.version, reason: 'Ya no hace falta.' };
    const blind = await desk.call(cancelRequest, { session: rosa, params: { id: request.id }, body });
    expect(blind.problem).toMatchObject({ code: 'version.stale' });
    expect(blind.problem.values ?? {}).toEqual({});
  });

  it('waits for a third party, resumes, schedules a visit; days gone by are refused', async () => {
    const { id } = await file();
    const on = { session: agent, params: { id } };
    await desk.call(takeRequest, { ...on, body: {} });
    expect(
      (await desk.call(waitThirdParty, { ...on, body: { who: 'Telmex', reference: '', until: '2026-11-20' } })).problem
        .code,
    ).toBe('date.past');
    const waits = (
      await desk.call(waitThirdParty, { ...on, body: { who: 'Telmex', reference: 'R-1', until: '2026-11-27' } })
    ).reply;
    expect(waits).toMatchObject({ state: 'waiting_third_party', waiting: { reason: 'Telmex (R-1)' } });
    expect(waits.resolution.status).toBe('paused');
    expect((await desk.call(resumeRequest, { ...on, body: {} })).reply.state).toBe('in_progress');
    expect(
      (await desk.call(scheduleVisit, { ...on, body: { at: '2026-11-23T09:00', where: 'Edificio A' } })).problem.code,
    ).toBe('date.past');
    const visit = (await desk.call(scheduleVisit, { ...on, body: { at: '2026-11-25T11:00', where: 'Edificio A' } }))
      .reply;
    expect(visit).toMatchObject({ state: 'scheduled', scheduledAt: '2026-11-25T17:00:00.000Z' });
  });

  it('assigns to a team and a person of it, and to nobody else', async () => {
    const { id } = await file();
    const { teams } = (await desk.call(readDeskLists, { session: lead })).reply;
    const team = teams.find((each) => each.id === teamId);
    const member = team?.members[0];
    const assigned = await desk.call(assignRequest, {
      session: lead,
      params: { id },
      body: { teamId, agentId: member?.id ?? null, reason: 'Es de su zona' },
    });
    expect(assigned.reply).toMatchObject({ state: 'assigned', agentName: member?.name });
    const foreigner = teams.find((each) => each.areaId === otherAreaId)?.members[0]?.id ?? null;
    expect(foreigner).not.toBeNull();
    expect(
      (await desk.call(assignRequest, { session: lead, params: { id }, body: { teamId, agentId: foreigner } })).status,
    ).toBe(400);
    const seen = await desk.call(readRequest, { session: rosa, params: { ref: id } });
    expect(seen.raw.body).not.toContain('Es de su zona');
  });

  it('rejecting is for the lead and for DSG, with a reason the requester reads', async () => {
    const { id } = await file();
    const reason = 'No procede: el equipo es personal, no institucional.';
    expect((await desk.call(rejectRequest, { session: agent, params: { id }, body: { reason } })).status).toBe(403);
    expect((await desk.call(rejectRequest, { session: lead, params: { id }, body: { reason } })).reply.state).toBe(
      'rejected',
    );
    expect((await desk.call(readRequest, { session: rosa, params: { ref: id } })).raw.body).toContain(reason);
    expect(
      (await desk.call(postMessage, { session: rosa, params: { id }, body: { text: 'pero…', attachments: [] } }))
        .status,
    ).toBe(409);
  });

  it('reopens within five business days, with the same folio, and not after', async () => {
    const request = await file();
    const on = { params: { id: request.id } };
    const solution = { solution: 'Listo.', closureCode: 'solved', attachments: [] };
    await desk.call(resolveRequest, { session: agent, ...on, body: solution });
    const reopened = await desk.call(reopenRequest, {
      session: rosa,
      ...on,
      body: { reason: 'Sigue igual', attachments: [] },
    });
    expect(reopened.reply).toMatchObject({
      state: 'in_progress',
      reopenedCount: 1,
      folio: request.folio,
      solution: null,
    });
    await desk.call(resolveRequest, { session: agent, ...on, body: solution });
    await desk.call(acceptSolution, { session: rosa, ...on, body: {} });
    await pass(15 * DAY);
    const session = rosa;
    const late = await desk.call(reopenRequest, { session, ...on, body: { reason: 'Otra vez', attachments: [] } });
    expect([late.status, late.problem.code]).toEqual([409, 'request.transition']);
    expect((await desk.call(readRequest, { session, params: { ref: request.id } })).reply.can.reopen).toBe(false);
    await backToMorning();
  });

  it('closes by itself: three business days after the solution, five without an answer; never before', async () => {
    const [resolved, asked] = [await file(), await file()];
    await desk.call(resolveRequest, {
      session: agent,
      params: { id: resolved.id },
      body: { solution: 'Listo.', closureCode: 'solved', attachments: [] },
    });
    await desk.call(askRequester, {
      session: agent,
      params: { id: asked.id },
      body: { text: '¿Cuál equipo?', attachments: [] },
    });
    const states = async () => {
      await closeResting(desk.house);
      const rows = await desk.house.store.read
        .selectFrom('requests')
        .select(['id', 'state', 'closure_code'])
        .where('id', 'in', [resolved.id, asked.id])
        .execute();
      return [resolved.id, asked.id].map((id) => rows.find((row) => row.id === id)?.state);
    };
    desk.clock.advance(3 * DAY);
    expect(await states()).toEqual(['resolved', 'waiting_requester']);
    desk.clock.advance(DAY);
    expect(await states()).toEqual(['closed', 'waiting_requester']);
    desk.clock.advance(5 * DAY);
    expect(await states()).toEqual(['closed', 'closed']);
    expect(await firstBreak(desk.house.store.read, `request:${asked.id}`)).toBeNull();
    await backToMorning();
  });

  it('lists for the desk what is within reach, nearest deadline first', async () => {
    const { id } = await file();
    const ids = async (session: string, view: 'mine' | 'unassigned' | 'all') => {
      const all: string[] = [];
      let cursor: string | null | undefined;
      do {
        const { reply } = await desk.call(listQueue, {
          session,
          query: { view, state: 'all', ...(cursor ? { cursor } : {}) },
        });
        all.push(...reply.items.map((item) => item.id));
        cursor = reply.next;
      } while (cursor);
      return all;
    };
    expect(await ids(agent, 'unassigned')).toContain(id);
    expect(await ids(stranger, 'all')).not.toContain(id);
    await desk.call(takeRequest, { session: agent, params: { id }, body: {} });
    expect(await ids(agent, 'mine')).toContain(id);
    expect((await desk.call(listQueue, { session: rosa, query: {} })).status).toBe(403);
    const dues = (await desk.call(listQueue, { session: lead, query: {} })).reply.items.map(
      (item) => item.resolution.dueAt,
    );
    expect(dues).toEqual(dues.toSorted());
  });
});

describe('each act', () => {
  const NO_SUCH = '01890000-0000-7000-8000-000000000000';
  const words = { text: 'Un texto cualquiera', attachments: [] };
  const ACTS = [
    [takeRequest, {}],
    [assignRequest, { teamId: NO_SUCH, agentId: null }],
    [askRequester, words],
    [waitThirdParty, { who: 'Telmex', reference: '', until: '2026-12-01' }],
    [resumeRequest, {}],
    [scheduleVisit, { at: '2026-12-01T10:00', where: 'Aquí' }],
    [resolveRequest, { solution: 'Listo.', closureCode: 'solved', attachments: [] }],
    [rejectRequest, { reason: 'No procede por una razón.' }],
    [acceptSolution, {}],
    [reopenRequest, { reason: 'Sigue igual', attachments: [] }],
    [cancelRequest, { reason: 'Ya no hace falta' }],
    [postMessage, words],
  ] as const;

  it('is refused with 404 for a request that is not there, and with 409 once it was cancelled', async () => {
    const { id } = await file();
    expect(
      (await desk.call(cancelRequest, { session: rosa, params: { id }, body: { reason: 'Ya no hace falta' } })).reply
        .state,
    ).toBe('cancelled');
    for (const [operation, body] of ACTS) {
      const settles = operation.permission === 'request.settle' || operation.permission === 'request.message';
      const session = settles ? rosa : lead;
      const on = (to: string) =>
        desk.call(operation as typeof cancelRequest, { session, params: { id: to } as never, body: body as never });
      expect([operation.name, (await on(NO_SUCH)).status]).toEqual([operation.name, 404]);
      const late = await on(id);
      expect([operation.name, late.status, late.problem.code]).toEqual([operation.name, 409, 'request.transition']);
    }
  });

  it('a note is refused with 404 where there is no request, and one key never says two things', async () => {
    const { id } = await file();
    expect((await desk.call(postNote, { session: agent, params: { id: NO_SUCH } as never, body: words })).status).toBe(
      404,
    );
    const key = 'nota-con-una-sola-llave';
    expect((await desk.call(postNote, { session: agent, params: { id }, body: words, key })).status).toBe(201);
    const other = await desk.call(postNote, {
      session: agent,
      params: { id },
      body: { ...words, text: 'Otra cosa' },
      key,
    });
    expect([other.status, other.problem.code]).toEqual([409, 'idempotency.mismatch']);
  });
});

describe('files', () => {
  it.each([
    ['programa.exe', Buffer.from('MZ'), 415, 'attachment.type-refused'],
    ['dibujo.svg', Buffer.from('<svg onload="alert(1)"/>'), 415, 'attachment.type-refused'],
    ['pagina.html', Buffer.from('<script>1</script>'), 415, 'attachment.type-refused'],
    ['sin-extension', PNG, 415, 'attachment.type-refused'],
    ['.htaccess', Buffer.from('x'), 415, 'attachment.type-refused'],
    ['pagina.png', Buffer.from('<html><script>1</script></html>'), 415, 'attachment.false-extension'],
    [
      'dibujo.png',
      Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
      415,
      'attachment.false-extension',
    ],
    ['foto.jpg', PNG, 415, 'attachment.false-extension'],
    ['nota.txt', Buffer.from('a\0b'), 415, 'attachment.false-extension'],
    ['vacio.txt', Buffer.alloc(0), 422, 'attachment.empty'],
  ])('%s is refused with its own sentence', async (name, upload, status, code) => {
    const answer = await desk.call(uploadAttachment, { session: rosa, query: { name }, upload });
    expect([answer.status, answer.problem.code]).toEqual([status, code]);
  });

  it('too large is refused while it comes in, and leaves nothing on disk', async () => {
    const answer = await desk.call(uploadAttachment, {
      session: rosa,
      query: { name: 'grande.txt' },
      upload: Buffer.alloc(26 * 1024 * 1024, 'a'),
    });
    expect([answer.status, answer.problem.code, answer.problem.values]).toEqual([
      413,
      'attachment.too-large',
      { name: 'grande.txt', megabytes: 25 },
    ]);
  });

  it('leaves only as a sandboxed download under its own name (V15, V17)', async () => {
    const name = 'Año "nuevo"\u202Egnp.exe\r\nX: y.png';
    const sent = await attach(name);
    expect(sent.name).toBe('Año "nuevo"gnp.exeX: y.png');
    const request = await file({ attachments: [sent.id] });
    const { raw } = await desk.call(downloadAttachment, {
      session: rosa,
      params: { id: request.id, attachmentId: sent.id } as never,
    });
    expect(raw.bytes.equals(PNG)).toBe(true);
    expect(raw.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'no-store',
    });
    expect(raw.headers['content-disposition']).toBe(
      `attachment; filename="A_o _nuevo_gnp.exeX: y.png"; filename*=UTF-8''A%C3%B1o%20%22nuevo%22gnp.exeX%3A%20y.png`,
    );
  });

  it('of another person, or sent already, cannot be attached or discarded (V13, V18)', async () => {
    const hers = await attach();
    expect(
      (await desk.call(fileRequest, { session: other, body: filing({ attachments: [hers.id] }) })).problem.code,
    ).toBe('attachment.gone');
    expect((await desk.call(discardAttachment, { session: other, params: { id: hers.id } })).status).toBe(404);
    const request = await file({ attachments: [hers.id] });
    expect(request.attachments).toHaveLength(1);
    expect((await desk.call(discardAttachment, { session: rosa, params: { id: hers.id } })).status).toBe(404);
    expect(
      (await desk.call(fileRequest, { session: rosa, body: filing({ attachments: [hers.id] }) })).problem.code,
    ).toBe('attachment.gone');
    const foreign = await file({}, other);
    expect(
      (
        await desk.call(downloadAttachment, {
          session: other,
          params: { id: foreign.id, attachmentId: hers.id } as never,
        })
      ).status,
    ).toBe(404);
  });

  it('discarded before sending is gone', async () => {
    const sent = await attach();
    expect((await desk.call(discardAttachment, { session: rosa, params: { id: sent.id } })).status).toBe(200);
    expect((await desk.call(fileRequest, { session: rosa, body: filing({ attachments: [sent.id] }) })).status).toBe(
      422,
    );
  });
});

describe('drafts', () => {
  const DRAFT = '01890000-0000-7000-8000-0000000000d1';
  const content = (more = {}) => ({
    subject: 'A medias',
    description: '',
    areaId: null,
    serviceId: null,
    place: PLACE,
    attachments: [] as string[],
    ...more,
  });

  it('is found again with its files, is nobody else’s, and goes when filed', async () => {
    const picture = await attach();
    const saved = await desk.call(saveDraft, {
      session: rosa,
      params: { id: DRAFT } as never,
      body: content({ attachments: [picture.id] }),
    });
    expect(saved.status).toBe(200);
    const { drafts } = (await desk.call(readDrafts, { session: rosa })).reply;
    expect(drafts[0]).toMatchObject({ id: DRAFT, subject: 'A medias', attachments: [{ id: picture.id }] });
    expect((await desk.call(readDrafts, { session: other })).reply.drafts).toEqual([]);
    expect(
      (await desk.call(saveDraft, { session: other, params: { id: DRAFT } as never, body: content() })).status,
    ).toBe(404);
    expect((await desk.call(discardDraft, { session: other, params: { id: DRAFT } as never })).status).toBe(404);
    await file({ draftId: DRAFT, attachments: [picture.id] });
    expect((await desk.call(readDrafts, { session: rosa })).reply.drafts).toEqual([]);
  });

  it('is not revived by a copy that was still on its way, not even one that arrives after the end', async () => {
    for (const [kept, filed] of [
      [true, true],
      [false, true],
      [false, false],
    ]) {
      const draftId = newId();
      const params = { id: draftId } as never;
      if (kept) await desk.call(saveDraft, { session: rosa, params, body: content() });
      if (filed) await file({ draftId });
      else expect((await desk.call(discardDraft, { session: rosa, params })).status).toBe(404);
      const late = await desk.call(saveDraft, { session: rosa, params, body: content() });
      expect([late.status, late.problem.code]).toEqual([410, 'draft.gone']);
    }
    expect((await desk.call(readDrafts, { session: rosa })).reply.drafts).toEqual([]);
  });

  it('thrown away is gone', async () => {
    const DRAFT = newId();
    await desk.call(saveDraft, { session: rosa, params: { id: DRAFT } as never, body: content() });
    expect((await desk.call(discardDraft, { session: rosa, params: { id: DRAFT } as never })).status).toBe(200);
    expect((await desk.call(discardDraft, { session: rosa, params: { id: DRAFT } as never })).status).toBe(404);
    const late = await desk.call(saveDraft, { session: rosa, params: { id: DRAFT } as never, body: content() });
    expect([late.status, late.problem.code]).toEqual([410, 'draft.gone']);
  });
});

describe('the record', () => {
  it('cannot be changed, not even by the owner of the tables (S24)', async () => {
    const { id } = await file();
    const app = desk.house.store.aside('sweep', (db) =>
      sql`update history set fact = 'request.never' where stream = ${`request:${id}`}`.execute(db),
    );
    await expect(app).rejects.toThrow(/permission denied|append-only/);
    await expect(desk.house.store.aside('sweep', (db) => sql`delete from receipts`.execute(db))).rejects.toThrow(
      /permission denied|append-only/,
    );
    await expect(desk.house.store.aside('sweep', (db) => sql`truncate history`.execute(db))).rejects.toThrow(
      /permission denied|append-only/,
    );
    await expect(sql`delete from sessions`.execute(desk.house.store.read)).rejects.toThrow(
      /read-only|permission denied/,
    );
  });

  it('an act that records nothing may not change anything', async () => {
    const nothing = desk.house.store.change({ kind: 'system', name: 'test' }, async () => 'done');
    await expect(nothing).rejects.toThrow(/records nothing/);
  });

  it('answers about an hour of work later with what is left, in business minutes', async () => {
    const request = await file();
    await pass(HOUR);
    const later = (await desk.call(readRequest, { session: rosa, params: { ref: request.id } })).reply;
    expect(later.resolution.minutesLeft).toBe((request.resolution.minutesLeft ?? 0) - 60);
    await backToMorning();
  });
});
