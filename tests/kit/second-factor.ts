/** A second factor in the hands of a test: what the application of codes on a telephone would show. */
import { Secret, TOTP } from 'otpauth';

/** The code of this secret (base32) at that instant. */
export const codeAt = (secret: string, at: Date): string =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: at.getTime() });
