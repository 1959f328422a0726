/** Who of the desk has a request open now. Whoever asked for it never learns of it. */

import type { showPresence } from '#contract/live.ts';
import type { ReplyOf } from '#contract/operation.ts';
import { personById } from '#server/accounts/index.ts';
import type { House } from '#server/shared/house.ts';
import type { PresenceState } from '#server/shared/live/presence.ts';
import { type Actor, allow, personOf } from '#server/shared/policy.ts';
import { requestPolicy } from './policy.ts';
import { findRequest } from './rows.ts';

export async function showWhoLooks(
  house: House,
  actor: Actor,
  shown: { id: string; state: PresenceState },
): Promise<ReplyOf<typeof showPresence>> {
  const db = house.store.read;
  const [row, me] = await Promise.all([findRequest(db, { id: shown.id }, actor), personById(db, personOf(actor).id)]);
  const request = allow(requestPolicy, 'see-internal', { actor, thing: row });
  const subject = `request:${request.id}`;
  // An auditor sees who works on it, and is no colleague to wait for.
  if (me && requestPolicy.may('attend', actor, request))
    house.live.show({
      subject,
      who: { personId: me.id, name: me.fullName, initials: me.initials, photoId: me.photoId },
      state: shown.state,
    });
  return { people: house.live.presentOn(subject).filter((each) => each.personId !== me?.id) };
}
