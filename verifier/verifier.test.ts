/** The verifier: right is valid, and no byte of a paper or a package changes without being named. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { deflateSync, crc32 as nodeCrc32 } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { recordPaper } from '#server/records/papers/record-paper.ts';
import { canonical } from '#server/shared/canonical.ts';
import { drawPaper } from '#server/shared/paper/draw.ts';
import { sealPdf } from '#server/shared/paper/seal-pdf.ts';
import { AT_LENGTH } from '#tests/kit/at-length.ts';
import {
  type Contents,
  contents,
  type Institution,
  institution,
  packed,
  paper,
  sealed,
  zipped,
} from '#tests/kit/official.ts';
import { check } from './check.ts';
import { inflated } from './inflate.ts';
import { type PublicKey, publicKey, readKeys } from './keys.ts';
import type { Report } from './report.ts';
import { checkTextSeal, readSpki } from './rsa.ts';
import { Sha256, sha256, sumOf } from './sha256.ts';
import { crc32 } from './zip.ts';

let by: Institution;
let keys: PublicKey[];
let pdf: Buffer;
let files: Contents;
let zip: Buffer;

beforeAll(async () => {
  by = institution();
  keys = [publicKey(by.publicKey, by.keyId) as PublicKey];
  const record = await sealed(by);
  pdf = await paper(by, record);
  files = await contents(by, record, pdf);
  zip = await packed(by, files);
});

/** Byte by byte it is a while (`npm run test:full`). */
const WHILE = AT_LENGTH ? 3_600_000 : 60_000;

const told = ({ verdict, findings }: Report) => [
  verdict,
  ...findings.map(({ part, fault, within }) => [part, fault, within].filter((each) => each !== null).join(' ')),
];
const look = async (bytes: Uint8Array, known = keys) => told(await check({ bytes, keys: known }));
const flipped = (bytes: Buffer, at: number): Buffer => {
  const other = Buffer.from(bytes);
  other[at] = (other[at] ?? 0) ^ 1;
  return other;
};
const changed = (bytes: Buffer, from: string, to: string): Buffer => {
  const text = bytes.toString('latin1');
  expect(text.includes(from), from).toBe(true);
  return Buffer.from(text.replace(from, to), 'latin1');
};

describe('a paper', () => {
  it('is valid by the key of the institution, and says what it is', async () => {
    const report = await check({ bytes: pdf, keys });
    expect(told(report)).toEqual(['valid']);
    expect(report.records).toMatchObject([{ folio: 'DTI/SS/2026/000101', act: 'registration', agencyName: 'Fomento' }]);
    expect(report.checked.map(({ what }) => what).sort()).toEqual(['file-seal', 'record']);
    expect(report.keys).toEqual([by.keyId]);
  });

  it('is unknown by the key of somebody else, and without any; what it tells of keys is not trusted', async () => {
    const other = institution();
    expect((await look(pdf, [publicKey(other.publicKey, other.keyId) as PublicKey]))[0]).toBe('unknown');
    expect((await look(pdf, []))[0]).toBe('unknown');
    // Made whole by somebody else, under the institution's number.
    const forged = { ...other, keyId: by.keyId };
    expect((await look(await paper(forged, await sealed(forged))))[0]).toBe('altered');
  });

  it(
    'is altered wherever a byte of it is another: the part is named',
    async () => {
      const step = AT_LENGTH ? 1 : 97;
      const missed: number[] = [];
      for (let at = 0; at < pdf.length; at += step) {
        const report = await check({ bytes: flipped(pdf, at), keys });
        if (report.verdict !== 'altered') missed.push(at);
      }
      expect(missed).toEqual([]);
      // Whatever it is of the page, the record within is still told to be whole.
      expect(await look(flipped(pdf, Math.floor(pdf.length / 3)))).toEqual(['altered', 'page changed']);
    },
    WHILE,
  );

  it('names the seal, what was added behind, what was cut off', async () => {
    const text = pdf.toString('latin1');
    const seal = text.lastIndexOf('%MesaSello 1 ') + 40;
    const letter = text.charAt(seal) === 'A' ? 'B' : 'A';
    const other = Buffer.from(`${text.slice(0, seal)}${letter}${text.slice(seal + 1)}`, 'latin1');
    expect(await look(other)).toEqual(['altered', 'file-seal changed']);
    expect(await look(Buffer.concat([pdf, Buffer.from('9 0 obj\n<<>>\nendobj\n%%EOF\n')]))).toEqual([
      'altered',
      'file appended',
    ]);
    expect((await look(pdf.subarray(0, pdf.length - 300)))[0]).toBe('altered');
    expect(await look(Buffer.from('%PDF-1.7\nde otro\n%%EOF\n'))).toEqual(['unknown', 'file no-seal']);
  });

  it('is known by the seal whatever id it is told to have, and doubted where its key came later than those known', async () => {
    const text = pdf.toString('latin1');
    const at = text.lastIndexOf('%MesaSello 1 ') + 13;
    const digit = text.charAt(at) === '0' ? '1' : '0';
    const other = Buffer.from(`${text.slice(0, at)}${digit}${text.slice(at + 1)}`, 'latin1');
    expect(await look(other)).toEqual(['altered', 'page changed']);
    expect((await look(other, []))[0]).toBe('altered');
    const later = institution();
    const record = await sealed(by);
    const reprinted = await sealPdf(
      await drawPaper(recordPaper({ record, publicKey: by.publicKey, sign: null })),
      later,
    );
    expect(await look(reprinted)).toEqual(['unknown', 'file-seal unknown-key']);
    expect(await look(reprinted, [...keys, publicKey(later.publicKey, later.keyId) as PublicKey])).toEqual(['valid']);
  });

  it('is told to be sealed late, and refused where another record was put in', async () => {
    const late = await sealed(by, { sealedAt: '2026-11-20T10:00:00.000Z', late: { receiptSha256: 'ab' } });
    const report = await check({ bytes: await paper(by, late), keys });
    expect([report.verdict, report.notes.map(({ fault }) => fault)]).toEqual(['valid', ['late']]);
    const record = await sealed(by);
    const swapped = { ...record, document: canonical({ ...JSON.parse(record.document), subject: 'Otro' }) };
    expect(await look(await paper(by, swapped))).toEqual(['altered', 'record other-sum']);
  });
});

describe('a package', () => {
  it('is valid, whole: files, records, paper, history, anchors', async () => {
    const report = await check({ bytes: zip, keys });
    expect(told(report)).toEqual(['valid']);
    expect(Object.fromEntries(report.checked.map(({ what, count }) => [what, count]))).toEqual({
      ...{ manifest: 1, files: Object.keys(files).length, 'file-seal': 1, record: 2, history: 3, anchors: 1 },
    });
    expect(report.notes.map(({ part, fault }) => `${part} ${fault}`)).toEqual(['history withheld']);
  });

  it(
    'is altered wherever a byte of it is another',
    async () => {
      // Without its paper, which is looked at above: every byte of the rest, in time.
      const small = { ...files };
      delete small['acuse.pdf'];
      const bytes = await packed(by, small);
      const missed: number[] = [];
      for (let at = 0; at < bytes.length; at += AT_LENGTH ? 1 : 11) {
        const report = await check({ bytes: flipped(bytes, at), keys });
        if (report.verdict !== 'altered') missed.push(at);
      }
      expect(missed).toEqual([]);
      for (let cut = 1; cut < bytes.length; cut += AT_LENGTH ? 7 : 211)
        expect((await look(bytes.subarray(0, bytes.length - cut)))[0], `${cut}`).not.toBe('valid');
    },
    WHILE,
  );

  it.each([
    'LEEME.txt',
    'acuse.pdf',
    'registros/01-registration.json',
    'archivos/01-captura.txt',
    'historia.json',
    'anclas.json',
    'llaves.json',
  ])('names %s where it was put anew, sums of the container and all', async (name) => {
    const content = Buffer.from(files[name] ?? '');
    const at = Math.floor(content.length / 2);
    const bytes = await packed(by, { ...files, [name]: flipped(content, at) }, files);
    const report = await check({ bytes, keys });
    expect(report.verdict).toBe('altered');
    expect(report.findings.map(({ within }) => within)).toContain(name);
  });

  it('names what is missing, what was added and what was put twice', async () => {
    const { 'archivos/01-captura.txt': gone, ...rest } = files;
    void gone;
    expect(await look(await packed(by, rest, files))).toEqual(['altered', 'content missing archivos/01-captura.txt']);
    const more = { ...files, 'archivos/99-otro.txt': 'Otro' };
    expect(await look(await packed(by, more, files))).toEqual(['altered', 'content unlisted archivos/99-otro.txt']);
    const twice = await zipped({ 'LEEME.txt': 'a' });
    expect((await look(Buffer.concat([twice.subarray(0, 40), twice])))[0]).not.toBe('valid');
    // One whole entry put before another, and one said twice: the container is built again from what it holds.
    const names = Object.keys(files);
    const turned = Object.fromEntries([...names].reverse().map((name) => [name, files[name] ?? '']));
    expect(await look(await packed(by, turned))).toEqual(['valid']);
    const first = zip.subarray(0, zip.indexOf('PK\u0003\u0004', 4));
    expect((await look(Buffer.concat([first, zip])))[0]).toBe('altered');
    expect((await look(Buffer.concat([zip, Buffer.from('!')])))[0]).toBe('altered');
  });

  it('sealed again with a changed history is found by its chain and by its anchor', async () => {
    const history = String(files['historia.json']);
    const edited = { ...files, 'historia.json': history.replace('"n":2', '"n":3') };
    expect(await look(await packed(by, edited))).toEqual([
      'altered',
      'history chain historia.json',
      'history path anclas.json',
    ]);
    const parsed = JSON.parse(history) as { entries: unknown[] };
    const cut = { ...files, 'historia.json': canonical({ ...parsed, entries: parsed.entries.slice(0, 2) } as never) };
    expect((await look(await packed(by, cut)))[0]).toBe('altered');
  });
});

describe('its own few lines', () => {
  it('reckon SHA-256 as Node does, however the bytes come', () => {
    for (let length = 0; length < 300; length += 1) {
      const bytes = randomBytes(length);
      const expected = createHash('sha256').update(bytes).digest('hex');
      expect(sumOf(bytes)).toBe(expected);
      const half = Math.floor(length / 2);
      const pieces = new Sha256().add(bytes.subarray(0, half)).add(bytes.subarray(half)).digest();
      expect(Buffer.from(pieces).toString('hex')).toBe(expected);
    }
    expect(Buffer.from(sha256(new Uint8Array(1_000_003))).toString('hex')).toBe(
      createHash('sha256').update(new Uint8Array(1_000_003)).digest('hex'),
    );
  });

  it('undo the seals Node makes, of every length, and no others', () => {
    for (const modulusLength of [2048, 2056, 3072]) {
      const { privateKey, publicKey: open } = generateKeyPairSync('rsa', { modulusLength });
      const key = readSpki(open.export({ format: 'der', type: 'spki' }));
      if (key === null) throw new Error('no key');
      const text = randomBytes(50);
      const seal = sign('sha256', text, privateKey);
      expect(checkTextSeal(key, text, seal)).toBe('right');
      expect(checkTextSeal(key, Buffer.from('otro'), seal)).toBe('other-text');
      for (let at = 0; at < seal.length; at += 17) expect(checkTextSeal(key, text, flipped(seal, at))).toBe('broken');
      expect(checkTextSeal(key, text, sign('sha512', text, privateKey))).toBe('broken');
      expect(checkTextSeal(key, text, Buffer.concat([seal, Buffer.of(0)]))).toBe('broken');
    }
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;
    expect(readSpki(weak.export({ format: 'der', type: 'spki' }))).toBeNull();
  });

  it('inflate what zlib deflates, at every level, and stop where it is too much', () => {
    for (const level of [0, 1, 6, 9])
      for (const bytes of [Buffer.alloc(0), randomBytes(3_000), Buffer.alloc(70_000, 'abcabd'), Buffer.from('ñandú')])
        expect(Buffer.from(inflated(deflateSync(bytes, { level }), 100_000) ?? [1]).equals(bytes)).toBe(true);
    expect(inflated(deflateSync(Buffer.alloc(1_000_000)), 10_000)).toBeNull();
    // Whatever is wrong in it, it ends: with nothing, or with what zlib would not vouch for either.
    const packed = deflateSync(Buffer.from('De lunes a viernes, de nueve a tres. '.repeat(40)));
    for (let at = 0; at < packed.length; at += 1)
      for (const bit of [1, 4, 128]) {
        const other = Buffer.from(packed);
        other[at] = (other[at] ?? 0) ^ bit;
        const told = inflated(other, 100_000);
        expect(told === null || told.length <= 100_000).toBe(true);
      }
    for (let at = 0; at < 400; at += 1) inflated(Buffer.concat([Buffer.of(0x78, 0x9c), randomBytes(300)]), 100_000);
    expect(crc32(Buffer.from('123456789'))).toBe(nodeCrc32('123456789'));
  });

  it('read a key from PEM, DER and the list of a package', () => {
    const pem = `-----BEGIN PUBLIC KEY-----\n${by.publicKey.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END PUBLIC KEY-----\n`;
    for (const given of [Buffer.from(pem), by.publicKey, Buffer.from(String(files['llaves.json']))])
      expect(readKeys(given).map(({ fingerprint }) => fingerprint)).toEqual([sumOf(by.publicKey)]);
    expect(readKeys(Buffer.from('nada'))).toEqual([]);
  });

  it('hold by a key given bare', async () => {
    expect(await look(pdf, readKeys(by.publicKey))).toEqual(['valid']);
  });

  it('neither throw nor hang at bytes of no meaning, with our words among them', async () => {
    const starts = ['%PDF-1.7\n(registro.json) 1 0 obj <</EF <</F 1 0 R>>>> ', 'PK\u0003\u0004', '%MesaSello 1 '];
    for (let round = 0; round < 300; round += 1) {
      const start = starts[round % starts.length] ?? '';
      const bytes = Buffer.concat([
        Buffer.from(start),
        randomBytes(round * 7),
        Buffer.from('stream\n endstream %%EOF'),
      ]);
      expect((await check({ bytes, keys })).verdict).not.toBe('valid');
    }
  });

  it('neither throw nor hang at what is thrown at them', async () => {
    const odd = [
      ...[new Uint8Array(), randomBytes(2_000), Buffer.from('PK\u0003\u0004'), Buffer.alloc(5_000, 'PK\u0003\u0004')],
      ...[Buffer.from(`%PDF-1.7\n${'%MesaSello 1 '.repeat(5_000)}`), Buffer.alloc(100_000, '(registro.json) obj ')],
      await zipped({
        'manifiesto.json': `${'['.repeat(50_000)}`,
        'historia.json': '{"entries":{}}',
        'anclas.json': '[]',
      }),
      changed(zip, '\\"number\\":1', '\\"number\\":9'),
    ];
    for (const bytes of odd) expect((await check({ bytes, keys })).verdict).not.toBe('valid');
  });
});
