/** The certificate that browsers meet at the public address. */
import { connect, type PeerCertificate } from 'node:tls';
import { DAY } from './clock.ts';

const PATIENCE = 8_000;

export type Certificate = {
  readonly validTo: Date;
  /** Null when whoever trusts what this machine trusts would trust it, too. */
  readonly distrust: string | null;
};

/** Renewing by itself begins a month before the end; three weeks before, it has failed for some days. */
const SOON = 21 * DAY;

export type CertificateState = 'good' | 'soon' | 'over' | 'distrusted';

/** Its end comes before who trusts it: an old certificate is distrusted because it is old. */
export function standingOf({ validTo, distrust }: Certificate, now: Date): CertificateState {
  const left = validTo.getTime() - now.getTime();
  if (left < 0) return 'over';
  if (left < SOON) return 'soon';
  return distrust === null ? 'good' : 'distrusted';
}

/** Null of an address without TLS. Throws what the connection throws when nobody answers there. */
export async function certificateOf(publicUrl: string): Promise<Certificate | null> {
  const { protocol, hostname, port } = new URL(publicUrl);
  if (protocol !== 'https:') return null;
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    // Looked at even when it would be refused: that is what is to be told.
    const socket = connect({ host, port: Number(port || '443'), servername: host, rejectUnauthorized: false });
    socket.setTimeout(PATIENCE, () => socket.destroy(new Error('no answer in time')));
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      const shown: PeerCertificate = socket.getPeerCertificate();
      const distrust = socket.authorized ? null : String(socket.authorizationError ?? 'not trusted');
      socket.destroy();
      resolve({ validTo: new Date(shown.valid_to), distrust });
    });
  });
}
