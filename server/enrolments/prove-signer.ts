import type { signEnrolment as operation } from '#contract/enrolment-acts.ts';
import type { BodyOf } from '#contract/operation.ts';
import { withBothProofs } from '../accounts/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { PersonActor } from '../shared/policy.ts';
import type { Work } from '../shared/store.ts';
import type { Proof } from './signature-rows.ts';

const codeMissing = () =>
  new Fault('input.invalid', {}, { fields: [{ path: 'by.code', message: 'field.factor-code' }] });

/**
 * Signs as whoever is proven: on screen by their password, and a code where they have a second factor; with a scan by the code
 * of its sheet, which the caller compared. `sign` gets the proofs as the signature keeps them, within its change.
 */
export async function asSigner<Result>(
  house: House,
  given: { actor: PersonActor; by: BodyOf<typeof operation>['by']; address: string },
  sign: (prove: (work: Work) => Promise<readonly Proof[]>) => Promise<Result>,
): Promise<Result> {
  const { actor, by, address } = given;
  if (by.way === 'scan') return sign(async () => ['sheet-code']);
  const { password, code = null } = by;
  return withBothProofs(house, { actor, password, code, address, missing: codeMissing }, sign);
}
