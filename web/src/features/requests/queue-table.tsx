/** The rows of the list in its wide form. */
import { Link } from '@tanstack/react-router';
import { type MouseEvent, memo, type ReactNode } from 'react';
import { isAmongOpen } from '#contract/queue.ts';
import type { QueueItem } from '#contract/requests.ts';
import type { ViewColumn } from '#contract/saved-views.ts';
import { formatWhen } from '#web/shared/format.ts';
import { type Locale, local, type Translate, useLocale, useT } from '#web/shared/i18n.ts';
import { DueMark } from '#web/shared/ui/due-mark.tsx';
import { StateMark } from '#web/shared/ui/state-mark.tsx';
import { Folio } from '#web/shared/ui/stub.tsx';
import { blocksOf, useNear } from './near-window.ts';
import { COLUMN_WORDS, inOrder, isUsual } from './queue-columns.ts';
import { type QueueState, useQueueHere } from './queue-context.ts';
import { DUE_WORDS, QUEUE_WORDS } from './queue-filters.ts';
import { grouped, type RowGroup } from './queue-groups.ts';
import { useMoments } from './use-moments.ts';
import { refOf } from './words.ts';

const PIGMENTS = { overdue: 'c-grana', today: 'c-cempa', later: 'c-maya', paused: 'c-jaca' } as const;
/** Of these the card on a phone is made, whichever columns are chosen. */
const OF_CARD: readonly ViewColumn[] = ['folio', 'subject', 'requester', 'state', 'due'];

type RowProps = {
  request: QueueItem;
  address: QueueState['address'];
  columns: QueueState['columns'];
  chosen: boolean;
  timeZone: string;
  now: Date;
  onChoose: (id: string, through: boolean) => void;
};

const sameRow = (a: RowProps, b: RowProps): boolean =>
  a.request === b.request &&
  a.columns === b.columns &&
  a.chosen === b.chosen &&
  a.now === b.now &&
  a.onChoose === b.onChoose &&
  QUEUE_WORDS.every((word) => a.address[word] === b.address[word]);

type Cell = { t: Translate; locale: Locale } & Pick<RowProps, 'request' | 'address' | 'columns' | 'timeZone' | 'now'>;

const clipped = (words: string): ReactNode => (
  <span className="clip" title={words}>
    {words}
  </span>
);
const orNone = (words: string | null, none: string): ReactNode =>
  words === null ? <span className="sub">{none}</span> : clipped(words);
const moment = (at: string, { timeZone, now, locale }: Cell): ReactNode => (
  <time className="clip" dateTime={at}>
    {formatWhen(new Date(at), { timeZone, now, locale })}
  </time>
);

/** What each column says of a request. */
const CELLS: Record<ViewColumn, (of: Cell) => ReactNode> = {
  folio: ({ request }) => <Folio folio={request.folio} short />,
  subject: ({ request, address, t }) => (
    <>
      <Link to="/atencion/$ref" params={{ ref: refOf(request) }} search={address} data-row={request.id}>
        {request.subject}
      </Link>
      {request.unread ? <span className="visually-hidden">{t('requests.list.unread')}</span> : null}
    </>
  ),
  requester: ({ request, columns }) => (
    <span className="rq-grid__who" title={`${request.requesterName} · ${request.agencyAcronym}`}>
      <span className="clip">{request.requesterName}</span>
      <span className={columns.includes('agency') ? 'sub clip rq-grid__acronym' : 'sub clip'}>
        {request.agencyAcronym}
      </span>
    </span>
  ),
  agency: ({ request }) => clipped(request.agencyAcronym),
  area: ({ request, locale }) => clipped(local(request.areaName, locale)),
  service: ({ request, locale }) => clipped(local(request.serviceName ?? request.areaName, locale)),
  team: ({ request, locale, t }) =>
    orNone(request.teamName && local(request.teamName, locale), t('console.aside.no-team')),
  agent: ({ request, t }) => orNone(request.agentName, t('console.aside.nobody')),
  level: ({ request, locale }) => clipped(local(request.levelName, locale)),
  state: ({ request }) => <StateMark state={request.state} />,
  due: ({ request, timeZone, now }) => (
    <DueMark clock={request.resolution} state={request.state} timeZone={timeZone} now={now} brief />
  ),
  registered: (of) => moment(of.request.registeredAt, of),
  last_movement: (of) => moment(of.request.lastMovement.at, of),
};

const classOf = (name: ViewColumn): string => `rq-grid__${CLASSES[name] ?? name}`;
const CLASSES: Partial<Record<ViewColumn, string>> = {
  requester: 'person',
  last_movement: 'moment',
  registered: 'moment',
};

const Row = memo(function Row({ chosen, onChoose, ...row }: RowProps) {
  const t = useT();
  const locale = useLocale();
  const { request, columns } = row;
  // A column that is not chosen is there where it makes the card, and hidden in the table.
  const cells = inOrder([...columns, ...OF_CARD]);
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
      {cells.map((name) => (
        <td key={name} className={columns.includes(name) ? classOf(name) : `${classOf(name)} rq-grid__of-card`}>
          {CELLS[name]({ ...row, t, locale })}
        </td>
      ))}
    </tr>
  );
}, sameRow);

function Block({ keep, width, children }: { keep: boolean; width: number; children: () => ReactNode }) {
  const { own, drawn, height } = useNear<HTMLTableSectionElement>(keep);
  return (
    <tbody ref={own}>
      {drawn ? (
        children()
      ) : (
        <tr>
          <td colSpan={width} style={{ height: `${height}px` }} />
        </tr>
      )}
    </tbody>
  );
}

function GroupTitle({ group, rows, width }: RowGroup<QueueItem> & { width: number }) {
  const t = useT();
  if (group === null) return null;
  return (
    <tbody>
      <tr className="rq-grid__group">
        <th colSpan={width} scope="colgroup">
          <span className={PIGMENTS[group]}>{t(DUE_WORDS[group])}</span> <span className="count">{rows.length}</span>
        </th>
      </tr>
    </tbody>
  );
}

function Head({ queue }: { queue: QueueState }) {
  const t = useT();
  const { items, selection, columns } = queue;
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
        {columns.map((name) => (
          <th key={name} scope="col" className={classOf(name)}>
            {t(COLUMN_WORDS[name])}
          </th>
        ))}
      </tr>
    </thead>
  );
}

export function QueueTable() {
  const t = useT();
  const queue = useQueueHere();
  const { items, address, filters, columns, selection, wanted } = queue;
  const { timeZone, now } = useMoments();
  // Without an order of its own a list with closed requests stands by date: groups would begin anew at nearly every row.
  const byDue = filters.order === 'due' || (filters.order === undefined && isAmongOpen(filters));
  const width = columns.length + 1;
  return (
    <table
      className={isUsual(columns) ? 'rq-grid rq-grid--usual' : 'rq-grid'}
      data-keys="list"
      aria-busy={queue.list.isPlaceholderData}
    >
      <caption className="visually-hidden">{t('console.list.caption')}</caption>
      <Head queue={queue} />
      {grouped(items, byDue, { now, timeZone }).map(({ group, rows }) => [
        <GroupTitle key={`${group} of ${rows[0]?.id}`} group={group} rows={rows} width={width} />,
        ...blocksOf(rows).map((block) => (
          <Block key={`${group} from ${block[0]?.id}`} width={width} keep={block.some(({ id }) => id === wanted?.id)}>
            {() =>
              block.map((request) => (
                <Row
                  key={request.id}
                  request={request}
                  address={address}
                  columns={columns}
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
