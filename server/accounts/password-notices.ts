/** Before a password ends its owner is written to, at seven, three and one days: once each, however often this runs. */
import type { House } from '../shared/house.ts';
import { system } from '../shared/policy.ts';
import { type Expiring, expiringUntold, keepPasswordNotice, policyInForce } from './password-policy-rows.ts';

/** In one transaction: of ten thousand on one day nobody waits long for the rows. */
const AT_ONCE = 100;

class NobodyLeft extends Error {}

export async function tellOfEndingPasswords(house: House): Promise<void> {
  const { maxAgeDays } = await policyInForce(house.store.read);
  for (;;) {
    const now = house.clock.now();
    const expiring = await expiringUntold(house.store.read, { maxAgeDays, now, most: AT_ONCE });
    if (expiring.length === 0 || !(await tell(house, expiring))) return;
  }
}

/** False when all of them were told meanwhile. */
async function tell(house: House, expiring: readonly Expiring[]): Promise<boolean> {
  try {
    await house.store.change(system('password-notices'), async (work) => {
      let told = 0;
      for (const each of expiring) {
        if (!(await keepPasswordNotice(work, each))) continue;
        told += 1;
        const { personId, stage, changedAt, endsAt } = each;
        await work.record({
          stream: `person:${personId}`,
          fact: 'password.ending',
          data: { personId, daysBefore: stage, changedAt: changedAt.toISOString(), endsAt: endsAt.toISOString() },
        });
      }
      if (told === 0) throw new NobodyLeft();
    });
    return true;
  } catch (error) {
    if (error instanceof NobodyLeft) return false;
    throw error;
  }
}
