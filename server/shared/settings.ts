/** The settings of the program, from the environment; the only reader of it. All faults are told at once. */
import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import * as v from 'valibot';
import { type CopyTarget, readCopyTarget } from './copy-target.ts';
import { OperatorError } from './operator-error.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

export type Settings = {
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  /** Where archives of the desk lie; absolute. Made when the first one is. */
  readonly backupDir: string;
  /** The one origin that links, cookies and checks know, without trailing slash. */
  readonly publicUrl: string;
  /** Origins as good as `publicUrl`: the loopback names of a local desk. */
  readonly origins: readonly string[];
  readonly trustedProxies: readonly string[];
  readonly smtpUrl: string | null;
  readonly mailFrom: string | null;
  readonly secretsDir: string;
  readonly clamdUrl: string | null;
  /** Where copies of archives go; null: nowhere. */
  readonly backupCopy: CopyTarget | null;
  /** Seals the keys of SECRETS_DIR in each archive; null leaves them out. */
  readonly backupKeys: string | null;
  /** Where figures are given to Prometheus; null: nowhere. */
  readonly metrics: { readonly port: number; readonly host: string } | null;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Of the messages to whoever runs the program. */
  readonly terminalLocale: 'es-MX' | 'en';
  /** A public origin over plain http, allowed on purpose: said to the administrator on every page. */
  readonly plainHttp: boolean;
};

type Complaint = { name: string; es: string; en: string };

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const isLoopback = (host: string): boolean => LOOPBACK.includes(host);

/** Collects the complaints while reading one variable after the other. */
class Reader {
  readonly complaints: Complaint[] = [];
  readonly env: NodeJS.ProcessEnv;
  constructor(env: NodeJS.ProcessEnv) {
    this.env = env;
  }
  text(name: string): string | null {
    const value = this.env[name]?.trim();
    return value === undefined || value === '' ? null : value;
  }
  /** For what holds a password: `<name>_FILE` names a file with the value, as systemd and containers hand secrets over. */
  secret(name: string): string | null {
    const [value, file] = [this.text(name), this.text(`${name}_FILE`)];
    if (file === null) return value;
    const kept = this.contents(`${name}_FILE`, file);
    if (kept === null || value === null) return kept ?? value;
    return this.complain(
      name,
      `está puesta dos veces: quita ${name} o ${name}_FILE`,
      `is set twice: remove ${name} or ${name}_FILE`,
    );
  }
  /** An empty file sets nothing. */
  private contents(name: string, file: string): string | null {
    try {
      return readFileSync(file, 'utf8').trim() || null;
    } catch {
      return this.complain(name, 'nombra un archivo que no se puede leer', 'names a file that cannot be read');
    }
  }
  complain(name: string, es: string, en: string): null {
    this.complaints.push({ name, es, en });
    return null;
  }
  url(name: string, schemes: readonly string[], value = this.text(name)): URL | null {
    if (value === null) return null;
    const url = URL.canParse(value) ? new URL(value) : null;
    if (url && schemes.includes(url.protocol.slice(0, -1))) return url;
    const starts = schemes.map((scheme) => `${scheme}://`);
    return this.complain(
      name,
      `debe ser una dirección que empiece con ${starts.join(' o ')}`,
      `must be an address that starts with ${starts.join(' or ')}`,
    );
  }
}

function readPort(from: Reader, name: string, usual: number): number {
  const port = v.safeParse(
    v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number), v.maxValue(65_535)),
    from.text(name) ?? String(usual),
  );
  if (port.success) return port.output;
  from.complain(name, 'debe ser un número de 0 a 65535', 'must be a number from 0 to 65535');
  return usual;
}

/** Off unless its port is set; on this machine alone unless its host is. */
function readMetrics(from: Reader): Settings['metrics'] {
  const host = from.text('METRICS_HOST') ?? '127.0.0.1';
  return from.text('METRICS_PORT') === null ? null : { port: readPort(from, 'METRICS_PORT', 0), host };
}

function readPublicUrl(from: Reader, port: number): { publicUrl: string; origins: string[]; plainHttp: boolean } {
  const url = from.url('PUBLIC_URL', ['http', 'https']) ?? new URL(`http://localhost:${port}`);
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
    from.complain('PUBLIC_URL', 'lleva solo protocolo, nombre y puerto', 'carries protocol, name and port only');
  }
  const local = url.protocol === 'http:' && isLoopback(url.hostname);
  const plainHttp = url.protocol === 'http:' && !local;
  const allowHttp = from.text('ALLOW_HTTP');
  if (allowHttp !== null && allowHttp !== '1') from.complain('ALLOW_HTTP', 'solo acepta 1', 'accepts 1 only');
  if (plainHttp && allowHttp !== '1') {
    from.complain(
      'PUBLIC_URL',
      'usa http sin cifrar: pon https, o ALLOW_HTTP=1 si de verdad no hay otra forma',
      'is plain http: use https, or ALLOW_HTTP=1 if there is truly no other way',
    );
  }
  const origins = local ? LOOPBACK.map((name) => new URL(`http://${name}:${url.port || '80'}`).origin) : [url.origin];
  return { publicUrl: url.origin, origins, plainHttp };
}

function readProxies(from: Reader): string[] {
  const list = (from.text('TRUSTED_PROXIES') ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  const isAddress = (item: string) => {
    const [address = '', bits] = item.split('/');
    const kind = isIP(address);
    return kind !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (kind === 4 ? 32 : 128)));
  };
  if (!list.every(isAddress)) {
    from.complain(
      'TRUSTED_PROXIES',
      'debe ser una lista de direcciones IP o redes separadas por comas',
      'must be a comma-separated list of IP addresses or networks',
    );
  }
  return list;
}

/** "mesa@/base?host=/run/postgresql" names a socket: usual for PostgreSQL, but no URL to the standard. */
const withHost = (address: string | null): string | null =>
  address?.replace(/^(postgres(?:ql)?:\/\/[^/?#]*@)\//, '$1localhost/') ?? null;

/** Whoever finds an archive's recovery key may try as many as they like. */
const SHORTEST_PASSPHRASE = 20;

function readPassphrase(from: Reader): string | null {
  const passphrase = from.secret('BACKUP_KEYS_PASSPHRASE');
  if (passphrase === null || passphrase.length >= SHORTEST_PASSPHRASE) return passphrase;
  return from.complain(
    'BACKUP_KEYS_PASSPHRASE',
    `debe tener al menos ${SHORTEST_PASSPHRASE} caracteres, por ejemplo cinco palabras al azar`,
    `must have at least ${SHORTEST_PASSPHRASE} characters, for example five words at random`,
  );
}

/** Reads and checks every setting; throws one OperatorError that names them all. `port` may be chosen later by the system (0). */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const from = new Reader(env);
  const port = readPort(from, 'PORT', 3000);
  const host = from.text('HOST') ?? '127.0.0.1';
  const dataDir = resolve(from.text('DATA_DIR') ?? './data');
  const level = from.text('LOG_LEVEL') ?? 'info';
  const logLevel = LOG_LEVELS.find((known) => known === level);
  if (!logLevel)
    from.complain('LOG_LEVEL', `debe ser uno de: ${LOG_LEVELS.join(', ')}`, `must be one of: ${LOG_LEVELS.join(', ')}`);
  const secretsDir = resolve(from.text('SECRETS_DIR') ?? `${dataDir}/secrets`);
  if (from.text('SECRETS_DIR') !== null && !existsSync(secretsDir)) {
    from.complain('SECRETS_DIR', 'nombra una carpeta que no existe', 'names a folder that does not exist');
  }
  const mailFrom = from.text('MAIL_FROM');
  if (mailFrom !== null && !/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(mailFrom)) {
    from.complain('MAIL_FROM', 'debe ser una dirección de correo', 'must be an email address');
  }
  const settings: Settings = {
    port,
    host,
    dataDir,
    backupDir: resolve(from.text('BACKUP_DIR') ?? `${dataDir}/backups`),
    databaseUrl:
      from.url('DATABASE_URL', ['postgres', 'postgresql'], withHost(from.secret('DATABASE_URL')))?.href ?? null,
    ...readPublicUrl(from, port),
    trustedProxies: readProxies(from),
    smtpUrl: from.url('SMTP_URL', ['smtp', 'smtps'], from.secret('SMTP_URL'))?.href ?? null,
    mailFrom,
    secretsDir,
    clamdUrl: from.url('CLAMD_URL', ['tcp', 'unix'])?.href ?? null,
    backupCopy: readCopyTarget(from),
    backupKeys: readPassphrase(from),
    metrics: readMetrics(from),
    logLevel: logLevel ?? 'info',
    terminalLocale: languageOfTerminal(env),
  };
  if (from.complaints.length > 0) throw complaint(from.complaints);
  return Object.freeze(settings);
}

/** Spoken even where other settings are wrong. */
export function languageOfTerminal(env: NodeJS.ProcessEnv = process.env): 'es-MX' | 'en' {
  const from = new Reader(env);
  return /^en/i.test(from.text('LC_ALL') ?? from.text('LANG') ?? '') ? 'en' : 'es-MX';
}

function complaint(list: readonly Complaint[]): OperatorError {
  const lines = (language: 'es' | 'en') => list.map((item) => `  ${item.name}: ${item[language]}`).join('\n');
  return new OperatorError(
    `La Mesa no arrancó: hay ${list.length} ajuste(s) por corregir.\n${lines('es')}`,
    `The desk did not start: ${list.length} setting(s) need mending.\n${lines('en')}`,
  );
}

/** The version of the program, for the support archive and the API's description. */
export const programVersion = (): string =>
  v.parse(
    v.object({ version: v.string() }),
    JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')),
  ).version;
