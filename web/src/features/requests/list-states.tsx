/** What a list says when it has no rows to show: first time, nothing found, no network, our own fault. */
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Refused, Unreachable } from '#web/shared/client.ts';
import { useT } from '#web/shared/i18n.ts';
import { ReportButton } from '#web/shared/reporting.tsx';
import { useSession } from '#web/shared/session.ts';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconPlus, IconRefresh } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import type { Filters } from './list-filters.tsx';
import { useMoments } from './use-moments.ts';

/** The code somebody reads to the desk on the phone; empty when the network, not the desk, failed. */
export const codeOf = (error: unknown): string => (error instanceof Refused ? error.problem.requestId : '');

type List = Pick<UseInfiniteQueryResult, 'isError' | 'error' | 'data' | 'dataUpdatedAt' | 'refetch'>;

/** Says why nothing, or nothing new, came; what was there stays, and so do the filters. */
export function ListTrouble({ list }: { list: List }) {
  const t = useT();
  const moments = useMoments();
  const offline = list.error instanceof Unreachable;
  if (!list.isError) return null;
  const again = (
    <Button icon={<IconRefresh />} onClick={() => void list.refetch()}>
      {t('requests.trouble.again')}
    </Button>
  );
  if (list.data !== undefined) {
    const at = moments.time(new Date(list.dataUpdatedAt));
    return (
      <Notice kind="warning" role="status" action={again}>
        {t(offline ? 'requests.trouble.offline-copy' : 'requests.trouble.old-copy', { at })}
      </Notice>
    );
  }
  return (
    <EmptyState
      drawing={offline ? 'offline' : 'problem'}
      title={t(offline ? 'requests.trouble.offline-title' : 'requests.trouble.title')}
      action={
        <>
          {again}
          <ReportButton shown={codeOf(list.error) || null} />
        </>
      }
    >
      <p>{t(offline ? 'requests.trouble.offline' : 'requests.trouble.text')}</p>
      {codeOf(list.error) === '' ? null : (
        <p className="rq-code">{t('requests.trouble.code', { code: codeOf(list.error) })}</p>
      )}
    </EmptyState>
  );
}

type Props = { filters: Filters; everything: number; onChange: (next: Filters, replace: boolean) => void };

export function NothingFound({ filters, everything, onChange }: Props) {
  const t = useT();
  const { can } = useSession();
  const narrowed = Boolean(filters.q) || filters.area !== undefined || filters.whose !== undefined;
  if (everything === 0 && !narrowed) {
    return (
      <EmptyState
        drawing="counter"
        title={t('requests.empty.title')}
        action={
          can.file ? (
            <LinkButton kind="primary" to="/solicitudes/nueva" icon={<IconPlus />}>
              {t('requests.empty.first')}
            </LinkButton>
          ) : null
        }
      >
        <p>{t('requests.empty.text')}</p>
      </EmptyState>
    );
  }
  const widen = filters.state !== 'all';
  return (
    <EmptyState
      drawing="search"
      title={filters.q ? t('requests.nothing.title', { q: filters.q }) : t('requests.nothing.none')}
      action={
        <>
          {widen ? (
            <Button onClick={() => onChange({ ...filters, state: 'all' }, false)}>{t('requests.nothing.widen')}</Button>
          ) : null}
          {narrowed ? (
            <Button kind="quiet" onClick={() => onChange({ state: filters.state }, false)}>
              {t('requests.nothing.clear')}
            </Button>
          ) : null}
        </>
      }
    >
      <p>{t(widen ? 'requests.nothing.narrow' : 'requests.nothing.text')}</p>
    </EmptyState>
  );
}
