/** A code typed: of the application, or a recovery code. */
import { Fault } from '../../shared/fault.ts';
import type { House } from '../../shared/house.ts';
import type { Work } from '../../shared/store.ts';
import { matchesPassword } from '../passwords.ts';
import type { Person } from '../rows.ts';
import { beginCode, endCode, failCode } from './guessing.ts';
import { markOf, restOf } from './recovery.ts';
import { recoveryHash, spendRecoveryCode, spendTotpStep, totpOf } from './rows.ts';
import { keyFor, unseal } from './sealed.ts';
import { totpStep } from './totp.ts';

/** How a person proved who they are; `second-factor`: by changing one at a session already confirmed. */
export type ProvenBy = 'password' | 'totp' | 'recovery-code' | 'passkey' | 'second-factor';

/** A code that fits; `spend` uses it up within the act it opens, and is false when somebody was quicker. */
type Fitting = { readonly by: ProvenBy; readonly spend: (work: Work) => Promise<boolean> };

/**
 * Does `act` with a code used up in the same transaction. `second-step.wrong` for any code that does not fit, was used, or
 * is of nobody; `second-step.paused` after five.
 */
export async function withCode<Result>(
  house: House,
  asked: { person: Pick<Person, 'id' | 'email'>; code: string },
  act: (spend: (work: Work) => Promise<ProvenBy>) => Promise<Result>,
): Promise<Result> {
  const { person, code } = asked;
  const tries = await beginCode(house, person);
  const fitting = await fits(house, person.id, code);
  if (fitting === null) throw await failCode(house, person, tries);
  let late = false;
  const spend = async (work: Work) => {
    late = !(await fitting.spend(work));
    if (late) throw new Fault('second-step.wrong');
    return fitting.by;
  };
  try {
    const result = await act(spend);
    await endCode(house, person);
    return result;
  } catch (error) {
    if (late) throw await failCode(house, person, tries);
    // The code fitted: what was refused is the act, and that is no guess.
    await endCode(house, person);
    throw error;
  }
}

const isTotp = (code: string): boolean => /^\d{6}$/.test(code);

async function fits(house: House, personId: string, code: string): Promise<Fitting | null> {
  const db = house.store.read;
  if (!isTotp(code)) {
    const hash = await recoveryHash(db, personId, markOf(code));
    if (!(await matchesPassword(hash, restOf(code))) || hash === null) return null;
    return { by: 'recovery-code', spend: (work) => spendRecoveryCode(work, personId, hash) };
  }
  const totp = await totpOf(db, personId);
  const secret = totp ? unseal(keyFor(house.secrets, 'totp'), personId, totp.sealed) : null;
  if (totp && secret === null)
    house.log.warn({ personId }, 'a secret of the second factor does not open with this key');
  const step = secret === null ? null : totpStep(secret, code, house.clock.now());
  return step === null ? null : { by: 'totp', spend: (work) => spendTotpStep(work, personId, step) };
}
