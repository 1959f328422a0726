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
export { ArchiveRefused, BackupFailed, type Failure, type Refusal } from './refused.ts';
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
