/** What a reader meets: from memory, by the instant, and with what they did with it. */
import type {
  CurrentAnnouncement,
  currentAnnouncements,
  dismissAnnouncement,
  followAnnouncement,
  publicAnnouncements,
} from '#contract/announcements.ts';
import type { ReplyOf } from '#contract/operation.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { type Actor, personOf } from '#server/shared/policy.ts';
import { settledVersionOf } from '#server/shared/settled.ts';
import { mark, marksOf, type Open, openAnnouncements } from './rows.ts';
import { inOrder, isReader, standingOf } from './rules.ts';

/** Published and not noted as over, from memory: one small statement. */
export async function openNow(house: House): Promise<readonly Open[]> {
  const version = await settledVersionOf(house.store.read);
  return house.store.settled(openAnnouncements, { version });
}

async function shownNow(house: House): Promise<Open[]> {
  const now = house.clock.now();
  return (await openNow(house)).filter((each) => standingOf(each, now) === 'shown').toSorted(inOrder);
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

const wordsOf = (each: Open) => ({
  id: each.id as CurrentAnnouncement['id'],
  kind: each.kind,
  title: each.title,
  body: each.body,
  begins: (each.beginsAt ?? each.shownFrom ?? new Date(0)).toISOString(),
  until: iso(each.untilAt),
});

export async function readCurrent(house: House, actor: Actor): Promise<ReplyOf<typeof currentAnnouncements>> {
  const { id: personId } = personOf(actor);
  const shown = (await shownNow(house)).filter((each) => isReader(actor, each));
  const marks = await marksOf(house.store.read, { personId, ids: shown.map((each) => each.id) });
  return {
    items: shown.map((each) => ({
      ...wordsOf(each),
      updates: each.updates.map(({ at, body }) => ({ at: at.toISOString(), body })),
      touches: {
        areaIds: each.areaIds as CurrentAnnouncement['touches']['areaIds'],
        serviceIds: each.serviceIds as CurrentAnnouncement['touches']['serviceIds'],
        systems: [...each.systems],
      },
      ...(marks.get(each.id) ?? { dismissed: false, following: false }),
    })),
  };
}

/** Those meant for whoever opens the sign-in page. What was said while it lasted stays inside; only when stands here. */
export async function readPublic(house: House): Promise<ReplyOf<typeof publicAnnouncements>> {
  const shown = (await shownNow(house)).filter((each) => each.onSignIn && each.audience === 'everybody');
  return { items: shown.map((each) => ({ ...wordsOf(each), updatedAt: iso(each.updates[0]?.at ?? null) })) };
}

/** One that is shown to this person now; another does not exist for them. */
async function shownTo(house: House, actor: Actor, id: string): Promise<Open> {
  const found = (await shownNow(house)).find((each) => each.id === id && isReader(actor, each));
  if (!found) throw new Fault('not-found');
  return found;
}

export async function dismiss(house: House, actor: Actor, id: string): Promise<ReplyOf<typeof dismissAnnouncement>> {
  const { id: personId } = personOf(actor);
  const { id: announcementId } = await shownTo(house, actor, id);
  await house.store.aside('read-mark', (db, now) => mark(db, { announcementId, personId }, { dismissed_at: now }));
  return { done: true };
}

export async function follow(
  house: House,
  actor: Actor,
  given: { id: string; following: boolean },
): Promise<ReplyOf<typeof followAnnouncement>> {
  const { id: personId } = personOf(actor);
  const { id: announcementId } = await shownTo(house, actor, given.id);
  await house.store.aside('read-mark', (db, now) =>
    mark(db, { announcementId, personId }, { followed_at: given.following ? now : null }),
  );
  return { done: true };
}
