/** Being told: letters, notices, and what became of each letter. */
import type { Slice } from '../shared/house.ts';
import { bellTopic } from './live.ts';
import { reactions, schedules } from './reactions.ts';
import { routes } from './routes.ts';
import { forgetLettersOf } from './sweep-rows.ts';

export { lettersFigures, mailFailing } from './letters.ts';
export { unreadNotices } from './notices.ts';
export { freeLetters } from './rows.ts';

export const notificationsSlice: Slice = {
  name: 'notifications',
  routes,
  reactions,
  schedules,
  live: [bellTopic],
  forgets: forgetLettersOf,
};
