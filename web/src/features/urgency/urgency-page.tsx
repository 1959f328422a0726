/** Piden urgencia: who waits, one petition with what helps to decide it, and the decision. */
import '#web/styles/urgency.css';
import { Link, useParams } from '@tanstack/react-router';
import { Refused } from '#web/shared/client.ts';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconArrowLeft } from '#web/shared/ui/icons.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { AskingColumn } from './asking-column.tsx';
import { CaseView } from './case-view.tsx';
import { DecisionForm } from './decision-form.tsx';
import { useCase } from './queries.ts';

function OneCase({ reference }: { reference: string }) {
  const t = useT();
  const found = useCase(reference);
  if (found.error instanceof Refused && found.error.problem.status === 404)
    return (
      <div className="urg-nothing">
        <EmptyState page drawing="search" title={t('urgencies.missing')}>
          <p>{t('urgencies.missing-text')}</p>
        </EmptyState>
      </div>
    );
  return (
    <>
      <div className="urg-middle">
        <nav className="crumbs urg-back" aria-label={t('urgencies.path')}>
          <Link to="/urgencias">
            <IconArrowLeft /> {t('urgencies.title')}
          </Link>
        </nav>
        <LoadTrouble of={found} />
        {found.isPending ? <Skeleton rows={5} /> : null}
        {found.data ? <CaseView found={found.data} /> : null}
      </div>
      {found.data ? (
        <aside className="urg-side" aria-label={t('urgencies.decision')}>
          <DecisionForm key={`${found.data.request.id} ${found.data.round}`} found={found.data} />
        </aside>
      ) : null}
    </>
  );
}

export function UrgencyPage() {
  const t = useT();
  const params: { ref?: string } = useParams({ strict: false });
  const reference = params.ref ?? null;
  return (
    <div className={reference === null ? 'urg' : 'urg urg--open'}>
      <AskingColumn current={reference} />
      {reference === null ? (
        <div className="urg-nothing urg-nothing--choose">
          <EmptyState drawing="counter" title={t('urgencies.choose')} />
        </div>
      ) : (
        <OneCase key={reference} reference={reference} />
      )}
    </div>
  );
}
