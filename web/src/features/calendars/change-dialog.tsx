/** What a change of a calendar would move, request by request, before it is made; then why, and make it. */
import { Link } from '@tanstack/react-router';
import { type FormEvent, useId, useRef, useState } from 'react';
import { type CalendarImpact, type CalendarView, changeCalendar } from '#contract/calendars.ts';
import { faultsOf, standAtFault } from '#web/shared/check.ts';
import { newKey, Refused } from '#web/shared/client.ts';
import { faultText } from '#web/shared/fault-text.ts';
import { formatDay, formatShort } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Field, TextArea } from '#web/shared/ui/field.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type Change, useChange, usePreview } from './queries.ts';

type Props = { calendar: CalendarView; change: Change; onClose: () => void; onMade: () => void };

export function ChangeDialog({ calendar, change, onClose, onMade }: Props) {
  const t = useT();
  const id = useId();
  const toast = useToast();
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const key = useRef(newKey());
  const preview = usePreview(calendar.id, change);
  const making = useChange(calendar.id);
  const refused = preview.error instanceof Refused && preview.error.problem.status < 500 ? preview.error : null;
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (making.isPending || preview.data === undefined) return;
    const body = { version: calendar.version, reason, change };
    const faults = faultsOf(t, changeCalendar.body, body);
    setWrong(faults.reason ?? null);
    if (Object.keys(faults).length > 0) return standAtFault(event.currentTarget);
    making.mutate(
      { body, key: key.current },
      {
        onSuccess: ({ impact }) => {
          toast(t('calendars.made', { count: impact.moved }));
          onMade();
        },
      },
    );
  };
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('calendars.review')}
      confirmLoss={reason.trim() !== ''}
      footer={
        <>
          <Button onClick={onClose}>{t('levels.back')}</Button>
          {refused === null ? (
            <Button kind="primary" type="submit" form={id} busy={making.isPending || preview.isPending}>
              {t('calendars.make')}
            </Button>
          ) : null}
        </>
      }
    >
      <form id={id} className="adm-form" onSubmit={send} noValidate>
        {making.isError ? (
          <Notice kind="problem" role="alert">
            {faultText(t, making.error)}
          </Notice>
        ) : null}
        {refused === null ? <LoadTrouble of={preview} /> : null}
        {refused === null ? null : (
          <Notice kind="problem" role="alert">
            {faultText(t, refused)}
          </Notice>
        )}
        {preview.isPending ? <Skeleton rows={3} /> : null}
        {preview.data ? <Impact impact={preview.data} /> : null}
        {refused === null ? (
          <Field label={t('levels.reason')} hint={t('levels.hint.reason')} error={wrong}>
            {(wired) => (
              <TextArea {...wired} rows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
            )}
          </Field>
        ) : null}
      </form>
    </Dialog>
  );
}

function Impact({ impact }: { impact: CalendarImpact }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  const short = (at: string) => formatShort(new Date(at), { timeZone, locale, now });
  const worse = impact.toBreached > 0;
  const days = impact.days.map((day) => formatDay(new Date(`${day}T12:00:00Z`), { timeZone: 'UTC', locale, now }));
  return (
    <section className="stack" aria-label={t('levels.impact')}>
      <Notice kind={worse ? 'warning' : 'info'}>
        {days.length === 0 ? null : (
          <p>{t('calendars.impact.days', { count: days.length, days: new Intl.ListFormat(locale).format(days) })}</p>
        )}
        <p>
          <strong>{t('calendars.impact.moved', { moved: impact.moved, open: impact.open })}</strong>
        </p>
        {impact.promisedDays > 0 ? <p>{t('calendars.impact.told', { count: impact.promisedDays })}</p> : null}
        {worse ? <p>{t('calendars.impact.late', { count: impact.toBreached })}</p> : null}
        {impact.toInTime > 0 ? <p>{t('calendars.impact.in-time', { count: impact.toInTime })}</p> : null}
      </Notice>
      {impact.requests.length === 0 ? null : (
        <section className="week__moved" aria-label={t('calendars.moved')}>
          <table className="table level-changes table--stacks">
            <thead>
              <tr>
                <th scope="col">{t('calendars.col.request')}</th>
                <th scope="col">{t('calendars.col.before')}</th>
                <th scope="col">{t('calendars.col.after')}</th>
              </tr>
            </thead>
            <tbody>
              {impact.requests.map((request) => (
                <tr key={request.ref}>
                  <th scope="row">
                    <Link className="num" to="/atencion/$ref" params={{ ref: request.ref }} target="_blank">
                      {request.folio}
                    </Link>
                    <small>{request.subject}</small>
                  </th>
                  <td className="num" data-label={t('calendars.col.before')}>
                    <s>{short(request.resolutionBefore)}</s>
                  </td>
                  <td className="num" data-label={t('calendars.col.after')}>
                    <strong>{short(request.resolutionAfter)}</strong>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {impact.moved > impact.requests.length ? (
        <p className="sub small">{t('calendars.impact.more', { count: impact.moved - impact.requests.length })}</p>
      ) : null}
    </section>
  );
}
