/** "¿Cómo se cuenta?": a deadline line by line, with all it was counted from, to read on a phone or on paper. */
import '#web/styles/account.css';
import { useQuery } from '@tanstack/react-query';
import type { ReplyOf } from '#contract/operation.ts';
import { type RequestView, readRequestClock } from '#contract/requests.ts';
import { call } from '#web/shared/client.ts';
import { durationText } from '#web/shared/duration.ts';
import { formatDay, formatShort, formatTime, type In } from '#web/shared/format.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { DueMark } from '#web/shared/ui/due-mark.tsx';
import { IconPrinter } from '#web/shared/ui/icons.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';

type Clock = ReplyOf<typeof readRequestClock>;
type Account = Clock['resolution'];
type Line = Account['account'][number];

const REASONS = {
  waiting_requester: 'requests.account.pause.requester',
  waiting_third_party: 'requests.account.pause.third',
  scheduled: 'requests.account.pause.visit',
  resolved: 'requests.account.pause.resolved',
  closed: 'requests.account.pause.closed',
} as const;

export function AccountDialog({ view, onClose }: { view: RequestView; onClose: () => void }) {
  const t = useT();
  const clock = useQuery({
    // Of this version of the request: what happens to it meanwhile is counted anew.
    queryKey: ['requests', 'clock', view.id, view.version],
    queryFn: ({ signal }) => call(readRequestClock, { params: { ref: view.id }, signal }),
    staleTime: 0,
  });
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t('requests.account.title')}
      intro={`${view.folio} · ${view.subject}`}
      footer={
        <Button icon={<IconPrinter />} onClick={() => window.print()}>
          {t('requests.account.print')}
        </Button>
      }
    >
      <div className="account" data-first tabIndex={-1}>
        <LoadTrouble of={clock} />
        {clock.isPending ? <Skeleton rows={4} /> : null}
        {clock.data ? <Shown clock={clock.data} /> : null}
      </div>
    </Dialog>
  );
}

function Shown({ clock }: { clock: Clock }) {
  const t = useT();
  const locale = useLocale();
  const { level, calendar } = clock;
  const [edition] = calendar.editions.toReversed();
  return (
    <>
      <Part title={t('requests.account.resolution')} account={clock.resolution} clock={clock} />
      <Part title={t('requests.account.first')} account={clock.firstResponse} clock={clock} />
      <p className="sub small">
        {t('requests.account.from', {
          level: `${level.code} ${local(level.name, locale)}`,
          levelVersion: level.version,
          calendar: local(calendar.name, locale),
          calendarVersion: edition?.number ?? calendar.version,
          zone: calendar.timeZone,
        })}
      </p>
    </>
  );
}

function Part({ title, account, clock }: { title: string; account: Account; clock: Clock }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const given: In = { timeZone: clock.calendar.timeZone, locale, now };
  const versions = new Set(account.account.map((line) => line.calendarVersion).filter((version) => version !== null));
  return (
    <section className="account__part">
      <h3>{title}</h3>
      <p className="row row--wrap">
        <DueMark clock={account} state={clock.state} timeZone={given.timeZone} now={now} />
      </p>
      <p>
        {t('requests.account.sum', {
          span: durationText(t, account.targetMinutes),
          minutes: account.targetMinutes,
          since: formatShort(new Date(clock.registeredAt), given),
        })}{' '}
        {account.status === 'paused'
          ? t('requests.account.stands')
          : t('requests.account.due', { when: formatShort(new Date(account.dueAt), given) })}
      </p>
      {account.account.length === 0 ? (
        <p className="sub">{t('requests.account.unknown')}</p>
      ) : (
        <table className="table account__lines">
          <thead>
            <tr>
              <th scope="col">{t('requests.account.col.span')}</th>
              <th scope="col" className="right">
                {t('requests.account.col.minutes')}
              </th>
              <th scope="col" className="right">
                {t('requests.account.col.total')}
              </th>
            </tr>
          </thead>
          <tbody>
            {account.account.map((line) => (
              <tr key={`${line.kind} ${line.from}`} className={`account__${line.kind}`}>
                <td>
                  <LineWords line={line} given={given} several={versions.size > 1} />
                </td>
                <td className="right num">{line.kind === 'counted' ? line.minutes : '–'}</td>
                <td className="right num">{line.total}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function LineWords({ line, given, several }: { line: Line; given: In; several: boolean }) {
  const t = useT();
  const from = new Date(line.from);
  const to = line.to === null ? null : new Date(line.to);
  if (line.kind === 'closure')
    return (
      <span>
        {t('requests.account.closure', {
          day: formatDay(from, given),
          name: line.name === null ? '' : local(line.name, given.locale),
        })}
      </span>
    );
  const sameDay = to !== null && formatDay(from, given) === formatDay(to, given);
  const span =
    to === null
      ? t('requests.account.lasting', { from: formatShort(from, given) })
      : t('requests.account.span', {
          from: formatShort(from, given),
          to: sameDay ? formatTime(to, given) : formatShort(to, given),
        });
  if (line.kind === 'pause')
    return (
      <span>
        <strong>{t('requests.account.pause', { reason: t(REASONS[line.reason ?? 'waiting_third_party']) })}</strong>{' '}
        {span}
        {line.skipped > 0 ? <small>{t('requests.account.skipped', { count: line.skipped })}</small> : null}
      </span>
    );
  return (
    <span>
      {span}
      {several && line.calendarVersion !== null ? (
        <small>{t('requests.account.version', { version: line.calendarVersion })}</small>
      ) : null}
    </span>
  );
}
