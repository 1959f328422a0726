import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readProfile, signIn } from '#contract/accounts.ts';
import { downloadAttachment, listMyRequests, listQueue, readReceipt, readRequest } from '#contract/requests.ts';
import { listAbsences } from '#contract/teams.ts';
import { listUrgency } from '#contract/urgency.ts';
import { readUrgencyLedger } from '#contract/urgency-ledger.ts';
import peopleData from '#database/demonstration/people.json' with { type: 'json' };
import requestsData from '#database/demonstration/requests.json' with { type: 'json' };
import { type TestDatabase, testDatabase } from '#tests/kit/database.ts';
import { identify } from '../accounts/index.ts';
import { localDay } from '../calendars/index.ts';
import { firstBreak } from '../shared/history.ts';
import type { Demonstration } from '../shared/house.ts';
import { FileAnswer } from '../shared/http/answer.ts';
import { anonymous, type PersonActor } from '../shared/policy.ts';
import { readSettings, type Settings } from '../shared/settings.ts';
import { Requests } from './data.ts';
import { loadDemonstration } from './index.ts';
import { openReplayHouse, type ReplayHouse } from './replay-house.ts';

const ZONE = 'America/Mexico_City';
/** The first Wednesday of 2027 at 11:00: its six working days lie on both sides of the New Year. */
const NOW = new Date('2027-01-06T17:00:00Z');
const clock = { now: () => NOW, elapsed: () => performance.now() };
const { requests } = v.parse(Requests, requestsData);

let database: TestDatabase;
let dataDir: string;
let settings: Settings;
let demo: Demonstration;
/** The desk as it stands afterwards, at NOW. */
let desk: ReplayHouse;

beforeAll(async () => {
  database = await testDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'mesa-demonstration-'));
  settings = readSettings({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
  demo = await loadDemonstration({ settings, postgres: database.postgres, clock });
  desk = await openReplayHouse({ settings, postgres: database.postgres, clock });
}, 240_000);

afterAll(async () => {
  await desk.close();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

async function enter(role: string): Promise<PersonActor> {
  const account = demo.accounts.find((one) => one.role === role);
  const { email = '', password = '' } = account ?? {};
  const { session } = await desk.call(signIn, anonymous, { body: { email, password } });
  const identified = await identify(desk.house, session ?? '');
  if (identified === null) throw new Error(`${role} could not enter`);
  expect(identified.gate?.code ?? null).toBe(account?.totpSecret === null ? null : 'session.second-step');
  return identified.actor;
}

const rows = () => desk.house.store.read.selectFrom('requests').selectAll().orderBy('registered_at').execute();

test('the forty requests stand in the states of the data, their folios from 101 on, across the New Year', async () => {
  const found = await rows();
  expect(found.map((row) => row.sequence)).toEqual(requests.map((request) => request.number));
  expect(found.map((row) => row.state)).toEqual(requests.map((request) => request.state));
  expect(found[0]?.folio).toBe('DTI/SS/2026/000101');
  expect(found.at(-1)?.folio).toBe('DTI/SS/2027/000140');
  for (const row of found) expect(row.folio).toContain(`/${localDay(ZONE, row.registered_at).slice(0, 4)}/`);
});

test('the newest is of the last working day, and nothing happened today or later', async () => {
  const found = await rows();
  expect(localDay(ZONE, found.at(-1)?.registered_at ?? NOW)).toBe('2027-01-05');
  const { latest } = await desk.house.store.read
    .selectFrom('history')
    .where('fact', 'like', 'request.%')
    .select((eb) => eb.fn.max('at').as('latest'))
    .executeTakeFirstOrThrow();
  expect(localDay(ZONE, new Date(String(latest))) < '2027-01-06').toBe(true);
});

test('an outage was told and is over, and works are planned that nobody reads of yet', async () => {
  const found = await desk.house.store.read
    .selectFrom('announcements')
    .select(['kind', 'shown_from', 'begins_at', 'ended_at'])
    .orderBy('made_at')
    .execute();
  expect(found.map((each) => [each.kind, each.ended_at !== null])).toEqual([
    ['outage', true],
    ['maintenance', false],
  ]);
  const works = found[1];
  expect(new Date(Number(works?.begins_at)).getUTCDay()).toBe(6);
  expect(Number(works?.shown_from)).toBeGreaterThan(NOW.getTime() + 4 * 86_400_000);
});

test('each request has an unbroken history and its receipt', async () => {
  for (const row of await rows()) expect(await firstBreak(desk.house.store.read, `request:${row.id}`)).toBeNull();
  const sealed = await desk.house.store.read.selectFrom('sealed_records').select(['act', 'folio']).execute();
  expect(sealed.filter(({ act }) => act === 'registration')).toHaveLength(40);
  expect(sealed.filter(({ act }) => act === 'solution').length).toBeGreaterThan(5);
});

test('no letter of the past waits to be sent, and no job', async () => {
  const { read } = desk.house.store;
  expect(await read.selectFrom('letters').select('id').execute()).toEqual([]);
});

test('every date written into a text found its day', async () => {
  const { read } = desk.house.store;
  const messages = await read.selectFrom('messages').select('body').execute();
  expect(messages.length).toBeGreaterThan(80);
  const texts = [
    ...messages.map((one) => one.body),
    ...(await rows()).flatMap((row) => [row.subject, row.description]),
  ];
  expect(texts.filter((text) => /[{}]/.test(text))).toEqual([]);
});

test('each answered the questions of its service, with its days and its files', async () => {
  const found = await rows();
  const filedWith = (row: (typeof found)[number]) =>
    (row.answers as { filing?: { version: number; values: Record<string, unknown> } }).filing;
  for (const row of found) {
    const { version, values = {} } = filedWith(row) ?? {};
    expect([row.folio, version, Object.keys(values).length > 0]).toEqual([row.folio, 1, true]);
    expect(JSON.stringify(values)).not.toMatch(/\{[+-]\d/);
  }
  const event = found.filter((row) => row.sequence === 120).map((row) => filedWith(row)?.values)[0];
  expect(event).toMatchObject({ event_at: '2027-01-07T11:00', until: '2027-01-07T14:00' });
  const agent = await enter('agent');
  const nodes = found.find((row) => row.sequence === 107);
  const { reply } = await desk.call(readRequest, agent, { params: { ref: nodes?.id } });
  expect(reply.answers.find((answer) => answer.key === 'plan')?.shown.map(({ es }) => es)).toEqual([
    'croquis_planta_alta.pdf',
  ]);
});

describe('the accounts', () => {
  test('are one of each role on the sign-in page', () => {
    expect(demo.accounts.map((account) => account.role)).toEqual([
      'requester',
      'agent',
      'team_lead',
      'service_owner',
      'operator_admin',
      'agency_coordinator',
      'auditor',
      'privacy_officer',
    ]);
  });

  test('are all written, with passwords of their own, where only their owner reads them', async () => {
    const path = join(dataDir, 'demo-accounts.json');
    const { accounts } = JSON.parse(await readFile(path, 'utf8')) as Demonstration;
    expect(accounts.map((account) => account.email).toSorted()).toEqual(
      peopleData.people.map((person) => person.email).toSorted(),
    );
    expect(new Set(accounts.map((account) => account.password)).size).toBe(accounts.length);
    for (const shown of demo.accounts) expect(accounts).toContainEqual(shown);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('belong to nobody: addresses that cannot exist, telephones of no line', () => {
    for (const person of peopleData.people) {
      expect(person.email).toMatch(/@colima\.example$/);
      expect(person.phone).toMatch(/^31[24] 000 /);
    }
  });

  test.each(['requester', 'agent', 'team_lead', 'service_owner', 'operator_admin', 'agency_coordinator', 'auditor'])(
    'open the desk for the %s, whose password is good for days yet',
    async (role) => {
      const { reply } = await desk.call(readProfile, await enter(role));
      expect(new Date(reply.passwordExpiresAt ?? 0).getTime()).toBeGreaterThan(NOW.getTime() + 7 * 86_400_000);
    },
  );
});

test('the example requester has one of each kind: waiting for an answer, solved, under way, closed', async () => {
  const { reply } = await desk.call(listMyRequests, await enter('requester'));
  expect(reply.items.map((item) => item.state).toSorted()).toEqual([
    'cancelled',
    'closed',
    'in_progress',
    'resolved',
    'waiting_requester',
  ]);
  expect(reply.waiting.map((one) => one.request.state).toSorted()).toEqual(['resolved', 'waiting_requester']);
  expect(reply.items.filter((item) => item.unread).length).toBeGreaterThan(0);
});

test('the agent of technical support finds open work, and none of the systems’', async () => {
  const { reply } = await desk.call(listQueue, await enter('agent'));
  expect(reply.items.length).toBeGreaterThan(8);
  expect(new Set(reply.items.map((item) => item.areaName.es))).toEqual(new Set(['Soporte técnico']));
});

test('the coordinator knows the requests of the agency but reads no message', async () => {
  const found = await rows();
  const coordinator = await enter('agency_coordinator');
  const ofAgency = found.find((row) => row.agency_id === coordinator.agencyId);
  const { reply } = await desk.call(readRequest, coordinator, { params: { ref: ofAgency?.id } });
  expect(reply.timeline.filter((entry) => entry.message !== null)).toEqual([]);
});

test('of five urgencies two changed the level, one was kept, and two wait: one asked, one objected', async () => {
  const owner = await enter('service_owner');
  const { reply: waiting } = await desk.call(listUrgency, owner);
  expect(waiting.items.map(({ folio, round }) => [folio.slice(-3), round]).toSorted()).toEqual([
    ['135', 2],
    ['140', 1],
  ]);
  const { reply: ledger } = await desk.call(readUrgencyLedger, owner);
  expect(ledger.items.map(({ folio, outcome }) => [folio.slice(-3), outcome]).toSorted()).toEqual([
    ['102', 'changed'],
    ['105', 'kept'],
    ['117', 'changed'],
    ['135', 'kept'],
  ]);
  expect(ledger.items.every(({ tookMinutes }) => tookMinutes > 0 && tookMinutes < 120)).toBe(true);
  expect(ledger.agencies.reduce((sum, agency) => sum + agency.asked, 0)).toBe(5);
});

test('notes of the desk are there for the desk alone', async () => {
  const internet = (await rows()).find((row) => row.sequence === 128);
  const params = { ref: internet?.id };
  const notes = (view: { reply: { timeline: readonly { message: { visibility: string } | null }[] } }) =>
    view.reply.timeline.filter((entry) => entry.message?.visibility === 'internal').length;
  expect(notes(await desk.call(readRequest, await enter('agent'), { params }))).toBe(1);
});

test('the acuse and the files of a request open', async () => {
  const owner = await enter('service_owner');
  const nodes = (await rows()).find((row) => row.sequence === 107);
  const { reply: receipt } = await desk.call(readReceipt, owner, { params: { ref: nodes?.id } });
  expect(receipt.attachments.map((file) => file.name)).toEqual(['croquis_planta_alta.pdf']);
  const { reply: view } = await desk.call(readRequest, owner, { params: { ref: nodes?.id } });
  const answer: unknown = (
    await desk.call(downloadAttachment, owner, { params: { id: nodes?.id, attachmentId: view.attachments[0]?.id } })
  ).reply;
  expect(answer).toBeInstanceOf(FileAnswer);
  if (!(answer instanceof FileAnswer)) return;
  const bytes = Buffer.concat(await answer.content.toArray());
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect(bytes).toHaveLength(answer.bytes);
});

test('a database that already has a government is not touched', async () => {
  await expect(loadDemonstration({ settings, postgres: database.postgres, clock })).rejects.toThrow(/empty/);
  expect(await rows()).toHaveLength(40);
});

test('one colleague is away with requests to hand over, one will be next week, and nobody who enters is', async () => {
  const { absences } = (await desk.call(listAbsences, await enter('service_owner'))).reply;
  expect(absences.map(({ now }) => now)).toEqual([true, false]);
  expect(absences[0]?.open).toBeGreaterThan(1);
  const away = new Set(absences.map(({ person }) => person.name));
  expect(demo.accounts.filter(({ name }) => away.has(name))).toEqual([]);
});
