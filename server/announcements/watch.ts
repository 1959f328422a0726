/** Begins and ends notices at their instants, and tells open pages of all that moves in what they may read. */
import type { LiveEvent } from '#contract/live.ts';
import type { House } from '#server/shared/house.ts';
import type { LiveTopic } from '#server/shared/live/topic.ts';
import { subjectOf } from '#server/shared/live/wire.ts';
import { hasRight, system } from '#server/shared/policy.ts';
import { keepTime } from './administer.ts';
import { openNow } from './current.ts';
import { announcementsByIds } from './rows.ts';
import { isReader, standingOf } from './rules.ts';

/** Nothing was to be noted after all: nothing is committed. */
class Nothing extends Error {}

/** Looks in memory; only what is due is asked of the database. */
export async function watchAnnouncements(house: House): Promise<void> {
  const now = house.clock.now();
  for (const each of await openNow(house)) {
    const standing = standingOf(each, now);
    if (standing !== 'ended' && (standing !== 'shown' || each.startedAt !== null)) continue;
    await house.store
      .change(system('announcements'), async (work) => {
        if (!(await keepTime(work, each.id))) throw new Nothing();
      })
      .catch((error: unknown) => {
        if (!(error instanceof Nothing)) throw error;
      });
  }
}

const EVENT: LiveEvent = { event: 'announcements', data: {} };

/** Readers hear of what was ever shown to them; those who word notices, of all. */
export const announcementTopic: LiveTopic = {
  of: 'announcement',
  prepare: async (house, facts) => {
    const kept = await announcementsByIds(house.store.read, [...new Set(facts.map((fact) => subjectOf(fact.stream)))]);
    return (actor, fact) => {
      const one = kept.get(subjectOf(fact.stream));
      if (one === undefined) return null;
      if (hasRight(actor, 'announcement.administer')) return EVENT;
      return one.startedAt !== null && isReader(actor, one) ? EVENT : null;
    };
  },
};
