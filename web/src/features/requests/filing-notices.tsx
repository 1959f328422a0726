/** What sending is doing, in words, and the bar that sends. */
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { faultText } from '#web/shared/fault-text.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { ReportButton } from '#web/shared/reporting.tsx';
import { Button } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { levelOf } from './area-choice.tsx';
import type { DraftContent } from './draft.ts';
import { codeOf } from './list-states.tsx';
import { usePromise } from './promise.tsx';
import type { Catalogue } from './queries.ts';
import type { Filing } from './use-filing.ts';
import { useMoments } from './use-moments.ts';

/** Trouble that leaves everything typed where it is; brought into sight, for who sends stands at the foot of the form. */
export function FilingNotice({ filing }: { filing: Filing }) {
  const place = useRef<HTMLDivElement>(null);
  const { name } = filing.phase;
  useEffect(() => {
    if (name === 'files-failed' || name === 'twice' || name === 'refused')
      place.current?.scrollIntoView({ block: 'center' });
  }, [name]);
  return (
    <div ref={place}>
      <Trouble filing={filing} />
    </div>
  );
}

function Trouble({ filing }: { filing: Filing }) {
  const t = useT();
  const { phase } = filing;
  if (phase.name === 'files-failed')
    return (
      <Notice kind="problem" role="alert">
        {t('requests.sending.files-failed')}
      </Notice>
    );
  if (phase.name === 'twice')
    return (
      <Notice
        kind="warning"
        role="alert"
        title={t('requests.sending.twice-title')}
        action={
          <Button small onClick={filing.sendAsAnother}>
            {t('requests.sending.another')}
          </Button>
        }
      >
        {t('requests.sending.twice')} <Link to="/solicitudes">{t('requests.sending.see-mine')}</Link>
      </Notice>
    );
  if (phase.name === 'refused') {
    const code = codeOf(phase.error);
    return (
      <Notice
        kind="problem"
        role="alert"
        title={t('requests.sending.refused')}
        action={code === '' ? undefined : <ReportButton shown={code} />}
      >
        {faultText(t, phase.error)} {code === '' ? null : t('requests.trouble.code', { code })}
      </Notice>
    );
  }
  return null;
}

const STATUS = {
  uploads: 'requests.sending.uploads',
  sending: 'requests.sending.sending',
  offline: 'requests.sending.offline',
} as const;

type Props = { catalogue: Catalogue | undefined; content: DraftContent; filing: Filing };

/** Where it goes and when there is an answer, before sending; what is happening, while sending. */
export function FilingFooter({ catalogue, content, filing }: Props) {
  const t = useT();
  const locale = useLocale();
  const moments = useMoments();
  const { phase } = filing;
  const area = catalogue?.areas.find((one) => one.id === content.areaId);
  const service = area?.services.find((one) => one.id === content.serviceId);
  const level = levelOf(catalogue, content);
  const promise = usePromise(level);
  const busy = phase.name === 'uploads' || phase.name === 'sending' || phase.name === 'offline';
  return (
    <div className="rq-send">
      <p className="rq-send__where" aria-live="polite">
        {busy ? (
          <strong>{t(STATUS[phase.name])}</strong>
        ) : area ? (
          <>
            <strong>{t('requests.new.goes-to', { area: local(area.name, locale) })}</strong>
            <span className="desktop-only">
              {service ? ` · ${local(service.name, locale)}` : ''}
              {promise
                ? ` · ${t('requests.new.promised', { when: moments.when(promise.resolutionDueAt) })}`
                : level
                  ? ` · ${t('requests.new.answer-in', { first: moments.span(level.firstResponseMinutes) })}`
                  : ''}
            </span>
          </>
        ) : (
          <span className="sub">{t('requests.new.choose-area')}</span>
        )}
      </p>
      {phase.name === 'offline' ? (
        <Button onClick={filing.keepWriting}>{t('requests.sending.keep-writing')}</Button>
      ) : null}
      <Button kind="primary" type="submit" form="rq-form" busy={busy}>
        {t('requests.new.send')}
      </Button>
    </div>
  );
}
