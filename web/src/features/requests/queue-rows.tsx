/** The rows of the desk's list beside what is open. */
import { Link } from '@tanstack/react-router';
import { memo, type ReactNode, useLayoutEffect } from 'react';
import type { RequestSummary } from '#contract/requests.ts';
import { useT } from '#web/shared/i18n.ts';
import { DueMark } from '#web/shared/ui/due-mark.tsx';
import { StateMark } from '#web/shared/ui/state-mark.tsx';
import { Folio } from '#web/shared/ui/stub.tsx';
import { UrgencyMark } from '#web/shared/ui/urgency-mark.tsx';
import { blocksOf, useMoreNear, useNear } from './near-window.ts';
import { type QueueState, useQueueHere } from './queue-context.ts';
import { QUEUE_WORDS } from './queue-filters.ts';
import { useMoments } from './use-moments.ts';
import { refOf } from './words.ts';

type RowProps = {
  request: RequestSummary;
  address: QueueState['address'];
  here: boolean;
  timeZone: string;
  now: Date;
};

/** The address is made anew with each drawing; it is the same while it says the same. */
const sameRow = (a: RowProps, b: RowProps): boolean =>
  a.request === b.request &&
  a.here === b.here &&
  a.now === b.now &&
  QUEUE_WORDS.every((word) => a.address[word] === b.address[word]);

const Row = memo(function Row({ request, address, here, timeZone, now }: RowProps) {
  const t = useT();
  return (
    <li>
      <Link
        className={`rq-file${here ? ' rq-file--here' : ''}${request.unread ? ' rq-file--unread' : ''}`}
        to="/atencion/$ref"
        params={{ ref: refOf(request) }}
        search={address}
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
          <UrgencyMark urgency={request.urgency} />
          <StateMark state={request.state} shapeOnly />
        </span>
      </Link>
    </li>
  );
}, sameRow);

function Block({ keep, children }: { keep: boolean; children: () => ReactNode }) {
  const { own, drawn, height } = useNear<HTMLUListElement>(keep);
  return (
    <ul ref={own} style={drawn ? undefined : { height: `${height}px` }}>
      {drawn ? children() : null}
    </ul>
  );
}

/** The row that was asked for takes the focus, once it is drawn. */
export function useWantedRow(queue: QueueState): void {
  const { wanted, granted, items } = queue;
  useLayoutEffect(() => {
    if (wanted === null || granted.current === wanted || items.length === 0) return;
    // Behind a window nothing takes the focus: it is asked again once the window is gone.
    if (document.querySelector('dialog[open]') !== null) return;
    const row = document.querySelector<HTMLElement>(`[data-row="${wanted.id}"]`);
    if (row === null) return;
    granted.current = wanted;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  });
}

export function QueueRows({ children }: { children?: ReactNode }) {
  const queue = useQueueHere();
  const { items, address, openRef, wanted } = queue;
  const { timeZone, now } = useMoments();
  useWantedRow(queue);
  const end = useMoreNear(queue.wantsMore, queue.list.fetchNextPage);
  return (
    <div className="rq-column__list" data-keys="list" aria-busy={queue.list.isPlaceholderData}>
      {blocksOf(items).map((block) => (
        <Block key={block[0]?.id} keep={block.some(({ id }) => id === wanted?.id)}>
          {() =>
            block.map((request) => (
              <Row
                key={request.id}
                request={request}
                address={address}
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
