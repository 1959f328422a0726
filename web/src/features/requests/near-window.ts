/** Blocks of rows that are drawn only near the window: ten thousand rows cost what the few on screen cost. */
import { type RefObject, useEffect, useRef, useState } from 'react';

/** How far beyond the window rows are drawn already. */
const AHEAD = '900px 0px';
/** Whatever scrolls around the rows; none of these: the page itself. */
const FRAMES = '.rq-column__list, .rq-list__body';

/** A frame that does not scroll by itself, as on a phone, watches nothing. */
function frameOf(own: HTMLElement): HTMLElement | null {
  const frame = own.closest<HTMLElement>(FRAMES);
  return frame && getComputedStyle(frame).overflowY !== 'visible' ? frame : null;
}

/** Whether the block is near the window (or must stay drawn); it keeps its height, in pixels, when it is not. */
export function useNear<Block extends HTMLElement>(keep: boolean) {
  const own = useRef<Block>(null);
  const [near, setNear] = useState(true);
  const [height, setHeight] = useState(0);
  useEffect(() => {
    const block = own.current;
    if (block === null) return;
    const watcher = new IntersectionObserver(
      (seen) => {
        const entry = seen.at(-1);
        if (!entry) return;
        const tall = entry.boundingClientRect.height;
        if (!entry.isIntersecting && tall > 0) setHeight(tall);
        // A list that is not shown at all, as on a phone beside an open request, has no height to keep.
        setNear(entry.isIntersecting || tall === 0);
      },
      { root: frameOf(block), rootMargin: AHEAD },
    );
    watcher.observe(block);
    return () => watcher.disconnect();
  }, []);
  return { own, drawn: near || keep || height === 0, height };
}

/** More rows come by themselves as this mark comes near. */
export function useMoreNear(wants: boolean, more: () => unknown): RefObject<HTMLDivElement | null> {
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(more);
  latest.current = more;
  useEffect(() => {
    const mark = end.current;
    if (mark === null || !wants) return;
    const watcher = new IntersectionObserver(
      (seen) => {
        if (seen.at(-1)?.isIntersecting) latest.current();
      },
      { root: frameOf(mark), rootMargin: AHEAD },
    );
    watcher.observe(mark);
    return () => watcher.disconnect();
  }, [wants]);
  return end;
}

/** Rows in blocks of this many. */
const BLOCK = 25;
export const blocksOf = <Row>(rows: readonly Row[]): (readonly Row[])[] =>
  Array.from({ length: Math.ceil(rows.length / BLOCK) }, (_, at) => rows.slice(at * BLOCK, (at + 1) * BLOCK));
