/** A backup as its page gets it. */
import type { BackupView } from '#contract/safekeeping.ts';
import type { LocalText } from '#contract/shapes.ts';
import { isMessageKey, translator } from '#locales/catalogues.ts';
import type { Reader } from '../shared/store.ts';
import { type Run, runById, type Said } from './rows.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** What a program of another version wrote may have no sentence in this one: then its own word stands. */
export function inBoth({ key, values }: Said): LocalText {
  if (!isMessageKey(key)) return { es: key, en: key };
  return { es: translator('es-MX')(key, values), en: translator('en')(key, values) };
}

const failureOf = (said: Said | null | undefined): BackupView['failure'] =>
  said ? { reason: said.key.slice(said.key.lastIndexOf('.') + 1), says: inBoth(said) } : null;

export const isUnderWay = ({ state, phase }: Pick<Run, 'state' | 'phase'>): boolean =>
  state === 'waiting' || state === 'running' || phase !== null;

const seconds = ({ began_at, ended_at }: Run): number | null =>
  began_at && ended_at ? Math.round((ended_at.getTime() - began_at.getTime()) / 1_000) : null;

const proofOf = ({ proof_state, proof, proven_at }: Run): BackupView['proof'] =>
  proof_state === null
    ? null
    : {
        state: proof_state,
        at: iso(proven_at) ?? proof?.at ?? null,
        seconds: proof?.restoreSeconds === undefined ? null : Math.round(proof.restoreSeconds),
        failure: failureOf(proof?.failure),
        signed: proof?.signed ?? null,
      };

export function toBackupView(run: Run): BackupView {
  const underWay = isUnderWay(run);
  const cancelling = underWay && run.cancel_asked_at !== null;
  return {
    id: run.id as BackupView['id'],
    kind: run.kind,
    state: run.state,
    phase: run.phase,
    askedAt: run.asked_at.toISOString(),
    askedBy: run.by,
    beganAt: iso(run.began_at),
    endedAt: iso(run.ended_at),
    seconds: seconds(run),
    seenAt: iso(run.seen_at),
    folder: run.folder,
    name: run.name,
    bytes: run.bytes,
    sha256: run.sha256?.toString('hex') ?? null,
    rows: run.row_count,
    files: run.file_count,
    progress: underWay ? (run.progress ?? { percent: 0, rows: 0, files: 0 }) : null,
    cancelling,
    failure: failureOf(run.failure),
    proof: proofOf(run),
    copies: run.copies.map((copy) => ({ ...copy, failure: failureOf(copy.failure) })),
    removedAt: iso(run.removed_at),
    removedWhy: run.removed_why,
    can: { cancel: underWay && !cancelling },
  };
}

/** Why a backup or its proof failed, or its copy, in both languages; null: it did not. */
export async function failureOfRun(db: Reader, id: string, of: 'run' | 'copy'): Promise<LocalText | null> {
  const run = await runById(db, id);
  const copy = run?.copies.find(({ state }) => state === 'failed');
  return failureOf(of === 'copy' ? copy?.failure : (run?.failure ?? run?.proof?.failure))?.says ?? null;
}
