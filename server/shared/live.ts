/**
 * Open pages hear at once of what happened: one LISTEN per node, fan-out in memory over server-sent events.
 *
 * What a fact means, and to whom, is each slice's to say (`LiveTopic`), asked anew with the actor of each stream as their
 * session stands: what cannot be asked is told to nobody.
 */
import { sql } from 'kysely';
import type { Clock } from './clock.ts';
import { Fault } from './fault.ts';
import type { House } from './house.ts';
import { openFanOut } from './live/fan-out.ts';
import { type Moments, openMoments } from './live/moments.ts';
import { openPresence, type PresenceBook, type Shown, shownFrom } from './live/presence.ts';
import { openRing } from './live/ring.ts';
import { type Outlet, openStreams, type Streams } from './live/streams.ts';
import { type LiveIdentity, type LiveTopic, presenceChanged } from './live/topic.ts';
import { FACTS_CHANNEL, fromLine, type LiveFact, PRESENCE_CHANNEL, toLine, topicOf } from './live/wire.ts';
import type { Log } from './log.ts';
import type { PersonActor } from './policy.ts';
import { type Listener, type ListenParts, openListener } from './postgres/listen.ts';
import type { Writer } from './store.ts';

export type Live = {
  /** Tells of something the history does not have, once the transaction commits. */
  tell(db: Writer, facts: readonly Pick<LiveFact, 'stream' | 'fact'>[]): Promise<void>;
  /** Opens a stream, from after that event on where one is named; refuses when the node has enough. */
  follow(actor: PersonActor, after: string | null): (outlet: Outlet) => void;
  /** Somebody looks, writes or left; told to those who look too. */
  show(shown: Shown): void;
  presentOn: PresenceBook['on'];
  /** Starts telling; `house` is passed to the topics. */
  work(house: House): void;
  figures(): { streams: number; cuts: number };
  /** Ends every stream, with a hint of when to come back. */
  close(): Promise<void>;
};

export type LiveParts = {
  readonly config: ListenParts['config'];
  readonly topics: readonly LiveTopic[];
  readonly identity: LiveIdentity;
  readonly clock: Clock;
  readonly log: Log;
};

export async function openLive(parts: LiveParts): Promise<Live> {
  const { config, topics, identity, clock, log } = parts;
  const streams = openStreams();
  const presence = openPresence(clock.elapsed);
  const fanOut = openFanOut({ topics, identity, streams });
  const moments = openMoments({ ring: openRing(clock.elapsed), streams, fanOut, log });
  const known = new Set(topics.map((topic) => topic.of));
  const showHere = (shown: Shown): void => {
    if (presence.show(shown)) moments.take([presenceChanged(shown.subject)]);
  };
  const listener = await openListener({
    config,
    channels: [FACTS_CHANNEL, PRESENCE_CHANNEL],
    log,
    heard: ({ channel, payload, own }) => {
      const shown = channel === PRESENCE_CHANNEL && !own ? shownFrom(payload) : null;
      if (shown !== null) showHere(shown);
      const fact = channel === FACTS_CHANNEL ? fromLine(payload) : null;
      if (fact !== null && (known.has(topicOf(fact.stream)) || identity.personOf(fact) !== null)) moments.take([fact]);
    },
    returned: moments.resetAll,
  });
  let house: House | null = null;
  let stopTicking = (): void => undefined;

  return {
    tell,
    follow: (actor, after) => {
      const within = house;
      if (within === null || streams.isFull()) throw new Fault('server.unavailable', {}, { retryAfter: 10 });
      return (outlet) => {
        moments.join(within, { actor, outlet, after }).catch((error: unknown) => {
          log.warn({ err: error }, 'a stream could not be opened');
          outlet.cut();
        });
      };
    },
    show: (shown) => {
      showHere(shown);
      listener.notify(PRESENCE_CHANNEL, JSON.stringify(shown));
    },
    presentOn: presence.on,
    work: (within) => {
      house = within;
      moments.start(within);
      const recheck = () => fanOut.recheck(within, moments.here());
      stopTicking = tick({ streams, presence, moments, listener, log, recheck });
    },
    figures: () => ({ streams: streams.all.size, cuts: streams.cuts() }),
    close: async () => {
      house = null;
      stopTicking();
      moments.close();
      streams.closeAll();
      await listener.close();
    },
  };
}

const tell: Live['tell'] = async (db, facts) => {
  if (facts.length === 0) return;
  const lines = facts.map((fact) => toLine({ ...fact, sequence: 0, actorId: null }));
  await sql`select pg_notify(${FACTS_CHANNEL}, line) from unnest(${lines}::text[]) line`.execute(db);
};

type Ticking = {
  streams: Streams;
  presence: PresenceBook;
  moments: Moments;
  listener: Listener;
  log: Log;
  recheck: () => Promise<void>;
};

const BEAT_EVERY = 15;
/** A revoked session closes within 5 s even when nothing told of it. */
const RECHECK_EVERY = 3;

/** What is done by the second; heartbeats take turns, so that thousands do not fall into one instant. */
function tick(parts: Ticking): () => void {
  const { streams, presence, moments, listener, log } = parts;
  let second = 0;
  let isLooking = false;
  const timer = setInterval(() => {
    second += 1;
    streams.beat(BEAT_EVERY, second, moments.here());
    moments.take(presence.expire().map(presenceChanged));
    if (second % BEAT_EVERY === 0) listener.check();
    if (second % RECHECK_EVERY !== 0 || isLooking) return;
    isLooking = true;
    parts
      .recheck()
      .catch((error: unknown) => log.warn({ err: error }, 'sessions of open pages could not be looked at'))
      .finally(() => {
        isLooking = false;
      });
  }, 1_000);
  timer.unref();
  return () => clearInterval(timer);
}
