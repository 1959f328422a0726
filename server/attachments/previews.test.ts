/** The picture of a file: drawn after the answer, shown to whoever may download it, gone with it. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AttachmentId,
  discardAttachment,
  ownAttachment,
  ownThumbnail,
  PREVIEW_SIDE,
  THUMBNAIL_SIDE,
  uploadAttachment,
} from '#contract/attachments.ts';
import { hostile, pdfOf, pngOf } from '#tests/kit/hostile.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { drawPreviews } from './previews.ts';

let desk: Settled;
let rosa: string;
let other: string;

beforeAll(async () => {
  desk = await settle({ LOG_LEVEL: 'fatal' });
  await desk.person({ email: 'rosa.canul@gobierno.example', roles: ['requester'] });
  await desk.person({ email: 'jorge.balam@gobierno.example', roles: ['requester'] });
  rosa = await desk.enter('rosa.canul@gobierno.example');
  other = await desk.enter('jorge.balam@gobierno.example');
});
afterAll(() => desk.close());

const upload = (name: string, bytes: Buffer) =>
  desk.call(uploadAttachment, { session: rosa, query: { name }, upload: bytes });
const taken = async (name: string, bytes: Buffer) => {
  const answer = await upload(name, bytes);
  expect([name, answer.status, answer.problem.code]).toEqual([name, 201, undefined]);
  return answer.reply;
};
const stateOf = async (id: AttachmentId, session = rosa) => desk.call(ownAttachment, { session, params: { id } });
const thumbnail = (id: AttachmentId, session = rosa) => desk.call(ownThumbnail, { session, params: { id } });

const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 30, g: 120, b: 60 } } });

describe('a picture of a file', () => {
  it('is drawn after the upload was answered, and shown to its owner alone', async () => {
    const sent = await taken('captura.png', await photo(3_000, 1_500).png().toBuffer());
    expect([sent.scan, sent.preview, sent.previewSize]).toEqual(['clean', 'waiting', null]);
    expect((await thumbnail(sent.id)).status).toBe(404);
    await desk.drain();
    expect((await stateOf(sent.id)).reply).toMatchObject({
      preview: 'ready',
      previewSize: { width: PREVIEW_SIDE, height: PREVIEW_SIDE / 2 },
    });
    const shown = await thumbnail(sent.id);
    expect(shown.raw.headers).toMatchObject({
      'content-type': 'image/webp',
      'content-disposition': 'inline',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(await sharp(shown.raw.bytes).metadata()).toMatchObject({
      format: 'webp',
      width: THUMBNAIL_SIDE,
      height: THUMBNAIL_SIDE,
    });
    expect([(await thumbnail(sent.id, other)).status, (await stateOf(sent.id, other)).status]).toEqual([404, 404]);
  });

  it.each([
    ['foto.jpg', () => photo(64, 48).jpeg().toBuffer()],
    ['captura.webp', () => photo(64, 48).webp().toBuffer()],
    ['aviso.gif', () => photo(64, 48).gif().toBuffer()],
    ['oficio.pdf', async () => pdfOf('0 0 1 rg 0 0 64 48 re f', { width: 64, height: 48 })],
  ] as const)('%s has one', async (name, make) => {
    const { id } = await taken(name, await make());
    await desk.drain();
    expect((await stateOf(id)).reply.preview).toBe('ready');
    expect((await thumbnail(id)).status).toBe(200);
  });

  it('is not made of anything else', async () => {
    for (const [name, bytes] of [
      ['lista.csv', Buffer.from('a,b\n1,2\n')],
      ['datos.xml', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
      ['mapa.bmp', Buffer.concat([Buffer.from('424d46000000000000003600000028000000', 'hex'), Buffer.alloc(60)])],
    ] as const) {
      const { id, preview } = await taken(name, bytes);
      expect([name, preview]).toEqual([name, 'none']);
      expect((await thumbnail(id)).status).toBe(404);
    }
  });

  it('is given up for a document that cannot be drawn, which stays a download', async () => {
    const { id } = await taken('roto.pdf', Buffer.from('%PDF-1.7\nnada\n%%EOF'));
    const picture = await taken('cortada.png', (await photo(300, 300).png().toBuffer()).subarray(0, 200));
    await desk.drain();
    expect((await stateOf(id)).reply.preview).toBe('failed');
    expect((await stateOf(picture.id)).reply.preview).toBe('failed');
  });

  it('is drawn again when it is not on disk any more', async () => {
    const { id } = await taken('captura.png', pngOf(40, 20));
    await desk.drain();
    await rm(join(desk.dataDir, 'files', id.slice(-2), `${id}.thumb`));
    expect((await thumbnail(id)).status).toBe(404);
    expect((await stateOf(id)).reply).toMatchObject({ preview: 'waiting', previewSize: null });
    await desk.drain();
    expect((await thumbnail(id)).status).toBe(200);
  });

  it('goes when its file goes', async () => {
    const { id } = await taken('captura.png', pngOf(40, 20));
    await drawPreviews(desk.house);
    const shelf = join(desk.dataDir, 'files', id.slice(-2));
    const named = async () => (await readdir(shelf)).filter((name) => name.startsWith(id)).sort();
    expect(await named()).toEqual([id, `${id}.preview`, `${id}.thumb`]);
    await desk.call(discardAttachment, { session: rosa, params: { id } });
    expect(await named()).toEqual([]);
  });
});

describe('what is inside', () => {
  it.each(['pngOf50000', 'jpegOf60000', 'gifOf30000Frames'] as const)('%s is refused', async (name) => {
    const extension = name.slice(0, 3).replace('jpe', 'jpg');
    const answer = await upload(`enorme.${extension}`, hostile[name]());
    expect([answer.status, answer.problem.code]).toEqual([413, 'attachment.picture-too-large']);
    expect(answer.problem.values).toEqual({ name: `enorme.${extension}`, megapixels: 40, side: 12_000 });
  });

  it('a zip that cannot be read is refused', async () => {
    const answer = await upload('cortado.zip', hostile.zipThatLies().subarray(0, 300));
    expect([answer.status, answer.problem.code]).toEqual([422, 'attachment.damaged']);
  });

  it('while the bench has too much to do a picture is taken and an archive asked for again', async () => {
    const { workshop } = desk.house;
    const busy = { ...workshop, describePicture: nothing, archive: nothing };
    Object.assign(desk.house, { workshop: busy });
    try {
      expect((await upload('captura.png', pngOf(40, 20))).reply.preview).toBe('waiting');
      const answer = await upload('datos.zip', hostile.zipOfOffice());
      expect([answer.status, answer.problem.code]).toEqual([503, 'workshop.busy']);
      expect(answer.raw.headers['retry-after']).toBe('10');
    } finally {
      Object.assign(desk.house, { workshop });
    }
    expect((await upload('datos.zip', hostile.zipOfOffice())).status).toBe(201);
  });
});

const nothing = async () => ({ ok: false, why: 'busy' }) as const;
