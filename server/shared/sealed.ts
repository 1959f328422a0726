/**
 * What must be kept in the database and read again, such as the secret of another system: sealed there (AES-256-GCM) by a
 * key that lies beside the other secrets, outside the database and its archives.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { newSecret } from './ids.ts';
import type { Secrets } from './secrets.ts';

const FORM = 'v1';
const NONCE = 12;
const TAG = 16;

/** Whose key, and what it is sealed to: read back for anything else, it does not open. */
export type SealedFor = { readonly key: string; readonly thing: string };

const bytes = (text: string): Buffer => Buffer.from(text, 'base64url');

function keyOf(secrets: Secrets, name: string): Buffer {
  const kept = secrets.read(name);
  if (kept !== null) return bytes(kept);
  const made = newSecret();
  secrets.write(name, made);
  return bytes(made);
}

/** The text, sealed; makes the key where there is none. */
export function seal(secrets: Secrets, text: string, to: SealedFor): string {
  const nonce = bytes(newSecret()).subarray(0, NONCE);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secrets, to.key), nonce);
  cipher.setAAD(Buffer.from(to.thing));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `${FORM}.${Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url')}`;
}

/** Null where the key is gone or another, as after a restore without it: then it has to be typed in again. */
export function unseal(secrets: Secrets, sealed: string, of: SealedFor): string | null {
  const [form, body = ''] = sealed.split('.');
  const key = secrets.read(of.key);
  if (form !== FORM || key === null) return null;
  const whole = bytes(body);
  if (whole.length < NONCE + TAG) return null;
  const decipher = createDecipheriv('aes-256-gcm', bytes(key), whole.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(of.thing));
  decipher.setAuthTag(whole.subarray(whole.length - TAG));
  try {
    const opened = Buffer.concat([decipher.update(whole.subarray(NONCE, whole.length - TAG)), decipher.final()]);
    return opened.toString('utf8');
  } catch {
    return null;
  }
}
