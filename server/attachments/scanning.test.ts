/** Files and the antivirus: clean, infected, unanswered, answered later (C42, R22). */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { readSession } from '#contract/accounts.ts';
import { type AttachmentId, ownAttachment, ownThumbnail, uploadAttachment } from '#contract/attachments.ts';
import { readCatalogue } from '#contract/catalogue.ts';
import type { Operation } from '#contract/operation.ts';
import {
  downloadAttachment,
  fileRequest,
  previewAttachment,
  readRequest,
  thumbnailAttachment,
} from '#contract/requests.ts';
import { MINUTE } from '#server/shared/clock.ts';
import { SLICES, schedulesOf } from '#server/wiring.ts';
import { EICAR, openSmallClamd, type SmallClamd } from '#tests/kit/clamd.ts';
import { pngOf } from '#tests/kit/hostile.ts';
import { type Settled, settle } from '#tests/security/settled.ts';

let clamd: SmallClamd;
let desk: Settled;
let rosa: string;
let areaId: string;

beforeAll(async () => {
  clamd = await openSmallClamd();
  desk = await settle({ CLAMD_URL: clamd.url, LOG_LEVEL: 'fatal' });
  await desk.person({ email: 'rosa.canul@gobierno.example', roles: ['requester'] });
  rosa = await desk.enter('rosa.canul@gobierno.example');
  const { areas } = (await desk.call(readCatalogue, { session: rosa })).reply;
  areaId = String(areas.find((area) => area.code === 'ST')?.id);
});
afterAll(async () => {
  await desk.close();
  await clamd.close();
});
beforeEach(() => clamd.answer('truthfully'));

const upload = (name: string, bytes: Buffer) =>
  desk.call(uploadAttachment, { session: rosa, query: { name }, upload: bytes });
const stateOf = async (id: AttachmentId) => (await desk.call(ownAttachment, { session: rosa, params: { id } })).reply;

const scanNow = async () => {
  await schedulesOf(SLICES)
    .find((each) => each.name === 'scan')
    ?.run(desk.house);
  await desk.drain();
};

const onDisk = async () => {
  const ids: string[] = [];
  for await (const id of desk.house.files.olderThan(new Date(8.64e15))) ids.push(id);
  return ids;
};

const file = async (attachments: string[]) => {
  const place = { building: 'Edificio A', floor: '2', office: 'Recursos Humanos', phone: '' };
  const words = { subject: 'La impresora no imprime', description: 'Desde el viernes no imprime nada.' };
  return desk.call(fileRequest, {
    session: rosa,
    body: { draftId: null, ...words, areaId, serviceId: null, place, attachments } as never,
  });
};

const download = (id: string, attachmentId: string, operation: Operation = downloadAttachment) =>
  desk.call(operation, { session: rosa, params: { id, attachmentId } as never });

it('a clean file is taken, and a threat is refused and leaves nothing', async () => {
  expect((await upload('bitacora.txt', Buffer.from('todo bien'))).reply.scan).toBe('clean');
  const before = await onDisk();
  const refused = await upload('factura.txt', EICAR);
  expect([refused.status, refused.problem.code, refused.problem.values]).toEqual([
    410,
    'attachment.infected',
    { name: 'factura.txt' },
  ]);
  expect(await onDisk()).toEqual(before);
});

it('while the scanner is away files wait, are sent, and are opened by nobody until it answered', async () => {
  await clamd.goAway();
  const picture = (await upload('captura.png', pngOf(40, 20))).reply;
  const bad = (await upload('factura.txt', EICAR)).reply;
  const unsent = (await upload('otra.txt', EICAR)).reply;
  expect([picture.scan, picture.preview, bad.scan]).toEqual(['held', 'waiting', 'held']);
  const request = (await file([picture.id, bad.id])).reply;
  expect(request.attachments.map((each) => each.scan)).toEqual(['held', 'held']);
  await desk.drain();
  for (const operation of [downloadAttachment, previewAttachment, thumbnailAttachment]) {
    const answer = await download(request.id, picture.id, operation);
    expect([answer.status, answer.problem.code]).toEqual([409, 'attachment.held']);
  }
  expect((await desk.call(ownThumbnail, { session: rosa, params: { id: unsent.id } })).status).toBe(409);

  await scanNow();
  expect((await stateOf(unsent.id)).scan).toBe('held');
  desk.clock.advance(11 * MINUTE);
  const standing = async () => (await desk.call(readSession, { session: desk.admin })).reply.standingNotices;
  expect(await standing()).toContain('scanner-failing');

  await clamd.comeBack();
  await scanNow();
  const seen = (await desk.call(readRequest, { session: rosa, params: { ref: request.id } as never })).reply;
  expect(seen.attachments.map((each) => [each.name, each.scan])).toEqual([
    ['captura.png', 'clean'],
    ['factura.txt', 'infected'],
  ]);
  expect((await download(request.id, picture.id)).raw.bytes.equals(pngOf(40, 20))).toBe(true);
  for (const operation of [downloadAttachment, previewAttachment, thumbnailAttachment]) {
    const infected = await download(request.id, bad.id, operation);
    expect([infected.status, infected.problem.code]).toEqual([410, 'attachment.infected']);
  }
  expect(await onDisk()).not.toContain(bad.id);
  expect((await stateOf(unsent.id)).scan).toBe('infected');
  expect((await file([unsent.id])).problem.code).toBe('attachment.infected');
  expect((await desk.call(ownThumbnail, { session: rosa, params: { id: unsent.id } })).status).toBe(410);
  expect(await standing()).not.toContain('scanner-failing');
});

it('a scanner away for a moment costs a file the rest of its minute, not a second one', async () => {
  await clamd.goAway();
  const { id } = (await upload('nota.txt', Buffer.from('una nota'))).reply;
  await scanNow();
  await clamd.comeBack();
  await scanNow();
  expect((await stateOf(id)).scan).toBe('clean');
});

it('one that is too large for the scanner waits, and holds nobody else up', async () => {
  clamd.answer('with-limit');
  const large = (await upload('grande.txt', Buffer.from('grande'))).reply;
  expect(large.scan).toBe('held');
  desk.clock.advance(2 * MINUTE);
  await scanNow();
  clamd.answer('truthfully');
  await scanNow();
  expect((await stateOf(large.id)).scan).toBe('held');
  desk.clock.advance(61 * MINUTE);
  rosa = await desk.enter('rosa.canul@gobierno.example');
  await scanNow();
  expect((await stateOf(large.id)).scan).toBe('clean');
});
