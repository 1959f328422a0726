/** What movements of requests say to open pages: to those alone who may read what moved. */
import type { LiveEvent } from '#contract/live.ts';
import type { RequestId } from '#contract/requests.ts';
import { type LiveTopic, PRESENCE_CHANGED, type Say } from '#server/shared/live/topic.ts';
import { type LiveFact, subjectOf } from '#server/shared/live/wire.ts';
import type { PersonActor } from '#server/shared/policy.ts';
import { assignedFrom, type Concerned, concernedBy } from './live-rows.ts';
import { type RequestFacts, requestPolicy } from './policy.ts';
import { isPublicFact } from './rules.ts';

/** Facts after which it may be somebody else's. */
const MOVING = ['request.assigned', 'request.reclassified'];
/** Not of the history: it went where this person does not reach. */
const WITHDRAWN = 'request.withdrawn';

export const requestTopic: LiveTopic = {
  of: 'request',
  prepare: async (house, facts) => {
    const db = house.store.read;
    const [concerned, before] = await Promise.all([
      concernedBy(db, [...new Set(facts.map((fact) => subjectOf(fact.stream)))]),
      assignedFrom(
        db,
        facts.filter((fact) => MOVING.includes(fact.fact)),
      ),
    ]);
    const events = new Map(facts.map((fact) => [fact, eventsOf(fact)]));
    const moved: Say = (actor, fact) => {
      const request = concerned.get(subjectOf(fact.stream));
      const given = events.get(fact);
      if (request === undefined || given === undefined) return null;
      const right = isPublicFact(fact.fact) ? 'see-summary' : 'see-internal';
      if (requestPolicy.may(right, actor, asSeenBy(actor, request)))
        return fact.actorId === actor.id ? given.mine : given.theirs;
      const was = before.get(fact);
      if (was === undefined || !requestPolicy.may(right, actor, asSeenBy(actor, { ...request, ...was }))) return null;
      return given.withdrawn;
    };
    const looking: Say = (actor, fact) => {
      const request = concerned.get(subjectOf(fact.stream));
      const people = house.live.presentOn(fact.stream);
      if (request === undefined || !people.some((each) => each.personId === actor.id)) return null;
      if (!requestPolicy.may('see-internal', actor, asSeenBy(actor, request))) return null;
      const others = people.filter((each) => each.personId !== actor.id);
      return { event: 'presence', data: { requestId: idOf(fact), people: others } };
    };
    return (actor, fact) => (fact.fact === PRESENCE_CHANGED ? looking(actor, fact) : moved(actor, fact));
  },
};

const idOf = (fact: LiveFact): RequestId => subjectOf(fact.stream) as RequestId;

const asSeenBy = (actor: PersonActor, request: Concerned): RequestFacts => ({
  ...request,
  takes_part: request.participants.has(actor.id),
});

type Events = { readonly mine: LiveEvent; readonly theirs: LiveEvent; readonly withdrawn: LiveEvent };

/** Made once for everybody. */
function eventsOf(fact: LiveFact): Events {
  const change = (name: string, mine: boolean): LiveEvent => ({
    event: 'change',
    data: { topic: 'request', requestId: idOf(fact), fact: name, sequence: fact.sequence, mine },
  });
  return {
    mine: change(fact.fact, true),
    theirs: change(fact.fact, false),
    withdrawn: change(WITHDRAWN, false),
  };
}
