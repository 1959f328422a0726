/** What proves a backup, as the house hands it to the slice: a desk is put together for it, and no slice knows how. */
import type { SignedProof } from '#contract/proof.ts';
import type { Log } from './log.ts';
import type { Settings } from './settings.ts';

/** look: opened and hashed · load: restored · check: looked through there, and signed in. `readBytes`: of the archive, in this step. */
export type ProofStep = 'look' | 'load' | 'check';
export type ProofProgress = { readonly step: ProofStep; readonly readBytes: number };

export type ToProve = {
  readonly settings: Pick<Settings, 'dataDir' | 'secretsDir'>;
  readonly log: Log;
  /** Of the archive. */
  readonly path: string;
  /** Of the passing key; it stands in no list of processes and on no disk. */
  readonly identity: string;
  readonly signal: AbortSignal;
  /** How many times as long as it worked it is to rest, beside a desk in use. */
  rest(): number;
  tell(progress: ProofProgress): void;
};

/** `why`: a sentence by its key, with its values. */
export type Proven =
  | { readonly outcome: 'proven'; readonly signed: SignedProof }
  | {
      readonly outcome: 'failed';
      readonly why: { readonly key: string; readonly values: Readonly<Record<string, string | number>> };
    }
  | { readonly outcome: 'cancelled' };

/** Never throws for what the proof finds; nothing of it is left, however it ended. */
export type Prove = (given: ToProve) => Promise<Proven>;
