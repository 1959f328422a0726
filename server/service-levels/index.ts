/** Service levels in versions, and the rules of the clocks that measure them. */
import type { Slice } from '../shared/house.ts';
import type { Reader } from '../shared/store.ts';
import { putInForce } from './administer.ts';
import { routes } from './routes.ts';
import { type Level, selectLevels } from './rows.ts';

export { retireWithin } from './administer.ts';
export { importLevels } from './import-levels.ts';
export { levelPolicy } from './policy.ts';
export { readLevel } from './read-levels.ts';
export { findLevel, type Level, lockLevel } from './rows.ts';
export {
  type Clock,
  type ClockStatus,
  type ClockView,
  clockView,
  dueAt,
  minutesLeftAt,
  riskMinutes,
} from './rules.ts';
export { findDraft as draftOfLevel } from './version-rows.ts';

/** Every level as it is in force, retired ones too; the most pressing first. */
export const allLevels = (db: Reader): Promise<Level[]> => selectLevels(db);

export const serviceLevelsSlice: Slice = {
  name: 'service-levels',
  routes,
  schedules: [{ name: 'levels-in-force', cron: '*/5 * * * *', run: putInForce }],
};
