/**
 * What reaches an open page by itself: one stream of server-sent events per browser, and who else looks at a request.
 *
 * An event says *what* changed, never its content: the page asks the API again, with its own rights.
 */
import * as v from 'valibot';
import { PersonId, PhotoId } from './ids.ts';
import { operation } from './operation.ts';
import { RequestId } from './request-shapes.ts';

/** Somebody of the desk who has this request open now; never oneself. */
export const Presence = v.object({
  personId: PersonId,
  name: v.string(),
  initials: v.string(),
  photoId: v.nullable(PhotoId),
  writing: v.boolean(),
});
export type Presence = v.InferOutput<typeof Presence>;

/** Each is an SSE event of this name with these fields as JSON in `data`. */
export const LIVE_EVENTS = {
  /** A request moved; several movements within a moment arrive as one, the last. */
  change: v.object({
    topic: v.literal('request'),
    requestId: RequestId,
    /** `request.messaged`…; `request.withdrawn` when it has just left this person's reach. */
    fact: v.string(),
    /** Of that entry in the thread: a page that already shows it need not ask again. 0: none. */
    sequence: v.number(),
    /** This same person did it, here or in another window. */
    mine: v.boolean(),
  }),
  /** The bell: something was added, or seen in another window. */
  notices: v.object({}),
  /** A notice of the desk that this person may read was shown, said more, or is over. */
  announcements: v.object({}),
  /** Who else looks at it; sent to those of the desk who have said they look at it themselves. */
  presence: v.object({ requestId: RequestId, people: v.array(Presence) }),
  /** Something may have been missed, or this person's own rights changed: load everything on screen again. */
  reset: v.object({}),
  /** Every 15 seconds, so that a page notices a line that died without a word. */
  beat: v.object({}),
  /** No more will come, and reconnecting would be in vain: the session is over, or has too many streams. */
  end: v.object({ reason: v.picklist(['session', 'crowded']) }),
} as const;
export type LiveEventName = keyof typeof LIVE_EVENTS;
export type LiveEvent = {
  [Name in LiveEventName]: {
    readonly event: Name;
    readonly data: Readonly<v.InferOutput<(typeof LIVE_EVENTS)[Name]>>;
  };
}[LiveEventName];

/** How long a stream may be silent: a page that hears nothing for twice as long opens another. */
export const HEARTBEAT_SECONDS = 15;

/**
 * A page that asks again because the stream said so sends this header with `1`: nobody touched anything, and a session
 * left alone must end although its page stays open (C58).
 */
export const BACKGROUND_HEADER = 'mesa-background';

/** Ids of events; a page that opens a new stream gives the last one it got. */
export const EventId = v.pipe(v.string('field.text'), v.regex(/^[0-9A-F]{8}-\d{1,15}$/, 'field.cursor'));

export const followLive = operation({
  name: 'followLive',
  method: 'GET',
  path: '/api/live',
  permission: 'account.own',
  summary: 'What changes from now on, or since the event that `Last-Event-ID` or `after` names',
  carrier: 'stream',
  background: true,
  query: v.strictObject({ after: v.optional(EventId) }),
  reply: v.union(Object.values(LIVE_EVENTS)),
  refusals: ['origin.refused'],
});

/** A page says it every 20 s while it shows the request, and `gone` when it leaves; after 40 s of silence it is gone. */
export const showPresence = operation({
  name: 'showPresence',
  method: 'POST',
  path: '/api/requests/:id/presence',
  permission: 'request.queue',
  summary: 'I look at this request, write in it, or left it; gives who else does',
  background: true,
  params: v.strictObject({ id: RequestId }),
  body: v.strictObject({ state: v.picklist(['looking', 'writing', 'gone'], 'field.choice') }),
  reply: v.object({ people: v.array(Presence) }),
  refusals: ['not-found'],
});
