/**
 * The rows of the desk's list. They are drawn in blocks, and a block that is far from the window is an empty one of the
 * same height: ten thousand rows cost what the few on screen cost.
 */
import { Link } from '@tanstack/react-router';
import { memo, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RequestSummary } from '#contract/requests.ts';
import { useT } from '#web/shared/i18n.ts';
import { DueMark } from '#web/shared/ui/due-mark.tsx';
import { StateMark } from '#web/shared/ui/state-mark.tsx';
import { Folio } from '#web/shared/ui/stub.tsx';
import { type QueueState, useQueueHere } from './queue-context.ts';
import { type QueueFilters, searchOf } from './queue-filters.ts';
import { useMoments } from './use-moments.ts';
import { refOf } from './words.ts';

const BLOCK = 25;
/** How far beyond the window rows are drawn already. */
const AHEAD = '900px 0px';

type RowProps = {
  request: RequestSummary;
  filters: QueueFilters;
  here: boolean;
  timeZone: string;
  now: Date;
};

const sameRow = (a: RowProps, b: RowProps): boolean =>
  a.request === b.request &&
  a.here === b.here &&
  a.now === b.now &&
  a.filters.q === b.filters.q &&
  a.filters.view === b.filters.view &&
  a.filters.state === b.filters.state;

const Row = memo(function Row({ request, filters, here, timeZone, now }: RowProps) {
  const t = useT();
  return (
    <li>
      <Link
        className={`rq-file${here ? ' rq-file--here' : ''}${request.unread ? ' rq-file--unread' : ''}`}
        to="/atencion/$ref"
        params={{ ref: refOf(request) }}
        search={searchOf(filters)}
        aria-current={here ? 'true' : undefined}
        data-row={request.id}
      >
        <span className="rq-file__top">
          <Folio folio={request.folio} short />
          <DueMark clock={request.resolution} state={request.state} timeZone={timeZone} now={now} brief />
        </span>
        <strong>{request.subject}</strong>
        {request.unread ? <span className="visually-hidden">{t('requests.list.unread')}</span> : null}
        <span className="rq-file__foot">
          <span>
            {request.requesterName} · {request.agencyAcronym}
          </span>
          <StateMark state={request.state} shapeOnly />
        </span>
      </Link>
    </li>
  );
}, sameRow);

/** Whether the block is near the window; it keeps its height when it is not. */
function useNear(keep: boolean) {
  const own = useRef<HTMLUListElement>(null);
  const [near, setNear] = useState(true);
  const [height, setHeight] = useState(0);
  useEffect(() => {
    const block = own.current;
    if (block === null) return;
    const watcher = new IntersectionObserver(
      (seen) => {
        const entry = seen.at(-1);
        if (!entry) return;
        if (!entry.isIntersecting && entry.boundingClientRect.height > 0) setHeight(entry.boundingClientRect.height);
        // A list that is not shown at all, as on a phone beside an open request, has no height to keep.
        setNear(entry.isIntersecting || entry.boundingClientRect.height === 0);
      },
      { root: block.closest('.rq-column__list'), rootMargin: AHEAD },
    );
    watcher.observe(block);
    return () => watcher.disconnect();
  }, []);
  const drawn = near || keep || height === 0;
  return { own, drawn, style: drawn ? undefined : { height: `${height}px` } };
}

function Block({ keep, children }: { keep: boolean; children: () => ReactNode }) {
  const { own, drawn, style } = useNear(keep);
  return (
    <ul ref={own} style={style}>
      {drawn ? children() : null}
    </ul>
  );
}

/** The row that was asked for takes the focus, once it is drawn. */
function useWantedRow(queue: QueueState): void {
  const { wanted, items } = queue;
  const done = useRef(wanted);
  useLayoutEffect(() => {
    if (wanted === null || done.current === wanted || items.length === 0) return;
    const row = document.querySelector<HTMLElement>(`[data-row="${wanted.id}"]`);
    if (row === null) return;
    done.current = wanted;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  });
}

/** More rows come by themselves as the end comes near. */
function useMoreNear(queue: QueueState) {
  const end = useRef<HTMLDivElement>(null);
  const { list } = queue;
  const wants = list.hasNextPage && !list.isFetchingNextPage && !list.isError;
  const fetchNext = useRef(list.fetchNextPage);
  fetchNext.current = list.fetchNextPage;
  useEffect(() => {
    const mark = end.current;
    if (mark === null || !wants) return;
    const watcher = new IntersectionObserver(
      (seen) => {
        if (seen.at(-1)?.isIntersecting) void fetchNext.current();
      },
      { root: mark.closest('.rq-column__list'), rootMargin: AHEAD },
    );
    watcher.observe(mark);
    return () => watcher.disconnect();
  }, [wants]);
  return end;
}

export function QueueRows({ children }: { children?: ReactNode }) {
  const queue = useQueueHere();
  const { items, filters, openRef, wanted } = queue;
  const { timeZone, now } = useMoments();
  useWantedRow(queue);
  const end = useMoreNear(queue);
  const blocks = Array.from({ length: Math.ceil(items.length / BLOCK) }, (_, at) =>
    items.slice(at * BLOCK, at * BLOCK + BLOCK),
  );
  return (
    <div className="rq-column__list" data-keys="list" aria-busy={queue.list.isPlaceholderData}>
      {blocks.map((block) => (
        <Block key={block[0]?.id} keep={block.some(({ id }) => id === wanted?.id)}>
          {() =>
            block.map((request) => (
              <Row
                key={request.id}
                request={request}
                filters={filters}
                timeZone={timeZone}
                now={now}
                here={refOf(request) === openRef || request.id === openRef}
              />
            ))
          }
        </Block>
      ))}
      <div ref={end}>{children}</div>
    </div>
  );
}
