import type { House } from '../../shared/house.ts';
import type { Work } from '../../shared/store.ts';
import { adoptTotp, keepBegunTotp, noteFactors } from './rows.ts';
import { keyFor, seal } from './sealed.ts';
import { newTotpSecret, shownTotp } from './totp.ts';

/**
 * Gives an account an application of codes whose secret (base32) whoever asks hands over, without recovery codes: for the
 * people of the demonstration, whose secrets stand beside their passwords.
 */
export async function handOverTotp(work: Work, secrets: House['secrets'], personId: string): Promise<string> {
  const bytes = newTotpSecret();
  const sealed = seal(keyFor(secrets, 'totp'), personId, bytes);
  await keepBegunTotp(work, personId, sealed);
  await adoptTotp(work, personId, { sealed, step: 0 });
  await noteFactors(work, personId);
  await work.record({ stream: `person:${personId}`, fact: 'factor.added', data: { personId, kind: 'totp' } });
  return shownTotp(bytes, { issuer: '', account: '' }).secret;
}
