import pg from 'pg';
import { OperatorError } from '../operator-error.ts';
import { APP_OPTIONS, optionsOf, READER_OPTIONS } from './sessions.ts';
import type { Log, Postgres } from './types.ts';

/** Milliseconds to wait for the given server to answer. */
const PATIENCE = 10_000;
/** The oldest `server_version_num` the migrations run on. */
const OLDEST = 180_000;
/** The longest name PostgreSQL keeps whole, in bytes. */
const LONGEST_NAME = 63;

type Facts = {
  version: number;
  shown: string;
  database: string;
  login: string;
  inRecovery: boolean;
  fsync: string;
  fullPageWrites: string;
  synchronousCommit: string;
};

/** `es`, `en`: one fault of the given server, in a sentence each. */
type Fault = { es: string; en: string };

/**
 * Uses the server that DATABASE_URL names. Throws OperatorError, with every fault at once,
 * when it does not answer, is older than 18, cannot be written, or could lose what it has
 * acknowledged. Where the login may create roles, the program works as two narrower ones.
 */
export async function openGiven(databaseUrl: string, log: Log): Promise<Postgres> {
  const client = new pg.Client({ ...configFor(databaseUrl, ''), connectionTimeoutMillis: PATIENCE });
  await connect(client, databaseUrl);
  try {
    const facts = await askFacts(client);
    const faults = faultsOf(facts);
    if (faults.length > 0) {
      throw new OperatorError(faults.map((fault) => fault.es).join('\n'), faults.map((fault) => fault.en).join('\n'));
    }
    const roles = await ensureRoles(client, facts, log);
    return {
      owner: configFor(databaseUrl, ''),
      app: configFor(databaseUrl, APP_OPTIONS, roles?.app),
      reader: configFor(databaseUrl, READER_OPTIONS, roles?.reader),
      appRole: roles?.app ?? null,
      readerRole: roles?.reader ?? null,
      restricted: roles !== null,
      kind: 'given',
      version: facts.version,
      ended: new Promise(() => {}),
      close: async () => {},
    };
  } finally {
    await client.end();
  }
}

/** Joins our start-up options to those the address may already carry, for the driver keeps only one of them. */
function configFor(databaseUrl: string, options: string, role?: string): pg.PoolConfig {
  const url = parse(databaseUrl);
  const given = url.searchParams.get('options') ?? '';
  url.searchParams.delete('options');
  const all = [given, options, role === undefined ? '' : optionsOf([`role=${role}`])].filter(Boolean).join(' ');
  return { connectionString: url.href, ...(all === '' ? {} : { options: all }) };
}

function parse(databaseUrl: string): URL {
  // "user@/base?host=/run/postgresql" names a socket: usual for PostgreSQL, but no URL to the standard.
  const url = URL.parse(databaseUrl.replace(/^(postgres(?:ql)?:\/\/[^/?#]*@)\//, '$1localhost/'));
  if (url !== null && /^postgres(ql)?:$/.test(url.protocol)) return url;
  throw new OperatorError(
    'DATABASE_URL no es una dirección de PostgreSQL. Se escribe así: postgres://usuario:contraseña@servidor:5432/base',
    'DATABASE_URL is not a PostgreSQL address. It is written like this: postgres://user:password@server:5432/database',
  );
}

async function connect(client: pg.Client, databaseUrl: string): Promise<void> {
  try {
    await client.connect();
  } catch (error) {
    // The address holds the password, so only the place is named.
    const url = parse(databaseUrl);
    const place = `${url.searchParams.get('host') || url.hostname || 'localhost'}${url.pathname}`;
    const reason = reasonOf(error);
    throw new OperatorError(
      `No se pudo abrir la base de datos de DATABASE_URL (${place}): ${reason}`,
      `The database of DATABASE_URL (${place}) could not be opened: ${reason}`,
      { cause: error },
    );
  }
}

/** Several refused addresses (IPv6 and IPv4) come as one error without words of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

async function askFacts(client: pg.Client): Promise<Facts> {
  const { rows } = await client.query<Facts>(`
    SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS shown,
      current_database() AS database, current_user AS login, pg_is_in_recovery() AS "inRecovery",
      current_setting('fsync') AS fsync, current_setting('full_page_writes') AS "fullPageWrites",
      current_setting('synchronous_commit') AS "synchronousCommit"`);
  const [facts] = rows;
  if (facts === undefined) throw new Error('The server answered no row about itself');
  return facts;
}

function faultsOf(facts: Facts): Fault[] {
  const faults: Fault[] = [];
  if (facts.version < OLDEST) {
    faults.push({
      es: `El PostgreSQL de DATABASE_URL es el ${facts.shown}; se necesita el 18 o uno más nuevo.`,
      en: `The PostgreSQL of DATABASE_URL is ${facts.shown}; 18 or newer is needed.`,
    });
  }
  if (facts.inRecovery) {
    faults.push({
      es: 'El PostgreSQL de DATABASE_URL es una réplica de solo lectura; usa la dirección del principal.',
      en: 'The PostgreSQL of DATABASE_URL is a read-only replica; use the address of the primary.',
    });
  }
  const unsafe: [string, boolean][] = [
    ['fsync', facts.fsync !== 'on'],
    ['full_page_writes', facts.fullPageWrites !== 'on'],
    ['synchronous_commit', facts.synchronousCommit === 'off'],
  ];
  for (const [setting, isUnsafe] of unsafe) {
    if (isUnsafe) faults.push(unsafeSetting(setting));
  }
  return faults;
}

function unsafeSetting(setting: string): Fault {
  return {
    es: `El PostgreSQL de DATABASE_URL tiene ${setting}=off y podría perder solicitudes ya confirmadas; ponlo en on.`,
    en: `The PostgreSQL of DATABASE_URL has ${setting}=off and could lose requests already acknowledged; set it to on.`,
  };
}

/**
 * Makes sure of the two roles that the program's sessions act as, or says in the log why not
 * and answers null. A session could still go back to its login, so this guards against
 * mistakes, not against foreign SQL; the embedded server has a login for each.
 */
async function ensureRoles(client: pg.Client, facts: Facts, log: Log): Promise<{ app: string; reader: string } | null> {
  const roles = { app: roleName(facts.database, '_app'), reader: roleName(facts.database, '_reader') };
  try {
    for (const role of [roles.app, roles.reader]) await ensureRole(client, role, facts);
    return roles;
  } catch (error) {
    // 42501 insufficient_privilege: the administrator of that server keeps roles to themselves.
    if (!(error instanceof pg.DatabaseError && error.code === '42501')) throw error;
    log.warn({ roles, reason: error.message }, 'Working as the owner: the login may not use narrower roles');
    return null;
  }
}

async function ensureRole(client: pg.Client, role: string, facts: Facts): Promise<void> {
  if (await mayAct(client, role)) return;
  const name = pg.escapeIdentifier(role);
  const found = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  if (found.rowCount === 0) await client.query(`CREATE ROLE ${name} NOLOGIN`);
  // Whoever creates a role may give it away, but may not act as it until told so.
  await client.query(`GRANT ${name} TO ${pg.escapeIdentifier(facts.login)} WITH INHERIT FALSE, SET TRUE`);
}

async function mayAct(client: pg.Client, role: string): Promise<boolean> {
  const { rows } = await client.query<{ may: boolean }>(
    "SELECT pg_has_role(current_user, oid, 'SET') AS may FROM pg_roles WHERE rolname = $1",
    [role],
  );
  return rows[0]?.may ?? false;
}

function roleName(database: string, ending: string): string {
  let base = database;
  while (Buffer.byteLength(base + ending) > LONGEST_NAME) base = base.slice(0, -1);
  return base + ending;
}
