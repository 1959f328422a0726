/** Nómina: a file of whoever is paid is chosen here, and those of before are listed. */
import '#web/styles/administration.css';
import '#web/styles/catalogue-form.css';
import '#web/styles/arrivals.css';
import '#web/styles/people.css';
import { Link, useNavigate } from '@tanstack/react-router';
import { type MouseEvent, useState } from 'react';
import { ARRIVAL_MAX_BYTES } from '#contract/arrival-kinds.ts';
import type { PayrollView } from '#contract/payroll.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { Field } from '#web/shared/ui/field.tsx';
import { IconArrowLeft } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useLookAtPayroll, usePayrolls } from './payroll-queries.ts';
import { PAYROLL_STATE_WORDS } from './payroll-words.ts';
import { useWhen } from './when.ts';

/** A browser says nothing when the same file is chosen again, mended meanwhile. */
const forgetChosen = ({ currentTarget }: MouseEvent<HTMLInputElement>): void => {
  currentTarget.value = '';
};
const MEGABYTE = 1_048_576;

function ChooseFile() {
  const t = useT();
  const navigate = useNavigate();
  const [isLarge, refuse] = useState(false);
  const [sent, progress] = useState(0);
  const looking = useLookAtPayroll();
  const send = (file: File | undefined) => {
    if (file === undefined) return;
    looking.reset();
    progress(0);
    refuse(file.size > ARRIVAL_MAX_BYTES);
    if (file.size > ARRIVAL_MAX_BYTES) return;
    const open = ({ id }: { id: string }) => void navigate({ to: '/administracion/nomina/$id', params: { id } });
    looking.mutate({ file, progress }, { onSuccess: open });
  };
  return (
    <section className="card card__body arr-form" aria-labelledby="pay-file-title">
      <h2 id="pay-file-title">{t('payrolls.choose')}</h2>
      <p>{t('payrolls.does')}</p>
      <Field
        id="pay-file"
        label={t('arrivals.file')}
        hint={t('arrivals.file-hint')}
        error={isLarge ? t('arrivals.too-large', { megabytes: ARRIVAL_MAX_BYTES / MEGABYTE }) : null}
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

function Files({ items }: { items: readonly PayrollView[] }) {
  const t = useT();
  const when = useWhen();
  if (items.length === 0) return <p className="sub">{t('payrolls.none')}</p>;
  return (
    <ul className="people-files">
      {items.map(({ id, fileName, state, counts, startedAt, lookedAt }) => (
        <li key={id}>
          <div className="arr-name">
            <Link to="/administracion/nomina/$id" params={{ id }}>
              {fileName}
            </Link>
            <small>
              {when.at(startedAt ?? lookedAt)}. {t('payrolls.done-of', { done: counts.done, left: counts.change })}
            </small>
          </div>
          <span className="chip">{t(PAYROLL_STATE_WORDS[state])}</span>
        </li>
      ))}
    </ul>
  );
}

export function PayrollPage() {
  const t = useT();
  const payrolls = usePayrolls();
  return (
    <div className="desk__body admin page-alone">
      <header>
        <Link to="/administracion/personas" className="arr-back">
          <IconArrowLeft /> {t('persons.back')}
        </Link>
        <h1>{t('payrolls.title')}</h1>
        <p className="sub">{t('payrolls.intro')}</p>
      </header>
      <ChooseFile />
      <LoadTrouble of={payrolls} />
      {payrolls.isPending ? <Skeleton rows={3} /> : null}
      {payrolls.data ? (
        <section className="card card__body arr-form" aria-labelledby="pay-files-title">
          <h2 id="pay-files-title">{t('arrivals.files')}</h2>
          <Files items={payrolls.data.items} />
        </section>
      ) : null}
    </div>
  );
}
