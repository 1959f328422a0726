/** Naming who leaves and who takes over: nobody may read an agency letter by letter. */
import type { findLeavers as findOperation, lookAtLeaver as lookOperation } from '#contract/deactivations.ts';
import type { QueryOf, ReplyOf } from '#contract/operation.ts';
import { leaverById, leaversNamed, peopleWithRole } from '../accounts/index.ts';
import { leftByPerson } from '../requests/index.ts';
import { MINUTE } from '../shared/clock.ts';
import { Fault } from '../shared/fault.ts';
import type { House } from '../shared/house.ts';
import { type Limit, spend } from '../shared/limits.ts';
import { type Actor, hasRole, personOf } from '../shared/policy.ts';
import { holdsOf } from './holds.ts';
import { deactivationPolicy, waysOf } from './policy.ts';
import { scheduledOf } from './rows.ts';
import { takerOf } from './taker.ts';
import { toLeaverViews } from './view.ts';

const SEARCHES: Limit = { name: 'leavers', points: 200, windowMs: 15 * MINUTE };
const MOST = 8;

/** Throws `rate.exceeded`. */
export async function findLeavers(
  house: House,
  actor: Actor,
  query: QueryOf<typeof findOperation>,
): Promise<ReplyOf<typeof findOperation>> {
  const me = personOf(actor);
  await spend(house.store, SEARCHES, { whom: me.id, now: house.clock.now() });
  const agencyId = hasRole(actor, 'operator_admin') ? (query.agencyId ?? null) : me.agencyId;
  const db = house.store.read;
  return { people: await toLeaverViews(db, await leaversNamed(db, { q: query.q, agencyId, most: MOST })) };
}

/** Throws `not-found`, as much for who does not exist, or has no account any more, as for who is of another agency. */
export async function lookAtLeaver(house: House, actor: Actor, id: string): Promise<ReplyOf<typeof lookOperation>> {
  const me = personOf(actor);
  const db = house.store.read;
  const leaver = await leaverById(db, id);
  const [person] = await toLeaverViews(db, leaver ? [leaver] : []);
  if (!leaver || !person || !deactivationPolicy.sees(actor, { agencyId: leaver.agencyId, personId: leaver.id }))
    throw new Fault('not-found');
  const form = { agencyId: leaver.agencyId, personId: leaver.id, colleagueId: null, askedBy: me.id };
  const [open, taker, administrators, scheduled, holds] = await Promise.all([
    leftByPerson(db, id),
    takerOf(db, form),
    peopleWithRole(db, 'operator_admin', null),
    scheduledOf(db, id),
    holdsOf(house, leaver),
  ]);
  const isLast = administrators.length === 1 && administrators[0] === id;
  const obstacle = me.id === id ? 'self' : scheduled !== null ? 'scheduled' : isLast ? 'last-admin' : null;
  const coordinator = taker && { id: taker.id, name: taker.fullName };
  return { person, ...open, coordinator, holds, obstacle, scheduled, ways: waysOf(actor, leaver.agencyId) };
}
