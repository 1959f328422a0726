/** Visits, reminders, how it was closed, what the requester thought, and requests written down for somebody. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uploadAttachment } from '#contract/attachments.ts';
import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import { listNotices } from '#contract/notifications.ts';
import type { BodyInput, ParamsOf } from '#contract/operation.ts';
import {
  acceptSolution,
  acceptVisit,
  answerSurvey,
  askRequester,
  captureRequest,
  declineVisit,
  downloadAttachment,
  fileRequest,
  findRequesters,
  lookAtSurvey,
  postMessage,
  rateRequest,
  readReceipt,
  readRequest,
  reclassifyRequest,
  reopenRequest,
  resolveRequest,
  scheduleVisit,
  takeRequest,
} from '#contract/requests.ts';
import { DAY, HOUR, MINUTE } from '#server/shared/clock.ts';
import { answersTo } from '#tests/kit/filled-in.ts';
import { MORNING } from '#tests/kit/house.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { closeResting } from './close-resting.ts';
import { remindAt, remindRequesters } from './remind.ts';
import { sweepSurveys } from './satisfaction.ts';
import { surroundings } from './surroundings.ts';
import { beginVisits } from './visits.ts';

type Id = ParamsOf<typeof rateRequest>['id'];

let desk: Settled;
let rosa: string;
let rosaId: string;
let other: string;
let agent: string;
let areaId: string;

const PLACE = { building: '', floor: '', office: '', phone: '' };
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const filing = () => ({
  draftId: null,
  subject: 'La impresora no imprime',
  description: 'Desde el viernes recibe los documentos pero no imprime.',
  areaId,
  serviceId: null,
  place: PLACE,
  attachments: [] as string[],
});

const arrive = async () => {
  rosa = await desk.enter('rosa.canul@gobierno.example');
  other = await desk.enter('jorge.balam@gobierno.example');
  agent = await desk.enter('laura.mendoza@gobierno.example');
};
const to = async (at: Date) => {
  desk.clock.set(at);
  await arrive();
};
const file = async () => (await desk.call(fileRequest, { session: rosa, body: filing() })).reply;
const read = async (ref: string, session = rosa) => (await desk.call(readRequest, { session, params: { ref } })).reply;
const begun = async () => {
  const { id } = await file();
  await desk.call(takeRequest, { session: agent, params: { id }, body: {} });
  return id;
};
const SOLVED = { solution: 'Se cambió el tóner.', closureCode: 'solved', attachments: [] };
const resolved = async (more: Partial<BodyInput<typeof resolveRequest>> = {}) => {
  const id = await begun();
  const done = await desk.call(resolveRequest, { session: agent, params: { id }, body: { ...SOLVED, ...more } });
  expect(done.status, done.raw.body).toBe(200);
  return id;
};
const lettersTo = (address: string) => desk.mailbox.letters.filter((letter) => letter.to.address === address);
const facts = async (id: string) => (await read(id, agent)).timeline.map((entry) => entry.fact);

beforeAll(async () => {
  desk = await settle();
  const { areas } = (await desk.call(readCatalogue, { session: desk.admin })).reply;
  areaId = String(areas.find((area) => area.code === 'ST')?.id);
  await desk.person({ email: 'dsg@gobierno.example', roles: ['service_owner', 'requester'] });
  const owner = await desk.enter('dsg@gobierno.example');
  const { teams } = (await desk.call(readDeskLists, { session: owner })).reply;
  const teamId = String(teams.find((team) => team.areaId === areaId)?.id);
  rosaId = await desk.person({ email: 'rosa.canul@gobierno.example', roles: ['requester'] });
  await desk.person({ email: 'jorge.balam@gobierno.example', roles: ['requester'] });
  await desk.person({ email: 'laura.mendoza@gobierno.example', roles: ['agent', 'requester'], teamIds: [teamId] });
  await arrive();
}, 60_000);
afterAll(() => desk.close());

describe('a visit', () => {
  const AT = '2026-11-24T10:00';
  const WHEN = new Date('2026-11-24T16:00:00Z');
  const proposed = async () => {
    await to(MORNING);
    const id = await begun();
    const body = { at: AT, where: 'Edificio B' };
    expect((await desk.call(scheduleVisit, { session: agent, params: { id }, body })).status).toBe(200);
    return id;
  };

  it('stops no clock while nobody accepted it', async () => {
    const id = await proposed();
    const view = await read(id);
    expect(view.visit).toEqual({ at: WHEN.toISOString(), where: 'Edificio B', acceptedAt: null });
    expect(view.resolution.status).toBe('running');
    expect(view.can).toMatchObject({ acceptVisit: true, declineVisit: true });
    expect((await read(id, agent)).can).toMatchObject({ acceptVisit: false, declineVisit: false });
  });

  it('accepted, pauses the clock from then to the agreed time, however late somebody looks', async () => {
    const id = await proposed();
    const before = await read(id);
    desk.clock.advance(30 * MINUTE);
    const accepted = await desk.call(acceptVisit, { session: rosa, params: { id }, body: { version: before.version } });
    expect(accepted.status, accepted.raw.body).toBe(200);
    expect(accepted.reply.resolution.status).toBe('paused');
    expect(accepted.reply.can.acceptVisit).toBe(false);
    const left = accepted.reply.resolution.minutesLeft;

    await beginVisits(desk.house);
    expect((await read(id)).resolution.status).toBe('paused');
    await to(new Date(WHEN.getTime() + 20 * MINUTE));
    await beginVisits(desk.house);
    await beginVisits(desk.house);
    const after = await read(id);
    expect(after.state).toBe('scheduled');
    expect(after.resolution.status).toBe('running');
    expect(after.resolution.minutesLeft).toBe((left ?? 0) - 20);
    expect((await facts(id)).filter((fact) => fact === 'request.visit-begun')).toHaveLength(1);
  });

  it('is not accepted twice, by another person, or when its time is over', async () => {
    const id = await proposed();
    expect((await desk.call(acceptVisit, { session: other, params: { id }, body: {} })).status).toBe(404);
    expect((await desk.call(acceptVisit, { session: agent, params: { id }, body: {} })).status).toBe(403);
    const { version } = await read(id);
    const both = await Promise.all(
      [1, 2].map(() => desk.call(acceptVisit, { session: rosa, params: { id }, body: { version } })),
    );
    expect(both.map((each) => each.status).sort()).toEqual([200, 409]);
    expect((await desk.call(acceptVisit, { session: rosa, params: { id }, body: {} })).problem.code).toBe(
      'request.transition',
    );
    const late = await proposed();
    await to(new Date(WHEN.getTime() + MINUTE));
    const refused = await desk.call(acceptVisit, { session: rosa, params: { id: late }, body: {} });
    expect([refused.status, refused.problem.code]).toEqual([422, 'date.past']);
    expect((await read(late)).can).toMatchObject({ acceptVisit: false, declineVisit: false });
  });

  it('proposed otherwise goes back to who attends it, with the words, and the clock runs', async () => {
    const id = await proposed();
    await desk.call(acceptVisit, { session: rosa, params: { id }, body: {} });
    const stale = await desk.call(declineVisit, {
      session: rosa,
      params: { id },
      body: { version: 1, text: 'Mejor el jueves.' },
    });
    expect(stale.problem.code).toBe('version.stale');
    const body = { text: 'Mejor el jueves por la mañana.' };
    const declined = await desk.call(declineVisit, { session: rosa, params: { id }, body });
    expect(declined.reply).toMatchObject({ state: 'in_progress', visit: null });
    expect(declined.reply.resolution.status).toBe('running');
    expect(declined.reply.timeline.at(-1)?.message?.text).toBe(body.text);
    await desk.drain();
    const told = lettersTo('laura.mendoza@gobierno.example').map((letter) => letter.text);
    expect(told.some((text) => text.includes('Mejor el jueves por la mañana.'))).toBe(true);
    expect((await desk.call(declineVisit, { session: rosa, params: { id }, body })).status).toBe(409);
    expect((await desk.call(declineVisit, { session: other, params: { id }, body })).status).toBe(404);
  });

  it('another time is another proposal: the clock runs until it is accepted too', async () => {
    const id = await proposed();
    await desk.call(acceptVisit, { session: rosa, params: { id }, body: {} });
    const again = { at: '2026-11-25T09:00', where: 'Edificio C' };
    const moved = await desk.call(scheduleVisit, { session: agent, params: { id }, body: again });
    expect(moved.reply.visit?.acceptedAt).toBeNull();
    expect(moved.reply.resolution.status).toBe('running');
  });
});

describe('a question nobody answers', () => {
  const asked = async () => {
    await to(MORNING);
    const id = await begun();
    await desk.call(askRequester, {
      session: agent,
      params: { id },
      body: { text: '¿Qué modelo es, por favor?', attachments: [] },
    });
    await desk.drain();
    return id;
  };
  const reminders = () =>
    lettersTo('rosa.canul@gobierno.example').filter((each) => /seguimos en espera/i.test(each.text));

  it('is asked again after two and four business days, each once, and closes after five', async () => {
    const id = await asked();
    const sent = async (days: number) => {
      await to(new Date(MORNING.getTime() + days * DAY + HOUR));
      await remindRequesters(desk.house);
      await remindRequesters(desk.house);
      await closeResting(desk.house);
      await desk.drain();
      return (await read(id, agent)).timeline.filter((entry) => entry.fact === 'request.reminded').length;
    };
    const before = reminders().length;
    expect(await sent(1)).toBe(0);
    expect(await sent(2)).toBe(1);
    expect(await sent(3)).toBe(1);
    expect(await sent(4)).toBe(2);
    const last = reminders();
    expect(last.length - before).toBe(2);
    expect(last.at(-1)?.text).toContain('¿Qué modelo es, por favor?');
    const bell = (await desk.call(listNotices, { session: rosa })).reply.items.map((line) => line.kind);
    expect(bell.filter((kind) => kind === 'request-reminder')).toHaveLength(2);
    // Thursday 26 closes nothing; the fifth business day is Monday 30.
    expect((await read(id)).state).toBe('waiting_requester');
    expect(await sent(8)).toBe(2);
    expect((await read(id)).state).toBe('closed');
  });

  it('is asked at the hour it was asked first, at the latest when that day closes', async () => {
    const [counting] = (await surroundings(desk.house.store.settled, 0)).calendars.values();
    if (!counting) throw new Error('no calendar');
    const calendar = counting.plain;
    const at = (since: string, days: number) => remindAt(calendar, new Date(since), days).toISOString();
    expect(at('2026-11-23T16:00:00Z', 2)).toBe('2026-11-25T16:00:00.000Z');
    expect(at('2026-11-23T16:00:00Z', 4)).toBe('2026-11-27T16:00:00.000Z');
    // Asked on Thursday evening after closing: on Monday at closing.
    expect(at('2026-11-27T03:00:00Z', 2)).toBe('2026-11-30T22:30:00.000Z');
  });

  it('answered, is not asked again; asked anew, it counts from then', async () => {
    const id = await asked();
    await to(new Date(MORNING.getTime() + DAY));
    await desk.call(postMessage, { session: rosa, params: { id }, body: { text: 'Es una HP.', attachments: [] } });
    await to(new Date(MORNING.getTime() + 2 * DAY + HOUR));
    await remindRequesters(desk.house);
    expect(await facts(id)).not.toContain('request.reminded');
    await desk.call(askRequester, { session: agent, params: { id }, body: { text: '¿Y el número?', attachments: [] } });
    await to(new Date(MORNING.getTime() + 3 * DAY));
    await remindRequesters(desk.house);
    expect(await facts(id)).not.toContain('request.reminded');
  });

  it('counts from the question, also where the clock stood for an accepted visit before', async () => {
    await to(MORNING);
    const id = await begun();
    await desk.call(scheduleVisit, { session: agent, params: { id }, body: { at: '2026-12-04T10:00', where: 'B' } });
    const paused = (await desk.call(acceptVisit, { session: rosa, params: { id }, body: {} })).reply;
    await to(new Date(MORNING.getTime() + 3 * DAY));
    const asking = await desk.call(askRequester, {
      session: agent,
      params: { id },
      body: { text: '¿Seguirá ahí el equipo?', attachments: [] },
    });
    expect(asking.reply.resolution.minutesLeft).toBe(paused.resolution.minutesLeft);
    await remindRequesters(desk.house);
    expect(await facts(id)).not.toContain('request.reminded');
  });
});

describe('another classification', () => {
  type Area = { id: string; services: { id: string; code: string; levelId: string }[] };
  const areasOf = async (): Promise<Area[]> => (await desk.call(readCatalogue, { session: rosa })).reply.areas;
  const serviceOf = async (code: string) => {
    for (const area of await areasOf())
      for (const service of area.services) if (service.code === code) return { area, service };
    throw new Error(`no service ${code}`);
  };
  const REASON = 'Lo que describes lo atiende otro equipo.';
  const reclassify = (id: Id, body: { areaId: string; serviceId: string | null; version?: number }, session = agent) =>
    desk.call(reclassifyRequest, {
      session,
      params: { id },
      body: { reason: REASON, ...body } as BodyInput<typeof reclassifyRequest>,
    });

  const filedUnder = async (area: Area, service: Area['services'][number]) => {
    const answers = await answersTo(desk, { session: rosa, serviceId: service.id });
    const body = { ...filing(), areaId: area.id, serviceId: service.id, ...answers };
    return (await desk.call(fileRequest, { session: rosa, body })).reply;
  };

  it('keeps the folio; team, level and deadlines are the new ones, from the registration; the requester is told why', async () => {
    await to(MORNING);
    const id = await begun();
    const before = await read(id, agent);
    const { area, service } = await serviceOf('SI-07');
    await to(new Date(MORNING.getTime() + 2 * HOUR));
    const done = await reclassify(id, { areaId: area.id, serviceId: service.id, version: before.version });
    expect(done.status, done.raw.body).toBe(200);
    const own = await read(id);
    expect(own).toMatchObject({ folio: before.folio, areaId: area.id, serviceId: service.id, state: 'assigned' });
    expect(own.agentName).toBeNull();
    expect(own.registeredAt).toBe(before.registeredAt);
    // Filed anew at that same instant under that service, it would have these deadlines.
    await to(MORNING);
    const twin = await filedUnder(area, service);
    expect(own.resolution.dueAt).toBe(twin.resolution.dueAt);
    expect(own.levelName).toEqual(twin.levelName);
    expect(own.timeline.at(-1)).toMatchObject({ fact: 'request.reclassified', message: { text: REASON } });
    await desk.drain();
    const letter = lettersTo('rosa.canul@gobierno.example').findLast((each) => each.text.includes(own.folio));
    expect(letter?.text).toContain(REASON);
  });

  it('counts the pauses before it too', async () => {
    await to(MORNING);
    const id = await begun();
    await desk.call(askRequester, { session: agent, params: { id }, body: { text: '¿Qué sistema?', attachments: [] } });
    await to(new Date(MORNING.getTime() + HOUR));
    await desk.call(postMessage, { session: rosa, params: { id }, body: { text: 'Nómina.', attachments: [] } });
    const { area, service } = await serviceOf('SI-07');
    await reclassify(id, { areaId: area.id, serviceId: service.id });
    const due = Date.parse((await read(id)).resolution.dueAt);
    await to(MORNING);
    const twin = await filedUnder(area, service);
    expect(due - Date.parse(twin.resolution.dueAt)).toBe(HOUR);
  });

  it('is refused to requesters, to the same class, to a service of another area, and once it ended', async () => {
    await to(MORNING);
    const id = await begun();
    const { area, service } = await serviceOf('SI-07');
    const given = { areaId: area.id, serviceId: service.id };
    expect((await reclassify(id, given, rosa)).status).toBe(403);
    expect((await reclassify(id, { areaId, serviceId: service.id })).problem.code).toBe('service.not-in-area');
    expect((await reclassify(id, { areaId, serviceId: null })).problem.code).toBe('request.same-class');
    expect((await reclassify(id, { areaId: service.id, serviceId: null })).status).toBe(400);
    const { version } = await read(id, agent);
    const both = await Promise.all([reclassify(id, { ...given, version }), reclassify(id, { ...given, version })]);
    expect(both.filter((each) => each.status === 200)).toHaveLength(1);
    const ended = await resolved();
    expect((await reclassify(ended, given)).problem.code).toBe('request.transition');
  });
});

describe('closing', () => {
  it('keeps cause, in both languages where it was said so, and minutes for the desk and the solution for everybody', async () => {
    await to(MORNING);
    const id = await resolved({ cause: 'Tóner agotado', causeEnglish: 'Toner used up', spentMinutes: 25 });
    expect((await read(id, agent)).closing).toEqual({
      code: 'solved',
      cause: { es: 'Tóner agotado', en: 'Toner used up' },
      spentMinutes: 25,
    });
    const own = await desk.call(readRequest, { session: rosa, params: { ref: id } });
    expect(own.reply.closing).toBeNull();
    expect(own.reply.solution).toBe(SOLVED.solution);
    expect(own.raw.body).not.toContain('Tóner agotado');
    expect(own.raw.body).not.toContain('Toner used up');
  });

  it('refuses times that are none', async () => {
    const id = await begun();
    for (const spentMinutes of [0, -5, 1.5, 60_001]) {
      const body = { ...SOLVED, spentMinutes };
      expect((await desk.call(resolveRequest, { session: agent, params: { id }, body })).status).toBe(400);
    }
  });

  it('by two at once has one effect', async () => {
    const id = await begun();
    const { version } = await read(id, agent);
    const both = await Promise.all(
      ['Se cambió el tóner.', 'Se limpió el rodillo.'].map((solution) =>
        desk.call(resolveRequest, { session: agent, params: { id }, body: { ...SOLVED, solution, version } }),
      ),
    );
    expect(both.map((each) => each.status).sort()).toEqual([200, 409]);
    expect(both.find((each) => each.status === 409)?.problem.code).toBe('version.stale');
    expect((await facts(id)).filter((fact) => fact === 'request.resolved')).toHaveLength(1);
  });
});

describe('what the requester thought of it', () => {
  const rated = (id: Id, score: number, comment = '', session = rosa) =>
    desk.call(rateRequest, { session, params: { id }, body: { score, comment } });

  it('is theirs to say, to be changed for five business days, and read by the desk', async () => {
    await to(MORNING);
    const id = await resolved();
    expect((await rated(id, 2, 'Tardó mucho.')).reply.satisfaction).toMatchObject({
      score: 2,
      comment: 'Tardó mucho.',
    });
    expect((await rated(id, 4)).reply.satisfaction).toMatchObject({ score: 4, comment: '' });
    expect((await read(id, agent)).satisfaction?.score).toBe(4);
    expect((await rated(id, 5, '', agent)).status).toBe(403);
    expect((await rated(id, 5, '', other)).status).toBe(404);
    expect((await rated(id, 6)).status).toBe(400);
    await desk.call(acceptSolution, { session: rosa, params: { id }, body: {} });
    expect((await rated(id, 5, 'Al final, muy bien.')).status).toBe(200);
    await to(new Date(MORNING.getTime() + 9 * DAY));
    const late = await rated(id, 1);
    expect([late.status, late.problem.code]).toEqual([409, 'request.transition']);
    expect((await read(id)).can.rate).toBe(false);
    expect((await read(id)).satisfaction?.score).toBe(5);
  });

  it('has nothing to be about before there is a solution, and begins anew after reopening', async () => {
    await to(MORNING);
    const id = await begun();
    expect((await rated(id, 5)).problem.code).toBe('request.transition');
    await desk.call(resolveRequest, { session: agent, params: { id }, body: SOLVED });
    await rated(id, 1, 'No quedó.');
    const body = { reason: 'Sigue sin imprimir.', attachments: [] };
    await desk.call(reopenRequest, { session: rosa, params: { id }, body });
    expect((await read(id, agent)).satisfaction).toBeNull();
  });

  /** Of the letter about this request that asks. */
  const secretOf = async (id: Id): Promise<string> => {
    const { folio } = await read(id);
    const letter = lettersTo('rosa.canul@gobierno.example').find(
      (each) => each.text.includes(folio) && linkOf(each.text),
    );
    return String(linkOf(letter?.text)?.[1]);
  };
  const linkOf = (text: string | undefined) => /\/satisfaccion#([A-Za-z0-9_-]{43})\.([1-5])/.exec(text ?? '');

  it('is one press in the letter, once, without signing in; opening the page says nothing', async () => {
    await to(MORNING);
    const id = await resolved();
    await desk.drain();
    const token = await secretOf(id);
    for (let n = 0; n < 3; n += 1) {
      const looked = await desk.call(lookAtSurvey, { body: { token } });
      expect(looked.reply).toMatchObject({ subject: 'La impresora no imprime', score: null });
    }
    expect((await read(id)).satisfaction?.score).toBeNull();
    const answers = await Promise.all(
      [3, 5].map((score) => desk.call(answerSurvey, { body: { token, score, comment: 'Gracias.' } })),
    );
    expect(answers.map((each) => each.status).sort()).toEqual([200, 410]);
    const view = await read(id, agent);
    expect(view.satisfaction?.comment).toBe('Gracias.');
    expect(view.timeline.at(-1)).toMatchObject({ fact: 'request.rated', by: { side: 'requester' } });
    expect((await desk.call(lookAtSurvey, { body: { token } })).problem.code).toBe('token.spent');
    expect((await desk.call(lookAtSurvey, { body: { token: 'A'.repeat(43) } })).problem.code).toBe('token.spent');
  });

  it('leaves the secret of the letter nowhere, and no link once its time is over', async () => {
    await to(MORNING);
    const id = await resolved();
    await desk.drain();
    const token = await secretOf(id);
    const rows = await desk.house.store.read.selectFrom('satisfaction_links').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
    await to(new Date(MORNING.getTime() + 9 * DAY));
    expect((await desk.call(lookAtSurvey, { body: { token } })).problem.code).toBe('token.spent');
    desk.clock.set(new Date(MORNING.getTime() + 60 * DAY));
    await sweepSurveys(desk.house);
    expect(await desk.house.store.read.selectFrom('satisfaction_links').selectAll().execute()).toEqual([]);
    await to(MORNING);
  });

  it('slows down who tries links', async () => {
    // Later than every window counted so far: the clock of this desk was moved about.
    desk.clock.set(new Date(MORNING.getTime() + 61 * DAY));
    const statuses = [];
    for (let n = 0; n < 310; n += 1)
      statuses.push((await desk.call(lookAtSurvey, { body: { token: 'B'.repeat(43) } })).status);
    expect(statuses.at(-1)).toBe(429);
    expect((await desk.call(answerSurvey, { body: { token: 'B'.repeat(43), score: 3 } })).status).toBe(429);
    desk.clock.advance(16 * MINUTE);
    expect((await desk.call(answerSurvey, { body: { token: 'B'.repeat(43), score: 3 } })).status).toBe(410);
  });
});

describe('writing down for somebody', () => {
  const capture = (more: object, session = agent) =>
    desk.call(captureRequest, {
      session,
      body: { ...filing(), requesterId: rosaId, origin: { kind: 'telephone' }, ...more } as BodyInput<
        typeof captureRequest
      >,
    });
  const upload = async (name = 'oficio.png', session = agent) =>
    (await desk.call(uploadAttachment, { session, query: { name }, upload: PNG })).reply.id;

  it('makes a request of that person, who is told who wrote it down and from what', async () => {
    await to(MORNING);
    const made = await capture({});
    expect(made.status, made.raw.body).toBe(201);
    expect(made.reply).toMatchObject({ requesterName: 'Rosa Elena Canul Pech', state: 'registered' });
    const own = await read(made.reply.id);
    expect(own.can).toMatchObject({ message: true, cancel: true });
    expect(own.capture).toMatchObject({ origin: 'telephone', number: null, mine: false });
    expect((await read(made.reply.id, agent)).capture?.mine).toBe(true);
    const receipt = (await desk.call(readReceipt, { session: rosa, params: { ref: made.reply.id } })).reply;
    expect(receipt.capture).toEqual({ by: own.capture?.by, origin: 'telephone', number: null, date: null });
    await desk.drain();
    expect(lettersTo('rosa.canul@gobierno.example').at(-1)?.text).toContain('a partir de tu llamada');
    const plain = await file();
    expect((await desk.call(readReceipt, { session: rosa, params: { ref: plain.id } })).reply.capture).toBeNull();
    expect((await read(plain.id)).capture).toBeNull();
  });

  it('from an oficio wants its number, its date and its scan', async () => {
    const scanId = await upload();
    const letter = { kind: 'official_letter', number: 'SEFOME/123/2026', date: '2026-11-20', scanId };
    const fieldsOf = async (origin: object, attachments: string[] = []) =>
      (await capture({ origin, attachments })).problem.fields?.map(({ path, message }) => `${path} ${message}`);
    expect(await fieldsOf(letter)).toEqual(['origin.scanId field.scan']);
    expect(await fieldsOf({ ...letter, date: '2026-11-24' }, [scanId])).toEqual(['origin.date field.future']);
    expect(await fieldsOf({ ...letter, number: '' }, [scanId])).toEqual(['origin.number field.required']);
    const made = await capture({ origin: letter, attachments: [scanId] });
    expect(made.status, made.raw.body).toBe(201);
    const own = await read(made.reply.id);
    expect(own.capture).toMatchObject({ origin: 'official_letter', number: 'SEFOME/123/2026', date: '2026-11-20' });
    const params = { id: own.id, attachmentId: own.attachments[0]?.id ?? scanId } as ParamsOf<
      typeof downloadAttachment
    >;
    expect((await desk.call(downloadAttachment, { session: rosa, params })).status).toBe(200);
  });

  it('is for another active person alone, one request a key, and not for requesters', async () => {
    const me = (await desk.call(findRequesters, { session: agent, query: { q: 'laura.mendoza' } })).reply.people[0]?.id;
    const refused = async (more: object) => (await capture(more)).problem.fields?.[0]?.message;
    expect(await refused({ requesterId: me })).toBe('field.capture-self');
    expect(await refused({ requesterId: '01890000-0000-7000-8000-00000000dead' })).toBe('field.choice');
    const gone = await desk.person({ email: 'baja@gobierno.example', state: 'inactive' });
    expect(await refused({ requesterId: gone })).toBe('field.choice');
    expect((await capture({}, rosa)).status).toBe(403);
    const body = { ...filing(), requesterId: rosaId, origin: { kind: 'in_person' } } as BodyInput<
      typeof captureRequest
    >;
    const [first, second] = [
      await desk.call(captureRequest, { session: agent, body, key: 'una-sola-vez-1' }),
      await desk.call(captureRequest, { session: agent, body, key: 'una-sola-vez-1' }),
    ];
    expect(second.reply.folio).toBe(first.reply.folio);
    const other = { ...body, subject: 'Otra cosa con la misma llave' } as typeof body;
    const clash = await desk.call(captureRequest, { session: agent, body: other, key: 'una-sola-vez-1' });
    expect([clash.status, clash.problem.code]).toEqual([409, 'idempotency.mismatch']);
  });

  it('finds people by three letters of name or address, whoever is active, and not faster than anybody types', async () => {
    const found = async (q: string, session = agent) =>
      (await desk.call(findRequesters, { session, query: { q } })).reply;
    expect((await found('rosa.canul')).people).toMatchObject([
      { id: rosaId, name: 'Rosa Elena Canul Pech', email: 'rosa.canul@gobierno.example' },
    ]);
    expect((await found('baja@')).people).toEqual([]);
    expect((await desk.call(findRequesters, { session: agent, query: { q: 'ro' } })).status).toBe(400);
    expect((await desk.call(findRequesters, { session: rosa, query: { q: 'laura' } })).status).toBe(403);
    // Twenty at a time: six hundred one by one take a busy machine longer than a test may.
    const twenty = () =>
      Promise.all(
        Array.from({ length: 20 }, async () => {
          const { status } = await desk.call(findRequesters, { session: agent, query: { q: 'nadie' } });
          return status;
        }),
      );
    let last: number[] = [];
    for (let n = 0; n < 32 && !last.includes(429); n += 1) last = await twenty();
    expect(last).toContain(429);
  });
});
