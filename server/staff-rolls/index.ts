/** Staff rolls: each month whoever answers for an agency confirms that its people are still there (document 002, 1.d). */
import type { Slice } from '../shared/house.ts';
import { ROLL_CONFIRMED, SETTINGS_CHANGED } from './facts.ts';
import { forget } from './forget-rows.ts';
import { recordLetBack } from './let-back.ts';
import { lookAfterRolls } from './look-after.ts';
import { routes } from './routes.ts';

export { MONTH_OPENED, ROLL_OPENED, ROLL_REMINDED, ROLL_SUSPENDED } from './facts.ts';
export { type StaffRollForLetter, staffRollForLetter } from './for-letters.ts';
export { letBack } from './let-back.ts';
export { beginRolls } from './open-month.ts';

export const staffRollsSlice: Slice = {
  name: 'staff-rolls',
  routes,
  forgets: forget,
  reactions: [
    { name: 'staff-roll-let-back', on: [ROLL_CONFIRMED, SETTINGS_CHANGED, 'agency.succeeded'], run: recordLetBack },
  ],
  schedules: [{ name: 'staff-rolls', cron: '13 * * * *', run: lookAfterRolls }],
};
