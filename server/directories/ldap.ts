/**
 * LDAP and Active Directory: the account of the desk finds who typed an address, and their own password is tried as that
 * entry (RFC 4513, 5.1). One connection for each try, encrypted before anything is said on it, and never opened again by
 * itself: a line cut after StartTLS must not go on in the clear.
 */
import { connect, isIP, type Socket } from 'node:net';
import { type ConnectionOptions, connect as secure } from 'node:tls';
import {
  Client,
  type Entry,
  FilterParser,
  InsufficientAccessError,
  InvalidCredentialsError,
  InvalidDNSyntaxError,
  NoSuchObjectError,
  ResultCodeError,
  type SearchOptions,
  SizeLimitExceededError,
} from 'ldapts';
import type { LdapSettings } from '#contract/directories.ts';
import { newSecret } from '../shared/ids.ts';
import { type Assertion, textOf, textsOf } from './assertion.ts';
import { authorities, fencedLookup, hostOf, refuseClosed, troubleOf, Unreachable } from './reach.ts';

/** `issuer`: what identities of this directory are kept under. */
export type LdapDirectory = { readonly settings: LdapSettings; readonly secret: string; readonly issuer: string };

export class LdapTrouble extends Error {
  readonly kind: 'bind' | 'base' | 'nobody' | 'unique-id';
  constructor(kind: LdapTrouble['kind']) {
    super(kind);
    this.kind = kind;
  }
}

const CONNECTING = 5_000;
const ANSWERING = 5_000;
/** Of one try as a whole, however slowly each part comes. */
const PATIENCE = 10_000;

/** The characters that mean something in a filter (RFC 4515, 3). */
export const escaped = (value: string): string =>
  value.replace(/[\\*()\0]/g, (sign) => `\\${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);

/** The template with the address in its place, as one value and nothing else. */
export const filterFor = (template: string, email: string): string =>
  template.replaceAll('{email}', () => escaped(email));

/** Gives `use` a connection on which the desk's account is bound; it is closed in any case. Throws `Unreachable`, `LdapTrouble`. */
async function within<Result>(at: LdapDirectory, use: (client: Client) => Promise<Result>): Promise<Result> {
  const { settings, secret } = at;
  const url = new URL(settings.url);
  const host = hostOf(url);
  refuseClosed(host);
  const opened: Socket[] = [];
  const once = (make: () => Socket): Socket => {
    if (opened.length > 0) throw new Unreachable('refused');
    const socket = make();
    opened.push(socket);
    return socket;
  };
  const ca = authorities(settings.authority);
  const tls: ConnectionOptions = {
    host,
    servername: isIP(host) === 0 ? host : '',
    minVersion: 'TLSv1.2',
    ...(ca ? { ca } : {}),
  };
  const isSecure = url.protocol === 'ldaps:';
  const client = new Client({
    url: settings.url,
    timeout: ANSWERING,
    connectTimeout: CONNECTING,
    ...(isSecure ? { tlsOptions: tls } : {}),
    createConnection: ((port: number) =>
      once(() => connect({ host, port, lookup: fencedLookup }))) as unknown as typeof connect,
    createSecureConnection: ((first: number | ConnectionOptions) =>
      typeof first === 'number'
        ? once(() => secure({ ...tls, port: first, lookup: fencedLookup }))
        : secure(first)) as unknown as typeof secure,
  });
  const patience = setTimeout(() => {
    for (const socket of opened) socket.destroy(new Unreachable('silent'));
  }, PATIENCE);
  try {
    if (!isSecure && settings.startTls) await client.startTLS(tls);
    // Without a password it would be nobody's account, and many servers say yes to that.
    if (secret === '') throw new LdapTrouble('bind');
    await client.bind(settings.bindDn, secret).catch((error: unknown) => {
      throw error instanceof ResultCodeError ? new LdapTrouble('bind') : error;
    });
    return await use(client);
  } catch (error) {
    if (error instanceof LdapTrouble) throw error;
    throw error instanceof ResultCodeError ? new Unreachable('answer') : new Unreachable(troubleOf(error));
  } finally {
    clearTimeout(patience);
    await client.unbind().catch(() => undefined);
    for (const socket of opened) socket.destroy();
  }
}

type Search = Pick<SearchOptions, 'scope' | 'filter'> & { readonly base: string };

/** Beneath the base, who has this address. */
const byEmail = (settings: LdapSettings, email: string): Search => ({
  base: settings.base,
  scope: 'sub',
  filter: filterFor(settings.userFilter, email),
});
const byName = (dn: string): Search => ({ base: dn, scope: 'base', filter: '(objectClass=*)' });

const NO_BASE = [NoSuchObjectError, InvalidDNSyntaxError, InsufficientAccessError];

/** The one entry that is found; null where there is none, or where several might be meant. References elsewhere are not followed. */
async function entryOf(client: Client, settings: LdapSettings, { base, ...asked }: Search): Promise<Entry | null> {
  const { uniqueId, ...names } = settings.attributes;
  const wanted = [...new Set([uniqueId, ...Object.values(names).filter((name) => name !== '')])];
  try {
    const { searchEntries } = await client.search(base, {
      ...asked,
      derefAliases: 'never',
      sizeLimit: 2,
      timeLimit: ANSWERING / 1_000,
      attributes: wanted,
      explicitBufferAttributes: [...new Set([uniqueId, 'objectGUID'])],
    });
    return searchEntries.length === 1 ? (searchEntries[0] ?? null) : null;
  } catch (error) {
    if (error instanceof SizeLimitExceededError) return null;
    if (!NO_BASE.some((kind) => error instanceof kind)) throw error;
    if (asked.scope === 'base') return null;
    throw new LdapTrouble('base');
  }
}

/** Attributes by their name in small letters: a server writes them its own way. */
function attributesOf(entry: Entry): (name: string) => unknown {
  const byName = new Map(Object.entries(entry).map(([name, value]) => [name.toLowerCase(), value]));
  return (name) => byName.get(name.toLowerCase());
}

/** As it is written where it is text, in hexadecimal digits where it is bytes; empty when there is none. */
export function uniqueIdOf(value: unknown): string {
  const first = Array.isArray(value) ? value[0] : value;
  if (!Buffer.isBuffer(first)) return textOf(first);
  const text = first.toString('utf8');
  return /^[\x20-\x7e]{1,255}$/.test(text) ? text : first.toString('hex');
}

export function toAssertion({ settings, issuer }: LdapDirectory, entry: Entry): Assertion {
  const of = attributesOf(entry);
  const { attributes } = settings;
  const subject = uniqueIdOf(of(attributes.uniqueId));
  if (subject === '') throw new LdapTrouble('unique-id');
  return {
    issuer,
    subject,
    email: textOf(of(attributes.email)).toLowerCase(),
    // Who writes there is who administers the institution's accounts.
    emailVerified: true,
    givenNames: textOf(of(attributes.givenNames)),
    surnames: textOf(of(attributes.surnames)),
    employeeNumber: attributes.employeeNumber === '' ? '' : textOf(of(attributes.employeeNumber)).toUpperCase(),
    strong: false,
    // Without any the attribute is left out: none, not unknown.
    groups: attributes.groups === '' ? null : textsOf(of(attributes.groups) ?? []),
  };
}

/** Whose password it is; null where it is nobody's, which takes as many questions as where it is. */
export const whoHasPassword = async (
  at: LdapDirectory,
  { email, password }: { email: string; password: string },
): Promise<Assertion | null> => {
  // An empty one is no proof: many servers take it as "nobody in particular" and say yes (RFC 4513, 5.1.2).
  if (password === '') return null;
  return within(at, async (client) => {
    const entry = await entryOf(client, at.settings, byEmail(at.settings, email));
    const dn = entry?.dn || `cn=${newSecret()},${at.settings.base}`;
    try {
      await client.bind(dn, password);
    } catch (error) {
      if (error instanceof InvalidCredentialsError || entry === null) return null;
      if (error instanceof ResultCodeError) return null;
      throw error;
    }
    return entry === null ? null : toAssertion(at, entry);
  });
};

/** Who an address or a name there is, without their password: for who administers. `LdapTrouble` `nobody` where there is none. */
export const whoIs = (at: LdapDirectory, who: { email: string } | { dn: string }): Promise<Assertion> =>
  within(at, async (client) => {
    const search = 'dn' in who ? byName(who.dn) : byEmail(at.settings, who.email);
    const entry = await entryOf(client, at.settings, search);
    if (entry === null) throw new LdapTrouble('nobody');
    return toAssertion(at, entry);
  });

/** Does it let the desk's account in, and is the base there? */
export const greet = (at: LdapDirectory): Promise<void> =>
  within(at, async (client) => {
    await entryOf(client, at.settings, byEmail(at.settings, `${newSecret()}@invalid.example`));
  });

/** As many parentheses open as close, none before its own: the reader of filters forgives what servers do not. */
function isBalanced(text: string): boolean {
  let open = 0;
  for (const sign of text) {
    if (sign === '(') open += 1;
    if (sign === ')') open -= 1;
    if (open < 0) return false;
  }
  return open === 0;
}

/** Is it a filter, once an address stands in it? */
export function isFilter(template: string): boolean {
  if (!isBalanced(template)) return false;
  try {
    FilterParser.parseString(filterFor(template, 'a@gobierno.example'));
    return true;
  } catch {
    return false;
  }
}
