/** The bell on open pages: each person hears of their own alone. */
import type { LiveTopic } from '../shared/live/topic.ts';
import { type LiveFact, subjectOf } from '../shared/live/wire.ts';

export const bellRang = (personId: string): Pick<LiveFact, 'stream' | 'fact'> => ({
  stream: `notices:${personId}`,
  fact: 'notices.changed',
});

const NOTICES = { event: 'notices', data: {} } as const;

export const bellTopic: LiveTopic = {
  of: 'notices',
  prepare: async () => (actor, fact) => (subjectOf(fact.stream) === actor.id ? NOTICES : null),
};
