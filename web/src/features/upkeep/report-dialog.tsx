/** Reportar un error de la Mesa: what was being done, in one's own words; what else goes, said beforehand and shown whole. */
import '#web/styles/reporting.css';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useRef, useState } from 'react';
import type { SessionView } from '#contract/accounts.ts';
import { type ErrorContext, reportError, reportErrorFromOutside, SAID_MAX } from '#contract/error-reports.ts';
import { call, newKey, Refused } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { isGated } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, TextArea } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { contextOf } from './report-context.ts';
import { Whole } from './whole.tsx';

type Props = { page: string; shown: string | null; onClose: () => void };

/** A session that is over meanwhile is no reason to lose the report. */
const needsNobody = (error: unknown): boolean =>
  error instanceof Refused && ['session.required', 'password.expired'].includes(error.problem.code);

function useReport() {
  const client = useQueryClient();
  const key = useRef(newKey());
  return useMutation({
    mutationFn: (body: { said: string; context: ErrorContext }) => {
      const session = client.getQueryData<SessionView>(['session']);
      const outside = () => call(reportErrorFromOutside, { body, key: key.current });
      if (session === undefined || isGated(session)) return outside();
      return call(reportError, { body, key: key.current }).catch((error: unknown) => {
        if (needsNobody(error)) return outside();
        throw error;
      });
    },
  });
}

export function ReportDialog({ page, shown, onClose }: Props) {
  const t = useT();
  const locale = useLocale();
  const id = useId();
  const [said, setSaid] = useState('');
  // As it was when the window opened: what is sent is what was shown.
  const [context] = useState(() => contextOf(page, { shown, locale }));
  const report = useReport();
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!report.isPending) report.mutate({ said, context });
  };
  if (report.data) return <Thanks code={report.data.code} onClose={onClose} />;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('reporting.title')}
      intro={t('reporting.intro')}
      confirmLoss={said.trim() !== ''}
      footer={
        <>
          <Button onClick={onClose}>{t('reporting.back')}</Button>
          <Button kind="primary" type="submit" form={id} busy={report.isPending}>
            {t('reporting.send')}
          </Button>
        </>
      }
    >
      <form id={id} className="stack" onSubmit={send} noValidate>
        {report.error ? (
          <Notice kind="problem" role="alert">
            {faultText(t, report.error)}
          </Notice>
        ) : null}
        <Field label={t('reporting.said')} hint={t('reporting.said-hint')} optional>
          {(wired) => (
            <TextArea
              {...wired}
              rows={3}
              maxLength={SAID_MAX}
              value={said}
              onChange={(event) => setSaid(event.currentTarget.value)}
            />
          )}
        </Field>
        <AlsoSent context={context} />
      </form>
    </Dialog>
  );
}

function AlsoSent({ context }: { context: ErrorContext }) {
  const t = useT();
  const { browser, window: size, calls, errors } = context;
  const machine = {
    browser: browser.name === 'other' ? t('reporting.browser.other') : `${browser.name} ${browser.version}`,
    size: `${size.width} × ${size.height}`,
    online: context.online ? 'yes' : 'no',
  };
  return (
    <section className="reporting" aria-label={t('reporting.also')}>
      <h3 className="h4">{t('reporting.also')}</h3>
      <ul>
        <li>{t('reporting.also.page', { page: context.page })}</li>
        <li>{t('reporting.also.machine', machine)}</li>
        <li>{t('reporting.also.calls', { count: calls.length })}</li>
        {errors.length === 0 ? null : <li>{t('reporting.also.errors', { count: errors.length })}</li>}
        {context.shown === null ? null : <li>{t('reporting.also.shown', { code: context.shown })}</li>}
      </ul>
      <p className="small">{t('reporting.never')}</p>
      <details>
        <summary>{t('reporting.all')}</summary>
        <Whole context={context} />
      </details>
    </section>
  );
}

function Thanks({ code, onClose }: { code: string; onClose: () => void }) {
  const t = useT();
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('reporting.done.title')}
      footer={
        <Button kind="primary" onClick={onClose}>
          {t('common.close')}
        </Button>
      }
    >
      <div role="status" className="stack">
        <p>{t('reporting.done.text')}</p>
        <p className="reporting__code">{code}</p>
      </div>
    </Dialog>
  );
}
