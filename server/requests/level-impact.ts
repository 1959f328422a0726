/** What a change of a level would touch: who keeps the old promise, who gives the new one, and the last 90 days measured by it. */
import type { LevelId } from '#contract/catalogue.ts';
import { type LevelContent, type LevelImpact, REPLAY_DAYS } from '#contract/service-levels.ts';
import { businessMinutesBetween, type Calendar, calendarById } from '#server/calendars/index.ts';
import { usesOfLevel } from '#server/catalogue/index.ts';
import { readInstitutionRow } from '#server/institution/index.ts';
import { draftOfLevel, findLevel, levelPolicy } from '#server/service-levels/index.ts';
import { DAY, later } from '#server/shared/clock.ts';
import type { House } from '#server/shared/house.ts';
import { type Actor, allow } from '#server/shared/policy.ts';
import { countOpenAt, type Measured, measuredSince } from './level-rows.ts';

type Targets = Pick<LevelContent, 'firstResponseMinutes' | 'resolutionMinutes'>;

/** Pure: requests of the past against other targets. */
export function replay(
  rows: readonly Measured[],
  targets: Targets,
  calendar: Calendar,
): { firstResponse: Replay; resolution: Replay } {
  const answered = rows.flatMap((row) => {
    if (row.first_response_at === null) return [];
    const used = businessMinutesBetween(calendar, row.registered_at, row.first_response_at);
    return [{ missed: row.first_response_at > row.first_response_due_at, used }];
  });
  const resolved = rows.flatMap((row) => {
    if (row.resolved_at === null || row.resolution_minutes_left === null) return [];
    const used = row.resolution_minutes - row.resolution_minutes_left;
    return [{ missed: row.resolution_minutes_left < 0, used }];
  });
  return {
    firstResponse: against(answered, targets.firstResponseMinutes),
    resolution: against(resolved, targets.resolutionMinutes),
  };
}

type Replay = { of: number; missed: number; wouldMiss: number };
const against = (rows: readonly { missed: boolean; used: number }[], minutes: number): Replay => ({
  of: rows.length,
  missed: rows.filter((row) => row.missed).length,
  wouldMiss: rows.filter((row) => row.used > minutes).length,
});

/** By the draft of the level; without one, by the level as it is. */
export async function previewLevel(house: House, actor: Actor, id: LevelId): Promise<LevelImpact> {
  const { read } = house.store;
  const [level, draft] = await Promise.all([findLevel(read, id), draftOfLevel(read, id)]);
  const known = level === undefined && draft === undefined ? undefined : { published: level !== undefined };
  allow(levelPolicy, 'administer', { actor, thing: known });
  const [uses, openRequests] = await Promise.all([usesOfLevel(read, id), countOpenAt(read, id)]);
  const targets = draft?.content ?? level;
  if (level === undefined || targets === undefined) return { ...both(uses), openRequests, replay: null };
  const { timeZone } = await readInstitutionRow(read);
  const calendar = await calendarById(read, targets.calendarId, timeZone);
  const rows = await measuredSince(read, id, later(house.clock.now(), -REPLAY_DAYS * DAY));
  return { ...both(uses), openRequests, replay: { days: REPLAY_DAYS, ...replay(rows, targets, calendar) } };
}

const both = ({ areas, services }: Awaited<ReturnType<typeof usesOfLevel>>) => ({
  areas: [...areas],
  services: [...services],
});
