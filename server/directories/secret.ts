/** Secrets of directories: sealed in their row, opened only to be used. */
import { keyFor, seal, unseal } from '../accounts/index.ts';
import type { House } from '../shared/house.ts';
import type { Directory } from './rows.ts';

const keyOf = (house: House): Buffer => keyFor(house.secrets, 'directory');

export const sealFor = (house: House, directoryId: string, secret: string): string =>
  seal(keyOf(house), directoryId, Buffer.from(secret)).toString('base64url');

/** Empty where there is none; null where there is one that cannot be opened any more, as after a restore without its key. */
export function secretOf(house: House, { id, secretSealed }: Directory): string | null {
  if (secretSealed === null) return '';
  return unseal(keyOf(house), id, Buffer.from(secretSealed, 'base64url'))?.toString('utf8') ?? null;
}
