import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { canonical } from '#server/shared/canonical.ts';
import { entriesOf } from '#server/shared/history.ts';
import { sha256 } from '#server/shared/ids.ts';
import { system } from '#server/shared/policy.ts';
import { isSealOf, newSealKey, openSealing, readSealKey } from '#server/shared/sealing.ts';
import { openSecrets } from '#server/shared/secrets.ts';
import { openTestHouse, type TestHouse } from '#tests/kit/house.ts';
import {
  endorsementOf,
  factOf,
  openingRecord,
  readCode,
  recordByCode,
  recordsOf,
  replaceSealKey,
  type SealedRecord,
  sealKeys,
  sealLate,
  sealRecord,
} from './index.ts';

const HEAD = {
  governmentName: 'Gobierno del Estado de Ejemplo',
  hostAgencyName: 'Secretaría de Administración',
  ownerUnit: 'DSG',
  operatorUnit: 'DTI',
  timeZone: 'America/Mexico_City',
  legend: null,
  logoSha256: null,
} as const;
const AGENCY = { acronym: 'SEFOME', name: { es: 'Secretaría de Fomento' } };
const SUBJECT = '01900000-0000-7000-8000-000000000001';

const pem = { format: 'pem', type: 'pkcs8' } as const;
const SHORT = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export(pem).toString();
const ELLIPTIC = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export(pem).toString();

let desk: TestHouse;
beforeAll(async () => {
  desk = await openTestHouse();
});
afterAll(() => desk.close());

const seal = (subjectId: string, content: object = {}): Promise<SealedRecord> =>
  desk.house.store.change(system('test'), async (work) => {
    const record = await sealRecord(work, {
      ...{ subjectId, act: 'solution', folio: 'DTI/SS/2026/000101', head: HEAD, agency: AGENCY },
      content: content as never,
    });
    await work.record({ stream: `request:${subjectId}`, fact: 'request.resolved', data: factOf(record) });
    return record;
  });

describe('a sealed record', () => {
  test('can be checked with the public key and nothing of ours', async () => {
    const made = await seal(SUBJECT, { statement: 'Se cambió la fuente de poder. Ñandú — “comillas”' });
    const [kept] = await recordsOf(desk.house.store.read, SUBJECT);
    expect(kept).toEqual(made);
    const [key] = await sealKeys(desk.house.store.read);
    const publicKey = createPublicKey({ key: key?.publicKey ?? Buffer.alloc(0), format: 'der', type: 'spki' });
    expect(verify('sha256', Buffer.from(made.cadena), publicKey, made.seal)).toBe(true);
    expect(sha256(made.document)).toEqual(made.sha256);
    expect(made.cadena).toBe(
      `||1.0|RESPUESTA|DTI/SS/2026/000101|2026-11-23T10:00:00-06:00|SEFOME||${key?.id}|${made.sha256.toString('hex')}||`,
    );
    expect(key?.id).toBe(
      sha256(key?.publicKey ?? '')
        .toString('hex')
        .slice(0, 20),
    );
  });

  test('holds in its document all that its paper prints, in the RFC 8785 form', async () => {
    const made = await seal(SUBJECT.replace(/1$/, '2'), { statement: 'Listo' });
    const document = JSON.parse(made.document);
    expect(canonical(document)).toBe(made.document);
    expect(document).toMatchObject({
      ...{ version: '2.0', type: 'RESPUESTA', act: 'solution', folio: 'DTI/SS/2026/000101', ...HEAD },
      ...{ actedAt: '2026-11-23T16:00:00.000Z', sealedAt: '2026-11-23T16:00:00.000Z', previousAnchor: null },
      ...{ agencyName: 'Secretaría de Fomento', agencyAcronym: 'SEFOME', statement: 'Listo' },
    });
    expect(readCode(document.code)).toBe(made.code);
    expect(document.verifyAt).toBe(`${desk.house.settings.publicUrl}/verificar/${document.code}`);
    expect(await recordByCode(desk.house.store.read, made.code)).toEqual(made);
    expect(await recordByCode(desk.house.store.read, '0000000000000000')).toBeUndefined();
  });

  test('is not there when its act is undone', async () => {
    const id = SUBJECT.replace(/1$/, '3');
    await expect(
      desk.house.store.change(system('test'), async (work) => {
        await sealRecord(work, {
          ...{ subjectId: id, act: 'closing', folio: 'DTI/SS/2026/000102', head: HEAD, agency: AGENCY, content: {} },
        });
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    expect(await recordsOf(desk.house.store.read, id)).toEqual([]);
  });

  test.each([
    "update sealed_records set folio = 'DTI/SS/2026/999999'",
    'delete from sealed_records',
    'truncate sealed_records',
    "update seal_keys set id = 'ffffffffffffffffffff'",
    'delete from seal_keys',
    'truncate seal_keys cascade',
  ])('is changed by nobody of the program: %s', async (statement) => {
    const attempt = desk.house.store.aside('sweep', (db) => sql.raw(statement).execute(db));
    await expect(attempt).rejects.toThrow(/permission denied/);
  });
});

describe('what was filed before there were seals', () => {
  test('is sealed once, word for word, and says that the seal is later', async () => {
    const subjectId = SUBJECT.replace(/1$/, '4');
    const registeredAt = '2026-03-02T15:04:05.000Z';
    const before = canonical({
      ...{ version: '1.0', type: 'SOLICITUD', folio: 'DTI/SS/2026/000007', registeredAt, agencyName: 'De antes' },
      ...{ governmentName: 'Gobierno de entonces', subject: 'No enciende', timeZone: 'America/Mexico_City' },
    });
    await desk.house.store.aside('sweep', (db) =>
      db
        .insertInto('receipts')
        .values({
          ...{ subject_id: subjectId, folio: 'DTI/SS/2026/000007', issued_at: new Date(registeredAt) },
          ...{ document: before, sha256: sha256(before) },
        })
        .execute(),
    );
    expect(await sealLate(desk.house)).toBe(1);
    expect(await sealLate(desk.house)).toBe(0);
    const record = await openingRecord(desk.house, subjectId);
    expect(JSON.parse(record?.document ?? '')).toMatchObject({
      ...{ act: 'registration', type: 'SOLICITUD', subject: 'No enciende', governmentName: 'Gobierno de entonces' },
      ...{ actedAt: registeredAt, sealedAt: '2026-11-23T16:00:00.000Z', agencyName: 'De antes' },
      late: { receiptSha256: sha256(before).toString('hex') },
    });
    expect(record?.cadena).toContain('|2026-03-02T09:04:05-06:00|');
    const [entry] = await entriesOf(desk.house.store.read, `receipt:${subjectId}`);
    expect(entry?.data).toMatchObject({ recordId: record?.id, recordSha256: record?.sha256.toString('hex') });
  });
});

describe('the key', () => {
  test('gives way to another, says so, and is kept to check by', async () => {
    const former = desk.house.sealing;
    const { key } = await replaceSealKey(desk.house, null);
    const keys = await sealKeys(desk.house.store.read);
    expect(keys.map(({ id }) => id).sort()).toEqual([former.keyId, key.id].sort());
    const kept = keys.find(({ id }) => id === key.id);
    expect(kept?.endorsedBy).toBe(former.keyId);
    expect(isSealOf(former.publicKey, endorsementOf(key), kept?.endorsement ?? '')).toBe(true);
    const next = await openSealing(openSecrets(desk.house.settings.secretsDir), 'https://mesa.example');
    expect(next.keyId).toBe(key.id);
    expect(isSealOf(next.publicKey, 'palabras', await next.sign('palabras'))).toBe(true);
    expect(isSealOf(next.publicKey, 'palabras', await former.sign('palabras'))).toBe(false);
  });

  test('is RSA of 2048 bits or more, and its certificate is its own', async () => {
    expect(() => readSealKey('no es una llave', null)).toThrow(/seal-key/);
    expect(() => readSealKey(SHORT, null)).toThrow(/2048/);
    expect(() => readSealKey(ELLIPTIC, null)).toThrow(/RSA/);
    await expect(newSealKey().then((pem) => readSealKey(pem, 'nada'))).rejects.toThrow(/seal-certificate/);
  });
});
