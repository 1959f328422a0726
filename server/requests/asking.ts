/** What the slice of urgency may know of a request whose requester asks for it. */
import { calledAt } from '#server/agencies/index.ts';
import { type Calendar, fromLocal, type Pause } from '#server/calendars/index.ts';
import type { Level } from '#server/service-levels/index.ts';
import { Fault } from '#server/shared/fault.ts';
import type { House } from '#server/shared/house.ts';
import { type Actor, allow } from '#server/shared/policy.ts';
import type { Work } from '#server/shared/store.ts';
import type { Held } from './act.ts';
import { petitionView } from './ask-urgency.ts';
import { promised, recomputeClock } from './clock.ts';
import { pausesOf } from './clock-rows.ts';
import { clockStart, deadlinesOf, targetsOf } from './clock-rules.ts';
import { requestPolicy } from './policy.ts';
import { findForView, type RequestPatch, type RequestRow, type Which } from './rows.ts';
import { calendarOf, found, type Surroundings, surroundings } from './surroundings.ts';

/** Both promises of a request if it went on under that level: `firstResponseDueAt` null when it was answered already. */
function promiseUnder(among: Surroundings, request: RequestRow, given: { level: Level; pauses: readonly Pause[] }) {
  const row = { ...request, ...(given.level.id === request.level_id ? {} : promised(given.level)) };
  const deadlines = deadlinesOf({
    calendar: calendarOf(among, row),
    start: clockStart(row),
    targets: targetsOf(row),
    pauses: given.pauses,
    answeredAt: row.first_response_at,
  });
  return {
    firstResponseDueAt: row.first_response_at === null ? deadlines.first_response_due_at : null,
    resolutionDueAt: deadlines.resolution_due_at,
  };
}

/** The level with that id, among those in force. `input.invalid` at `levelId` for any other. */
export function levelNamed(levels: readonly Level[], id: string): Level {
  const level = levels.find((each) => each.id === id);
  if (level) return level;
  throw new Fault('input.invalid', {}, { fields: [{ path: 'levelId', message: 'field.choice' }] });
}

/**
 * The request under another level, as the columns that change: both deadlines counted anew from the registration, with
 * what stood still so far. Nothing changes for the level it has.
 */
export async function underLevel(
  work: Work,
  held: Held,
  levelId: string,
): Promise<{ level: Level; patch: RequestPatch }> {
  const among = await surroundings(work.settled, held.settled_version);
  const offered = [...among.levels.values()].filter((each) => each.retiredAt === null || each.id === held.level_id);
  const level = levelNamed(offered, levelId);
  const patch = level.id === held.level_id ? {} : await recomputeClock(work, held, { level });
  return { level, patch };
}

/** Levels, agencies and calendars a row read with that `settled_version` is to be understood by. */
export async function amongLevels(settled: Work['settled'], version: number) {
  const among = await surroundings(settled, version);
  return {
    timeZone: among.institution.timeZone,
    levelName: (id: string) => found(among.levels, id).name,
    agency: (id: string) => found(among.agencies, id),
    calendar: (levelId: string): Calendar => calendarOf(among, { level_id: levelId }),
  };
}

/** The petition with its request for who decides it; `not-found` for a request nobody asked urgency for. */
export async function askingCase(house: House, actor: Actor, which: Which) {
  const row = await findForView(house.store.read, which, actor);
  const request = allow(requestPolicy, 'decide-urgency', { actor, thing: row });
  const petition = petitionView(request.petition);
  if (petition === null) throw new Fault('not-found');
  const [among, pauses] = await Promise.all([
    surroundings(house.store.settled, request.settled_version),
    pausesOf(house.store.read, request.id),
  ]);
  const level = found(among.levels, request.level_id);
  const agency = found(among.agencies, request.agency_id);
  const levels = [...among.levels.values()].filter((each) => each.retiredAt === null || each.id === level.id);
  return {
    row: request,
    petition,
    neededAt: fromLocal(among.institution.timeZone, petition.facts.neededBy),
    agency: { ...agency, ...calledAt(agency, request.registered_at) },
    area: found(among.areas, request.area_id),
    service: request.service_id === null ? null : found(among.services, request.service_id),
    levels,
    level,
    calendar: calendarOf(among, request),
    promises: levels.map((each) => ({ level: each, ...promiseUnder(among, request, { level: each, pauses }) })),
  };
}
export type AskingCase = Awaited<ReturnType<typeof askingCase>>;
