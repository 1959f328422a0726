/** Work of the program that was given up after its last attempt: why, when, once more or never again. Nothing while there is none. */
import { useState } from 'react';
import { faultText } from '#web/shared/fault-text.ts';
import { formatDayTime } from '#web/shared/format.ts';
import { useLocale, useT } from '#web/shared/i18n.ts';
import { LoadTrouble } from '#web/shared/load-trouble.tsx';
import { useInstitution, useNow } from '#web/shared/session.ts';
import { Button } from '#web/shared/ui/button.tsx';
import { Dialog } from '#web/shared/ui/dialog.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { useToast } from '#web/shared/ui/toast.tsx';
import { type DeadJob, useDeadJobs, useDropJob, useRetryJob } from './queries.ts';

export function DeadJobs() {
  const t = useT();
  const jobs = useDeadJobs();
  const [dropping, drop] = useState<DeadJob | null>(null);
  const items = jobs.data?.items ?? [];
  if (items.length === 0 && !jobs.isError) return null;
  return (
    <section className="admin" aria-labelledby="dead-title">
      <div>
        <h2 id="dead-title">{t('setup.dead.title')}</h2>
        <p className="sub">{t('setup.dead.intro')}</p>
      </div>
      <LoadTrouble of={jobs} />
      <ul className="card dead">
        {items.map((job) => (
          <DeadLine key={job.id} job={job} onDrop={() => drop(job)} />
        ))}
      </ul>
      {dropping === null ? null : <DropDialog job={dropping} onClose={() => drop(null)} />}
    </section>
  );
}

function DeadLine({ job, onDrop }: { job: DeadJob; onDrop: () => void }) {
  const t = useT();
  const locale = useLocale();
  const now = useNow();
  const toast = useToast();
  const { timeZone } = useInstitution();
  const retry = useRetryJob();
  const when = (at: string) => formatDayTime(new Date(at), { timeZone, locale, now });
  const again = () =>
    retry.mutate(job.id, {
      onSuccess: () => toast(t('setup.dead.retried')),
      onError: (error) => toast(faultText(t, error), 'problem'),
    });
  return (
    <li>
      <div className="dead__what">
        <code>{job.name}</code>
        <p className="small sub">
          {t('setup.dead.when', { asked: when(job.askedAt), since: when(job.since), count: job.attempts })}
        </p>
        <p className="small dead__reason">{job.reason}</p>
      </div>
      <div className="row row--wrap">
        <Button
          small
          busy={retry.isPending}
          aria-label={t('setup.dead.retry-which', { name: job.name })}
          onClick={again}
        >
          {t('setup.dead.retry')}
        </Button>
        <Button small kind="quiet" aria-label={t('setup.dead.drop-which', { name: job.name })} onClick={onDrop}>
          {t('setup.dead.drop')}
        </Button>
      </div>
    </li>
  );
}

function DropDialog({ job, onClose }: { job: DeadJob; onClose: () => void }) {
  const t = useT();
  const toast = useToast();
  const drop = useDropJob();
  const send = () =>
    drop.mutate(job.id, {
      onSuccess: () => {
        toast(t('setup.dead.dropped'));
        onClose();
      },
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('setup.dead.drop-title')}
      footer={
        <>
          <Button onClick={onClose}>{t('setup.dialog.back')}</Button>
          <Button kind="danger" busy={drop.isPending} onClick={send}>
            {t('setup.dead.drop')}
          </Button>
        </>
      }
    >
      <p>{t('setup.dead.drop-text')}</p>
      <p>
        <code>{job.name}</code>
      </p>
      {drop.error ? (
        <Notice kind="problem" role="alert">
          {faultText(t, drop.error)}
        </Notice>
      ) : null}
    </Dialog>
  );
}
