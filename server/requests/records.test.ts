/** The papers of a request's acts: what they say, what they enclose, and that they are the same bytes for ever. */
import { inflateSync } from 'node:zlib';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { uploadAttachment } from '#contract/attachments.ts';
import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import { certifyRequest, downloadRequestRecord, listRequestRecords, type SealedRecordView } from '#contract/records.ts';
import {
  acceptSolution,
  fileRequest,
  readReceipt,
  readRequest,
  resolveRequest,
  takeRequest,
} from '#contract/requests.ts';
import { verifyByCode } from '#contract/verification.ts';
import { canonical, type Json } from '#server/shared/canonical.ts';
import { newSecret, sha256 } from '#server/shared/ids.ts';
import { recordsHeld } from '#tests/kit/records.ts';
import { type Settled, settle } from '#tests/security/settled.ts';

const EVIL = '</x> ) Tj /JS (app.alert(1)) <img src="file:///etc/passwd"> php://filter ñandú Ĥ';
let desk: Settled;
let rosa: string;
let stranger: string;
let id: string;
let areaOf: string;
let papers: { record: SealedRecordView; pdf: Buffer }[];

const signedIn = async (email: string, roles: Parameters<Settled['person']>[0]['roles'], teamIds: string[] = []) => {
  await desk.person({ email, roles, teamIds });
  return desk.enter(email);
};

async function textOf(pdf: Buffer): Promise<string> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const pages = Array.from({ length: document.getPageCount() }, (_, index) => document.getPage(index).getText());
  document.destroy();
  library.destroy();
  return pages.join('\n').replace(/\s+/g, ' ');
}

const AGAIN = () => ({
  ...{
    draftId: null,
    subject: 'Otra impresora',
    description: 'La otra tampoco imprime.',
    serviceId: null,
    attachments: [],
  },
  ...{ areaId: areaOf as never, place: { building: '', floor: '', office: '', phone: '' } },
});

/** Streams of the file, unpacked. */
const streamsOf = (pdf: Buffer): string[] =>
  [...pdf.toString('latin1').matchAll(/stream\n([\s\S]*?)\nendstream/g)].flatMap(([, body = '']) => {
    try {
      return [inflateSync(Buffer.from(body, 'latin1')).toString('utf8')];
    } catch {
      return [];
    }
  });

beforeAll(async () => {
  desk = await settle();
  const { areas } = (await desk.call(readCatalogue, { session: desk.admin })).reply;
  const areaId = areas.find((area) => area.code === 'ST')?.id as (typeof areas)[number]['id'];
  areaOf = String(areaId);
  const owner = await signedIn('dsg@gobierno.example', ['service_owner', 'requester']);
  const { teams } = (await desk.call(readDeskLists, { session: owner })).reply;
  rosa = await signedIn('rosa.canul@gobierno.example', ['requester']);
  stranger = await signedIn('jorge.balam@gobierno.example', ['requester']);
  const agent = await signedIn(
    'laura.mendoza@gobierno.example',
    ['agent', 'requester'],
    [String(teams.find((team) => team.areaId === areaId)?.id)],
  );
  const bytes = Buffer.from('Lo que dice la pantalla');
  const upload = await desk.call(uploadAttachment, { session: rosa, query: { name: 'pantalla.txt' }, upload: bytes });
  const filed = await desk.call(fileRequest, {
    session: rosa,
    body: {
      ...{ draftId: null, subject: 'La impresora no imprime', areaId, serviceId: null },
      description: `Desde el viernes no imprime.\n\n${EVIL}`,
      place: { building: 'Edificio A', floor: '2', office: 'Recursos Humanos', phone: '' },
      attachments: [upload.reply.id],
    },
  });
  expect(filed.status, filed.raw.body).toBe(201);
  id = filed.reply.id;
  const on = { params: { id: filed.reply.id } };
  await desk.call(takeRequest, { session: agent, ...on, body: {} });
  const solved = await desk.call(resolveRequest, {
    session: agent,
    ...on,
    body: { solution: 'Se cambió el tóner y ya imprime.', closureCode: 'solved', attachments: [] },
  });
  expect(solved.status, solved.raw.body).toBe(200);
  expect((await desk.call(acceptSolution, { session: rosa, ...on, body: {} })).status).toBe(200);
  papers = await recordsHeld(desk, {
    ...{ list: listRequestRecords, download: downloadRequestRecord },
    ...{ session: rosa, stranger, of: { ref: id } },
  });
});
afterAll(() => desk.close());

it('each act has its own, in the order of the acts', () => {
  expect(papers.map(({ record }) => record.act)).toEqual(['registration', 'solution', 'closing']);
});

it('the receipt says all that was registered, with its cadena, its seal and its code', async () => {
  const receipt = (await desk.call(readReceipt, { session: rosa, params: { ref: id as never } })).reply;
  const [{ record, pdf } = { record: null, pdf: Buffer.alloc(0) }] = papers;
  const text = await textOf(pdf);
  for (const words of [
    ...['Acuse de solicitud oficial', receipt.folio, receipt.requesterName, receipt.positionName, receipt.agencyName],
    ...[receipt.subject, 'Desde el viernes no imprime.', 'pantalla.txt', record?.code ?? '', receipt.levelName],
    ...[receipt.governmentName, receipt.hostAgencyName, 'Página 1 de'],
  ])
    expect(text).toContain(words);
  const tight = text.replace(/ /g, '');
  for (const words of [
    receipt.cadena,
    receipt.seal,
    receipt.keyId,
    EVIL.replace('Ĥ', 'H'),
    receipt.attachments[0]?.sha256 ?? '-',
  ])
    expect(tight).toContain(words.replace(/ /g, ''));
});

it('it encloses the record, byte for byte, and its proof', () => {
  for (const { record, pdf } of papers) {
    const streams = streamsOf(pdf);
    const document = streams.find((each) => sha256(each).toString('hex') === record.sha256) ?? '';
    expect(canonical(JSON.parse(document) as Json)).toBe(document);
    const proof = JSON.parse(streams.find((each) => each.includes('"mesa-prueba/1"')) ?? '{}') as {
      [key: string]: string;
    };
    expect(proof).toMatchObject({ recordSha256: record.sha256, code: record.code, keyId: record.keyId });
    expect(pdf.toString('latin1').match(/\/Type \/Filespec/g)).toHaveLength(2);
  }
});

it('V69: nothing written in a request is obeyed by a reader', () => {
  for (const { pdf } of papers) {
    const obeyed = pdf
      .toString('latin1')
      .replace(/stream\n[\s\S]*?\nendstream/g, '')
      .replace(/\((?:\\.|[^\\)])*\)/g, '()');
    expect(obeyed).not.toMatch(/\/(JS|JavaScript|Launch|URI|OpenAction|AA|SubmitForm|GoToR|RichMedia)\b/);
  }
});

it('a constancia has a folio of its own, says how the request stands and which acts are sealed, and moves nothing', async () => {
  const params = { ref: id };
  const before = (await desk.call(readRequest, { session: rosa, params })).reply;
  const key = newSecret();
  const asked = await desk.call(certifyRequest, { session: rosa, params, key });
  expect(asked.status, asked.raw.body).toBe(201);
  expect(asked.reply).toMatchObject({ act: 'certificate', folio: 'DTI/CO/2026/000001', withheld: false });
  // The answer was lost on the way: asked again, it is the same one.
  expect((await desk.call(certifyRequest, { session: rosa, params, key })).reply).toEqual(asked.reply);
  const second = await desk.call(certifyRequest, { session: rosa, params });
  expect(second.reply.folio).toBe('DTI/CO/2026/000002');
  const after = (await desk.call(readRequest, { session: rosa, params })).reply;
  expect([after.version, after.state]).toEqual([before.version, before.state]);
  expect(after.timeline.filter(({ fact }) => fact === 'request.certified')).toHaveLength(2);
  const paper = await desk.call(downloadRequestRecord, {
    session: rosa,
    params: { ...params, record: asked.reply.id },
  });
  const text = await textOf(paper.raw.bytes);
  for (const said of [
    ...['Constancia', 'DTI/CO/2026/000001', 'hace constar', 'DTI/SS/2026/000001', 'Se cambió el tóner y ya imprime.'],
    ...['Acuse de solicitud oficial', 'Respuesta: solicitud atendida', 'Respuesta: fin de la solicitud', 'Cerrada'],
  ])
    expect(text).toContain(said);
  for (const { record } of papers) expect(text.replaceAll(' ', '')).toContain(record.sha256);
  const verified = (await desk.call(verifyByCode, { body: { code: asked.reply.code } })).reply;
  expect(verified).toMatchObject({ verdict: 'valid', record: { act: 'certificate', folio: 'DTI/CO/2026/000001' } });
  expect((await desk.call(certifyRequest, { session: stranger, params })).status).toBe(404);
  const other = (await desk.call(fileRequest, { session: rosa, body: AGAIN() })).reply.id;
  const clash = await desk.call(certifyRequest, { session: rosa, params: { ref: other }, key });
  expect([clash.status, clash.problem.code]).toEqual([409, 'idempotency.mismatch']);
});
