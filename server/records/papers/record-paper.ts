/** A sealed record → its paper: pure, and from the record alone, so that it says in ten years what it says today. */
import { headLines } from '#server/institution/index.ts';
import { canonical } from '#server/shared/canonical.ts';
import type { Block, Code, Enclosed, Letterhead, Paper, Text } from '#server/shared/paper/document.ts';
import { qrFigure } from '#server/shared/paper/qr.ts';
import { shownCode } from '../cadena.ts';
import type { SealedRecord } from '../sealed-rows.ts';
import { type Document, dayOf, instantOf, type Said, saidIn, t } from './said.ts';
import { toldOf } from './told.ts';

export type ToPaper = {
  readonly record: SealedRecord;
  /** Of the key that sealed it: SubjectPublicKeyInfo, DER. */
  readonly publicKey: Buffer;
  readonly sign: Letterhead['sign'];
};

/** Points. Twenty-five squares and more: a telephone reads it from an arm's length. */
const QR = 96;

export function recordPaper({ record, publicKey, sign }: ToPaper): Paper {
  const document = JSON.parse(record.document) as Document;
  const said = saidIn(document, String(document.timeZone ?? 'UTC'));
  const title = titleOf(record);
  const code = shownCode(record.code);
  const address = said.text('verifyAt') ?? '';
  return {
    lang: 'es-MX',
    ...{ title, subject: t('papers.subject', { title, folio: record.folio }) },
    author: said.text('governmentName') ?? '',
    madeAt: record.sealedAt.toISOString(),
    letterhead: letterheadOf(said, sign),
    foot: t('papers.foot', { folio: record.folio, code, address: bare(address) }),
    pageOf: t('papers.page-of', { page: '{page}', pages: '{pages}' }),
    blocks: [
      {
        ...{ kind: 'banner', title, name: t('papers.folio'), number: record.folio },
        under: said.minute('actedAt') ?? '',
      },
      ...toldOf(record.act, said),
      ...sealOf(record, said),
    ],
    enclosed: enclosedOf(record, publicKey),
  };
}

export const titleOf = ({ act }: Pick<SealedRecord, 'act'>): string => t(`papers.title.${act}`);

/** Without `https://` and the code: what somebody would type. */
const bare = (address: string): string => address.replace(/^https?:\/\//, '').replace(/\/[^/]*$/, '');

const letterheadOf = (said: Said, sign: Letterhead['sign']): Letterhead => ({
  lines: headLines({
    governmentName: said.text('governmentName') ?? '',
    hostAgencyName: said.text('hostAgencyName') ?? '',
    ownerUnit: said.text('ownerUnit') ?? '',
    operatorUnit: said.text('operatorUnit') ?? '',
  }),
  legend: said.text('legend'),
  sign,
});

function sealOf(record: SealedRecord, said: Said): Block[] {
  const address = said.text('verifyAt') ?? '';
  const anchor = said.part('previousAnchor');
  const { day, sha256: sum } = { day: dayOf(anchor?.text('day') ?? ''), sha256: anchor?.text('sha256') ?? '' };
  const timeZone = String(said.document.timeZone ?? 'UTC');
  const isLate = record.sealedAt.getTime() !== record.actedAt.getTime();
  const parts: (Code | Text)[] = [
    codeOf(t('papers.seal.cadena'), record.cadena),
    codeOf(t('papers.seal.sello'), record.seal.toString('base64')),
  ];
  if (isLate) parts.push(codeOf(t('papers.sealed'), instantOf(record.sealedAt.toISOString(), timeZone)));
  if (anchor !== null) parts.push(codeOf(t('papers.seal.anchor', { day }), sum));
  const how = t('papers.seal.how', { operator: said.text('operatorUnit') ?? '', address: bare(address) });
  parts.push({ kind: 'text', tone: 'quiet', text: how });
  const figure = qrFigure(address, t('papers.seal.qr', { address }), QR);
  return [{ kind: 'beside', title: t('papers.seal'), figure, caption: [shownCode(record.code)], parts }];
}

const codeOf = (name: string, text: string): Code => ({ kind: 'code', name, text });

/** Public by nature: whoever has the paper has them. The key is told, not to be trusted. */
export const proofOf = (record: SealedRecord, publicKey: Buffer): string =>
  canonical({
    format: 'mesa-prueba/1',
    recordSha256: record.sha256.toString('hex'),
    cadena: record.cadena,
    seal: record.seal.toString('base64'),
    keyId: record.keyId,
    publicKey: publicKey.toString('base64'),
    code: shownCode(record.code),
    verifyAt: (JSON.parse(record.document) as { verifyAt: string }).verifyAt,
  });

const enclosedOf = (record: SealedRecord, publicKey: Buffer): Enclosed[] => [
  enclosed('registro.json', { description: t('papers.enclosed.record'), relation: 'source', text: record.document }),
  enclosed('prueba.json', {
    ...{ description: t('papers.enclosed.proof'), relation: 'data' },
    text: proofOf(record, publicKey),
  }),
];

const enclosed = (name: string, given: Pick<Enclosed, 'description' | 'relation'> & { text: string }): Enclosed => ({
  ...{ name, mediaType: 'application/json', description: given.description, relation: given.relation },
  base64: Buffer.from(given.text, 'utf8').toString('base64'),
});
