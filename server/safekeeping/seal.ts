/**
 * The seal of an archive: the age format, by the library of the format's author. The institution's recovery key is an age
 * identity kept on paper; the server knows its recipient alone. The `age` program opens an archive too.
 */
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { ArchiveRefused, type Refusal } from './refused.ts';
import { piecesOf, toStream } from './web-streams.ts';
import type { Through } from './write-archive.ts';

export async function newRecoveryKey(): Promise<{ identity: string; recipient: string }> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Null of what is no identity. */
export const recipientOf = (identity: string): Promise<string | null> =>
  identityToRecipient(identity.trim()).catch(() => null);

export function isRecipient(text: string): boolean {
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}

/** Of scrypt, 2^16: half a second of a processor for each guess. The library's own, 2^18, holds a desk up for two. */
const WORK = 16;

/** Each of `recipients` opens alone what comes out. */
export const sealFor = (recipients: readonly string[]): Through => {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return sealing(encrypter);
};

export const sealWithPassphrase = (passphrase: string): Through => {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(WORK);
  return sealing(encrypter);
};

const sealing = (encrypter: Encrypter): Through =>
  async function* (source) {
    yield* piecesOf(await encrypter.encrypt(toStream(source)));
  };

/** Any of `identities` may be the one. Throws ArchiveRefused: `not-an-archive`, `wrong-key`, `altered`. */
export const unsealWith = (identities: readonly string[]): Through & { identities: readonly string[] } => {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  return Object.assign(unsealing(decrypter, 'wrong-key'), { identities });
};

/** Throws ArchiveRefused: `not-an-archive`, `wrong-passphrase`, `altered`. */
export const unsealWithPassphrase = (passphrase: string): Through => {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  return unsealing(decrypter, 'wrong-passphrase');
};

/** The library says what it found in words alone; whatever else they are, the seal is not whole. */
export const reasonOf = (error: unknown, unmatched: Refusal): Refusal => {
  const words = error instanceof Error ? error.message : '';
  if (words.startsWith('no identity matched')) return unmatched;
  return words.startsWith('invalid version') ? 'not-an-archive' : 'altered';
};

const unsealing = (decrypter: Decrypter, unmatched: Refusal): Through =>
  async function* (source) {
    let failure: unknown = null;
    const watched = async function* () {
      try {
        yield* source;
      } catch (error) {
        // Not the seal's: a disk that cannot be read, or somebody who cancelled.
        failure = error;
        throw error;
      }
    };
    try {
      yield* piecesOf(await decrypter.decrypt(toStream(watched())));
    } catch (error) {
      throw failure ?? new ArchiveRefused(reasonOf(error, unmatched));
    }
  };
