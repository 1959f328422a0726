/** Brings service levels in from a data file. */
import * as v from 'valibot';
import type { LevelId } from '#contract/catalogue.ts';
import type { CalendarId, LevelContent } from '#contract/service-levels.ts';
import { calendarIdsByKey, localDay } from '../calendars/index.ts';
import { readInstitutionRow } from '../institution/index.ts';
import { newId } from '../shared/ids.ts';
import type { Work } from '../shared/store.ts';
import { LevelsData } from './data.ts';
import { insertLevel } from './rows.ts';
import { insertVersion } from './version-rows.ts';
import { wordsOf } from './versions.ts';

/** Who hears of what until the owner of the levels says otherwise: lead, owner, and the agency's head at twice the time. */
const ESCALATIONS = { lead: true, owner: true, agencyHeadPercent: 200 } as const;

/**
 * Adds the levels of `data` (`levels` of `database/starting-data/catalogue.json`), each as its first version.
 * Their calendars must be there, their keys must be new. Throws a ValiError when `data` has another shape.
 */
export async function importLevels(work: Work, data: unknown): Promise<void> {
  const { levels } = v.parse(LevelsData, data);
  const calendars = await calendarIdsByKey(work.db);
  const effectiveOn = localDay((await readInstitutionRow(work.db)).timeZone, work.now);
  for (const { key, calendar, ...words } of levels) {
    const calendarId = calendars.get(calendar);
    if (calendarId === undefined) throw new Error(`level ${key} names no known calendar: ${calendar}`);
    const id = newId<LevelId>();
    const content: LevelContent = {
      ...words,
      nextResponseMinutes: words.nextResponseMinutes ?? null,
      escalations: ESCALATIONS,
      calendarId: calendarId as CalendarId,
      countsOnDuty: false,
      effectiveOn: null,
    };
    const version = 1;
    await insertLevel(work.db, { id, key, version, ...wordsOf(content) });
    await insertVersion(work.db, {
      levelId: id,
      version,
      content,
      effectiveOn,
      reason: null,
      publishedAt: work.now,
      publishedBy: null,
    });
    const { code, firstResponseMinutes, resolutionMinutes, atRiskPercent } = content;
    await work.record({
      stream: `service-level:${id}`,
      fact: 'service-level.added',
      data: { levelId: id, code, version, firstResponseMinutes, resolutionMinutes, atRiskPercent, calendarId },
      opens: true,
    });
  }
}
