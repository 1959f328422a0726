/** The dossier: everything of a request, that verifies without us; to each reader as much as they may know. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { uploadAttachment } from '#contract/attachments.ts';
import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import { downloadDossier, downloadFullRecord, measureDossier } from '#contract/dossiers.ts';
import { fileRequest, postMessage, postNote, resolveRequest, takeRequest } from '#contract/requests.ts';
import { downloadSealKeys, listSealKeys } from '#contract/verification.ts';
import { DAY } from '#server/shared/clock.ts';
import { Fault } from '#server/shared/fault.ts';
import { newId } from '#server/shared/ids.ts';
import { openSealing } from '#server/shared/sealing.ts';
import { sizeOfZip } from '#server/shared/stored-zip.ts';
import { type Settled, settle } from '#tests/security/settled.ts';
import { check } from '#verifier/check.ts';
import { keysOfList } from '#verifier/keys.ts';
import { unzip } from '#verifier/zip.ts';
import { anchorDue } from '../anchors/index.ts';
import { replaceSealKey } from '../records/index.ts';

let desk: Settled;
let rosa: string;
let stranger: string;
let agent: string;
let id: string;
const EMAILS = [
  'rosa.canul@gobierno.example',
  'jorge.balam@gobierno.example',
  'laura.mendoza@gobierno.example',
] as const;

let keys: ReturnType<typeof keysOfList>;
const stored = (name: string, bytes: number) => ({ name, bytes, crc32: 0, open: () => [] });
const take = (session: string, ref = id) => desk.call(downloadDossier, { session, params: { ref: ref as never } });

beforeAll(async () => {
  desk = await settle();
  const { areas } = (await desk.call(readCatalogue, { session: desk.admin })).reply;
  const areaId = areas.find((area) => area.code === 'ST')?.id as (typeof areas)[number]['id'];
  await desk.person({ email: 'dsg@gobierno.example', roles: ['service_owner', 'requester'] });
  const { teams } = (await desk.call(readDeskLists, { session: await desk.enter('dsg@gobierno.example') })).reply;
  const teamIds = [String(teams.find((team) => team.areaId === areaId)?.id)];
  await desk.person({ email: EMAILS[0], roles: ['requester'] });
  await desk.person({ email: EMAILS[1], roles: ['requester'] });
  await desk.person({ email: EMAILS[2], roles: ['agent', 'requester'], teamIds });
  const enter = async () => {
    [rosa, stranger, agent] = (await Promise.all(EMAILS.map((email) => desk.enter(email)))) as [string, string, string];
  };
  await enter();
  const name = 'pantalla con ñ: y más.txt';
  const bytes = Buffer.from('Lo que dice la pantalla');
  const file = (await desk.call(uploadAttachment, { session: rosa, query: { name }, upload: bytes })).reply;
  const filed = await desk.call(fileRequest, {
    session: rosa,
    body: {
      ...{ draftId: null, subject: 'No imprime', description: 'Desde el viernes no imprime.', areaId, serviceId: null },
      ...{ place: { building: 'A', floor: '2', office: 'Recursos', phone: '' }, attachments: [file.id] },
    },
  });
  expect(filed.status, filed.raw.body).toBe(201);
  id = filed.reply.id;
  const on = { params: { id: filed.reply.id } };
  await desk.call(takeRequest, { session: agent, ...on, body: {} });
  await desk.call(postNote, { session: agent, ...on, body: { text: 'Solo para la mesa', attachments: [] } });
  await desk.call(postMessage, { session: agent, ...on, body: { text: 'Voy para allá.', attachments: [] } });
  // What was filed is sealed by one key, its answer by the next.
  await replaceSealKey(desk.house, null);
  Object.assign(desk.house.sealing, await openSealing(desk.house.secrets, desk.house.settings.publicUrl));
  keys = keysOfList((await desk.call(listSealKeys)).reply.keys);
  const body = { solution: 'Se cambió el tóner.', closureCode: 'solved', attachments: [] };
  await desk.call(resolveRequest, { session: agent, ...on, body });
  desk.clock.advance(DAY);
  await anchorDue(desk.house);
  await enter();
});
afterAll(() => desk.close());

describe('the package', () => {
  it('verifies whole, without us, with its history led to its anchor', async () => {
    const { status, raw } = await take(rosa);
    expect(status).toBe(200);
    const report = await check({ bytes: raw.bytes, keys });
    expect([report.verdict, report.findings]).toEqual(['valid', []]);
    expect(unzip(raw.bytes).entries.map(({ name }) => name)).toEqual([
      ...['LEEME.txt', 'expediente.pdf', 'acuse.pdf'],
      ...['registros/01-registration.json', 'registros/01-registration.prueba.json'],
      ...['registros/02-solution.json', 'registros/02-solution.prueba.json'],
      ...['archivos/01-pantalla con ñ_ y más.txt', 'historia.json', 'anclas.json', 'llaves.json'],
      ...['manifiesto.json', 'manifiesto.sello'],
    ]);
    expect(report.checked.find(({ what }) => what === 'anchors')?.count).toBe(1);
    expect(report.notes.map(({ fault }) => fault)).not.toContain('not-anchored');
  });

  it('has one byte changed in any of its files: it is named', async () => {
    const { bytes } = (await take(rosa)).raw;
    const { entries } = unzip(bytes);
    for (const { name, content } of entries) {
      const at = content.byteOffset - bytes.byteOffset + Math.floor(content.length / 2);
      const other = Buffer.from(bytes);
      other[at] = (other[at] ?? 0) ^ 1;
      const report = await check({ bytes: other, keys });
      expect([name, report.verdict]).toEqual([name, 'altered']);
      expect(
        report.findings.some(({ within }) => within === name),
        name,
      ).toBe(true);
    }
  });

  it('says with each seal which key it is by, and its commands check it with openssl alone', async () => {
    expect(keys).toHaveLength(2);
    const folder = mkdtempSync(join(tmpdir(), 'mesa-dossier-'));
    const write = (name: string, content: Uint8Array) => {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    };
    for (const { name, content } of unzip((await take(rosa)).raw.bytes).entries) write(name, content);
    write('llaves.pem', (await desk.call(downloadSealKeys)).raw.bytes);
    const said = readFileSync(join(folder, 'LEEME.txt'), 'utf8');
    for (const { id: keyId } of keys) expect(said).toMatch(new RegExp(`^ {5}${keyId}: .`, 'm'));
    const commands = said.match(/^ {7}\S.*$/gm)?.join('\n') ?? '';
    const run = () =>
      execFileSync('bash', ['-c', commands.replaceAll('/tmp/', './')], { cwd: folder, encoding: 'utf8' });
    const right = run();
    expect(right.match(/Verified OK/g)).toHaveLength(3);
    expect(right.match(/la huella coincide/g)).toHaveLength(2);
    expect(right.match(/: OK$/gm)?.length).toBeGreaterThan(8);
    write('registros/02-solution.json', Buffer.from('{}'));
    expect(() => run()).not.toThrow();
    expect(run()).toMatch(/LA HUELLA NO COINCIDE/);
    rmSync(folder, { recursive: true });
  });

  it('has what the reader may know: notes of the desk only go to the desk, as hashes to the requester', async () => {
    const text = async (session: string) => {
      const { entries } = unzip((await take(session)).raw.bytes);
      const history = entries.find(({ name }) => name === 'historia.json');
      return JSON.parse(Buffer.from(history?.content ?? []).toString('utf8')) as { entries: { fact?: string }[] };
    };
    const [mine, theirs] = [await text(rosa), await text(agent)];
    expect(mine.entries).toHaveLength(theirs.entries.length);
    expect(mine.entries.filter(({ fact }) => fact === undefined).length).toBeGreaterThan(0);
    expect(theirs.entries.filter(({ fact }) => fact === undefined)).toEqual([]);
    expect((await check({ bytes: (await take(agent)).raw.bytes, keys })).verdict).toBe('valid');
  });

  it('is given to nobody else, and asked for again where too many papers wait', async () => {
    expect([(await take(stranger)).status, (await take(rosa, newId())).status]).toEqual([404, 404]);
    const busy = () =>
      vi.spyOn(desk.house.press, 'print').mockRejectedValueOnce(new Fault('workshop.busy', {}, { retryAfter: 5 }));
    busy();
    expect((await take(rosa)).problem.code).toBe('workshop.busy');
    busy();
    const paper = (session: string) => desk.call(downloadFullRecord, { session, params: { ref: id as never } });
    expect((await paper(rosa)).problem.code).toBe('workshop.busy');
    expect((await paper(stranger)).status).toBe(404);
    const { status, raw } = await paper(rosa);
    expect(status).toBe(200);
    const report = await check({ bytes: raw.bytes, keys });
    expect([report.verdict, report.notes.map(({ fault }) => fault)]).toEqual(['valid', ['no-record']]);
  });

  it('is refused before anything is read where one ZIP cannot hold it', async () => {
    const size = (bytes: number) =>
      desk.house.store.aside('upload', (db) => sql`update attachments set bytes = ${bytes}`.execute(db));
    await size(2 ** 32);
    const { status, problem } = await take(rosa);
    expect([status, problem.code]).toEqual([422, 'package.too-large']);
    const measure = (session: string) => desk.call(measureDossier, { session, params: { ref: id as never } });
    expect((await measure(rosa)).reply).toEqual({ files: 1, bytes: 2 ** 32, fits: false });
    await size(23);
    expect((await measure(agent)).reply).toEqual({ files: 1, bytes: 23, fits: true });
    expect((await measure(stranger)).status).toBe(404);
    expect(() => sizeOfZip(Array.from({ length: 3 }, (_none, at) => stored(`${at}`, 2 ** 31)))).toThrow(
      'package.too-large',
    );
    expect(() => sizeOfZip(Array.from({ length: 2 ** 16 }, (_none, at) => stored(`${at}`, 1)))).toThrow(
      'package.too-large',
    );
  });
});
