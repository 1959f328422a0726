/**
 * R11: upgrade and way back. From the version of a commit (`--from`) to this one: kills in the middle of an upgrade, both
 * versions at work behind a proxy while the schema changes, this version started on the schema of a next one, and a
 * backup of the version before restored by this one.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { newRecoveryKey } from '#server/safekeeping/index.ts';
import { missingMigrations } from '#server/shared/migrate.ts';
import { type EmbeddedPostgres, openEmbedded } from '#server/shared/postgres/embedded.ts';
import { setUp } from '../kit/desk.ts';
import { freePort, type Program, startProgram } from '../kit/program.ts';
import { askNobodyOf } from '../kit/second-factor.ts';
import { auditBars, auditDatabase } from './audit.ts';
import { openLedger } from './ledger.ts';
import { failuresOf, openLoad } from './load.ts';
import { type Bar, bar, type Options, type Report, sleep, timedBar } from './report.ts';
import { halves, hasCommit, mesa, openProxy, rowsOf, schemaOf, treeOf, watchLocks } from './versions.ts';

/** The state of the program when issue 5 began to change its schema. */
const FORMER = '509cc0e';
const LOCK_MS = 200;
const ROLLBACK_MS = 5 * 60_000;
const TOMORROW = `create table tomorrow (id uuid primary key, note text not null);
alter table requests add column tomorrow text, add column weight integer not null default 1;`;

type Given = {
  postgres: EmbeddedPostgres;
  folder: string;
  trees: { former: string; present: string };
  cycles: number;
  writers: number;
  seconds: number;
  say: (text: string) => void;
};
type Part = { figures: Record<string, unknown>; bars: Bar[] };

export async function r11(options: Options): Promise<Report> {
  const { cycles = 5, writers = 4, seconds = 4, from = FORMER, say } = options;
  if (!hasCommit(from)) throw new Error(`the commit ${from} is not in this copy of the repository`);
  const folder = mkdtempSync(join(tmpdir(), 'mesa-r11-'));
  const trees = { former: treeOf(from, join(folder, 'former')), present: treeOf('HEAD', join(folder, 'present')) };
  const postgres = await openEmbedded({ dataDir: join(folder, 'database'), log: pino({ level: 'silent' }) });
  try {
    const given = { postgres, folder, trees, cycles, writers, seconds, say };
    const filled = await fill(given);
    const parts: Part[] = [await killed(given, filled), await restored(given, filled), await sideBySide(given)];
    return {
      figures: Object.assign({ from, cycles, writers, seconds }, ...parts.map(({ figures }) => figures)),
      bars: parts.flatMap(({ bars }) => bars),
    };
  } finally {
    await postgres.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const address = ({ postgres }: Given, database: string): string =>
  `postgres://postgres@localhost/${database}?host=${encodeURIComponent(String(postgres.owner.host))}`;
const clientOf = async ({ postgres }: Given, database: string): Promise<pg.Client> => {
  const client = new pg.Client({ ...postgres.superuser, database });
  await client.connect();
  return client;
};

async function asSuperuser(given: Given, statement: string): Promise<void> {
  const client = await clientOf(given, 'postgres');
  await client.query(statement).finally(() => client.end());
}

const clone = (given: Given, name: string, of: string): Promise<void> =>
  asSuperuser(given, `create database ${name} template ${of} strategy file_copy`);
const drop = (given: Given, name: string): Promise<void> => asSuperuser(given, `drop database ${name} with (force)`);

async function look<T>(given: Given, database: string, see: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await clientOf(given, database);
  return see(client).finally(() => client.end());
}

/** A desk of the former version that people worked at, with a recovery key. */
async function fill(given: Given): Promise<{ database: string; dataDir: string }> {
  const [database, dataDir] = ['filled', join(given.folder, 'filled')];
  await asSuperuser(given, `create database ${database}`);
  const env = { DATA_DIR: dataDir, DATABASE_URL: address(given, database) };
  const program = await startProgram('serve', env, { root: given.trees.former });
  const ledger = openLedger(join(given.folder, 'ledger-filled'));
  try {
    const admin = await setUp(program);
    const load = await openLoad({ url: program.url, admin, ledger, writers: given.writers });
    load.start();
    await sleep(given.seconds * 1_000);
    await load.stop();
    await program.stop();
  } finally {
    await program.kill();
    ledger.close();
  }
  const { recipient } = await newRecoveryKey();
  writeFileSync(join(dataDir, 'secrets/recovery-recipient'), `${recipient}\n`, { mode: 0o600 });
  return { database, dataDir };
}

/** A place of its own for one upgrade of a copy: the files are the same, for an upgrade touches none. */
async function copyOf(given: Given, filled: { database: string; dataDir: string }, name: string) {
  const dataDir = join(given.folder, name);
  mkdirSync(dataDir);
  cpSync(join(filled.dataDir, 'secrets'), join(dataDir, 'secrets'), { recursive: true });
  symlinkSync(join(filled.dataDir, 'files'), join(dataDir, 'files'));
  await clone(given, name, filled.database);
  return { name, dataDir, env: { DATA_DIR: dataDir, DATABASE_URL: address(given, name) } };
}

const sessionsOn = async (client: pg.Client, database: string): Promise<number> => {
  const { rows } = await client.query('select count(*)::int as count from pg_stat_activity where datname = $1', [
    database,
  ]);
  return rows[0].count;
};

async function until(test: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 60_000; performance.now() < end; ) {
    if (await test()) return;
    await sleep(2);
  }
  throw new Error('waited a minute for nothing');
}

async function killed(given: Given, filled: { database: string; dataDir: string }): Promise<Part> {
  const watching = await clientOf(given, 'postgres');
  const calm = await copyOf(given, filled, 'calm');
  const upgrade = (env: Record<string, string>) => mesa(given.trees.present, ['migrate', '--json'], env);
  const rowsBefore = await look(
    given,
    calm.name,
    async (client) => (await client.query('select from requests')).rowCount,
  );
  const first = upgrade(calm.env);
  await until(async () => (await sessionsOn(watching, calm.name)) > 0);
  const began = performance.now();
  const { code, said } = await first.ended;
  const span = performance.now() - began;
  if (code !== 0) throw new Error(`the upgrade that nobody killed ended with ${code}:\n${said}`);
  const { ran } = JSON.parse(said);
  const expected = await look(given, calm.name, async (client) => [await rowsOf(client), await schemaOf(client)]);
  let [kills, tries, different, halvesLeft, notOnce] = [0, 0, 0, 0, 0];
  const cut: number[] = [];
  for (; kills < given.cycles && tries < 4 * given.cycles; tries += 1) {
    const copy = await copyOf(given, filled, `killed_${tries}`);
    const victim = upgrade(copy.env);
    await until(async () => (await sessionsOn(watching, copy.name)) > 0);
    await sleep(Math.random() * span);
    victim.kill();
    const isCut = (await victim.ended).code === null;
    await until(async () => (await sessionsOn(watching, copy.name)) === 0);
    if (isCut) {
      kills += 1;
      const { postgres } = given;
      cut.push((await missingMigrations({ ...postgres.superuser, database: copy.name })).length);
      const again = await upgrade(copy.env).ended;
      const found = await look(given, copy.name, async (client) => [await rowsOf(client), await schemaOf(client)]);
      const isSame = again.code === 0 && JSON.stringify(found) === JSON.stringify(expected);
      if (!isSame) {
        different += 1;
        given.say(`kill ${kills} differs: ${again.code} ${again.said} ${differenceOf(expected, found)}`);
      }
      const made = await look(given, copy.name, async (client) => {
        const { rows } = await client.query("select count(*)::int as made from history where fact = 'backup.made'");
        return rows[0].made;
      });
      if (made !== 1) notOnce += 1;
      halvesLeft += halves(existsSync(join(copy.dataDir, 'backups')) ? readdirSync(join(copy.dataDir, 'backups')) : []);
    }
    await drop(given, copy.name);
  }
  await watching.end();
  const whole = cut.filter((missing) => missing === 0).length;
  given.say(`${kills} kills, with ${cut.join(', ')} migrations to go`);
  return {
    figures: {
      requests: rowsBefore,
      migrations: ran,
      upgradeMs: Math.round(span),
      kills,
      killsBeforeTheLastMigration: kills - whole,
      halfArchivesLeft: halvesLeft,
    },
    bars: [
      bar(`${given.cycles} kills in the middle of an upgrade`, kills === given.cycles && kills > whole),
      bar('after each the next start ends with the same rows and the same schema', different === 0),
      bar('the backup before the upgrade is in the history once', notOnce === 0),
    ],
  };
}

/** Names of the tables that are not the same. */
function differenceOf(expected: unknown[], found: unknown[]): string {
  const [one, other] = [expected[0], found[0]] as Record<string, string>[];
  const tables = Object.keys({ ...one, ...other }).filter((name) => one?.[name] !== other?.[name]);
  return `tables ${tables.join(', ')}; schema ${expected[1] === found[1] ? 'same' : 'other'}`;
}

/** What a command of `--json` gave; throws with its words where it failed. */
async function answerOf(command: { ended: Promise<{ code: number | null; said: string }> }) {
  const { code, said } = await command.ended;
  if (code !== 0) throw new Error(`it ended with ${code}:\n${said}`);
  return JSON.parse(said);
}

/** Made by the former program's own command, brought back by this one. */
async function restored(given: Given, filled: { database: string; dataDir: string }): Promise<Part> {
  const former = await copyOf(given, filled, 'former_backup');
  // The program's roles are of a database: those of a copy are given their rights anew.
  await answerOf(mesa(given.trees.former, ['migrate', '--json'], former.env));
  const { identity } = await answerOf(mesa(given.trees.former, ['backup', 'key', '--replace', '--json'], former.env));
  const to = join(given.folder, 'archives');
  const { backup } = await answerOf(mesa(given.trees.former, ['backup', '--to', to, '--json'], former.env));
  const key = join(given.folder, 'key.txt');
  writeFileSync(key, identity);
  await asSuperuser(given, 'create database brought_back');
  const env = { DATA_DIR: join(given.folder, 'brought-back'), DATABASE_URL: address(given, 'brought_back') };
  const back = await mesa(given.trees.present, ['restore', backup.path, '--identity', key, '--json'], env).ended;
  if (back.code !== 0) given.say(back.said);
  const verified = await mesa(given.trees.present, ['verify', '--json'], env).ended;
  const hashes = async (database: string) => look(given, database, rowsOf);
  const [calm, brought] = [await hashes('calm'), back.code === 0 ? await hashes('brought_back') : {}];
  // A restore ends what would live again: sessions, links, letters under way.
  const kept = ['requests', 'messages', 'attachments', 'services', 'receipts', 'agencies', 'history'];
  const other = kept.filter((name) => calm[name] !== brought[name]);
  return {
    figures: { formerBackupRows: backup.rows, formerBackupFiles: backup.files, other },
    bars: [
      bar(
        'a backup of the former version is restored, and its history verified',
        back.code === 0 && verified.code === 0,
      ),
      bar(`and holds what the upgrade in place holds (${kept.join(', ')})`, other.length === 0),
    ],
  };
}

/** What the programs said of calls that failed by their own fault, the first of each kind. */
const errorsOf = (nodes: readonly Program[]): string[] => {
  const lines = nodes.flatMap((node) => node.output().split('\n')).filter((line) => line.includes('"level":50'));
  const told = new Map(lines.map((line) => [/"message":"([^"]*)/.exec(line)?.[1] ?? line.slice(0, 200), line]));
  return [...told.values()].map((line) => line.slice(0, 1_500));
};

/** The former version under load; this one comes, changes the schema, shares the load, and takes it over. */
async function sideBySide(given: Given): Promise<Part> {
  const { folder, trees, seconds, say } = given;
  await asSuperuser(given, 'create database side');
  const port = await freePort();
  const [url, dataDir] = [`http://localhost:${port}`, join(folder, 'side')];
  const env = { DATA_DIR: dataDir, DATABASE_URL: address(given, 'side'), PUBLIC_URL: url };
  const proxy = await openProxy(port);
  const ledger = openLedger(join(folder, 'ledger-side'));
  const nodes: Program[] = [];
  const startNode = async (tree: string) => {
    const node = await startProgram('serve', env, { root: tree });
    nodes.push(node);
    return node;
  };
  try {
    const former = await startNode(trees.former);
    proxy.targets = [former.url];
    const admin = await setUp({ ...former, url });
    const { recipient } = await newRecoveryKey();
    writeFileSync(join(dataDir, 'secrets/recovery-recipient'), `${recipient}\n`, { mode: 0o600 });
    const load = await openLoad({ url, admin, ledger, writers: given.writers, peopleEach: 2 });
    const locks = watchLocks({ ...given.postgres.superuser, database: 'side' });
    load.start();
    await sleep(seconds * 1_000);
    const present = await startNode(trees.present);
    // An upgrade may ask more of people than before: here they have to go on working at once.
    await askNobodyOf({ owner: { ...given.postgres.superuser, database: 'side' } });
    const beside = load.tally.answered;
    proxy.targets = [former.url, present.url];
    await sleep(seconds * 1_000);
    const together = load.tally.answered - beside;
    proxy.targets = [present.url];
    await sleep(1_000);
    await former.stop();
    await sleep(seconds * 1_000);
    await load.stop();
    const lockMs = await locks.stop();
    say(`${load.tally.answered} answers, ${together} of them by both versions; longest wait for a table ${lockMs} ms`);
    const back = await wayBack(given, { env, present, nodes });
    const audit = await look(given, 'side', (client) => auditDatabase(client, dataDir, ledger.read()));
    const failed = failuresOf(load.tally);
    for (const line of errorsOf(nodes)) say(line);
    return {
      figures: { answered: load.tally.answered, together, failed, lockMs, ...audit, ...back.figures },
      bars: [
        bar('failed requests 0 while the versions change over', Object.keys(failed).length === 0),
        bar('both versions answered at the same time', together > 0),
        timedBar(`longest wait for a table ${LOCK_MS} ms`, lockMs <= LOCK_MS),
        ...back.bars,
        ...auditBars(audit),
      ],
    };
  } finally {
    for (const node of nodes) await node.kill();
    await proxy.close();
    ledger.close();
  }
}

/** A version to come, that only adds to the tables everybody writes to. */
const nextTree = ({ folder }: Given): string =>
  treeOf('HEAD', join(folder, 'next'), { 'database/migrations/9001_tomorrow.sql': TOMORROW });

type Standing = { env: Record<string, string>; present: Program; nodes: Program[] };

/** A next version changes the schema and is taken back; the former one, which knows nothing of this, refuses. */
async function wayBack(given: Given, { env, present, nodes }: Standing): Promise<Part> {
  const { trees } = given;
  await present.stop();
  const ran = await mesa(nextTree(given), ['migrate', '--json'], env).ended;
  const began = performance.now();
  const program = await startProgram('serve', env, { root: trees.present });
  nodes.push(program);
  const rollbackMs = Math.round(performance.now() - began);
  const said = /9001_tomorrow/.test(program.output());
  await program.stop();
  const former = await mesa(trees.former, ['migrate', '--json'], env).ended;
  return {
    figures: { rollbackMs, upgrade: ran.code, formerRefuses: former.code !== 0 },
    bars: [
      bar('this version starts on the schema of a next one that only adds, and says so', ran.code === 0 && said),
      timedBar('the way back takes 5 minutes at most', rollbackMs <= ROLLBACK_MS),
    ],
  };
}
