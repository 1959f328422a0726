/** The signature of a proof, by which it can be held against the server that gave it. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import type { Proof, SignedProof } from '#contract/proof.ts';
import { canonical } from '#server/shared/canonical.ts';
import type { Secrets } from '#server/shared/secrets.ts';

/** The server's own, in its folder of secrets; made when it is first needed, and not in any archive. */
const KEY = 'proof-key';

function signingKey(secrets: Secrets): KeyObject {
  const kept = secrets.read(KEY);
  if (kept !== null) return createPrivateKey({ key: Buffer.from(kept, 'base64url'), format: 'der', type: 'pkcs8' });
  const { privateKey } = generateKeyPairSync('ed25519');
  secrets.write(KEY, privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url'));
  return privateKey;
}

const publicHalf = (key: KeyObject): string =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64url');

/** The public half of this server's key; null before its first proof. */
export const proofKeyOf = (secrets: Secrets): string | null =>
  secrets.read(KEY) === null ? null : publicHalf(signingKey(secrets));

const signed = (proof: Proof): Buffer => Buffer.from(canonical(proof));

export function signProof(secrets: Secrets, proof: Proof): SignedProof {
  const key = signingKey(secrets);
  return { proof, key: publicHalf(key), signature: sign(null, signed(proof), key).toString('base64url') };
}

/** Whether the signature is of this very proof by the key that stands beside it. Whose key that is, is another question. */
export function isSigned({ proof, key, signature }: SignedProof): boolean {
  try {
    const spki = createPublicKey({ key: Buffer.from(key, 'base64url'), format: 'der', type: 'spki' });
    const isEd25519 = spki.asymmetricKeyType === 'ed25519';
    return isEd25519 && verify(null, signed(proof), spki, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}
