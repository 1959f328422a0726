/** Safekeeping: archives of the whole desk, and a desk out of an archive. */
export { ArchiveRefused, type Refusal } from './refused.ts';
export { type Inspected, inspectArchive, type Restored, restoreArchive, type ToRestore } from './restore.ts';
