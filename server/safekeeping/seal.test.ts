/** The seal: what opens, what does not, and that no byte of it may change. */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { throughApart } from '../shared/apart.ts';
import { ArchiveRefused } from './refused.ts';
import {
  isRecipient,
  newRecoveryKey,
  recipientOf,
  sealFor,
  sealWithPassphrase,
  unsealWith,
  unsealWithPassphrase,
} from './seal.ts';
import type { Through } from './write-archive.ts';

const through = (bytes: Buffer, way: Through): Promise<Buffer> => buffer(way(Readable.from([bytes])));
const reasonOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'opened',
    (error: unknown) => (error instanceof ArchiveRefused ? error.reason : String(error)),
  );

describe('the seal of an archive', () => {
  it.each([0, 1, 65_536, 200_001])('is taken off by each of its keys and no other: %i bytes', async (length) => {
    const [one, other, third] = await Promise.all([newRecoveryKey(), newRecoveryKey(), newRecoveryKey()]);
    const plain = Buffer.alloc(length, 7);
    const sealed = await through(plain, sealFor([one.recipient, other.recipient]));
    for (const { identity } of [one, other])
      expect((await through(sealed, unsealWith([identity]))).equals(plain)).toBe(true);
    expect(await reasonOf(through(sealed, unsealWith([third.identity])))).toBe('wrong-key');
  });

  it('does not open with one byte changed in twenty places, nor cut in five', async () => {
    const { identity, recipient } = await newRecoveryKey();
    const whole = await through(Buffer.alloc(150_000, 3), sealFor([recipient]));
    for (let nth = 0; nth < 20; nth += 1) {
      const place = Math.floor(((whole.length - 1) * nth) / 19);
      const changed = Buffer.from(whole);
      changed[place] = (changed[place] ?? 0) ^ (1 << (nth % 8));
      expect(await reasonOf(through(changed, unsealWith([identity]))), `byte ${place}`).toMatch(
        /^(altered|wrong-key|not-an-archive)$/,
      );
    }
    for (const length of [0, 30, 300, 200 + 65_552, whole.length - 1]) {
      expect(await reasonOf(through(whole.subarray(0, length), unsealWith([identity]))), `${length} bytes`).toMatch(
        /^(altered|not-an-archive)$/,
      );
    }
  });

  it('opens with the passphrase and no other', async () => {
    const sealed = await through(Buffer.from('hola'), sealWithPassphrase('tres palabras sueltas'));
    expect((await through(sealed, unsealWithPassphrase('tres palabras sueltas'))).toString()).toBe('hola');
    expect(await reasonOf(through(sealed, unsealWithPassphrase('tres palabras')))).toBe('wrong-passphrase');
  });

  it('is not blamed for a disk that cannot be read', async () => {
    const { identity } = await newRecoveryKey();
    const broken: AsyncIterable<Uint8Array> = Readable.from(
      (async function* () {
        yield Buffer.from('age-encryption.org/v1\n');
        throw new Error('EIO');
      })(),
    );
    await expect(buffer(unsealWith([identity])(broken))).rejects.toThrow('EIO');
  });

  it('knows a slip of the pen in a key', async () => {
    const { identity, recipient } = await newRecoveryKey();
    expect(await recipientOf(identity)).toBe(recipient);
    expect(await recipientOf(`${identity.slice(0, -1)}${identity.endsWith('Q') ? 'P' : 'Q'}`)).toBeNull();
    expect(isRecipient(recipient)).toBe(true);
    expect(isRecipient(`${recipient.slice(0, -1)}${recipient.endsWith('q') ? 'p' : 'q'}`)).toBe(false);
  });
});

describe('sealed in a process of its own', () => {
  const apart = (recipient: string) =>
    throughApart(fileURLToPath(new URL('./sealing.ts', import.meta.url)), [recipient]);

  it('comes out as it went in', async () => {
    const { identity, recipient } = await newRecoveryKey();
    const text = Buffer.alloc(3 * 1024 * 1024, 'una solicitud ');
    const opened = await buffer(unsealWith([identity])(apart(recipient)(Readable.from([text]))));
    expect(opened.equals(text)).toBe(true);
  });

  it('breaks off with what feeds it, and does not take the part for the whole', async () => {
    const { recipient } = await newRecoveryKey();
    const breaking = async function* () {
      yield Buffer.alloc(200_000, 'x');
      throw new Error('the disk cannot be read');
    };
    await expect(buffer(apart(recipient)(breaking()))).rejects.toThrow('the disk cannot be read');
  });

  it('says what its process said when that ends before its time', async () => {
    await expect(buffer(apart('nobody')(Readable.from([Buffer.from('x')])))).rejects.toThrow('recipient');
  });
});
