/** A large archive's beginning, opened on a thread of its own. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openApart } from './opened-apart.ts';
import { newRecoveryKey, sealFor } from './seal.ts';

// More than goes on its way at once, so that the thread waits for whoever reads.
const plain = Buffer.concat([randomBytes(2_500_000), Buffer.alloc(4_000_000, 'renglón ')]);
let folder: string;
let path: string;
let sealed: Buffer;
let key: { identity: string; recipient: string };
const none = new AbortController().signal;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mesa-apart-'));
  path = join(folder, 'archive');
  key = await newRecoveryKey();
  sealed = await buffer(sealFor([key.recipient])(Readable.from([zstdCompressSync(plain)])));
  await writeFile(path, sealed);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const opening = (given: { path?: string; identity?: string; signal?: AbortSignal }) =>
  openApart({
    path: given.path ?? path,
    identities: [given.identity ?? key.identity],
    signal: given.signal ?? none,
    tell: () => undefined,
  });

it('gives what was sealed, and the sum of what lies on the disk', async () => {
  const read: number[] = [];
  const { pieces, sum } = openApart({
    path,
    identities: [key.identity],
    signal: none,
    tell: (bytes) => read.push(bytes),
  });
  expect((await buffer(pieces)).equals(plain)).toBe(true);
  expect(sum()).toEqual({ sha256: createHash('sha256').update(sealed).digest(), bytes: sealed.length });
  expect(read.at(-1)).toBe(sealed.length);
});

it('says where it failed', async () => {
  const altered = join(folder, 'altered');
  await writeFile(altered, Buffer.from(sealed.map((byte, at) => (at === sealed.length - 20_000 ? byte ^ 1 : byte))));
  const notZstd = join(folder, 'not-zstd');
  await writeFile(notZstd, await buffer(sealFor([key.recipient])(Readable.from([Buffer.alloc(100, 7)]))));
  const { identity } = await newRecoveryKey();
  await expect(buffer(opening({ path: altered }).pieces)).rejects.toMatchObject({ where: 'seal' });
  await expect(buffer(opening({ identity }).pieces)).rejects.toThrow(/no identity matched/);
  await expect(buffer(opening({ path: notZstd }).pieces)).rejects.toMatchObject({ where: 'zstd' });
  await expect(buffer(opening({ path: join(folder, 'nothing') }).pieces)).rejects.toMatchObject({ code: 'ENOENT' });
});

it('ends when it is cancelled, and when it is left in the middle', async () => {
  const cancelling = new AbortController();
  const { pieces } = opening({ signal: cancelling.signal });
  await pieces.next();
  cancelling.abort(new Error('enough'));
  await expect(buffer(pieces)).rejects.toThrow('enough');
  const left = opening({}).pieces;
  await left.next();
  await left.return();
  expect(await left.next()).toEqual({ done: true, value: undefined });
});
