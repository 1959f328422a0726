/** Where there is no passkey to be had, and what to tell of it. */
import { faultText } from '#web/shared/fault-text.ts';
import type { MessageKey, Translate } from '#web/shared/i18n.ts';

/** Over plain http the browser has none. */
export const mayHavePasskeys = (): boolean => globalThis.isSecureContext && 'PublicKeyCredential' in globalThis;

/** The browser or the person said no. */
export class NoPasskey extends Error {
  readonly key: MessageKey;
  constructor(key: MessageKey) {
    super(key);
    this.name = 'NoPasskey';
    this.key = key;
  }
}

export const passkeyText = (t: Translate, error: unknown): string =>
  error instanceof NoPasskey ? t(error.key) : faultText(t, error);
