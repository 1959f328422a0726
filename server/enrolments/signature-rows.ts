/** SQL of signatures: what was signed, by whom, and how. They are written once. */
import { type RawBuilder, sql } from 'kysely';
import type { AttachmentView } from '#contract/attachments.ts';
import { nameOf } from '../accounts/index.ts';
import { viewsSentWith } from '../attachments/index.ts';
import type { Reader, Work } from '../shared/store.ts';

export type Proof = 'password' | 'second-factor' | 'sheet-code';

export type NewSignature = {
  readonly id: string;
  readonly enrolmentId: string;
  readonly round: number;
  readonly way: 'screen' | 'scan';
  readonly signerName: string;
  /** `YYYY-MM-DD`. */
  readonly signedOn: string;
  readonly recordedBy: string;
  readonly proofs: readonly Proof[];
  readonly attestationVersion: number;
  readonly attestations: readonly string[];
  readonly responsibilitiesVersion: number;
  /** RFC 8785, byte for byte what the sum is of. */
  readonly rows: string;
  readonly rowsSha256: Buffer;
  readonly attachmentId: string | null;
};

export type Signature = Omit<NewSignature, 'rows' | 'enrolmentId'> & {
  readonly recordedAt: Date;
  readonly recordedByName: string;
  readonly scans: readonly AttachmentView[];
};

export async function insertSignature(work: Work, signature: NewSignature): Promise<void> {
  await work.db
    .insertInto('enrolment_signatures')
    .values({
      id: signature.id,
      enrolment_id: signature.enrolmentId,
      round: signature.round,
      way: signature.way,
      signer_name: signature.signerName,
      signed_on: signature.signedOn,
      recorded_by: signature.recordedBy,
      recorded_at: work.now,
      proofs: [...signature.proofs],
      attestation_version: signature.attestationVersion,
      attestations: [...signature.attestations],
      responsibilities_version: signature.responsibilitiesVersion,
      rows: signature.rows,
      rows_sha256: signature.rowsSha256,
      attachment_id: signature.attachmentId,
    })
    .execute();
}

const scansOf: RawBuilder<AttachmentView[]> = viewsSentWith(sql.ref('enrolment_signatures.id'));

/** In the order they were given. */
export async function signaturesOf(db: Reader, enrolmentId: string): Promise<Signature[]> {
  const rows = await db
    .selectFrom('enrolment_signatures')
    .selectAll()
    .select([nameOf(sql.ref('recorded_by')).as('recorded_by_name'), scansOf.as('scans')])
    .where('enrolment_id', '=', enrolmentId)
    .orderBy('round')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    round: row.round,
    way: row.way as Signature['way'],
    signerName: row.signer_name,
    signedOn: row.signed_on,
    recordedBy: row.recorded_by,
    recordedByName: row.recorded_by_name ?? '',
    recordedAt: row.recorded_at,
    proofs: row.proofs as Proof[],
    attestationVersion: row.attestation_version,
    attestations: row.attestations,
    responsibilitiesVersion: row.responsibilities_version,
    rowsSha256: row.rows_sha256,
    attachmentId: row.attachment_id,
    scans: row.scans,
  }));
}
