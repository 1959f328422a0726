/**
 * R19: folios under races. Two programs on one DATABASE_URL: many creates at once, and the same key many times; then two
 * desks whose clocks pass New Year's midnight in the middle of creates.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { fileRequest } from '#contract/requests.ts';
import { assemble } from '#server/assemble.ts';
import { ensureSetUpLink } from '#server/institution/index.ts';
import { prepareDatabase } from '#server/prepare.ts';
import type { Clock } from '#server/shared/clock.ts';
import { smtpMailbox } from '#server/shared/mail/smtp.ts';
import { type EmbeddedPostgres, openEmbedded } from '#server/shared/postgres/embedded.ts';
import { openSecrets } from '#server/shared/secrets.ts';
import { readSettings } from '#server/shared/settings.ts';
import { type Api, Refusal } from '../kit/api.ts';
import { addPerson, setUp, technicalSupport } from '../kit/desk.ts';
import { freePort, type Program, startProgram } from '../kit/program.ts';
import { bar, type Options, type Report, sleep } from './report.ts';

const quiet = pino({ level: 'silent' });
const ONE_PERSON_FILES = 50;
const A_WHILE = 60_000;

/** Requests as they came to lie in the database, oldest folio first. */
type Row = { folio: string; year: number; sequence: number; local_year: number };
const ROWS = `select folio, year, sequence,
  extract(year from registered_at at time zone 'America/Mexico_City')::int as local_year
  from requests order by year, sequence`;

export async function r19(options: Options): Promise<Report> {
  const { count = 200, seconds = 8 } = options;
  const races = await withPostgres((postgres, folder) => twoPrograms({ postgres, folder, count }));
  options.say(`creates and keys: ${JSON.stringify(races.figures)}`);
  const roll = await withPostgres((postgres, folder) => newYear({ postgres, folder, seconds }));
  return { figures: { ...races.figures, ...roll.figures }, bars: [...races.bars, ...roll.bars] };
}

/** A PostgreSQL that forces everything to disk, as a government's own would. */
async function withPostgres(run: (postgres: EmbeddedPostgres, folder: string) => Promise<Report>): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'mesa-r19-'));
  chmodSync(folder, 0o755);
  const postgres = await openEmbedded({ dataDir: join(folder, 'database'), log: quiet });
  try {
    return await run(postgres, folder);
  } finally {
    await postgres.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function rowsOf(postgres: EmbeddedPostgres): Promise<Row[]> {
  const client = new pg.Client({ ...postgres.superuser, database: String(postgres.owner.database) });
  await client.connect();
  try {
    return (await client.query<Row>(ROWS)).rows;
  } finally {
    await client.end();
  }
}

const gapsIn = (rows: readonly Row[]): number =>
  rows.filter(
    (row, index) =>
      Number(row.sequence) !== (rows[index - 1]?.year === row.year ? Number(rows[index - 1]?.sequence) : 0) + 1,
  ).length;

const filing = (areaId: string, subject: string) => ({
  draftId: null,
  subject,
  description: 'Muchas a la vez, en dos nodos.',
  areaId: areaId as never,
  serviceId: null,
  place: { building: '', floor: '', office: '', phone: '' },
  attachments: [],
});

async function peopleOf(admin: Api, url: string, count: number): Promise<Api[]> {
  const people: Api[] = [];
  for (let n = 0; n < count; n += 1) people.push(await addPerson(admin, url, { email: `p${n}@gobierno.example` }));
  return people;
}

/** A busy desk says 503; 429 is said while the first call of a key is still under way: the same again, a little later. */
async function insist<T>(attempt: () => Promise<T>, waits: { count: number }): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Refusal) || (error.status !== 503 && error.status !== 429)) throw error;
      waits.count += 1;
      await sleep(200);
    }
  }
}

async function twoPrograms(given: { postgres: EmbeddedPostgres; folder: string; count: number }): Promise<Report> {
  const { postgres, folder, count } = given;
  const address = `postgres://postgres@localhost/${postgres.owner.database}?host=${encodeURIComponent(String(postgres.owner.host))}`;
  const nodes: Program[] = [];
  try {
    for (const name of ['one', 'two'])
      nodes.push(await startProgram('serve', { DATA_DIR: join(folder, name), DATABASE_URL: address }));
    const urls = nodes.map((node) => node.url);
    // Each start makes a new set-up link: the last one counts.
    const admin = await setUp(nodes[1] as Program);
    const people = await peopleOf(admin, urls[1] ?? '', Math.max(2, Math.ceil((2 * count) / ONE_PERSON_FILES)));
    const areaId = (await technicalSupport(admin)).id;
    const on = (person: Api, n: number): Api => {
      const moved = person.copy();
      moved.at(urls[n % 2] ?? '');
      return moved;
    };
    const waits = { count: 0 };
    const began = performance.now();
    const filed = await Promise.all(
      Array.from({ length: count }, (_, n) =>
        insist(() => {
          const filed = { key: `carrera-numero-${n}`, body: filing(areaId, `Carrera ${n}`) };
          return on(people[n % people.length] as Api, n).call(fileRequest, filed);
        }, waits),
      ),
    );
    const took = performance.now() - began;
    const same = await oneKey({ person: people[0] as Api, on, areaId, count, waits });
    const rows = await rowsOf(postgres);
    const answered = new Set(filed.map(({ folio }) => folio));
    return {
      figures: {
        parallelCreates: count,
        toldToTryAgain: waits.count,
        createsPerSecond: Math.round((count * 1000) / took),
        sameKey: same,
      },
      bars: [
        bar('each create has a folio of its own', answered.size === count),
        bar('folios consecutive', gapsIn(rows) === 0 && new Set(rows.map(({ folio }) => folio)).size === rows.length),
        bar('one key, one request, one answer', same.answers === 1 && rows.length === count + 1),
      ],
    };
  } finally {
    for (const node of nodes) await node.stop();
  }
}

type Same = {
  person: Api;
  on: (person: Api, n: number) => Api;
  areaId: string;
  count: number;
  waits: { count: number };
};

/** Repeats are past what one person may file in an hour: who only asks again is answered all the same. */
async function oneKey({ person, on, areaId, count, waits }: Same) {
  const sent = { key: 'una-sola-llave-para-todas', body: filing(areaId, 'La misma llave') };
  const call = (n: number) => insist(() => on(person, n).call(fileRequest, sent), waits);
  const answers = await Promise.all(Array.from({ length: count }, (_, n) => call(n)));
  return { sent: count, answers: new Set(answers.map(({ folio }) => folio)).size };
}

/** Goes on like the real one, from another moment. */
const clockFrom = (start: string): Clock => {
  const began = performance.now();
  return {
    now: () => new Date(Date.parse(start) + Math.round(performance.now() - began)),
    elapsed: () => performance.now(),
  };
};

async function newYear(given: { postgres: EmbeddedPostgres; folder: string; seconds: number }): Promise<Report> {
  const { postgres, folder, seconds } = given;
  await prepareDatabase(postgres);
  // Accounts are made in the last minute of the old year; midnight is six hours later in UTC.
  let clock = clockFrom('2027-01-01T05:59:00Z');
  const shared: Clock = { now: () => clock.now(), elapsed: () => clock.elapsed() };
  const desks = [];
  for (const name of ['one', 'two']) {
    const port = await freePort();
    const settings = readSettings({ DATA_DIR: join(folder, name), PORT: String(port), LOG_LEVEL: 'error' });
    const mailbox = smtpMailbox({ settings, secrets: openSecrets(settings.secretsDir), log: quiet });
    const desk = await assemble({ settings, postgres, clock: shared, mailbox, webFolder: null, demo: null });
    await desk.app.listen({ port, host: '127.0.0.1' });
    desks.push({ desk, url: `http://localhost:${port}` });
  }
  try {
    const [one, two] = desks;
    if (!one || !two) throw new Error('two desks were opened');
    const link = await ensureSetUpLink(one.desk.house);
    const admin = await setUp({ url: one.url, setUpLink: () => link, output: () => '' }, undefined, clock.now());
    const people = await peopleOf(admin, one.url, 8);
    const areaId = (await technicalSupport(admin)).id;
    clock = clockFrom(new Date(Date.parse('2027-01-01T06:00:00Z') - seconds * 500).toISOString());
    let over = false;
    let inNewYear = 0;
    const writing = people.map(async (person, n) => {
      person.at(n % 2 === 0 ? one.url : two.url);
      for (let filed = 0; !over && filed < ONE_PERSON_FILES; filed += 1) {
        const body = filing(areaId, `Año nuevo ${n} ${filed}`);
        const sent = { key: `nuevo-${n}-${filed}`, body };
        const { folio } = await insist(() => person.call(fileRequest, sent), { count: 0 });
        if (folio.includes('/2027/')) inNewYear += 1;
        await sleep((seconds * 1000) / ONE_PERSON_FILES / 2);
      }
    });
    await sleep(seconds * 1000);
    // A busy machine may not have come so far yet.
    for (const end = performance.now() + A_WHILE; inNewYear === 0 && performance.now() < end; ) await sleep(50);
    over = true;
    await Promise.all(writing);
    const rows = await rowsOf(postgres);
    const of = (year: number) => rows.filter((row) => row.year === year).length;
    return {
      figures: { newYear: { before: of(2026), after: of(2027) } },
      bars: [
        bar('folios of both years were issued', of(2026) > 0 && of(2027) > 0),
        bar(
          'each folio is of the local year of its registration',
          rows.every((row) => row.year === row.local_year),
        ),
        bar('each year consecutive from 1', gapsIn(rows) === 0),
      ],
    };
  } finally {
    for (const { desk } of desks) await desk.close();
  }
}
