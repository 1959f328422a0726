/** Comes after the page, with its words: whoever answers for no agency loads nothing of it. */
import { late } from '#web/shared/announcements/late.tsx';
import { loadSections } from '#web/shared/i18n.ts';

export const HomeNotice = late(async () => {
  await loadSections('staff-rolls');
  return import('./home-notice.tsx');
});
