/** The rows of the list in its wide form. */
import { Link } from '@tanstack/react-router';
import { type MouseEvent, memo, type ReactNode } from 'react';
import { isAmongOpen } from '#contract/queue.ts';
import type { RequestSummary } from '#contract/requests.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { DueMark } from '#web/shared/ui/due-mark.tsx';
import { StateMark } from '#web/shared/ui/state-mark.tsx';
import { Folio } from '#web/shared/ui/stub.tsx';
import { blocksOf, useNear } from './near-window.ts';
import { type QueueState, useQueueHere } from './queue-context.ts';
import { DUE_WORDS, QUEUE_WORDS } from './queue-filters.ts';
import { grouped, type RowGroup } from './queue-groups.ts';
import { useMoments } from './use-moments.ts';
import { refOf } from './words.ts';

const COLUMNS = 8;
const PIGMENTS = { overdue: 'c-grana', today: 'c-cempa', later: 'c-maya', paused: 'c-jaca' } as const;

type RowProps = {
  request: RequestSummary;
  address: QueueState['address'];
  chosen: boolean;
  timeZone: string;
  now: Date;
  onChoose: (id: string, through: boolean) => void;
};

const sameRow = (a: RowProps, b: RowProps): boolean =>
  a.request === b.request &&
  a.chosen === b.chosen &&
  a.now === b.now &&
  a.onChoose === b.onChoose &&
  QUEUE_WORDS.every((word) => a.address[word] === b.address[word]);

const Row = memo(function Row({ request, address, chosen, timeZone, now, onChoose }: RowProps) {
  const t = useT();
  const locale = useLocale();
  const service = request.serviceName ?? request.areaName;
  return (
    <tr className={`${chosen ? 'is-chosen' : ''}${request.unread ? ' is-unread' : ''}`}>
      <td className="rq-grid__check">
        <input
          type="checkbox"
          checked={chosen}
          aria-label={t('console.list.choose', { folio: request.folio })}
          onClick={(event: MouseEvent) => onChoose(request.id, event.shiftKey)}
          onChange={() => undefined}
        />
      </td>
      <td className="rq-grid__folio">
        <Folio folio={request.folio} short />
      </td>
      <td className="rq-grid__subject">
        <Link to="/atencion/$ref" params={{ ref: refOf(request) }} search={address} data-row={request.id}>
          {request.subject}
        </Link>
        {request.unread ? <span className="visually-hidden">{t('requests.list.unread')}</span> : null}
      </td>
      <td className="rq-grid__person">
        <span className="rq-grid__who" title={`${request.requesterName} · ${request.agencyAcronym}`}>
          <span className="clip">{request.requesterName}</span>
          <span className="sub clip">{request.agencyAcronym}</span>
        </span>
      </td>
      <td className="rq-grid__service">
        <span className="clip" title={local(service, locale)}>
          {local(service, locale)}
        </span>
      </td>
      <td className="rq-grid__agent">
        <span className="clip" title={request.agentName ?? undefined}>
          {request.agentName ?? <span className="sub">{t('console.aside.nobody')}</span>}
        </span>
      </td>
      <td className="rq-grid__state">
        <StateMark state={request.state} />
      </td>
      <td className="rq-grid__due">
        <DueMark clock={request.resolution} state={request.state} timeZone={timeZone} now={now} brief />
      </td>
    </tr>
  );
}, sameRow);

function Block({ keep, children }: { keep: boolean; children: () => ReactNode }) {
  const { own, drawn, height } = useNear<HTMLTableSectionElement>(keep);
  return (
    <tbody ref={own}>
      {drawn ? (
        children()
      ) : (
        <tr>
          <td colSpan={COLUMNS} style={{ height: `${height}px` }} />
        </tr>
      )}
    </tbody>
  );
}

function GroupTitle({ group, rows }: RowGroup) {
  const t = useT();
  if (group === null) return null;
  return (
    <tbody>
      <tr className="rq-grid__group">
        <th colSpan={COLUMNS} scope="colgroup">
          <span className={PIGMENTS[group]}>{t(DUE_WORDS[group])}</span> <span className="count">{rows.length}</span>
        </th>
      </tr>
    </tbody>
  );
}

function Head({ queue }: { queue: QueueState }) {
  const t = useT();
  const { items, selection } = queue;
  const all = selection.ids.size === items.length;
  return (
    <thead>
      <tr>
        <th className="rq-grid__check">
          <input
            type="checkbox"
            aria-label={t('console.list.choose-all')}
            checked={all}
            ref={(box) => {
              if (box) box.indeterminate = !all && selection.ids.size > 0;
            }}
            onChange={() => selection.all(!all)}
          />
        </th>
        <th scope="col">{t('requests.column.folio')}</th>
        <th scope="col">{t('requests.column.subject')}</th>
        <th scope="col">{t('console.list.requester')}</th>
        <th scope="col">{t('console.aside.service')}</th>
        <th scope="col">{t('console.list.agent')}</th>
        <th scope="col">{t('requests.column.state')}</th>
        <th scope="col">{t('requests.column.due')}</th>
      </tr>
    </thead>
  );
}

export function QueueTable() {
  const t = useT();
  const queue = useQueueHere();
  const { items, address, filters, selection, wanted } = queue;
  const { timeZone, now } = useMoments();
  // Without an order of its own a list with closed requests stands by date: groups would begin anew at nearly every row.
  const byDue = filters.order === 'due' || (filters.order === undefined && isAmongOpen(filters));
  return (
    <table className="rq-grid" data-keys="list" aria-busy={queue.list.isPlaceholderData}>
      <caption className="visually-hidden">{t('console.list.caption')}</caption>
      <Head queue={queue} />
      {grouped(items, byDue, { now, timeZone }).map(({ group, rows }) => [
        <GroupTitle key={`${group} of ${rows[0]?.id}`} group={group} rows={rows} />,
        ...blocksOf(rows).map((block) => (
          <Block key={`${group} from ${block[0]?.id}`} keep={block.some(({ id }) => id === wanted?.id)}>
            {() =>
              block.map((request) => (
                <Row
                  key={request.id}
                  request={request}
                  address={address}
                  chosen={selection.ids.has(request.id)}
                  timeZone={timeZone}
                  now={now}
                  onChoose={selection.press}
                />
              ))
            }
          </Block>
        )),
      ])}
    </table>
  );
}
