import { CopyFailed, openCopies } from '../../safekeeping/index.ts';
import { type Check, finding } from './finding.ts';

/** Goes to where copies of archives go, writes a few bytes and takes them away again. */
export const copies: Check = async ({ settings }) => {
  const there = await openCopies(settings.backupCopy);
  if (there === null) return [finding('copies', 'warning', { key: 'doctor.copies.none' })];
  try {
    await there.check();
    return [finding('copies', 'fine', { key: 'doctor.copies.fine', values: { where: there.describe() } })];
  } catch (error) {
    if (!(error instanceof CopyFailed)) throw error;
    return [{ check: 'copies', state: 'fault', es: error.es, en: error.en }];
  }
};
