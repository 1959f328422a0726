/** Beside the thread, for the desk: the outage this request reports, or that it may be one of several that report the same. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { holds } from '#contract/permissions.ts';
import type { RequestView } from '#contract/requests.ts';
import { local, useLocale, useT } from '#web/shared/i18n.ts';
import { useSession } from '#web/shared/session.ts';
import { Button, LinkButton } from '#web/shared/ui/button.tsx';
import { Notice } from '#web/shared/ui/notice.tsx';
import { actText } from './act-text.ts';
import { deskActs } from './desk-acts.ts';
import { useOutagesChanged, usePossibleOutage } from './outage-queries.ts';
import { useDeskAct } from './use-desk-act.ts';
import { useMoments } from './use-moments.ts';

type Props = { view: RequestView; reference: string };
type Outage = NonNullable<RequestView['outage']>;

/** To all that report it, whatever became of them. */
function Holds({ id, count }: { id: string; count: number }) {
  const t = useT();
  return (
    <Link to="/atencion" search={{ vista: 'all', estado: 'all', falla: id } as never}>
      {t('console.outage.holds', { count })}
    </Link>
  );
}

function Card({ title, trouble, children }: { title: string; trouble: unknown; children: ReactNode }) {
  const t = useT();
  return (
    <section className="rq-outage" aria-labelledby="rq-outage">
      <h2 id="rq-outage">{title}</h2>
      {trouble ? (
        <Notice kind="problem" role="alert">
          {actText(t, trouble)}
        </Notice>
      ) : null}
      {children}
    </section>
  );
}

function Joined({ view, reference, outage }: Props & { outage: Outage }) {
  const t = useT();
  const locale = useLocale();
  const moments = useMoments();
  const changed = useOutagesChanged();
  const leaving = useDeskAct(reference, () => deskActs.leave(view, { body: { version: view.version } }));
  return (
    <Card title={t('console.outage.title')} trouble={leaving.error}>
      <p>
        <b>{local(outage.title, locale)}</b>
      </p>
      <p>
        {outage.endedAt === null
          ? t('console.outage.since', { when: moments.short(outage.begins) })
          : t('console.outage.ended', { when: moments.short(outage.endedAt) })}
        {outage.requests === null ? null : (
          <>
            {' · '}
            <Holds id={outage.id} count={outage.requests.total} />
          </>
        )}
      </p>
      {view.can.leaveOutage ? (
        <Button small busy={leaving.isPending} onClick={() => leaving.mutate(undefined, { onSuccess: changed })}>
          {t('console.outage.leave')}
        </Button>
      ) : null}
    </Card>
  );
}

function Possible({ view, reference }: Props) {
  const t = useT();
  const locale = useLocale();
  const { roles } = useSession();
  const changed = useOutagesChanged();
  const joining = useDeskAct(reference, (outageId: string) =>
    deskActs.join(view, { body: { version: view.version, outageId } }),
  );
  const possible = usePossibleOutage(view);
  const known = possible?.known[0];
  const alike = possible?.alike ?? null;
  if (known === undefined && alike === null) return null;
  return (
    <Card title={t('console.outage.possible')} trouble={joining.error}>
      {alike === null ? null : (
        <p>
          {alike.building === ''
            ? t('console.outage.alike', { count: alike.people })
            : t('console.outage.alike-there', { count: alike.people, building: alike.building })}{' '}
          <Link to="/atencion" search={{ vista: 'all', servicio: view.serviceId, orden: 'newest' } as never}>
            {t('console.outage.see')}
          </Link>
        </p>
      )}
      {known === undefined ? null : (
        <>
          <p>
            <b>{local(known.title, locale)}</b> · <Holds id={known.id} count={known.requests.total} />
          </p>
          <Button small wide busy={joining.isPending} onClick={() => joining.mutate(known.id, { onSuccess: changed })}>
            {t('console.outage.this')}
          </Button>
        </>
      )}
      {known === undefined && holds(roles, 'announcement.administer') ? (
        <LinkButton
          small
          wide
          to="/avisos/$id"
          params={{ id: 'nuevo' }}
          search={{ area: view.areaId, servicio: view.serviceId ?? undefined } as never}
        >
          {t('console.outage.tell')}
        </LinkButton>
      ) : null}
    </Card>
  );
}

export function OutageCard({ view, reference }: Props) {
  if (view.outage !== null) return <Joined view={view} reference={reference} outage={view.outage} />;
  return view.can.joinOutage ? <Possible view={view} reference={reference} /> : null;
}
