import type { Standing } from '#contract/announcements.ts';

export const STANDING_TONES: Readonly<Record<Standing, string>> = {
  draft: 'c-grey',
  scheduled: 'c-maya',
  shown: 'c-jade',
  ended: 'c-grey',
  withdrawn: 'c-grey',
};
