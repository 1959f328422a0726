/** What letters are written from. */
import type { DeactivationState } from '#contract/deactivation-shapes.ts';
import type { LocalText } from '#contract/shapes.ts';
import { agencyById } from '../agencies/index.ts';
import type { Reader } from '../shared/store.ts';
import { listedById } from './rows.ts';

export type DeactivationForLetter = {
  readonly id: string;
  readonly folio: string;
  readonly agencyId: string;
  readonly agencyName: LocalText;
  readonly personId: string;
  readonly personName: string;
  readonly state: DeactivationState;
  readonly effectiveAt: Date;
  readonly isHeldUp: boolean;
  /** Who signed it, or captured its paper. */
  readonly askerId: string;
  /** Who follows the open requests from then on, and how many they were. */
  readonly takerId: string | null;
  readonly takerName: string;
  readonly passed: number;
};

export async function deactivationForLetter(db: Reader, id: string): Promise<DeactivationForLetter | null> {
  const form = await listedById(db, id);
  if (form === undefined) return null;
  const agency = await agencyById(db, form.agencyId);
  const { folio, agencyId, personId, personName, state, effectiveAt } = form;
  return {
    ...{ id, folio, agencyId, personId, personName, state, effectiveAt },
    agencyName: agency?.name ?? { es: '', en: '' },
    isHeldUp: form.heldUpAt !== null,
    askerId: form.askedBy,
    takerId: form.takenBy,
    takerName: form.takenByName,
    passed: form.requestsPassed,
  };
}
