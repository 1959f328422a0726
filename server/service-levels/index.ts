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

/** Every level, the most pressing first. */
export const allLevels = (db: Reader): Promise<Level[]> => selectLevels(db);

export const serviceLevelsSlice: Slice = { name: 'service-levels' };
