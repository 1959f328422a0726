import { Readable } from 'node:stream';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  listPeople,
  PHOTO_MAX_BYTES,
  type PhotoId,
  putPhoto,
  readPhoto,
  readProfile,
  readSession,
  removePhoto,
} from '#contract/accounts.ts';
import { SLICES, schedulesOf } from '#server/wiring.ts';
import { hostile } from '#tests/kit/hostile.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { DAY, HOUR } from '../shared/clock.ts';
import { entriesOf } from '../shared/history.ts';
import { newRandomId } from '../shared/ids.ts';

let desk: Settled;
beforeAll(async () => {
  desk = await settle();
});
afterAll(() => desk.close());
beforeEach(() => desk.clock.advance(2 * HOUR));

const EMAIL = 'retrato@gobierno.example';
let personId: string;
beforeAll(async () => {
  personId = await desk.person({ email: EMAIL });
});

const square = (red: number) =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: { r: red, g: 9, b: 9 } } });
const put = async (upload: Buffer, session?: string) =>
  desk.call(putPhoto, { session: session ?? (await desk.enter(EMAIL)), upload });
const onDisk = async () => {
  const ids: string[] = [];
  for await (const id of desk.house.files.olderThan(new Date(8.64e15))) ids.push(id);
  return ids;
};
const stored = async (id: string): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of desk.house.files.read(id)) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
};

describe('the own picture', () => {
  it('is drawn anew as a square of 256 without what it carried, and shown where the person is', async () => {
    const session = await desk.enter(EMAIL);
    const jpeg = await square(200)
      .withExif({ IFD0: { Copyright: 'casa de Rosa' } })
      .jpeg()
      .toBuffer();
    const { status, reply } = await put(jpeg, session);
    expect(status).toBe(200);
    const photoId = reply.photoId ?? '';
    expect(photoId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    const kept = await stored(photoId);
    expect(await sharp(kept).metadata()).toMatchObject({ format: 'webp', width: 256, height: 256 });
    expect((await sharp(kept).metadata()).exif).toBeUndefined();
    expect(kept.includes('casa de Rosa')).toBe(false);
    expect((await desk.call(readSession, { session })).reply.person.photoId).toBe(photoId);
    const admin = await desk.enter('direccion.ti@gobierno.example', 'tambor-lluvia-cobre-nueve');
    const people = (await desk.call(listPeople, { session: admin, query: { q: 'retrato' } })).reply.items;
    expect(people[0]?.photoId).toBe(photoId);
    expect((await entriesOf(desk.house.store.read, `person:${personId}`)).at(-1)).toMatchObject({
      fact: 'profile.photo-saved',
      data: { photoId },
    });
  });

  it('makes place for the next under another id, and goes when taken away; what nobody names is swept', async () => {
    const session = await desk.enter(EMAIL);
    const first = (await put(await square(10).png().toBuffer(), session)).reply.photoId ?? '';
    const second = (await put(await square(20).webp().toBuffer(), session)).reply.photoId ?? '';
    expect(second).not.toBe(first);
    expect(await onDisk()).toEqual([second]);

    const orphan = newRandomId();
    const limit = { maxBytes: 9, onTooLarge: () => new Error('no') };
    await desk.house.files.write(orphan, Readable.from([Buffer.from('x')]), limit);
    desk.clock.set(new Date(Date.now() + 2 * DAY));
    const sweep = schedulesOf(SLICES).find((each) => each.name === 'files-sweep');
    await sweep?.run(desk.house);
    expect(await onDisk()).toEqual([second]);

    const later = await desk.enter(EMAIL);
    expect((await desk.call(removePhoto, { session: later })).reply.photoId).toBeNull();
    expect(await onDisk()).toEqual([]);
    const before = (await entriesOf(desk.house.store.read, `person:${personId}`)).length;
    expect((await desk.call(removePhoto, { session: later })).status).toBe(200);
    expect(await entriesOf(desk.house.store.read, `person:${personId}`)).toHaveLength(before);
  });

  it('is shown to whoever is signed in and has its id, kept by the browser, and to nobody after it is gone', async () => {
    const session = await desk.enter(EMAIL);
    const photoId = (await put(await square(30).png().toBuffer(), session)).reply.photoId ?? ('' as PhotoId);
    await desk.person({ email: 'mira@gobierno.example' });
    const other = await desk.enter('mira@gobierno.example');
    const shown = await desk.call(readPhoto, { session: other, params: { photoId } });
    expect(shown.status).toBe(200);
    expect(shown.raw.headers).toMatchObject({
      'content-type': 'image/webp',
      'content-disposition': 'inline',
      'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    });
    expect(shown.raw.bytes.equals(await stored(photoId))).toBe(true);
    expect((await desk.call(readPhoto, { params: { photoId } })).status).toBe(401);
    const missing = { session: other, params: { photoId: newRandomId<PhotoId>() } };
    expect((await desk.call(readPhoto, missing)).status).toBe(404);
    await desk.call(removePhoto, { session });
    const gone = await desk.call(readPhoto, { session: other, params: { photoId } });
    expect([gone.status, gone.raw.headers['cache-control']]).toEqual([404, 'no-store']);
  });

  it('is refused when it is too heavy, no picture, or made to fill the memory; nothing is kept of it', async () => {
    const before = await onDisk();
    const session = await desk.enter(EMAIL);
    const heavy = await put(Buffer.alloc(PHOTO_MAX_BYTES + 1), session);
    expect([heavy.status, heavy.problem.code]).toEqual([413, 'photo.too-large']);
    const gif = await square(1).gif().toBuffer();
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    const cut = (await square(1).png().toBuffer()).subarray(0, 60);
    for (const bytes of [
      gif,
      svg,
      cut,
      Buffer.alloc(0),
      Buffer.from('x'),
      hostile.pngOf50000(),
      hostile.jpegOf60000(),
      hostile.svgAfterGif(),
    ]) {
      const answer = await put(bytes, session);
      expect([answer.status, answer.problem.code]).toEqual([422, 'photo.refused']);
    }
    expect(await onDisk()).toEqual(before);
    expect((await desk.call(readProfile, { session })).reply.photoId).toBeNull();
  });

  it('is no JSON, and thirty an hour are enough', async () => {
    const session = await desk.enter(EMAIL);
    expect((await desk.call(putPhoto, { session, body: {} })).status).toBe(415);
    let last = 0;
    for (let n = 0; n < 31; n += 1) last = (await put(Buffer.from('x'), session)).status;
    expect(last).toBe(429);
  });
});
