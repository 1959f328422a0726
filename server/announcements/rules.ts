/** When a notice of the desk stands where, and who reads it. All pure. */
import type { AnnouncementKind, Audience, Standing } from '#contract/announcements.ts';
import { STAFF_ROLES } from '#contract/permissions.ts';
import type { LocalText } from '#contract/shapes.ts';
import { type Actor, hasRole } from '#server/shared/policy.ts';

export type Announcement = {
  readonly id: string;
  readonly kind: AnnouncementKind;
  readonly title: LocalText;
  readonly body: LocalText;
  /** Null until it is published, or where it is to be shown as soon as it is. */
  readonly shownFrom: Date | null;
  /** Null until it is published, or where it begins when it is shown. */
  readonly beginsAt: Date | null;
  readonly untilAt: Date | null;
  readonly audience: Audience;
  readonly agencyIds: readonly string[];
  readonly onSignIn: boolean;
  readonly areaIds: readonly string[];
  readonly serviceIds: readonly string[];
  readonly systems: readonly string[];
  readonly state: 'draft' | 'published' | 'withdrawn';
  /** When it was told that it is shown, and when it was really over. */
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  /** Of an outage that is over: what ended it. */
  readonly solution: string | null;
};

type Timed = Pick<Announcement, 'state' | 'shownFrom' | 'untilAt' | 'endedAt'>;

/** Shown from its very instant on, over at its very end: whatever the watch has noted by then. */
export function standingOf(announcement: Timed, now: Date): Standing {
  const { state, shownFrom, untilAt, endedAt } = announcement;
  if (state !== 'published') return state;
  if (endedAt !== null || (untilAt !== null && untilAt <= now)) return 'ended';
  return shownFrom !== null && shownFrom <= now ? 'shown' : 'scheduled';
}

/** Is this person among its readers? */
export function isReader(actor: Actor, announcement: Pick<Announcement, 'audience' | 'agencyIds'>): boolean {
  if (actor.kind !== 'person') return false;
  if (announcement.audience === 'desk') return hasRole(actor, ...STAFF_ROLES);
  return announcement.audience === 'everybody' || announcement.agencyIds.includes(actor.agencyId);
}

const URGENCY: Readonly<Record<AnnouncementKind, number>> = { outage: 0, maintenance: 1, information: 2 };

/** What is broken first, then by when it begins. */
export const inOrder = (
  a: Pick<Announcement, 'kind' | 'beginsAt'>,
  b: Pick<Announcement, 'kind' | 'beginsAt'>,
): number => URGENCY[a.kind] - URGENCY[b.kind] || (a.beginsAt?.getTime() ?? 0) - (b.beginsAt?.getTime() ?? 0);
