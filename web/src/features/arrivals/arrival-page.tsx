/** One file of the desk before: what was found in it, and bringing it in. */
import '#web/styles/administration.css';
import '#web/styles/levels.css';
import '#web/styles/arrivals.css';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { type ArrivalDetail, downloadArrivalReport } from '#contract/arrivals.ts';
import { Refused } from '#web/shared/client.ts';
import { dateTag } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { LinkButton } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconArrowLeft, IconDownload } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { BringIn } from './bring-in.tsx';
import { Lines } from './lines.tsx';
import { useArrival } from './queries.ts';
import { UnknownWords } from './unknown-words.tsx';
import { KIND_WORDS } from './words.ts';

function Found({ arrival }: { arrival: ArrivalDetail }) {
  const t = useT();
  const locale = useLocale();
  const { counts, ignored, words, state } = arrival;
  const mayChoose = state === 'looked' || state === 'stopped';
  return (
    <section className="card card__body arr-form" aria-labelledby="arr-found-title">
      <div className="admin__head">
        <h2 id="arr-found-title">{t('arrivals.step.found')}</h2>
        <a className="button button--small" href={downloadArrivalReport.path.replace(':id', arrival.id)} download>
          <IconDownload /> {t('arrivals.download')}
        </a>
      </div>
      <dl className="arr-counts">
        {(['new', 'brought', 'here', 'fault'] as const).map((outcome) => (
          <div key={outcome}>
            <dt>{t(`arrivals.outcome.${outcome}`)}</dt>
            <dd>{counts[outcome].toLocaleString(dateTag(locale))}</dd>
          </div>
        ))}
      </dl>
      {ignored.length > 0 ? (
        <Notice kind="info">{t('arrivals.ignored', { list: ignored.join(', '), count: ignored.length })}</Notice>
      ) : null}
      {mayChoose && words.length > 0 ? <UnknownWords arrival={arrival} /> : null}
    </section>
  );
}

export function ArrivalPage() {
  const t = useT();
  const params: { id?: string } = useParams({ strict: false });
  const { ver }: { ver?: string } = useSearch({ strict: false });
  const arrival = useArrival(params.id ?? '');
  if (arrival.error instanceof Refused && [400, 404].includes(arrival.error.problem.status))
    return (
      <EmptyState
        page
        drawing="search"
        title={t('arrivals.missing')}
        action={<LinkButton to="/llegadas">{t('arrivals.title')}</LinkButton>}
      >
        <p>{t('arrivals.missing-text')}</p>
      </EmptyState>
    );
  return (
    <div className="desk__body admin page-alone">
      <header>
        <Link to="/llegadas" className="arr-back">
          <IconArrowLeft /> {t('arrivals.title')}
        </Link>
        {arrival.data ? (
          <>
            <h1 className="arr-name">{arrival.data.fileName}</h1>
            <p className="sub">
              {t('arrivals.about', {
                kind: t(KIND_WORDS[arrival.data.kind]),
                desk: arrival.data.desk,
                lines: arrival.data.lines,
              })}
            </p>
          </>
        ) : null}
      </header>
      <LoadTrouble of={arrival} />
      {arrival.isPending ? <Skeleton rows={5} /> : null}
      {arrival.data ? (
        <>
          <Found arrival={arrival.data} />
          <BringIn arrival={arrival.data} />
          <section className="card card__body" aria-label={t('arrivals.lines')}>
            <Lines arrival={arrival.data} seen={ver} />
          </section>
        </>
      ) : null}
    </div>
  );
}
