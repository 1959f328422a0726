/** The recovery key: its public half lies on the server and seals archives, its secret half is shown once and kept nowhere. */

import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import type { makeRecoveryKey as operation } from '#contract/safekeeping.ts';
import { proveOwnPassword } from '../accounts/index.ts';
import { INSTITUTION_STREAM } from '../institution/index.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { Caller } from '../shared/http/answer.ts';
import { type Actor, allow, personOf } from '../shared/policy.ts';
import type { Secrets } from '../shared/secrets.ts';
import { readPlan, saveKeySince } from './plan-rows.ts';
import { safekeepingPolicy } from './policy.ts';
import { BackupFailed } from './refused.ts';
import { isRecipient, newRecoveryKey } from './seal.ts';

/** Where the public half of the recovery key lies; it opens nothing. */
const RECIPIENT = 'recovery-recipient';

/** Null: no recovery key was made yet. */
export function recipientIn(secrets: Secrets): string | null {
  const kept = secrets.read(RECIPIENT);
  return kept !== null && isRecipient(kept) ? kept : null;
}

/** From now on archives are sealed for the holder of this key. */
export const keepRecipient = (secrets: Secrets, recipient: string): void => secrets.write(RECIPIENT, recipient);

/**
 * Makes the recovery key and gives its secret half: whoever asked writes it down. Archives made before open with the key of
 * before. Throws BackupFailed `has-key` when there is one and `replace` is false.
 */
export async function makeRecoveryKey(
  house: House,
  { replace, actor }: { replace: boolean; actor: Actor },
): Promise<{ identity: string; recipient: string; at: Date }> {
  const key = await newRecoveryKey();
  const at = await house.store.change(actor, async (work) => {
    // One at a time: of two who ask at once, the second finds the first one's key.
    allow(safekeepingPolicy, 'administer', { actor, thing: await readPlan(work.db, 'lock') });
    const former = recipientIn(house.secrets);
    if (former !== null && !replace) throw new BackupFailed('has-key');
    await saveKeySince(work);
    const data = { recipient: key.recipient, former };
    await work.record({ stream: INSTITUTION_STREAM, fact: 'backup.key-made', data });
    keepRecipient(house.secrets, key.recipient);
    return work.now;
  });
  return { ...key, at };
}

/** By an administrator on screen, who types their password once more. Throws `backup.has-key`, `password.current-wrong`. */
export async function makeKeyOnScreen(
  house: House,
  actor: Actor,
  given: BodyOf<typeof operation> & { caller: Caller },
): Promise<ReplyOf<typeof operation>> {
  const { password, replace, caller } = given;
  await proveOwnPassword(house, personOf(actor), { password, address: caller.address });
  try {
    const { at, ...key } = await makeRecoveryKey(house, { replace, actor });
    return { ...key, at: at.toISOString() };
  } catch (error) {
    throw error instanceof BackupFailed ? new Fault('backup.has-key') : error;
  }
}
