/** What came while somebody typed is said where nothing moves, once. */
import { useEffect, useRef } from 'react';
import type { CurrentAnnouncement } from '#contract/announcements.ts';
import { local, useLocale, useT } from '../i18n.ts';
import { useToast } from '../ui/toast.tsx';

export function useArrivals(arrived: readonly CurrentAnnouncement[]): void {
  const t = useT();
  const locale = useLocale();
  const say = useToast();
  const said = useRef(new Set<string>());
  useEffect(() => {
    for (const { id, kind, title } of arrived) {
      if (said.current.has(id)) continue;
      said.current.add(id);
      say(t('announcements.arrived', { kind, title: local(title, locale) }), kind === 'outage' ? 'problem' : 'good');
    }
  }, [arrived, say, t, locale]);
}
