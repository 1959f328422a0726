/** The rights of whoever the data are about, and how long data are kept. */
import type { Slice } from '../shared/house.ts';
import { lookAfterRights } from './look-after.ts';
import { routes } from './routes.ts';
import { forgetWords } from './rows.ts';

export {
  RIGHT_ANSWERED,
  RIGHT_COMPLETED,
  RIGHT_CORRECTION,
  RIGHT_EFFECTIVE,
  RIGHT_EXTENDED,
  RIGHT_LAPSED,
  RIGHT_RECEIVED,
} from './facts.ts';
export { type DataRightForLetter, dataRightForLetter } from './for-letters.ts';
export { blockedWithDay, isSweepLate, noteSwept, retentionOf } from './retention-rows.ts';

export const dataRightsSlice: Slice = {
  name: 'data-rights',
  routes,
  forgets: forgetWords,
  schedules: [{ name: 'data-rights', cron: '27 * * * *', run: lookAfterRights }],
};
