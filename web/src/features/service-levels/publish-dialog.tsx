/** "Ver cambios": field by field, what the change touches, the last 90 days measured by it; then why, and publish. */
import { type FormEvent, useId, useState } from 'react';
import { type LevelDetail, type LevelImpact, publishLevel } from '#contract/service-levels.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { formatDay } from '#web/shared/format.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, TextArea } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { changesOf } from './changes.ts';
import { dayAt } from './days.ts';
import { type Calendars, useImpact, usePublish } from './queries.ts';
import { writeSpan } from './spans.ts';

type Props = { level: LevelDetail; calendars: Calendars; onClose: () => void };

export function PublishDialog({ level, calendars, onClose }: Props) {
  const t = useT();
  const id = useId();
  const toast = useToast();
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const publish = usePublish(level.id);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (publish.isPending || level.draft === null) return;
    const body = { edition: level.draft.edition, reason };
    const faults = faultsOf(t, publishLevel.body, body);
    setWrong(faults.reason ?? null);
    if (Object.keys(faults).length > 0) return standAtFault(event.currentTarget);
    // The draft is gone with its publication, and this window with the draft: what follows may not depend on it.
    publish.mutateAsync(body).then(
      () => {
        toast(t('levels.published'));
        onClose();
      },
      // Said above, where the mutation has failed.
      () => undefined,
    );
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('levels.review-title')}
      confirmLoss={reason.trim() !== ''}
      footer={
        <>
          <Button onClick={onClose}>{t('levels.back')}</Button>
          <Button kind="primary" type="submit" form={id} busy={publish.isPending}>
            {t('levels.publish')}
          </Button>
        </>
      }
    >
      <form id={id} className="adm-form" onSubmit={send} noValidate>
        {publish.isError ? (
          <Notice kind="problem" role="alert">
            {faultText(t, publish.error)}
          </Notice>
        ) : null}
        <ChangeTable level={level} calendars={calendars} />
        <Impact level={level} />
        <Field label={t('levels.reason')} hint={t('levels.hint.reason')} error={wrong}>
          {(wired) => (
            <TextArea {...wired} rows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          )}
        </Field>
      </form>
    </Dialog>
  );
}

function ChangeTable({ level, calendars }: Omit<Props, 'onClose'>) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  if (level.draft === null) return null;
  const current = level.versions.find((each) => each.standing === 'in_force');
  const changes = changesOf(current?.content ?? null, level.draft.content, { t, locale, calendars });
  const { effectiveOn } = level.draft.content;
  return (
    <>
      {changes.length === 0 ? (
        <p>{t('levels.no-changes')}</p>
      ) : (
        <table className="table level-changes">
          <thead>
            <tr>
              <th scope="col">{t('levels.col.field')}</th>
              {current ? <th scope="col">{t('levels.col.before')}</th> : null}
              <th scope="col">{t('levels.col.after')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ field, before, after }) => (
              <tr key={field}>
                <th scope="row">{t(field)}</th>
                {current ? (
                  <td data-label={t('levels.col.before')}>
                    <s>{before === '' ? t('levels.nothing') : before}</s>
                  </td>
                ) : null}
                <td data-label={t('levels.col.after')}>
                  <strong>{after === '' ? t('levels.nothing') : after}</strong>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p>
        {effectiveOn === null
          ? t('levels.holds-now')
          : t('levels.holds-from', { day: formatDay(dayAt(effectiveOn), { timeZone: 'UTC', locale, now }) })}
      </p>
    </>
  );
}

function Impact({ level }: { level: LevelDetail }) {
  const t = useT();
  const locale = useLocale();
  const impact = useImpact(level.id);
  if (impact.isPending) return <Skeleton lines={2} />;
  if (impact.data === undefined) return <LoadTrouble of={impact} />;
  const { openRequests, services, areas } = impact.data;
  return (
    <section className="stack" aria-label={t('levels.impact')}>
      <p>
        {t('levels.impact.open', { count: openRequests })}{' '}
        {services.length + areas.length === 0 ? t('levels.impact.nobody') : null}
      </p>
      {services.length + areas.length === 0 ? null : (
        <details className="more-about">
          <summary>{t('levels.impact.uses', { count: services.length + areas.length })}</summary>
          <ul>
            {[...areas, ...services].map((each) => (
              <li key={each.id}>{local(each.name, locale)}</li>
            ))}
          </ul>
        </details>
      )}
      <Replay level={level} impact={impact.data} />
    </section>
  );
}

/** Worse than what happened is a warning; the rest is only worth knowing. */
function Replay({ level, impact }: { level: LevelDetail; impact: LevelImpact }) {
  const t = useT();
  const content = level.draft?.content;
  const { replay } = impact;
  if (replay === null || content === undefined) return null;
  if (replay.resolution.of + replay.firstResponse.of === 0)
    return <Notice kind="info">{t('levels.replay.none', { days: replay.days })}</Notice>;
  const worse =
    replay.resolution.wouldMiss > replay.resolution.missed ||
    replay.firstResponse.wouldMiss > replay.firstResponse.missed;
  const said = [
    { key: 'levels.replay.resolution', minutes: content.resolutionMinutes, ...replay.resolution },
    { key: 'levels.replay.first', minutes: content.firstResponseMinutes, ...replay.firstResponse },
  ] as const;
  return (
    <Notice kind={worse ? 'warning' : 'info'}>
      {said
        .filter(({ of }) => of > 0)
        .map(({ key, minutes, of, missed, wouldMiss }) => (
          <p key={key}>{t(key, { span: writeSpan(t, minutes), would: wouldMiss, of, missed })}</p>
        ))}
      <p className="small">{t('levels.replay.days', { days: replay.days })}</p>
    </Notice>
  );
}
