/** Verification of official records, open to anybody: by code here, by file in the browser (decision 53). */
import * as v from 'valibot';
import { operation } from './operation.ts';
import { SEALED_ACTS } from './records.ts';
import { RequestState } from './request-shapes.ts';
import { Done, Instant, line } from './shapes.ts';

/** What anybody may know of a record whose code they have: no name, no subject, no text. */
export const VerifiedRecord = v.object({
  act: v.picklist(SEALED_ACTS),
  folio: v.string(),
  governmentName: v.string(),
  agencyName: v.string(),
  actedAt: Instant,
  /** Later than the act for what was done before there were seals. */
  sealedAt: Instant,
  timeZone: v.string(),
  /** How its request stands now; null: it is of none. */
  state: v.nullable(RequestState),
  /** The office of who signed; null where the record names none. */
  signerOffice: v.nullable(v.string()),
  code: v.string(),
  sha256: v.string(),
  keyId: v.string(),
});
export type VerifiedRecord = v.InferOutput<typeof VerifiedRecord>;

export const verifyByCode = operation({
  name: 'verifyByCode',
  method: 'POST',
  path: '/api/verification',
  permission: 'public',
  summary: 'Whether the desk issued a document with that code, and whether its record still is what was sealed',
  body: v.strictObject({ code: line(1, 60) }),
  reply: v.object({ verdict: v.picklist(['valid', 'altered', 'unknown']), record: v.nullable(VerifiedRecord) }),
  refusals: ['rate.exceeded'],
});

export const SealKeyView = v.object({
  id: v.string(),
  /** SubjectPublicKeyInfo, DER, base64. */
  publicKey: v.string(),
  registeredAt: Instant,
  /** The key before it that vouched for it; null for the first, or where that one was lost. */
  endorsedBy: v.nullable(v.string()),
});

export const listSealKeys = operation({
  name: 'listSealKeys',
  method: 'GET',
  path: '/api/verification/keys',
  permission: 'public',
  summary: 'Every public key the institution ever sealed with',
  reply: v.object({ keys: v.array(SealKeyView) }),
});

export const downloadSealKeys = operation({
  name: 'downloadSealKeys',
  method: 'GET',
  path: '/api/verification/keys.pem',
  permission: 'public',
  summary: 'The same keys as PEM',
  carrier: 'download',
  reply: Done,
});

const WITHOUT_US = 'that works without this desk and without a network, with the keys in it';

export const downloadVerifierPage = operation({
  name: 'downloadVerifierPage',
  method: 'GET',
  path: '/api/verification/verifier-page',
  permission: 'public',
  summary: `The verifier ${WITHOUT_US}: one HTML file`,
  carrier: 'download',
  reply: Done,
});

export const downloadVerifierScript = operation({
  name: 'downloadVerifierScript',
  method: 'GET',
  path: '/api/verification/verifier-script',
  permission: 'public',
  summary: `The verifier ${WITHOUT_US}: a script for Node`,
  carrier: 'download',
  reply: Done,
});
