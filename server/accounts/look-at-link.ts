import type { lookAtLink as operation } from '#contract/accounts.ts';
import type { BodyOf, ReplyOf } from '#contract/operation.ts';
import type { House } from '../shared/house.ts';
import type { Caller } from '../shared/http/answer.ts';
import { sha256 } from '../shared/ids.ts';
import { openLink } from './credential-rows.ts';
import { liveLink } from './link-rows.ts';
import { failLink, refuseGuesser } from './throttle.ts';

/** Told by the page of the link when it opens: a program that reads letters follows the address, not the page's question. */
export async function lookAtLink(
  house: House,
  given: BodyOf<typeof operation> & { caller: Caller },
): Promise<ReplyOf<typeof operation>> {
  const { address } = given.caller;
  await refuseGuesser(house, address);
  const link = await liveLink(house.store.read, sha256(given.token), { now: house.clock.now() });
  if (!link) throw await failLink(house, address);
  const expiresAt = await house.store.aside('read-mark', (db, now) => openLink(db, link.id, now));
  return { purpose: link.purpose, expiresAt: expiresAt.toISOString() };
}
