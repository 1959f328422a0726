/** Estado de la Mesa: what the program does right now, and what wants the attention of whoever looks after it. */
import '#web/styles/administration.css';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatAgo, formatDay, formatDayWord, formatSize, formatTime } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Notice } from '#web/shared/ui/notice.tsx';
import { Skeleton } from '#web/shared/ui/skeleton.tsx';
import { DeadJobs } from './dead-jobs.tsx';
import { type DeskState, useDeskState } from './queries.ts';

const DISKS = {
  data: 'setup.state.disk.data',
  files: 'setup.state.disk.files',
  database: 'setup.state.disk.database',
} as const;
const CERTIFICATES = {
  none: 'setup.state.certificate.none',
  good: 'setup.state.certificate.good',
  soon: 'setup.state.certificate.soon',
  over: 'setup.state.certificate.over',
  distrusted: 'setup.state.certificate.distrusted',
  unseen: 'setup.state.certificate.unseen',
} as const;
const CALM: readonly DeskState['certificate']['state'][] = ['none', 'good'];

/** How moments are said here: in the institution's zone. */
function useMoments() {
  const locale = useLocale();
  const now = useNow();
  const { timeZone } = useInstitution();
  return { timeZone, locale, now };
}

export function StatePage() {
  const t = useT();
  const state = useDeskState();
  const moments = useMoments();
  return (
    <div className="desk__body admin">
      <header>
        <h1>{t('setup.state.title')}</h1>
        <p className="sub">
          {t('setup.state.intro')}{' '}
          {state.data ? t('setup.state.at', { when: formatTime(new Date(state.data.at), moments) }) : null}
        </p>
      </header>
      <LoadTrouble of={state} />
      {state.isPending ? <Skeleton rows={5} /> : null}
      <DeadJobs />
      {state.data ? <Everything state={state.data} /> : null}
    </div>
  );
}

function Everything({ state }: { state: DeskState }) {
  return (
    <div className="state-cards">
      <Work state={state} />
      <Letters letters={state.letters} />
      <Reports reported={state.reportedErrors} />
      <Backups backups={state.backups} />
      <OfficialRecord record={state.record} />
      <PersonalData state={state} />
      <Disks disks={state.disks} />
      <Certificate certificate={state.certificate} />
      <Versions state={state} />
    </div>
  );
}

function Card({ id, title, foot, children }: { id: string; title: string; foot?: ReactNode; children: ReactNode }) {
  return (
    <section className="card" aria-labelledby={id}>
      <div className="card__head">
        <h2 id={id}>{title}</h2>
        {foot}
      </div>
      <div className="card__body stack">{children}</div>
    </section>
  );
}

function Lines({ of }: { of: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="data">
      {of.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Work({ state: { work, queues } }: { state: DeskState }) {
  const t = useT();
  const moments = useMoments();
  const ago = (since: string | null) => (since === null ? '–' : formatAgo(new Date(since), moments));
  return (
    <Card id="state-work" title={t('setup.state.work')}>
      <Lines
        of={[
          [t('setup.state.work.waiting'), work.waiting],
          [t('setup.state.work.active'), work.active],
          [t('setup.state.work.dead'), work.dead],
          [t('setup.state.work.oldest'), ago(work.oldestDueSince)],
        ]}
      />
      {queues.length === 0 ? null : (
        <details>
          <summary>{t('setup.state.queues')}</summary>
          <Lines of={queues.map((queue) => [queue.name, `${queue.waiting} · ${ago(queue.oldestDueSince)}`])} />
        </details>
      )}
    </Card>
  );
}

function Letters({ letters }: { letters: DeskState['letters'] }) {
  const t = useT();
  const moments = useMoments();
  const since = letters.oldestWaitingSince;
  return (
    <Card
      id="state-letters"
      title={t('setup.state.letters')}
      foot={<Link to="/administracion/correo">{t('setup.state.letters.see')}</Link>}
    >
      <Lines
        of={[
          [t('setup.state.letters.waiting'), letters.waiting],
          [t('setup.state.letters.failed'), letters.failed],
          [t('setup.state.letters.bounced'), letters.bounced],
          [t('setup.state.letters.oldest'), since === null ? '–' : formatAgo(new Date(since), moments)],
        ]}
      />
    </Card>
  );
}

function Reports({ reported }: { reported: DeskState['reportedErrors'] }) {
  const t = useT();
  const moments = useMoments();
  const since = reported.oldestSince;
  return (
    <Card
      id="state-reports"
      title={t('setup.state.reports')}
      foot={<Link to="/administracion/errores">{t('setup.state.reports.see')}</Link>}
    >
      <Lines
        of={[
          [t('setup.state.reports.new'), reported.new],
          [t('setup.state.reports.oldest'), since === null ? '–' : formatAgo(new Date(since), moments)],
        ]}
      />
    </Card>
  );
}

function Backups({ backups }: { backups: DeskState['backups'] }) {
  const { hasKey, lastGoodAt, lastProvenAt, copiesTo, lastCopiedAt, overdue } = backups;
  const t = useT();
  const moments = useMoments();
  const ago = (at: string | null) => (at === null ? t('setup.state.backups.none') : formatAgo(new Date(at), moments));
  return (
    <Card id="state-backups" title={t('setup.state.backups')}>
      {hasKey ? null : <Notice kind="warning">{t('setup.state.backups.no-key')}</Notice>}
      {overdue ? <Notice kind="warning">{t('setup.state.backups.overdue')}</Notice> : null}
      <Lines
        of={[
          [t('setup.state.backups.good'), ago(lastGoodAt)],
          [t('setup.state.backups.proven'), ago(lastProvenAt)],
          [t('setup.state.backups.copied'), copiesTo === null ? t('setup.state.backups.nowhere') : ago(lastCopiedAt)],
        ]}
      />
    </Card>
  );
}

function OfficialRecord({ record: { anchor, late, checkedAt, whole } }: { record: DeskState['record'] }) {
  const t = useT();
  const moments = useMoments();
  const day = anchor === null ? '' : formatDay(new Date(`${anchor.day}T00:00:00Z`), { ...moments, timeZone: 'UTC' });
  return (
    <Card
      id="state-record"
      title={t('setup.state.record')}
      foot={<Link to="/integridad">{t('setup.state.record.see')}</Link>}
    >
      {whole === false ? <Notice kind="warning">{t('setup.state.record.broken')}</Notice> : null}
      {late ? <Notice kind="warning">{t('setup.state.record.late')}</Notice> : null}
      <Lines
        of={[
          [
            t('setup.state.record.anchor'),
            anchor === null ? t('setup.state.record.none') : `${anchor.number} · ${day}`,
          ],
          ...(anchor === null
            ? []
            : [[t('setup.state.record.sum'), `${anchor.sha256.slice(0, 16)}…`] as [string, string]]),
          [
            t('setup.state.record.checked'),
            checkedAt === null ? t('setup.state.record.never') : formatAgo(new Date(checkedAt), moments),
          ],
        ]}
      />
    </Card>
  );
}

function PersonalData({ state: { sweep, privacyNotice } }: { state: DeskState }) {
  const t = useT();
  const moments = useMoments();
  return (
    <Card
      id="state-personal-data"
      title={t('setup.state.personal-data')}
      foot={
        <Link to="/administracion/institucion" hash="retention">
          {t('setup.state.personal-data.terms')}
        </Link>
      }
    >
      {sweep.late ? <Notice kind="warning">{t('setup.state.personal-data.late')}</Notice> : null}
      {privacyNotice.starting ? (
        <Notice kind="warning">
          {t('setup.state.personal-data.starting')}{' '}
          <Link to="/administracion/aviso-de-privacidad">{t('setup.state.personal-data.complete')}</Link>
        </Notice>
      ) : null}
      <Lines
        of={[
          [
            t('setup.state.personal-data.swept'),
            sweep.at === null ? t('setup.state.personal-data.not-yet') : formatAgo(new Date(sweep.at), moments),
          ],
          [t('setup.state.personal-data.letters'), sweep.letters ?? '–'],
        ]}
      />
    </Card>
  );
}

function Disks({ disks }: { disks: DeskState['disks'] }) {
  const t = useT();
  const locale = useLocale();
  const size = (bytes: number) => formatSize(bytes, locale);
  return (
    <Card id="state-disks" title={t('setup.state.disks')}>
      {disks.some((disk) => disk.low) ? <Notice kind="warning">{t('setup.state.disk.low')}</Notice> : null}
      <Lines
        of={disks.map((disk) => [
          t(DISKS[disk.of]),
          t('setup.state.disk.free', { free: size(disk.freeBytes), all: size(disk.allBytes) }),
        ])}
      />
    </Card>
  );
}

function Certificate({ certificate: { state, validTo } }: { certificate: DeskState['certificate'] }) {
  const t = useT();
  const moments = useMoments();
  const date = validTo === null ? '' : formatDayWord(new Date(validTo), moments);
  const said = t(CERTIFICATES[state], { date });
  return (
    <Card id="state-certificate" title={t('setup.state.certificate')}>
      {CALM.includes(state) ? <p>{said}</p> : <Notice kind="warning">{said}</Notice>}
    </Card>
  );
}

function Versions({ state: { versions, livePages } }: { state: DeskState }) {
  const t = useT();
  return (
    <Card id="state-versions" title={t('setup.state.versions')}>
      <Lines
        of={[
          [t('setup.state.version.program'), versions.program],
          [t('setup.state.version.node'), versions.node],
          [t('setup.state.version.database'), versions.database],
          [t('setup.state.pages'), livePages],
        ]}
      />
    </Card>
  );
}
