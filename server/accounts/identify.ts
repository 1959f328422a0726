/** Who a session cookie belongs to, asked anew at each request. */
import type { House } from '../shared/house.ts';
import type { Identified } from '../shared/http/server.ts';
import { sha256 } from '../shared/ids.ts';
import { isIdle, mustChange, TOUCH_EVERY } from './rules.ts';
import { ownerOfSession, touchSession } from './session-rows.ts';

/** What still answers while the password has expired. */
export const openWhileExpired: ReadonlySet<string> = new Set([
  'readSession',
  'signOut',
  'changePassword',
  'readProfile',
]);

/**
 * The person of the session and whether they must first change the password; null when the session is over, idle, of an
 * earlier epoch, or its person is no longer active. Marks the session as used, without making the answer wait.
 */
export async function identify(house: House, token: string): Promise<Identified | null> {
  const now = house.clock.now();
  const owner = await ownerOfSession(house.store.read, sha256(token), now);
  if (!owner || isIdle(owner, now)) return null;
  if (now.getTime() - owner.lastUsedAt.getTime() >= TOUCH_EVERY) markUsed(house, owner.sessionId);
  return {
    actor: {
      kind: 'person',
      id: owner.personId,
      sessionId: owner.sessionId,
      roles: owner.roles,
      agencyId: owner.agencyId,
      teamIds: owner.teamIds,
      areaIds: owner.areaIds,
      locale: owner.locale,
    },
    mustChangePassword: mustChange(owner, owner.passwordMaxAgeDays, now),
  };
}

function markUsed(house: House, sessionId: string): void {
  house.store
    .aside('session', (db, now) => touchSession(db, sessionId, now))
    .catch((error: unknown) => house.log.warn({ err: error }, 'a session could not be marked as used'));
}
