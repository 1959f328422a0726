/** From facts to what each stream gets of them, with the rights its person has at this moment. */
import type { LiveEvent } from '#contract/live.ts';
import type { House } from '../house.ts';
import type { PersonActor } from '../policy.ts';
import { RESET, type Streams, textOf } from './streams.ts';
import type { LiveIdentity, LiveTopic, Say } from './topic.ts';
import { type LiveFact, topicOf } from './wire.ts';

export type FanOut = {
  /** Gives every stream its share. */
  deliver(house: House, facts: readonly LiveFact[], id: string): Promise<void>;
  /** The share of one actor. */
  textsFor(house: House, asked: { actor: PersonActor; facts: readonly LiveFact[]; id: string }): Promise<string[]>;
  /** Looks at the sessions of all streams, or of these persons': what is over ends, who changed loads anew. */
  recheck(house: House, id: string, persons?: ReadonlySet<string>): Promise<void>;
};

export function openFanOut(parts: {
  readonly topics: readonly LiveTopic[];
  readonly identity: LiveIdentity;
  readonly streams: Streams;
}): FanOut {
  const { topics, identity, streams } = parts;

  const prepare = async (house: House, facts: readonly LiveFact[]): Promise<Say> => {
    const says = new Map<string, Say>();
    for (const topic of topics) {
      const its = facts.filter((fact) => topicOf(fact.stream) === topic.of);
      if (its.length > 0) says.set(topic.of, await topic.prepare(house, its));
    }
    return (actor, fact) => says.get(topicOf(fact.stream))?.(actor, fact) ?? null;
  };

  const recheck: FanOut['recheck'] = async (house, id, persons) => {
    const concerned = [...streams.all].filter((stream) => persons?.has(stream.actor.id) ?? true);
    if (concerned.length === 0) return;
    const sessionIds = [...new Set(concerned.map((stream) => stream.actor.sessionId))];
    const open = await identity.reidentify(house, sessionIds);
    for (const stream of concerned) {
      const actor = open.get(stream.actor.sessionId);
      if (actor === undefined) {
        streams.end(stream, 'session', id);
        continue;
      }
      const isChanged = reachOf(actor) !== reachOf(stream.actor);
      stream.actor = actor;
      if (isChanged) streams.send(stream, [textOf(RESET, id)], id);
    }
  };

  return {
    recheck,
    deliver: async (house, facts, id) => {
      if (streams.all.size === 0) return;
      const persons = new Set(facts.map(identity.personOf).filter((person) => person !== null));
      if (persons.size > 0) await recheck(house, id, persons);
      const say = await prepare(house, facts);
      const write = writer(id);
      for (const stream of streams.all) streams.send(stream, shareOf(stream.actor, facts, say).map(write), id);
    },
    textsFor: async (house, { actor, facts, id }) => shareOf(actor, facts, await prepare(house, facts)).map(writer(id)),
  };
}

/** Everything that decides what one may see. */
const reachOf = (actor: PersonActor): string =>
  JSON.stringify([
    actor.roles.toSorted(),
    actor.agencyId,
    actor.teamIds.toSorted(),
    actor.areaIds === 'every' ? 'every' : actor.areaIds.toSorted(),
    actor.principalIds ?? [],
  ]);

/** Most streams get the very same event: its text is made once. */
function writer(id: string): (event: LiveEvent) => string {
  const made = new Map<LiveEvent, string>();
  return (event) => {
    const before = made.get(event);
    if (before !== undefined) return before;
    const text = textOf(event, id);
    made.set(event, text);
    return text;
  };
}

/** What of these facts this actor gets; of several on one thing, the last. */
function shareOf(actor: PersonActor, facts: readonly LiveFact[], say: Say): LiveEvent[] {
  const share = new Map<string, LiveEvent>();
  for (const fact of facts) {
    const event = say(actor, fact);
    if (event === null) continue;
    const key = `${fact.stream} ${event.event}`;
    const before = share.get(key);
    share.set(key, before === undefined ? event : later(before, event));
  }
  return [...share.values()];
}

/** A movement by somebody else is not hidden by one's own after it. */
const later = (before: LiveEvent, event: LiveEvent): LiveEvent =>
  before.event === 'change' && event.event === 'change' && event.data.mine && !before.data.mine
    ? { event: 'change', data: { ...event.data, mine: false } }
    : event;
