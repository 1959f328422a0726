/**
 * What others say while the thread is on screen: whoever reads its end goes on reading, whoever reads further up is told
 * and stays there. Nothing jumps under anybody's eyes.
 */
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RequestView, TimelineEntry } from '#contract/requests.ts';

/** The box one writes in lies over the end of the page: what is behind it is not read. */
const COVERED = '0px 0px -100px 0px';

export type Arrivals = {
  /** Stands after the last entry. */
  end: RefObject<HTMLDivElement | null>;
  /** Messages below what is on screen. */
  unseen: number;
  /** The latest message of another, while it is news. */
  latest: TimelineEntry | null;
  /** Shows the first of them. */
  show: () => void;
};

const lastOf = (view: RequestView): number => view.timeline.at(-1)?.sequence ?? 0;

/** Whether the end of the thread is on screen, and how often it came there. */
function useEndInSight(end: RefObject<HTMLDivElement | null>, came: () => void) {
  const inSight = useRef(true);
  const heard = useRef(came);
  heard.current = came;
  useEffect(() => {
    if (end.current === null) return;
    const observer = new IntersectionObserver(
      (seen) => {
        inSight.current = seen.at(-1)?.isIntersecting ?? false;
        if (inSight.current) heard.current();
      },
      { rootMargin: COVERED },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [end]);
  return inSight;
}

export function useArrivals(view: RequestView, sending: boolean): Arrivals {
  const end = useRef<HTMLDivElement>(null);
  const [news, setNews] = useState<TimelineEntry[]>([]);
  const [latest, setLatest] = useState<TimelineEntry | null>(null);
  const inSight = useEndInSight(end, () => setNews((before) => (before.length === 0 ? before : [])));
  const seen = useRef(lastOf(view));

  // Before the page is painted: the observer still says what was on screen without what has just come.
  useLayoutEffect(() => {
    const added = view.timeline.filter((entry) => entry.sequence > seen.current);
    seen.current = lastOf(view);
    const said = added.filter((entry) => entry.message !== null && !entry.by?.mine);
    if (said.length > 0) setLatest(said.at(-1) ?? null);
    if (added.length === 0) return;
    if (inSight.current) end.current?.scrollIntoView({ block: 'nearest' });
    else if (said.length > 0) setNews((before) => [...before, ...said]);
  }, [view, inSight]);

  // What one has just sent is what one wants to see.
  useLayoutEffect(() => {
    if (sending) end.current?.scrollIntoView({ block: 'nearest' });
  }, [sending]);

  const first = news[0]?.sequence;
  const show = () => {
    const message = document.querySelector<HTMLElement>(`[data-sequence="${first}"]`);
    message?.scrollIntoView({ block: 'center' });
    message?.focus({ preventScroll: true });
    setNews([]);
  };
  return { end, unseen: news.length, latest, show };
}
