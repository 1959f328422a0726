/** One reported error: what its reporter said, what the page knew, and whether it is mended. */
import { Link } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { NOTE_MAX } from '#contract/error-reports.ts';
import { Refused } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { formatDayTime } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { EmptyState } from '#web/shared/ui/empty-state.tsx';
import { Field, TextArea } from '#web/shared/ui/field.tsx';
import { IconArrowLeft, IconCheck } from '#web/shared/ui/icons.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type Report, useReportById, useSettleReport } from './report-queries.ts';
import { ROLE_WORDS, STATE_TONES } from './report-words.ts';
import { Whole } from './whole.tsx';

type Search = { estado?: string; codigo?: string };

const isMissing = (error: unknown): boolean =>
  error instanceof Refused && ['not-found', 'input.invalid'].includes(error.problem.code);

export function ReportDetail({ id, search }: { id: string; search: Search }) {
  const t = useT();
  const one = useReportById(id);
  if (one.isError && one.data === undefined && isMissing(one.error))
    return (
      <EmptyState page drawing="search" title={t('common.not-found.title')}>
        <p>{t('common.not-found.text')}</p>
      </EmptyState>
    );
  return (
    <>
      <LoadTrouble of={one} />
      {one.isPending ? <Skeleton lines={8} /> : null}
      {one.data ? <Everything report={one.data} search={search} /> : null}
    </>
  );
}

function Everything({ report, search }: { report: Report; search: Search }) {
  const t = useT();
  const when = useWhen();
  const [mending, mend] = useState(false);
  const isMended = report.state === 'mended';
  return (
    <>
      <header className="split__top">
        <div className="grow">
          <nav className="crumbs split__back" aria-label={t('reporting.path')}>
            <Link to="/administracion/errores" search={search}>
              <IconArrowLeft /> {t('reporting.list')}
            </Link>
          </nav>
          <h1 className="num">{report.code}</h1>
        </div>
        <span className={`state state--box ${STATE_TONES[report.state]}`}>{t(`reporting.state.${report.state}`)}</span>
        {isMended ? (
          <Reopen report={report} />
        ) : (
          <Button kind="primary" icon={<IconCheck />} data-opens="mend" onClick={() => mend(true)}>
            {t('reporting.mend')}
          </Button>
        )}
      </header>
      <div className="split__body stack stack--6">
        {isMended ? (
          <Notice kind="good" title={t('reporting.mended', { by: report.mendedBy ?? '', when: when(report.mendedAt) })}>
            {report.note}
          </Notice>
        ) : null}
        <Said report={report} />
        <Facts report={report} />
        <Calls report={report} />
        <details>
          <summary>{t('reporting.everything')}</summary>
          <Whole context={report.context} />
        </details>
      </div>
      {mending ? <MendDialog report={report} onClose={() => mend(false)} /> : null}
    </>
  );
}

function useWhen() {
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  return (at: string | null) => (at === null ? '' : formatDayTime(new Date(at), { timeZone, locale, now }));
}

function Said({ report: { said } }: { report: Report }) {
  const t = useT();
  return (
    <section className="stack" aria-labelledby="report-said">
      <h2 id="report-said" className="h4">
        {t('reporting.said-of')}
      </h2>
      {said === null ? <p className="sub">{t('reporting.said-nothing')}</p> : <p className="reporting-said">{said}</p>}
    </section>
  );
}

function Facts({ report }: { report: Report }) {
  const t = useT();
  const when = useWhen();
  const { browser, window: size, online, shown, build } = report.context;
  const lines = [
    [t('reporting.fact.at'), when(report.at)],
    [t('reporting.fact.role'), t(ROLE_WORDS[report.role])],
    [t('reporting.fact.page'), report.page],
    [t('reporting.fact.shown'), shown ?? '–'],
    [t('reporting.fact.program'), build === '' ? report.program : `${report.program} · ${build}`],
    [
      t('reporting.fact.browser'),
      `${browser.name === 'other' ? t('reporting.browser.other') : browser.name} ${browser.version ?? ''}`,
    ],
    [t('reporting.fact.window'), `${size.width} × ${size.height}`],
    [t('reporting.fact.online'), t(online ? 'reporting.yes' : 'reporting.no')],
  ];
  return (
    <dl className="data">
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Calls({ report: { context } }: { report: Report }) {
  const t = useT();
  return (
    <section className="stack" aria-labelledby="report-calls">
      <h2 id="report-calls" className="h4">
        {t('reporting.calls')}
      </h2>
      {context.calls.length === 0 ? <p className="sub">{t('reporting.calls-none')}</p> : null}
      <ul className="reporting-calls">
        {context.calls.toReversed().map((call) => (
          <li key={`${call.operation} ${call.requestId} ${call.secondsAgo} ${call.milliseconds}`}>
            <code>{call.operation}</code>{' '}
            {t('reporting.call', {
              status: call.status,
              ms: call.milliseconds,
              ago: call.secondsAgo,
              code: call.requestId ?? 'none',
            })}
          </li>
        ))}
      </ul>
      {context.errors.map((error) => (
        <div key={`${error.name} ${error.secondsAgo} ${error.frames[0]}`}>
          <p>
            <code>{error.name}</code> {t('reporting.ago', { ago: error.secondsAgo })}
          </p>
          <p className="small sub">{error.frames.join(' · ')}</p>
        </div>
      ))}
    </section>
  );
}

function Reopen({ report }: { report: Report }) {
  const t = useT();
  const toast = useToast();
  const settle = useSettleReport();
  const again = () =>
    settle.mutate(
      { id: report.id, version: report.version, note: null },
      {
        onSuccess: () => toast(t('reporting.reopened')),
        onError: (error) => toast(faultText(t, error), 'problem'),
      },
    );
  return (
    <Button busy={settle.isPending} onClick={again}>
      {t('reporting.reopen')}
    </Button>
  );
}

function MendDialog({ report, onClose }: { report: Report; onClose: () => void }) {
  const t = useT();
  const id = useId();
  const toast = useToast();
  const settle = useSettleReport();
  const [note, setNote] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (settle.isPending) return;
    settle.mutate(
      { id: report.id, version: report.version, note },
      {
        onSuccess: () => {
          toast(t('reporting.mended-done'));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('reporting.mend.title', { code: report.code })}
      confirmLoss={note.trim() !== ''}
      footer={
        <>
          <Button onClick={onClose}>{t('reporting.back')}</Button>
          <Button kind="primary" type="submit" form={id} busy={settle.isPending}>
            {t('reporting.mend')}
          </Button>
        </>
      }
    >
      <form id={id} className="stack" onSubmit={send} noValidate>
        {settle.error ? (
          <Notice kind="problem" role="alert">
            {faultText(t, settle.error)}
          </Notice>
        ) : null}
        <Field label={t('reporting.note')} hint={t('reporting.note-hint')} optional>
          {(wired) => (
            <TextArea
              {...wired}
              rows={3}
              maxLength={NOTE_MAX}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
