/** What stood on screen for a second counts as read. */
import { useEffect } from 'react';
import type { RequestView } from '#contract/requests.ts';
import { useMarkRead } from './queries.ts';

const SEEN_AFTER_MS = 1000;

/** `unseen`: something new lies below what is on screen. */
export function useReadMark(view: RequestView, unseen: boolean): void {
  const { mutate } = useMarkRead();
  const through = view.timeline.at(-1)?.sequence ?? 0;
  const unread = view.timeline.some((entry) => entry.unread);
  const { id } = view;
  useEffect(() => {
    if (!unread || unseen) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.visibilityState === 'visible') timer = setTimeout(() => mutate({ id, through }), SEEN_AFTER_MS);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [id, through, unread, unseen, mutate]);
}
