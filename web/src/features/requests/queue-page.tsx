/** Atención: what this person attends or may attend, nearest deadline first. */
import '#web/styles/requests.css';
import '#web/styles/requests-list.css';
import '#web/styles/requests-desk.css';
import '#web/styles/requests-queue.css';
import { useParams } from '@tanstack/react-router';
import { useT } from '#web/shared/i18n.ts';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { QueueColumn } from './queue-column.tsx';

/** The list beside whatever is open; on a phone one or the other. */
export function QueuePage() {
  const t = useT();
  const params: { ref?: string } = useParams({ strict: false });
  return (
    <div className="rq-desk">
      <h1 className="visually-hidden">{t('console.queue.title')}</h1>
      <QueueColumn current={params.ref ?? null} />
      <div className="rq-desk__nothing">
        <EmptyState drawing="counter" title={t('console.queue.choose')}>
          <p>{t('console.queue.choose-text')}</p>
        </EmptyState>
      </div>
    </div>
  );
}
