/** The views of the desk with their live counts: in the rail, and in a menu where there is no room for it. */
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { QueueView } from '#contract/requests.ts';
import { useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { IconBolt, IconClock, IconInbox, IconList, IconMessage, IconUser, IconUsers } from '#web/shared/ui/icons.tsx';
import { useQueueCounts } from './queries.ts';
import { QUEUE_VIEWS, shownCount, VIEW_WORDS } from './queue-filters.ts';
import { SavedViewLinks } from './saved-views.tsx';

const SIGNS: Record<QueueView, () => ReactElement> = {
  mine: IconInbox,
  unassigned: IconUser,
  due_today: IconClock,
  waiting: IconMessage,
  urgency: IconBolt,
  team: IconUsers,
  all: IconList,
};

/** Keeps the form one works in: a list stays a list. */
export function ViewLinks({ itemClass }: { itemClass?: string }) {
  const t = useT();
  const counts = useQueueCounts().data?.views ?? null;
  const { can } = useSession();
  const search: Record<string, unknown> = useSearch({ strict: false });
  const forma = search.forma === 'lista' ? { forma: 'lista' } : {};
  const views = QUEUE_VIEWS.map((view) => {
    const Sign = SIGNS[view];
    const count = counts?.[view] ?? 0;
    const line = (
      <>
        <Sign />
        <span className="clip">{t(VIEW_WORDS[view])}</span>
        {count === 0 ? null : (
          <span className={view === 'due_today' ? 'n n--attention' : 'n'}>
            {shownCount(count)}
            <span className="visually-hidden"> {t('console.view.requests', { count })}</span>
          </span>
        )}
      </>
    );
    // Whoever decides on urgency meets those who ask for it where they decide.
    if (view === 'urgency' && can.urgency)
      return (
        <Link key={view} className={itemClass} to="/urgencias">
          {line}
        </Link>
      );
    return (
      <Link
        key={view}
        className={itemClass}
        to="/atencion"
        search={{ vista: view, guardada: undefined, ...forma }}
        activeOptions={{ explicitUndefined: true }}
      >
        {line}
      </Link>
    );
  });
  return (
    <>
      {views}
      <SavedViewLinks itemClass={itemClass} title={t('console.saved.title')} />
    </>
  );
}
