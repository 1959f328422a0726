/** R10, the bad archives: altered, cut short, of another key, made to harm. None may touch the place it was to be restored into. */
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { TAR_END, tarHeader, tarPadding } from '#server/safekeeping/tar.ts';
import { mesa } from './mesa.ts';

export type Refused = { what: string; refused: boolean; untouched: boolean; words: string };

type Given = { folder: string; archive: string; identityFile: string; flips: number; cuts: number };

/** Everything below the folder, and how long it is: nothing of it may change. */
const look = (folder: string): string =>
  existsSync(folder)
    ? JSON.stringify(
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .map((entry) => join(entry.parentPath, entry.name))
          .sort()
          .map((path) => [path, statSync(path).isFile() ? statSync(path).size : 0]),
      )
    : 'nothing';

async function attempt(
  what: string,
  given: { archive: string; identityFile: string; place: string },
): Promise<Refused> {
  const { archive, identityFile, place } = given;
  const before = look(place);
  const ran = await mesa(['restore', archive, '--identity', identityFile], { env: { DATA_DIR: join(place, 'data') } });
  const error = ran.said.error as { en?: string } | undefined;
  const refused = ran.code === 1 && error?.en !== undefined && !/\bat .*\.ts:\d+/.test(error.en);
  return { what, refused, untouched: look(place) === before, words: error?.en ?? JSON.stringify(ran.said) };
}

function flip(path: string, at: number, bit: number): void {
  const file = openSync(path, 'r+');
  const byte = Buffer.alloc(1);
  readSync(file, byte, 0, 1, at);
  byte[0] = (byte[0] ?? 0) ^ (1 << bit);
  writeSync(file, byte, 0, 1, at);
  closeSync(file);
}

/** `lane`: a copy of its own, so that two can be tried at once. */
async function lane(given: Given, n: number): Promise<Refused[]> {
  const { folder, archive, identityFile } = given;
  const place = join(folder, `place-${n}`);
  mkdirSync(place);
  const copy = join(folder, `copy-${n}.mesa`);
  copyFileSync(archive, copy);
  const { size } = statSync(copy);
  const asked = { archive: copy, identityFile, place };
  const results: Refused[] = [];
  for (let nth = n; nth < given.flips; nth += 2) {
    const [at, bit] = [Math.floor(Math.random() * size), Math.floor(Math.random() * 8)];
    flip(copy, at, bit);
    results.push(await attempt(`bit ${bit} of byte ${at}`, asked));
    flip(copy, at, bit);
  }
  const lengths = Array.from({ length: given.cuts }, (_, nth) =>
    nth === 0 ? size - 1 : Math.floor((size * (given.cuts - nth) * Math.random()) / given.cuts),
  ).sort((a, b) => b - a);
  for (const [nth, length] of lengths.entries()) {
    if (nth % 2 !== n) continue;
    truncateSync(copy, length);
    results.push(await attempt(`cut to ${length} bytes`, asked));
  }
  return results;
}

const entry = (header: Buffer, body: Buffer): Buffer => Buffer.concat([header, body, tarPadding(body.length)]);

/** A header of tar with its kind changed and its sum made anew. */
function asLink(name: string, target: string): Buffer {
  const block = tarHeader(name, 0);
  block.write('2', 156);
  block.write(target, 157);
  block.fill(0x20, 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** Sealed for the right key, as by somebody who holds its public half. */
async function hostile(given: Given, recipient: string): Promise<Refused[]> {
  const outside = join(given.folder, 'outside');
  const bodies: [string, Buffer][] = [
    ['a name that leads out', entry(tarHeader('../outside', 5), Buffer.from('harm\n'))],
    ['an absolute name', entry(tarHeader(outside, 5), Buffer.from('harm\n'))],
    ['a link', asLink('manifest.json', outside)],
    ['a manifest of a gigabyte', entry(tarHeader('manifest.json', 1024 ** 3), Buffer.alloc(1024 ** 3, 0x20))],
    ['a manifest that says nothing', entry(tarHeader('manifest.json', 2), Buffer.from('{}'))],
  ];
  const place = join(given.folder, 'place-hostile');
  mkdirSync(place);
  const results: Refused[] = [];
  for (const [what, body] of bodies) {
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    const archive = join(given.folder, 'hostile.mesa');
    writeFileSync(archive, await encrypter.encrypt(zstdCompressSync(Buffer.concat([body, TAR_END]))));
    const result = await attempt(what, { archive, identityFile: given.identityFile, place });
    results.push({ ...result, untouched: result.untouched && !existsSync(outside) });
  }
  return results;
}

export async function refusals(given: Given): Promise<Refused[]> {
  mkdirSync(given.folder);
  const wrong = join(given.folder, 'wrong-key.txt');
  writeFileSync(wrong, await generateX25519Identity());
  const place = join(given.folder, 'place-wrong');
  mkdirSync(place);
  const recipient = await identityToRecipient(readFileSync(given.identityFile, 'utf8').trim());
  return [
    ...(await Promise.all([lane(given, 0), lane(given, 1)])).flat(),
    await attempt('another key', { archive: given.archive, identityFile: wrong, place }),
    ...(await hostile(given, recipient)),
  ];
}
