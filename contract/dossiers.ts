/** The dossier (expediente) of a request: all of it as one paper, or as one package that verifies without us (decision 53). */
import * as v from 'valibot';
import { operation } from './operation.ts';
import { RequestRef } from './request-shapes.ts';
import { Done } from './shapes.ts';

const params = v.strictObject({ ref: RequestRef });

export const downloadFullRecord = operation({
  name: 'downloadFullRecord',
  method: 'GET',
  path: '/api/requests/:ref/full-record',
  permission: 'request.read',
  summary:
    'The whole request as a sealed PDF/A-3: data, thread, movements, files with their sums; as much as this person may know',
  carrier: 'download',
  params,
  reply: Done,
  refusals: ['not-found', 'workshop.busy'],
});

export const downloadDossier = operation({
  name: 'downloadDossier',
  method: 'GET',
  path: '/api/requests/:ref/dossier',
  permission: 'request.read',
  summary:
    'The same as a ZIP with the receipt, the sealed records and their proofs, the files, the history and its anchors',
  carrier: 'download',
  params,
  reply: Done,
  refusals: ['not-found', 'package.too-large', 'workshop.busy'],
});

export const measureDossier = operation({
  name: 'measureDossier',
  method: 'GET',
  path: '/api/requests/:ref/dossier/size',
  permission: 'request.read',
  summary: 'How many files the package would hold and how large they are together, before it is fetched',
  params,
  /** `fits`: false where one ZIP cannot hold it. */
  reply: v.object({ files: v.number(), bytes: v.number(), fits: v.boolean() }),
  refusals: ['not-found'],
});
