import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listOrganisation } from '#contract/agencies.ts';
import * as contract from '#contract/arrivals.ts';
import type { QueryInput } from '#contract/operation.ts';
import { acceptSolution, postMessage, postNote, reopenRequest } from '#contract/request-acts.ts';
import { listMyRequests, readReceipt, readRequest, readRequestClock } from '#contract/requests.ts';
import { allTeams } from '#server/accounts/index.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { readCsv, writeCsv } from '../shared/csv.ts';
import { entriesOf, verifyChains } from '../shared/history.ts';
import { writeXlsx } from '../shared/xlsx.ts';

let desk: Settled;
let agency = '';
let position = '';
let rosa = '';
let dsg = '';
beforeAll(async () => {
  desk = await settle();
  const { agencies, positions } = (await desk.call(listOrganisation, { session: desk.admin })).reply;
  [agency, position] = [agencies[0]?.name.es ?? '', positions[0]?.name.es ?? ''];
  const [team] = await allTeams(desk.house.store.read);
  await desk.person({ email: 'rosa@gobierno.example' });
  await desk.person({ email: 'dsg@gobierno.example', roles: ['service_owner'] });
  await desk.person({ email: 'luis@gobierno.example', roles: ['agent'], teamIds: [team?.id ?? ''] });
  [rosa, dsg] = [await desk.enter('rosa@gobierno.example'), await desk.enter('dsg@gobierno.example')];
});
afterAll(() => desk.close());

const csv = (...rows: string[][]) => Buffer.from(writeCsv(rows));
const look = (query: Partial<QueryInput<typeof contract.lookAtArrival>>, upload: Buffer) =>
  desk.call(contract.lookAtArrival, {
    session: desk.admin,
    query: { name: 'archivo.csv', kind: 'people', desk: 'Mesa vieja', ...query },
    upload,
  });
const start = (given: { id: string; version: number }, letters = false) =>
  desk.call(contract.startArrival, {
    session: desk.admin,
    params: { id: given.id as contract.ArrivalId },
    body: { version: given.version, letters },
  });
const on = (id: string) => ({ session: desk.admin, params: { id: id as contract.ArrivalId } });
const read = async (id: string) => (await desk.call(contract.readArrival, on(id))).reply;
const lines = async (id: string, outcome?: 'new' | 'here' | 'fault' | 'brought' | 'noted') =>
  (await desk.call(contract.listArrivalLines, { ...on(id), query: outcome ? { outcome } : {} })).reply.items;
const count = async (table: 'people' | 'requests' | 'history') =>
  (await desk.house.store.read.selectFrom(table).select('id').execute()).length;

/** Looked at, brought in to the end. */
async function bring(query: Partial<QueryInput<typeof contract.lookAtArrival>>, upload: Buffer, letters = false) {
  const looked = (await look(query, upload)).reply;
  expect((await start(looked, letters)).status).toBe(200);
  await desk.drain();
  return read(looked.id);
}

const PEOPLE = ['Nombre(s)', 'Primer apellido', 'Correo', 'Número de empleado', 'Dependencia', 'Puesto'];
const person = (number: number, more: Partial<Record<'email' | 'agency', string>> = {}) => [
  ...['Ana', `Núñez ${number}`, more.email ?? `ana${number}@gobierno.example`, String(number)],
  ...[more.agency ?? agency, position],
];

describe('people', () => {
  it('are looked at line by line, and nothing of it comes in', async () => {
    const before = [await count('people'), await count('history')];
    const file = csv(
      PEOPLE,
      person(1),
      person(2, { email: 'rosa@gobierno.example' }),
      person(3, { agency: 'DIF viejo' }),
    );
    const { status, reply } = await look({}, file);
    expect(status).toBe(201);
    expect(reply).toMatchObject({
      ...{ state: 'looked', lines: 3, counts: { new: 1, here: 1, fault: 1, brought: 0 }, ignored: [] },
      words: [{ column: 'agency', said: 'DIF viejo', lines: 1, meaning: null }],
    });
    expect((await lines(reply.id)).map(({ line, outcome, became }) => [line, outcome, became])).toEqual([
      [2, 'new', null],
      [3, 'here', 'Rosa Elena Canul Pech'],
      [4, 'fault', null],
    ]);
    expect([await count('people'), await count('history')]).toEqual(before);
    expect((await desk.call(contract.dropArrival, on(reply.id))).status).toBe(200);
    expect((await desk.call(contract.readArrival, on(reply.id))).status).toBe(404);
  });

  it('come in with what a word was said to mean, without a letter, and cannot sign in until they have a password', async () => {
    const file = csv(PEOPLE, person(11), person(12, { agency: 'DIF viejo' }), person(13, { agency: 'dif  VIEJO' }));
    const looked = (await look({ name: 'personas.csv' }, file)).reply;
    const { agencies } = (await desk.call(listOrganisation, { session: desk.admin })).reply;
    const choose = (meaning: string | null, version = looked.version) =>
      desk.call(contract.chooseArrivalWord, {
        ...on(looked.id),
        body: { version, column: 'agency', said: 'DIF viejo', meaning: meaning as never },
      });
    expect((await choose('0198aaaa-0000-7000-8000-000000000000')).status).toBe(400);
    const chosen = (await choose(agencies[1]?.id ?? '')).reply;
    expect(chosen).toMatchObject({ counts: { new: 3, fault: 0 }, words: [{ lines: 0, meaning: agencies[1]?.id }] });
    expect((await choose(null)).problem.code).toBe('version.stale');
    const letters = desk.mailbox.letters.length;
    expect((await start(chosen)).reply.state).toBe('running');
    await desk.drain();
    expect(await read(looked.id)).toMatchObject({ state: 'done', counts: { brought: 3 }, words: [] });
    expect(desk.mailbox.letters.length).toBe(letters);
    const people = desk.house.store.read.selectFrom('people').select(['state', 'password_hash', 'agency_id', 'roles']);
    const rows = await people.where('email', 'in', ['ana12@gobierno.example', 'ana13@gobierno.example']).execute();
    const arrived = { state: 'invited', password_hash: null, agency_id: agencies[1]?.id, roles: ['requester'] };
    expect(rows).toEqual([arrived, arrived]);
    await expect(desk.enter('ana12@gobierno.example')).rejects.toThrow('401');
    expect((await start(await read(looked.id))).problem.code).toBe('arrival.state');
  });

  it('that came in are here the next time, and a spreadsheet says the same as a CSV', async () => {
    const again = await bring({ name: 'personas.xlsx' }, writeXlsx('personas', [PEOPLE, person(11), person(14)]));
    expect(again).toMatchObject({ state: 'done', counts: { here: 1, brought: 1 } });
    const latin = Buffer.from(`${PEOPLE.join(';')}\n${person(15).join(';')}`, 'latin1');
    expect((await bring({}, latin)).counts).toMatchObject({ brought: 1 });
    const named = desk.house.store.read.selectFrom('people').select('first_surname');
    const one = await named.where('employee_number', '=', '15').executeTakeFirst();
    expect(one?.first_surname).toBe('Núñez 15');
  });
});

const REQUESTS = [
  'Folio anterior',
  'Asunto',
  'Descripción',
  'Estado',
  'Fecha de registro',
  'Fecha de cierre',
  'Correo',
].concat(['Área', 'Atiende', 'Solución']);
const request = (folio: string, more: { state?: string; ended?: string; email?: string; agent?: string } = {}) => [
  ...[
    folio,
    'La impresora no imprime',
    'Desde el lunes',
    more.state ?? 'Abierta',
    '12/03/2024 09:15',
    more.ended ?? '',
  ],
  ...[
    more.email ?? 'rosa@gobierno.example',
    'ST',
    more.agent ?? '',
    more.state === 'Cerrada' ? 'Se cambió el tóner' : '',
  ],
];
const refOf = async (formerFolio: string) => {
  const { reply } = await desk.call(listMyRequests, { session: rosa, query: { q: formerFolio } });
  expect(reply.items).toHaveLength(1);
  return reply.items[0]?.id ?? '';
};
const view = async (ref: string, session = rosa) => (await desk.call(readRequest, { session, params: { ref } })).reply;

describe('requests', () => {
  it('open ones go on here: a folio of ours, both found, promises counted from now, history without a forged past', async () => {
    const letters = desk.mailbox.letters.length;
    const file = csv(
      REQUESTS,
      request('INC-0815'),
      request('INC-0816', { state: 'En proceso', agent: 'luis@gobierno.example' }),
    );
    const done = await bring({ kind: 'requests' }, file);
    expect(done).toMatchObject({ state: 'done', counts: { brought: 2, fault: 0 } });
    const [first] = await lines(done.id, 'brought');
    const id = await refOf('inc-0815');
    const seen = await view(id);
    expect(seen).toMatchObject({
      ...{ folio: first?.became, series: 'SS', state: 'registered', registeredAt: '2024-03-12T15:15:00.000Z' },
      former: { desk: 'Mesa vieja', folio: 'INC-0815', readOnly: false, state: 'Abierta', messages: [] },
      can: { message: true, cancel: true },
      timeline: [{ fact: 'request.arrived', sequence: 1 }],
    });
    const now = desk.clock.now();
    expect(Date.parse(seen.resolution.dueAt)).toBeGreaterThan(now.getTime());
    const clock = (await desk.call(readRequestClock, { session: rosa, params: { ref: id } })).reply;
    expect(clock.registeredAt).toBe(seen.former?.countsFrom);
    expect(clock.resolution.account[0]?.from).toBe(seen.former?.countsFrom);
    expect((await desk.call(readReceipt, { session: rosa, params: { ref: id } })).status).toBe(404);
    const [entry] = await entriesOf(desk.house.store.read, `request:${id}`);
    expect(entry).toMatchObject({
      fact: 'request.arrived',
      at: now,
      data: { formerFolio: 'INC-0815', line: 2, fileSha256: done.sha256 },
    });
    expect(await view(await refOf('INC-0816'), dsg)).toMatchObject({
      state: 'in_progress',
      former: { agent: 'luis@gobierno.example' },
    });
    expect(desk.mailbox.letters.length).toBe(letters);
    const said = await desk.call(postMessage, {
      session: rosa,
      params: { id: id as never },
      body: { text: 'Sigue igual', attachments: [] },
    });
    expect(said.status).toBe(201);
  });

  it('are told to who asked by one letter, where that is wanted, also to who has no password yet', async () => {
    await bring({}, csv(PEOPLE, person(61, { email: 'sin.clave@gobierno.example' })));
    const before = desk.mailbox.letters.length;
    const file = csv(REQUESTS, request('C-1'), request('C-2', { email: 'sin.clave@gobierno.example' }));
    expect((await bring({ kind: 'requests' }, file, true)).counts.brought).toBe(2);
    const told = desk.mailbox.letters.slice(before);
    expect(told.map(({ to }) => to.address).toSorted()).toEqual([
      'rosa@gobierno.example',
      'sin.clave@gobierno.example',
    ]);
    expect(told[0]?.text).toMatch(/Mesa vieja con el folio C-/);
    expect((await view(await refOf('C-1'))).timeline[0]?.fact).toBe('request.arrived-told');
  });

  it('that were over are read, and nothing is done to them', async () => {
    const file = csv(
      REQUESTS,
      request('2023/7', { state: 'Cerrada', ended: '14/03/2024' }),
      request('2023/8', { state: 'Cancelada', ended: '14/03/2024 10:00' }),
    );
    const letters = desk.mailbox.letters.length;
    expect((await bring({ kind: 'requests' }, file, true)).counts).toMatchObject({ brought: 2 });
    const id = await refOf('2023/7');
    const seen = await view(id);
    expect(seen).toMatchObject({
      ...{
        series: 'MA',
        resolution: { status: 'none' },
        state: 'closed',
        solution: 'Se cambió el tóner',
        settleBy: null,
        satisfaction: null,
        unread: false,
      },
      former: { readOnly: true, countsFrom: null },
    });
    for (const session of [rosa, dsg]) expect(Object.values((await view(id, session)).can)).not.toContain(true);
    const acts = [
      await desk.call(reopenRequest, {
        session: rosa,
        params: { id: id as never },
        body: { version: seen.version, reason: 'Sigue sin imprimir', attachments: [] },
      }),
      await desk.call(acceptSolution, { session: rosa, params: { id: id as never }, body: { version: seen.version } }),
      await desk.call(postMessage, {
        session: rosa,
        params: { id: id as never },
        body: { text: 'Hola', attachments: [] },
      }),
      await desk.call(postNote, { session: dsg, params: { id: id as never }, body: { text: 'Hola', attachments: [] } }),
    ];
    expect(acts.map(({ problem }) => problem.code)).toEqual(Array.from({ length: 4 }, () => 'request.past'));
    await desk.person({ email: 'otra@gobierno.example' });
    const other = await desk.enter('otra@gobierno.example');
    const hidden = { params: { id: id as never }, body: { text: 'Hola', attachments: [] } };
    expect((await desk.call(postMessage, { session: other, ...hidden })).status).toBe(404);
    expect(desk.mailbox.letters.length).toBe(letters);
  });

  it('whose requester is not here stay out until the people came, and the file may simply come again', async () => {
    const file = csv(REQUESTS, request('N-1', { email: 'nueva@gobierno.example' }), request('INC-0815'));
    const first = await bring({ kind: 'requests' }, file);
    expect(first.counts).toMatchObject({ fault: 1, here: 1, brought: 0 });
    await bring({}, csv(PEOPLE, person(31, { email: 'nueva@gobierno.example' })));
    expect((await bring({ kind: 'requests' }, file)).counts).toMatchObject({ fault: 0, here: 1, brought: 1 });
    // Of another desk the same folio is another request.
    expect(
      (await bring({ kind: 'requests', desk: 'Otra mesa' }, csv(REQUESTS, request('INC-0815')))).counts.brought,
    ).toBe(1);
  });
});

describe('what was written', () => {
  const HEAD = ['Folio anterior', 'Fecha', 'Autor', 'Mensaje', 'Visibilidad'];
  const file = csv(
    HEAD,
    ['inc-0816', '12/03/2024 10:02', 'luis@gobierno.example', 'Pasamos hoy.', 'pública'],
    ['INC-0816', '12/03/2024 10:05', 'luis@gobierno.example', 'Es el fusor.', ''],
    ['INC-0816', '12/03/2024 11:00', 'rosa@gobierno.example', 'Gracias.', 'pública'],
    ['NADA', '12/03/2024 11:00', '', 'Gracias.', 'pública'],
  );

  it('comes in under its request, with author and day, once, and notes stay the desk’s own', async () => {
    expect((await bring({ kind: 'messages' }, file)).counts).toMatchObject({ brought: 3, fault: 1 });
    expect((await bring({ kind: 'messages' }, file)).counts).toMatchObject({ brought: 0, here: 3, fault: 1 });
    const id = await refOf('INC-0816');
    const texts = async (session: string) => (await view(id, session)).former?.messages.map(({ text }) => text);
    expect(await texts(rosa)).toEqual(['Pasamos hoy.', 'Gracias.']);
    expect(await texts(dsg)).toEqual(['Pasamos hoy.', 'Es el fusor.', 'Gracias.']);
    expect((await view(id)).former?.messages[1]).toMatchObject({
      ...{ side: 'requester', mine: true, at: '2024-03-12T17:00:00.000Z', author: 'Rosa Elena Canul Pech' },
    });
  });
});

describe('on the way', () => {
  it('it can be stopped and taken up again, and what was cut goes on where it ended', async () => {
    const many = Array.from({ length: 120 }, (_, index) => person(1_000 + index));
    const looked = (await look({}, csv(PEOPLE, ...many))).reply;
    expect((await desk.call(contract.stopArrival, on(looked.id))).problem.code).toBe('arrival.state');
    await start(looked);
    expect((await desk.call(contract.dropArrival, on(looked.id))).problem.code).toBe('arrival.state');
    const stopped = await desk.call(contract.stopArrival, on(looked.id));
    expect([stopped.status, stopped.reply.state]).toEqual([200, 'stopped']);
    await desk.drain();
    expect((await read(looked.id)).counts).toMatchObject({ new: 120, brought: 0 });
    await start(stopped.reply);
    await desk.drain();
    expect(await read(looked.id)).toMatchObject({ state: 'done', counts: { new: 0, brought: 120 } });
    expect(
      await desk.house.store.read
        .selectFrom('arrival_rows')
        .select('given')
        .where('given', 'is not', null)
        .where('arrival_id', '=', looked.id)
        .execute(),
    ).toEqual([]);
    const { breaks } = await verifyChains(desk.house.store.read);
    expect(breaks).toEqual([]);
  });

  it('a report says all of it as a table that computes nothing', async () => {
    const file = csv(PEOPLE, person(50, { email: '=cmd|calc' }), person(51));
    const { id } = (await look({}, file)).reply;
    const { raw, status } = await desk.call(contract.downloadArrivalReport, on(id));
    expect(status).toBe(200);
    const table = readCsv(raw.bytes.toString(), 10)?.map(({ cells }) => cells);
    expect(table?.[1]?.slice(0, 3)).toEqual(['2', '=cmd|calc', 'No puede entrar']);
    expect(raw.bytes.toString()).toContain("'=cmd|calc");
    expect(table?.[2]?.slice(0, 3)).toEqual(['3', 'ana51@gobierno.example', 'Por traer']);
    expect((await desk.call(contract.listArrivals, { session: desk.admin })).reply.items[0]?.id).toBe(id);
  });

  it.each(['xlsx', 'csv'] as const)('the template as %s can be filled in and brought', async (format) => {
    for (const kind of ['people', 'requests', 'messages'] as const) {
      const { raw } = await desk.call(contract.downloadArrivalTemplate, {
        session: desk.admin,
        query: { kind, format },
      });
      const looked = await look({ kind, name: `plantilla.${format}` }, raw.bytes);
      expect([looked.status, looked.reply.lines, looked.reply.ignored]).toEqual([201, 1, []]);
    }
  });

  it.each([
    ['no table', 'archivo.csv', Buffer.from([0, 1, 2]), 422, 'arrival.file-refused'],
    ['no kind of ours', 'archivo.pdf', Buffer.from('x'), 422, 'arrival.file-refused'],
    ['no spreadsheet', 'archivo.xlsx', Buffer.from('PK'), 422, 'arrival.file-refused'],
    ['other columns', 'archivo.csv', Buffer.from('a,b\n1,2'), 422, 'arrival.columns-missing'],
    ['nothing', 'archivo.csv', Buffer.from(' '), 422, 'arrival.columns-missing'],
  ])('refuses %s', async (_name, name, upload, status, code) => {
    const answer = await look({ name }, upload);
    expect([answer.status, answer.problem.code]).toEqual([status, code]);
  });

  it('of what there is not, nothing can be done', async () => {
    const none = on('0198aaaa-0000-7000-8000-000000000000');
    const body = { version: 1, column: 'agency', said: 'x', meaning: null } as const;
    expect((await desk.call(contract.chooseArrivalWord, { ...none, body })).status).toBe(404);
    expect((await desk.call(contract.startArrival, { ...none, body: { version: 1, letters: false } })).status).toBe(
      404,
    );
    expect((await desk.call(contract.stopArrival, none)).status).toBe(404);
  });
});
