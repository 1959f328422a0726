/** What each slice keeps of a person beside their account goes in the act that anonymises it, while it is still known whose it was. */
import type { Work } from './store.ts';

/** Whose data go. It is known within the act alone: neither the history nor a job ever has it. */
export type Forgotten = {
  readonly personId: string;
  /** What stands for their name from now on: `Persona`, and the number. */
  readonly name: readonly [string, string];
  readonly fullName: string;
  /** Addresses the account has had, in small letters. */
  readonly emails: readonly string[];
  /** Empty when there was none. */
  readonly employeeNumber: string;
  /** Since when nobody may use their data: what was written later under the same address or number is of somebody else. */
  readonly blockedAt: Date;
};

export type Forgets = (work: Work, of: Forgotten) => Promise<void>;

/** Where a row may not be without words. */
export const FORGOTTEN = '[ … ]';
