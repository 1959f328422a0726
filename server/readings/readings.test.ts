/** The reading log: every door through which a request is seen leaves a reading, and whoever audits finds it. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uploadAttachment } from '#contract/attachments.ts';
import { readCatalogue } from '#contract/catalogue.ts';
import { OPERATIONS } from '#contract/index.ts';
import { readOwnData } from '#contract/privacy.ts';
import { exportReadings, listReadings } from '#contract/readings.ts';
import { listRequestRecords } from '#contract/records.ts';
import { openOriginal, redactRequest } from '#contract/redactions.ts';
import { fileRequest, type RequestView, readRequest } from '#contract/requests.ts';
import { askUrgency } from '#contract/urgency.ts';
import { DAY, HOUR, MINUTE } from '#server/shared/clock.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { readingsSlice } from './index.ts';

const SECRET = 'zaqxsw991231';
const FOREIGN = '01890000-0000-7000-8000-00000000dead';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let desk: Settled;
let rosa: string;
let owner: string;
let auditor: string;
let request: RequestView;
const ids: Record<string, string> = {};
let auditorId: string;
let rosaId: string;

beforeAll(async () => {
  desk = await settle();
  rosaId = await desk.person({ email: 'rosa.canul@gobierno.example', roles: ['requester'] });
  rosa = await desk.enter('rosa.canul@gobierno.example');
  await desk.person({ email: 'dsg@gobierno.example', roles: ['service_owner'] });
  owner = await desk.enter('dsg@gobierno.example');
  auditorId = await desk.person({ email: 'contraloria@gobierno.example', roles: ['auditor'] });
  auditor = await desk.enter('contraloria@gobierno.example');
  const { areas } = (await desk.call(readCatalogue, { session: rosa })).reply;
  const files = await Promise.all(
    ['uno.png', 'dos.png'].map((name) => desk.call(uploadAttachment, { session: rosa, query: { name }, upload: PNG })),
  );
  const filed = await desk.call(fileRequest, {
    session: rosa,
    body: {
      ...{ draftId: null, serviceId: null, subject: 'No abre', description: `El expediente ${SECRET} no abre` },
      areaId: areas[0]?.id as (typeof areas)[number]['id'],
      place: { building: '', floor: '', office: '', phone: '' },
      attachments: files.map((file) => file.reply.id),
    },
  });
  expect(filed.status, filed.raw.body).toBe(201);
  request = filed.reply;
  await desk.drain();
  const params = { id: request.id };
  const facts = {
    stops: 'El trámite de una caja',
    affects: 'area',
    alternative: 'another_way',
    neededBy: '2026-11-24T15:00',
    meanwhile: 'Las otras cajas siguen cobrando.',
  } as const;
  const asked = await desk.call(askUrgency, { session: rosa, params, body: { facts } });
  expect(asked.status, asked.raw.body).toBe(200);
  const records = await desk.call(listRequestRecords, { session: rosa, params: { ref: request.id } });
  const covered = await desk.call(redactRequest, {
    ...{ session: owner, params },
    body: {
      target: { what: 'file', attachmentId: String(files[1]?.reply.id) },
      ground: 'personal',
      reason: 'Es de otra persona',
    },
  });
  expect(covered.status, covered.raw.body).toBe(200);
  const { rows } = await sql<{ id: string }>`select id from redactions`.execute(desk.house.store.read);
  Object.assign(ids, {
    ...{ id: request.id, ref: request.id, attachmentId: files[0]?.reply.id },
    ...{ record: records.reply.records[0]?.id, redactionId: rows[0]?.id },
  });
}, 60_000);
afterAll(() => desk.close());

const kept = async () => {
  await desk.house.readings.flush();
  const { rows } = await sql<{ what: string; by_right: string; read_by: string }>`
    select what, by_right, read_by from readings order by read_at, id`.execute(desk.house.store.read);
  return rows;
};

/** Under a request's address, and no reading of it. */
const NOT_READINGS: Readonly<Record<string, string>> = {
  readPossibleOutage: 'a count of others alike, for whoever has its page open',
  measureDossier: 'how many files there are and how large, nothing of what they say',
  readReplyDrafts: 'what whoever asks has written themselves and not sent',
  repliesForRequest: 'templates filled in, for whoever attends it and has its page open',
};

describe('every door', () => {
  it('of the contract through which something of a request is seen notes it', async () => {
    const opening = { session: auditor, params: { id: request.id, redactionId: ids.redactionId as never } };
    await desk.call(openOriginal, { ...opening, body: { reason: 'Para la prueba' } });
    const shown = new Map<string, string>();
    const silent: string[] = [];
    let place = 0;
    for (const operation of OPERATIONS) {
      if (operation.method !== 'GET' || operation.demoOnly || operation.permission === 'public') continue;
      if (operation.carrier === 'stream') continue;
      for (const session of [rosa, owner, auditor]) {
        place += 1;
        const before = (await kept()).length;
        const answer = await desk.app.inject({
          url: operation.path.replace(/:([a-zA-Z]+)/g, (_, name: string) => ids[name] ?? FOREIGN),
          headers: { host: 'localhost:3000', cookie: `mesa=${session}` },
          // Each from another place: none is the same reading again.
          remoteAddress: `10.1.${place >> 8}.${place & 255}`,
        });
        const isOfRequest = answer.statusCode === 200 && /requests\/:|urgency\/:/.test(operation.path);
        if (!isOfRequest && !answer.rawPayload.includes(SECRET)) continue;
        const rows = (await kept()).slice(before);
        if (rows.length === 0) silent.push(operation.name);
        else shown.set(operation.name, rows.map(({ what }) => what).join());
      }
    }
    expect([...new Set(silent)].filter((name) => !(name in NOT_READINGS))).toEqual([]);
    expect(Object.fromEntries(shown)).toMatchObject({
      ...{ readRequest: 'page', readRequestClock: 'clock', readReceipt: 'receipt', listRequestRecords: 'receipt' },
      ...{ downloadRequestRecord: 'paper', downloadAttachment: 'file', previewAttachment: 'file' },
      ...{ thumbnailAttachment: 'file', readUrgency: 'urgency', downloadOriginal: 'original' },
      ...{ downloadFullRecord: 'dossier', downloadDossier: 'dossier' },
    });
  }, 60_000);

  it('of own data, of the original and of the log itself', async () => {
    await desk.call(readOwnData, { session: rosa });
    await desk.call(listReadings, { session: auditor });
    const rows = await kept();
    expect(rows.filter(({ what }) => what === 'own_data')).toMatchObject([{ by_right: 'own', read_by: rosaId }]);
    expect(rows.filter(({ what }) => what === 'original')).toHaveLength(2);
    expect(rows.filter(({ what }) => what === 'log').at(-1)).toMatchObject({ by_right: 'auditor', read_by: auditorId });
  });
});

describe('what is noted', () => {
  const open = (session: string) => desk.call(readRequest, { session, params: { ref: request.id } });

  it('is one reading when it is opened again within some minutes; of one’s own, within the hour', async () => {
    const pages = async () => (await kept()).filter(({ what }) => what === 'page').length;
    await Promise.all([open(rosa), open(owner)]);
    const begun = await pages();
    await Promise.all([open(rosa), open(owner)]);
    expect(await pages()).toBe(begun);
    desk.clock.advance(6 * MINUTE);
    await Promise.all([open(rosa), open(owner)]);
    expect(await pages()).toBe(begun + 1);
    desk.clock.advance(HOUR);
    await open(rosa);
    expect(await pages()).toBe(begun + 2);
  });

  it('is never changed nor deleted', async () => {
    await expect(
      desk.house.store.aside('reading', (db) => db.updateTable('readings').set({ what: 'page' }).execute()),
    ).rejects.toThrow(/append-only|permission denied/);
    await expect(desk.house.store.aside('reading', (db) => db.deleteFrom('readings').execute())).rejects.toThrow(
      /append-only|permission denied/,
    );
  });
});

describe('the log', () => {
  beforeAll(async () => {
    auditor = await desk.enter('contraloria@gobierno.example');
  });
  const list = async (query: Parameters<typeof desk.call<typeof listReadings>>[1] = {}) =>
    desk.call(listReadings, { session: auditor, ...query });

  it('is found by folio, by person, by name, by what and by day', async () => {
    const { folio } = request;
    const short = String(Number(folio.split('/').at(-1)));
    for (const query of [{ folio }, { folio: short }, { folio, what: 'page' as const }]) {
      const { reply } = await list({ query });
      expect(reply.items.length).toBeGreaterThan(0);
      for (const item of reply.items) expect(item.of).toEqual({ kind: 'request', id: request.id, folio });
    }
    const ofRosa = (await list({ query: { person: rosaId as never } })).reply;
    expect(ofRosa.personName).toBe('Rosa Elena Canul Pech');
    expect(ofRosa.items.every(({ personId }) => personId === rosaId)).toBe(true);
    expect((await list({ query: { name: 'canul elena' } })).reply.items.length).toBeGreaterThan(0);
    expect((await list({ query: { name: 'nadie así' } })).reply.items).toEqual([]);
    expect((await list({ query: { folio: '99999' } })).reply.items).toEqual([]);
    expect((await list({ query: { from: '2026-11-23', to: '2026-11-24' } })).reply.items.length).toBeGreaterThan(0);
    expect((await list({ query: { to: '2026-11-01' } })).reply.items).toEqual([]);
  });

  it('comes in pages without gap or repetition, newest first', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { reply } = await list({ query: { to: '2030-01-01', what: 'file', ...(cursor ? { cursor } : {}) } });
      seen.push(...reply.items.map(({ id }) => id));
      cursor = reply.next ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe((await kept()).filter(({ what }) => what === 'file').length);
  });

  it('says what is wrong with what was typed, beside it', async () => {
    const words = await list({ query: { folio: 'la de ayer' } });
    expect([words.status, words.problem.fields]).toEqual([400, [{ path: 'folio', message: 'field.folio' }]]);
    const days = await list({ query: { from: '2026-11-24', to: '2026-11-23' } });
    expect([days.status, days.problem.fields]).toEqual([400, [{ path: 'to', message: 'field.day-before' }]]);
    expect((await desk.call(exportReadings, { session: auditor, query: { folio: 'la de ayer' } })).status).toBe(400);
  });

  it('is taken along as a spreadsheet, which is noted', async () => {
    const sheet = await desk.call(exportReadings, { session: auditor, query: { folio: request.folio } });
    expect(sheet.status).toBe(200);
    expect(sheet.raw.body).toContain(`Rosa Elena Canul Pech,${request.folio},La solicitud y sus mensajes,Es suya,`);
    expect((await kept()).at(-1)?.what).toBe('log_export');
  });

  it('forgets from where after ninety days, and not who', async () => {
    const before = await kept();
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from reading_places`.execute(
      desk.house.store.read,
    );
    expect(rows[0]?.n).toBe(before.length);
    desk.clock.advance(91 * DAY);
    await readingsSlice.schedules?.[0]?.run(desk.house);
    const left = await sql`select from reading_places`.execute(desk.house.store.read);
    expect(left.rows).toEqual([]);
    expect(await kept()).toHaveLength(before.length);
  });
});
