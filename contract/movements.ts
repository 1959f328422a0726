/** A person changes position or agency: recorded by DTI, with ground and day; what is open goes along or stays with the agency left. */
import * as v from 'valibot';
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
  summary: 'Record that a person changed position or agency; offices of an agency left end, and so do open sessions',
  params: onePerson,
  body: v.strictObject({
    /** What was shown: another movement meanwhile is not written over. */
    seen: v.strictObject(Place),
    ...Place,
    ground: MovementGround,
    note: v.optional(text(0, 500), ''),
    /** The day it holds from; not one to come. */
    since: Day,
    /** Of another agency: open requests stay with the agency left, in a colleague’s hands. */
    passRequests: v.boolean(),
  }),
  reply: MovementsView,
  refusals: ['not-found', 'right.missing', 'account.closed', 'version.stale', 'movement.below'],
});
