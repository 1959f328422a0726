/** What each level would promise to a request filed this moment: from memory, asked again and again by whoever writes one. */
import type { ReplyOf } from '#contract/operation.ts';
import type { readPromises as operation } from '#contract/service-levels.ts';
import { type Calendar, everyCalendar, nextOpening } from '../calendars/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import type { House } from '../shared/house.ts';
import type { Reader } from '../shared/store.ts';
import { type Level, selectLevels, settledCount } from './rows.ts';
import { dueAt } from './rules.ts';

type Known = readonly { readonly level: Level; readonly calendar: Calendar }[];

async function load(db: Reader): Promise<Known> {
  const [institution, levels] = await Promise.all([readInstitutionRow(db), selectLevels(db)]);
  const offered = levels.filter((level) => level.retiredAt === null);
  const calendars = await everyCalendar(db, institution.timeZone);
  return offered.flatMap((level) => {
    const counting = calendars.get(level.calendarId);
    return counting === undefined ? [] : [{ level, calendar: level.countsOnDuty ? counting.onDuty : counting.plain }];
  });
}

export async function readPromises(house: House): Promise<ReplyOf<typeof operation>> {
  const known = await house.store.settled(load, { version: await settledCount(house.store.read) });
  const now = house.clock.now();
  return {
    at: now.toISOString(),
    levels: known.map(({ level, calendar }) => ({
      levelId: level.id,
      firstResponseDueAt: dueAt(calendar, now, level.firstResponseMinutes).toISOString(),
      resolutionDueAt: dueAt(calendar, now, level.resolutionMinutes).toISOString(),
      opensAt: nextOpening(calendar, now)?.toISOString() ?? null,
    })),
  };
}
