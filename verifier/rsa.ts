/** RSASSA-PKCS1-v1_5 with SHA-256, by undoing the seal: so a seal that was changed is told from a text that was (decision 53). */
import { fromHex, hex, isSame, joined } from './bytes.ts';
import { BIT_STRING, INTEGER, SEQUENCE, within } from './der.ts';
import { sha256 } from './sha256.ts';

export type RsaKey = { readonly n: bigint; readonly e: bigint; readonly bytes: number };

/** AlgorithmIdentifier of rsaEncryption, with its null. */
const RSA = fromHex('300d06092a864886f70d0101010500') as Uint8Array;
/** DigestInfo of SHA-256, before the sum. */
const DIGEST_INFO = fromHex('3031300d060960864801650304020105000420') as Uint8Array;
const [LEAST_BITS, MOST_BITS] = [2_048, 16_384];

const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${hex(bytes) || '0'}`);

/** SubjectPublicKeyInfo, DER; null for what is no RSA key of 2048 bits or more. */
export function readSpki(spki: Uint8Array): RsaKey | null {
  const [algorithm, key, ...rest] = within(spki, SEQUENCE) ?? [];
  if (algorithm === undefined || key === undefined || rest.length > 0 || key.tag !== BIT_STRING) return null;
  if (!isSame(algorithm.whole, RSA) || key.body[0] !== 0) return null;
  const [n, e, ...more] = within(key.body.subarray(1), SEQUENCE) ?? [];
  if (n?.tag !== INTEGER || e?.tag !== INTEGER || more.length > 0) return null;
  const [modulus, exponent] = [numberOf(n.body), numberOf(e.body)];
  const bits = modulus.toString(2).length;
  if (bits < LEAST_BITS || bits > MOST_BITS || (n.body[0] ?? 0) >= 0x80) return null;
  if (exponent < 3n || exponent % 2n === 0n || e.body.length > 5) return null;
  return { n: modulus, e: exponent, bytes: Math.ceil(bits / 8) };
}

function powered(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (bit === '1') result = (result * base) % modulus;
  }
  return result;
}

/** `other-text`: the seal is whole and made by this key, over something else. `broken`: this key never made it. */
export type SealCheck = 'right' | 'other-text' | 'broken';

export function checkSeal(key: RsaKey, sum: Uint8Array, seal: Uint8Array): SealCheck {
  const value = numberOf(seal);
  if (seal.length !== key.bytes || value >= key.n) return 'broken';
  const block = fromHex(
    powered(value, key.e, key.n)
      .toString(16)
      .padStart(key.bytes * 2, '0'),
  );
  const before = joined(
    Uint8Array.of(0, 1),
    new Uint8Array(key.bytes - DIGEST_INFO.length - 32 - 3).fill(0xff),
    Uint8Array.of(0),
    DIGEST_INFO,
  );
  if (block === null || !isSame(block.subarray(0, before.length), before)) return 'broken';
  return isSame(block.subarray(before.length), sum) ? 'right' : 'other-text';
}

export const checkTextSeal = (key: RsaKey, text: Uint8Array, seal: Uint8Array): SealCheck =>
  checkSeal(key, sha256(text), seal);

/** Whether this key made the seal, over whatever it was. */
export const isMadeBy = (key: RsaKey, seal: Uint8Array): boolean =>
  checkSeal(key, new Uint8Array(32), seal) !== 'broken';
