/**
 * Recovery codes: twelve letters nobody takes for another, of which the first two tell which code it is and the rest (49
 * bits) is kept as a password would be.
 */
import { RECOVERY_CODES } from '#contract/accounts.ts';
import { SPOKEN_LETTERS } from '#contract/shapes.ts';
import { newCode } from '../../shared/ids.ts';
import { hashPassword } from '../passwords.ts';

const MARK = 2;
const REST = 10;

export type NewRecoveryCode = { readonly mark: string; readonly hash: string };

export const markOf = (code: string): string => code.slice(0, MARK);
export const restOf = (code: string): string => code.slice(MARK);

/** As they are printed: three groups of four. */
const shown = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

/** Ten of different marks: what to show once, and what to keep. */
export async function newRecoveryCodes(): Promise<{ shown: string[]; kept: NewRecoveryCode[] }> {
  const marks = new Set<string>();
  while (marks.size < RECOVERY_CODES) marks.add(newCode(SPOKEN_LETTERS, MARK));
  const codes = [...marks].map((mark) => mark + newCode(SPOKEN_LETTERS, REST));
  const kept = codes.map(async (code) => ({ mark: markOf(code), hash: await hashPassword(restOf(code)) }));
  return { shown: codes.map(shown), kept: await Promise.all(kept) };
}
