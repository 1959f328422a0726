/** One enrolment: written where it may be, followed otherwise. */
import { Link, useParams } from '@tanstack/react-router';
import type { EnrolmentView } from '#contract/enrolment-shapes.ts';
import { Refused } from '#web/shared/client.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { LinkButton } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconArrowLeft } from '#web/shared/ui/icons.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { Frame } from './frame.tsx';
import { FormMark } from './marks.tsx';
import { useEnrolment } from './queries.ts';
import { SentView } from './sent-view.tsx';
import { spokenCode } from './sheet.tsx';
import { WritePage } from './write-page.tsx';

function Head({ view }: { view: EnrolmentView }) {
  const t = useT();
  const locale = useLocale();
  return (
    <header className="alta-screen alta-title">
      <nav className="crumbs" aria-label={t('enrolments.path')}>
        <Link to="/altas">
          <IconArrowLeft /> {t('enrolments.title')}
        </Link>
      </nav>
      <div className="row row--wrap">
        <h1>
          {view.folio === null
            ? t(view.source === 'paper' ? 'enrolments.form-title-paper' : 'enrolments.form-title')
            : t('enrolments.form-folio', { folio: view.folio })}
        </h1>
        <FormMark state={view.state} />
      </div>
      <p className="sub alta-wrap">
        {local(view.agency.name, locale)} · {t('enrolments.sheet.code')} <strong>{spokenCode(view.code)}</strong>
      </p>
    </header>
  );
}

export function EnrolmentPage() {
  const t = useT();
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const enrolment = useEnrolment(id);
  const { data: view, error } = enrolment;
  if (error instanceof Refused && [400, 404].includes(error.problem.status))
    return (
      <Frame>
        <EmptyState
          page
          drawing="search"
          title={t('enrolments.missing.title')}
          action={<LinkButton to="/altas">{t('enrolments.missing.back')}</LinkButton>}
        >
          <p>{t('enrolments.missing.text')}</p>
        </EmptyState>
      </Frame>
    );
  // A form begun upon an old copy would only meet a refusal: it waits for what the server has now.
  const isFresh = enrolment.isFetchedAfterMount || enrolment.isError;
  return (
    <Frame>
      <LoadTrouble of={enrolment} />
      {view === undefined || !isFresh ? (
        enrolment.isError ? null : (
          <Skeleton rows={5} />
        )
      ) : (
        <>
          <Head view={view} />
          {view.can.save ? <WritePage key={`${view.id} ${view.round}`} view={view} /> : <SentView view={view} />}
        </>
      )}
    </Frame>
  );
}
