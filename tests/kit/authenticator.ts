/** An authenticator in the hands of a test: makes a passkey and uses it as a telephone would, or as whoever cheats would. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { BodyInput, ReplyOf } from '#contract/operation.ts';
import type { addPasskey, answerByPasskey, askPasskey, beginPasskey } from '#contract/passkeys.ts';

const ORIGIN = 'http://localhost:3000';
/** Flags of WebAuthn, 6.1. */
const [PRESENT, VERIFIED, SYNCABLE, SYNCED, ATTESTED] = [1, 4, 8, 16, 64];

/** What an honest answer is made of, to be changed by who is not. */
export type Said = {
  origin?: string;
  party?: string;
  verified?: boolean;
  counter?: number;
  synced?: boolean;
  type?: string;
};

export type TestKey = { readonly id: string; readonly key: KeyObject; readonly cose: Buffer };

const sha256 = (value: string | Buffer): Buffer => createHash('sha256').update(value).digest();
const b64 = (value: Buffer | string): string => Buffer.from(value).toString('base64url');

export function newKey(): TestKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  // COSE_Key: EC2, ES256, P-256, x, y.
  const cose = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ]);
  return { id: b64(randomBytes(32)), key: privateKey, cose };
}

function dataOf(said: Said, party: string, attested: Buffer): Buffer {
  const { verified = true, counter = 0, synced = false } = said;
  const flags =
    PRESENT + (verified ? VERIFIED : 0) + (synced ? SYNCABLE + SYNCED : 0) + (attested.length > 0 ? ATTESTED : 0);
  const counted = Buffer.alloc(4);
  counted.writeUInt32BE(counter);
  return Buffer.concat([sha256(said.party ?? party), Buffer.from([flags]), counted, attested]);
}

const clientData = (said: Said, type: string, challenge: string): string =>
  b64(JSON.stringify({ type: said.type ?? type, challenge, origin: said.origin ?? ORIGIN, crossOrigin: false }));

export function make(
  key: TestKey,
  options: ReplyOf<typeof beginPasskey>,
  said: Said = {},
): BodyInput<typeof addPasskey>['made'] {
  const id = Buffer.from(key.id, 'base64url');
  const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key.cose]);
  const data = dataOf(said, options.rp.id, attested);
  // CBOR: { fmt: 'none', attStmt: {}, authData: bytes }.
  const length = Buffer.from([0x58, data.length]);
  const attestation = Buffer.concat([
    ...[Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex'), length, data],
  ]);
  return {
    ...{ id: key.id, transports: ['internal'] },
    clientDataJSON: clientData(said, 'webauthn.create', options.challenge),
    attestationObject: b64(attestation),
  };
}

export function use(
  key: TestKey,
  options: Pick<ReplyOf<typeof askPasskey>, 'challenge' | 'rpId'>,
  said: Said = {},
): BodyInput<typeof answerByPasskey> {
  const data = dataOf(said, options.rpId, Buffer.alloc(0));
  const clientDataJSON = clientData(said, 'webauthn.get', options.challenge);
  const signed = Buffer.concat([data, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
  return {
    ...{ id: key.id, clientDataJSON, authenticatorData: b64(data) },
    signature: b64(sign('sha256', signed, key.key)),
  };
}
