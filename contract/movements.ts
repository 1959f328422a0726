/** A person changes position or agency: recorded by DTI, with ground and day, or said before it; what is open goes along or stays with the agency left. */
import * as v from 'valibot';
import { LeaverHolds } from './deactivation-shapes.ts';
import { AgencyId, PersonId, PositionId } from './ids.ts';
import { operation } from './operation.ts';
import { Role } from './permissions.ts';
import { Day, Instant, id, LocalText, text } from './shapes.ts';

export const MovementId = id('MovementId');
export type MovementId = v.InferOutput<typeof MovementId>;

/** correction: the account said from the beginning what was not so. `other` is said in the note. */
export const MOVEMENT_GROUNDS = ['promotion', 'transfer', 'reorganisation', 'correction', 'other'] as const;
const MovementGround = v.picklist(MOVEMENT_GROUNDS, 'field.choice');
export type MovementGround = v.InferOutput<typeof MovementGround>;

const onePerson = v.strictObject({ id: PersonId });
const Place = { agencyId: AgencyId, positionId: PositionId };
const Named = v.object({ agency: LocalText, position: LocalText });

const MovementsView = v.object({
  now: v.object(Place),
  /** Requests of theirs that are open. */
  follows: v.number(),
  /** Who would take those that stay with the agency left; null: nobody coordinates or heads it, and they go along. */
  taker: v.nullable(v.object({ id: PersonId, name: v.string() })),
  /** Offices of the agency, which end where it is left. */
  ends: v.array(Role),
  /** What they hold beside requests: whoever records it is told what another agency leaves without. */
  holds: LeaverHolds,
  /** Said before its day: takes effect as that opens at the institution, by itself. */
  planned: v.nullable(
    v.object({
      to: Named,
      agencyChanged: v.boolean(),
      ground: MovementGround,
      note: v.string(),
      since: Day,
      at: Instant,
      by: v.string(),
      /** Of open requests: whether they stay, and with whom; null: with whoever coordinates the agency that day. */
      passes: v.boolean(),
      colleague: v.nullable(v.string()),
    }),
  ),
  items: v.array(
    v.object({
      id: MovementId,
      /** As they were called on that day. */
      from: Named,
      to: Named,
      agencyChanged: v.boolean(),
      ground: MovementGround,
      note: v.string(),
      since: Day,
      at: Instant,
      by: v.string(),
      ended: v.array(Role),
      takenBy: v.nullable(v.string()),
      requestsPassed: v.number(),
    }),
  ),
});
export type MovementsView = v.InferOutput<typeof MovementsView>;

export const listMovements = operation({
  name: 'listMovements',
  method: 'GET',
  path: '/api/people/:id/movements',
  permission: 'people.administer',
  summary: 'Changes of position and agency of a person, the newest first; and what another would touch',
  params: onePerson,
  reply: MovementsView,
  refusals: ['not-found'],
});

export const movePerson = operation({
  name: 'movePerson',
  method: 'POST',
  path: '/api/people/:id/movements',
  permission: 'people.administer',
  asksAgain: true,
  summary:
    'Record that a person changed position or agency, or will on a day; offices of an agency left end, and so do open sessions',
  params: onePerson,
  body: v.strictObject({
    /** What was shown: another movement meanwhile is not written over. */
    seen: v.strictObject(Place),
    ...Place,
    ground: MovementGround,
    note: v.optional(text(0, 500), ''),
    /** The day it holds from. One to come: it is kept, and done as that day opens. */
    since: Day,
    /** Of another agency: open requests stay with the agency left, in a colleague’s hands. */
    passRequests: v.boolean(),
    /** Of that agency, where it is not whoever coordinates it. */
    colleagueId: v.optional(v.nullable(PersonId), null),
  }),
  reply: MovementsView,
  refusals: ['not-found', 'right.missing', 'account.closed', 'version.stale', 'movement.below', 'movement.planned'],
});

export const cancelMovement = operation({
  name: 'cancelMovement',
  method: 'POST',
  path: '/api/people/:id/movements/planned/cancel',
  permission: 'people.administer',
  summary: 'Leave undone the change that was said for a day to come; where there is none, it is what was wanted',
  params: onePerson,
  body: v.strictObject({}),
  reply: MovementsView,
  refusals: ['not-found', 'right.missing'],
});
