/** Safekeeping: archives of the whole desk, and a desk out of an archive. */
export {
  type BackedUp,
  backUp,
  keepRecipient,
  type Listed,
  listBackups,
  makeRecoveryKey,
  recipientIn,
  type ToBackUp,
} from './back-up.ts';
export { type BeforeUpgrade, backUpBefore, type Kept, recordBackupBefore } from './before-upgrade.ts';
export { isSigned, Proof, proofKeyOf, SignedProof, signProof, type Tried } from './proof.ts';
export { type ProofProgress, type ProofStep, proveArchive } from './prove.ts';
export { type Proven, proveApart } from './prove-apart.ts';
export { ArchiveRefused, BackupFailed, type Failure, ProofFailed, type Refusal, type Unproven } from './refused.ts';
export { type Inspected, inspectArchive, type Restored, restoreArchive, type ToRestore } from './restore.ts';
export {
  isRecipient,
  newRecoveryKey,
  recipientOf,
  sealFor,
  sealWithPassphrase,
  unsealWith,
  unsealWithPassphrase,
} from './seal.ts';
export type { Progress } from './write-archive.ts';
