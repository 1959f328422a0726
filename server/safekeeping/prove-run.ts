/** The proof of an archive just made, by the run that made it: nobody else has its passing key. */
import type { SignedProof } from '#contract/proof.ts';
import { INSTITUTION_STREAM } from '../institution/index.ts';
import type { House } from '../shared/house.ts';
import { system } from '../shared/policy.ts';
import type { ProofProgress, Proven } from '../shared/proving.ts';
import type { BackedUp } from './back-up.ts';
import { saveProofInterrupted, saveProven, saveUnproven } from './proof-rows.ts';
import type { Said } from './rows.ts';

const ACTOR = system('safekeeping');
/** Hundredths of the whole at which each step begins: an archive is read twice, and what comes out of it looked through. */
const BEGINS = { look: 0, load: 40, check: 90 } as const;
const LOOK_SHARE = 40;
const LOAD_SHARE = 50;

export type ToProveRun = {
  readonly made: BackedUp;
  /** Of the passing key. */
  readonly identity: string;
  readonly signal: AbortSignal;
  /** How many times as long as it worked it is to rest. */
  rest(): number;
  /** Hundredths. */
  tell(percent: number): void;
};

/** What became of it stands in the row and in the history; cancelled, in the row alone. The archive stays whatever it is. */
export async function proveRun(house: House, given: ToProveRun): Promise<Proven | null> {
  const { made, identity, signal, rest } = given;
  const { prove } = house.whole;
  if (prove === null) return null;
  given.tell(0);
  const { settings, log } = house;
  const tell = (progress: ProofProgress) => given.tell(percentOf(progress, made.bytes));
  const proven = await prove({ settings, log, path: made.path, identity, signal, rest, tell }).catch(
    (error: unknown): Proven => {
      log.error({ err: error, backup: made.id }, 'the proof of a backup could not be made');
      return { outcome: 'failed', why: { key: 'archives.proof.ended', values: { words: String(error) } } };
    },
  );
  if (proven.outcome === 'cancelled') {
    await house.store.aside('backup', (db) => saveProofInterrupted(db, made.id));
    return proven;
  }
  const found = heldAgainst(made, proven);
  await (found.outcome === 'proven' ? keepProven(house, made, found.signed) : keepUnproven(house, made, found.why));
  return found;
}

type Found = Exclude<Proven, { outcome: 'cancelled' }>;

/** A proof of another file than the one made proves nothing of it. */
const heldAgainst = (made: BackedUp, proven: Found): Found =>
  proven.outcome === 'proven' && proven.signed.proof.archive.sha256 !== made.sha256
    ? { outcome: 'failed', why: { key: 'archives.altered', values: {} } }
    : proven;

const keepProven = (house: House, made: BackedUp, signed: SignedProof): Promise<void> =>
  house.store.change(ACTOR, async (work) => {
    await saveProven(work, made.id, signed);
    const { key, signature } = signed;
    const { counts, seconds } = signed.proof;
    const data = { backupId: made.id, sha256: made.sha256, counts, restoreSeconds: seconds.restore, key, signature };
    await work.record({ stream: INSTITUTION_STREAM, fact: 'backup.proven', data });
  });

const keepUnproven = (house: House, made: BackedUp, why: Said): Promise<void> =>
  house.store.change(ACTOR, async (work) => {
    await saveUnproven(work, made.id, why);
    const data = { backupId: made.id, sha256: made.sha256, reason: why.key };
    await work.record({ stream: INSTITUTION_STREAM, fact: 'backup.proof-failed', data });
  });

/** Below a hundred until it is over. */
export function percentOf({ step, readBytes }: ProofProgress, bytes: number): number {
  const share = { look: LOOK_SHARE, load: LOAD_SHARE, check: 0 }[step];
  return BEGINS[step] + Math.floor((share * Math.min(readBytes, bytes)) / Math.max(1, bytes));
}
