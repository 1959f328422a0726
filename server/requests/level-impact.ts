/** What a change of a level would touch: who keeps the old promise, who gives the new one, and the last 90 days measured by it. */
import type { LevelId } from '#contract/catalogue.ts';
import { type LevelImpact, REPLAY_DAYS } from '#contract/service-levels.ts';
import { type Calendar, everyCalendar } from '#server/calendars/index.ts';
import { usesOfLevel } from '#server/catalogue/index.ts';
import { readInstitutionRow } from '#server/institution/index.ts';
import { draftOfLevel, findLevel, levelPolicy } from '#server/service-levels/index.ts';
import { DAY, later } from '#server/shared/clock.ts';
import type { House } from '#server/shared/house.ts';
import { type Actor, allow } from '#server/shared/policy.ts';
import { deadlinesOf, type Targets } from './clock-rules.ts';
import { countOpenAt, type Measured, measuredSince } from './level-rows.ts';

type Replay = { of: number; missed: number; wouldMiss: number };

const against = (rows: readonly { at: Date; due: Date; wouldBeDue: Date }[]): Replay => ({
  of: rows.length,
  missed: rows.filter(({ at, due }) => at > due).length,
  wouldMiss: rows.filter(({ at, wouldBeDue }) => at > wouldBeDue).length,
});

/** Pure: requests of the past, with the pauses they had, by other targets and another calendar. */
export function replay(rows: readonly Measured[], targets: Targets, calendar: Calendar) {
  const counted = rows.map((row) => {
    const course = {
      calendar,
      start: row.registered_at,
      targets,
      pauses: row.pauses,
      answeredAt: row.first_response_at,
    };
    return { row, would: deadlinesOf(course) };
  });
  return {
    firstResponse: against(
      counted.flatMap(({ row, would }) =>
        row.first_response_at === null
          ? []
          : [{ at: row.first_response_at, due: row.first_response_due_at, wouldBeDue: would.first_response_due_at }],
      ),
    ),
    resolution: against(
      counted.flatMap(({ row, would }) =>
        row.resolved_at === null
          ? []
          : [{ at: row.resolved_at, due: row.resolution_due_at, wouldBeDue: would.resolution_due_at }],
      ),
    ),
  };
}

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
  const counting = (await everyCalendar(read, timeZone)).get(targets.calendarId);
  if (counting === undefined) throw new Error(`no calendar ${targets.calendarId}`);
  const calendar = targets.countsOnDuty ? counting.onDuty : counting.plain;
  const rows = await measuredSince(read, id, later(house.clock.now(), -REPLAY_DAYS * DAY));
  return { ...both(uses), openRequests, replay: { days: REPLAY_DAYS, ...replay(rows, targets, calendar) } };
}

const both = ({ areas, services }: Awaited<ReturnType<typeof usesOfLevel>>) => ({
  areas: [...areas],
  services: [...services],
});
