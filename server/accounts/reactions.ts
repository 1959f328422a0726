import type { Schedule } from '../shared/jobs.ts';
import { sweepEmailChanges } from './email-rows.ts';
import { sweepLinks } from './link-rows.ts';
import { tellOfEndingPasswords } from './password-notices.ts';
import { followRoleTerms } from './role-terms.ts';
import { sweepSessions } from './session-rows.ts';
import { sweepPlaces } from './sign-in-place-rows.ts';

export const schedules: readonly Schedule[] = [
  { name: 'password-notices', cron: '7-59/15 * * * *', run: tellOfEndingPasswords },
  { name: 'role-terms', cron: '2-59/10 * * * *', run: followRoleTerms },
  {
    name: 'sweep-accounts',
    cron: '17 * * * *',
    run: async (house) => {
      await house.store.aside('sweep', async (db, now) => {
        await sweepSessions(db, now);
        await sweepPlaces(db, now);
        await sweepLinks(db, now);
        await sweepEmailChanges(db, now);
      });
    },
  },
];
