/** SQL of service levels as they are in force. */
import type { LevelId } from '#contract/catalogue.ts';
import type { LevelContent } from '#contract/service-levels.ts';
import type { LocalText } from '#contract/shapes.ts';
import type { Reader, Writer } from '../shared/store.ts';

/** A promise: minutes of business time in the hours of its calendar. What is in force today. */
export type Level = {
  readonly id: LevelId;
  readonly key: string;
  readonly code: string;
  /** In the order in which they were made; how pressing a level is, its times say. */
  readonly rank: number;
  /** Of `service_level_versions`; a request keeps the one under which it was filed. */
  readonly version: number;
  readonly name: LocalText;
  readonly description: LocalText;
  readonly firstResponseMinutes: number;
  readonly resolutionMinutes: number;
  /** For an answer to what the requester writes after the first response; null: no promise about it. */
  readonly nextResponseMinutes: number | null;
  readonly atRiskPercent: number;
  readonly escalations: LevelContent['escalations'];
  readonly calendarId: string;
  /** Days of guardia count as any other. */
  readonly countsOnDuty: boolean;
  /** Set: no service may name it any more; requests that have it keep it. */
  readonly retiredAt: Date | null;
};

/** Every level, retired ones too; the most pressing first. */
export async function selectLevels(db: Reader): Promise<Level[]> {
  const rows = await db
    .selectFrom('service_levels')
    .selectAll()
    .orderBy('resolution_minutes')
    .orderBy('first_response_minutes')
    .orderBy('code')
    .execute();
  return rows.map(toLevel);
}

type Row = Awaited<ReturnType<typeof rowOf>>;
const rowOf = (db: Reader, id: string) =>
  db.selectFrom('service_levels').selectAll().where('id', '=', id).executeTakeFirst();

const toLevel = (row: NonNullable<Row>): Level => ({
  id: row.id as LevelId,
  key: row.key,
  code: row.code,
  rank: row.rank,
  version: row.version,
  name: row.name as LocalText,
  description: row.description as LocalText,
  firstResponseMinutes: row.first_response_minutes,
  resolutionMinutes: row.resolution_minutes,
  nextResponseMinutes: row.next_response_minutes,
  atRiskPercent: row.at_risk_percent,
  escalations: {
    lead: row.escalate_lead,
    owner: row.escalate_owner,
    agencyHeadPercent: row.escalate_head_percent,
  },
  calendarId: row.calendar_id,
  countsOnDuty: row.counts_on_duty,
  retiredAt: row.retired_at,
});

export async function findLevel(db: Reader, id: string): Promise<Level | undefined> {
  const row = await rowOf(db, id);
  return row && toLevel(row);
}

/** The same, held until the transaction ends. */
export async function lockLevel(db: Writer, id: string): Promise<Level | undefined> {
  const row = await db.selectFrom('service_levels').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  return row && toLevel(row);
}

const columns = (level: Omit<NewLevel, 'id' | 'key'>) => ({
  code: level.code,
  version: level.version,
  name: JSON.stringify(level.name),
  description: JSON.stringify(level.description),
  first_response_minutes: level.firstResponseMinutes,
  resolution_minutes: level.resolutionMinutes,
  next_response_minutes: level.nextResponseMinutes,
  at_risk_percent: level.atRiskPercent,
  escalate_lead: level.escalations.lead,
  escalate_owner: level.escalations.owner,
  escalate_head_percent: level.escalations.agencyHeadPercent,
  calendar_id: level.calendarId,
  counts_on_duty: level.countsOnDuty,
});

export type NewLevel = Omit<Level, 'rank' | 'retiredAt'>;

/** Comes after every other in rank. */
export async function insertLevel(db: Writer, level: NewLevel): Promise<void> {
  await db
    .insertInto('service_levels')
    .values((eb) => ({
      id: level.id,
      key: level.key,
      rank: eb.selectFrom('service_levels').select(eb.fn.coalesce(eb(eb.fn.max('rank'), '+', 1), eb.val(1)).as('next')),
      ...columns(level),
    }))
    .execute();
}

/** What the row says is in force from now on. */
export async function saveInForce(db: Writer, level: Omit<NewLevel, 'key'>): Promise<void> {
  await db.updateTable('service_levels').set(columns(level)).where('id', '=', level.id).execute();
}

export async function saveRetired(db: Writer, id: string, at: Date | null): Promise<void> {
  await db.updateTable('service_levels').set({ retired_at: at }).where('id', '=', id).execute();
}

/** How often settled things have changed: what is remembered as of it is still true. */
export async function settledCount(db: Reader): Promise<number> {
  return (await db.selectFrom('settled').select('version').executeTakeFirstOrThrow()).version;
}
