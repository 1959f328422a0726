/** Service levels, and the rules of the clocks that measure them. */
import type { Slice } from '../shared/house.ts';
import type { Reader } from '../shared/store.ts';
import { type Level, selectLevels } from './rows.ts';

export { importLevels } from './import-levels.ts';
export type { Level } from './rows.ts';
export {
  type Clock,
  type ClockStatus,
  type ClockView,
  clockView,
  dueAt,
  pauseClock,
  resumeClock,
} from './rules.ts';

/** The level. An id that is not there is a broken reference, not a refusal. */
export async function levelById(db: Reader, id: string): Promise<Level> {
  const [level] = await selectLevels(db, [id]);
  if (level === undefined) throw new Error(`no service level ${id}`);
  return level;
}

export async function levelsByIds(db: Reader, ids: readonly string[]): Promise<Map<string, Level>> {
  if (ids.length === 0) return new Map();
  const levels = await selectLevels(db, ids);
  return new Map(levels.map((level) => [level.id, level]));
}

/** Every level, the most pressing first. */
export const allLevels = (db: Reader): Promise<Level[]> => selectLevels(db);

export const serviceLevelsSlice: Slice = { name: 'service-levels' };
