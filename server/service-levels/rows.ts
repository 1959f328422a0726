/** All SQL of service levels. */
import type { LevelId } from '#contract/catalogue.ts';
import type { LocalText } from '#contract/shapes.ts';
import type { Reader, Writer } from '../shared/store.ts';

/** A promise: minutes of business time in the hours of its calendar. */
export type Level = {
  readonly id: LevelId;
  readonly key: string;
  readonly code: string;
  /** 1 is the most pressing. */
  readonly rank: number;
  readonly name: LocalText;
  readonly firstResponseMinutes: number;
  readonly resolutionMinutes: number;
  readonly atRiskPercent: number;
  readonly calendarId: string;
};

/** By rank. */
export async function selectLevels(db: Reader): Promise<Level[]> {
  const rows = await db.selectFrom('service_levels').selectAll().orderBy('rank').execute();
  return rows.map((row) => ({
    id: row.id as LevelId,
    key: row.key,
    code: row.code,
    rank: row.rank,
    name: row.name as LocalText,
    firstResponseMinutes: row.first_response_minutes,
    resolutionMinutes: row.resolution_minutes,
    atRiskPercent: row.at_risk_percent,
    calendarId: row.calendar_id,
  }));
}

export async function insertLevel(db: Writer, level: Level): Promise<void> {
  await db
    .insertInto('service_levels')
    .values({
      id: level.id,
      key: level.key,
      code: level.code,
      rank: level.rank,
      name: JSON.stringify(level.name),
      first_response_minutes: level.firstResponseMinutes,
      resolution_minutes: level.resolutionMinutes,
      at_risk_percent: level.atRiskPercent,
      calendar_id: level.calendarId,
    })
    .execute();
}
