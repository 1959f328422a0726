/**
 * An outage (falla general) that many report: a notice of the desk of that kind, and the requests joined to it. Joining says that
 * they are about the same; each keeps its state, its clock and its own thread.
 */
import * as v from 'valibot';
import { Touches } from './announcements.ts';
import { AnnouncementId } from './ids.ts';
import { operation } from './operation.ts';
import { acts, oneRequest, seen } from './request-acts.ts';
import { RequestView } from './request-shapes.ts';
import { Instant, LocalText } from './shapes.ts';

/** Hours for which requests may still be joined to an outage that is over. */
export const JOIN_WITHIN_HOURS = 72;

const Counts = { open: v.number(), total: v.number() };

export const OutageView = v.object({
  id: AnnouncementId,
  title: LocalText,
  begins: Instant,
  /** Null: it lasts. */
  endedAt: v.nullable(Instant),
  touches: Touches,
  /** What ended it, in words to resolve requests with; null: nobody said. */
  solution: v.nullable(v.string()),
  /** Requests joined to it, on the whole desk. */
  requests: v.object(Counts),
  /** Requests may be joined to it. */
  joinable: v.boolean(),
});
export type OutageView = v.InferOutput<typeof OutageView>;

export const listOutages = operation({
  name: 'listOutages',
  method: 'GET',
  path: '/api/outages',
  permission: 'request.queue',
  summary: 'Outages that requests may be joined to: those that last first, then those just over',
  reply: v.object({ items: v.array(OutageView) }),
});

export const readOutage = operation({
  name: 'readOutage',
  method: 'GET',
  path: '/api/outages/:id',
  permission: 'request.queue',
  summary: 'One outage people were told of, whenever that was, with how many requests it holds',
  params: v.strictObject({ id: AnnouncementId }),
  reply: OutageView,
  refusals: ['not-found'],
});

export const readPossibleOutage = operation({
  name: 'readPossibleOutage',
  method: 'GET',
  path: '/api/requests/:id/outage',
  permission: 'request.attend',
  summary: 'Whether others report the same about the same time, and which outage that people know of it may be part of',
  params: oneRequest,
  reply: v.object({
    /** More people than usual asked for the same service within hours of this one; null: nothing out of the ordinary. */
    alike: v.nullable(
      v.object({
        /** This one's requester among them. */
        people: v.number(),
        /** Where they are, when it is of one place; empty: of several. */
        building: v.string(),
      }),
    ),
    /** Outages that touch its service or its area and that its requester reads. */
    known: v.array(OutageView),
  }),
  refusals: ['not-found', 'right.missing'],
});

const joins = [...acts, 'outage.over', 'outage.joined', 'outage.audience'] as const;

export const joinOutage = operation({
  name: 'joinOutage',
  method: 'POST',
  path: '/api/requests/:id/outage',
  permission: 'request.attend',
  summary:
    'It reports this outage: its requester is told; nothing else of it changes. From another outage it moves here',
  params: oneRequest,
  body: v.strictObject({ ...seen, outageId: AnnouncementId }),
  reply: RequestView,
  refusals: joins,
});

export const leaveOutage = operation({
  name: 'leaveOutage',
  method: 'POST',
  path: '/api/requests/:id/outage/leave',
  permission: 'request.attend',
  summary: 'It is not about that outage after all: it stands on its own again',
  params: oneRequest,
  body: v.strictObject(seen),
  reply: RequestView,
  refusals: [...acts, 'outage.left'],
});
