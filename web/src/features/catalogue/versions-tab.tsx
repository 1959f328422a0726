/** Every version of a service, each as it was published. */
import { Link } from '@tanstack/react-router';
import type { ServiceContent, ServiceDetail, VersionLine } from '#contract/catalogue-admin.ts';
import { formatDay, formatShort } from '#web/shared/format.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { IconArrowLeft } from '#web/shared/ui/icons.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { conditionWords, type Systems } from './condition-words.ts';
import { useVersion } from './queries.ts';

/** `2026-11-24` is a day of the calendar: noon of it lies in that day in every zone of the country. */
function useDays() {
  const { timeZone } = useInstitution();
  const given = { timeZone, locale: useLocale(), now: useNow() };
  return {
    day: (day: string) => formatDay(new Date(`${day}T18:00:00Z`), given),
    instant: (iso: string) => formatShort(new Date(iso), given),
  };
}

function Line({ line, serviceId }: { line: VersionLine; serviceId: string }) {
  const t = useT();
  const days = useDays();
  return (
    <li className={line.standing === 'in-force' ? 'cat-version cat-version--now' : 'cat-version'}>
      <p>
        <b>{t('builder.version', { number: line.number })}</b>
        <span className={line.standing === 'in-force' ? 'chip chip--brand' : 'chip'}>
          {t(`builder.standing.${line.standing}`)}
        </span>
      </p>
      <p>{line.reason}</p>
      <p className="sub small">
        {t('builder.version.about', {
          from: days.day(line.effectiveFrom),
          at: days.instant(line.publishedAt),
          by: line.publishedBy ?? t('builder.version.starting'),
          count: line.questions,
        })}
      </p>
      <Link
        to="/catalogo/$service"
        params={{ service: serviceId }}
        search={(before) => ({ ...before, pestana: 'versiones', version: String(line.number) })}
      >
        {t('builder.version.see', { number: line.number })}
      </Link>
    </li>
  );
}

function AsPublished({ content, systems }: { content: ServiceContent; systems: Systems }) {
  const t = useT();
  const locale = useLocale();
  return (
    <>
      <dl className="data">
        <div>
          <dt>{t('builder.name')}</dt>
          <dd>{local(content.name, locale)}</dd>
        </div>
        <div>
          <dt>{t('builder.description')}</dt>
          <dd>{local(content.description, locale)}</dd>
        </div>
        <div>
          <dt>{t('builder.keywords')}</dt>
          <dd>{content.keywords.join(', ') || t('builder.version.none')}</dd>
        </div>
      </dl>
      <h3>{t('builder.tab.questions')}</h3>
      {content.form.length === 0 ? <p className="sub">{t('builder.preview.nothing')}</p> : null}
      <ol className="cat-published">
        {content.form.map((field) => (
          <li key={field.key}>
            <b>{local(field.label, locale)}</b>
            <span className="sub small">
              {[
                t(`builder.type.${field.type}`),
                t(field.required ? 'builder.question.is-required' : 'builder.question.is-optional'),
                field.moment === 'closing' ? t('builder.moment.closing') : '',
                field.options.map(({ label }) => local(label, locale)).join(' / '),
                field.shownWhen === null ? '' : conditionWords(t, field, { form: content.form, systems, locale }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

type OneProps = { service: ServiceDetail; number: number; systems: Systems; onUse: (content: ServiceContent) => void };

function OneVersion({ service, number, systems, onUse }: OneProps) {
  const t = useT();
  const version = useVersion(service.id, number);
  return (
    <section className="cat-fields" aria-labelledby="version-title">
      <Link
        to="/catalogo/$service"
        params={{ service: service.id }}
        search={(before) => ({ ...before, pestana: 'versiones', version: undefined })}
        className="cat-back"
      >
        <IconArrowLeft /> {t('builder.version.all')}
      </Link>
      <div className="cat-version__head">
        <h2 id="version-title">{t('builder.version', { number })}</h2>
        {version.data && version.data.number !== service.versions[0]?.number ? (
          <Button small onClick={() => onUse(version.data.content)}>
            {t('builder.version.use')}
          </Button>
        ) : null}
      </div>
      <LoadTrouble of={version} />
      {version.isPending ? <Skeleton lines={6} /> : null}
      {version.data ? (
        <>
          <p className="sub">{version.data.reason}</p>
          <AsPublished content={version.data.content} systems={systems} />
        </>
      ) : null}
    </section>
  );
}

type Props = Omit<OneProps, 'number'> & { number: number | null };

export function VersionsTab({ number, ...props }: Props) {
  const t = useT();
  if (number !== null) return <OneVersion {...props} number={number} />;
  if (props.service.versions.length === 0)
    return (
      <EmptyState title={t('builder.versions.none')}>
        <p>{t('builder.versions.none-text')}</p>
      </EmptyState>
    );
  return (
    <ol className="cat-versions">
      {props.service.versions.map((line) => (
        <Line key={line.number} line={line} serviceId={props.service.id} />
      ))}
    </ol>
  );
}
