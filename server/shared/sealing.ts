/**
 * The institution's seal: RSA (2048 bits or more), SHA-256, PKCS#1 v1.5, with a key that lies among the secrets of the
 * server and nowhere else (decision 53). Made at the first start where the institution gave none.
 */
import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  sign,
  verify,
  X509Certificate,
} from 'node:crypto';
import { promisify } from 'node:util';
import { OperatorError } from './operator-error.ts';
import type { Secrets } from './secrets.ts';

/** Their names among the secrets: PKCS#8 and X.509, PEM. */
export const SEAL_KEY = 'seal-key';
export const SEAL_CERTIFICATE = 'seal-certificate';
/** Bits of a key of ours: the SAT's seals have as many. */
const BITS = 2_048;

/** The newest anchor of the history: the day it is of and the SHA-256 of its document, hex. */
export type NewestAnchor = { readonly day: string; readonly sha256: string };

export type PublicSealKey = {
  /** Hex: the certificate's number, or the beginning of the SHA-256 of the key. */
  readonly id: string;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Buffer;
  /** X.509, DER; null where the institution has none. */
  readonly certificate: Buffer | null;
};

export type Sealing = Omit<PublicSealKey, 'id'> & {
  readonly keyId: string;
  /** The seal of a text (its UTF-8), base64. Made beside the loop of events. */
  sign(text: string): Promise<string>;
  /** Where anybody checks the record of that code, `4-4-4-4`. */
  verifyAt(code: string): string;
  /** Null before the first one, as far as this node knows. */
  newestAnchor(): NewestAnchor | null;
  tellAnchor(anchor: NewestAnchor): void;
};

const signing = promisify(sign) as (
  algorithm: string,
  data: Uint8Array,
  key: { key: KeyObject; padding: number },
) => Promise<Buffer>;

const padding = constants.RSA_PKCS1_PADDING;

export async function openSealing(secrets: Secrets, publicUrl: string): Promise<Sealing> {
  if (secrets.read(SEAL_KEY) === null) secrets.write(SEAL_KEY, await newSealKey());
  const pem = secrets.read(SEAL_KEY) ?? '';
  const { id, publicKey, certificate } = readSealKey(pem, secrets.read(SEAL_CERTIFICATE));
  const privateKey = createPrivateKey(pem);
  let newest: NewestAnchor | null = null;
  return {
    ...{ keyId: id, publicKey, certificate },
    sign: async (text) =>
      (await signing('sha256', Buffer.from(text, 'utf8'), { key: privateKey, padding })).toString('base64'),
    verifyAt: (code) => `${publicUrl}/verificar/${code}`,
    newestAnchor: () => newest,
    tellAnchor: (anchor) => {
      newest = anchor;
    },
  };
}

/** Of a store in which nothing is ever sealed. */
export const unsealing: Sealing = {
  ...{ keyId: '', publicKey: Buffer.alloc(0), certificate: null },
  sign: () => Promise.reject(new Error('this store has no seal')),
  verifyAt: () => '',
  newestAnchor: () => null,
  tellAnchor: () => undefined,
};

/** A private key, PKCS#8 PEM. */
export async function newSealKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: BITS });
  return privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}

/** What the world may know of a private key and its certificate. Throws OperatorError for what cannot seal. */
export function readSealKey(pem: string, certificate: string | null): PublicSealKey {
  const key = privateKeyOf(pem);
  if (key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < BITS)
    throw new OperatorError(
      `La llave del sello (${SEAL_KEY}, en SECRETS_DIR) debe ser RSA de ${BITS} bits o más.`,
      `The key of the seal (${SEAL_KEY}, in SECRETS_DIR) must be RSA of ${BITS} bits or more.`,
    );
  const publicKey = spkiOf(createPublicKey(key));
  const x509 = certificate === null ? null : certificateOf(certificate);
  if (x509 !== null && !x509.checkPrivateKey(key))
    throw new OperatorError(
      `El certificado del sello (${SEAL_CERTIFICATE}, en SECRETS_DIR) es de otra llave.`,
      `The certificate of the seal (${SEAL_CERTIFICATE}, in SECRETS_DIR) is of another key.`,
    );
  return { id: x509 === null ? idOf(publicKey) : numberOf(x509), publicKey, certificate: x509?.raw ?? null };
}

function privateKeyOf(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    throw new OperatorError(
      `La llave del sello (${SEAL_KEY}, en SECRETS_DIR) no se puede leer: se espera PKCS#8 en PEM, sin contraseña.`,
      `The key of the seal (${SEAL_KEY}, in SECRETS_DIR) cannot be read: PKCS#8 in PEM without a password is expected.`,
    );
  }
}

function certificateOf(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw new OperatorError(
      `El certificado del sello (${SEAL_CERTIFICATE}, en SECRETS_DIR) no se puede leer: se espera X.509 en PEM.`,
      `The certificate of the seal (${SEAL_CERTIFICATE}, in SECRETS_DIR) cannot be read: X.509 in PEM is expected.`,
    );
  }
}

const spkiOf = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' });
const idOf = (spki: Buffer): string => createHash('sha256').update(spki).digest('hex').slice(0, 20);

/** As the SAT writes it: the number's bytes are the ASCII of twenty digits. Another authority's stays hex. */
function numberOf({ serialNumber }: X509Certificate): string {
  const text = Buffer.from(serialNumber, 'hex').toString('latin1');
  return /^\d{20}$/.test(text) ? text : serialNumber.toLowerCase().padStart(16, '0');
}

/** Whether `seal` (base64) is that key's over the text. */
export const isSealOf = (publicKey: Buffer, text: string, seal: string | Buffer): boolean =>
  verify(
    'sha256',
    Buffer.from(text, 'utf8'),
    { key: createPublicKey({ key: publicKey, format: 'der', type: 'spki' }), padding },
    typeof seal === 'string' ? Buffer.from(seal, 'base64') : seal,
  );
