/**
 * Secrets that must be read again: sealed with a key that lies with the server's other secrets, never in the database.
 * AES-256-GCM (NIST SP 800-38D), a fresh nonce each, bound to their person: moved to another row they do not open.
 */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { newSecret } from '../../shared/ids.ts';
import type { Secrets } from '../../shared/secrets.ts';

/** Its name among the secrets; 32 random bytes, base64url. */
const KEY = 'second-factor-key';
const NONCE = 12;
const TAG = 16;

/** Two at once make it once: who comes second reads what the first wrote. */
function rootOf(secrets: Secrets): Buffer {
  if (secrets.read(KEY) === null) secrets.write(KEY, newSecret());
  const kept = Buffer.from(secrets.read(KEY) ?? '', 'base64url');
  if (kept.length !== 32) throw new Error(`the secret ${KEY} is not a key`);
  return kept;
}

/** A key of 32 bytes for one use alone (HKDF, RFC 5869). */
export const keyFor = (secrets: Secrets, use: 'totp' | 'challenge' | 'directory'): Buffer =>
  Buffer.from(hkdfSync('sha256', rootOf(secrets), '', `mesa ${use}`, 32));

/** `nonce ‖ tag ‖ text`. */
export function seal(key: Buffer, personId: string, text: Uint8Array): Buffer {
  const nonce = Buffer.from(newSecret(), 'base64url').subarray(0, NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(personId));
  const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Null when it was sealed with another key (a backup restored without its secrets) or for somebody else. */
export function unseal(key: Buffer, personId: string, sealed: Buffer): Buffer | null {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(personId)).setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
  } catch {
    return null;
  }
}
