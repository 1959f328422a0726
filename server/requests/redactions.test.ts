/** What was covered is found nowhere any more: in no answer, no letter, no search, no row but those that keep the original. */
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uploadAttachment } from '#contract/attachments.ts';
import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import { OPERATIONS } from '#contract/index.ts';
import { listNotices } from '#contract/notifications.ts';
import type { BodyInput } from '#contract/operation.ts';
import { readOwnData } from '#contract/privacy.ts';
import { downloadRequestRecord, listRequestRecords } from '#contract/records.ts';
import { downloadOriginal, openOriginal, redactRequest } from '#contract/redactions.ts';
import {
  downloadAttachment,
  fileRequest,
  listMyRequests,
  listQueue,
  postMessage,
  postNote,
  previewAttachment,
  type RequestView,
  readReceipt,
  readRequest,
  resolveRequest,
  thumbnailAttachment,
} from '#contract/requests.ts';
import { MINUTE } from '#server/shared/clock.ts';
import { firstBreak } from '#server/shared/history.ts';
import { newId, sha256 } from '#server/shared/ids.ts';
import { SUPERUSER } from '#server/shared/postgres/cluster.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { messageForLetter, messagesAmiss, requestForLetter } from './index.ts';

/** Found nowhere by chance. */
const SECRET = 'ZAQXSW991231MCLNRS07';
const FOREIGN = '01890000-0000-7000-8000-00000000dead';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let desk: Settled;
let rosa: string;
let agent: string;
let owner: string;
let auditor: string;
let request: RequestView;
let view: RequestView;

type Covering = BodyInput<typeof redactRequest>;
const cover = (target: Covering['target'], session = owner, more: Partial<Covering> = {}) =>
  desk.call(redactRequest, {
    session,
    params: { id: request.id },
    body: { target, ground: 'personal', basis: 'Art. 115 LGTAIP', reason: 'Es la CURP de una persona', ...more },
  });
const read = async (session: string) => (await desk.call(readRequest, { session, params: { ref: request.id } })).reply;
const upload = async (session: string) =>
  (await desk.call(uploadAttachment, { session, query: { name: `${SECRET}.png` }, upload: PNG })).reply.id;
const messageOf = (told: RequestView, fact: string) => {
  const message = told.timeline.find((entry) => entry.fact === fact)?.message;
  if (!message) throw new Error(`no message of ${fact}`);
  return message;
};

beforeAll(async () => {
  desk = await settle();
  const signedIn = async (email: string, roles: Parameters<Settled['person']>[0]['roles'], teamIds: string[] = []) => {
    await desk.person({ email, roles, teamIds });
    return desk.enter(email);
  };
  const { areas } = (await desk.call(readCatalogue, { session: desk.admin })).reply;
  const areaId = areas[0]?.id;
  if (areaId === undefined) throw new Error('no area');
  owner = await signedIn('dsg@gobierno.example', ['service_owner', 'requester']);
  const { teams } = (await desk.call(readDeskLists, { session: owner })).reply;
  const teamId = String(teams.find((team) => team.areaId === areaId)?.id);
  rosa = await signedIn('rosa.canul@gobierno.example', ['requester']);
  agent = await signedIn('laura.mendoza@gobierno.example', ['agent', 'requester'], [teamId]);
  auditor = await signedIn('contraloria@gobierno.example', ['auditor']);

  const filed = await desk.call(fileRequest, {
    session: rosa,
    body: {
      ...{ draftId: null, areaId, serviceId: null, place: { building: '', floor: '', office: '', phone: '' } },
      subject: `No abre el expediente de ${SECRET}`,
      description: `La CURP es ${SECRET}, y no abre. Repito: ${SECRET}.`,
      attachments: [await upload(rosa)],
    },
  });
  expect(filed.status, filed.raw.body).toBe(201);
  request = filed.reply;
  const params = { id: request.id };
  const said = { session: rosa, params, body: { text: `Otra vez, ${SECRET}`, attachments: [await upload(rosa)] } };
  expect((await desk.call(postMessage, said)).status).toBe(201);
  const noted = { session: agent, params, body: { text: `Su CURP: ${SECRET}`, attachments: [] } };
  expect((await desk.call(postNote, noted)).status).toBe(201);
  await desk.drain();
  const solved = await desk.call(resolveRequest, {
    session: agent,
    params,
    body: { solution: `Ya abre el de ${SECRET}`, closureCode: 'solved', attachments: [] },
  });
  expect(solved.status, solved.raw.body).toBe(200);
  view = await read(auditor);
}, 60_000);
afterAll(() => desk.close());

const everySession = () => ({ rosa, agent, owner, auditor });

/** Every answer that only reads, to everybody, with the ids there are; by the name of its operation and of who asked. */
async function whoReads(word: string): Promise<string[]> {
  const known: Record<string, string> = {
    ...{ id: request.id, ref: request.id, attachmentId: view.attachments[0]?.id ?? '' },
  };
  const reads = OPERATIONS.filter((each) => each.method === 'GET' && !each.demoOnly && each.carrier !== 'stream');
  const found: string[] = [];
  for (const [who, session] of Object.entries(everySession()))
    for (const operation of reads) {
      const path = operation.path.replace(/:([a-zA-Z]+)/g, (_, name: string) => known[name] ?? FOREIGN);
      const answer = await desk.app.inject({
        url: path,
        headers: { host: 'localhost:3000', cookie: `mesa=${session}` },
      });
      if (answer.rawPayload.includes(word)) found.push(`${operation.name} ${who}`);
    }
  return found;
}

/** Tables in which that word stands. */
async function tablesWith(word: string): Promise<string[]> {
  const db = desk.house.store.read;
  const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(db);
  const found: string[] = [];
  for (const { name } of rows) {
    const { rows: hits } =
      await sql`select 1 from ${sql.table(name)} t where t::text like ${`%${word}%`} limit 1`.execute(db);
    if (hits.length > 0) found.push(name);
  }
  return found;
}

describe('before anything is covered', () => {
  it('everybody concerned reads it, so that what follows proves something', async () => {
    expect(await whoReads(SECRET)).toEqual(
      expect.arrayContaining(['readRequest rosa', 'readRequest agent', 'listMyRequests rosa', 'readReceipt auditor']),
    );
    expect((await desk.call(readOwnData, { session: rosa })).raw.bytes.includes(SECRET)).toBe(true);
  });

  it('is nobody’s to cover but of who answers for the service, and says what is missing', async () => {
    for (const session of [rosa, agent, auditor, desk.admin])
      expect((await cover({ what: 'subject', passages: [SECRET] }, session)).problem.code).toBe('right.missing');
    const wrong = await cover({ what: 'subject', passages: [] }, owner, { reason: '' });
    expect([wrong.status, wrong.problem.fields?.map(({ path }) => path)]).toEqual([400, ['target.passages', 'reason']]);
    const absent = await cover({ what: 'subject', passages: ['no está aquí'] });
    expect([absent.status, absent.problem.code]).toEqual([409, 'redaction.absent']);
    const foreign = await cover({ what: 'message', messageId: FOREIGN, passages: null });
    const elsewhere = await cover({ what: 'file', attachmentId: FOREIGN });
    expect([foreign.status, elsewhere.status]).toEqual([404, 404]);
    expect(view.redactions).toEqual([]);
  });
});

describe('once it is covered', () => {
  beforeAll(async () => {
    const targets: Covering['target'][] = [
      { what: 'subject', passages: [SECRET] },
      { what: 'description', passages: [SECRET] },
      { what: 'message', messageId: messageOf(view, 'request.messaged').id, passages: null },
      { what: 'message', messageId: messageOf(view, 'request.noted').id, passages: [SECRET] },
      { what: 'message', messageId: messageOf(view, 'request.resolved').id, passages: [SECRET] },
      { what: 'file', attachmentId: view.attachments[0]?.id ?? '' },
      { what: 'file', attachmentId: messageOf(view, 'request.messaged').attachments[0]?.id ?? '' },
    ] as Covering['target'][];
    for (const target of targets) {
      const done = await cover(target);
      expect(done.status, done.raw.body).toBe(200);
    }
    await desk.drain();
  });

  it('shows a mark in its place, and who covered it on which ground', async () => {
    const told = await read(rosa);
    expect(told).toMatchObject({
      subject: 'No abre el expediente de [testado]',
      description: 'La CURP es [testado], y no abre. Repito: [testado].',
      solution: 'Ya abre el de [testado]',
      can: { redact: false, openOriginal: false },
    });
    expect(told.attachments).toMatchObject([{ name: '[testado].png', redacted: true, preview: 'none' }]);
    expect(messageOf(told, 'request.messaged')).toMatchObject({ text: '[testado]', attachments: [{ redacted: true }] });
    expect(told.redactions.map(({ what, passages }) => [what, passages])).toEqual([
      ['subject', 1],
      ['description', 2],
      ['message', null],
      ['message', 1],
      ['file', null],
      ['file', null],
    ]);
    expect(told.redactions[0]).toMatchObject({
      ground: 'personal',
      basis: 'Art. 115 LGTAIP',
      reason: null,
      openings: [],
    });
    expect(told.timeline.filter(({ fact }) => fact === 'request.redacted')).toHaveLength(6);
    const atDesk = await read(agent);
    expect(atDesk.redactions).toHaveLength(7);
    expect(atDesk.redactions[0]?.reason).toBe('Es la CURP de una persona');
  });

  it('is read in no answer of any operation, by nobody', async () => {
    expect(await whoReads(SECRET)).toEqual([]);
    expect((await desk.call(readOwnData, { session: rosa })).raw.bytes.includes(SECRET)).toBe(false);
  });

  it('is found by no search, and leaves in no letter', async () => {
    const query = { q: SECRET };
    expect((await desk.call(listMyRequests, { session: rosa, query })).reply.items).toEqual([]);
    expect((await desk.call(listQueue, { session: owner, query: { ...query, state: 'all' } })).reply.items).toEqual([]);
    const { house } = desk;
    const letters = [
      await requestForLetter(house, request.id),
      await messageForLetter(house.store.read, messageOf(view, 'request.resolved').id),
    ];
    expect(JSON.stringify(letters)).not.toContain(SECRET);
    expect((await desk.call(listNotices, { session: rosa })).raw.body).not.toContain(SECRET);
  });

  it('stands in no row but the original, and the sealed records, which nobody changes', async () => {
    expect(await tablesWith(SECRET)).toEqual(['redactions', 'sealed_records']);
    const entries = await sql<{ data: Record<string, string> }>`select data from history
      where stream = ${`request:${request.id}`} and fact = 'request.redacted' order by sequence`.execute(
      desk.house.store.read,
    );
    expect(entries.rows[0]?.data).toMatchObject({
      what: 'subject',
      originalSha256: sha256(view.subject).toString('hex'),
    });
    expect(await firstBreak(desk.house.store.read, `request:${request.id}`)).toBeNull();
  });

  it('gives neither file nor picture, nor the paper that says it, while the record stays whole', async () => {
    const params = { id: request.id, attachmentId: view.attachments[0]?.id ?? FOREIGN };
    for (const operation of [downloadAttachment, previewAttachment, thumbnailAttachment])
      for (const session of [rosa, auditor]) {
        const answer = await desk.call(operation, { session, params: params as never });
        expect([answer.status, answer.problem.code]).toEqual([410, 'attachment.redacted']);
      }
    const { records } = (await desk.call(listRequestRecords, { session: rosa, params: { ref: request.id } })).reply;
    for (const { id: record } of records) {
      const paper = await desk.call(downloadRequestRecord, { session: rosa, params: { ref: request.id, record } });
      expect([paper.status, paper.problem.code]).toEqual([410, 'record.redacted']);
    }
    const receipt = (await desk.call(readReceipt, { session: rosa, params: { ref: request.id } })).reply;
    expect(receipt).toMatchObject({ redacted: true, subject: 'No abre el expediente de [testado]' });
  });

  it('is covered once, and more of it later', async () => {
    const again = await cover({ what: 'message', messageId: messageOf(view, 'request.messaged').id, passages: null });
    const file = await cover({ what: 'file', attachmentId: params().attachmentId as never });
    expect([again.problem.code, file.problem.code]).toEqual(['redaction.done', 'redaction.done']);
    const more = await cover({ what: 'description', passages: ['Repito'] });
    expect(more.reply.description).toBe('La CURP es [testado], y no abre. [testado]: [testado].');
  });

  const params = () => ({ id: request.id, attachmentId: view.attachments[0]?.id ?? '' });

  it('is opened by whoever audits alone, for a reason that stays on record', async () => {
    const { redactions } = await read(auditor);
    const ofFile = redactions.find(({ what }) => what === 'file');
    const ofText = redactions.find(({ what }) => what === 'description');
    if (!ofFile || !ofText) throw new Error('nothing was covered');
    const on = (redactionId: string) => ({ id: request.id, redactionId: redactionId as typeof ofFile.id });
    const body = { reason: 'Queja 14/2026' };
    for (const session of [rosa, agent, owner]) {
      const refused = await desk.call(openOriginal, { session, params: on(ofText.id), body });
      expect(refused.problem.code).toBe('right.missing');
    }
    const early = await desk.call(downloadOriginal, { session: auditor, params: on(ofFile.id) });
    expect([early.status, early.problem.code]).toEqual([409, 'redaction.unopened']);
    expect((await desk.call(openOriginal, { session: auditor, params: on(FOREIGN), body })).status).toBe(404);
    const mute = await desk.call(openOriginal, { session: auditor, params: on(ofText.id), body: { reason: '' } });
    expect(mute.status).toBe(400);

    const opened = await desk.call(openOriginal, { session: auditor, params: on(ofText.id), body });
    expect(opened.reply).toEqual({
      what: 'description',
      text: view.description,
      sha256: sha256(view.description).toString('hex'),
    });
    expect((await desk.call(downloadOriginal, { session: auditor, params: on(ofText.id) })).status).toBe(404);
    const bytes = { what: 'file', text: `${SECRET}.png`, sha256: sha256(PNG).toString('hex') };
    expect((await desk.call(openOriginal, { session: auditor, params: on(ofFile.id), body })).reply).toEqual(bytes);
    const file = await desk.call(downloadOriginal, { session: auditor, params: on(ofFile.id) });
    expect(file.raw.bytes.equals(PNG)).toBe(true);
    const { records } = (await desk.call(listRequestRecords, { session: auditor, params: { ref: request.id } })).reply;
    const paper = { ref: request.id, record: records[0]?.id ?? (FOREIGN as never) };
    expect((await desk.call(downloadRequestRecord, { session: auditor, params: paper })).status).toBe(200);

    const told = (await read(agent)).redactions.find(({ id }) => id === ofText.id);
    expect(told?.openings).toMatchObject([{ reason: 'Queja 14/2026' }]);
    desk.clock.advance(11 * MINUTE);
    auditor = await desk.enter('contraloria@gobierno.example');
    const late = await desk.call(downloadOriginal, { session: auditor, params: on(ofFile.id) });
    expect(late.problem.code).toBe('redaction.unopened');
    expect((await desk.call(downloadRequestRecord, { session: auditor, params: paper })).status).toBe(410);
  });
});

describe('the database', () => {
  it('lets nobody edit or delete a message, nor the words of a request, nor a redaction, its owner included', async () => {
    const id = messageOf(view, 'request.resolved').id;
    const attempts = [
      sql`update messages set body = 'otra cosa' where id = ${id}`,
      sql`update messages set author_id = ${newId()} where id = ${id}`,
      sql`delete from messages where id = ${id}`,
      sql`update requests set subject = 'otra cosa' where id = ${request.id}`,
      sql`update requests set description = 'otra cosa' where id = ${request.id}`,
      sql`update redactions set original = 'otra cosa' where request_id = ${request.id}`,
      sql`delete from redactions where request_id = ${request.id}`,
      sql`update redaction_openings set reason = 'otra cosa'`,
      sql`delete from redaction_openings`,
      sql`truncate messages cascade`,
    ];
    for (const attempt of attempts)
      await expect(desk.house.store.aside('sweep', (db) => attempt.execute(db))).rejects.toMatchObject({
        code: '42501',
      });
  });

  it('tells a message somebody changed past it from those that were redacted', async () => {
    const root = new pg.Client({ ...desk.postgres.owner, user: SUPERUSER } as pg.ClientConfig);
    await root.connect();
    const amiss = async () =>
      (await messagesAmiss(desk.house.store.read)).map(({ gone }) => (gone ? 'gone' : 'edited'));
    const tried = async (statement: string, values: string[]) => {
      await root.query('begin');
      await root.query("set local session_replication_role = 'replica'");
      await root.query(statement, values);
      await root.query('commit');
      return amiss();
    };
    try {
      await root.query('create table kept_m as select * from messages');
      expect(await amiss()).toEqual([]);
      const covered = messageOf(view, 'request.resolved').id;
      const seen = [
        await tried("update messages set body = 'otra cosa' where id = $1", [covered]),
        await tried("update messages set body = 'otra cosa'", []),
        await tried('delete from messages where id = $1', [covered]),
      ];
      expect(seen).toEqual([['edited'], ['edited', 'edited', 'edited'], ['edited', 'edited', 'gone']]);
    } finally {
      await root.query("set session_replication_role = 'replica'");
      await root.query('delete from messages; insert into messages select * from kept_m; drop table kept_m');
      await root.end();
    }
    expect(await amiss()).toEqual([]);
  });
});
