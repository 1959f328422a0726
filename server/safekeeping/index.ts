/** Safekeeping: archives of the whole desk, and a desk out of an archive. */
export { ArchiveRefused, type Refusal } from './refused.ts';
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
