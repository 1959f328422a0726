/** The package: everything of a request in one ZIP that verifies without us (decision 53, "Package"). */
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { paperOf, proofOf, type SealedRecord } from '../records/index.ts';
import type { Which } from '../requests/index.ts';
import { canonical, type Json } from '../shared/canonical.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { FileAnswer } from '../shared/http/answer.ts';
import { sha256 } from '../shared/ids.ts';
import type { Actor } from '../shared/policy.ts';
import { type Stored, sizeOfZip, storedZip } from '../shared/stored-zip.ts';
import { drawFullRecord, nameOf } from './full-record.ts';
import { anchorsJson, type Gathered, gather, historyJson, opened } from './gather.ts';
import { plainName } from './plain-name.ts';
import { readme } from './readme.ts';
import { measured } from './size.ts';

type Listed = Stored & { readonly sha256: string };

/** `workshop.busy` when too many papers wait to be drawn; `package.too-large` of what one ZIP cannot hold. */
export async function downloadDossier(house: House, actor: Actor, which: Which): Promise<FileAnswer> {
  const given = await gather(house, actor, which);
  // Before anything is drawn, and before gigabytes are read for their sums.
  if (!measured(given.files).fits) throw new Fault('package.too-large');
  const files = [
    ...(await papersOf(house, given)),
    ...(await filesOf(house, given)),
    ...(await proofsOf(house, given)),
  ];
  const all = [...files, ...(await manifestOf(house, { given, files }))];
  return new FileAnswer({
    name: `${nameOf(given.request.folio)}.zip`,
    bytes: sizeOfZip(all),
    content: Readable.from(storedZip(all)),
  });
}

const held = (name: string, content: string | Buffer): Listed => {
  const bytes = Buffer.from(content);
  return { name, bytes: bytes.length, crc32: crc32(bytes), sha256: sha256(bytes).toString('hex'), open: () => [bytes] };
};

/** `registros/01-registration` */
const pathOf = ({ act }: SealedRecord, index: number): string =>
  `registros/${String(index + 1).padStart(2, '0')}-${act}`;

async function papersOf(house: House, given: Gathered): Promise<Listed[]> {
  const { records, keys, request, institution, madeAt } = given;
  const at = new Intl.DateTimeFormat('es-MX', {
    ...{ dateStyle: 'long', timeStyle: 'short', timeZone: institution.timeZone },
  } as Intl.DateTimeFormatOptions).format(madeAt);
  const address = `${house.settings.publicUrl}/verificar`;
  const receipt = records.find(({ act }) => act === 'registration');
  const seals = [
    { name: 'manifiesto.sello', keyId: house.sealing.keyId },
    ...records.map((record, index) => ({ name: `${pathOf(record, index)}.prueba.json`, keyId: record.keyId })),
  ];
  const listed = [
    held('LEEME.txt', readme(given, { at, address, seals })),
    held('expediente.pdf', await drawFullRecord(house, given)),
  ];
  if (receipt !== undefined) listed.push(held('acuse.pdf', await wholeOf((await paperOf(house, receipt)).content)));
  for (const [index, record] of records.entries()) {
    const key = keys.find(({ id }) => id === record.keyId);
    if (key === undefined) throw new Error(`a record of ${request.folio} sealed by a key nobody knows`);
    listed.push(held(`${pathOf(record, index)}.json`, record.document));
    listed.push(held(`${pathOf(record, index)}.prueba.json`, proofOf(record, key.publicKey)));
  }
  return listed;
}

async function wholeOf(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Each is read once for its sum before the first byte leaves: the head of a stored file tells it. */
async function filesOf(house: House, { files }: Gathered): Promise<Listed[]> {
  const listed: Listed[] = [];
  for (const file of files) {
    const first = await opened(house, file);
    if (first === null) continue;
    let sum = 0;
    for await (const piece of first.content) sum = crc32(piece as Buffer, sum);
    listed.push({
      name: `archivos/${String(listed.length + 1).padStart(2, '0')}-${plainName(first.name)}`,
      ...{ bytes: first.bytes, crc32: sum, sha256: file.sha256 },
      open: () => house.files.read(file.id),
    });
  }
  return listed;
}

async function proofsOf(house: House, given: Gathered): Promise<Listed[]> {
  const keys = given.keys.map(({ id, publicKey }) => ({ id, publicKey: publicKey.toString('base64') }));
  return [
    held('historia.json', canonical(historyJson(given))),
    held('anclas.json', canonical(await anchorsJson(house, given.request))),
    held('llaves.json', canonical(keys)),
  ];
}

async function manifestOf(
  { sealing }: House,
  { given, files }: { given: Gathered; files: readonly Listed[] },
): Promise<Listed[]> {
  const listed: Json = files.map(({ name, bytes, sha256: sum }) => ({ name, bytes, sha256: sum }));
  const manifest = canonical({
    ...{ format: 'mesa-paquete/1', folio: given.request.folio, madeAt: given.madeAt.toISOString() },
    ...{ keyId: sealing.keyId, files: listed },
  });
  const seal = await sealing.sign(`mesa-paquete/1 ${sha256(manifest).toString('hex')}`);
  return [held('manifiesto.json', manifest), held('manifiesto.sello', `${sealing.keyId}\n${seal}\n`)];
}
