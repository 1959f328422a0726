/** The letterhead: legends by year, the sign, the legal sentence; what is sealed carries them, and keeps its own. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCatalogue } from '#contract/catalogue.ts';
import { printLetterheadSample, putLogo, readLetterhead, removeLogo, saveLetterhead } from '#contract/letterhead.ts';
import { downloadRequestRecord, listRequestRecords } from '#contract/records.ts';
import { fileRequest, readReceipt } from '#contract/requests.ts';
import { entriesOf } from '#server/shared/history.ts';
import { pngOf } from '#tests/kit/hostile.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { check } from '#verifier/check.ts';
import { keysOfList } from '#verifier/keys.ts';
import { INSTITUTION_STREAM } from './index.ts';

let desk: Settled;
let rosa: string;
beforeAll(async () => {
  desk = await settle();
  await desk.person({ email: 'rosa.canul@gobierno.example', roles: ['requester'] });
  rosa = await desk.enter('rosa.canul@gobierno.example');
});
afterAll(() => desk.close());

const LEGAL = 'Este acuse hace las veces del oficio sellado, conforme al decreto 99 de la entidad.';
const read = async () => (await desk.call(readLetterhead, { session: desk.admin })).reply;
const save = (legends: { year: number; text: string }[], over: object = {}) =>
  read().then(({ version }) =>
    desk.call(saveLetterhead, { session: desk.admin, body: { legends, legalText: '', version, ...over } }),
  );

async function file() {
  const { areas } = (await desk.call(readCatalogue, { session: rosa })).reply;
  const body = {
    ...{ draftId: null, subject: 'No prende', description: 'Desde el lunes.', serviceId: null, attachments: [] },
    areaId: areas[0]?.id as (typeof areas)[number]['id'],
    place: { building: '', floor: '', office: '', phone: '' },
  };
  const filed = await desk.call(fileRequest, { session: rosa, body });
  expect(filed.status, filed.raw.body).toBe(201);
  return filed.reply.id;
}

/** The acuse, and what the sealed document inside says. */
async function acuse(ref: string) {
  const [record] = (await desk.call(listRequestRecords, { session: rosa, params: { ref } })).reply.records;
  if (record === undefined) throw new Error('no record');
  const paper = await desk.call(downloadRequestRecord, { session: rosa, params: { ref, record: record.id } });
  const keys = keysOfList([
    { id: desk.house.sealing.keyId, publicKey: desk.house.sealing.publicKey.toString('base64') },
  ]);
  expect((await check({ bytes: paper.raw.bytes, keys })).verdict).toBe('valid');
  const row = await desk.house.store.read
    .selectFrom('sealed_records')
    .select('document')
    .where('id', '=', record.id)
    .executeTakeFirstOrThrow();
  return { bytes: paper.raw.bytes, document: JSON.parse(row.document) as Record<string, unknown> };
}

const pictures = (pdf: Buffer) => pdf.toString('latin1').split('/Subtype /Image').length - 1;

describe('the legend of the year', () => {
  it('is asked for this year and the next; it heads what is sealed from then on, and no more than that year', async () => {
    const before = await file();
    expect(await read()).toMatchObject({ year: 2026, legalText: '', logo: null });
    expect((await read()).legends).toEqual([
      { year: 2027, text: '' },
      { year: 2026, text: '' },
    ]);
    const legends = [
      { year: 2026, text: '2026, Año de la Prueba' },
      { year: 2027, text: '2027, Año del Sello' },
    ];
    expect((await save(legends)).status).toBe(200);
    const after = await file();
    expect((await acuse(before)).document.legend).toBeNull();
    expect((await acuse(after)).document.legend).toBe('2026, Año de la Prueba');
    expect((await entriesOf(desk.house.store.read, INSTITUTION_STREAM)).at(-1)).toMatchObject({
      fact: 'letterhead.changed',
      data: { legends: { 2026: '2026, Año de la Prueba', 2027: '2027, Año del Sello' } },
    });
    // Emptied, that year has none; the other keeps its own.
    expect((await save([{ year: 2026, text: '' }])).status).toBe(200);
    expect((await read()).legends).toEqual([
      { year: 2027, text: '2027, Año del Sello' },
      { year: 2026, text: '' },
    ]);
  });

  it('is refused over what somebody else saved, and where it is no legend', async () => {
    const stale = await save([], { version: 1 });
    expect([stale.status, stale.problem.code]).toEqual([409, 'version.stale']);
    for (const wrong of [
      { year: 1999, text: 'a' },
      { year: 2026, text: 'a'.repeat(241) },
      { year: 2026.5, text: '' },
    ])
      expect((await save([wrong])).status).toBe(400);
    expect((await save([], { legalText: 'corto' })).status).toBe(400);
  });
});

describe('the legal sentence', () => {
  it('is that of the institution on what is filed from then on, and the usual one when it is emptied', async () => {
    expect((await save([], { legalText: LEGAL })).status).toBe(200);
    const ref = await file();
    const receipt = (await desk.call(readReceipt, { session: rosa, params: { ref } })).reply;
    expect(receipt.legalText).toBe(LEGAL);
    const { usualLegalText } = await read();
    // The usual one, typed, is no setting of its own: it follows the program.
    expect((await save([], { legalText: usualLegalText })).status).toBe(200);
    expect((await read()).legalText).toBe('');
    expect((await desk.call(readReceipt, { session: rosa, params: { ref } })).reply.legalText).toBe(LEGAL);
  });
});

describe('the sign', () => {
  it('is drawn anew on white, printed on what is sealed from then on, and stays on that when it is taken away', async () => {
    const upload = pngOf(900, 360);
    const put = await desk.call(putLogo, { session: desk.admin, upload });
    expect(put.status, put.raw.body).toBe(200);
    const { logo } = put.reply;
    expect(logo).toMatchObject({ width: 480, height: 192 });
    const png = Buffer.from(logo?.png ?? '', 'base64');
    // Colour type 2: no transparency for a reader's program to mix.
    expect(png.readUInt8(25)).toBe(2);
    const ref = await file();
    const first = await acuse(ref);
    expect(first.document.logoSha256).toBe(logo?.sha256);
    expect(pictures(first.bytes)).toBe(1);
    const gone = await desk.call(removeLogo, { session: desk.admin });
    expect(gone.reply.logo).toBeNull();
    expect((await acuse(ref)).bytes.equals(first.bytes)).toBe(true);
    const later = await acuse(await file());
    expect([later.document.logoSha256, pictures(later.bytes)]).toEqual([null, 0]);
    // Taking away what is not there is no news.
    const facts = (await entriesOf(desk.house.store.read, INSTITUTION_STREAM)).length;
    expect((await desk.call(removeLogo, { session: desk.admin })).status).toBe(200);
    expect((await entriesOf(desk.house.store.read, INSTITUTION_STREAM)).length).toBe(facts);
  });

  it('is refused where it is no picture, too large, or not there at all', async () => {
    const put = (upload: Buffer) => desk.call(putLogo, { session: desk.admin, upload });
    const svg = await put(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
    expect([svg.status, svg.problem.code]).toEqual([422, 'logo.refused']);
    const broken = await put(Buffer.from('\x89PNG\r\n\x1a\nnada', 'latin1'));
    expect([broken.status, broken.problem.code]).toEqual([422, 'logo.refused']);
    const large = await put(Buffer.alloc(3 * 1024 * 1024));
    expect([large.status, large.problem.code]).toEqual([413, 'logo.too-large']);
    expect((await read()).logo).toBeNull();
  });
});

it('a sample says that it is one, and has neither seal nor code', async () => {
  const { status, raw } = await desk.call(printLetterheadSample, { session: desk.admin });
  expect(status).toBe(200);
  const text = raw.bytes.toString('latin1');
  expect(text.startsWith('%PDF-')).toBe(true);
  expect(text).not.toContain('%MesaSello');
});

it('is nobody else’s', async () => {
  for (const [session, status] of [
    [rosa, 403],
    [null, 401],
  ] as const) {
    expect((await desk.call(readLetterhead, { session })).status).toBe(status);
    expect((await desk.call(removeLogo, { session })).status).toBe(status);
    expect((await desk.call(putLogo, { session, upload: Buffer.from('x') })).status).toBe(status);
    expect((await desk.call(printLetterheadSample, { session })).status).toBe(status);
    const body = { legends: [], legalText: '', version: 1 };
    expect((await desk.call(saveLetterhead, { session, body })).status).toBe(status);
  }
});
