import type { lookAtLink as operation } from '#contract/accounts.ts';
import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import type { Caller } from '../shared/http/answer.ts';
import { sha256 } from '../shared/ids.ts';
import { endOfLink, openLink } from './credential-rows.ts';
import { liveLink } from './link-rows.ts';
import { failLink, refuseGuesser } from './throttle.ts';

/**
 * Told by the page of the link when it opens: a program that reads letters follows the address, not the page's question.
 * `token.spent` says `why` of one that was good once: whoever has its secret had it from the letter, and guesses nothing.
 */
export async function lookAtLink(
  house: House,
  given: BodyOf<typeof operation> & { caller: Caller },
): Promise<ReplyOf<typeof operation>> {
  const { address } = given.caller;
  await refuseGuesser(house, address);
  const [tokenHash, now] = [sha256(given.token), house.clock.now()];
  const link = await liveLink(house.store.read, tokenHash, { now });
  if (!link) {
    const why = await endOfLink(house.store.read, tokenHash, now);
    throw why === undefined ? await failLink(house, address) : new Fault('token.spent', { why });
  }
  const expiresAt = await house.store.aside('read-mark', (db, at) => openLink(db, link.id, at));
  return { purpose: link.purpose, expiresAt: expiresAt.toISOString() };
}
