/** Outages as what requests may be joined to: which there are, who reads of them, and one of them held for an act. */
import { JOIN_WITHIN_HOURS } from '#contract/outages.ts';
import type { LocalText } from '#contract/shapes.ts';
import { HOUR, later } from '#server/shared/clock.ts';
import type { Reader, Work } from '#server/shared/store.ts';
import { announcementsByIds, type Kept, outagesSince, sharedAnnouncement } from './rows.ts';
import { standingOf } from './rules.ts';

/** An outage people were told of. */
export type Outage = {
  readonly id: string;
  readonly title: LocalText;
  readonly begins: Date;
  /** Null: it lasts. */
  readonly endedAt: Date | null;
  readonly areaIds: readonly string[];
  readonly serviceIds: readonly string[];
  readonly systems: readonly string[];
  /** What ended it; null where nobody said. */
  readonly solution: string | null;
  /** Requests may be joined to it: it lasts, or is over since no more than `JOIN_WITHIN_HOURS`. */
  readonly joinable: boolean;
  /** Does who belongs to this agency read of it? */
  reaches(agencyId: string): boolean;
};

const since = (now: Date): Date => later(now, -JOIN_WITHIN_HOURS * HOUR);

/** Null: no outage, or one that nobody was told of, or that should not have been. */
export function asOutage(kept: Kept, now: Date): Outage | null {
  const standing = standingOf(kept, now);
  if (kept.kind !== 'outage' || (standing !== 'shown' && standing !== 'ended')) return null;
  const { id, title, areaIds, serviceIds, systems, solution, audience, agencyIds } = kept;
  const endedAt = standing === 'ended' ? (kept.endedAt ?? kept.untilAt ?? now) : null;
  return {
    id,
    title,
    begins: kept.beginsAt ?? kept.shownFrom ?? now,
    endedAt,
    areaIds,
    serviceIds,
    systems,
    solution,
    joinable: endedAt === null || endedAt > since(now),
    reaches: (agencyId) => audience === 'everybody' || (audience === 'agencies' && agencyIds.includes(agencyId)),
  };
}

/** Those requests may be joined to: lasting ones first, then by when they began, the latest first. */
export async function openOutages(db: Reader, now: Date): Promise<Outage[]> {
  const kept = await outagesSince(db, { now, since: since(now) });
  return kept
    .flatMap((each) => asOutage(each, now) ?? [])
    .toSorted(
      (a, b) => Number(a.endedAt !== null) - Number(b.endedAt !== null) || b.begins.getTime() - a.begins.getTime(),
    );
}

/** One people were told of, whenever that was; null where there is none. */
export async function outageById(db: Reader, id: string, now: Date): Promise<Outage | null> {
  const kept = (await announcementsByIds(db, [id])).get(id);
  return kept ? asOutage(kept, now) : null;
}

/** The same, as it stands until the transaction ends. */
export async function outageFor(work: Work, id: string): Promise<Outage | null> {
  const kept = await sharedAnnouncement(work, id);
  return kept ? asOutage(kept, work.now) : null;
}
