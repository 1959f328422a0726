/** Wherever personal data are asked for: one line of who is responsible and what for, after the page it stands on. */
import { late } from '#web/shared/announcements/late.tsx';
import { loadSections } from '#web/shared/i18n.ts';
import type { AskedFor } from './data-notice-line.tsx';

const Line = late<{ of: AskedFor }>(async () => {
  const [file] = await Promise.all([import('./data-notice-line.tsx'), loadSections('privacy')]);
  return file;
});

export const DataNotice = ({ of }: { of: AskedFor }) => <Line of={of} />;
