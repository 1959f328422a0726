/** Whether a mail server lets us in, without a letter. */
import { connect } from './connection.ts';
import { readSmtpUrl } from './smtp-url.ts';

/** `unreadable`: what is set is no address of a mail server. The reason is the server's own, without password. */
export type MailTrouble = {
  readonly kind: 'unreadable' | 'name' | 'refused' | 'certificate' | 'sign-in' | 'silent';
  readonly host: string;
  readonly reason: string;
};

const BY_CODE: Record<string, MailTrouble['kind']> = {
  EDNS: 'name',
  ENOTFOUND: 'name',
  EAUTH: 'sign-in',
  ENOAUTH: 'sign-in',
  ETLS: 'certificate',
  ETIMEDOUT: 'silent',
};
/** What OpenSSL says of a certificate comes as a failed socket. */
const OF_CERTIFICATE = /certificate|self.signed|altname|SSL|TLS/i;

/** Connects, signs in where a user is set, and leaves. Null when that went well. At most some 30 s. */
export async function tryServer(smtpUrl: string, ownName: string): Promise<MailTrouble | null> {
  const server = readSmtpUrl(smtpUrl);
  if (server === null) return { kind: 'unreadable', host: '', reason: '' };
  try {
    const connection = await connect(server, ownName);
    connection.quit();
    return null;
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 200);
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const kind = BY_CODE[code] ?? (OF_CERTIFICATE.test(reason) ? 'certificate' : 'refused');
    return { kind, host: `${server.host}:${server.port}`, reason };
  }
}
