/** The certificate that browsers meet at the public address. */
import { connect, type PeerCertificate } from 'node:tls';

const PATIENCE = 8_000;

export type Certificate = {
  readonly validTo: Date;
  /** Null when whoever trusts what this machine trusts would trust it, too. */
  readonly distrust: string | null;
};

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
