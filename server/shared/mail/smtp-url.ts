/** What an SMTP URL says. Only what is read here has an effect: nothing else of the library can be switched on by it. */

export type SmtpServer = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** TLS from the first byte (`smtps:`), or by STARTTLS. */
  readonly implicitTls: boolean;
  /**
   * `verified`: the certificate must be good; a server that offers no TLS is used in clear only without a password.
   * `unverified` and `off` are asked for in the URL (`?tls=unverified`, `?tls=off`), for a relay of the own network.
   */
  readonly tls: 'verified' | 'unverified' | 'off';
};

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Null for what is no SMTP URL. */
export function readSmtpUrl(text: string): SmtpServer | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') return null;
  const asked = url.searchParams.get('tls');
  const implicitTls = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || (implicitTls ? 465 : 587)),
    user: decoded(url.username),
    password: decoded(url.password),
    implicitTls,
    tls: asked === 'unverified' ? 'unverified' : asked === 'off' && !implicitTls ? 'off' : 'verified',
  };
}

/** A password with a stray percent sign is taken as it stands. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export const connectionOptions = (server: SmtpServer, ownName: string) => ({
  host: server.host,
  port: server.port,
  name: ownName,
  secure: server.implicitTls,
  ignoreTLS: server.tls === 'off',
  // Whoever stands in between could hide STARTTLS and read the password.
  requireTLS: server.user !== '' && server.tls !== 'off' && !LOOPBACK.has(server.host),
  tls: { rejectUnauthorized: server.tls === 'verified', minVersion: 'TLSv1.2' as const },
  dnsTimeout: 10_000,
  connectionTimeout: 10_000,
  greetingTimeout: 15_000,
  socketTimeout: 60_000,
  logger: false,
});
