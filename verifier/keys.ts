/** The public keys a checker knows. What a file tells of keys is never among them. */
import { fromBase64, hex, lettersOf, textOf } from './bytes.ts';
import { isObject, parsed, textIn } from './canonical.ts';
import { BIT_STRING, elementsOf, INTEGER, SEQUENCE, within } from './der.ts';
import { checkTextSeal, isMadeBy, type RsaKey, readSpki, type SealCheck } from './rsa.ts';
import { sumOf } from './sha256.ts';

export type PublicKey = {
  /** Null: given as a bare key, so it answers for whatever id its seals name. */
  readonly id: string | null;
  readonly spki: Uint8Array;
  readonly rsa: RsaKey;
  /** SHA-256 of the SPKI, hex. */
  readonly fingerprint: string;
};

export function publicKey(spki: Uint8Array, id: string | null): PublicKey | null {
  const rsa = readSpki(spki);
  return rsa && { id, spki, rsa, fingerprint: sumOf(spki) };
}

/** The id of a key that has no certificate. */
export const plainIdOf = (key: PublicKey): string => key.fingerprint.slice(0, 20);

/** `AB12 CD34 …`, for eyes to compare. */
export const shownFingerprint = (key: Pick<PublicKey, 'fingerprint'>): string =>
  key.fingerprint.toUpperCase().match(/.{4}/g)?.join(' ') ?? '';

/** The key and number of an X.509 certificate; null for what is none. */
function ofCertificate(der: Uint8Array): PublicKey | null {
  const [signed, , signature] = within(der, SEQUENCE) ?? [];
  if (signed?.tag !== SEQUENCE || signature?.tag !== BIT_STRING) return null;
  const parts = elementsOf(signed.body) ?? [];
  const [serial, , , , , spki] = parts[0]?.tag === 0xa0 ? parts.slice(1) : parts;
  if (serial?.tag !== INTEGER || spki === undefined) return null;
  return publicKey(spki.whole, numberOf(serial.body));
}

/** As the SAT writes it where its bytes are the ASCII of twenty digits; else hex. */
function numberOf(serial: Uint8Array): string {
  const bytes = serial[0] === 0 ? serial.subarray(1) : serial;
  const letters = lettersOf(bytes);
  return /^\d{20}$/.test(letters) ? letters : hex(bytes).padStart(16, '0');
}

function ofDer(der: Uint8Array): PublicKey | null {
  return publicKey(der, null) ?? ofCertificate(der);
}

const PEM = /-----BEGIN (PUBLIC KEY|CERTIFICATE)-----([A-Za-z0-9+/=\s]+?)-----END \1-----/g;

/** Keys in what somebody gave: PEM (one or more), DER, a certificate, or the list `llaves.json`. Empty: none to be found. */
export function readKeys(given: Uint8Array): PublicKey[] {
  const text = textOf(given);
  if (text === null) return found([ofDer(given)]);
  const listed = keysOfList(parsed(given));
  if (listed.length > 0) return listed;
  return found(
    [...text.matchAll(PEM)].map(([, , body = '']) => {
      const der = fromBase64(body.replace(/\s/g, ''));
      return der && ofDer(der);
    }),
  );
}

const found = (keys: readonly (PublicKey | null)[]): PublicKey[] => keys.filter((key) => key !== null);

/** `[{"id","publicKey"}]`. */
export function keysOfList(list: unknown): PublicKey[] {
  if (!Array.isArray(list)) return [];
  return found(
    list.map((each) => {
      if (!isObject(each)) return null;
      const [id, spki] = [textIn(each, 'id'), fromBase64(textIn(each, 'publicKey') ?? '')];
      return id === null || spki === null ? null : publicKey(spki, id);
    }),
  );
}

export type SealAnswer = SealCheck | 'unknown-key';

/** The keys of one check. */
export class Keys {
  readonly #keys: readonly PublicKey[];
  constructor(keys: readonly PublicKey[]) {
    this.#keys = keys;
  }

  get none(): boolean {
    return this.#keys.length === 0;
  }

  named(id: string): PublicKey | undefined {
    return this.#keys.find((key) => key.id === id);
  }

  /** Whether any of them made the seal, whatever it is over. */
  made(seal: Uint8Array): boolean {
    return this.#keys.some(({ rsa }) => isMadeBy(rsa, seal));
  }

  /** By the key of that id; where nobody knows it, by any that was given bare. */
  check(id: string, text: Uint8Array, seal: Uint8Array): { answer: SealAnswer; key: PublicKey | null } {
    const named = this.named(id);
    if (named) return { answer: checkTextSeal(named.rsa, text, seal), key: named };
    const tries = this.#keys
      .filter((key) => key.id === null)
      .map((key) => ({ answer: checkTextSeal(key.rsa, text, seal), key }));
    return (
      tries.find(({ answer }) => answer === 'right') ??
      tries.find(({ answer, key }) => answer === 'other-text' || plainIdOf(key) === id) ?? {
        answer: 'unknown-key',
        key: null,
      }
    );
  }
}
