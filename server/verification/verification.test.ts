/** Verification without an account: what it says, what it never says, and the verifiers that go on without us. */
import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCatalogue } from '#contract/catalogue.ts';
import { downloadRequestRecord, listRequestRecords } from '#contract/records.ts';
import { fileRequest } from '#contract/requests.ts';
import {
  downloadSealKeys,
  downloadVerifierPage,
  downloadVerifierScript,
  listSealKeys,
  verifyByCode,
} from '#contract/verification.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { check } from '#verifier/check.ts';
import { keysOfList, readKeys } from '#verifier/keys.ts';

let desk: Settled;
let code: string;
let pdf: Buffer;
let folder: string;

beforeAll(async () => {
  desk = await settle();
  await desk.person({ email: 'rosa.canul@gobierno.example', roles: ['requester'] });
  const rosa = await desk.enter('rosa.canul@gobierno.example');
  const { areas } = (await desk.call(readCatalogue, { session: rosa })).reply;
  const filed = await desk.call(fileRequest, {
    session: rosa,
    body: {
      ...{
        draftId: null,
        subject: 'Asunto secreto',
        description: 'Descripción secreta',
        serviceId: null,
        attachments: [],
      },
      areaId: areas[0]?.id as (typeof areas)[number]['id'],
      place: { building: '', floor: '', office: '', phone: '' },
    },
  });
  expect(filed.status, filed.raw.body).toBe(201);
  const params = { ref: filed.reply.id };
  const [record] = (await desk.call(listRequestRecords, { session: rosa, params })).reply.records;
  if (record === undefined) throw new Error('no record');
  code = record.code;
  const paper = await desk.call(downloadRequestRecord, { session: rosa, params: { ...params, record: record.id } });
  pdf = paper.raw.bytes;
  folder = await mkdtemp(join(tmpdir(), 'mesa-verifier-'));
  await writeFile(join(folder, 'acuse.pdf'), pdf);
});
afterAll(() => desk.close());

describe('by code', () => {
  it.each([
    ['as it is printed', (printed: string) => printed],
    ['in small letters, without hyphens', (printed: string) => printed.toLowerCase().replaceAll('-', '')],
    [
      'with letters for the digits they look like',
      (printed: string) => printed.replaceAll('0', 'o').replaceAll('1', 'l'),
    ],
  ])('%s, it says what anybody may know, and no name, subject or text', async (_how, write) => {
    const { reply, raw } = await desk.call(verifyByCode, { body: { code: write(code) } });
    expect(reply).toMatchObject({
      verdict: 'valid',
      record: {
        ...{ act: 'registration', code, state: 'registered', signerOffice: 'Titular del Poder Ejecutivo' },
        governmentName: 'Gobierno del Estado de Ejemplo',
      },
    });
    for (const secret of ['Rosa', 'Canul', 'secret', 'rosa.canul']) expect(raw.body).not.toContain(secret);
  });

  it('does not know what nobody issued, nor what cannot be a code', async () => {
    for (const typed of ['ABCD-EFGH-JKMN-PQRS', 'nada', "' or 1=1 --"])
      expect((await desk.call(verifyByCode, { body: { code: typed } })).reply).toEqual({
        verdict: 'unknown',
        record: null,
      });
  });

  it('is not asked without end', async () => {
    const statuses = new Set<number>();
    for (let each = 0; each < 610; each += 1)
      statuses.add((await desk.call(verifyByCode, { body: { code: 'nada' } })).status);
    expect([...statuses]).toEqual([200, 429]);
  });
});

describe('without this desk', () => {
  it('a real receipt is valid by the keys it gives away, and altered by one byte', async () => {
    const { keys } = (await desk.call(listSealKeys)).reply;
    expect(keys).toMatchObject([{ id: desk.house.sealing.keyId, endorsedBy: null }]);
    expect((await check({ bytes: pdf, keys: keysOfList(keys) })).verdict).toBe('valid');
    const pem = (await desk.call(downloadSealKeys)).raw.bytes;
    expect((await check({ bytes: pdf, keys: readKeys(pem) })).verdict).toBe('valid');
    const other = Buffer.from(pdf);
    other[900] = (other[900] ?? 0) ^ 1;
    expect((await check({ bytes: other, keys: keysOfList(keys) })).verdict).toBe('altered');
  });

  it('the script says so too, and answers a code a program can read', async () => {
    const script = await desk.call(downloadVerifierScript);
    expect(script.status).toBe(200);
    const path = join(folder, 'verificar.mjs');
    await writeFile(path, script.raw.bytes);
    const ran = (at: string, words: readonly string[]) =>
      promisify(execFile)(process.execPath, [at, ...words], { env: { ...process.env, LANG: 'es_MX.UTF-8' } }).then(
        ({ stdout }) => ({ code: 0, stdout }),
        (error: { code: number; stdout: string }) => error,
      );
    const run = (...words: string[]) => ran(path, words);
    expect(await run(join(folder, 'acuse.pdf'))).toMatchObject({ code: 0, stdout: expect.stringContaining(code) });
    const other = Buffer.from(pdf);
    other[900] = (other[900] ?? 0) ^ 1;
    await writeFile(join(folder, 'otro.pdf'), other);
    expect(await run(join(folder, 'acuse.pdf'), join(folder, 'otro.pdf'))).toMatchObject({ code: 1 });
    await writeFile(join(folder, 'nada.pdf'), 'nada');
    expect(await run(join(folder, 'nada.pdf'))).toMatchObject({ code: 2 });
    // What is not there is no news of what is.
    expect(await run(join(folder, 'acuse.pdf'), join(folder, 'falta.pdf'))).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('falta.pdf: No se puede leer'),
    });
    // By a key given beside it, of an institution whose script this is not.
    const away = join(folder, 'de-otra.mjs');
    const empty = script.raw.bytes.toString('utf8').replace(/"\[\{\\"id\\".*?\}\]"/, '"[]"');
    await writeFile(away, empty);
    const pem = join(folder, 'llaves.pem');
    await writeFile(pem, (await desk.call(downloadSealKeys)).raw.bytes);
    const withKey = (...words: string[]) => ran(away, words);
    expect(await withKey(join(folder, 'acuse.pdf'))).toMatchObject({ code: 2 });
    expect(await withKey(join(folder, 'acuse.pdf'), '--llave', pem)).toMatchObject({ code: 0 });
    expect(await withKey(join(folder, 'acuse.pdf'), '--llave', join(folder, 'nada.pdf'))).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('no trae una llave'),
    });
  });

  it('the page is one file: it names no address and asks the network for nothing', async () => {
    const page = (await desk.call(downloadVerifierPage)).raw.bytes.toString('utf8');
    expect(page).toContain(desk.house.sealing.publicKey.toString('base64'));
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/(?:src|href)=|https?:\/\/(?!mesa\.example)[a-z]|fetch\(|XMLHttpRequest|import\(/);
  });
});
