/** Faults made on purpose, each in a real thing: a server, a folder, a database. The doctor must name it and its mending. */
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createWeb } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTls } from 'node:tls';
import { sql } from 'kysely';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import smtpTls from 'smtp-server/lib/tls-options.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keepRecipient, newRecoveryKey } from '#server/safekeeping/index.ts';
import { DAY, later, systemClock } from '#server/shared/clock.ts';
import { openSecrets } from '#server/shared/secrets.ts';
import { readSettings, type Settings } from '#server/shared/settings.ts';
import { openStore, type Store } from '#server/shared/store.ts';
import { type TestDatabase, testDatabase } from '#tests/kit/database.ts';
import { movableClock } from '#tests/kit/house.ts';
import { startSftp } from '#tests/kit/sftp.ts';
import { testSmtp } from '#tests/letters/smtp.ts';
import { examine } from '../doctor.ts';
import { backups } from './backups.ts';
import { certificate } from './certificate.ts';
import { clock } from './clock.ts';
import { copies } from './copies.ts';
import { openDatabase, schema } from './database.ts';
import { diskWith } from './disk.ts';
import { engineWith } from './engine.ts';
import { extensions } from './extensions.ts';
import type { Check, Finding } from './finding.ts';
import { folder } from './folder.ts';
import { letters } from './letters.ts';
import { mail } from './mail.ts';
import { people } from './people.ts';
import { personalData } from './personal-data.ts';
import { port } from './port.ts';
import { publicUrl } from './public-url.ts';
import { scanner } from './scanner.ts';
import { secrets } from './secrets.ts';
import { work } from './work.ts';

const cleanUps: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function dataFolder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'mesa-doctor-'));
  cleanUps.push(() => rm(made, { recursive: true, force: true }));
  return made;
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  cleanUps.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

/** A port that was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer();
  const free = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  cleanUps.pop();
  return free;
}

const settings = (env: Record<string, string> = {}): Settings => readSettings({ LOG_LEVEL: 'silent', ...env });
const see = async (check: Check, env: Record<string, string> = {}): Promise<Finding | undefined> => {
  const place = { settings: settings(env), clock: systemClock, postgres: null, db: null };
  return (await check(place))[0];
};
const fault = (...words: string[]) => ({
  state: 'fault',
  es: expect.stringMatching(new RegExp(words.join('[\\s\\S]*'))),
});

describe('what can be seen without a database', () => {
  it('settings that cannot be read, all at once, and nothing else', async () => {
    const found = await examine({ PORT: 'treinta', PUBLIC_URL: 'http://mesa.gob.mx' });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ check: 'settings', ...fault('PORT', 'PUBLIC_URL', 'https') });
  });

  it('a data folder that is a file, or another’s', async () => {
    const made = await dataFolder();
    await writeFile(join(made, 'file'), '');
    expect(await see(folder, { DATA_DIR: join(made, 'file') })).toMatchObject(fault('no es una carpeta', 'DATA_DIR'));
    expect(await see(folder, { DATA_DIR: join(made, 'file', 'in') })).toMatchObject(fault('no es una carpeta'));
    if (process.getuid?.() === 0) {
      await chown(made, 1, 1);
      expect(await see(folder, { DATA_DIR: made })).toMatchObject({
        state: 'warning',
        es: expect.stringContaining('chown'),
      });
    } else {
      await chmod(made, 0o500);
      expect(await see(folder, { DATA_DIR: made })).toMatchObject(fault('No se puede escribir', 'permiso'));
    }
  });

  it('a disk that is full, and one that soon will be', async () => {
    const free = (freeBytes: number) => diskWith(async () => ({ freeBytes, allBytes: 1e12 }));
    const made = await dataFolder();
    expect(await see(free(4096), { DATA_DIR: made })).toMatchObject(fault('lleno', 'Libera'));
    expect(await see(free(5e8), { DATA_DIR: made })).toMatchObject({ state: 'warning' });
    expect(await see(free(5e10), { DATA_DIR: made })).toMatchObject({ state: 'fine' });
  });

  it('a database of another PostgreSQL, and what a change of it left', async () => {
    const made = await dataFolder();
    const env = { DATA_DIR: made };
    expect(await see(engineWith(18), env)).toBeUndefined();
    await mkdir(join(made, 'postgres'));
    await writeFile(join(made, 'postgres', 'PG_VERSION'), '18\n');
    expect(await see(engineWith(18), env)).toMatchObject({ state: 'fine' });
    expect(await see(engineWith(17), env)).toMatchObject(fault('PostgreSQL 18', 'Vuelve a la versión'));
    expect(await see(engineWith(19), env)).toMatchObject({
      state: 'warning',
      es: expect.stringContaining('mesa migrate'),
    });
    await mkdir(join(made, 'postgres-17-2026-11-22'));
    await writeFile(join(made, 'postgres-17-2026-11-22', 'base'), 'x'.repeat(3_000_000));
    const left = expect.stringMatching(/postgres-17-2026-11-22 \(3 MB\).*rm -r/);
    expect(await see(engineWith(18), env)).toMatchObject({ state: 'warning', es: left });
  });

  it('a secret that others can read', async () => {
    const made = await dataFolder();
    const env = { DATA_DIR: made };
    expect(await see(secrets, env)).toMatchObject({ state: 'fine' });
    await mkdir(join(made, 'secrets'), { mode: 0o700 });
    await writeFile(join(made, 'secrets', 'smtp-url'), 'smtp://u:p@h', { mode: 0o600 });
    expect(await see(secrets, env)).toMatchObject({ state: 'fine' });
    await chmod(join(made, 'secrets', 'smtp-url'), 0o644);
    expect(await see(secrets, env)).toMatchObject(fault('644', 'chmod 600 .*smtp-url'));
  });

  it('no copies elsewhere, a server for them with another key, and one that takes them', async () => {
    expect(await see(copies)).toMatchObject({ state: 'warning', es: expect.stringContaining('BACKUP_COPY_URL') });
    const made = await dataFolder();
    await mkdir(join(made, 'copias'));
    const server = await startSftp(made, { user: 'mesa', password: 'clave' });
    cleanUps.push(server.close);
    const env = {
      BACKUP_COPY_URL: `sftp://mesa@127.0.0.1:${server.port}/copias`,
      BACKUP_COPY_HOST_KEY: `SHA256:${'A'.repeat(43)}`,
      BACKUP_COPY_PASSWORD: 'clave',
    };
    expect(await see(copies, env)).toMatchObject(fault('otra llave', 'BACKUP_COPY_HOST_KEY'));
    expect(await see(copies, { ...env, BACKUP_COPY_HOST_KEY: server.fingerprint })).toMatchObject({ state: 'fine' });
  });

  it('a port that another program has', async () => {
    const taken = await listening(createWeb((_request, response) => response.end('ok')));
    expect(await see(port, { PORT: String(taken) })).toMatchObject(fault('ocupado', 'PORT'));
    expect(await see(port, { PORT: String(await closedPort()) })).toMatchObject({ state: 'fine' });
  });

  it('a public address that leads elsewhere, or under another name', async () => {
    // As a desk answers: its health page, and 421 under a name it does not know.
    const desk = createWeb((request, response) => {
      response.setHeader('x-request-id', 'x');
      response.statusCode = request.url === '/health/live' || request.headers.host?.startsWith('localhost') ? 200 : 421;
      response.end('ok');
    });
    const at = String(await listening(desk));
    const other = await listening(createWeb((_request, response) => response.end('hola')));
    const seen = (url: string) => see(publicUrl, { PORT: at, PUBLIC_URL: url, ALLOW_HTTP: '1' });
    expect(await seen(`http://127.0.0.2:${at}`)).toMatchObject(fault('no se pudo|No se pudo', 'PUBLIC_URL'));
    expect(await seen(`http://127.0.0.1:${at}`)).toMatchObject(fault('Host', 'PUBLIC_URL'));
    expect(await seen(`http://localhost:${other}`)).toMatchObject(fault('otro programa', 'proxy'));
    expect(await seen(`http://localhost:${await closedPort()}`)).toMatchObject(fault('No se pudo abrir'));
    expect(await seen(`http://localhost:${at}`)).toMatchObject({ state: 'fine' });
  });

  it('a certificate that ends, ended, or that nobody trusts', async () => {
    const server = createTls(smtpTls({}) as { key: string; cert: string }, (socket) => socket.end());
    const url = `https://localhost:${await listening(server)}`;
    const bare = { settings: settings({ PUBLIC_URL: url }), postgres: null, db: null };
    const [now] = await certificate({ ...bare, clock: systemClock });
    const date = /\d{4}-\d\d-\d\d/;
    const ends = await import('node:crypto').then(
      ({ X509Certificate }) => new Date(new X509Certificate((smtpTls({}) as { cert: string }).cert).validTo),
    );
    const at = async (days: number) =>
      (await certificate({ ...bare, clock: movableClock(later(ends, days * DAY)) }))[0];
    expect(await at(-10)).toMatchObject({ state: 'warning', es: expect.stringMatching(/vence en 9|vence en 10/) });
    expect(await at(1)).toMatchObject(fault('venció', 'Renuévalo'));
    expect(await at(-100)).toMatchObject({ state: 'warning', es: expect.stringContaining('no confía') });
    expect(now?.check).toBe('certificate');
    expect((await at(1))?.es).toMatch(date);
  });

  it('mail that is refused, not encrypted well, or not there', async () => {
    const smtp = await testSmtp({ user: 'mesa', password: 'buena' });
    cleanUps.push(() => smtp.stop());
    const wrong = smtp.url.replace('buena', 'mala');
    expect(await see(mail, { SMTP_URL: smtp.url })).toMatchObject({ state: 'fine' });
    const refused = await see(mail, { SMTP_URL: wrong });
    expect(refused).toMatchObject(fault('usuario o la contraseña', 'SMTP_URL'));
    expect(refused?.es).not.toContain('mala');
    expect(await see(mail, { SMTP_URL: `smtp://127.0.0.1:${await closedPort()}` })).toMatchObject(
      fault('no atiende', 'cortafuegos'),
    );
    const secure = new SMTPServer({ secure: true, logger: false, authOptional: true, disabledCommands: ['AUTH'] });
    secure.on('error', () => undefined);
    await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', () => resolve()));
    cleanUps.push(() => new Promise<void>((resolve) => secure.close(() => resolve())));
    const at = (secure.server.address() as AddressInfo).port;
    expect(await see(mail, { SMTP_URL: `smtps://127.0.0.1:${at}` })).toMatchObject(
      fault('certificado válido', 'unverified'),
    );
    expect(await see(mail)).toMatchObject({ state: 'warning', es: expect.stringContaining('SMTP_URL') });
  });

  it('an antivirus that is down', async () => {
    const url = `tcp://127.0.0.1:${await closedPort()}`;
    expect(await see(scanner, { CLAMD_URL: url })).toMatchObject(fault('antivirus no responde', 'Arranca clamd'));
  });
});

describe('a given database', () => {
  let database: TestDatabase;
  let store: Store;
  let owner: pg.Client;
  const now = systemClock;

  beforeAll(async () => {
    database = await testDatabase();
    const { app, reader } = database.postgres;
    store = openStore({ app, reader, clock: now, enqueue: async () => undefined, poolSize: 2 });
    owner = new pg.Client(database.postgres.owner);
    await owner.connect();
  });
  afterAll(async () => {
    await owner.end();
    await store.close();
    await database.drop();
  });

  const opened = async (change: (url: URL) => void) => {
    const { host, database: name, user } = database.postgres.owner;
    const url = new URL(`postgres://${user}@localhost/${name}`);
    url.searchParams.set('host', String(host));
    change(url);
    const { postgres, findings } = await openDatabase(settings({ DATABASE_URL: url.href }));
    await postgres?.close();
    return findings[0];
  };
  const inside = async (check: Check, at = now) =>
    (await check({ settings: settings(), clock: at, postgres: database.postgres, db: store.read }))[0];
  const during = async <Result>(sentence: string, undo: string, act: () => Promise<Result>): Promise<Result> => {
    await owner.query(sentence);
    try {
      return await act();
    } finally {
      await owner.query(undo);
    }
  };

  it('that is down, unknown, or knows neither the login nor the database', async () => {
    const down = await closedPort();
    const refused = await openDatabase(settings({ DATABASE_URL: `postgres://a:secreta@127.0.0.1:${down}/mesa` }));
    expect(refused.findings[0]).toMatchObject(fault('No se pudo abrir', 'Arranca PostgreSQL'));
    expect(JSON.stringify(refused.findings)).not.toContain('secreta');
    expect(await opened((url) => (url.username = 'nobody_here'))).toMatchObject(fault('contraseña en DATABASE_URL'));
    expect(await opened((url) => (url.pathname = '/not_here'))).toMatchObject(fault('createdb'));
  });

  it('that could lose what it acknowledged', async () => {
    expect(await opened(() => undefined)).toMatchObject(fault('fsync=off', 'ponlo en on'));
  });

  it('that was made by an older, a newer or another program', async () => {
    expect(await schema(database.postgres)).toMatchObject({ state: 'fine' });
    const { rows } = await owner.query<{ name: string; hash: string }>(
      'select name, hash from migrations order by name desc limit 1',
    );
    const [last] = rows;
    const back = `insert into migrations (name, hash) values ('${last?.name}', '${last?.hash}')`;
    await during(`delete from migrations where name = '${last?.name}'`, back, async () => {
      expect(await schema(database.postgres)).toMatchObject(fault('falta 1 cambio', 'mesa migrate'));
    });
    const newer = "insert into migrations (name, hash) values ('9999_tomorrow.sql', 'x')";
    await during(newer, "delete from migrations where name = '9999_tomorrow.sql'", async () => {
      expect(await schema(database.postgres)).toMatchObject(fault('más nueva', 'Actualiza el programa'));
    });
    const [spoil, mend] = ['x', last?.hash].map(
      (hash) => `update migrations set hash = '${hash}' where name = '${last?.name}'`,
    );
    await during(spoil ?? '', mend ?? '', async () => {
      expect(await schema(database.postgres)).toMatchObject(fault('cambió después', 'Restaura'));
    });
  });

  it('that lacks an extension', async () => {
    expect(await inside(extensions)).toMatchObject({ state: 'fine' });
    const made = 'create extension unaccent';
    await during('drop extension unaccent cascade', made, async () => {
      expect(await inside(extensions)).toMatchObject(fault('unaccent', 'create extension unaccent;'));
    });
  });

  it('whose clock is not ours', async () => {
    expect(await inside(clock)).toMatchObject({ state: 'fine' });
    expect(await inside(clock, movableClock(later(now.now(), -90_000)))).toMatchObject(
      fault('difieren (90|89|91) s', 'NTP'),
    );
  });

  it('with nobody to administer it', async () => {
    expect(await inside(people)).toMatchObject({ state: 'warning', es: expect.stringContaining('mesa user first') });
    await during('update institution set set_up_at = now()', 'update institution set set_up_at = null', async () => {
      expect(await inside(people)).toMatchObject(fault('ningún administrador', 'mesa user admin'));
    });
  });

  it('whose privacy notice nobody completed, or which forgets nothing', async () => {
    const looked = () =>
      personalData({ settings: settings(), clock: now, postgres: database.postgres, db: store.read });
    expect(await looked()).toMatchObject([{ state: 'fine', es: expect.stringContaining('primer repaso') }]);
    const [setUp, undone] = ['now()', 'null'].map((at) => `update institution set set_up_at = ${at}`);
    await during(setUp ?? '', undone ?? '', async () => {
      const swept = (at: string) => `update retention_terms set swept_at = ${at}, swept_letters = 3, swept_notices = 0`;
      await during(swept('now()'), swept('null'), async () => {
        expect(await looked()).toMatchObject([
          { state: 'warning', es: expect.stringContaining('Unidad de Transparencia') },
          { state: 'fine', es: expect.stringContaining('3 cartas') },
        ]);
      });
      await during(swept("now() - interval '3 days'"), swept('null'), async () => {
        expect((await looked())[1]).toMatchObject({ state: 'warning', es: expect.stringContaining('dos noches') });
      });
    });
  });

  it('whose backups are missing, too old, unproven, or cannot be written', async () => {
    const made = await dataFolder();
    const where = settings({ DATA_DIR: made, BACKUP_DIR: join(made, 'backups') });
    const looked = async (over: Partial<Settings> = {}) =>
      backups({ settings: { ...where, ...over }, clock: now, postgres: database.postgres, db: store.read });
    expect(await looked()).toMatchObject([{ state: 'warning', es: expect.stringContaining('mesa backup key') }]);
    const kept = openSecrets(where.secretsDir);
    keepRecipient(kept, (await newRecoveryKey()).recipient);
    const same = { state: 'warning', es: expect.stringContaining('mismo disco') };
    expect(await looked()).toMatchObject([same, fault('ningún respaldo bueno', 'mesa backup')]);
    const old = `insert into backups (id, kind, state, asked_at, ended_at, seen_at, folder, name, bytes, sha256, proof_state)
      values (gen_random_uuid(), 'daily', 'made', now() - interval '27 hours', now() - interval '27 hours',
        now() - interval '27 hours', '${made}', 'x.mesa', 1, sha256('x'), 'failed')`;
    await writeFile(join(made, 'x.mesa'), '');
    await during(old, 'delete from backups', async () => {
      expect(await looked()).toMatchObject([same, fault('27 horas', 'mesa backup'), fault('comprobación')]);
      await writeFile(join(made, 'a-file'), '');
      const [closed] = await looked({ backupDir: join(made, 'a-file', 'backups') });
      expect(closed).toMatchObject(fault('No se puede escribir', 'BACKUP_DIR'));
    });
  });

  it('where work was given up, or nobody does it, or letters wait', async () => {
    expect(await inside(work)).toMatchObject({ state: 'fine' });
    expect(await inside(letters)).toMatchObject({ state: 'fine' });
    const dead = "insert into jobs.job (name, data) values ('dead-letters', '{}')";
    const gone = 'delete from jobs.job';
    await during(dead, gone, async () => {
      expect(await inside(work)).toMatchObject(fault('1 tarea', 'Estado de la Mesa'));
    });
    const [queue] = (
      await sql<{ name: string }>`select name from jobs.queue where name like 'on.%' limit 1`.execute(store.read)
    ).rows;
    const late = `insert into jobs.job (name, data, start_after) values ('${queue?.name}', '{}', now() - interval '5 hours')`;
    await during(late, gone, async () => {
      expect(await inside(work)).toMatchObject({ state: 'warning', es: expect.stringContaining(queue?.name ?? '-') });
    });
  });
});
