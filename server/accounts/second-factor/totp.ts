/** Codes of an application (RFC 6238: SHA-1, six digits, thirty seconds), from given values alone. */
import { Secret, TOTP } from 'otpauth';
import { newSecret } from '../../shared/ids.ts';

const PERIOD = 30;
/** RFC 4226 asks for 160 bits. */
const SECRET_BYTES = 20;
/** Clocks differ: one step before and one after are as good. */
const WINDOW = 1;

export const newTotpSecret = (): Buffer => Buffer.from(newSecret(), 'base64url').subarray(0, SECRET_BYTES);

const toSecret = (bytes: Uint8Array): Secret => new Secret({ buffer: Uint8Array.from(bytes).buffer });

/** As text to type in, and as the address that the QR code carries. */
export function shownTotp(bytes: Uint8Array, of: { issuer: string; account: string }): { secret: string; uri: string } {
  const secret = toSecret(bytes);
  const totp = new TOTP({ issuer: of.issuer, label: of.account, secret, period: PERIOD });
  return { secret: secret.base32, uri: totp.toString() };
}

export const totpCode = (bytes: Uint8Array, at: Date): string =>
  TOTP.generate({ secret: toSecret(bytes), period: PERIOD, timestamp: at.getTime() });

/** The step of thirty seconds whose code it is, one around now; null for none. */
export function totpStep(bytes: Uint8Array, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = TOTP.validate({ token: code, secret: toSecret(bytes), period: PERIOD, timestamp, window: WINDOW });
  return delta === null ? null : TOTP.counter({ period: PERIOD, timestamp }) + delta;
}
