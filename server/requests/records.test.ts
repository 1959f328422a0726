/** The papers of a request's acts: what they say, what they enclose, and that they are the same bytes for ever. */
import { inflateSync } from 'node:zlib';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { uploadAttachment } from '#contract/attachments.ts';
import { readCatalogue, readDeskLists } from '#contract/catalogue.ts';
import { downloadRequestRecord, listRequestRecords, type SealedRecordView } from '#contract/records.ts';
import { acceptSolution, fileRequest, readReceipt, resolveRequest, takeRequest } from '#contract/requests.ts';
import { canonical, type Json } from '#server/shared/canonical.ts';
import { sha256 } from '#server/shared/ids.ts';
import { recordsHeld } from '#tests/kit/records.ts';
import { type Settled, settle } from '#tests/security/settled.ts';

const EVIL = '</x> ) Tj /JS (app.alert(1)) <img src="file:///etc/passwd"> php://filter ñandú Ĥ';
let desk: Settled;
let rosa: string;
let stranger: string;
let id: string;
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
