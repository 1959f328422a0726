/** Safekeeping: archives of the whole desk, when they are made and which stay, and a desk out of an archive. */
import type { Slice } from '../shared/house.ts';
import { routes } from './routes.ts';
import { watches } from './watch.ts';

export { safekeepingNotice } from './alarm.ts';
export { type BackedUp, listBackups } from './back-up.ts';
export { backUpBefore, type Kept, recordBackupBefore } from './before-upgrade.ts';
export { type Copies, openCopies } from './copies/copies.ts';
export { CopyFailed } from './copies/trouble.ts';
export type { CopiedOut } from './copy-run.ts';
export { keepRecipient, makeRecoveryKey } from './key.ts';
export type { Listed } from './names.ts';
export { placeOf } from './place.ts';
export { isSigned, proofKeyOf, signProof } from './proof.ts';
export { proveArchive } from './prove.ts';
export { proveApart } from './prove-apart.ts';
export { type Standing, standingNow } from './read-safekeeping.ts';
export { ArchiveRefused, type Failure, ProofFailed, type Refusal } from './refused.ts';
export { inspectArchive, type Restored, restoreArchive, type ToRestore } from './restore.ts';
export { lastRun, type Run } from './rows.ts';
export { runNow } from './run.ts';
export { newRecoveryKey, recipientOf, unsealWith } from './seal.ts';
export { failureOfRun } from './view.ts';
export type { Progress } from './write-archive.ts';

export const safekeepingSlice: Slice = { name: 'safekeeping', routes, watches };
