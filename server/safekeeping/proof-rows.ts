/** SQL of what became of the proof of a backup. */
import type { SignedProof } from '#contract/proof.ts';
import type { Work, Writer } from '../shared/store.ts';
import type { ProofNote, Said } from './rows.ts';

const OVER = { phase: null, progress: null } as const;

export async function saveProven(work: Work, id: string, signed: SignedProof): Promise<void> {
  const note: ProofNote = { at: signed.proof.at, restoreSeconds: signed.proof.seconds.restore, signed };
  await work.db
    .updateTable('backups')
    .set({ ...OVER, proof_state: 'proven', proof: JSON.stringify(note), proven_at: work.now })
    .where('id', '=', id)
    .execute();
}

export async function saveUnproven(work: Work, id: string, failure: Said): Promise<void> {
  const note: ProofNote = { at: work.now.toISOString(), failure };
  await work.db
    .updateTable('backups')
    .set({ ...OVER, proof_state: 'failed', proof: JSON.stringify(note) })
    .where('id', '=', id)
    .execute();
}

/** Given up half way: the key that would go on with it is gone. */
export async function saveProofInterrupted(db: Writer, id: string): Promise<void> {
  await db
    .updateTable('backups')
    .set({ ...OVER, proof_state: 'interrupted' })
    .where('id', '=', id)
    .execute();
}
