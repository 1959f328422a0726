/** Excepciones de alta: who would get an account below mando medio (document 002, 1.b), asked for with a reason, decided by Servicios Generales. */
import '#web/styles/levels.css';
import '#web/styles/enrolment-review.css';
import { Link, useParams } from '@tanstack/react-router';
import type { EnrolmentView } from '#contract/enrolment-shapes.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconArrowLeft } from '#web/shared/ui/icons.tsx';
import { More } from '#web/shared/ui/more.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { SplitPage } from '#web/shared/ui/split-page.tsx';
import { useMoments } from '#web/shared/use-moments.ts';
import { ExceptionForm } from './exception-form.tsx';
import { isMissing, Missing } from './missing.tsx';
import { useEnrolment } from './queries.ts';
import { useExceptions } from './review-acts.ts';

export function ExceptionsPage() {
  const t = useT();
  const { id }: { id?: string } = useParams({ strict: false });
  return (
    <SplitPage
      id="exceptions-title"
      title={t('enrolment-review.exceptions')}
      open={id}
      label={t('enrolment-review.exceptions-one')}
      act={null}
      list={
        <>
          <List id={id} of="asked" />
          <List id={id} of="granted" />
        </>
      }
    >
      {id === undefined ? (
        <EmptyState drawing="counter" title={t('enrolment-review.exceptions-choose')}>
          <p>{t('enrolment-review.exceptions-about')}</p>
        </EmptyState>
      ) : (
        <One key={id} id={id} />
      )}
    </SplitPage>
  );
}

const GROUP = {
  asked: 'enrolment-review.exceptions-asked',
  granted: 'enrolment-review.exceptions-granted',
} as const;

/** Where none waits, a line says so; where none is in force, nothing is said of it. */
function List({ id, of }: { id: string | undefined; of: 'asked' | 'granted' }) {
  const t = useT();
  const locale = useLocale();
  const moments = useMoments();
  const asked = useExceptions(of);
  const items = asked.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <LoadTrouble of={asked} />
      {items.length > 0 || of === 'asked' ? <h2 className="split__group">{t(GROUP[of])}</h2> : null}
      {asked.isPending && of === 'asked' ? <Skeleton rows={4} /> : null}
      {asked.data && items.length === 0 && of === 'asked' ? (
        <div className="sub small exceptions-none">
          <p>{t('enrolment-review.exceptions-none')}.</p>
          <p>{t('enrolment-review.exceptions-none-text')}</p>
        </div>
      ) : null}
      <ul className="split__lines">
        {items.map((line) => (
          <li key={line.id}>
            <Link
              className="split__line"
              aria-current={line.id === id ? 'page' : undefined}
              to="/altas/excepciones/$id"
              params={{ id: line.id }}
            >
              <span className="split__name">
                <strong>{line.folio}</strong>
                <small>{moments.since(line.changedAt)}</small>
              </span>
              <span>{local(line.agency.name, locale)}</span>
              <span className="split__about">
                {t('enrolment-review.exceptions-count', {
                  count: of === 'asked' ? line.counts.exceptions : line.counts.granted,
                })}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {asked.hasNextPage ? <More onMore={() => void asked.fetchNextPage()} busy={asked.isFetchingNextPage} /> : null}
    </>
  );
}

function One({ id }: { id: string }) {
  const one = useEnrolment(id);
  if (isMissing(one.error)) return <Missing />;
  return (
    <>
      <LoadTrouble of={one} />
      {one.isPending ? <Skeleton lines={8} /> : null}
      {one.data ? <Asked enrolment={one.data} /> : null}
    </>
  );
}

function Asked({ enrolment }: { enrolment: EnrolmentView }) {
  const t = useT();
  const locale = useLocale();
  const rows = enrolment.rows.filter((row) => row.exception !== null);
  return (
    <>
      <header className="split__top">
        <div className="grow">
          <nav className="crumbs split__back" aria-label={t('enrolments.path')}>
            <Link to="/altas/excepciones">
              <IconArrowLeft /> {t('enrolment-review.exceptions')}
            </Link>
          </nav>
          <h1>
            <Link to="/altas/$id" params={{ id: enrolment.id }}>
              {enrolment.folio === null
                ? t('enrolment-review.unsigned')
                : t('enrolments.form-folio', { folio: enrolment.folio })}
            </Link>
          </h1>
          <p className="sub">{local(enrolment.agency.name, locale)}</p>
        </div>
      </header>
      <div className="split__body stack stack--6">
        {rows.length === 0 ? <p className="sub">{t('enrolment-review.exceptions-nobody')}</p> : null}
        {rows.map((row) => (
          <ExceptionForm
            key={`${row.id} ${row.exception?.state} ${row.exception?.until}`}
            enrolment={enrolment}
            row={row}
          />
        ))}
      </div>
    </>
  );
}
