/** Brings service levels in from a data file. */
import * as v from 'valibot';
import type { LevelId } from '#contract/catalogue.ts';
import { calendarIdsByKey } from '../calendars/index.ts';
import { newId } from '../shared/ids.ts';
import type { Work } from '../shared/store.ts';
import { LevelsData } from './data.ts';
import { insertLevel } from './rows.ts';

/**
 * Adds the levels of `data` (`levels` of `database/starting-data/catalogue.json`), the most pressing first.
 * Their calendars must be there, their keys must be new. Throws a ValiError when `data` has another shape.
 */
export async function importLevels(work: Work, data: unknown): Promise<void> {
  const { levels } = v.parse(LevelsData, data);
  const calendars = await calendarIdsByKey(work.db);
  for (const [index, level] of levels.entries()) {
    const calendarId = calendars.get(level.calendar);
    if (calendarId === undefined) throw new Error(`level ${level.key} names no known calendar: ${level.calendar}`);
    const id = newId<LevelId>();
    const { key, code, name, firstResponseMinutes, resolutionMinutes, atRiskPercent } = level;
    await insertLevel(work.db, {
      id,
      key,
      code,
      rank: index + 1,
      name,
      firstResponseMinutes,
      resolutionMinutes,
      atRiskPercent,
      calendarId,
    });
    await work.record({
      stream: `service-level:${id}`,
      fact: 'service-level.added',
      data: { levelId: id, code, firstResponseMinutes, resolutionMinutes, atRiskPercent, calendarId },
      opens: true,
    });
  }
}
