/** One enrolment: written where it may be, followed otherwise. */
import { Link, useParams } from '@tanstack/react-router';
import type { EnrolmentView } from '#contract/enrolment-shapes.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { LinkButton } from '#web/shared/ui/button.tsx';
import { IconArrowLeft } from '#web/shared/ui/icons.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { Frame } from './frame.tsx';
import { FormMark } from './marks.tsx';
import { isMissing, Missing } from './missing.tsx';
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
        {view.can.review || view.can.close ? (
          <LinkButton kind="primary" small to="/altas/$id/revision" params={{ id: view.id }}>
            {t('enrolments.review')}
          </LinkButton>
        ) : null}
      </div>
      <p className="sub alta-wrap">
        {local(view.agency.name, locale)} · {t('enrolments.sheet.code')} <strong>{spokenCode(view.code)}</strong>
      </p>
    </header>
  );
}

export function EnrolmentPage() {
  const { id = '' }: { id?: string } = useParams({ strict: false });
  const enrolment = useEnrolment(id);
  const { data: view, error } = enrolment;
  if (isMissing(error))
    return (
      <Frame>
        <Missing />
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
