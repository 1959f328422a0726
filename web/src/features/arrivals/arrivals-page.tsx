/** Llegadas: a file of the desk before is chosen here, and those that came before are listed. */
import '#web/styles/administration.css';
import '#web/styles/catalogue-form.css';
import '#web/styles/arrivals.css';
import { Link, useNavigate } from '@tanstack/react-router';
import { type MouseEvent, useState } from 'react';
import { ARRIVAL_KINDS, ARRIVAL_MAX_BYTES, type ArrivalKind } from '#contract/arrival-kinds.ts';
import { type ArrivalView, downloadArrivalTemplate } from '#contract/arrivals.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { formatShort } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Field, RadioCards, TextInput } from '#web/shared/ui/field.tsx';
import { IconDownload } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useArrivals, useLook } from './queries.ts';
import { KIND_HINTS, KIND_WORDS, STATE_WORDS } from './words.ts';

/** A browser says nothing when the same file is chosen again, mended meanwhile. */
const forgetChosen = ({ currentTarget }: MouseEvent<HTMLInputElement>): void => {
  currentTarget.value = '';
};
const isKind = (value: string): value is ArrivalKind => ARRIVAL_KINDS.some((kind) => kind === value);
const MEGABYTE = 1_048_576;
const FORMATS = ['xlsx', 'csv'] as const;

function Templates({ kind }: { kind: ArrivalKind }) {
  const t = useT();
  return (
    <p className="row row--wrap">
      <span className="sub">{t('arrivals.template')}</span>
      {FORMATS.map((format) => (
        <a
          key={format}
          className="button button--small"
          href={`${downloadArrivalTemplate.path}?kind=${kind}&format=${format}`}
          download
        >
          <IconDownload /> {format.toUpperCase()}
        </a>
      ))}
    </p>
  );
}

/** The name typed last is the likeliest of the next file. */
function ChooseFile({ last }: { last: string }) {
  const t = useT();
  const navigate = useNavigate();
  const [kind, choose] = useState<ArrivalKind>('people');
  const [typed, type] = useState<string | null>(null);
  const [trouble, refuse] = useState<'desk' | 'size' | null>(null);
  const [sent, progress] = useState(0);
  const looking = useLook();
  const desk = (typed ?? last).trim();
  const send = (file: File | undefined) => {
    if (file === undefined) return;
    looking.reset();
    progress(0);
    const wrong = desk === '' ? 'desk' : file.size > ARRIVAL_MAX_BYTES ? 'size' : null;
    refuse(wrong);
    if (wrong !== null) return;
    looking.mutate(
      { file, kind, desk, progress },
      { onSuccess: ({ id }) => void navigate({ to: '/llegadas/$id', params: { id } }) },
    );
  };
  return (
    <section className="card card__body arr-form" aria-labelledby="arr-file-title">
      <h2 id="arr-file-title">{t('arrivals.step.file')}</h2>
      <RadioCards
        legend={t('arrivals.what')}
        name="kind"
        value={kind}
        onChange={(value) => isKind(value) && choose(value)}
        options={ARRIVAL_KINDS.map((value) => ({ value, label: t(KIND_WORDS[value]), hint: t(KIND_HINTS[value]) }))}
      />
      <Templates kind={kind} />
      <Field
        id="arr-desk"
        label={t('arrivals.desk')}
        hint={t('arrivals.desk-hint')}
        error={trouble === 'desk' ? t('arrivals.desk-missing') : null}
      >
        {(wired) => (
          <TextInput
            {...wired}
            value={typed ?? last}
            maxLength={60}
            autoComplete="off"
            onChange={(event) => type(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field
        id="arr-file"
        label={t('arrivals.file')}
        hint={t('arrivals.file-hint')}
        error={trouble === 'size' ? t('arrivals.too-large', { megabytes: ARRIVAL_MAX_BYTES / MEGABYTE }) : null}
      >
        {(wired) => (
          <input
            {...wired}
            type="file"
            className="input cat-file"
            accept=".xlsx,.csv"
            disabled={looking.isPending}
            onClick={forgetChosen}
            onChange={(event) => send(event.currentTarget.files?.[0])}
          />
        )}
      </Field>
      <div role="status">
        {looking.isPending ? <p className="sub">{t('arrivals.looking', { percent: Math.round(sent * 100) })}</p> : null}
      </div>
      {looking.isError ? (
        <Notice kind="problem" role="alert">
          {faultText(t, looking.error)}
        </Notice>
      ) : null}
    </section>
  );
}

function Files({ items }: { items: readonly ArrivalView[] }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  if (items.length === 0) return <p className="sub">{t('arrivals.none')}</p>;
  return (
    <div className="arr-scroll">
      <table className="table table--stacks" aria-label={t('arrivals.files')}>
        <thead>
          <tr>
            <th scope="col">{t('arrivals.col.file')}</th>
            <th scope="col">{t('arrivals.col.kind')}</th>
            <th scope="col">{t('arrivals.col.state')}</th>
            <th scope="col">{t('arrivals.col.counts')}</th>
            <th scope="col">{t('arrivals.col.when')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td data-label={t('arrivals.col.file')} className="arr-name">
                <span>
                  <Link to="/llegadas/$id" params={{ id: item.id }}>
                    {item.fileName}
                  </Link>
                  <small className="sub">{item.desk}</small>
                </span>
              </td>
              <td data-label={t('arrivals.col.kind')}>{t(KIND_WORDS[item.kind])}</td>
              <td data-label={t('arrivals.col.state')}>{t(STATE_WORDS[item.state])}</td>
              <td data-label={t('arrivals.col.counts')}>
                {t('arrivals.brought-of', { brought: item.counts.brought, lines: item.lines })}
              </td>
              <td data-label={t('arrivals.col.when')}>
                {formatShort(new Date(item.startedAt ?? item.lookedAt), { timeZone, locale, now })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function ArrivalsPage() {
  const t = useT();
  const arrivals = useArrivals();
  return (
    <div className="desk__body admin page-alone">
      <header>
        <h1>{t('arrivals.title')}</h1>
        <p className="sub">{t('arrivals.intro')}</p>
      </header>
      {arrivals.isPending ? <Skeleton rows={4} /> : <ChooseFile last={arrivals.data?.items[0]?.desk ?? ''} />}
      <LoadTrouble of={arrivals} />
      {arrivals.data ? (
        <section className="card card__body arr-form" aria-labelledby="arr-files-title">
          <h2 id="arr-files-title">{t('arrivals.files')}</h2>
          <Files items={arrivals.data.items} />
        </section>
      ) : null}
    </div>
  );
}
