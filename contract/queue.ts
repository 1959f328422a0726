/** The desk's list (bandeja): built-in views, filters, orders, and how many requests each view holds. */
import * as v from 'valibot';
import { AgencyId, AnnouncementId, AreaId, ServiceId, TeamId } from './ids.ts';
import { operation } from './operation.ts';
import { RequestSummary, STATE_GROUPS, StateFilter } from './request-shapes.ts';
import { Cursor, id, LocalText, line } from './shapes.ts';

/**
 * mine: assigned to me · unassigned: to nobody · due_today: clocks that run out before the local day ends, or already did ·
 * waiting: for an answer, the requester's or a third party's · urgency: urgency asked and not decided · team: of my teams ·
 * all: everything within reach.
 */
export const QUEUE_VIEWS = ['mine', 'unassigned', 'due_today', 'waiting', 'urgency', 'team', 'all'] as const;
export const QueueView = v.picklist(QUEUE_VIEWS, 'field.choice');
export type QueueView = (typeof QUEUE_VIEWS)[number];

/** Groups of open requests by the deadline of their solution; a paused one has none that runs. */
export const DUE_GROUPS = ['overdue', 'today', 'later', 'paused'] as const;
export type DueGroup = (typeof DUE_GROUPS)[number];

/** due: overdue, then nearest, paused last · newest: registered last first · oldest_movement: longest without a movement first. */
export const QUEUE_ORDERS = ['due', 'newest', 'oldest_movement'] as const;
export type QueueOrder = (typeof QUEUE_ORDERS)[number];

/** The same in the address of the list, in a saved view and in an act on many. */
export const queueFilters = {
  view: v.optional(QueueView),
  /** Folio in any form (123, 000123, SS/2026/123) or words of the subject. */
  q: v.optional(line(0, 160)),
  /** Absent: open ones. */
  state: v.optional(StateFilter),
  area: v.optional(AreaId),
  service: v.optional(ServiceId),
  agency: v.optional(AgencyId),
  level: v.optional(id('LevelId')),
  team: v.optional(TeamId),
  agent: v.optional(id('PersonId')),
  /** Joined to this outage. */
  outage: v.optional(AnnouncementId),
  due: v.optional(v.picklist(DUE_GROUPS, 'field.choice')),
  /** Absent: `due` among open ones, else `newest`. */
  order: v.optional(v.picklist(QUEUE_ORDERS, 'field.choice')),
};
export const QueueFilters = v.strictObject(queueFilters);
export type QueueFilters = v.InferOutput<typeof QueueFilters>;

const OPEN_FILTERS: readonly string[] = ['open', ...STATE_GROUPS.open];
/** What these find is open, all of it: only that is counted. */
export const isAmongOpen = (filters: Pick<QueueFilters, 'state'>): boolean =>
  OPEN_FILTERS.includes(filters.state ?? 'open');

/** A line of the desk's list: what only the desk needs to know of a request stands beside what everybody sees. */
export const QueueItem = v.object({
  ...RequestSummary.entries,
  teamName: v.nullable(LocalText),
  levelName: LocalText,
});
export type QueueItem = v.InferOutput<typeof QueueItem>;

export const listQueue = operation({
  name: 'listQueue',
  method: 'GET',
  path: '/api/queue',
  permission: 'request.queue',
  summary: 'Requests this person attends or may attend, nearest deadline first',
  query: v.strictObject({ ...queueFilters, cursor: v.optional(Cursor) }),
  reply: v.object({ items: v.array(QueueItem), next: v.nullable(v.string()) }),
});

/** Above it a count says only "so many or more". */
export const QUEUE_COUNT_CAP = 1000;

const viewCounts = v.object({
  mine: v.number(),
  unassigned: v.number(),
  due_today: v.number(),
  waiting: v.number(),
  urgency: v.number(),
  team: v.number(),
  all: v.number(),
});

/** May differ whenever the stream tells of a `change`; and `due_today`, as time passes. */
export const countQueue = operation({
  name: 'countQueue',
  method: 'GET',
  path: '/api/queue/counts',
  permission: 'request.queue',
  summary: 'How many open requests each view of the desk holds for this person, capped at 1000',
  reply: v.object({
    views: viewCounts,
    /** Of each saved view; null where it looks at more than what is open. */
    saved: v.array(v.object({ id: id('SavedViewId'), count: v.nullable(v.number()) })),
  }),
});
