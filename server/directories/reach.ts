/**
 * The way out to a directory (V68, V81). Whoever administers the desk types the address, so it must not become a way to
 * what only this machine reaches: no loopback unless it is written so, no link-local address (there the clouds keep their
 * keys), nothing that is no address of one host. Private networks are where directories live, and stay open.
 */
import { lookup as resolve } from 'node:dns';
import { request as plainRequest } from 'node:http';
import { request } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { rootCertificates } from 'node:tls';

const NEVER = new BlockList();
NEVER.addSubnet('0.0.0.0', 8, 'ipv4');
NEVER.addSubnet('169.254.0.0', 16, 'ipv4');
NEVER.addSubnet('224.0.0.0', 3, 'ipv4');
NEVER.addAddress('::', 'ipv6');
NEVER.addSubnet('fe80::', 10, 'ipv6');
NEVER.addSubnet('ff00::', 8, 'ipv6');
NEVER.addSubnet('64:ff9b::', 96, 'ipv6');
// The same key service of a cloud, by its address of the other kind.
NEVER.addAddress('fd00:ec2::254', 'ipv6');
const HERE = new BlockList();
HERE.addSubnet('127.0.0.0', 8, 'ipv4');
HERE.addAddress('::1', 'ipv6');

export const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '::1'];

export class Unreachable extends Error {
  readonly kind: 'name' | 'forbidden' | 'refused' | 'silent' | 'certificate' | 'answer';
  constructor(kind: Unreachable['kind']) {
    super(kind);
    this.kind = kind;
  }
}

/** May one connect to this address? `host` is what was written. */
export function isOpen(address: string, host: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  if (NEVER.check(address, kind)) return false;
  return !HERE.check(address, kind) || LOOPBACK.includes(host);
}

export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/** As the system resolves, and fails for a name one of whose addresses is closed: what is asked and what is reached are one. */
export const fencedLookup: LookupFunction = (host, options, done) => {
  resolve(host, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '', 4);
    const [first] = found;
    if (first === undefined || !found.every(({ address }) => isOpen(address, host)))
      return done(Object.assign(new Error('forbidden'), { code: 'EFORBIDDEN' }), '', 4);
    return options.all ? done(null, found) : done(null, first.address, first.family);
  });
};

/** For a host that is written as an address: it is resolved by nobody. */
export function refuseClosed(host: string): void {
  if (isIP(host) !== 0 && !isOpen(host, host)) throw new Unreachable('forbidden');
}

const OF_CERTIFICATE = /certificate|self.signed|altname|ssl|tls|UNABLE_TO_|CERT_/i;
const BY_CODE: Readonly<Record<string, Unreachable['kind']>> = {
  ENOTFOUND: 'name',
  EAI_AGAIN: 'name',
  EFORBIDDEN: 'forbidden',
  ETIMEDOUT: 'silent',
  ABORT_ERR: 'silent',
};

/** What a failed connection means; the words of the system stay here. */
export function troubleOf(error: unknown): Unreachable['kind'] {
  if (error instanceof Unreachable) return error.kind;
  if (error instanceof AggregateError && error.errors.length > 0) return troubleOf(error.errors[0]);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = BY_CODE[code];
  if (known !== undefined) return known;
  const said = error instanceof Error ? `${code} ${error.message}` : '';
  if (/timed? ?out/i.test(said)) return 'silent';
  return OF_CERTIFICATE.test(said) ? 'certificate' : 'refused';
}

/** Who vouches for certificates: with one of its own, besides those everybody trusts; undefined: as the system does. */
export const authorities = (pem: string): string[] | undefined => (pem === '' ? undefined : [...rootCertificates, pem]);

const LONGEST_ANSWER = 512 * 1024;
const PATIENCE = 8_000;

type Sent = { method: string; headers: Record<string, string>; body?: unknown };

/** A `fetch` that goes out through the fence: no redirects, 8 seconds, 512 kB. */
export const fetchThrough =
  (authority: string) =>
  async (address: string, sent: Sent): Promise<Response> => {
    const url = new URL(address);
    const host = hostOf(url);
    refuseClosed(host);
    const plain = url.protocol === 'http:' && LOOPBACK.includes(host);
    if (url.protocol !== 'https:' && !plain) throw new Unreachable('forbidden');
    const body = sent.body === undefined || sent.body === null ? '' : String(sent.body);
    const { status, headers, content } = await new Promise<Answered>((done, fail) => {
      const ca = authorities(authority);
      const options = {
        method: sent.method,
        headers: { ...sent.headers, 'content-length': String(Buffer.byteLength(body)) },
        lookup: fencedLookup,
        agent: false,
        signal: AbortSignal.timeout(PATIENCE),
        ...(ca ? { ca } : {}),
      };
      const asked = (plain ? plainRequest : request)(url, options, (incoming) => {
        const parts: Buffer[] = [];
        let length = 0;
        incoming.on('data', (part: Buffer) => {
          length += part.length;
          if (length > LONGEST_ANSWER) asked.destroy(new Unreachable('answer'));
          parts.push(part);
        });
        incoming.once('error', fail);
        incoming.once('end', () =>
          done({
            status: incoming.statusCode ?? 502,
            headers: { 'content-type': incoming.headers['content-type'] ?? '' },
            content: Buffer.concat(parts),
          }),
        );
      });
      asked.once('error', (error) =>
        fail(new Unreachable(error.name === 'TimeoutError' ? 'silent' : troubleOf(error))),
      );
      asked.end(body);
    });
    return new Response([204, 304].includes(status) ? null : new Uint8Array(content), { status, headers });
  };

type Answered = { status: number; headers: Record<string, string>; content: Buffer };
