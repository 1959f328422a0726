/** An institution with a key of its own, and what it seals: papers and packages as the desk makes them, without a desk. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { cadenaOf } from '#server/records/cadena.ts';
import { proofOf, recordPaper } from '#server/records/papers/record-paper.ts';
import type { SealedRecord } from '#server/records/sealed-rows.ts';
import { canonical, type Json } from '#server/shared/canonical.ts';
import { chained, GENESIS } from '#server/shared/history.ts';
import { newId, sha256 } from '#server/shared/ids.ts';
import { drawPaper } from '#server/shared/paper/draw.ts';
import { sealPdf } from '#server/shared/paper/seal-pdf.ts';
import { storedZip } from '#server/shared/stored-zip.ts';
import { leafOf, nodeOf } from '#verifier/anchors.ts';

const CODE = 'ABCDEFGHJKMNPQRS';
export const FOLIO = 'DTI/SS/2026/000101';

export type Institution = {
  readonly keyId: string;
  readonly publicKey: Buffer;
  readonly sign: (text: string) => Promise<string>;
};

export function institution(): Institution {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  return {
    keyId: createHash('sha256').update(spki).digest('hex').slice(0, 20),
    publicKey: spki,
    sign: async (text) => sign('sha256', Buffer.from(text), privateKey).toString('base64'),
  };
}

const SAID: { readonly [key: string]: Json } = {
  ...{ version: '2.0', type: 'SOLICITUD', act: 'registration', folio: FOLIO, code: 'ABCD-EFGH-JKMN-PQRS' },
  ...{ actedAt: '2026-11-09T14:52:07.120Z', sealedAt: '2026-11-09T14:52:07.120Z', timeZone: 'America/Mexico_City' },
  ...{ registeredAt: '2026-11-09T14:52:07.120Z', agencyName: 'Fomento', agencyAcronym: 'SEFOME' },
  ...{ governmentName: 'Gobierno del Estado', hostAgencyName: 'Secretaría', ownerUnit: 'DSG', operatorUnit: 'DTI' },
  ...{ legend: null, logoSha256: null, previousAnchor: null, subject: 'No prende', description: 'Desde el lunes.' },
  ...{ requesterName: 'Rosa Canul', positionName: 'Analista', areaName: 'Soporte técnico', serviceName: null },
  ...{ levelName: 'Estándar', legalText: 'Oficial.', verifyAt: 'https://mesa.example/verificar/ABCD-EFGH-JKMN-PQRS' },
};

/** Sealed now; `said` goes over what the document says. */
export async function sealed(by: Institution, said: { readonly [key: string]: Json } = {}): Promise<SealedRecord> {
  const document = canonical({ ...SAID, ...said });
  const told = JSON.parse(document) as typeof SAID & { actedAt: string; sealedAt: string };
  const cadena = cadenaOf({
    ...{ type: told.type as 'SOLICITUD', folio: FOLIO, at: '2026-11-09T08:52:07-06:00', agency: 'SEFOME' },
    ...{ signerRfc: '', keyId: by.keyId, sha256: sha256(document).toString('hex') },
  });
  return {
    ...{ id: newId(), subjectId: newId(), act: 'registration', folio: FOLIO, keyId: by.keyId, code: CODE },
    ...{ actedAt: new Date(told.actedAt), sealedAt: new Date(told.sealedAt), document, cadena },
    ...{ sha256: sha256(document), seal: Buffer.from(await by.sign(cadena), 'base64') },
  };
}

export async function paper(by: Institution, record: SealedRecord): Promise<Buffer> {
  return sealPdf(await drawPaper(recordPaper({ record, publicKey: by.publicKey, sign: null })), by);
}

/** Three acts, the second one not for the reader; the first left the record. */
function history(record: SealedRecord) {
  const stream = `request:${record.subjectId}`;
  let previous: Buffer = GENESIS;
  return ['request.registered', 'request.noted', 'request.taken'].map((fact, index) => {
    const said = {
      ...{ id: newId(), stream, sequence: index + 1, at: record.actedAt, fact },
      ...{ actorKind: 'person', actorId: newId() },
      data: (index === 0 ? { recordId: record.id, recordSha256: record.sha256.toString('hex') } : { n: index }) as {
        [key: string]: Json;
      },
    };
    const hash = chained(previous, said);
    const chain = { previousHash: previous.toString('hex'), hash: hash.toString('hex') };
    previous = hash;
    return { ...(index === 1 ? { sequence: 2 } : { ...said, at: said.at.toISOString() }), ...chain };
  });
}

/** The day's anchor over the three entries and one of another stream. */
async function anchors(by: Institution, hashes: readonly string[]) {
  const leaves = [...hashes.map((hash) => leafOf(Buffer.from(hash, 'hex'))), leafOf(sha256('otra'))] as Uint8Array[];
  const [a, b, c, d] = leaves as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  const [left, right] = [nodeOf(a, b), nodeOf(c, d)];
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  const document = canonical({
    ...{ format: 'mesa-ancla/1', number: 1, day: '2026-11-09', at: '2026-11-10T06:00:05.000Z', previous: null },
    ...{ from: 0, to: 4, entries: 4, root: hex(nodeOf(left, right)) },
    ...{ keyId: by.keyId, governmentName: 'Gobierno del Estado' },
  });
  const seal = await by.sign(`mesa-ancla/1 ${sha256(document).toString('hex')}`);
  const paths = [
    [b, right],
    [a, right],
    [d, left],
  ].map((path, index) => ({
    ...{ sequence: index + 1, anchor: 1, index, size: 4 },
    path: path.map(hex),
  }));
  return { anchors: [{ document, seal, keyId: by.keyId }], paths };
}

export type Contents = Record<string, Buffer | string>;

/** What stands in a package, but for its manifest. */
export async function contents(by: Institution, record: SealedRecord, pdf: Buffer): Promise<Contents> {
  const entries = history(record);
  return {
    'LEEME.txt': 'Léeme\n',
    'acuse.pdf': pdf,
    'registros/01-registration.json': record.document,
    'registros/01-registration.prueba.json': proofOf(record, by.publicKey),
    'archivos/01-captura.txt': 'Lo que dice la pantalla',
    'historia.json': canonical({ stream: `request:${record.subjectId}`, entries: entries as unknown as Json }),
    'anclas.json': canonical(
      (await anchors(
        by,
        entries.map(({ hash }) => hash),
      )) as unknown as Json,
    ),
    'llaves.json': canonical([{ id: by.keyId, publicKey: by.publicKey.toString('base64') }]),
  };
}

/** `files` as they are, with a manifest of `listed`, sealed. */
export async function packed(by: Institution, files: Contents, listed: Contents = files): Promise<Buffer> {
  const manifest = canonical({
    ...{ format: 'mesa-paquete/1', folio: FOLIO, madeAt: '2026-11-10T15:00:00.000Z', keyId: by.keyId },
    files: Object.entries(listed).map(([name, content]) => ({
      ...{ name, bytes: Buffer.byteLength(content) },
      sha256: sha256(content).toString('hex'),
    })),
  });
  const seal = await by.sign(`mesa-paquete/1 ${sha256(manifest).toString('hex')}`);
  return zipped({ ...files, 'manifiesto.json': manifest, 'manifiesto.sello': `${by.keyId}\n${seal}\n` });
}

export async function zipped(files: Contents): Promise<Buffer> {
  const stored = Object.entries(files).map(([name, content]) => {
    const bytes = Buffer.from(content);
    return { name, bytes: bytes.length, crc32: crc32(bytes), open: () => [bytes] };
  });
  const pieces: Uint8Array[] = [];
  for await (const piece of storedZip(stored)) pieces.push(piece);
  return Buffer.concat(pieces);
}
