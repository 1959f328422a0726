/** Secrets of directories: sealed in their row, opened only to be used. */
import type { House } from '../shared/house.ts';
import { seal, unseal } from '../shared/sealed.ts';
import type { Directory } from './rows.ts';

const KEY = 'directories-key';

export const sealFor = (house: House, directoryId: string, secret: string): string =>
  seal(house.secrets, secret, { key: KEY, thing: directoryId });

/** Empty where there is none; null where there is one that cannot be opened any more. */
export const secretOf = (house: House, { id, secretSealed }: Directory): string | null =>
  secretSealed === null ? '' : unseal(house.secrets, secretSealed, { key: KEY, thing: id });
